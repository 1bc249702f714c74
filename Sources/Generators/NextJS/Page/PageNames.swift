internal import ProjectModel

/// The identifiers and words that the files of a page share.
struct PageNames {
  /// `Product`: what components and functions are named by.
  let pascal: String
  /// `Products`.
  let plural: String
  /// The type as it is called here: another name where a component has it.
  let type: String
  /// The type as it is imported: `Product`, or `Badge as BadgeRecord`.
  let typeImport: String
  /// The variable of a row: `product`.
  let row: String
  /// Words for one: `product`.
  let label: String
  /// Words for several: `products`.
  let pluralLabel: String
  /// Words for several, as a heading: `Products`.
  let pluralTitle: String
  /// The member that is the key: `id`.
  let key: String
  /// What names a row in a text in backquotes: `${product.nameEn}`.
  let inText: String
  /// What names a row as a child of an element: `{product.nameEn}`.
  let inElement: String
  /// The route handlers' address: `/api/setting/products`.
  let route: String
  /// `a product`.
  let aLabel: String
  /// The function that gives a query's parameters: `productsParams`.
  let listParams: String
  /// The function that gives its address: `productsSearch`.
  let listSearch: String

  init(_ contract: EntityContract) {
    let names = contract.names
    pascal = names.pascal
    plural = names.pluralPascal
    type = Self.taken.contains(names.pascal) ? names.pascal + "Record" : names.pascal
    typeImport = type == names.pascal ? type : "\(names.pascal) as \(type)"
    let camel = NameCase.camel(names.snake)
    row = Self.variables.contains(camel) ? "record" : camel
    label = names.label
    pluralLabel = names.pluralLabel
    pluralTitle = names.pluralTitle
    key = contract.key.wire
    let label = contract.entity.label.flatMap { label in
      contract.members.first { $0.name == label }
    }
    if let label {
      let value = "\(row).\(label.wire)" + (label.isNullable ? " ?? \(row).\(key)" : "")
      inText = "${\(value)}"
      inElement = "{\(value)}"
    } else {
      inText = "#${\(row).\(key)}"
      inElement = "#{\(row).\(key)}"
    }
    route = contract.paths.route
    aLabel = names.labelWithArticle
    let plural = NameCase.camel(names.plural)
    listParams = plural + "Params"
    listSearch = plural + "Search"
  }

  /// Names of types and components that the files import or declare.
  private static let taken: Set<String> = Set(
    ["ColumnDef", "ComponentProps", "DataTable", "FormEvent", "Metadata", "Modal", "Notice"]
      + ["ApiError", "ReactNode", "Rule", "SelectOption", "Suspense", "SearchParams", "Frame"]
      + ["ConfirmationProps", "EditFormProps", "RowProps", "TagProps"]
      + ["RowSelectionState", "SortingState", "PaginationState", "OnChangeFn", "Answer"]
      + PagePrimitive.allCases.flatMap(\.exports))

  /// Variables that the files use beside a row.
  private static let variables: Set<String> = [
    "add", "address", "amend", "answer", "apply", "attempt", "body", "broken", "changes",
    "children", "close", "columns", "confirm", "controller", "count", "data", "dialog", "error",
    "errors", "event", "failure", "field", "fields", "filters", "first", "form", "found", "id",
    "ids", "input", "isActive", "items", "label", "last", "lines", "list", "metadata", "name",
    "next", "notice", "notify", "number", "option", "options", "page", "params", "props", "query",
    "region", "reload", "request", "required", "row", "rule", "rules", "save", "search", "selected",
    "selection", "size", "sort", "sorting", "state", "submit", "target", "text", "timer", "toast",
    "toggle", "updater", "value", "values", "window", "document", "moment", "day", "uuid",
    "initialValues", "isAll", "isBusy", "isDeleting", "isSelected", "onClose", "onDeleted",
    "setActive", "setDialog", "setFailure", "setIsBusy", "setIsDeleting", "setSelection",
  ]
}
