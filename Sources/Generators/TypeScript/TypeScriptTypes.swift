internal import ProjectModel

/// The types of fields as a project writes them in TypeScript.
struct TypeScriptTypes {
  let entity: Entity
  let decimal: ProjectConfig.DecimalStyle
  let forbidsAny: Bool

  /// The type of a field's values, without `null`; the union's name for an enum.
  func type(of field: Field) -> String {
    field.type == .enumeration ? entity.enumName(of: field) : plain(field.type)
  }

  /// The type of a row of the mapping.
  func plain(_ type: FieldType) -> String {
    switch type {
    case .decimal where decimal == .string: "string"
    case .json: forbidsAny ? "Record<string, unknown>" : "Record<string, any>"
    default: TypeMapping.row(of: type).typescript
    }
  }
}
