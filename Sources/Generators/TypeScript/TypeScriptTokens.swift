/// The words and punctuation of a TypeScript file, without comments and what stands in literals.
///
/// As much of the language as it takes to see what a module exports; no more.
struct TypeScriptTokens {
  /// Words as they are; each other character alone; `""` for a literal.
  private(set) var tokens: [String] = []
  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) {
    self.text = text
    while position < text.count { scan() }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < text.count ? text[position + offset] : 0
  }

  private mutating func scan() {
    let first = byte()
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      position += 1
    case UInt8(ascii: "\""), UInt8(ascii: "'"): skipLiteral(closedBy: first)
    case UInt8(ascii: "`"): skipTemplate()
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
    case UInt8(ascii: "/") where startsPattern: skipLiteral(closedBy: first)
    default: Self.isWord(first) ? scanWord() : scanPunctuation()
    }
  }

  private mutating func scanWord() {
    let start = position
    while position < text.count, Self.isWord(byte()) { position += 1 }
    tokens.append(String(decoding: text[start..<position], as: UTF8.self))
  }

  private mutating func scanPunctuation() {
    tokens.append(String(UnicodeScalar(byte())))
    position += 1
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  // MARK: Skipped

  /// Whether a slash begins a regular expression: nothing that has a value stands before it.
  private var startsPattern: Bool {
    guard let last = tokens.last else { return true }
    return ["return", "case", "typeof"].contains(last)
      || !(last == ")" || last == "]" || last == "\"\"" || last.utf8.allSatisfy(Self.isWord))
  }

  private mutating func skipLiteral(closedBy quote: UInt8) {
    position += 1
    // A slash in the brackets of a regular expression does not close it.
    var isInBrackets = false
    while position < text.count, byte() != UInt8(ascii: "\n") {
      let next = byte()
      position += next == UInt8(ascii: "\\") ? 2 : 1
      if quote == UInt8(ascii: "/"), next == UInt8(ascii: "[") { isInBrackets = true }
      if next == UInt8(ascii: "]") { isInBrackets = false }
      if next == quote, !isInBrackets { break }
    }
    tokens.append("\"\"")
  }

  private mutating func skipTemplate() {
    position += 1
    while position < text.count, byte() != UInt8(ascii: "`") {
      if byte() == UInt8(ascii: "$"), byte(1) == UInt8(ascii: "{") {
        position += 2
        skipSubstitution()
      } else {
        position += byte() == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    position += 1
    tokens.append("\"\"")
  }

  /// Goes behind the brace that closes what stands in a template.
  private mutating func skipSubstitution() {
    let start = tokens.count
    var depth = 1
    // A brace before the expression: a slash there begins a regular expression.
    tokens.append("{")
    while position < text.count, depth > 0 {
      let count = tokens.count
      scan()
      guard tokens.count > count else { continue }
      if tokens.last == "{" { depth += 1 }
      if tokens.last == "}" { depth -= 1 }
    }
    tokens.removeSubrange(start...)
  }

  private mutating func skipLine() {
    while position < text.count, byte() != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func skipComment() {
    position += 2
    while position < text.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
      position += 1
    }
    position += 2
  }
}
