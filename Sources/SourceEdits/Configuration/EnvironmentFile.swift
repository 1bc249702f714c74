/// The variables of an `.env` file with their places.
struct EnvironmentFile {
  /// One `KEY=value`.
  struct Entry {
    var key: String
    /// The value as it is written, with its quotes.
    var raw: Range<Int>
    /// The value it stands for.
    var value: String
    /// From the key, or the `export` before it, to the end of the value.
    var range: Range<Int>
    var line: Int
  }

  let lines: SourceLines
  private(set) var entries: [Entry] = []

  /// Reads a file; lines that assign nothing are passed over, as every reader of such files does.
  init(_ bytes: [UInt8]) throws(EditError) {
    lines = try ConfigurationFile.lines(bytes)
    var line = 1
    while line <= lines.count {
      let content = lines.content(of: line)
      guard let entry = try Self.entry(in: content, lines, line) else {
        line += 1
        continue
      }
      entries.append(entry)
      line = lines.line(at: max(entry.range.upperBound - 1, entry.range.lowerBound)) + 1
    }
  }

  private static func entry(
    in content: Range<Int>, _ lines: SourceLines, _ line: Int
  ) throws(EditError) -> Entry? {
    let bytes = lines.bytes
    var start = content.lowerBound
    func skipBlanks(_ offset: Int) -> Int {
      var offset = offset
      while offset < content.upperBound, bytes[offset] == 0x20 || bytes[offset] == 0x09 {
        offset += 1
      }
      return offset
    }
    start = skipBlanks(start)
    let first = start
    if bytes[start..<content.upperBound].starts(with: "export ".utf8) {
      start = skipBlanks(start + 7)
    }
    var end = start
    while end < content.upperBound, isKeyByte(bytes[end]) { end += 1 }
    let equal = skipBlanks(end)
    guard end > start, equal < content.upperBound, bytes[equal] == UInt8(ascii: "=") else {
      return nil
    }
    let raw = try value(from: skipBlanks(equal + 1), content, lines, line)
    return Entry(
      key: String(decoding: bytes[start..<end], as: UTF8.self), raw: raw,
      value: EnvironmentValue.decode(bytes[raw]), range: first..<max(raw.upperBound, equal + 1),
      line: line)
  }

  /// The value's bytes: to its closing quote, perhaps lines below, or to a comment.
  private static func value(
    from start: Int, _ content: Range<Int>, _ lines: SourceLines, _ line: Int
  ) throws(EditError) -> Range<Int> {
    let bytes = lines.bytes
    guard start < content.upperBound else { return start..<start }
    let quote = bytes[start]
    if quote == 0x22 || quote == 0x27 || quote == UInt8(ascii: "`") {
      var end = start + 1
      while end < bytes.count, bytes[end] != quote {
        end += bytes[end] == 0x5C && quote == 0x22 ? 2 : 1
      }
      guard end < bytes.count else {
        throw .broken(line: line, reason: "a quoted value is not terminated")
      }
      return start..<end + 1
    }
    var end = start
    while end < content.upperBound {
      let isComment =
        bytes[end] == UInt8(ascii: "#")
        && (end == start || bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09)
      if isComment { break }
      end += 1
    }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  static func isKeyByte(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  /// The one entry of a key.
  func entry(_ key: String) throws(EditError) -> Entry? {
    let found = entries.filter { $0.key == key }
    guard found.count < 2 else {
      throw .ambiguous(
        candidates: found.map { EditEvidence(line: $0.line, reason: key) },
        choose: "leave one \(key) in the file")
    }
    return found.first
  }

  /// Every entry as a piece, for the check of an edit.
  var pieces: [(range: Range<Int>, piece: [String])] {
    entries.map { ($0.range, [$0.key, $0.value]) }
  }
}

/// Values of `.env` files, quoted and unquoted.
enum EnvironmentValue {
  /// The value that bytes stand for.
  static func decode(_ raw: ArraySlice<UInt8>) -> String {
    guard let quote = raw.first, raw.count > 1, quote == raw.last,
      quote == 0x22 || quote == 0x27 || quote == UInt8(ascii: "`")
    else { return String(decoding: raw, as: UTF8.self) }
    let text = String(decoding: raw.dropFirst().dropLast(), as: UTF8.self)
    guard quote == 0x22 else { return text }
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        switch scalar {
        case "n": result += "\n"
        case "r": result += "\r"
        case "t": result += "\t"
        case "\\", "\"", "$": result.unicodeScalars.append(scalar)
        default: result += "\\" + String(scalar)
        }
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return isEscaped ? result + "\\" : result
  }

  /// A value as every reader reads it back; in the quotes that were there if they fit.
  static func encode(_ value: String, like quote: UInt8?) throws(EditError) -> String {
    let isPlain = value.utf8.allSatisfy { byte in
      EnvironmentFile.isKeyByte(byte) || "/:@%+,=?&~".utf8.contains(byte)
    }
    let isLiteral = !value.utf8.contains { $0 == 0x27 || $0 == 0x0A || $0 == 0x0D }
    // Readers differ in what `$` and a backtick mean inside double quotes.
    let isEscapable = !value.utf8.contains { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "`") }
    let escaped =
      "\"" + value.map(escape).joined() + "\""
    if quote == 0x22, isEscapable { return escaped }
    if quote == 0x27, isLiteral { return "'\(value)'" }
    if isPlain, quote == nil { return value }
    if isEscapable { return escaped }
    guard isLiteral else {
      throw .invalid("a value with '$' or a backtick and a quote or a line ending cannot be quoted")
    }
    return "'\(value)'"
  }

  private static func escape(_ character: Character) -> String {
    switch character {
    case "\\": "\\\\"
    case "\"": "\\\""
    case "\n": "\\n"
    case "\r": "\\r"
    case "\r\n": "\\r\\n"
    default: String(character)
    }
  }
}
