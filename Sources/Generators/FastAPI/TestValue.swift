internal import ProjectModel

/// Values of fields for the tests that are generated: valid, and as the API gives them back.
struct TestValue {
  let field: Field
  let entity: BackendEntity

  private var constraints: Constraints { field.constraints }
  private var isReference: Bool { entity.entity.relationship(of: field) != nil }

  /// The first value, as Python; nil where none can be made, as for a pattern.
  var first: String? {
    if isReference { return field.isNullable ? "None" : keyOfNothing }
    switch field.type {
    case .str, .text: return text("").map(PythonText.literal)
    case .int: return inBounds(7).map { "\($0)" }
    case .float: return inBounds(1.5).map { "\($0)" }
    case .decimal: return decimal
    case .bool: return "True"
    case .datetime: return "\"2024-01-31T12:00:00Z\""
    case .date: return "\"2024-01-31\""
    case .uuid: return "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\""
    case .json: return "{\"key\": \"value\"}"
    case .enumeration: return constraints.values?.last.map(PythonText.literal)
    }
  }

  /// A second value, for a row that may not share the first.
  var second: String? {
    if isReference { return keyOfNothing == "1" ? "2" : nil }
    switch field.type {
    case .str, .text: return text(" 2").map(PythonText.literal)
    case .int: return inBounds(8).flatMap { "\($0)" == first ? nil : "\($0)" }
    case .uuid: return "\"3f2504e0-4f89-41d3-9a0c-0305e82c3302\""
    case .date: return "\"2024-02-01\""
    case .datetime: return "\"2024-02-01T12:00:00Z\""
    default: return nil
    }
  }

  /// The test database does not enforce foreign keys.
  private var keyOfNothing: String? {
    field.type == .int
      ? "1" : field.type == .uuid ? "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"" : nil
  }

  private func text(_ suffix: String) -> String? {
    guard constraints.pattern == nil else { return nil }
    let plain = field.name.hasSuffix("_ar") ? "نص" : NameCase.sentence(field.name)
    let most = constraints.maxLength ?? 255
    var text = plain + suffix
    if text.count > most { text = String(plain.prefix(max(0, most - suffix.count))) + suffix }
    while text.count < constraints.minLength ?? 0 { text += "x" }
    return text.count <= most ? text : nil
  }

  private func inBounds<Number: LosslessStringConvertible & Comparable>(_ wanted: Number) -> Number?
  {
    if let least = constraints.minimum.flatMap(Number.init), wanted < least { return least }
    if let most = constraints.maximum.flatMap(Number.init), wanted > most { return most }
    return wanted
  }

  private var decimal: String? {
    let scale = constraints.scale ?? 2
    let digits = (constraints.precision ?? 10) - scale
    let plain: Double = digits > 0 ? (scale > 1 ? 1.25 : scale == 1 ? 1.5 : 1) : 0
    return inBounds(plain).map { "\($0)" }
  }
}
