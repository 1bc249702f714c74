/// Names that generated code cannot use, and who takes them.
package enum ReservedNames {
  /// Who takes a name.
  package enum Owner: String, Hashable, Sendable, Codable {
    /// A keyword of Python.
    case python = "Python"
    /// A reserved word of TypeScript.
    case typescript = "TypeScript"
    /// An attribute of SQLAlchemy's declarative classes.
    case sqlalchemy = "SQLAlchemy"
    /// An attribute of Pydantic's models.
    case pydantic = "Pydantic"
    /// A field that a feature of the entity or the generated code adds.
    case generated = "the generated code"
  }

  /// Who takes the name of a field; several can.
  package static func owners(ofField name: String) -> [Owner] {
    var owners: [Owner] = []
    if pythonKeywords.contains(name) { owners.append(.python) }
    if typescriptWords.contains(NameCase.camel(name)) { owners.append(.typescript) }
    if sqlalchemyAttributes.contains(name) || name.hasPrefix("__") { owners.append(.sqlalchemy) }
    if pydanticAttributes.contains(name) || name.hasPrefix("model_") { owners.append(.pydantic) }
    if generatedNames.contains(name) { owners.append(.generated) }
    return owners
  }

  /// Who takes the name of an entity: as module, function and variable names, and as a class.
  package static func owners(ofEntity name: String, pascal: String) -> [Owner] {
    var owners: [Owner] = []
    if pythonKeywords.contains(name) || pythonKeywords.contains(pascal) { owners.append(.python) }
    if typescriptWords.contains(NameCase.camel(name)) || typescriptTypes.contains(pascal) {
      owners.append(.typescript)
    }
    if frameworkClasses.contains(pascal) { owners.append(.sqlalchemy) }
    if pydanticClasses.contains(pascal) { owners.append(.pydantic) }
    return owners
  }

  /// Python's keywords; the soft ones (`match`, `type`) are fine as names.
  private static let pythonKeywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
  ]

  /// Words that cannot be identifiers in a strict module.
  private static let typescriptWords: Set<String> = [
    "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger",
    "default", "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally",
    "for", "function", "if", "implements", "import", "in", "instanceof", "interface", "let", "new",
    "null", "package", "private", "protected", "public", "return", "static", "super", "switch",
    "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while", "with", "yield",
  ]

  /// Global types that a generated interface would shadow in its own file.
  private static let typescriptTypes: Set<String> = [
    "Array", "Boolean", "Date", "Error", "Function", "Map", "Number", "Object", "Promise",
    "Record", "RegExp", "Request", "Response", "Set", "String", "Symbol",
  ]

  private static let sqlalchemyAttributes: Set<String> = ["metadata", "registry"]

  private static let frameworkClasses: Set<String> = [
    "AsyncSession", "Base", "Column", "Enum", "ForeignKey", "Index", "Integer", "Mapped",
    "Numeric", "Text", "Uuid",
  ]

  private static let pydanticClasses: Set<String> = ["BaseModel", "ConfigDict", "Decimal", "Field"]

  private static let pydanticAttributes: Set<String> = [
    "construct", "copy", "dict", "fields", "from_orm", "json", "parse_file", "parse_obj",
    "parse_raw", "schema", "schema_json", "update_forward_refs", "validate",
  ]

  /// The primary key, and names that the body of a generated class uses after its fields.
  private static let generatedNames: Set<String> = [
    "bool", "dict", "false", "float", "func", "id", "int", "list", "mapped_column", "relationship",
    "str", "true",
  ]
}
