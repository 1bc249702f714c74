internal import Patch

/// The aliases that imports of a frontend may begin with: `paths` and `baseUrl` of its
/// `tsconfig.json` or `jsconfig.json`, and of the files that one extends.
struct AliasScan {
  let sources: FrontendSources
  /// The directories of the workspace's packages, by name.
  let packages: [String: RelativePath?]

  /// What was found.
  struct Result {
    /// The aliases, the most specific directory first.
    var aliases: [PathAlias] = []
    /// Files that are no JSON.
    var broken: [Evidence] = []
  }

  private struct Document: Decodable {
    var parents: [String] = []
    var baseURL: String?
    var paths: [String: [String]]?

    private enum Keys: String, CodingKey { case extends, compilerOptions }
    private struct Options: Decodable {
      var baseUrl: String?
      var paths: [String: [String]]?
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      if let one = try? container.decode(String.self, forKey: .extends) {
        parents = [one]
      } else {
        parents = (try? container.decode([String].self, forKey: .extends)) ?? []
      }
      let options = try? container.decode(Options.self, forKey: .compilerOptions)
      baseURL = options?.baseUrl
      paths = options?.paths
    }
  }

  /// A file's own settings, or those it takes over, with the directory each is relative to.
  private struct Settings {
    var base: FrontendPath?
    var paths: (map: [String: [String]], directory: FrontendPath)?
  }

  /// The aliases; none without a configuration file, and imports are then relative.
  func scan() throws(TreeError) -> Result {
    var result = Result()
    for name: RelativePath in ["tsconfig.json", "jsconfig.json"] {
      let path = sources.path(name)
      guard sources.workspace.contains(path) else { continue }
      var seen: Set<RelativePath> = []
      let settings = try settings(of: path, &seen, &result.broken)
      result.aliases = Self.aliases(of: settings)
      break
    }
    return result
  }

  private func settings(
    of path: RelativePath, _ seen: inout Set<RelativePath>, _ broken: inout [Evidence]
  ) throws(TreeError) -> Settings {
    guard seen.insert(path).inserted, let bytes = try sources.contents(of: path) else {
      return Settings()
    }
    let document: Document
    do throws(JSONText.Problem) {
      document = try JSONText.decode(Document.self, from: bytes, comments: true)
    } catch {
      broken.append(Evidence(path, error.line, error.reason))
      return Settings()
    }
    var settings = Settings()
    for parent in document.parents {
      guard let file = file(extended: parent, by: path) else { continue }
      let taken = try self.settings(of: file, &seen, &broken)
      settings.base = taken.base ?? settings.base
      settings.paths = taken.paths ?? settings.paths
    }
    let here = FrontendPath(path: path.parent)
    if let url = document.baseURL {
      settings.base = FrontendPath.resolve(url, from: here.path) ?? settings.base
    }
    if let paths = document.paths {
      settings.paths = (paths, here)
    }
    return settings
  }

  /// `./base`, `../../tsconfig.base.json`, or `@shop/tsconfig/nextjs.json` of the workspace.
  private func file(extended text: String, by path: RelativePath) -> RelativePath? {
    var place = FrontendPath.resolve(text, from: path.parent)
    if !text.hasPrefix(".") {
      let parts = text.split(separator: "/")
      let count = text.hasPrefix("@") ? 2 : 1
      guard let package = packages[parts.prefix(count).joined(separator: "/")] else { return nil }
      let rest = parts.dropFirst(count).joined(separator: "/")
      place = FrontendPath.resolve(rest.isEmpty ? "tsconfig.json" : rest, from: package)
    }
    guard let found = place?.path else { return nil }
    let candidates =
      [found]
      + [".json", "/tsconfig.json"].map { suffix in
        RelativePath(unchecked: found.bytes + Array(suffix.utf8))
      }
    return candidates.first(where: sources.workspace.contains)
  }

  // MARK: Aliases

  private static func aliases(of settings: Settings) -> [PathAlias] {
    var found: [PathAlias] = []
    if let (map, place) = settings.paths {
      // Whoever sets it, a base is what targets are relative to.
      let directory = settings.base ?? place
      for pattern in map.keys.sorted() where pattern.hasSuffix("*") {
        for target in map[pattern] ?? [] where target.hasSuffix("*") {
          guard
            let place = FrontendPath.resolve(String(target.dropLast()), from: directory.path)
          else { continue }
          found.append(PathAlias(String(pattern.dropLast()), place.path))
        }
      }
    }
    if let base = settings.base, !found.contains(where: { $0.prefix.isEmpty }) {
      found.append(PathAlias("", base.path))
    }
    return found.sorted { left, right in
      let depths = (left, right)
      let (one, other) = (depth(of: depths.0), depth(of: depths.1))
      if one != other { return one > other }
      // An alias says more than a bare path, and `@/` is what generated code usually has.
      if left.prefix.isEmpty != right.prefix.isEmpty { return right.prefix.isEmpty }
      return (left.prefix.count, left.prefix) < (right.prefix.count, right.prefix)
    }
  }

  private static func depth(of alias: PathAlias) -> Int { alias.directory?.components.count ?? 0 }
}
