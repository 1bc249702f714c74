internal import Patch
internal import ProjectModel

/// What every file of a page is rendered with.
struct PageSource {
  let page: EntityPage
  let styles: PageStyles
  let ui: PageControls

  init(_ page: EntityPage) {
    self.page = page
    styles = PageStyles(page.dialect.styles, hasSheet: page.dialect.has(.sheet))
    ui = PageControls(page.dialect, styles: styles)
  }

  /// The text of a file, and the template it is made with; nil when the page does without.
  func text(of file: PageFiles.File) -> (text: String, template: Template)? {
    if file == .types { return ownTypes }
    guard let (view, template) = view(of: file) else { return nil }
    return (TypeScriptReflow.wrap(withoutUnusedStyles(template.render(view))), template)
  }

  /// The types that somebody's file of types does not export.
  private var ownTypes: (text: String, template: Template)? {
    guard !page.types.own.isEmpty else { return nil }
    var imports = PageImports()
    for name in page.types.shared { imports.add(modules(for: .types).types, "type " + name) }
    return (TypesSource(imports: imports.lines, page.types.own).text, .types)
  }

  /// Whether a file has classes of its own depends on the project's components.
  private func withoutUnusedStyles(_ text: String) -> String {
    guard !text.contains("{styles.") else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.filter { !$0.hasPrefix("import styles from ") }.joined(separator: "\n")
  }

  private func view(of file: PageFiles.File) -> (Any, Template)? {
    switch file {
    case .types: nil
    case .query: (queryView, .pageQuery)
    case .api: (apiView, .pageAPI)
    case .context: (contextView, .pageContext)
    case .schema: page.hasForm ? (schemaView, .pageSchema) : nil
    case .fields: page.hasForm ? (fieldsView, .pageFields) : nil
    case .form: page.hasForm ? (formView, .pageForm) : nil
    case .columns: (columnsView, .pageColumns)
    case .skeleton: (skeletonView, .pageSkeleton)
    case .toolbar: (toolbarView, .pageToolbar)
    case .table: (tableView, .pageTable)
    case .modal: usesModal ? (modalView, .pageModal) : nil
    case .add: page.does(.add) ? (addView, .pageAdd) : nil
    case .edit: page.does(.edit) ? (editView, .pageEdit) : nil
    case .delete: page.does(.delete) ? (deleteView, .pageDelete) : nil
    case .page: (pageView, .page)
    case .loading: (loadingView, .pageLoading)
    case .error: (errorView, .pageError)
    case .styles: nil
    }
  }

  /// The parts of `components/ui` that the page would use.
  var primitives: Set<PagePrimitive> {
    var used: Set<PagePrimitive> = [.button, .skeleton]
    if page.contract.queries.searches { used.insert(.input) }
    if !page.filters.isEmpty { used.insert(.select) }
    if page.selects { used.insert(.checkbox) }
    if page.does(.status) { used.insert(.switch) }
    if page.does(.delete) { used.insert(.dialog) }
    if page.hasForm { used.formUnion([.sheet, .label]) }
    for field in page.hasForm ? page.fields : [] {
      switch field.component {
      case "SwitchField": used.insert(.switch)
      case "SelectField": used.insert(.select)
      default: used.insert(field.attributes.contains("multiline") ? .textarea : .input)
      }
    }
    let hasBadge = page.shown.contains { $0.field?.type == .enumeration }
    if hasBadge { used.insert(.badge) }
    return used
  }

  // MARK: Shared by views

  /// The classes by role.
  var css: [String: String] { styles.attributes }

  /// The imports that a file starts with: its styles, where they are a module.
  func imports(for file: PageFiles.File) -> PageImports {
    var imports = PageImports()
    if case .module = styles.styles { imports.addDefault(up(file) + stylesModule, "styles") }
    return imports
  }

  private var stylesModule: String {
    String(decoding: page.files.path(.styles).name, as: UTF8.self)
  }

  /// From a file to the directory of the page.
  private func up(_ file: PageFiles.File) -> String {
    let depth =
      page.files.path(file).components.count - page.files.directory.components.count - 1
    return depth == 0 ? "./" : String(repeating: "../", count: depth)
  }

  func modules(for file: PageFiles.File) -> PageModules { page.files.modules(for: file) }

  /// Imports the project's components of a name, where it has them.
  func add(_ primitives: [PagePrimitive], to imports: inout PageImports) {
    for primitive in primitives {
      guard let component = page.dialect.primitives[primitive] else { continue }
      imports.add(component.module, primitive.exports)
    }
  }

  /// The start of a call that tells what went well, and what did not.
  var notifySuccess: String {
    page.dialect.hasToasts ? "toast.success(" : "notify(\"success\", "
  }
  var notifyError: String { page.dialect.hasToasts ? "toast.error(" : "notify(\"error\", " }
  /// What is taken from the context for it.
  var notifyName: String { page.dialect.hasToasts ? "" : ", notify" }

  /// Imports types of the entity, each from the file that declares it.
  ///
  /// - Parameter names: Names, or `Badge as BadgeRow`.
  func addTypes(_ names: [String], to imports: inout PageImports, in file: PageFiles.File) {
    let modules = modules(for: file)
    for name in names {
      let declared = String(name.prefix { $0 != " " })
      let isOwn = page.types.declares(declared)
      imports.add(isOwn ? ownTypesModule(modules, file) : modules.types, "type " + name)
    }
  }

  private func ownTypesModule(_ modules: PageModules, _ file: PageFiles.File) -> String {
    switch file {
    case .api: "./" + modules.ownTypes
    case .context: "../_lib/" + modules.ownTypes
    default: "../../_lib/" + modules.ownTypes
    }
  }

  /// The module of the context as files below `_components/` import it.
  func contextModule(_ modules: PageModules) -> String { "../../context/" + modules.context }
  func apiModule(_ modules: PageModules) -> String { "../../_lib/" + modules.api }
  func queryModule(_ modules: PageModules) -> String { "../../_lib/" + modules.query }

  /// The type of the list that the page shows: that of the answer, where it is a page.
  var listType: String {
    page.contract.queries.isPage
      ? page.names.pascal + "ListResponse" : page.names.plural + "List"
  }
  /// The name of a list's number of pages on the wire.
  var totalPages: String { page.contract.wire("total_pages") }
  /// The name of the schema: `productSchema`.
  var schema: String { NameCase.camel(page.contract.names.snake) + "Schema" }
  /// The name in capitals: `PRODUCT`.
  var constant: String { page.contract.names.snake.uppercased() }
  /// The words for one, as a sentence starts with them.
  var title: String { page.contract.names.title }
  /// The hook of the context.
  var useHook: String { "use" + page.names.plural }
}
