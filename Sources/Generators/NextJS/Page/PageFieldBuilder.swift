internal import ProjectModel

/// Decides how one input of the contract is a field of the form.
struct PageFieldBuilder {
  let input: EntityContract.Input
  let page: EntityPage

  private var field: Field { input.field }
  private var type: FieldType { field.type }
  private var defaultValue: String? { field.constraints.defaultValue }
  private var reference: EntityContract.Reference? { page.contract.reference(of: field.name) }

  /// Whether leaving it out makes a value: `now`, `today`, `random`.
  private var isMade: Bool {
    ["datetime:now", "date:today", "UUID:random"].contains(
      "\(type.rawValue):\(defaultValue ?? "")")
  }
  private var isSwitch: Bool { type == .bool && !input.isNullable }
  private var isRequired: Bool {
    !isSwitch && !input.isNullable && !isMade && defaultValue != "" && input.bounds.minLength != 0
  }

  /// The field.
  func field(isInCreate: Bool, isInUpdate: Bool) -> PageField {
    PageField(
      wire: input.wire, label: PageLabels.field(field.name, of: page.contract), isSwitch: isSwitch,
      isInCreate: isInCreate, isInUpdate: isInUpdate, isRequired: isRequired, initial: initial,
      fromRow: fromRow, sent: sent, rules: rules, attributes: attributes, component: component,
      importedType: type == .enumeration ? input.type : nil)
  }

  // MARK: Values

  private var initial: String {
    if isSwitch { return DefaultValue.bool(defaultValue ?? "false") == true ? "true" : "false" }
    guard let value = defaultValue, !isMade else { return "\"\"" }
    switch type {
    case .bool: return DefaultValue.bool(value) == true ? "\"true\"" : "\"false\""
    case .datetime: return "toLocalTime(\(TypeScriptText.literal(Self.inUTC(value))))"
    default: return TypeScriptText.literal(value)
    }
  }

  /// A moment of a definition, which is in UTC with or without a `Z`.
  private static func inUTC(_ moment: String) -> String {
    moment.hasSuffix("Z") ? moment : moment + "Z"
  }

  private var fromRow: String {
    let member = page.contract.members.first { $0.name == field.name }
    guard let member else { return initial }
    let value = "\(page.names.row).\(member.wire)"
    switch type {
    case .bool where !member.isNullable: return value
    case .decimal where input.type == "number":
      let text = "toFixed(\(min(input.bounds.decimalPlaces ?? 2, 20)))"
      return member.isNullable ? "\(value)?.\(text) ?? \"\"" : "\(value).\(text)"
    case .datetime: return "toLocalTime(\(value))"
    case .json:
      let text = "JSON.stringify(\(value), null, 2)"
      return member.isNullable ? "\(value) ? \(text) : \"\"" : text
    case .int, .float, .bool:
      return member.isNullable ? "String(\(value) ?? \"\")" : "String(\(value))"
    case .str, .text, .decimal, .date, .uuid, .enumeration:
      return member.isNullable ? "\(value) ?? \"\"" : value
    }
  }

  private var sent: String {
    let value = "values.\(input.wire)"
    let none = isMade ? "undefined" : "null"
    let isOptional = input.isNullable || isMade
    func converted(_ function: String) -> String {
      guard isOptional else { return "\(function)(\(value))" }
      return "optional(\(value), \(function))" + (isMade ? " ?? undefined" : "")
    }
    switch type {
    case .bool:
      return isSwitch ? value : "optional(\(value), (choice) => choice === \"true\")"
    case .int, .float: return converted("Number")
    case .decimal where input.type == "number": return converted("Number")
    case .datetime: return converted("toUtc")
    case .json: return converted("JSON.parse")
    case .text: return isOptional ? "\(value) || \(none)" : value
    case .enumeration:
      let choice = isOptional ? "(\(value) || \(none))" : value
      return "\(choice) as \(input.type)" + (isOptional ? " | \(none)" : "")
    case .str, .decimal, .date, .uuid:
      return isOptional ? "\(value).trim() || \(none)" : "\(value).trim()"
    }
  }

  // MARK: Rules

  private var rules: [String] { (isRequired ? ["required"] : []) + typeRules }

  private var typeRules: [String] {
    let bounds = input.bounds
    switch type {
    case .str, .text:
      // A text that must be there has a character.
      let least = bounds.minLength.flatMap { $0 > (isRequired ? 1 : 0) ? $0 : nil }
      return (least.map { ["minLength(\($0))"] } ?? [])
        + (bounds.maxLength.map { ["maxLength(\($0))"] } ?? [])
        + (bounds.pattern.map { ["pattern(\(TypeScriptText.pattern($0)))"] } ?? [])
    case .int:
      if let reference, page.lists(reference) { return [] }
      return ["integer(\(number(bounds.minimum)), \(number(bounds.maximum)))"]
    case .float: return ["number"] + limits
    case .decimal:
      return ["decimal(\(bounds.maxDigits ?? 10), \(bounds.decimalPlaces ?? 2))"] + limits
    case .datetime: return ["moment"]
    case .date: return ["day"]
    case .uuid:
      if let reference, page.lists(reference) { return [] }
      return ["uuid"]
    case .json: return ["jsonObject"]
    case .bool, .enumeration: return []
    }
  }

  private var limits: [String] {
    (input.bounds.minimum.map { ["minimum(\($0))"] } ?? [])
      + (input.bounds.maximum.map { ["maximum(\($0))"] } ?? [])
  }

  private func number(_ bound: String?) -> String {
    switch bound {
    case EntityContract.Bounds.integers.minimum: "INT_MIN"
    case EntityContract.Bounds.integers.maximum: "INT_MAX"
    default: bound ?? "0"
    }
  }

  // MARK: Component

  private var component: String {
    if isSwitch { return "SwitchField" }
    return options == nil ? "TextField" : "SelectField"
  }

  private var options: String? {
    if let reference { return page.lists(reference) ? page.options(of: reference) : nil }
    switch type {
    case .enumeration: return page.options(of: field)
    case .bool where !isSwitch: return "YES_OR_NO"
    default: return nil
    }
  }

  private var attributes: [String] {
    if isSwitch { return [] }
    if let options { return ["options={\(options)}"] }
    switch type {
    case .str: return field.isArabic ? ["dir=\"rtl\"", "lang=\"ar\""] : []
    case .text: return ["multiline"] + (field.isArabic ? ["dir=\"rtl\"", "lang=\"ar\""] : [])
    case .int: return ["inputMode=\"numeric\"", "dir=\"ltr\""]
    case .float, .decimal: return ["inputMode=\"decimal\"", "dir=\"ltr\""]
    case .datetime: return ["type=\"datetime-local\"", "step={1}", "hint=\"In your local time.\""]
    case .date: return ["type=\"date\""]
    case .uuid: return ["dir=\"ltr\""]
    case .json: return ["multiline", "dir=\"ltr\"", "hint=\"A JSON object.\""]
    case .bool, .enumeration: return []
    }
  }
}
