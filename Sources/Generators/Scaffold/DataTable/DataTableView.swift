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
