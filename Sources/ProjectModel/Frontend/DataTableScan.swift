internal import Patch
internal import SourceEdits

/// The table component of a frontend, and the props it declares.
struct DataTableScan {
  let project: TypeScriptProject
  let library: ComponentLibrary

  /// `components/data-table` in its usual places; else the only module below `components/` that
  /// exports `DataTable`.
  func find() throws(TreeError) -> Found<DataTableComponent>? {
    for base in usualPlaces {
      guard let path = project.file(at: base), let found = try component(at: path) else { continue }
      return found
    }
    var found: [(definition: RelativePath?, component: Found<DataTableComponent>)] = []
    for path in candidates {
      guard let bytes = try project.sources.contents(of: path), bytes.mentions("DataTable"),
        var component = try component(at: path)
      else { continue }
      component.confidence = .likely
      let place = component.evidence.first?.path
      // A barrel and the file it passes on are one; the first, a directory's index, is used.
      if !found.contains(where: { $0.definition == place }) { found.append((place, component)) }
    }
    return found.count == 1 ? found[0].component : nil
  }

  private var usualPlaces: [RelativePath] {
    let names: [RelativePath] = ["data-table", "data-table/data-table", "data_table", "DataTable"]
    let inLibrary = library.ui.appending("data-table")
    return library.directories.flatMap { directory in names.map { directory.appending($0) } }
      + [inLibrary]
  }

  /// Scripts below `components/` that are called after tables, barrels first.
  private var candidates: [RelativePath] {
    let named = project.sources.files.filter { path in
      guard path.isScript, path.bytes.mentions("omponents/"), !ComponentLibrary.isAside(path)
      else { return false }
      let parts = path.components.map { String(decoding: $0, as: UTF8.self).lowercased() }
      return parts.contains { $0 == "components" || $0 == "_components" }
        && parts.suffix(2).contains { $0.contains("table") || $0.contains("grid") }
    }
    return named.filter { $0.isNamed("index") } + named.filter { !$0.isNamed("index") }
  }

  private func component(at path: RelativePath) throws(TreeError) -> Found<DataTableComponent>? {
    var isDefault = false
    var definition = try project.definition(of: "DataTable", exportedBy: path)
    if definition == nil, let other = try project.definition(of: "default", exportedBy: path),
      other.name == "DataTable"
    {
      definition = other
      isDefault = true
    }
    guard let definition else { return nil }
    let symbol = ModuleSymbol(
      project.module(of: path), "DataTable", path: path, isDefault: isDefault)
    let line = definition.function.map { definition.outline.line(of: $0.statement) } ?? 1
    return Found(
      DataTableComponent(symbol, props: try props(of: definition)), .certain,
      [Evidence(definition.path, line, "DataTable")])
  }

  // MARK: Props

  private func props(
    of definition: TypeScriptProject.Definition
  ) throws(TreeError) -> [String] {
    let outline = definition.outline
    guard let function = definition.function else { return [] }
    let parameter = function.parameters.first
    var declared: [String] = []
    if let type = parameter?.annotation
      ?? function.annotation.flatMap({ argument(of: $0, outline) })
    {
      declared = try members(outline.members(ofType: type), of: definition)
    }
    if declared.isEmpty, let parameter, parameter.name == nil {
      // What a pattern takes apart is declared somewhere.
      declared = parameter.names.filter { $0 != "props" && $0 != "rest" }
    }
    var unique: [String] = []
    for name in declared where !unique.contains(name) { unique.append(name) }
    return unique
  }

  /// The members a file shows, and those of types that it imports from the project.
  private func members(
    _ known: TypeScriptMembers, of definition: TypeScriptProject.Definition, depth: Int = 0
  ) throws(TreeError) -> [String] {
    var found = known.members.map(\.name)
    for type in known.unresolved where depth < 6 {
      let name = String(type.prefix { $0 != "<" })
      guard let (module, imported) = TypeScriptProject.imported(name, in: definition.outline),
        let path = project.path(ofModule: module, from: definition.path),
        let other = try project.definition(of: imported, exportedBy: path),
        let local = other.name
      else { continue }
      found += try members(other.outline.members(ofType: local), of: other, depth: depth + 1)
    }
    return found
  }

  /// `Props` of `React.FC<Props>`.
  private func argument(of range: Range<Int>, _ outline: TypeScriptOutline) -> Range<Int>? {
    guard let open = range.first(where: { outline.isText($0, "<") }),
      outline.isText(range.upperBound - 1, ">"), open + 1 < range.upperBound - 1
    else { return nil }
    return open + 1..<range.upperBound - 1
  }
}
