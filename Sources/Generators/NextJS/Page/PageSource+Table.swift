internal import ProjectModel

// The columns, the toolbar and the table.
extension PageSource {
  // MARK: Columns

  struct ColumnsView {
    var names: PageNames
    var css: [String: String]
    var ui: PageControls
    var imports: [String]
    var constants: [String]
    var formats: Bool
    var type: String
    var sorts: Bool
    var selects: Bool
    var columns: [PageColumn]
    var edits: Bool
    var deletes: Bool
    var hasActions: Bool
    var hasRows: Bool
    var arabic: Bool
    var numeric: Bool
    var time: Bool
    var yesNo: Bool
    var badge: Bool
    var toggle: String?
    var labels: [Label]
    var open = "{"
    var close = "}"

    struct Label { var component, type, options: String }
  }

  var columnsView: ColumnsView {
    let columns = page.shown.map { PageColumn($0, of: page) }
    let helpers = columns.reduce(into: Set<PageColumn.Helper>()) { $0.formUnion($1.helpers) }
    let labels = page.contract.references.filter {
      helpers.contains(.label(field: $0.relationship.field))
    }
    let toggles = helpers.contains(.toggle)
    let acts = page.does(.edit) || page.does(.delete)
    return ColumnsView(
      names: page.names, css: css, ui: ui,
      imports: columnImports(helpers, labels: !labels.isEmpty), constants: constants(helpers),
      formats: !constants(helpers).isEmpty,
      type: columnsType, sorts: page.dialect.dataTable.sorts, selects: page.selects,
      columns: columns, edits: page.does(.edit),
      deletes: page.does(.delete), hasActions: acts, hasRows: page.selects || toggles || acts,
      arabic: helpers.contains(.arabic), numeric: helpers.contains(.numeric),
      time: helpers.contains(.time), yesNo: helpers.contains(.yesNo),
      badge: helpers.contains(.badge), toggle: toggles ? page.contract.wire("is_active") : nil,
      labels: labels.map { reference in
        .init(
          component: NameCase.pascal(reference.relationship.name) + "Label",
          type: TypeMapping.row(of: reference.key).typescript, options: page.options(of: reference))
      })
  }

  /// The type of the columns. Version 9 of TanStack Table has the table's features in it, which the
  /// project's table knows.
  private var columnsType: String {
    let type = page.names.type
    guard page.dialect.table >= 9 else { return "ColumnDef<\(type)>[]" }
    return "ComponentProps<typeof \(page.dialect.dataTable.symbol.name)<\(type)>>[\"columns\"]"
  }

  private func columnImports(_ helpers: Set<PageColumn.Helper>, labels: Bool) -> [String] {
    let modules = modules(for: .columns)
    var imports = imports(for: .columns)
    let table = page.dialect.dataTable.symbol
    if page.dialect.table >= 9 {
      imports.add("react", "type ComponentProps")
      imports.add(table.module, "type \(table.name)")
    } else {
      imports.add("@tanstack/react-table", "type ColumnDef")
    }
    let toggles = helpers.contains(.toggle)
    if toggles { imports.add("react", "useState") }
    let acts = page.does(.edit) || page.does(.delete)
    add(
      (acts ? [.button] : []) + (page.selects ? [.checkbox] : []) + (toggles ? [.switch] : [])
        + (helpers.contains(.badge) ? [.badge] : []), to: &imports)
    if helpers.contains(.badge) { imports.add(modules.client, "type SelectOption") }
    addTypes([page.names.typeImport], to: &imports, in: .columns)
    for member in page.shown {
      guard let field = member.field, field.type == .enumeration else { continue }
      imports.add(queryModule(modules), page.options(of: field))
    }
    if acts || page.selects || toggles || labels {
      imports.add(contextModule(modules), useHook)
    }
    return imports.lines
  }

  private func constants(_ helpers: Set<PageColumn.Helper>) -> [String] {
    var lines: [String] = []
    for scale in 0...20 where helpers.contains(.decimal(scale)) {
      lines += [
        "const DECIMAL_\(scale) = new Intl.NumberFormat(undefined, {",
        "  minimumFractionDigits: \(scale),", "  maximumFractionDigits: \(scale),", "});",
      ]
    }
    if helpers.contains(.number) { lines.append("const NUMBER = new Intl.NumberFormat();") }
    if helpers.contains(.moment) {
      lines += [
        "const MOMENT = new Intl.DateTimeFormat(undefined, {", "  dateStyle: \"medium\",",
        "  timeStyle: \"short\",", "});",
      ]
    }
    if helpers.contains(.day) {
      lines += [
        "// A day has no time zone.", "const DAY = new Intl.DateTimeFormat(undefined, {",
        "  dateStyle: \"medium\",", "  timeZone: \"UTC\",", "});",
      ]
    }
    return lines
  }

  // MARK: Toolbar

  struct ToolbarView {
    var names: PageNames
    var css: [String: String]
    var ui: PageControls
    var imports: [String]
    var used: String
    var hasUse: Bool
    var isFiltered: String?
    var reset: String
    var searches: Bool
    var filters: [Filter]
    var hasFilters: Bool
    var adds: Bool
    var selects: Bool
    var open = "{"
    var close = "}"

    struct Filter { var name, label, options: String }
  }

  var toolbarView: ToolbarView {
    let searches = page.contract.queries.searches
    let narrows = searches || !page.filters.isEmpty
    let references = page.filters.compactMap { page.contract.reference(of: $0.name) }
    let used =
      (narrows ? ["query", "setQuery"] : []) + references.map(page.options)
      + (page.does(.add) ? ["setDialog"] : [])
    let conditions =
      (searches ? ["query.search !== \"\""] : [])
      + (page.filters.isEmpty ? [] : ["Object.values(query.filters).some(Boolean)"])
    let reset =
      (searches ? ["search: \"\""] : []) + (page.filters.isEmpty ? [] : ["filters: {}"])
    return ToolbarView(
      names: page.names, css: css, ui: ui, imports: toolbarImports,
      used: used.joined(separator: ", "), hasUse: !used.isEmpty,
      isFiltered: narrows ? conditions.joined(separator: " || ") : nil,
      reset: "{ \(reset.joined(separator: ", ")) }", searches: searches,
      filters: page.filters.map { filter in
        .init(
          name: filter.name, label: PageLabels.field(filter.name, of: page.contract),
          options: choices(of: filter))
      }, hasFilters: !page.filters.isEmpty, adds: page.does(.add), selects: page.selects)
  }

  private var toolbarImports: [String] {
    let modules = modules(for: .toolbar)
    var imports = imports(for: .toolbar)
    let searches = page.contract.queries.searches
    if searches { imports.add("react", "useEffect") }
    if !page.filters.isEmpty { imports.add("react", "useId") }
    if searches || page.selects { imports.add("react", "useState") }
    let narrows = searches || !page.filters.isEmpty
    add(
      (narrows || page.does(.add) || page.selects ? [.button] : []) + (searches ? [.input] : [])
        + (page.filters.isEmpty ? [] : [.select]), to: &imports)
    if !page.filters.isEmpty {
      imports.add(modules.client, "type SelectOption")
      imports.add(queryModule(modules), "type \(page.names.plural)Filter")
      for filter in page.filters where page.contract.reference(of: filter.name) == nil {
        imports.add(queryModule(modules), choices(of: filter))
      }
    }
    if narrows || page.does(.add) || page.selects {
      imports.add(contextModule(modules), useHook)
    }
    return imports.lines
  }

  // MARK: Table

  struct TableView {
    var names: PageNames
    var css: [String: String]
    var ui: PageControls
    var imports: [String]
    var used: String
    var props: [String]
    var sorts: Bool
    var selects: Bool
    var paginates: Bool
    var hasPager: Bool
    var toolbar: Bool
    var ownLoading: Bool
    var ownEmpty: Bool
    var toasts: Bool
    var adds: Bool
    var edits: Bool
    var deletes: Bool
    var hasDialogs: Bool
    var totalPages: String
  }

  private var sorts: Bool {
    page.dialect.dataTable.sorts && !page.contract.queries.sorts.isEmpty
  }

  /// Whether the table's own pager is used.
  private var paginates: Bool {
    page.dialect.dataTable.paginates && page.contract.queries.isPaged
  }
  /// Whether a pager stands below the table.
  private var hasPager: Bool {
    !page.dialect.dataTable.paginates && page.contract.queries.isPaged
  }

  var tableView: TableView {
    let table = page.dialect.dataTable
    let used =
      (sorts || paginates ? ["query", "setQuery"] : [])
      + ["list", "isLoading", "error", "reload"]
      + (page.selects ? ["selection", "setSelection"] : [])
      + (page.dialect.hasToasts ? [] : ["notice"])
    return TableView(
      names: page.names, css: css, ui: ui, imports: tableImports,
      used: used.joined(separator: ", "), props: tableProps, sorts: sorts, selects: page.selects,
      paginates: paginates, hasPager: hasPager, toolbar: table.hasToolbar,
      ownLoading: table.showsLoading,
      ownEmpty: table.showsEmpty, toasts: page.dialect.hasToasts, adds: page.does(.add),
      edits: page.does(.edit), deletes: page.does(.delete),
      hasDialogs: page.hasForm || page.does(.delete), totalPages: totalPages)
  }

  /// Only what the project's table declares.
  private var tableProps: [String] {
    let table = page.dialect.dataTable
    let (row, key) = (page.names.row, page.names.key)
    return ["columns={columns}", "data={items}"]
      + (table.hasRowIds ? ["getRowId={(\(row)) => String(\(row).\(key))}"] : [])
      + (sorts ? ["sorting={sorting}", "onSortingChange={changeSorting}"] : [])
      + (page.selects
        ? ["rowSelection={selection}", "onRowSelectionChange={changeSelection}"] : [])
      + (paginates
        ? [
          "pagination={pagination}", "onPaginationChange={changePagination}",
          "rowCount={list?.total ?? 0}",
        ] : [])
      + (table.showsLoading ? ["isLoading={isLoading}"] : [])
      + (table.showsEmpty
        ? [
          "emptyMessage={error ? \"Could not be loaded.\" : \"No \(page.names.pluralLabel) found.\"}"
        ] : [])
      + (table.hasToolbar ? ["toolbar={<\(page.names.plural)Toolbar />}"] : [])
  }

  private var tableImports: [String] {
    let modules = modules(for: .table)
    let names = page.names
    let table = page.dialect.dataTable
    var imports = imports(for: .table)
    if sorts || page.selects || paginates {
      imports.add("@tanstack/react-table", "type OnChangeFn")
    }
    if sorts { imports.add("@tanstack/react-table", "type SortingState") }
    if page.selects { imports.add("@tanstack/react-table", "type RowSelectionState") }
    if paginates { imports.add("@tanstack/react-table", "type PaginationState") }
    if page.does(.delete) { imports.add("react", "useEffect", "useRef") }
    if hasPager {
      imports.add("react", "useId")
      imports.add(queryModule(modules), "PAGE_SIZES")
    }
    imports.add(table.symbol.module, table.symbol.name)
    add([.button], to: &imports)
    addTypes([names.typeImport], to: &imports, in: .table)
    imports.add(contextModule(modules), useHook)
    imports.add("./columns", "columns")
    imports.add("./" + modules.toolbar, names.plural + "Toolbar")
    if !table.showsLoading { imports.add("./" + modules.skeleton, names.plural + "Skeleton") }
    if page.does(.add) { imports.add("../modals/" + modules.add, "Add\(names.pascal)Sheet") }
    if page.does(.edit) { imports.add("../modals/" + modules.edit, "Edit\(names.pascal)Sheet") }
    if page.does(.delete) {
      imports.add("../modals/" + modules.delete, "Delete\(names.pascal)Dialog")
    }
    return imports.lines
  }
}
