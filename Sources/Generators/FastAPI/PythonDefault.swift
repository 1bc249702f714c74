internal import ProjectModel

/// The default of a field in Python.
struct PythonDefault {
  let value: String
  let field: Field
  let entity: BackendEntity

  /// The member of an enum; the names that a model somebody wrote gives are its own.
  private var member: String {
    switch entity.adopted?.choices(of: field) {
    case .members(let symbol, let names):
      "\(symbol.name).\(names[value] ?? FieldRules.memberName(value))"
    case .texts: PythonText.literal(value)
    case nil: "\(entity.pythonType(of: field)).\(FieldRules.memberName(value))"
    }
  }

  /// The value in a column: a literal, or a function that makes one.
  func columnDefault(_ imports: inout PythonImports) -> String {
    switch (field.type, value) {
    case (.datetime, "now"):
      return entity.now(&imports)
    case (.date, "today"):
      imports.add("datetime", "UTC", entity.words.imported("datetime"))
      return "lambda: \(entity.words.local("datetime")).now(UTC).date()"
    case (.uuid, "random"):
      imports.add("uuid", "uuid4")
      return "uuid4"
    case (.json, _): return "dict"
    default: return literal(&imports)
    }
  }

  /// The value that the database fills in for rows made without the model; nil where there is no
  /// portable one.
  func serverDefault(_ imports: inout PythonImports) -> String? {
    switch field.type {
    case .str, .enumeration: return PythonText.literal(value)
    case .int, .float, .decimal: return "\"\(value)\""
    case .bool:
      let name = DefaultValue.bool(value) == true ? "true" : "false"
      imports.add("sqlalchemy", name)
      return name + "()"
    // MySQL has no default for TEXT and JSON, and moments would be in the server's zone.
    case .text, .json, .datetime, .date, .uuid: return nil
    }
  }

  /// The value in a schema: a literal, or `default_factory=...`.
  func schemaDefault(_ imports: inout PythonImports) -> String {
    let value = columnDefault(&imports)
    let isMade =
      (field.type == .datetime && self.value == "now")
      || (field.type == .date && self.value == "today")
      || (field.type == .uuid && self.value == "random") || field.type == .json
    return isMade ? "default_factory=\(value)" : value
  }

  private func literal(_ imports: inout PythonImports) -> String {
    switch field.type {
    case .str, .text: return PythonText.literal(value)
    case .int, .float: return value
    case .decimal:
      imports.add("decimal", "Decimal")
      return "Decimal(\"\(value)\")"
    case .bool: return DefaultValue.bool(value) == true ? "True" : "False"
    case .enumeration: return member
    case .uuid:
      imports.add("uuid", "UUID")
      return "UUID(\"\(value)\")"
    case .datetime:
      imports.add("datetime", entity.words.imported("datetime"))
      return "\(entity.words.local("datetime")).fromisoformat(\"\(value.filter { $0 != "Z" })\")"
    case .date:
      imports.add("datetime", entity.words.imported("date"))
      return "\(entity.words.local("date")).fromisoformat(\"\(value)\")"
    case .json: return "{}"
    }
  }
}
