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
    func text(_ key: CodingKeys) throws -> String? {
      try container.decodeIfPresent(String.self, forKey: key)
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
    try container.encodeIfPresent(maxLength, forKey: .maxLength)
    try container.encodeIfPresent(minLength, forKey: .minLength)
    try container.encodeIfPresent(precision, forKey: .precision)
    try container.encodeIfPresent(scale, forKey: .scale)
    try container.encodeIfPresent(minimum, forKey: .minimum)
    try container.encodeIfPresent(maximum, forKey: .maximum)
    try container.encodeIfPresent(pattern, forKey: .pattern)
    try container.encodeIfPresent(values, forKey: .values)
    try container.encodeIfPresent(foreignKey, forKey: .foreignKey)
    try flag(required, .required)
    try flag(unique, .unique)
    try flag(index, .index)
    try container.encodeIfPresent(defaultValue, forKey: .defaultValue)
  }
}
