internal import Patch

/// Finds the Next.js frontends of a tree by their `package.json`.
struct FrontendScan {
  let tree: any ReadableTree
  let files: [RelativePath]
  let config: ProjectConfig.Frontend?
  let backends: [Backend]

  /// What was found.
  struct Result {
    var frontends: [Frontend] = []
    /// Manifests that are no JSON and may be a frontend's.
    var broken: [Evidence] = []
  }

  private struct Candidate {
    var root: RelativePath?
    var manifest: PackageManifest
    /// The line where its manifest stops being JSON.
    var broken: Evidence?
    /// Whether something beside the dependency says that it is an application.
    var isApplication: Bool
  }

  /// The frontends, by directory.
  func scan() throws(TreeError) -> Result {
    let code = FrontendSources.code(in: files)
    let manifests = try read(code.filter { $0.name.elementsEqual("package.json".utf8) })
    let configured = Set(code.filter(Self.isNextConfig).map(\.parent))
    var candidates = candidates(manifests, configured, code)
    candidates = chosen(withoutAsides(candidates))
    var result = Result()
    guard !candidates.isEmpty else {
      result.broken = manifests.compactMap(\.broken)
      return result
    }
    let names = Dictionary(
      manifests.compactMap { found in found.manifest.name.map { ($0, found.root) } },
      uniquingKeysWith: { first, _ in first })
    let workspace = Set(code)
    for candidate in candidates {
      let others = candidates.compactMap(\.root).filter { other in
        candidate.root.map { other.isBelow($0) } ?? true
      }
      let own = code.filter { path in
        (candidate.root.map { path.isBelow($0) } ?? true) && !others.contains { path.isBelow($0) }
      }
      let sources = try FrontendSources(
        root: candidate.root, workspace: workspace, files: own, tree: tree)
      let assembly = FrontendAssembly(
        sources: sources, manifest: candidate.manifest, broken: candidate.broken, packages: names,
        config: config, backends: backends)
      result.frontends.append(try assembly.frontend())
    }
    return result
  }

  // MARK: Candidates

  private func read(_ paths: [RelativePath]) throws(TreeError) -> [Candidate] {
    var found: [Candidate] = []
    for path in paths {
      guard let bytes = try tree.contents(of: path) else { continue }
      do throws(JSONText.Problem) {
        found.append(
          Candidate(
            root: path.parent, manifest: try PackageManifest(path: path, bytes: bytes),
            isApplication: false))
      } catch  where bytes.mentions("\"next\"") {
        found.append(
          Candidate(
            root: path.parent, manifest: PackageManifest(unreadable: path),
            broken: Evidence(path, error.line, error.reason), isApplication: false))
      } catch {}
    }
    return found
  }

  private static func isNextConfig(_ path: RelativePath) -> Bool {
    path.name.starts(with: "next.config.".utf8) && path.isScript
  }

  /// The packages that use Next.js, and directories with a `next.config` whose packages are listed
  /// further up.
  private func candidates(
    _ manifests: [Candidate], _ configured: Set<RelativePath?>, _ code: [RelativePath]
  ) -> [Candidate] {
    let users = manifests.filter { $0.manifest.ranges["next"] != nil || $0.broken != nil }
    var found: [Candidate] = []
    for var user in users {
      let hasCommand = user.manifest.scripts.contains { $0.hasPrefix("next ") }
      user.isApplication =
        configured.contains(user.root) || hasCommand || hasPages(user.root, code)
      // A broken file that only mentions it is no frontend.
      if user.broken == nil || user.isApplication { found.append(user) }
    }
    for root in configured where !manifests.contains(where: { $0.root == root }) {
      let above = (root?.ancestors ?? []).map(Optional.some) + [nil]
      let nearest = above.lazy.compactMap { directory in users.first { $0.root == directory } }
      guard var shared = nearest.first else { continue }
      shared.root = root
      shared.isApplication = true
      found.append(shared)
    }
    let applications = found.filter(\.isApplication)
    return (applications.isEmpty ? found : applications)
      .sorted { ($0.root?.bytes ?? []).lexicographicallyPrecedes($1.root?.bytes ?? []) }
  }

  private func hasPages(_ root: RelativePath?, _ code: [RelativePath]) -> Bool {
    let names: [RelativePath] = ["app", "src/app", "pages", "src/pages"]
    let directories = names.map { root?.appending($0) ?? $0 }
    return code.contains { path in
      path.isScript && directories.contains { path.isBelow($0) }
    }
  }

  // MARK: Choosing

  /// The configuration decides alone.
  private func chosen(_ candidates: [Candidate]) -> [Candidate] {
    guard let directory = config?.directory else { return candidates }
    let name = Detection.directoryName(directory)
    return candidates.filter { ($0.root?.bytes ?? []).elementsEqual(name.utf8) }
  }

  /// Leaves out documentation and examples when something else is there.
  private func withoutAsides(_ candidates: [Candidate]) -> [Candidate] {
    guard config?.directory == nil else { return candidates }
    let asides: Set<String> = [
      "docs", "docs_src", "documentation", "e2e", "example", "examples", "fixtures", "sample",
      "samples", "template", "templates", "test", "tests", "website",
    ]
    let kept = candidates.filter { candidate in
      let parts = candidate.root?.components ?? []
      return !parts.contains { asides.contains(String(decoding: $0, as: UTF8.self)) }
    }
    return kept.isEmpty ? candidates : kept
  }
}
