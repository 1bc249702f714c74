/// Which constraints and defaults a field's type can have.
package enum FieldRules {
  /// What is wrong with a field's constraints; its name is ``EntityRules``' concern.
  package static func problems(of field: Field) -> [EntityProblem] {
    misplaced(field) + arguments(field) + bounds(field) + pattern(field) + defaults(field)
  }

  private static func misplaced(_ field: Field) -> [EntityProblem] {
    let constraints = field.constraints
    let type = field.type
    let isText = type == .str || type == .text
    let isNumber = type == .int || type == .float || type == .decimal
    var found: [String] = []
    if constraints.maxLength != nil, !isText { found.append("length") }
    if constraints.minLength != nil, !isText { found.append("least length") }
    if constraints.pattern != nil, !isText { found.append("pattern") }
    if constraints.minimum != nil, !isNumber { found.append("min") }
    if constraints.maximum != nil, !isNumber { found.append("max") }
    if constraints.precision != nil || constraints.scale != nil, type != .decimal {
      found.append("precision")
    }
    if constraints.values != nil, type != .enumeration { found.append("values") }
    if constraints.unique || constraints.index, type == .json || type == .text {
      found.append(constraints.unique ? "unique index" : "index")
    }
    return found.map {
      .misplacedConstraint(field: field.name, type: type.rawValue, constraint: $0)
    }
  }

  private static func arguments(_ field: Field) -> [EntityProblem] {
    let constraints = field.constraints
    var found: [(String, String)] = []
    switch field.type {
    case .str:
      if let length = constraints.maxLength, !(1...16383).contains(length) {
        found.append(("\(length)", "use a length from 1 to 16383, or the type text"))
      }
    case .decimal:
      let precision = constraints.precision ?? 10
      let scale = constraints.scale ?? 0
      if !(1...65).contains(precision) || !(0...min(30, precision)).contains(scale) {
        found.append(
          (
            "\(precision),\(scale)",
            "use a precision from 1 to 65 and a scale from 0 to 30 that is not greater"
          ))
      }
    case .enumeration: found += values(constraints.values ?? [])
    default: break
    }
    return found.map {
      .badArgument(
        field: field.name, type: field.type.rawValue, argument: $0.0, expected: $0.1)
    }
  }

  private static func values(_ values: [String]) -> [(String, String)] {
    let list = values.joined(separator: ",")
    guard !values.isEmpty else { return [(list, "list its values, as in draft,live")] }
    var found: [(String, String)] = []
    let names = values.map(memberName)
    for value in values where !isValue(value) {
      found.append((value, "use values of letters, digits, spaces, '-', '_' and '.'"))
    }
    if Set(names).count < names.count {
      found.append((list, "its values must differ in more than case"))
    }
    return found
  }

  private static func isValue(_ value: String) -> Bool {
    !value.isEmpty && value.count <= 64
      && value.allSatisfy { $0.isLetter || $0.isNumber || " -_.".contains($0) }
      && value.contains { $0.isLetter || $0.isNumber }
  }

  /// The member of the Python enum for a value: `IN_STOCK` for `in stock`.
  package static func memberName(_ value: String) -> String {
    let name = String(value.map { $0.isLetter || $0.isNumber ? $0 : "_" }).uppercased()
    return name.first?.isNumber == true ? "VALUE_" + name : name
  }

  private static func bounds(_ field: Field) -> [EntityProblem] {
    let constraints = field.constraints
    let type = field.type.rawValue
    var found: [EntityProblem] = []
    for bound in [constraints.minimum, constraints.maximum] {
      guard let bound else { continue }
      let isWhole = field.type == .int
      if !isNumber(bound, whole: isWhole) || isWhole && Int32(bound) == nil {
        found.append(
          .badArgument(
            field: field.name, type: type, argument: bound,
            expected: isWhole ? "a bound is a whole number of 32 bits" : "a bound is a number"))
      }
    }
    if let least = constraints.minimum.flatMap(Double.init),
      let most = constraints.maximum.flatMap(Double.init), least > most
    {
      found.append(.contradiction(field: field.name, "at least \(least)", "at most \(most)"))
    }
    if let least = constraints.minLength, let most = constraints.maxLength, least > most {
      found.append(
        .contradiction(
          field: field.name, "at least \(least) characters", "at most \(most) characters"))
    }
    return found
  }

  private static func pattern(_ field: Field) -> [EntityProblem] {
    guard let pattern = field.constraints.pattern,
      let objection = PatternRules.objection(to: pattern)
    else { return [] }
    return [
      .badPattern(
        field: field.name, pattern: pattern, column: objection.column, reason: objection.reason)
    ]
  }

  private static func defaults(_ field: Field) -> [EntityProblem] {
    guard let value = field.constraints.defaultValue,
      let expected = DefaultValue.objection(to: value, of: field)
    else { return [] }
    return [
      .badDefault(field: field.name, type: field.type.rawValue, value: value, expected: expected)
    ]
  }

  /// Whether a text is a number as Python and SQL write it, without an exponent.
  static func isNumber(_ text: String, whole: Bool) -> Bool {
    var digits = text[...]
    if digits.first == "-" { digits.removeFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || (parts.count == 2 && !whole) else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isNumber }
    }
  }
}
