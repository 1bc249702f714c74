/// The keys of a TOML file with the places of their values; enough to find an array.
struct TOMLDocument {
  /// One `key = value`.
  struct Entry {
    /// The table's keys and its own.
    var path: [String]
    var value: Range<Int>
    var line: Int
  }

  let lines: SourceLines
  private(set) var entries: [Entry] = []
  /// The comments inside values.
  private(set) var comments: [Range<Int>] = []
  private var position = 0
  private var table: [String] = []

  private var bytes: [UInt8] { lines.bytes }

  /// - Throws: where it is not TOML as far as tables, keys, strings and brackets go.
  init(_ bytes: [UInt8]) throws(EditError) {
    lines = try ConfigurationFile.lines(bytes)
    position = lines.content(of: 1).lowerBound
    while true {
      skipLayout()
      guard position < bytes.count else { return }
      if bytes[position] == UInt8(ascii: "[") {
        try readTable()
      } else {
        try readEntry()
      }
      try endLine()
    }
  }

  private mutating func readTable() throws(EditError) {
    let isArray = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "[")
    position += isArray ? 2 : 1
    table = try readKeys()
    // Which of an array's tables is meant, a path does not say.
    if isArray { table.append("") }
    for _ in 0..<(isArray ? 2 : 1) { try expect("]") }
  }

  private mutating func readEntry() throws(EditError) {
    let line = lines.line(at: position)
    let keys = try readKeys()
    try expect("=")
    skipBlanks()
    let start = position
    try passValue()
    entries.append(Entry(path: table + keys, value: start..<position, line: line))
  }

  private mutating func readKeys() throws(EditError) -> [String] {
    var keys: [String] = []
    while true {
      skipBlanks()
      let start = position
      if position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 {
        try passString()
        keys.append(TOMLString.value(bytes[start..<position]) ?? "")
      } else {
        while position < bytes.count, isBareKey(bytes[position]) { position += 1 }
        guard position > start else { throw broken("expected a key") }
        keys.append(String(decoding: bytes[start..<position], as: UTF8.self))
      }
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return keys }
      position += 1
    }
  }

  private func isBareKey(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: ".") && EnvironmentFile.isKeyByte(byte)
  }

  /// Passes a value; brackets are followed without recursion.
  private mutating func passValue() throws(EditError) {
    var open: [UInt8] = []
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x22, 0x27: try passString()
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(byte + 2)
        position += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard open.popLast() == byte else { throw broken("an unmatched bracket") }
        position += 1
      case UInt8(ascii: "#"):
        guard !open.isEmpty else { return try checkValue(from: start) }
        let comment = position
        position = lines.content(of: lines.line(at: position)).upperBound
        comments.append(comment..<position)
      case 0x0A, 0x0D:
        guard !open.isEmpty else { return try checkValue(from: start) }
        position += 1
      default: position += 1
      }
      if open.isEmpty, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { return }
    }
    guard open.isEmpty else {
      position = start
      throw broken("a bracket was never closed")
    }
    try checkValue(from: start)
  }

  private mutating func checkValue(from start: Int) throws(EditError) {
    while position > start, bytes[position - 1] == 0x20 || bytes[position - 1] == 0x09 {
      position -= 1
    }
    guard position > start else { throw broken("expected a value") }
  }

  /// Passes a string of one of the four forms.
  mutating func passString() throws(EditError) {
    let start = position
    let quote = bytes[position]
    let isLong = bytes[position...].starts(with: [quote, quote, quote])
    position += isLong ? 3 : 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote, !isLong || bytes[position...].starts(with: [quote, quote, quote]) {
        position += isLong ? 3 : 1
        // Up to two quotes may stand right before the three that close.
        while isLong, position < bytes.count, bytes[position] == quote { position += 1 }
        return
      }
      if !isLong, byte == 0x0A || byte == 0x0D { break }
      position += byte == 0x5C && quote == 0x22 ? 2 : 1
    }
    position = start
    throw broken("a string is not terminated")
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position += 1
    }
  }

  /// Skips blank lines and comments.
  private mutating func skipLayout() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "#"): position = lines.content(of: lines.line(at: position)).upperBound
      default: return
      }
    }
  }

  private mutating func endLine() throws(EditError) {
    skipBlanks()
    guard position < bytes.count else { return }
    let byte = bytes[position]
    guard byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "#") else {
      throw broken("expected the end of the line")
    }
  }

  private mutating func expect(_ symbol: Unicode.Scalar) throws(EditError) {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: symbol) else {
      throw broken("expected '\(symbol)'")
    }
    position += 1
  }

  private func broken(_ reason: String) -> EditError {
    .broken(line: lines.line(at: min(position, max(bytes.count - 1, 0))), reason: reason)
  }

  /// Where a scan of a value stands.
  var place: Int { position }

  /// Goes on with a scan elsewhere.
  mutating func move(to place: Int) { position = place }

  /// Every entry as a piece, for the check of an edit.
  var pieces: [(range: Range<Int>, piece: [String])] {
    entries.map { ($0.value, $0.path + [String(decoding: bytes[$0.value], as: UTF8.self)]) }
  }
}

/// Strings of TOML.
enum TOMLString {
  /// The value of a string on one line; nil for what is none, or has escapes beyond the usual.
  static func value(_ literal: ArraySlice<UInt8>) -> String? {
    guard let quote = literal.first, quote == 0x22 || quote == 0x27, literal.count >= 2,
      literal.last == quote, !literal.starts(with: [quote, quote, quote])
    else { return nil }
    let content = literal.dropFirst().dropLast()
    guard quote == 0x22 else { return String(decoding: content, as: UTF8.self) }
    return TypeScriptString.value(of: content)
  }

  /// A basic string, or a literal one where that needs no escapes and the neighbours are such.
  static func literal(_ value: String, quote: UInt8) -> String {
    let isLiteral =
      quote == 0x27 && value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "'" }
    return isLiteral ? "'\(value)'" : TypeScriptString.literal(value, quote: 0x22)
  }
}
