internal import Foundation
internal import Patch
internal import ProjectModel
internal import SourceEdits

/// One run of the agent for a module of components and pages: the missing files, the packages they
/// import, then the project's own.
struct FrontendModuleRun {
  let frontend: Frontend
  let module: FrontendModule
  var builder: OutputBuilder
  private var notes: [String] = []

  init(frontend: Frontend, module: FrontendModule, builder: OutputBuilder) {
    self.frontend = frontend
    self.module = module
    self.builder = builder
  }

  /// The changes of all that is missing.
  mutating func generate(tree: some ReadableTree) throws(GenerationError) -> GeneratedChanges {
    try FrontendModuleRules(frontend: frontend, module: module).check()
    let view = FrontendView(
      name: try projectName(), modules: try modules(), next: frontend.next.value)
    let standing = StandingPages(frontend: frontend, tree: tree)
    var files: [GeneratedChanges.File] = []
    var texts: [RelativePath: String] = [:]
    for file in module.files(proxy: view.proxy) {
      let path = file.path(in: frontend)
      if let other = try standing.answering(for: path) {
        notes.append("\(other) answers already: \(path) is left out")
        continue
      }
      let text = file.template.render(view)
      texts[path] = text
      files.append(try make(path, text, file.template))
    }
    if module == .dataTable { files += try makeTable() }
    try FrontendModuleRules(frontend: frontend, module: module).check(texts, in: builder)
    try addToHeader()
    guard files.contains(where: { $0.state == .made }) || !builder.changes.isEmpty else {
      let note = "all files of \(module.rawValue) are there already: nothing to do"
      return GeneratedChanges(holds: builder.holds, files: files, notes: notes + [note])
    }
    let added = try addPackages()
    try builder.putProjectFiles(named: module.lockName)
    let words = FrontendModuleWords(
      frontend: frontend, module: module, absences: try FrontendAbsences(frontend, in: tree))
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds, files: files, evidence: builder.evidence,
      warnings: try words.warnings(files, tree: tree), notes: notes,
      nextSteps: words.nextSteps(adds: added))
  }

  // MARK: Files

  private mutating func make(
    _ path: RelativePath, _ text: String, _ template: Template
  ) throws(GenerationError) -> GeneratedChanges.File {
    let stands = try builder.exists(path)
    try builder.share(path, text, template: template.label)
    return .init(path: path, state: stands ? .adopted : .made)
  }

  /// The table of a scaffolded project, which has all components.
  private mutating func makeTable() throws(GenerationError) -> [GeneratedChanges.File] {
    let directory = source("components/data-table")
    var files: [GeneratedChanges.File] = []
    for file in DataTableSource(dialect: .scaffolded).files {
      files.append(try make(directory.appending(name: file.name.utf8), file.text, file.template))
    }
    return files
  }

  /// The module to sign in comes into a header that stands there.
  private mutating func addToHeader() throws(GenerationError) {
    guard module == .authPages else { return }
    let path = source(FrontendModule.headerActions)
    guard try builder.contents(of: path) != nil else { return }
    for edit in FrontendModule.userMenuEdits {
      if case .addElement(let element) = edit {
        try builder.edit(
          path, edit, node: element.target, source: element.source,
          template: Template.frontendHeaderActions.label)
      } else {
        try builder.edit(path, edit)
      }
    }
  }

  /// Enters what is imported and not listed into `package.json`.
  private mutating func addPackages() throws(GenerationError) -> Bool {
    let path = frontend.path("package.json")
    var isChanged = false
    for package in module.packages where frontend.major(of: package.name) == nil {
      let edit = StructuredEdit.addJSONMember(
        JSONMemberEdit(
          path: ["dependencies", package.name], value: TypeScriptText.literal(package.range)))
      if try builder.edit(path, edit, node: package.name) { isChanged = true }
    }
    return isChanged
  }

  private func source(_ path: RelativePath) -> RelativePath {
    (frontend.source ?? frontend.root)?.appending(path) ?? path
  }

  // MARK: What stands there

  /// The modules that the frontend has, with this one.
  private func modules() throws(GenerationError) -> Set<FrontendModule> {
    var found: Set<FrontendModule> = [module]
    if try builder.exists(source(FrontendModule.userMenu)) { found.insert(.authPages) }
    if try builder.exists(source("lib/navigation.ts")) { found.insert(.navigation) }
    return found
  }

  /// What `package.json` calls the project, without what says that it is the frontend.
  private func projectName() throws(GenerationError) -> String {
    struct Manifest: Decodable { var name: String? }
    let bytes = try builder.contents(of: frontend.path("package.json")) ?? []
    let name = (try? JSONDecoder().decode(Manifest.self, from: Data(bytes)))?.name ?? "application"
    let bare = name.split(separator: "/").last.map(String.init) ?? name
    for ending in ["-frontend", "-web"] where bare.hasSuffix(ending) {
      return String(bare.dropLast(ending.count))
    }
    return bare
  }
}
