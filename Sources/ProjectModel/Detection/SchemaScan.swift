internal import Patch
internal import SourceEdits

/// The class that schemas derive from.
struct SchemaScan {
  let project: PythonProject
  let files: [PythonFile]

  /// The Pydantic class with camelCase aliases that most schemas derive from.
  func base() throws(TreeError) -> Found<SchemaBase>? {
    let table = try ClassTable(project: project, files: files)
    var best: (entry: ClassTable.Entry, count: Int)?
    for entry in table.entries where hasCamelAliases(entry) && derivesFromPydantic(entry, table) {
      let count = table.entries.filter { other in
        other.bases.contains { base in
          if case .project(let key, _) = base { key == entry.key } else { false }
        }
      }.count
      if count > best?.count ?? -1 { best = (entry, count) }
    }
    guard let best, best.count > 0 || best.entry.attributes.allSatisfy({ $0.annotation == nil }),
      let module = project.module(of: best.entry.file.path)
    else { return nil }
    let name = best.entry.definition.name
    return Found(
      SchemaBase(
        symbol: PythonSymbolPath(module: module, name: name, path: best.entry.file.path),
        hasCamelAliases: true,
        readsAttributes: config(of: best.entry).contains("from_attributes=True")),
      best.count > 0 ? .certain : .likely,
      [best.entry.file.evidence(best.entry.definition.statement, "class \(name)")])
  }

  private func config(of entry: ClassTable.Entry) -> String {
    guard let value = entry.attribute("model_config")?.value else { return "" }
    let text = entry.file.outline.compactText(of: value)
    return text.replacing("\"from_attributes\":", with: "from_attributes=")
  }

  private func hasCamelAliases(_ entry: ClassTable.Entry) -> Bool {
    let config = config(of: entry)
    return config.contains("alias_generator") && config.contains("camel")
  }

  private func derivesFromPydantic(_ entry: ClassTable.Entry, _ table: ClassTable) -> Bool {
    table.ancestors(of: entry).contains(.library("pydantic.BaseModel"))
  }
}

/// How CRUD code is written.
enum CRUDScan {
  /// Classes when most CRUD files hold classes, else functions.
  static func style(
    files: [PythonFile], layout: BackendLayout, root: RelativePath?
  ) -> Found<CRUDStyle> {
    let directory = layout.crud.value.text.split(separator: "/").dropLast().joined(separator: "/")
    guard let below = try? RelativePath(directory) else { return Found(.functions, .assumed) }
    let place = root.map { $0.appending(below) } ?? below
    let found = files.filter { $0.path.isBelow(place) && $0.path.fileName != "__init__.py" }
    let withClasses = found.filter { file in
      file.outline.classes.contains { type in
        file.outline.children(of: type.statement).contains {
          file.outline.functionDefinition(at: $0)?.isAsync == true
        }
      }
    }
    guard let first = found.first else { return Found(.functions, .assumed) }
    let isClasses = withClasses.count * 2 > found.count
    return Found(
      isClasses ? .classes : .functions, .certain,
      [Evidence(isClasses ? withClasses[0].path : first.path, 1, "CRUD code")])
  }
}
