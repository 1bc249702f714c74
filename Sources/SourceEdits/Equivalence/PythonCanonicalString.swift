/// Strings without their quote style.
enum PythonCanonicalString {
  /// What a run of adjacent literals means; formatters join those that they can.
  static func atoms(
    of run: Range<Int>, in outline: PythonOutline, isDocstring: Bool
  ) -> [[UInt8]] {
    let literals = run.compactMap {
      PythonStringLiteral(outline.bytes, at: outline.tokens[$0].range)
    }
    let isFormatted = literals.contains(where: \.isFormatted)
    var result: [[UInt8]] = []
    var previous: [UInt8]?
    for literal in literals {
      let prefix = literal.prefix.filter {
        $0 != UInt8(ascii: "u") && $0 != UInt8(ascii: "f")
      }
      var content = self.content(of: literal, in: outline.bytes)
      if isFormatted, !literal.isFormatted { content = doublingBraces(content) }
      if isDocstring { content = trimmingLines(content) }
      if previous == prefix, let last = result.popLast() {
        result.append(last + content)
      } else {
        result.append([0x22] + prefix + [isFormatted ? UInt8(ascii: "f") : 0x22] + content)
      }
      previous = prefix
    }
    return result
  }

  private static func content(of literal: PythonStringLiteral, in bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = literal.content.lowerBound
    var depth = 0
    while index < literal.content.upperBound {
      let byte = bytes[index]
      index += 1
      if byte == 0x5C, !literal.isRaw, index < literal.content.upperBound {
        appendEscape(bytes[index], isFormatted: literal.isFormatted, to: &result)
        index += 1
        let rest = bytes[..<literal.content.upperBound]
        appendDigits(after: bytes[index - 1], in: rest, at: &index, to: &result)
      } else if byte == 0x0D {
        if index < literal.content.upperBound, bytes[index] == 0x0A { index += 1 }
        result.append(0x0A)
      } else if literal.isFormatted {
        // Formatters space the code of a field, and quote in it, as they do outside.
        if byte == PythonSymbol.openBrace { depth += 1 }
        if byte == PythonSymbol.closeBrace { depth -= 1 }
        if depth <= 0 || byte > 0x20 { result.append(byte == 0x27 ? 0x22 : byte) }
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func appendEscape(_ byte: UInt8, isFormatted: Bool, to result: inout [UInt8]) {
    guard byte == 0x22 || byte == 0x27 else {
      result += [0x5C, byte]
      return
    }
    result.append(isFormatted ? 0x22 : byte)
  }

  /// Copies the digits of an escape in lower case, a name in upper case.
  private static func appendDigits(
    after kind: UInt8, in bytes: ArraySlice<UInt8>, at index: inout Int, to result: inout [UInt8]
  ) {
    let digits: Int
    switch kind {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case UInt8(ascii: "N"):
      // The name of a character, in upper case for formatters.
      while index < bytes.endIndex, bytes[index] != PythonSymbol.closeBrace {
        let isLower = bytes[index] >= UInt8(ascii: "a") && bytes[index] <= UInt8(ascii: "z")
        result.append(isLower ? bytes[index] & ~0x20 : bytes[index])
        index += 1
      }
      return
    default: return
    }
    let end = min(index + digits, bytes.endIndex)
    while index < end, Character(Unicode.Scalar(bytes[index])).isHexDigit {
      result.append(bytes[index] | 0x20)
      index += 1
    }
  }

  private static func doublingBraces(_ content: [UInt8]) -> [UInt8] {
    content.flatMap { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") ? [$0, $0] : [$0] }
  }

  private static func trimmingLines(_ content: [UInt8]) -> [UInt8] {
    let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map(PythonCanonicalForm.trimmed)
    let first = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
    let last = lines.lastIndex { !$0.isEmpty } ?? lines.startIndex
    guard first <= last, first < lines.endIndex else { return [] }
    return Array(lines[first...last].joined(separator: [0x0A]))
  }
}
