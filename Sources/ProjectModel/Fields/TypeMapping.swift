/// One row of the type mapping: how a field type is spelled in each technology.
package struct TypeMapping: Hashable, Sendable {
  /// The field type.
  package var type: FieldType
  /// The annotation in Python, without `None`.
  package var python: String
  /// The type in TypeScript.
  package var typescript: String
  /// The column type in SQLAlchemy, without arguments.
  package var sqlalchemy: String
  /// The type in Pydantic schemas.
  package var pydantic: String
  /// What the annotation imports.
  package var pythonImports: [PythonName]
  /// What the column type imports.
  package var sqlalchemyImports: [PythonName]

  /// A name and the module it comes from.
  package struct PythonName: Hashable, Sendable, Comparable {
    /// The dotted module.
    package var module: String
    /// The name.
    package var name: String

    /// Creates a name.
    package init(_ module: String, _ name: String) {
      self.module = module
      self.name = name
    }

    /// By module, then by name.
    package static func < (left: PythonName, right: PythonName) -> Bool {
      (left.module, left.name) < (right.module, right.name)
    }
  }

  /// The row of a type.
  package static func row(of type: FieldType) -> TypeMapping { table[type] ?? fallback(type) }

  /// All rows in the order of ``FieldType``.
  package static let rows: [TypeMapping] = [
    row(.str, "str", "string", "String", "str"),
    row(.text, "str", "string", "Text", "str"),
    row(.int, "int", "number", "Integer", "int"),
    row(.float, "float", "number", "Float", "float"),
    row(.decimal, "Decimal", "number", "Numeric", "Decimal", [("decimal", "Decimal")]),
    row(.bool, "bool", "boolean", "Boolean", "bool"),
    row(.datetime, "datetime", "string", "DateTime", "datetime", [("datetime", "datetime")]),
    row(.date, "date", "string", "Date", "date", [("datetime", "date")]),
    // SQLAlchemy's UUID renders as UUID, which MySQL and MariaDB before 10.7 do not have.
    row(.uuid, "UUID", "string", "Uuid", "UUID", [("uuid", "UUID")]),
    row(
      .json, "dict[str, Any]", "Record<string, unknown>", "JSON", "dict[str, Any]",
      [("typing", "Any")]),
    // A class and a union of its own for each enum field.
    row(.enumeration, "StrEnum", "string", "Enum", "StrEnum", [("enum", "StrEnum")]),
  ]

  private static let table: [FieldType: TypeMapping] = Dictionary(
    rows.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

  private static func row(
    _ type: FieldType, _ python: String, _ typescript: String, _ sqlalchemy: String,
    _ pydantic: String, _ imports: [(String, String)] = []
  ) -> TypeMapping {
    TypeMapping(
      type: type, python: python, typescript: typescript, sqlalchemy: sqlalchemy,
      pydantic: pydantic, pythonImports: imports.map { PythonName($0.0, $0.1) },
      sqlalchemyImports: [PythonName("sqlalchemy", sqlalchemy)])
  }

  private static func fallback(_ type: FieldType) -> TypeMapping {
    row(type, "str", "string", "String", "str")
  }
}
