package import ProjectModel

extension EntityContract {
  /// One member of a response.
  package struct Member: Hashable, Sendable {
    /// The name in Python: `name_en`.
    package var name: String
    /// The name on the wire: `nameEn`.
    package var wire: String
    /// The type in TypeScript, without `null`.
    package var type: String
    /// Whether it can be null.
    package var isNullable: Bool
    /// What it stands for.
    package var kind: Kind

    /// What a member stands for.
    package enum Kind: Hashable, Sendable {
      /// The primary key.
      case key
      /// A field of the entity.
      case field(Field)
      /// The object that names the target of a relationship.
      case label(relationship: String)
      /// `is_active`.
      case active
      /// When, or by whom, the row was made or changed.
      case audit
    }

    /// The type in TypeScript with `null` where it can be.
    package var fullType: String { isNullable ? "\(type) | null" : type }

    /// The field it stands for; nil for what the generators add.
    package var field: Field? {
      if case .field(let field) = kind { field } else { nil }
    }
  }

  /// One member of what is written.
  package struct Input: Hashable, Sendable {
    /// The field; `is_active` as one too.
    package var field: Field
    /// The name on the wire.
    package var wire: String
    /// The type in TypeScript, without `null`.
    package var type: String
    /// Whether null is a value of it.
    package var isNullable: Bool
    /// Whether it may be left out.
    package var isOptional: Bool
    /// What its values must keep, as the schema says it.
    package var bounds: Bounds

    /// The name in Python.
    package var name: String { field.name }
    /// The type in TypeScript with `null` where it can be.
    package var fullType: String { isNullable ? "\(type) | null" : type }
  }

  /// What a value must keep; numbers as they are written.
  package struct Bounds: Hashable, Sendable {
    /// The fewest characters (code points).
    package var minLength: Int?
    /// The most characters (code points).
    package var maxLength: Int?
    /// A regular expression that must be found in it.
    package var pattern: String?
    /// The least value.
    package var minimum: String?
    /// The greatest value.
    package var maximum: String?
    /// Whether it is a whole number.
    package var isWhole = false
    /// The digits of a decimal number.
    package var maxDigits: Int?
    /// Those after its point.
    package var decimalPlaces: Int?
    /// The values of an enum, in order.
    package var values: [String]?

    /// Creates bounds; what is not given is unbounded.
    package init() {}
  }

  /// One enum field.
  package struct Enumeration: Hashable, Sendable {
    /// The field: `status`.
    package var field: String
    /// The union: `ProductStatus`.
    package var type: String
    /// The list of its values: `PRODUCT_STATUS_VALUES`.
    package var list: String
    /// The values in order.
    package var values: [String]
  }
}

extension EntityContract.Bounds {
  /// The range of an INTEGER column.
  package static let integers = (minimum: "-2147483648", maximum: "2147483647")

  /// The bounds that the schema of a field has.
  init(of field: Field, isReference: Bool) {
    let constraints = field.constraints
    switch field.type {
    case .str, .text:
      minLength = field.minLength
      maxLength = constraints.maxLength
      pattern = constraints.pattern
    case .int:
      isWhole = true
      minimum = isReference ? "1" : constraints.minimum ?? Self.integers.minimum
      maximum = isReference ? Self.integers.maximum : constraints.maximum ?? Self.integers.maximum
    case .float:
      minimum = constraints.minimum
      maximum = constraints.maximum
    case .decimal:
      minimum = constraints.minimum
      maximum = constraints.maximum
      maxDigits = constraints.precision ?? 10
      decimalPlaces = constraints.scale ?? 2
    case .enumeration: values = constraints.values
    case .bool, .datetime, .date, .uuid, .json: break
    }
  }
}
