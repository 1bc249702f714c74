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
    /// What the generated code declares, or imports from a framework.
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
    if generatedClasses.contains(pascal) || name == "existing" { owners.append(.generated) }
    return owners
  }

  /// Who takes a plural: as the name of a module of Python, and of components and hooks.
  package static func owners(ofPlural name: String) -> [Owner] {
    var owners: [Owner] = []
    if pythonKeywords.contains(name) { owners.append(.python) }
    if generatedPlurals.contains(name) { owners.append(.generated) }
    return owners
  }

  /// Who takes the name of a relationship's other side, which no schema has.
  package static func owners(ofOtherSide name: String) -> [Owner] {
    owners(ofField: name).filter { $0 != .typescript && $0 != .pydantic }
  }

  /// Whether a class can have a name.
  package static func isClass(_ name: String) -> Bool {
    guard let first = name.utf8.first, first == 0x5F || isLetter(first) else { return false }
    let isWord = name.utf8.allSatisfy { $0 == 0x5F || isLetter($0) || (0x30...0x39).contains($0) }
    return isWord && !pythonKeywords.contains(name)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// What the schemas of an entity are called behind its own name, and its form's values.
  static let schemaSuffixes: Set<String> = [
    "ActiveBulkUpdate", "ActiveUpdate", "Base", "Create", "FormErrors", "FormValues",
    "ListResponse", "Response", "Update",
  ]

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

  /// Global types and values that a generated interface would shadow in its own file.
  private static let typescriptTypes: Set<String> = [
    "AbortController", "AbortSignal", "Array", "Boolean", "Date", "Error", "Function", "Headers",
    "Intl", "JSON", "Map", "Math", "Number", "Object", "Partial", "Promise", "Record", "RegExp",
    "Request", "RequestInit", "Response", "Set", "String", "Symbol", "URL", "URLSearchParams",
  ]

  private static let sqlalchemyAttributes: Set<String> = ["metadata", "registry"]

  private static let frameworkClasses: Set<String> = [
    "AsyncSession", "Base", "Boolean", "Column", "ColumnElement", "Date", "DateTime", "Double",
    "Enum", "Float", "ForeignKey", "Index", "Integer", "IntegrityError", "JSON", "LONGTEXT",
    "Mapped", "Numeric", "String", "Text", "Uuid",
  ]

  private static let pydanticClasses: Set<String> = [
    "AfterValidator", "BaseModel", "ConfigDict", "Decimal", "Field", "PlainSerializer",
    "StrictBool", "StrictFloat", "StrictInt",
  ]

  /// Classes that the generated modules declare, or import from FastAPI and Python.
  private static let generatedClasses: Set<String> = [
    "APIRouter", "Annotated", "Any", "AsyncClient", "AsyncIterator", "CamelModel", "CurrentUser",
    "Depends", "Existing", "HTTPException", "JSONNumber", "JSONObject", "Moment", "OverflowError",
    "Path", "Query", "SessionDep", "StrEnum", "UTC", "UTCMoment", "UUID", "ValueError",
  ]

  /// Plurals whose components and hooks are something else: `DataTable`, `useState`.
  private static let generatedPlurals: Set<String> = [
    "callback", "context", "controller", "data", "effect", "form", "id", "list",
    "loaded_options", "notice", "pathname", "query", "ref", "router", "state", "transition",
  ]

  private static let pydanticAttributes: Set<String> = [
    "construct", "copy", "dict", "fields", "from_orm", "json", "parse_file", "parse_obj",
    "parse_raw", "schema", "schema_json", "update_forward_refs", "validate",
  ]

  /// The primary key, and names that the body of a generated class uses after its fields.
  private static let generatedNames: Set<String> = [
    "bool", "dict", "false", "float", "func", "id", "int", "list", "mapped_column", "relationship",
    "str", "true", "uuid4",
  ]
}
