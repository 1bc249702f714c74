internal import ProjectModel

/// The files of the table component.
struct DataTableSource {
  /// One file in the component's directory.
  struct File {
    /// Its name.
    var name: String
    /// What makes it.
    var template: Template
    /// Its text.
    var text: String
  }

  let dialect: DataTableDialect

  /// The files, those first that others are made of.
  var files: [File] {
    var files = [
      file("index.ts", .dataTableIndex), file("data-table.tsx", .dataTable),
      file("data-table-column-header.tsx", .dataTableColumnHeader),
      file("data-table-icons.tsx", .dataTableIcons),
      file("data-table-labels.ts", .dataTableLabels),
      file("data-table-pagination.tsx", .dataTablePagination),
      file("data-table-selection.tsx", .dataTableSelection),
      file("data-table-skeleton.tsx", .dataTableSkeleton),
      file("data-table-toolbar.tsx", .dataTableToolbar),
      file("data-table-view-options.tsx", .dataTableViewOptions),
      file("use-data-table.ts", .dataTableHook),
    ]
    if dialect.primitives.needsOwn {
      files.append(file("data-table-primitives.tsx", .dataTablePrimitives))
    }
    if dialect.style == .module { files.append(file(Self.styles, .dataTableStyles)) }
    return files
  }

  /// The CSS module.
  static let styles = "data-table.module.css"

  private func file(_ name: String, _ template: Template) -> File {
    let view = DataTableView(dialect, imports: imports(of: name).flatMap(\.lines))
    return File(name: name, template: template, text: JSXReflow.wrap(template.render(view)))
  }
}

/// What the templates of the table are given.
struct DataTableView {
  /// The names of elements: the project's components, or HTML's.
  struct Tags {
    var header: String
    var body: String
    var row: String
    var head: String
    var cell: String
    var input: String
    var skeleton: String
  }

  let imports: [String]
  let hasImports: Bool
  /// What a type parameter of rows must be.
  let bound: String
  let nine: Bool
  let tags: Tags
  /// ` className=...`, by element.
  let `class`: [String: String]
  /// What stands behind `className=`, by element.
  let value: [String: String]
  let hasRowClass: Bool
  /// The icon's class as an expression.
  let iconDefault: String
  /// Props of the buttons that are not HTML's.
  let pageButton: [String]
  let smallButton: [String]
  let hasVariants: Bool
  let menu: Bool
  let select: Bool
  let ownButton: Bool
  let ownCheckbox: Bool
  let ownBoth: Bool

  init(_ dialect: DataTableDialect, imports: [String]) {
    let primitives = dialect.primitives
    let classes = DataTableClasses(dialect)
    let hasTable = primitives.table != nil
    self.imports = imports
    hasImports = !imports.isEmpty
    bound = dialect.table == .nine ? " extends RowData" : ""
    nine = dialect.table == .nine
    tags = Tags(
      header: hasTable ? "TableHeader" : "thead", body: hasTable ? "TableBody" : "tbody",
      row: hasTable ? "TableRow" : "tr", head: hasTable ? "TableHead" : "th",
      cell: hasTable ? "TableCell" : "td", input: primitives.input == nil ? "input" : "Input",
      skeleton: primitives.skeleton == nil ? "div" : "Skeleton")
    `class` = classes.attributes
    value = classes.values
    hasRowClass = classes.values[DataTableClass.row.rawValue] != nil
    let icon = classes.values[DataTableClass.icon.rawValue] ?? ""
    iconDefault = dialect.style == .module ? String(icon.dropFirst().dropLast()) : icon
    if case .variants = primitives.button { hasVariants = true } else { hasVariants = false }
    pageButton =
      hasVariants ? ["variant=\"outline\"", "size=\"icon\"", "className=\"h-8 w-8\""] : []
    smallButton = hasVariants ? ["variant=\"outline\"", "size=\"sm\""] : []
    menu = primitives.menu != nil
    select = primitives.select != nil
    ownButton = primitives.button == .own
    ownCheckbox = primitives.checkbox == nil
    ownBoth = ownButton && ownCheckbox
  }
}
