extension PythonOutline {
  /// The value of a string literal that `range` is, whole: adjacent literals joined, escapes
  /// decoded; nil for f-strings, bytes and anything else. Parentheses around it are allowed.
  package func stringValue(_ range: TokenRange) -> String? {
    var range = range
    while range.count > 2, tokens[range.lowerBound].isSymbol(PythonSymbol.openParenthesis),
      partner(of: range.lowerBound) == range.upperBound - 1
    {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    guard !range.isEmpty else { return nil }
    var value: [UInt8] = []
    for token in range {
      guard tokens[token].kind == .string,
        let literal = PythonStringLiteral(bytes, at: tokens[token].range), literal.isPlain
      else { return nil }
      literal.appendValue(to: &value, from: bytes)
    }
    return String(decoding: value, as: UTF8.self)
  }
}

/// The parts of one string token.
struct PythonStringLiteral {
  /// The prefix in lower case, sorted: `br`, `f`.
  let prefix: [UInt8]
  /// The quote byte.
  let quote: UInt8
  /// Whether three quotes enclose it.
  let isTriple: Bool
  /// What stands between the quotes.
  let content: Range<Int>

  init?(_ bytes: [UInt8], at range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] != 0x22, bytes[start] != 0x27 { start += 1 }
    guard start < range.upperBound else { return nil }
    prefix = bytes[range.lowerBound..<start].map { $0 | 0x20 }.sorted()
    let quote = bytes[start]
    self.quote = quote
    isTriple =
      range.upperBound - start >= 6 && bytes[start + 1] == quote && bytes[start + 2] == quote
    let width = isTriple ? 3 : 1
    guard start + 2 * width <= range.upperBound else { return nil }
    content = start + width..<range.upperBound - width
  }

  var isRaw: Bool { prefix.contains(UInt8(ascii: "r")) }
  var isFormatted: Bool {
    prefix.contains(UInt8(ascii: "f")) || prefix.contains(UInt8(ascii: "t"))
  }
  /// Whether it is text without fields.
  var isPlain: Bool { !isFormatted && !prefix.contains(UInt8(ascii: "b")) }

  /// Appends the characters it stands for, in UTF-8.
  func appendValue(to value: inout [UInt8], from bytes: [UInt8]) {
    var index = content.lowerBound
    while index < content.upperBound {
      let byte = bytes[index]
      index += 1
      if byte == 0x5C, !isRaw, index < content.upperBound {
        appendEscape(to: &value, from: bytes, at: &index)
      } else if byte == 0x0D {
        if index < content.upperBound, bytes[index] == 0x0A { index += 1 }
        value.append(0x0A)
      } else {
        value.append(byte)
      }
    }
  }

  private func appendEscape(to value: inout [UInt8], from bytes: [UInt8], at index: inout Int) {
    let byte = bytes[index]
    index += 1
    switch byte {
    case 0x0A: break
    case 0x0D: if index < content.upperBound, bytes[index] == 0x0A { index += 1 }
    case UInt8(ascii: "n"): value.append(0x0A)
    case UInt8(ascii: "r"): value.append(0x0D)
    case UInt8(ascii: "t"): value.append(0x09)
    case UInt8(ascii: "a"): value.append(0x07)
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "f"): value.append(0x0C)
    case UInt8(ascii: "v"): value.append(0x0B)
    case 0x5C, 0x22, 0x27: value.append(byte)
    case UInt8(ascii: "x"): appendScalar(to: &value, from: bytes, at: &index, digits: 2, radix: 16)
    case UInt8(ascii: "u"): appendScalar(to: &value, from: bytes, at: &index, digits: 4, radix: 16)
    case UInt8(ascii: "U"): appendScalar(to: &value, from: bytes, at: &index, digits: 8, radix: 16)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      index -= 1
      appendScalar(to: &value, from: bytes, at: &index, digits: 3, radix: 8)
    default: value += [0x5C, byte]
    }
  }

  private func appendScalar(
    to value: inout [UInt8], from bytes: [UInt8], at index: inout Int, digits: Int, radix: Int
  ) {
    var number = 0
    var count = 0
    while count < digits, index < content.upperBound,
      let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue, digit < radix
    {
      number = number * radix + digit
      index += 1
      count += 1
    }
    let scalar = Unicode.Scalar(UInt32(number)) ?? "\u{FFFD}"
    value += Array(String(Character(scalar)).utf8)
  }
}
