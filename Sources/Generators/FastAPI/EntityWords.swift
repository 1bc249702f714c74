internal import ProjectModel

/// The variables and names an entity's code uses: those of the entity, unless the code around them
/// has a variable of that name.
struct EntityWords {
  /// A row: `product`.
  let row: String
  /// The module of CRUD functions: `products`.
  let crud: String
  /// The current user.
  let user: String
  /// The function that sets the status of one row.
  let setActive: String
  /// The function that sets the status of many.
  let setManyActive: String
  private let fieldNames: Set<String>

  init(_ entity: BackendEntity) {
    let name = entity.entity.name
    let plural = entity.entity.plural
    row = Self.taken.contains(name) ? name + "_row" : name
    crud = Self.taken.contains(plural) || plural == row ? plural + "_crud" : plural
    user = name == "user" ? "current_user" : "user"
    setActive = "set_\(name)_active"
    setManyActive = plural == name ? "set_many_\(plural)_active" : "set_\(plural)_active"
    fieldNames = Set(entity.entity.fields.map(\.name))
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
  func isFreeParameter(_ name: String) -> Bool {
    !Self.taken.contains(name) || name == "status" || name == "is_active"
  }

  /// Variables, parameters and functions of the templates.
  private static let taken: Set<String> = [
    "ceil", "changes", "column", "committed", "condition", "conditions", "conflict", "data",
    "error", "func", "holder", "id", "ids", "is_active", "is_deleted", "item", "items", "name",
    "or_", "page", "per_page", "reason", "response", "result", "router", "search", "select",
    "selectinload", "session", "sort", "status", "total", "update", "updated", "user", "value",
  ]
}
