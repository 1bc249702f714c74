internal import Patch
internal import SourceEdits

/// Where a frontend's component library lies: what `components.json` of shadcn/ui says, else
/// `components/ui`.
struct ComponentLibrary {
  /// The directories that hold components, the likeliest first.
  var directories: [RelativePath]
  /// The directory of the library's own components.
  var ui: RelativePath
  /// The module that has `cn`, when it is said.
  var utilities: RelativePath?

  private struct Document: Decodable {
    var aliases: [String: String]

    private enum Keys: String, CodingKey { case aliases }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      aliases = (try? container.decode([String: String].self, forKey: .aliases)) ?? [:]
    }
  }

  init(project: TypeScriptProject, source: RelativePath?) throws(TreeError) {
    let sources = project.sources
    let path = sources.path("components.json")
    var aliases: [String: String] = [:]
    if let bytes = try sources.contents(of: path),
      let document = try? JSONText.decode(Document.self, from: bytes, comments: true)
    {
      aliases = document.aliases
    }
    func place(_ key: String) -> RelativePath? {
      aliases[key].flatMap { project.places(of: $0, from: path).first }
    }
    let standard: RelativePath = source?.appending("components") ?? "components"
    let components = place("components") ?? standard
    ui = place("ui") ?? components.appending("ui")
    utilities = place("utils").flatMap { project.file(at: $0) }
    directories = [components]
    if standard != components { directories.append(standard) }
    if let parent = ui.parent, !directories.contains(parent) { directories.append(parent) }
  }

  /// The library's components, by name.
  func components(in project: TypeScriptProject) throws(TreeError) -> [UIComponent] {
    var found: [UIComponent] = []
    for path in project.sources.files(below: ui) where path.isScript && !Self.isAside(path) {
      let isIndex = path.stem == "index"
      guard isIndex ? path.parent?.parent == ui : path.parent == ui, let parent = path.parent else {
        continue
      }
      found.append(
        UIComponent(
          name: isIndex ? parent.fileName : path.stem, module: project.module(of: path),
          exports: try project.values(exportedBy: path), path: path))
    }
    return found
  }

  /// Tests and stories beside components.
  static func isAside(_ path: RelativePath) -> Bool {
    path.fileName.split(separator: ".").dropFirst().contains { part in
      ["test", "spec", "stories", "story", "d"].contains(part)
    }
  }
}

/// The function that joins class names, as shadcn/ui calls it.
enum ClassNamesScan {
  private static let names: [StaticString] = [
    "utils", "cn", "classnames", "classNames", "class-names", "helpers", "styles", "tw",
  ]

  /// `cn` of the module that `components.json` names, else of one that is called for it.
  static func find(
    in project: TypeScriptProject, library: ComponentLibrary
  ) throws(TreeError) -> Found<ModuleSymbol>? {
    let candidates = project.sources.files.filter { path in
      guard path.isScript else { return false }
      guard path.isNamed("index") else { return names.contains { path.isNamed($0) } }
      let directory = path.parent?.name ?? []
      return names.contains { directory.elementsEqual("\($0)".utf8) }
    }
    let all = [library.utilities].compactMap { $0 } + candidates
    for path in all {
      guard let definition = try project.definition(of: "cn", exportedBy: path) else { continue }
      let line = definition.function.map { definition.outline.line(of: $0.statement) } ?? 1
      return Found(
        ModuleSymbol(project.module(of: path), "cn", path: path), .certain,
        [Evidence(definition.path, line, "cn")])
    }
    return nil
  }
}
