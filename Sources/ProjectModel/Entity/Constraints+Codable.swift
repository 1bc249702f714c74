extension Constraints: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case required
    case unique
    case index
    case maxLength = "max_length"
    case minLength = "min_length"
    case precision
    case scale
    case minimum = "min"
    case maximum = "max"
    case pattern
    case values
    case defaultValue = "default"
    case foreignKey = "foreign_key"
  }

  /// Reads constraints; all are optional.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func flag(_ key: CodingKeys) throws -> Bool {
      try container.decodeIfPresent(Bool.self, forKey: key) ?? false
    }
    func number(_ key: CodingKeys) throws -> Int? {
      try container.decodeIfPresent(Int.self, forKey: key)
    }
    /// A number or truth may stand there as itself.
    func text(_ key: CodingKeys) throws -> String? {
      guard container.contains(key), try !container.decodeNil(forKey: key) else { return nil }
      if let text = try? container.decode(String.self, forKey: key) { return text }
      if let flag = try? container.decode(Bool.self, forKey: key) { return "\(flag)" }
      if let number = try? container.decode(Int.self, forKey: key) { return "\(number)" }
      return "\(try container.decode(Double.self, forKey: key))"
    }
    self.init(
      required: try flag(.required), unique: try flag(.unique), index: try flag(.index),
      maxLength: try number(.maxLength), minLength: try number(.minLength),
      precision: try number(.precision), scale: try number(.scale), minimum: try text(.minimum),
      maximum: try text(.maximum), pattern: try text(.pattern),
      values: try container.decodeIfPresent([String].self, forKey: .values),
      defaultValue: try text(.defaultValue), foreignKey: try text(.foreignKey))
  }

  /// Writes what is set.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func flag(_ value: Bool, _ key: CodingKeys) throws {
      if value { try container.encode(true, forKey: key) }
    }
    func text(_ value: String?, _ key: CodingKeys) throws {
      guard let value else { return }
      if let number = Int(value), "\(number)" == value {
        try container.encode(number, forKey: key)
      } else if let flag = ["true": true, "false": false][value] {
        try container.encode(flag, forKey: key)
      } else {
        try container.encode(value, forKey: key)
      }
    }
    try container.encodeIfPresent(maxLength, forKey: .maxLength)
    try container.encodeIfPresent(minLength, forKey: .minLength)
    try container.encodeIfPresent(precision, forKey: .precision)
    try container.encodeIfPresent(scale, forKey: .scale)
    try text(minimum, .minimum)
    try text(maximum, .maximum)
    try container.encodeIfPresent(pattern, forKey: .pattern)
    try container.encodeIfPresent(values, forKey: .values)
    try container.encodeIfPresent(foreignKey, forKey: .foreignKey)
    try flag(required, .required)
    try flag(unique, .unique)
    try flag(index, .index)
    try text(defaultValue, .defaultValue)
  }
}
