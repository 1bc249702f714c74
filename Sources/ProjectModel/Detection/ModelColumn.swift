internal import SourceEdits

/// One `mapped_column` of a model, read as a field.
struct ModelColumn {
  let outline: PythonOutline
  let name: String
  let annotation: Range<Int>?
  let call: PythonCall

  /// The field; nil when its type is none of the mapping.
  func field() -> Field? {
    let annotated = pythonType
    guard let type = fieldType(annotated.name) else { return nil }
    var constraints = Constraints()
    constraints.required = !annotated.isOptional && !flag("nullable") && defaultText == nil
    constraints.unique = flag("unique")
    constraints.index = flag("index")
    switch type {
    case .str: constraints.maxLength = numbers(of: "String").first ?? 255
    case .decimal:
      let given = numbers(of: "Numeric")
      constraints.precision = given.first ?? 10
      constraints.scale = given.count > 1 ? given[1] : 2
    case .enumeration:
      guard let values = enumValues(annotated.name), !values.isEmpty else { return nil }
      constraints.values = values
    default: break
    }
    if let target = foreignKey?.positional.first.flatMap({ outline.stringValue($0) }) {
      constraints.foreignKey = target
    }
    let field = Field(name, type, constraints)
    guard let value = defaultText else { return field }
    var defaulted = field
    if let literal = defaultLiteral(value, type) {
      defaulted.constraints.defaultValue = literal
      if DefaultValue.objection(to: literal, of: defaulted) == nil { return defaulted }
    }
    // A default the language has no word for: the column keeps it, the schema need not know.
    return field
  }

  /// The relationship of a foreign key column.
  func relationship(of field: Field, _ backend: Backend) -> Relationship? {
    guard let foreignKey, let target = field.constraints.foreignKey else { return nil }
    let table = target.prefix { $0 != "." }
    let model = backend.models?.all.first { model in
      model.table.map { $0 == table } ?? (NameCase.snake(model.name) == table)
    }
    let base = field.name.hasSuffix("_id") ? String(field.name.dropLast(3)) : field.name
    let action = foreignKey.keyword("ondelete").flatMap { outline.stringValue($0) }
    return Relationship(
      name: base, kind: field.constraints.unique ? .oneToOne : .manyToOne,
      target: model?.name ?? NameCase.pascal(Inflection.singular(of: table)), field: field.name,
      onDelete: action.flatMap { Relationship.OnDelete(named: $0) } ?? .restrict)
  }

  // MARK: Types

  /// The type in `Mapped[...]`, without `None`.
  private var pythonType: (name: String, isOptional: Bool) {
    guard let annotation else { return ("", false) }
    var text = outline.compactText(of: annotation)
    guard text.hasPrefix("Mapped["), text.hasSuffix("]") else { return ("", false) }
    text = String(text.dropFirst(7).dropLast())
    var isOptional = false
    if text.hasPrefix("Optional["), text.hasSuffix("]") {
      text = String(text.dropFirst(9).dropLast())
      isOptional = true
    }
    let parts = text.split(separator: "|").map(String.init)
    if parts.contains("None") { isOptional = true }
    return (parts.first { $0 != "None" } ?? text, isOptional)
  }

  private func fieldType(_ name: String) -> FieldType? {
    let bare = name.prefix { $0 != "[" }.split(separator: ".").last.map(String.init) ?? name
    switch bare {
    case "str": return hasType("Text") ? .text : .str
    case "int": return .int
    case "float": return .float
    case "Decimal": return .decimal
    case "bool": return .bool
    case "datetime": return .datetime
    case "date": return .date
    case "UUID": return .uuid
    case "dict", "Dict": return .json
    default: return hasType("Enum") || hasType("SAEnum") ? .enumeration : nil
    }
  }

  private func hasType(_ name: String) -> Bool {
    call.positional.contains { range in
      let text = outline.compactText(of: range).prefix { $0 != "(" }
      return text.split(separator: ".").last.map(String.init) == name
    }
  }

  private func typeCall(_ name: String) -> PythonCall? {
    call.positional.compactMap { outline.call($0) }.first { $0.function == name }
  }

  private func numbers(of type: String) -> [Int] {
    (typeCall(type)?.positional ?? []).compactMap { Int(outline.compactText(of: $0)) }
  }

  private var foreignKey: PythonCall? { typeCall("ForeignKey") }

  private func flag(_ name: String) -> Bool {
    call.keyword(name).map { outline.compactText(of: $0) == "True" } ?? false
  }

  /// The values of an enum class in the same file.
  private func enumValues(_ name: String) -> [String]? {
    guard let type = outline.classes.first(where: { $0.name == name }) else { return nil }
    return outline.children(of: type.statement).compactMap { statement in
      outline.assignment(at: statement)?.value.flatMap { outline.stringValue($0) }
    }
  }

  // MARK: Defaults

  private var defaultText: Range<Int>? { call.keyword("default") ?? call.keyword("server_default") }

  private func defaultLiteral(_ range: Range<Int>, _ type: FieldType) -> String? {
    if let text = outline.stringValue(range) { return text }
    let text = outline.compactText(of: range)
    switch type {
    case .bool:
      return ["True": "true", "False": "false", "true()": "true", "false()": "false"][text]
    case .int, .float: return text
    case .decimal: return outline.call(range)?.positional.first.flatMap { outline.stringValue($0) }
    case .json: return text == "dict" ? "{}" : nil
    case .enumeration: return enumDefault(text)
    default: return nil
    }
  }

  /// `ProductStatus.DRAFT` as the value of that member.
  private func enumDefault(_ text: String) -> String? {
    let parts = text.split(separator: ".").map(String.init)
    guard parts.count >= 2, let type = outline.classes.first(where: { $0.name == parts[0] }) else {
      return nil
    }
    return outline.children(of: type.statement).compactMap { outline.assignment(at: $0) }
      .first { $0.name == parts[1] }?.value.flatMap { outline.stringValue($0) }
  }
}
