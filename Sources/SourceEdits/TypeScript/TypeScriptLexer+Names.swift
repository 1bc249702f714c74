/// Names, keywords and private names.
extension TypeScriptLexer {
  @inline(__always)
  mutating func lexName() throws(TypeScriptSyntaxProblem) {
    let start = position
    var index = position + 1
    while classes[Int(base[index])] == TypeScriptByteClass.letter
      || classes[Int(base[index])] == TypeScriptByteClass.digit
    {
      index += 1
    }
    let next = classes[Int(base[index])]
    if next == TypeScriptByteClass.high || next == TypeScriptByteClass.backslash {
      return try lexLongName(from: start)
    }
    position = index
    appendName(from: start)
  }

  @inline(__always)
  private mutating func appendName(from start: Int) {
    let length = position - start
    guard length >= 2, length <= 10, base[start] >= UInt8(ascii: "a"),
      !(lastKind == .symbol
        && (lastCode == TypeScriptSymbol.dot || lastCode == TypeScriptSymbol.optionalChain))
    else { return append(.name, from: start, endsOperand: true) }
    let code = keyword(from: start, length: length)
    guard code != 0 else { return append(.name, from: start, endsOperand: true) }
    let isOperand = TypeScriptKeyword(rawValue: code)?.isOperand ?? true
    append(.name, from: start, code: code, endsOperand: isOperand)
  }

  /// The keyword those bytes spell; 0 for none.
  @inline(__always)
  private func keyword(from start: Int, length: Int) -> UInt8 {
    var packed = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self)
    if length < 8 { packed &= (1 << (8 * UInt64(length))) &- 1 }
    var slot = TypeScriptKeywordTable.slot(of: UInt64(littleEndian: packed))
    while words[slot] != 0 {
      guard words[slot] == UInt64(littleEndian: packed) else {
        slot = (slot + 1) & 255
        continue
      }
      let code = TypeScriptKeywordTable.shared.codes[slot]
      if length <= 8 { return code == TypeScriptKeyword.instanceof.rawValue ? 0 : code }
      let isWhole =
        length == 10 && base[start + 8] == UInt8(ascii: "o") && base[start + 9] == UInt8(ascii: "f")
      return isWhole ? code : 0
    }
    return 0
  }

  mutating func lexPrivateName() throws(TypeScriptSyntaxProblem) {
    let start = position
    position += 1
    try passNameParts(first: true)
    append(.privateName, from: start, endsOperand: true)
  }

  /// Takes a name with letters beyond ASCII or with escapes.
  mutating func lexLongName(from start: Int) throws(TypeScriptSyntaxProblem) {
    position = start
    try passNameParts(first: true)
    append(.name, from: start, endsOperand: true)
  }

  /// Takes what begins with a byte beyond ASCII: a name or a blank.
  mutating func lexHigh() throws(TypeScriptSyntaxProblem) {
    let (scalar, length) = scalar(at: position)
    switch scalar {
    case "\u{2028}", "\u{2029}":
      isAfterLineBreak = true
      position += length
    case "\u{FEFF}": position += length
    default:
      if scalar.properties.isWhitespace {
        position += length
      } else {
        try lexLongName(from: position)
      }
    }
  }

  /// Passes the characters of a name; what is no part of one ends it.
  func isNamePart(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    if scalar == "$" || scalar == "_" { return true }
    if first { return scalar.properties.isIDStart }
    return scalar.properties.isIDContinue || scalar == "\u{200C}" || scalar == "\u{200D}"
  }

  mutating func passNameParts(first: Bool) throws(TypeScriptSyntaxProblem) {
    var isFirst = first
    while position < count {
      if base[position] == 0x5C {
        try passNameEscape()
      } else {
        let (scalar, length) = scalar(at: position)
        guard isNamePart(scalar, first: isFirst) else { break }
        position += length
      }
      isFirst = false
    }
    if isFirst { throw problem("unexpected character '\(character(position))'", at: position) }
  }

  private mutating func passNameEscape() throws(TypeScriptSyntaxProblem) {
    let start = position
    position += 2
    guard base[start + 1] == UInt8(ascii: "u") else {
      throw problem("unexpected character '\\'", at: start)
    }
    if base[position] == UInt8(ascii: "{") {
      position += 1
      while isHexadecimal(base[position]) { position += 1 }
      guard base[position] == UInt8(ascii: "}") else {
        throw problem("an escape that is none", at: start)
      }
      position += 1
      return
    }
    for _ in 0..<4 {
      guard isHexadecimal(base[position]) else {
        throw problem("an escape that is none", at: start)
      }
      position += 1
    }
  }

  func isHexadecimal(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return classes[Int(byte)] == TypeScriptByteClass.digit
      || (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f"))
  }

  func scalar(at offset: Int) -> (Unicode.Scalar, Int) {
    let first = base[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in 1..<length { value = value << 6 | UInt32(base[offset + index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
