internal import ProjectModel

// The sheets and dialogs, and the files that Next.js calls by name.
extension PageSource {
  /// Whether a sheet is a dialog of the browser's own.
  private var hasOwnSheet: Bool { page.hasForm && !page.dialect.has(.sheet) }
  private var hasOwnDialog: Bool { page.does(.delete) && !page.dialect.has(.dialog) }
  /// Whether the page has a dialog component of its own.
  var usesModal: Bool { hasOwnSheet || hasOwnDialog }

  struct ModalView {
    var css: [String: String]
    var imports: [String]
    var hasBoth: Bool
    var attribute: String
    var sheetClass: String
    var dialogClass: String
  }

  var modalView: ModalView {
    var imports = imports(for: .modal)
    imports.add("react", "useEffect", "useId", "useRef", "type ReactNode")
    func value(_ role: PageRole) -> String {
      let value = (css[role.rawValue] ?? "").dropFirst("className=".count)
      return value.hasPrefix("{") ? String(value.dropFirst().dropLast()) : String(value)
    }
    return ModalView(
      css: css, imports: imports.lines, hasBoth: hasOwnSheet && hasOwnDialog,
      attribute: css[hasOwnSheet ? "sheet" : "dialog"] ?? "", sheetClass: value(.sheet),
      dialogClass: value(.dialog))
  }

  // MARK: Sheets

  struct SheetView {
    var names: PageNames
    var css: [String: String]
    var ui: PageControls
    var imports: [String]
    var constant: String
    var title: String
    var mode: String
    var isSheet: String
    var notifyName: String
    var notifySuccess: String
    var open = "{"
    var close = "}"
  }

  private func sheet(_ imports: [String], mode: String) -> SheetView {
    SheetView(
      names: page.names, css: css, ui: ui, imports: imports, constant: constant, title: title,
      mode: hasModes ? " mode=\"\(mode)\"" : "",
      isSheet: hasOwnSheet && hasOwnDialog ? " isSheet" : "", notifyName: notifyName,
      notifySuccess: notifySuccess)
  }

  private func modalImports(_ file: PageFiles.File, _ primitive: PagePrimitive) -> PageImports {
    let modules = modules(for: file)
    var imports = imports(for: file)
    if page.dialect.hasToasts { imports.add("sonner", "toast") }
    if page.dialect.has(primitive) {
      let parts = primitive.exports.filter { $0 != "DialogFooter" }
      imports.add(page.dialect.primitives[primitive]?.module ?? "", parts)
    } else {
      imports.add("./modal", "Modal")
    }
    imports.add(contextModule(modules), useHook)
    return imports
  }

  var addView: SheetView {
    let modules = modules(for: .add)
    let pascal = page.names.pascal
    var imports = modalImports(.add, .sheet)
    imports.add(apiModule(modules), "create\(pascal)")
    imports.add("../forms/" + modules.form, "\(pascal)Form")
    imports.add(
      "../forms/" + modules.schema, "NEW_\(constant)", "to\(pascal)Create",
      "type \(pascal)FormValues")
    return sheet(imports.lines, mode: "add")
  }

  var editView: SheetView {
    let modules = modules(for: .edit)
    let pascal = page.names.pascal
    var imports = modalImports(.edit, .sheet)
    imports.add("react", "useState")
    addTypes([page.names.typeImport], to: &imports, in: .edit)
    imports.add(apiModule(modules), "update\(pascal)")
    imports.add("../forms/" + modules.form, "\(pascal)Form")
    imports.add(
      "../forms/" + modules.schema, "toFormValues", "to\(pascal)Update",
      "type \(pascal)FormValues")
    return sheet(imports.lines, mode: "edit")
  }

  var deleteView: SheetView {
    let modules = modules(for: .delete)
    var imports = modalImports(.delete, .dialog)
    imports.add("react", "useState")
    add([.button], to: &imports)
    imports.add(modules.client, "errorMessage")
    addTypes([page.names.typeImport], to: &imports, in: .delete)
    imports.add(apiModule(modules), "delete\(page.names.pascal)")
    return sheet(imports.lines, mode: "")
  }

  // MARK: Next.js

  struct RouteView {
    var names: PageNames
    var css: [String: String]
    var ui: PageControls
    var imports: [String]
    var hasImports: Bool
  }

  private func route(_ imports: PageImports) -> RouteView {
    RouteView(
      names: page.names, css: css, ui: ui, imports: imports.lines,
      hasImports: !imports.lines.isEmpty)
  }

  private func addSkeleton(_ modules: PageModules, to imports: inout PageImports) {
    imports.add("./_components/table/" + modules.skeleton, page.names.plural + "Skeleton")
  }

  var pageView: RouteView {
    let modules = modules(for: .page)
    let plural = page.names.plural
    var imports = imports(for: .page)
    imports.add("next", "type Metadata")
    imports.add("react", "Suspense")
    addSkeleton(modules, to: &imports)
    imports.add("./_components/table/" + modules.table, plural + "Table")
    imports.add("./_lib/" + modules.query, "read\(plural)Query", "type SearchParams")
    imports.add("./context/" + modules.context, plural + "Provider")
    return route(imports)
  }

  var loadingView: RouteView {
    var imports = imports(for: .loading)
    addSkeleton(modules(for: .loading), to: &imports)
    return route(imports)
  }

  var errorView: RouteView {
    var imports = imports(for: .error)
    imports.add("next/navigation", "useRouter")
    imports.add("react", "startTransition", "useEffect")
    add([.button], to: &imports)
    return route(imports)
  }

  var skeletonView: RouteView {
    var imports = imports(for: .skeleton)
    add([.skeleton], to: &imports)
    return route(imports)
  }
}
