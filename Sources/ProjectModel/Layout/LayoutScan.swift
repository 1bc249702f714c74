internal import Patch
internal import SourceEdits

/// Where the files of an entity go: the configuration, else what existing files show, else the
/// defaults.
struct LayoutScan {
  let project: PythonProject
  let routing: RoutingScan.Result
  let models: ModelsFinding?
  let config: ProjectConfig.Backend?

  /// The layout.
  func layout() -> BackendLayout {
    let standard = BackendLayout.standard
    return BackendLayout(
      models: configured(config?.models) ?? modelsPattern() ?? inPackage(standard.models),
      schemas: configured(config?.schemas) ?? pattern(of: .schemas, standard.schemas.value),
      crud: configured(config?.crud) ?? pattern(of: .crud, standard.crud.value),
      routers: configured(config?.routers) ?? pattern(of: .routers, standard.routers.value),
      tests: testsPattern())
  }

  private func configured(_ text: String?) -> Found<PathPattern>? {
    text.map { Found(PathPattern($0), .certain, [Evidence(ProjectFiles.config, 1, $0)]) }
  }

  // MARK: Models

  /// The default file when it is there; a file for each model when that is what is done; else the
  /// file that holds the most.
  private func modelsPattern() -> Found<PathPattern>? {
    let standard = BackendLayout.standard.models.value
    if let path = try? RelativePath(standard.text), project.files.contains(whole(path)) {
      return Found(standard, .certain, [Evidence(whole(path), 1, "models")])
    }
    guard let models, let first = models.all.first else {
      return models?.base.value.path.flatMap { path in
        below(path).map { Found(PathPattern($0), .likely, [Evidence(path, 1, "base class")]) }
      }
    }
    let files = Dictionary(grouping: models.all, by: \.path)
    let alone = files.values.filter { $0.count == 1 }.compactMap(\.first)
    let patterns = alone.compactMap { model in
      pattern(of: model.path, names: [(NameCase.snake(model.name), model.path)])
    }
    if patterns.count > 1, patterns.count * 2 > files.count,
      let usual = patterns.mostFrequent
    {
      return Found(
        PathPattern(usual), .certain, [Evidence(first.path, first.line, "one model a file")])
    }
    if let model = alone.first, files.count == 1, isPassedOn(model), let only = patterns.first {
      return Found(
        PathPattern(only), .likely, [Evidence(model.path, model.line, "one model a file")])
    }
    let most = files.values.map(\.count).max() ?? 0
    let fullest = models.all.first { files[$0.path]?.count == most } ?? first
    return below(fullest.path).map {
      Found(PathPattern($0), .certain, [Evidence(fullest.path, fullest.line, fullest.name)])
    }
  }

  /// Whether the package of a model imports it, as packages with a file for each model do.
  private func isPassedOn(_ model: ModelsFinding.Model) -> Bool {
    guard let package = model.path.parent?.appending("__init__.py"),
      let file = try? project.file(at: package)
    else { return false }
    return file.outline.imports.contains { found in
      found.names.contains { $0.name == model.name }
    }
  }

  // MARK: Layers

  private enum Layer { case schemas, crud, routers }

  private func pattern(of layer: Layer, _ standard: PathPattern) -> Found<PathPattern> {
    let names = entityNames()
    let files = project.files.sorted().filter { isFile($0, of: layer) }
    let found = files.compactMap { path in
      pattern(of: path, names: names).map { ($0, path) }
    }
    let directory = standard.text.split(separator: "/").dropLast().joined(separator: "/") + "/"
    if let known = found.first(where: { $0.0.hasPrefix(directory) }) {
      let usual = found.map(\.0).filter { $0.hasPrefix(directory) }.mostFrequent
      return Found(PathPattern(usual ?? known.0), .certain, [Evidence(known.1, 1, "existing file")])
    }
    if hasDirectory(directory) { return Found(standard, .likely) }
    if let usual = found.map(\.0).mostFrequent,
      let path = found.first(where: { $0.0 == usual })?.1
    {
      return Found(PathPattern(usual), .certain, [Evidence(path, 1, "existing file")])
    }
    return inPackage(Found(standard, .assumed))
  }

  private func isFile(_ path: RelativePath, of layer: Layer) -> Bool {
    guard path.fileName != "__init__.py", !PythonModules.isTest(path), let text = below(path)
    else { return false }
    switch layer {
    case .routers: return routing.routers.contains { $0.path == path }
    case .schemas: return text.contains("schema")
    case .crud:
      return ["crud/", "repositories/", "repository/", "services/", "dal/"].contains {
        text.hasPrefix($0) || text.contains("/" + $0)
      }
    }
  }

  /// Entities that have models or routers, in snake case, longest first.
  private func entityNames() -> [(String, RelativePath?)] {
    var names = (models?.all ?? []).map { NameCase.snake($0.name) }
    for router in routing.routers {
      var stem = String(router.path.fileName.dropLast(3))
      for suffix in ["_router", "_routes", "_api"] where stem.hasSuffix(suffix) {
        stem.removeLast(suffix.count)
      }
      names.append(Inflection.singular(of: stem))
    }
    let generic: Set<String> = ["__init__", "api", "route", "router", "base", "main", "index"]
    let unique = Set(names).subtracting(generic)
    return unique.sorted { ($1.count, $0) < ($0.count, $1) }.map { ($0, nil) }
  }

  /// `api/schemas/category_schema.py` as `api/schemas/{entity}_schema.py`.
  private func pattern(
    of path: RelativePath, names: [(String, RelativePath?)]
  ) -> String? {
    guard let text = below(path) else { return nil }
    let stem = String(path.fileName.dropLast(3))
    let directory = text.dropLast(path.fileName.count)
    for (name, _) in names {
      let plural = Inflection.plural(of: name)
      for (word, placeholder) in [(plural, "{plural}"), (name, "{entity}")] {
        guard let range = wordRange(of: word, in: stem) else { continue }
        return directory + stem[..<range.lowerBound] + placeholder + stem[range.upperBound...]
          + ".py"
      }
    }
    return nil
  }

  private func wordRange(of word: String, in stem: String) -> Range<String.Index>? {
    guard let range = stem.firstRange(of: word) else { return nil }
    let startsWord =
      range.lowerBound == stem.startIndex
      || stem[stem.index(before: range.lowerBound)] == "_"
    let endsWord = range.upperBound == stem.endIndex || stem[range.upperBound] == "_"
    return startsWord && endsWord ? range : nil
  }

  // MARK: Places

  private func testsPattern() -> Found<PathPattern> {
    let standard = BackendLayout.standard.tests
    guard !hasDirectory("tests/") else { return Found(standard.value, .certain) }
    return standard
  }

  private func hasDirectory(_ text: String) -> Bool {
    guard let path = try? RelativePath(String(text.dropLast())) else { return false }
    let directory = whole(path)
    return project.files.contains { $0.isBelow(directory) }
  }

  /// A default below the package of the live application: `app/api/crud/{plural}.py`.
  private func inPackage(_ found: Found<PathPattern>) -> Found<PathPattern> {
    guard let app = routing.apps.first, let text = below(app.path) else { return found }
    let directory = text.split(separator: "/").dropLast().joined(separator: "/")
    guard !directory.isEmpty, !directory.hasPrefix("api"), !directory.hasPrefix("core") else {
      return found
    }
    return Found(PathPattern(directory + "/" + found.value.text), .assumed, found.evidence)
  }

  private func whole(_ path: RelativePath) -> RelativePath {
    project.root.map { $0.appending(path) } ?? path
  }

  /// The path below the backend's root as text.
  private func below(_ path: RelativePath) -> String? {
    guard let root = project.root else { return path.description }
    guard path.isBelow(root) else { return nil }
    return String(decoding: path.bytes.dropFirst(root.bytes.count + 1), as: UTF8.self)
  }
}
