/// One token of a file without what formatters change of it.
struct FormatToken {
  /// What matters about it beside its text.
  enum Role: UInt8 {
    /// Anything else.
    case plain
    /// A comma between elements, or one that may stand behind the last of them.
    case comma
    /// The end of brackets.
    case close
    /// The beginning of a statement of Python, with its depth; it has no bytes.
    case statement
    case comment
  }

  /// The same for all that mean the same.
  var key: Int
  var role: Role
  /// Its own bytes; none for a comma that is not written.
  var start: Int
  var end: Int
  /// Where optional tokens that open before it begin.
  var head: Int
  /// Where optional tokens that close behind it end.
  var tail: Int

  var isWritten: Bool { end > start }
}

/// An optional token, which no comparison sees.
struct OptionalToken {
  var start: Int
  var end: Int
  /// Where the bracket that belongs to it starts.
  var partner: Int?
}

/// Gives equal texts equal numbers.
struct FormatKeys {
  private var numbers: [[UInt8]: Int] = [:]

  mutating func key(_ text: [UInt8]) -> Int {
    if let known = numbers[text] { return known }
    numbers[text] = numbers.count
    return numbers.count - 1
  }
}

/// A file as tokens that formatters do not change; comments are tokens.
struct FormatFile {
  let language: SourceLanguage
  let lines: SourceLines
  private(set) var tokens: [FormatToken] = []
  /// Optional tokens, in the order of the file.
  private(set) var optional: [OptionalToken] = []
  /// Where optional brackets begin that belong to the next token.
  private var head: Int?

  var bytes: [UInt8] { lines.bytes }

  /// Reads a file; nil when it cannot be read.
  init?(_ bytes: [UInt8], _ language: SourceLanguage, _ keys: inout FormatKeys) {
    self.language = language
    switch language {
    case .python:
      guard let outline = try? PythonOutline(bytes) else { return nil }
      lines = SourceLines(bytes: bytes, starts: outline.lineStarts)
      read(outline, &keys)
    case .typeScript(let dialect):
      guard let lexed = try? LexedTypeScript(bytes, dialect: dialect) else { return nil }
      lines = SourceLines(bytes: bytes, starts: lexed.lineStarts)
      read(lexed, &keys)
    case .json:
      guard let lexed = try? LexedTypeScript(bytes, dialect: .typeScript) else { return nil }
      lines = SourceLines(bytes: bytes, starts: lexed.lineStarts)
      read(lexed, &keys)
    }
  }

  // MARK: Reading

  mutating func append(_ key: Int, _ range: Range<Int>, _ role: FormatToken.Role = .plain) {
    tokens.append(
      FormatToken(
        key: key, role: role, start: range.lowerBound, end: range.upperBound,
        head: head ?? range.lowerBound, tail: range.upperBound))
    // Where a statement begins, its first token still is to come.
    if role != .statement { head = nil }
  }

  mutating func appendOptional(_ range: Range<Int>, partner: Int? = nil, opens: Bool) {
    optional.append(
      OptionalToken(start: range.lowerBound, end: range.upperBound, partner: partner))
    if opens {
      head = head ?? range.lowerBound
    } else if !tokens.isEmpty {
      tokens[tokens.count - 1].tail = range.upperBound
    }
  }

  // MARK: Layout

  func line(_ offset: Int) -> Int { lines.line(at: offset) }

  /// The first line of a token with the optional brackets before it.
  func firstLine(_ token: Int) -> Int { line(tokens[token].head) }

  /// The last line of a token with the optional ones behind it.
  func lastLine(_ token: Int) -> Int {
    line(max(tokens[token].tail - 1, tokens[token].head))
  }

  /// The next token that has bytes or begins a statement.
  func written(from token: Int) -> Int {
    var token = token
    while token < tokens.count, tokens[token].role == .comma, !tokens[token].isWritten {
      token += 1
    }
    return token
  }

  /// Whether nothing but blanks stands before a token on its line.
  func isFirstOnLine(_ token: Int) -> Bool {
    guard token < tokens.count else { return true }
    let content = lines.content(of: firstLine(token))
    guard content.lowerBound < tokens[token].head else { return true }
    return bytes[content.lowerBound..<tokens[token].head].allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0C
    }
  }

  /// Whether tokens make whole lines; between two tokens, whether a line ends there.
  func isLines(_ range: Range<Int>) -> Bool {
    if range.isEmpty { return endsLine(before: range.lowerBound) }
    return isFirstOnLine(range.lowerBound) && endsLine(before: range.upperBound)
  }

  private func endsLine(before token: Int) -> Bool {
    let next = written(from: token)
    guard token > 0, next < tokens.count else { return true }
    return firstLine(next) > lastLine(token - 1)
  }

  /// The blank lines between the token before and the one at an index.
  func blanks(before token: Int) -> Int {
    let next = written(from: token)
    guard token > 0, next < tokens.count else { return 0 }
    return max(0, firstLine(next) - lastLine(token - 1) - 1)
  }

  func indentation(_ token: Int) -> [UInt8] { lines.indentation(at: tokens[token].head) }

  /// What one more level adds to the indentation.
  var unit: [UInt8] {
    var found: [UInt8] = []
    for line in 1...min(lines.count, 5_000) where !lines.isBlank(line) {
      let blanks = bytes[lines.content(of: line)].prefix { $0 == 0x20 || $0 == 0x09 }
      // One blank is the beginning of a comment's line.
      if blanks.first == 0x09 { return [0x09] }
      if blanks.count > 1, found.isEmpty || blanks.count < found.count { found = Array(blanks) }
    }
    return found.isEmpty ? [0x20, 0x20, 0x20, 0x20] : found
  }
}
