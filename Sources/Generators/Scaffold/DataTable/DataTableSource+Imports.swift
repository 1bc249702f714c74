internal import ProjectModel

extension DataTableSource {
  /// What a file imports: packages, the project's modules, the files beside it.
  func imports(of name: String) -> [TypeScriptImport] {
    let imports: [TypeScriptImport]
    switch name {
    case "data-table.tsx": imports = tableImports
    case "data-table-column-header.tsx":
      imports =
        rowData + [
          beside("data-table-icons", ["SortIcon"]),
          beside("use-data-table", types: ["DataTableColumn"]),
        ]
    case "data-table-icons.tsx": imports = [react(types: ["ReactNode"])]
    case "data-table-pagination.tsx": imports = paginationImports
    case "data-table-primitives.tsx":
      imports = dialect.primitives.button == .own ? [react(types: ["ComponentProps"])] : []
    case "data-table-selection.tsx":
      imports =
        rowData + project(dialect.primitives.checkbox, ["Checkbox"]) + [
          beside("data-table-labels", ["labels"])
        ] + own(["Checkbox"], if: dialect.primitives.checkbox == nil) + [
          beside("use-data-table", types: ["DataTableColumnDef"])
        ]
    case "data-table-skeleton.tsx":
      imports =
        project(dialect.primitives.skeleton, ["Skeleton"])
        + project(dialect.primitives.table, ["TableCell", "TableRow"])
    case "data-table-toolbar.tsx": imports = toolbarImports
    case "data-table-view-options.tsx": imports = viewOptionsImports
    case "use-data-table.ts": imports = hookImports
    default: imports = []
    }
    let hasClasses = dialect.style == .module && name.hasSuffix(".tsx")
    let isClassless = name == "data-table-selection.tsx"
    guard hasClasses, !isClassless else { return imports }
    return imports + [TypeScriptImport(module: "./\(Self.styles)", standard: "styles")]
  }

  // MARK: Files

  private var tableImports: [TypeScriptImport] {
    let types = ["OnChangeFn", "PaginationState", "RowData", "RowSelectionState", "SortingState"]
    return [
      react(types: ["ReactNode"]),
      TypeScriptImport(
        module: DataTableDialect.package, values: ["flexRender"],
        types: types.filter { isNine || $0 != "RowData" }),
    ] + project(dialect.primitives.table, DataTablePrimitives.tableParts) + [
      beside("data-table-column-header", ["DataTableColumnHeader"]),
      beside("data-table-labels", ["labels"]),
      beside("data-table-pagination", ["DataTablePagination"]),
      beside("data-table-skeleton", ["SkeletonRows"]),
      beside("data-table-view-options", ["DataTableViewOptions"]),
      beside("use-data-table", ["useDataTable"], types: ["DataTableColumnDef"]),
    ]
  }

  private var hookImports: [TypeScriptImport] {
    let eight = ["getCoreRowModel", "useReactTable"]
    let nine = [
      "columnVisibilityFeature", "rowSelectionFeature", "rowSortingFeature", "tableFeatures",
      "useTable",
    ]
    let types = [
      "Column", "ColumnDef", "OnChangeFn", "RowData", "RowSelectionState", "SortingState", "Table",
    ]
    return [
      react(["useMemo"]),
      TypeScriptImport(
        module: DataTableDialect.package, values: isNine ? nine : eight,
        types: types.filter { isNine || $0 != "RowData" }),
      beside("data-table-selection", ["selectionColumn"]),
    ]
  }

  private var paginationImports: [TypeScriptImport] {
    [
      react(["useId"]),
      TypeScriptImport(
        module: DataTableDialect.package, types: ["OnChangeFn", "PaginationState"]),
    ] + button(["Button"]) + project(dialect.primitives.select, DataTablePrimitives.selectParts) + [
      beside("data-table-icons", ["FirstIcon", "LastIcon", "NextIcon", "PreviousIcon"]),
      beside("data-table-labels", ["labels"]),
    ] + own(["Button"], if: dialect.primitives.button == .own)
  }

  private var toolbarImports: [TypeScriptImport] {
    [react(["useEffect", "useRef", "useState"], types: ["ReactNode"])] + button(["Button"])
      + project(dialect.primitives.input, ["Input"]) + [
        beside("data-table-icons", ["ResetIcon"]), beside("data-table-labels", ["labels"]),
      ] + own(["Button"], if: dialect.primitives.button == .own)
  }

  private var viewOptionsImports: [TypeScriptImport] {
    let menu = dialect.primitives.menu
    var imports = menu == nil ? [react(["useEffect", "useRef"], types: ["KeyboardEvent"])] : []
    imports += rowData
    if case .variants = dialect.primitives.button, menu != nil {
      imports += button(["buttonVariants"])
    }
    return imports + project(menu, DataTablePrimitives.menuParts) + [
      beside("data-table-icons", ["ColumnsIcon"]), beside("data-table-labels", ["labels"]),
      beside("use-data-table", types: ["DataTableColumn", "DataTableInstance"]),
    ]
  }

  // MARK: Modules

  private var isNine: Bool { dialect.table == .nine }

  /// The bound of a type parameter of rows.
  private var rowData: [TypeScriptImport] {
    isNine ? [TypeScriptImport(module: DataTableDialect.package, types: ["RowData"])] : []
  }

  private func react(_ values: [String] = [], types: [String] = []) -> TypeScriptImport {
    TypeScriptImport(module: "react", values: values, types: types)
  }

  private func project(_ module: String?, _ values: [String]) -> [TypeScriptImport] {
    module.map { [TypeScriptImport(module: $0, values: values)] } ?? []
  }

  private func button(_ values: [String]) -> [TypeScriptImport] {
    switch dialect.primitives.button {
    case .variants(let module), .plain(let module): project(module, values)
    case .own: []
    }
  }

  private func own(_ values: [String], if isNeeded: Bool) -> [TypeScriptImport] {
    isNeeded ? [beside("data-table-primitives", values)] : []
  }

  private func beside(
    _ name: String, _ values: [String] = [], types: [String] = []
  ) -> TypeScriptImport {
    TypeScriptImport(module: "./\(name)", values: values, types: types)
  }
}
