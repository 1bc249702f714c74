internal import Patch
internal import ProjectModel

/// One run of the agent for `data-table`: the missing files, then the project's own.
struct DataTableRun {
  let frontend: Frontend
  let module: FrontendModule
  var builder: OutputBuilder

  /// The component's directory.
  private var directory: RelativePath {
    let below: RelativePath = "components/data-table"
    return frontend.source?.appending(below) ?? below
  }

  /// The changes of all files that are missing.
  mutating func generate(tree: some ReadableTree) throws(GenerationError) -> GeneratedChanges {
    if let found = frontend.dataTable {
      try hold(tree)
      return GeneratedChanges(holds: builder.holds, notes: [standing(found)])
    }
    let dialect: DataTableDialect
    let others: [String]
    do throws(TreeError) {
      dialect = try DataTableDialect(frontend, tree: tree)
      others = try self.others(in: tree)
    } catch {
      throw .tree(error)
    }
    let source = DataTableSource(dialect: dialect)
    let files = try make(source.files)
    guard files.contains(where: { $0.state == .made }) else {
      return GeneratedChanges(files: files)
    }
    try builder.putProjectFiles(named: module.lockName)
    let requirements = DataTableRequirements(
      absences: try FrontendAbsences(frontend, in: tree), dialect: dialect)
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds, files: files, warnings: requirements.warnings,
      notes: notes(files, others: others), nextSteps: [use])
  }

  private mutating func make(
    _ files: [DataTableSource.File]
  ) throws(GenerationError) -> [GeneratedChanges.File] {
    var made: [GeneratedChanges.File] = []
    for file in files {
      let path = directory.appending(name: file.name.utf8)
      let stands = try builder.exists(path)
      if !stands { try builder.write(path, file.text, template: file.template.label) }
      made.append(.init(path: path, state: stands ? .adopted : .made))
    }
    return made
  }

  // MARK: What stands there

  /// Holds the module as it stands, with what belongs to it.
  private mutating func hold(_ tree: some ReadableTree) throws(GenerationError) {
    var paths = [ProjectFiles.lock(module.lockName)]
    do throws(TreeError) {
      for path in try tree.children(of: directory) {
        paths += [path, ProjectFiles.pristine(of: path)]
      }
    } catch {
      throw .tree(error)
    }
    for path in paths {
      if let bytes = try builder.contents(of: path) { builder.hold(path, bytes) }
    }
  }

  /// The names in the directory before anything is made.
  private func others(in tree: some ReadableTree) throws(TreeError) -> [String] {
    try tree.children(of: directory).map { String(decoding: $0.name, as: UTF8.self) }
  }

  private func notes(_ files: [GeneratedChanges.File], others: [String]) -> [String] {
    guard !others.isEmpty else { return [] }
    let adopted = files.filter { $0.state == .adopted }.map { $0.path.name }
    let names = others.sorted().joined(separator: ", ")
    let note = "\(directory) has files already (\(names)): they are left as they are"
    let hasIndex = adopted.contains { $0.elementsEqual("index.ts".utf8) }
    return [hasIndex ? note + "; let its index.ts export DataTable from \"./data-table\"" : note]
  }

  private func standing(_ found: Found<DataTableComponent>) -> String {
    let place = found.evidence.first.map { " (\($0.path):\($0.line))" } ?? ""
    let symbol = found.value.symbol
    return "\(symbol.name) is there already, in \(symbol.module)\(place): nothing to do"
  }

  // MARK: What comes next

  private var use: String {
    let index = directory.appending("index.ts")
    let page = frontend.router.value.directory.appending("page.tsx")
    var module = frontend.specifier(of: index, from: page)
    if module.hasSuffix("/index") { module.removeLast("/index".count) }
    return "backstitch status  # entities that lack a page; 'backstitch generate data-table NAME'"
      + " makes one, which imports DataTable from \"\(module)\""
  }
}
