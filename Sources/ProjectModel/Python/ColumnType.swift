internal import SourceEdits

/// The type of a column as a revision writes it: `sa.String(length=64)`, `mysql.VARCHAR(64)`.
///
/// What a type holds is that of the databases it is generated for (MariaDB, PostgreSQL, SQLite); where
/// they differ, the least.
struct ColumnType: Hashable {
  /// What its values are.
  enum Values: Hashable {
    /// Up to so many characters.
    case text(Int)
    /// Whole numbers of so many decimal digits; 0: true and false.
    case integer(digits: Int, isUnsigned: Bool)
    /// Decimal numbers: digits before and behind the point.
    case decimal(Int, Int)
    /// Floating-point numbers: their bytes.
    case float(Int)
    case date
    /// Moments: the digits of a second's fraction.
    case moment(fraction: Int, hasZone: Bool)
    /// One of these names.
    case names(Set<String>)
    /// Another type, in its own words.
    case other(String)
  }

  /// Its values, those of each `.with_variant(...)` included.
  let variants: [Values]
  /// As it is written.
  let text: String

  init(_ range: Range<Int>, in outline: PythonOutline) {
    text = outline.text(of: range)
    variants = Self.parts(range, outline).map { part in
      Self.values(part, outline) ?? .other(Self.plain(outline.text(of: part)))
    }
  }

  /// Whether every value of another type stays what it is, in each database.
  func holds(_ other: ColumnType) -> Bool {
    variants == other.variants
      || variants.allSatisfy { new in
        other.variants.allSatisfy { old in Self.holds(new, old) }
      }
  }

  private static func holds(_ new: Values, _ old: Values) -> Bool {
    if new == old { return true }
    return switch (old, new) {
    case (.text(let was), .text(let becomes)): was <= becomes
    case (.names(let was), .text(let becomes)):
      was.allSatisfy { $0.unicodeScalars.count <= becomes }
    case (.names(let was), .names(let becomes)): was.isSubset(of: becomes)
    case (.integer(let was, let isUnsigned), .integer(let becomes, let becomesUnsigned)):
      was <= becomes && (was == 0 || isUnsigned == becomesUnsigned || isUnsigned && was < becomes)
    case (.integer(let was, _), .decimal(let whole, _)): was <= whole
    // A double holds whole numbers up to 2^53, a float up to 2^24.
    case (.integer(let was, _), .float(let bytes)): was <= (bytes == 8 ? 15 : 7)
    case (.decimal(let was, let fraction), .decimal(let becomes, let becomesFraction)):
      was <= becomes && fraction <= becomesFraction
    case (.float(let was), .float(let becomes)): was <= becomes
    case (.date, .moment(_, let hasZone)): !hasZone
    case (.moment(let was, let hadZone), .moment(let becomes, let hasZone)):
      was <= becomes && hadZone == hasZone
    default: false
    }
  }

  // MARK: Reading

  /// The type, and the one of each `.with_variant(TYPE, DATABASE...)` behind it.
  private static func parts(_ range: Range<Int>, _ outline: PythonOutline) -> [Range<Int>] {
    guard let base = outline.calls(in: range).first, base.tokens.lowerBound == range.lowerBound
    else { return [range] }
    var parts = [base.tokens]
    var end = base.tokens.upperBound
    while end < range.upperBound {
      guard outline.isText(end, "."), outline.isText(end + 1, "with_variant"),
        outline.isText(end + 2, "("), case let close = outline.partner(of: end + 2),
        let variant = outline.call(end + 1..<close + 1)?.positional.first
      else { return [range] }
      parts.append(variant)
      end = close + 1
    }
    return parts
  }

  private static func values(_ range: Range<Int>, _ outline: PythonOutline) -> Values? {
    let call = outline.call(range)
    guard let callee = call?.callee ?? outline.dottedName(range) else { return nil }
    let name = callee.split(separator: ".").last.map { $0.lowercased() } ?? ""
    func number(_ place: Int?, _ keyword: String) -> Int? {
      guard let call else { return nil }
      let value =
        call.keyword(keyword)
        ?? place.flatMap { call.positional.indices.contains($0) ? call.positional[$0] : nil }
      return value.flatMap { Int(outline.text(of: $0)) }
    }
    func isTrue(_ keyword: String) -> Bool {
      call?.keyword(keyword).map { outline.text(of: $0) } == "True"
    }
    switch name {
    case "string", "unicode", "varchar", "nvarchar", "char", "nchar":
      return .text(number(0, "length") ?? Self.textLength)
    case "text", "unicodetext", "clob": return .text(number(0, "length") ?? Self.textLength)
    case "tinytext": return .text(255)
    case "mediumtext": return .text(1 << 24 - 1)
    case "longtext": return .text(1 << 32 - 1)
    case "boolean", "bool": return .integer(digits: 0, isUnsigned: false)
    // What MariaDB says of a boolean.
    case "tinyint" where number(nil, "display_width") == 1:
      return .integer(digits: 0, isUnsigned: false)
    case "tinyint": return .integer(digits: 3, isUnsigned: isTrue("unsigned"))
    case "smallint", "smallinteger": return .integer(digits: 5, isUnsigned: isTrue("unsigned"))
    case "mediumint": return .integer(digits: 8, isUnsigned: isTrue("unsigned"))
    case "integer", "int": return .integer(digits: 10, isUnsigned: isTrue("unsigned"))
    case "bigint", "biginteger": return .integer(digits: 19, isUnsigned: isTrue("unsigned"))
    case "numeric", "decimal":
      guard let precision = number(0, "precision") else { return nil }
      let scale = number(1, "scale") ?? 0
      return .decimal(precision - scale, scale)
    case "float", "real": return .float(4)
    case "double", "double_precision": return .float(8)
    case "date": return .date
    case "datetime", "timestamp":
      return .moment(fraction: number(nil, "fsp") ?? 0, hasZone: isTrue("timezone"))
    case "enum":
      let names = (call?.positional ?? []).compactMap(outline.stringValue)
      guard let call, names.count == call.positional.count, !names.isEmpty else { return nil }
      guard call.keyword("native_enum").map({ outline.text(of: $0) }) == "False" else {
        return .names(Set(names))
      }
      // A text of the longest name's length.
      return .text(number(nil, "length") ?? names.map(\.unicodeScalars.count).max() ?? 0)
    default: return nil
    }
  }

  /// The least that a text without a length holds: MariaDB's TEXT.
  private static let textLength = 1 << 16 - 1

  /// A type's words without the module they come from: `sa.Uuid()` is `UUID()`.
  private static func plain(_ text: String) -> String {
    let callee = text.prefix { $0 != "(" }
    let name = callee.split(separator: ".").last ?? callee
    return name.lowercased() + text[callee.endIndex...].filter { $0 != " " && $0 != "\n" }
  }
}
