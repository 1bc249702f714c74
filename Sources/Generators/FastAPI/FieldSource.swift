internal import ProjectModel

/// How one field is written in Python.
struct FieldSource {
  let field: Field
  let entity: BackendEntity
  /// Whether its schema stands in a file without the names that generated ones begin with.
  var isStandalone = false

  private var constraints: Constraints { field.constraints }
  private var reference: EntityReference? { entity.reference(of: field) }

  // MARK: Model

  /// The lines of the column, indented for a class body.
  func column(_ imports: inout PythonImports) -> [String] {
    imports.add("sqlalchemy.orm", "Mapped", "mapped_column")
    let type = annotationType(&imports)
    let annotation = field.isNullable ? "\(type) | None" : type
    var arguments = columnType(&imports)
    if constraints.unique { arguments.append("unique=True") }
    if needsIndex { arguments.append("index=True") }
    arguments += columnDefault(&imports)
    return PythonText.call(
      "\(field.name): Mapped[\(annotation)] = mapped_column", arguments, indent: 4
    ).flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  private var needsIndex: Bool {
    guard constraints.index, !constraints.unique else { return false }
    return reference == nil || !entity.databaseIndexesKeys
  }

  private var isEnum: Bool { field.type == .enumeration }

  /// The annotation, under another name where a field of the class has that name.
  private func annotationType(_ imports: inout PythonImports) -> String {
    if isEnum { return entity.pythonType(of: field) }
    for name in TypeMapping.row(of: field.type).pythonImports {
      imports.add(name.module, entity.words.imported(name.name))
    }
    return entity.words.local(entity.pythonType(of: field))
  }

  private func columnType(_ imports: inout PythonImports) -> [String] {
    if let reference {
      imports.add("sqlalchemy", "ForeignKey")
      let action = reference.relationship.onDelete.sql
      return ["ForeignKey(\"\(reference.table).id\", ondelete=\"\(action)\")"]
    }
    if field.type == .float {
      // A FLOAT of MySQL and MariaDB keeps seven digits.
      imports.add("sqlalchemy", "Double")
      return ["Double"]
    }
    imports.add(TypeMapping.row(of: field.type).sqlalchemyImports)
    let name = TypeMapping.row(of: field.type).sqlalchemy
    switch field.type {
    case .str: return ["\(name)(\(constraints.maxLength ?? 255))"]
    case .text:
      // A TEXT of MySQL and MariaDB ends at 64 KiB.
      imports.add("sqlalchemy.dialects.mysql", "LONGTEXT")
      return ["\(name)().with_variant(LONGTEXT, \"mysql\", \"mariadb\")"]
    case .decimal: return ["\(name)(\(constraints.precision ?? 10), \(constraints.scale ?? 2))"]
    case .json: return ["\(name)(none_as_null=True)"]
    case .enumeration:
      let longest = (constraints.values ?? []).map(\.count).max() ?? 0
      let lines = PythonText.call(
        name,
        [
          entity.pythonType(of: field), "native_enum=False", "length=\(max(32, longest))",
          "values_callable=lambda members: [member.value for member in members]",
        ])
      return [lines.joined(separator: "\n")]
    case .int, .float, .bool, .datetime, .date, .uuid: return [name]
    }
  }

  private func columnDefault(_ imports: inout PythonImports) -> [String] {
    guard let value = constraints.defaultValue else { return [] }
    let literal = PythonDefault(value: value, field: field, entity: entity)
    var arguments = ["default=\(literal.columnDefault(&imports))"]
    if let server = literal.serverDefault(&imports) { arguments.append("server_default=\(server)") }
    return arguments
  }

  // MARK: Schemas

  /// The annotation in schemas that are written.
  func writtenType(_ imports: inout PythonImports) -> String {
    guard !isEnum else {
      let type = entity.enumType(of: field)
      imports.add(type.source)
      return type.name
    }
    switch field.type {
    case .datetime where !isStandalone: return "Moment"
    case .json where !isStandalone: return "JSONObject"
    // "1", 1.0 and true are no numbers, and 0 is no truth, in JSON.
    case .int: return imported("StrictInt", &imports)
    case .float: return imported("StrictFloat", &imports)
    case .bool: return imported("StrictBool", &imports)
    default: return annotationType(&imports)
    }
  }

  private func imported(_ name: String, _ imports: inout PythonImports) -> String {
    imports.add("pydantic", name)
    return name
  }

  /// The annotation in schemas that are read, without bounds.
  func readType(_ imports: inout PythonImports) -> String {
    switch field.type {
    case .datetime where !isStandalone: return "UTCMoment"
    case .decimal where entity.options.decimal == .number && !isStandalone: return "JSONNumber"
    case .enumeration: return writtenType(&imports)
    default: return annotationType(&imports)
    }
  }

  /// The line of a schema that is written.
  ///
  /// - Parameter default: What stands for a missing value; nil for the field's own.
  func schemaLine(
    _ imports: inout PythonImports, default replacement: String? = nil
  ) -> [String] {
    let type = writtenType(&imports)
    let annotation = field.isNullable ? "\(type) | None" : type
    var arguments = bounds
    let head = "\(field.name): \(annotation)"
    let value: String? = replacement ?? schemaDefault(&imports)
    if let value, value.hasPrefix("default_factory=") {
      arguments.insert(value, at: 0)
    } else if let value {
      guard !arguments.isEmpty else { return ["    \(head) = \(value)"] }
      arguments.insert("default=\(value)", at: 0)
    }
    guard !arguments.isEmpty else { return ["    " + head] }
    imports.add("pydantic", "Field")
    return PythonText.call("\(head) = Field", arguments, indent: 4)
  }

  /// The line of a schema that changes rows, where no base class has the field.
  ///
  /// - Parameter allowsEmpty: Whether a text may be empty though it must be there.
  func optionalLine(_ imports: inout PythonImports, allowsEmpty: Bool) -> [String] {
    let type = writtenType(&imports)
    imports.add("pydantic", "Field")
    return PythonText.call(
      "\(field.name): \(field.isNullable ? "\(type) | None" : type) = Field",
      ["default=None"]
        + bounds.filter { !(allowsEmpty && $0 == "min_length=1") }, indent: 4)
  }

  private func schemaDefault(_ imports: inout PythonImports) -> String? {
    if let value = constraints.defaultValue {
      return PythonDefault(value: value, field: field, entity: entity)
        .schemaDefault(&imports)
    }
    return field.isNullable ? "None" : nil
  }

  /// The bounds that the database would enforce otherwise, or not at all.
  var bounds: [String] {
    switch field.type {
    case .str, .text:
      var found: [String] = []
      if let least = field.minLength { found.append("min_length=\(least)") }
      if let most = constraints.maxLength { found.append("max_length=\(most)") }
      if let pattern = constraints.pattern {
        found.append("pattern=\(PythonText.rawLiteral(pattern))")
      }
      return found
    case .int:
      let least = isStandalone ? "-2_147_483_648" : "INT_MIN"
      let most = isStandalone ? Self.greatest : "INT_MAX"
      if reference != nil { return ["ge=1", "le=\(most)"] }
      return ["ge=\(constraints.minimum ?? least)", "le=\(constraints.maximum ?? most)"]
    case .float: return comparisons + ["allow_inf_nan=False"]
    case .decimal:
      return comparisons + [
        "max_digits=\(constraints.precision ?? 10)", "decimal_places=\(constraints.scale ?? 2)",
      ]
    case .bool, .datetime, .date, .uuid, .json, .enumeration: return []
    }
  }

  /// The greatest value of an INTEGER column.
  static let greatest = "2_147_483_647"

  private var comparisons: [String] {
    func bound(_ name: String, _ value: String?) -> [String] {
      guard let value else { return [] }
      let isExact = field.type == .decimal && value.contains(".")
      return [isExact ? "\(name)=Decimal(\"\(value)\")" : "\(name)=\(value)"]
    }
    return bound("ge", constraints.minimum) + bound("le", constraints.maximum)
  }
}
