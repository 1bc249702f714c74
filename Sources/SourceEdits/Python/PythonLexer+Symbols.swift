extension PythonLexer {
  /// Takes a name, a keyword, or the prefix of a string together with the string.
  @inline(__always)
  mutating func lexName() throws(PythonSyntaxProblem) {
    let start = position
    var index = position
    var high: UInt8 = 0
    while true {
      let byte = base[index]
      let kind = classes[Int(byte)]
      guard kind == PythonByteClass.letter || kind == PythonByteClass.digit else { break }
      high |= byte
      index += 1
    }
    position = index
    let length = index - start
    if length <= 2, base[index] == 0x22 || base[index] == 0x27, isStringPrefix(start, length) {
      return try lexString(from: start)
    }
    if high >= 0x80 { try checkIdentifier(start..<index) }
    tokens.append(
      PythonToken(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: index),
        kind: .name, code: length > 1 && length <= 8 ? keyword(start, length) : 0))
  }

  @inline(__always)
  private func keyword(_ start: Int, _ length: Int) -> UInt8 {
    let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: start, as: UInt64.self)
    let packed = UInt64(littleEndian: word) & (~0 >> UInt64(64 - 8 * length))
    var slot = PythonKeywordTable.slot(of: packed)
    while words[slot] != 0 {
      if words[slot] == packed { return PythonKeywordTable.shared.codes[slot] }
      slot = (slot + 1) & 127
    }
    return 0
  }

  private func isStringPrefix(_ start: Int, _ length: Int) -> Bool {
    let first = base[start] | 0x20
    let isRaw = first == UInt8(ascii: "r")
    let isTyped =
      first == UInt8(ascii: "b") || first == UInt8(ascii: "f") || first == UInt8(ascii: "t")
    if length == 1 { return isRaw || isTyped || first == UInt8(ascii: "u") }
    let second = base[start + 1] | 0x20
    if isRaw {
      return second == UInt8(ascii: "b") || second == UInt8(ascii: "f")
        || second == UInt8(ascii: "t")
    }
    return isTyped && second == UInt8(ascii: "r")
  }

  /// Checks what only Unicode's tables know (PEP 3131).
  private func checkIdentifier(_ range: Range<Int>) throws(PythonSyntaxProblem) {
    let bytes = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    var offset = range.lowerBound
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isFirst = offset == range.lowerBound
      let properties = scalar.properties
      guard scalar == "_" || (isFirst ? properties.isXIDStart : properties.isXIDContinue) else {
        throw problem("invalid character '\(scalar)' in a name", at: offset)
      }
      offset += UTF8.width(scalar)
    }
  }

  /// Takes an operator or delimiter of up to three bytes.
  @inline(__always)
  mutating func lexSymbol(_ byte: UInt8) throws(PythonSyntaxProblem) {
    let next = base[position + 1]
    if byte == PythonSymbol.comma || byte == PythonSymbol.semicolon || byte == PythonSymbol.tilde {
      return appendSymbol(byte, length: 1)
    }
    if next == PythonSymbol.equal { return appendSymbol(byte | PythonSymbol.withEqual, length: 2) }
    let double: UInt8
    switch byte {
    case PythonSymbol.star: double = PythonSymbol.power
    case PythonSymbol.slash: double = PythonSymbol.floorDivision
    case UInt8(ascii: "<"): double = PythonSymbol.shiftLeft
    case UInt8(ascii: ">"): double = PythonSymbol.shiftRight
    case PythonSymbol.minus:
      let isArrow = next == UInt8(ascii: ">")
      return appendSymbol(isArrow ? PythonSymbol.arrow : byte, length: isArrow ? 2 : 1)
    case UInt8(ascii: "!"): throw problem("unexpected character '!'", at: position)
    default: return appendSymbol(byte, length: 1)
    }
    guard next == byte else { return appendSymbol(byte, length: 1) }
    if base[position + 2] == PythonSymbol.equal {
      return appendSymbol(double | PythonSymbol.withEqual, length: 3)
    }
    appendSymbol(double, length: 2)
  }

  mutating func lexDot() throws(PythonSyntaxProblem) {
    if classes[Int(base[position + 1])] == PythonByteClass.digit { return try lexNumber() }
    if base[position + 1] == PythonSymbol.dot, base[position + 2] == PythonSymbol.dot {
      return appendSymbol(PythonSymbol.ellipsis, length: 3)
    }
    appendSymbol(PythonSymbol.dot, length: 1)
  }

  @inline(__always)
  mutating func lexClose(_ byte: UInt8) throws(PythonSyntaxProblem) {
    guard let open = brackets.popLast() else {
      throw problem("unmatched '\(character(position))'", at: position)
    }
    let offset = Int(tokens[open].start)
    // In ASCII each bracket's partner follows it by one or by two.
    let distance = byte &- base[offset]
    guard distance == 1 || distance == 2 else {
      throw problem(
        "'\(character(position))' closes '\(character(offset))' of line "
          + "\(problem("", at: offset).line)", at: position)
    }
    appendSymbol(byte, length: 1)
  }
}
