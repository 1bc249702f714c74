internal import ProjectModel

/// The variables and names an entity's code uses: those of the entity, unless the code around them
/// has a variable of that name.
struct EntityWords {
  /// A row: `product`.
  let row: String
  /// Several rows: `products`.
  let rows: String
  private let fieldNames: Set<String>

  init(_ entity: Entity) {
    let name = entity.name
    let plural = entity.plural
    row = Self.taken.contains(name) ? name + "_row" : name
    rows = Self.taken.contains(plural) || plural == row ? "rows" : plural
    fieldNames = Set(entity.fields.map(\.name))
  }

  /// A type's name in a class body: another one where a field has it, since the field's value
  /// would be found instead.
  func local(_ type: String) -> String { isShadowed(type) ? type + "_type" : type }

  /// What is imported for a type: `date`, or `date as date_type`.
  func imported(_ type: String) -> String { isShadowed(type) ? "\(type) as \(type)_type" : type }

  private func isShadowed(_ type: String) -> Bool {
    (type == "date" || type == "datetime") && fieldNames.contains(type)
  }

  /// Whether a field can be a parameter of the list endpoint.
  func isFreeParameter(_ name: String) -> Bool { !Self.taken.contains(name) && name != rows }

  /// Variables, parameters and functions that the templates use beside rows and filters.
  private static let taken: Set<String> = [
    "bool", "ceil", "changes", "column", "committed", "conditions", "conflict", "crud",
    "current_user", "data", "dict", "error", "field_name", "field_value", "func", "getattr",
    "holder", "ids", "int", "item", "items", "list", "name", "or_", "page", "per_page", "reason",
    "response", "router", "search", "select", "selectinload", "session", "setattr", "sort", "str",
    "total", "tuple", "update", "user_id", "value",
  ]
}
