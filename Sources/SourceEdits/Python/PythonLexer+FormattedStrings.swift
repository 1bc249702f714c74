/// How the f- or t-string that is being read ends.
struct FormattedQuote {
  let quote: UInt8
  let isTriple: Bool
  let isRaw: Bool
  let start: Int
}

/// Strings with fields (PEP 701): a field is code, with strings, comments and brackets of its own.
extension PythonLexer {
  /// CPython's limit of nested f-strings; it keeps the recursion here shallow too.
  private static var nestingLimit: Int { 150 }

  /// Passes the text of a formatted string up to and with its closing quotes.
  mutating func passFormatted(
    _ string: FormattedQuote, depth: Int
  ) throws(PythonSyntaxProblem) {
    guard depth < Self.nestingLimit else {
      throw problem("f-strings are nested too deeply", at: string.start)
    }
    while true {
      let byte = base[position]
      if byte == string.quote, closes(string) {
        position += string.isTriple ? 3 : 1
        return
      }
      switch byte {
      case UInt8(ascii: "{"):
        if base[position + 1] == byte {
          position += 2
        } else {
          try passField(string, depth: depth)
        }
      case UInt8(ascii: "}"):
        guard base[position + 1] == byte else {
          throw problem("a single '}' in an f-string", at: position)
        }
        position += 2
      default: try passFormattedByte(byte, string)
      }
    }
  }

  private func closes(_ string: FormattedQuote) -> Bool {
    !string.isTriple
      || (base[position + 1] == string.quote && base[position + 2] == string.quote)
  }

  /// Passes one byte of text, or an escape.
  private mutating func passFormattedByte(
    _ byte: UInt8, _ string: FormattedQuote
  ) throws(PythonSyntaxProblem) {
    if byte == 0x5C {
      let next = base[position + 1]
      if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") {
        position += 1
      } else if next == UInt8(ascii: "N"), base[position + 2] == UInt8(ascii: "{"), !string.isRaw {
        try passNamedCharacter(string)
      } else {
        try passEscape(start: string.start)
      }
    } else if byte == 0x0A || byte == 0x0D {
      guard string.isTriple else { throw unterminated(string.start) }
      passLineEnd()
    } else if byte == 0 {
      throw unterminated(string.start)
    } else {
      position += 1
    }
  }

  private mutating func passNamedCharacter(
    _ string: FormattedQuote
  ) throws(PythonSyntaxProblem) {
    while base[position] != UInt8(ascii: "}") {
      guard base[position] != 0, base[position] != string.quote else {
        throw unterminated(string.start)
      }
      position += 1
    }
    position += 1
  }

  /// Passes a field from its `{` to its `}`.
  private mutating func passField(
    _ string: FormattedQuote, depth: Int
  ) throws(PythonSyntaxProblem) {
    position += 1
    var open: [UInt8] = []
    while true {
      let byte = base[position]
      switch byte {
      case UInt8(ascii: "}") where open.isEmpty:
        position += 1
        return
      case UInt8(ascii: ":") where open.isEmpty:
        position += 1
        return try passFormat(string, depth: depth)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(byte)
        position += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard let bracket = open.popLast(), byte &- bracket == 1 || byte &- bracket == 2 else {
          throw problem("unmatched '\(character(position))' in an f-string", at: position)
        }
        position += 1
      case 0x22, 0x27: try passNestedString(string, depth: depth)
      case 0x0A, 0x0D: passLineEnd()
      case UInt8(ascii: "#"):
        // It belongs to the string's bytes: the list of comments holds those between tokens.
        lexComment()
        comments.removeLast()
      case 0: throw unterminated(string.start)
      default: position += 1
      }
    }
  }

  /// Passes a string inside a field; its prefix was passed already and is looked at backwards.
  private mutating func passNestedString(
    _ string: FormattedQuote, depth: Int
  ) throws(PythonSyntaxProblem) {
    var start = position
    while start > 0, classes[Int(base[start - 1])] == PythonByteClass.letter { start -= 1 }
    var isFormatted = false
    var isRaw = false
    if position - start <= 2 {
      for index in start..<position {
        let letter = base[index] | 0x20
        if letter == UInt8(ascii: "f") || letter == UInt8(ascii: "t") { isFormatted = true }
        if letter == UInt8(ascii: "r") { isRaw = true }
      }
    }
    let quote = base[position]
    let isTriple = base[position + 1] == quote && base[position + 2] == quote
    position += isTriple ? 3 : 1
    let nested = FormattedQuote(quote: quote, isTriple: isTriple, isRaw: isRaw, start: start)
    if isFormatted { return try passFormatted(nested, depth: depth + 1) }
    while base[position] != quote || !closes(nested) {
      switch base[position] {
      case 0x5C: try passEscape(start: start)
      case 0x0A, 0x0D:
        guard isTriple else { throw unterminated(start) }
        passLineEnd()
      case 0: throw unterminated(start)
      default: position += 1
      }
    }
    position += isTriple ? 3 : 1
  }

  /// Passes a format specification, which may have fields, to the `}` that ends its field.
  private mutating func passFormat(
    _ string: FormattedQuote, depth: Int
  ) throws(PythonSyntaxProblem) {
    guard depth < Self.nestingLimit else {
      throw problem("f-strings are nested too deeply", at: string.start)
    }
    while true {
      let byte = base[position]
      switch byte {
      case UInt8(ascii: "}"):
        position += 1
        return
      case UInt8(ascii: "{"): try passField(string, depth: depth + 1)
      default:
        if byte == string.quote, closes(string) { throw unterminated(string.start) }
        try passFormattedByte(byte, string)
      }
    }
  }
}
