internal import ProjectModel

/// The members of the schemas that are read, and of those that change many rows.
struct SchemaMembers {
  let entity: BackendEntity
  /// Whether they stand in a file without the names that generated ones begin with.
  var isStandalone = false

  /// The lines of a response.
  func read(_ imports: inout PythonImports) -> [String] {
    var lines = ["    \(entity.key.name): \(keyType(&imports))"]
    for field in entity.entity.fields {
      let source = FieldSource(field: field, entity: entity, isStandalone: isStandalone)
      let type = source.readType(&imports)
      let optional = field.isNullable ? " | None" : ""
      lines.append("    \(field.name): \(type)\(optional)")
      if let reference = entity.reference(of: field), reference.label != nil {
        let label = entity.entity.labelName(of: reference.relationship)
        lines.append("    \(reference.relationship.name): \(label) | None")
      }
    }
    let features = entity.entity.features
    if features.active { lines.append("    is_active: bool") }
    if features.auditFields { lines += audit(&imports) }
    return lines
  }

  private func audit(_ imports: inout PythonImports) -> [String] {
    let moment = isStandalone ? entity.words.local("datetime") : "UTCMoment"
    if isStandalone { imports.add("datetime", entity.words.imported("datetime")) }
    let lines = ["created_at", "updated_at"].map { "    \($0): \(moment)" }
    guard let author = entity.author else { return lines }
    let type = TypeMapping.row(of: author.key)
    imports.add(type.pythonImports)
    return lines + ["created_by", "updated_by"].map { "    \($0): \(type.python) | None" }
  }

  /// The lines of the object that names a target.
  func label(_ reference: EntityReference, _ imports: inout PythonImports) -> [String] {
    let key = TypeMapping.row(of: reference.key)
    imports.add(key.pythonImports)
    let text = reference.label.map { ["    \($0): str | None"] } ?? []
    return ["    id: \(key.python)"] + text
  }

  /// The lines of the keys of many rows.
  func ids(_ imports: inout PythonImports) -> [String] {
    imports.add("pydantic", "Field")
    var element = keyType(&imports)
    if entity.key.type == .int {
      imports.add("typing", "Annotated")
      let most = isStandalone ? FieldSource.greatest : "INT_MAX"
      element = "Annotated[StrictInt, Field(ge=1, le=\(most))]"
      imports.add("pydantic", "StrictInt")
    }
    return PythonText.call(
      "ids: list[\(element)] = Field", ["min_length=1", "max_length=1000"], indent: 4)
  }

  private func keyType(_ imports: inout PythonImports) -> String {
    imports.add(TypeMapping.row(of: entity.key.type).pythonImports)
    return entity.keyType
  }
}
