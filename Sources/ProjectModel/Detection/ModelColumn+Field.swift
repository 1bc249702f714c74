internal import Patch
internal import SourceEdits

// The field that a column is.
extension ModelColumn {
  /// A field, and how the values of an enum are written.
  struct Value {
    var field: Field
    var choices: EntityReader.Choices?
  }

  /// Why a column is no field.
  struct Objection: Error {
    let reason: String
  }

  /// The field; without one, the reason.
  func reading() -> Result<Value, Objection> {
    if let generation {
      return .failure(Objection(reason: "\(generation) fills it, so that nothing is written"))
    }
    guard let (type, values, choices) = fieldType else {
      let written = type.text.isEmpty ? "its type" : "the type \(type.text)"
      return .failure(Objection(reason: "\(written) is none that fields have"))
    }
    var constraints = Constraints()
    constraints.required = !isNullable && !hasDefault
    constraints.unique = keyword("unique") == "True"
    constraints.index = keyword("index") == "True"
    constraints.values = values
    switch type {
    case .str: constraints.maxLength = sizes.first ?? 255
    case .decimal:
      constraints.precision = sizes.first ?? 10
      constraints.scale = sizes.count > 1 ? sizes[1] : 2
    default: break
    }
    constraints.foreignKey = foreignKey(nil)
    var field = Field(name, type, constraints)
    if let literal = defaultLiteral(type), !isNullable {
      field.constraints.defaultValue = literal
      if DefaultValue.objection(to: literal, of: field) != nil {
        field.constraints.defaultValue = nil
      }
    }
    // A value that is left out would be written as NULL, in place of the default.
    guard isNullable || !hasDefault || field.constraints.defaultValue != nil else {
      return .failure(Objection(reason: "its default is none that fields have"))
    }
    return .success(Value(field: field, choices: choices))
  }

  // MARK: Types

  private var fieldType: (FieldType, values: [String]?, EntityReader.Choices?)? {
    if let literals = type.literals { return (.enumeration, literals, .texts) }
    if let enumeration = type.enumeration {
      let names = Dictionary(
        enumeration.members.map { ($0.value, $0.name) }, uniquingKeysWith: { first, _ in first })
      return (
        .enumeration, enumeration.members.map(\.value), .members(enumeration.symbol, names: names)
      )
    }
    guard let name = type.name ?? (type.isOptional == nil ? pythonName : nil) else { return nil }
    switch name {
    case "str":
      if let texts = enumTexts { return (.enumeration, texts, .texts) }
      return (isUnbounded ? .text : .str, nil, nil)
    case "int": return (.int, nil, nil)
    case "float": return (.float, nil, nil)
    case "Decimal": return (.decimal, nil, nil)
    case "bool": return (.bool, nil, nil)
    case "datetime": return (.datetime, nil, nil)
    case "date": return (.date, nil, nil)
    case "UUID": return (.uuid, nil, nil)
    case "dict", "Dict": return (.json, nil, nil)
    default: return nil
    }
  }

  private var isUnbounded: Bool {
    !Set(typeNames).isDisjoint(with: [
      "CLOB", "LONGTEXT", "MEDIUMTEXT", "TEXT", "Text", "UnicodeText",
    ])
  }

  /// The values of `Enum("draft", "live")`.
  private var enumTexts: [String]? {
    guard let found = typeCall("Enum") ?? typeCall("SAEnum") else { return nil }
    let texts = found.call.positional.compactMap { found.outline.stringValue($0) }
    return texts.isEmpty || texts.count < found.call.positional.count ? nil : texts
  }

  /// The type in Python of a column type, where nothing is annotated.
  private var pythonName: String? {
    let names: [String: String] = [
      "BigInteger": "int", "Boolean": "bool", "CHAR": "str", "DECIMAL": "Decimal", "Date": "date",
      "DateTime": "datetime", "Double": "float", "Float": "float", "Integer": "int",
      "JSON": "dict", "Numeric": "Decimal", "SmallInteger": "int", "String": "str", "TEXT": "str",
      "Text": "str", "UUID": "UUID", "Unicode": "str", "UnicodeText": "str", "Uuid": "UUID",
      "VARCHAR": "str",
    ]
    return typeNames.lazy.compactMap { names[$0] }.first
  }

  // MARK: Defaults

  /// Whether something fills it when no value is written.
  var hasDefault: Bool {
    ["default", "insert_default", "default_factory", "server_default"].contains {
      argument($0) != nil && keyword($0) != "None"
    }
  }

  /// The default as definitions write it; nil when there is none, or none that they have a word for.
  private func defaultLiteral(_ type: FieldType) -> String? {
    for name in ["default", "insert_default", "default_factory", "server_default"] {
      guard let found = argument(name) else { continue }
      if let literal = literal(found.range, type, in: found.outline) { return literal }
    }
    return nil
  }

  private func literal(
    _ range: Range<Int>, _ type: FieldType, in outline: PythonOutline
  ) -> String? {
    if let call = outline.call(range), call.function == "text", let inner = call.positional.first {
      return literal(inner, type, in: outline)
    }
    let text = outline.stringValue(range) ?? outline.compactText(of: range)
    if outline.stringValue(range) != nil, type != .datetime, type != .bool { return text }
    switch type {
    case .bool:
      let plain = text.hasSuffix("()") ? String(text.dropLast(2)) : text
      return DefaultValue.bool(plain.split(separator: ".").last.map(String.init) ?? plain)
        .map { $0 ? "true" : "false" }
    case .int, .float: return text
    case .decimal:
      return outline.call(range)?.positional.first.flatMap { outline.stringValue($0) } ?? text
    case .json: return text == "dict" ? "{}" : nil
    case .datetime: return isNow(text) ? "now" : text
    case .date: return isToday(text) ? "today" : nil
    case .uuid: return text == "uuid4" || text.hasSuffix(".uuid4") ? "random" : nil
    case .enumeration: return memberValue(text)
    case .str, .text: return nil
    }
  }

  private func isNow(_ text: String) -> Bool {
    let text = text.lowercased()
    return ["utcnow", ".now", "now()", "current_timestamp"].contains { text.contains($0) }
  }

  private func isToday(_ text: String) -> Bool {
    let text = text.lowercased()
    return text.contains(".today") || text.contains("current_date")
      || (text.contains(".now(") && text.hasSuffix(".date()"))
  }

  /// `ProductStatus.DRAFT`, or `ProductStatus.DRAFT.value`, as the value of that member.
  private func memberValue(_ text: String) -> String? {
    let parts = text.split(separator: ".").map(String.init)
    guard let enumeration = type.enumeration,
      let position = parts.firstIndex(of: enumeration.symbol.name),
      parts.indices.contains(position + 1)
    else { return nil }
    return enumeration.members.first { $0.name == parts[position + 1] }?.value
  }
}
