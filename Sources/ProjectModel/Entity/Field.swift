/// One column of an entity.
package struct Field: Hashable, Sendable {
  /// The name in snake case.
  package var name: String
  /// The type, one row of the mapping.
  package var type: FieldType
  /// What its values must keep.
  package var constraints: Constraints

  /// Creates a field.
  package init(_ name: String, _ type: FieldType, _ constraints: Constraints = Constraints()) {
    self.name = name
    self.type = type
    self.constraints = constraints
  }

  /// Whether the column allows NULL: neither required nor given a default.
  package var isNullable: Bool { !constraints.required && constraints.defaultValue == nil }

  /// The fewest characters of a text: one, where there must be a text and nothing else is said.
  package var minLength: Int? {
    let isNeeded = (type == .str || type == .text) && !isNullable && constraints.defaultValue != ""
    return constraints.minLength ?? (isNeeded ? 1 : nil)
  }
}

/// The types of fields: the rows of the type mapping.
package enum FieldType: String, Hashable, Sendable, Codable, CaseIterable {
  /// Text of a limited length.
  case str
  /// Unbounded text.
  case text
  /// A whole number of 32 bits.
  case int
  /// A floating-point number.
  case float
  /// A decimal number with a precision and a scale.
  case decimal = "Decimal"
  /// True or false.
  case bool
  /// A moment, kept in UTC.
  case datetime
  /// A day.
  case date
  /// A UUID.
  case uuid = "UUID"
  /// A JSON object.
  case json = "JSON"
  /// One of several names.
  case enumeration = "enum"

  /// The type of a name in any case, the usual aliases included.
  package init?(named name: some StringProtocol) {
    let name = name.lowercased()
    if let exact = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) {
      self = exact
      return
    }
    guard let alias = Self.aliases[name] else { return nil }
    self = alias
  }

  private static let aliases: [String: FieldType] = [
    "string": .str, "varchar": .str, "char": .str,
    "longtext": .text,
    "integer": .int,
    "double": .float, "real": .float,
    "numeric": .decimal, "money": .decimal,
    "boolean": .bool,
    "timestamp": .datetime,
    "guid": .uuid,
    "dict": .json, "object": .json,
    "choice": .enumeration,
  ]
}

/// What a field's values must keep.
package struct Constraints: Hashable, Sendable {
  /// NOT NULL, and needed when a row is created.
  package var required: Bool
  /// No two rows have the same value.
  package var unique: Bool
  /// The column has an index.
  package var index: Bool
  /// The most characters of a `str`.
  package var maxLength: Int?
  /// The fewest characters of a `str` or `text`.
  package var minLength: Int?
  /// The digits of a `Decimal`.
  package var precision: Int?
  /// The digits after its point.
  package var scale: Int?
  /// The least value of a number, as written.
  package var minimum: String?
  /// The greatest value of a number, as written.
  package var maximum: String?
  /// A regular expression the text must match.
  package var pattern: String?
  /// The values of an `enum`, in order.
  package var values: [String]?
  /// The default, as written; it implies NOT NULL.
  package var defaultValue: String?
  /// `table.column` of the target.
  package var foreignKey: String?

  /// Creates constraints.
  package init(
    required: Bool = false, unique: Bool = false, index: Bool = false, maxLength: Int? = nil,
    minLength: Int? = nil, precision: Int? = nil, scale: Int? = nil, minimum: String? = nil,
    maximum: String? = nil, pattern: String? = nil, values: [String]? = nil,
    defaultValue: String? = nil, foreignKey: String? = nil
  ) {
    self.required = required
    self.unique = unique
    self.index = index
    self.maxLength = maxLength
    self.minLength = minLength
    self.precision = precision
    self.scale = scale
    self.minimum = minimum
    self.maximum = maximum
    self.pattern = pattern
    self.values = values
    self.defaultValue = defaultValue
    self.foreignKey = foreignKey
  }
}
