internal import Patch
internal import ProjectModel

/// One run of the agent: the client that pages share, the page's files, then the project's own.
struct PageRun {
  let page: EntityPage
  let frontend: Frontend
  let source: PageSource
  var builder: OutputBuilder
  let routes: RouteModules
  /// The contract with what no handler passes on.
  let offered: EntityContract
  private var layers: [GeneratedChanges.Layer] = []
  /// A page that people wrote.
  private var adoptedPage: RelativePath?
  /// Whether an earlier page was generated, whose warnings told what the frontend lacks.
  private var isLater = false

  init(
    _ page: EntityPage, frontend: Frontend, builder: OutputBuilder, routes: RouteModules,
    offered: EntityContract
  ) {
    self.page = page
    self.routes = routes
    self.offered = offered
    self.frontend = frontend
    source = PageSource(page)
    self.builder = builder
  }

  /// The changes of all files that are missing.
  ///
  /// - Parameter stored: The entity as its file has it.
  mutating func generate(
    stored: Entity?, tree: some ReadableTree
  ) throws(GenerationError) -> GeneratedChanges {
    try makeTypes()
    try makeClient()
    var texts: [String] = []
    for file in PageFiles.File.allCases {
      guard let (text, template) = source.text(of: file) else { continue }
      texts.append(text)
      try make(file, text, template)
    }
    if case .module = page.dialect.styles {
      try make(
        .styles, PageStyles.module(for: texts),
        Template(name: "nextjs/page-css", version: 1, text: ""))
    }
    try enterInNavigation()
    try builder.putProjectFiles(of: stored ?? page.contract.entity)
    let isChanged = !builder.changes.isEmpty
    let warnings = isChanged ? try warnings(tree) : []
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds, layers: layers, evidence: builder.evidence,
      warnings: warnings, notes: isChanged ? typeNotes : [], nextSteps: isChanged ? [trial] : [])
  }

  // MARK: Files

  private mutating func make(
    _ file: PageFiles.File, _ text: String, _ template: Template
  ) throws(GenerationError) {
    let path = page.files.path(file)
    let stands = try builder.exists(path)
    if !stands { try builder.write(path, text, template: template.label) }
    guard let layer = Self.layer(of: file) else { return }
    layers.append(.init(layer: layer, path: path, state: stands ? .adopted : .made))
    if stands, file == .page, try !builder.exists(ProjectFiles.pristine(of: path)) {
      adoptedPage = path
    }
  }

  /// The page alone can be asked for: the types it rests on come with it.
  private mutating func makeTypes() throws(GenerationError) {
    let (path, contract) = (page.contract.files.types, page.contract)
    let stands = try builder.exists(path)
    if !stands {
      try builder.write(path, TypesSource(contract).text, template: Template.types.label)
    }
    layers.append(.init(layer: .types, path: path, state: stands ? .adopted : .made))
  }

  /// A page that is made is entered in the list of the navigation, unless somebody entered it.
  private mutating func enterInNavigation() throws(GenerationError) {
    let isMade = layers.contains { $0.layer == .page && $0.state == .made }
    guard isMade, let list = frontend.navigation?.value,
      !list.addresses.contains(page.contract.paths.page)
    else { return }
    let entry = NavigationEntry(title: page.names.pluralTitle, address: page.contract.paths.page)
    try builder.edit(
      list.path, entry.edit(of: list), node: list.variable,
      source: entry.source(in: list), template: NavigationEntry.template)
  }

  private static func layer(of file: PageFiles.File) -> EntityLayer? {
    switch file {
    case .context: .context
    case .table: .table
    case .columns: .columns
    case .add: .addModal
    case .edit: .editModal
    case .page: .page
    default: nil
    }
  }

  private mutating func makeClient() throws(GenerationError) {
    let path = page.files.client
    let present = try builder.contents(of: path)
    try builder.share(path, Template.apiClient.effectiveText, template: Template.apiClient.label)
    guard let present else { return }
    isLater = try builder.exists(ProjectFiles.pristine(of: path))
    let exports = ModuleExports(present)
    let missing = ["ApiError", "apiRequest", "errorMessage", "jsonBody"].filter {
      !exports.mayHave($0)
    }
    guard !missing.isEmpty else { return }
    throw .refused(
      Refusal(
        Finding(
          .conflict, path: path,
          "it stands there and exports no '\(missing.joined(separator: "', '"))'; rename it")))
  }

  // MARK: Words

  /// The types that somebody's file does not have as the page needs them.
  private var typeNotes: [String] {
    guard !page.types.own.isEmpty else { return [] }
    let names = page.types.own.map(\.name).joined(separator: ", ")
    let how = page.types.differing.isEmpty ? "does not export" : "does not have as the API does"
    return [
      "\(page.contract.files.types) \(how) \(names); the page declares it in"
        + " \(page.files.path(.types))"
    ]
  }

  private func warnings(_ tree: some ReadableTree) throws(GenerationError) -> [String] {
    let absences = try FrontendAbsences(frontend, in: tree)
    var found = isLater ? [] : page.dialect.warnings(uses: source.primitives, absences)
    if let adoptedPage {
      found.append(
        "\(adoptedPage) is somebody's own and is left as it is: render the table in it, or delete it"
          + " and run this again")
    }
    if routes.module(.collection) == nil {
      found.append(
        "nothing answers \(page.contract.paths.route) yet, which the page calls; make it with"
          + " 'backstitch generate api-route \(page.contract.entity.name)'")
    }
    for reference in page.contract.references where page.hasForm && !page.lists(reference) {
      let name = NameCase.kebab(reference.target.names.snake)
      let key = reference.key == .int ? "number" : "key"
      found.append(
        "'\(reference.relationship.name)' is entered by its \(key): nothing answers"
          + " \(reference.target.list); to have it chosen from a list, undo this, run 'backstitch"
          + " generate api-route \(name)' and run it again")
    }
    found += missingHandlers
    return found
  }

  /// What the backend offers and no handler passes on.
  private var missingHandlers: [String] {
    let unanswered = RouteSource.Module.allCases.compactMap { module in
      routes.module(module).map { standing in
        (
          standing.path,
          module.operations.filter { offered.offers($0) && !page.contract.offers($0) }
            .map(offered.method)
        )
      }
    }
    return unanswered.filter { !$1.isEmpty }.map { path, methods in
      "\(path) does not answer \(methods.joined(separator: " and ")): the page goes without"
    }
  }

  /// Where the page is seen.
  private var trial: String {
    "python3 -m webbrowser \(ShellCommand.quoted("http://localhost:3000\(page.contract.paths.page)"))"
      + "  # with the frontend and the backend running"
  }
}
