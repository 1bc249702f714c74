extension FormatFile {
  /// Takes the tokens of TypeScript or JSON; the text of elements word by word.
  mutating func read(_ lexed: LexedTypeScript, _ keys: inout FormatKeys) {
    let bytes = bytes
    let roles = TypeScriptFormatRoles(lexed, bytes: bytes, isJSON: language == .json)
    var comment = 0
    var token = 0
    while token < lexed.tokens.count, lexed.tokens[token].kind != .end {
      let item = lexed.tokens[token]
      if roles.openLists.contains(token), token > 0 {
        let end = Int(lexed.tokens[token - 1].end)
        append(keys.key([TypeScriptSymbol.comma]), end..<end, .comma)
      }
      while comment < lexed.comments.count, lexed.comments[comment].start < item.start {
        appendComment(lexed.comments[comment].range, in: bytes, &keys)
        comment += 1
      }
      if let end = roles.spaces[token] {
        append(keys.key([3]), Int(item.start)..<Int(lexed.tokens[end].end))
        token = end + 1
        continue
      }
      if roles.dropped.contains(token) {
        let partner = roles.partners[token].map { Int(lexed.tokens[$0].start) }
        let opens = item.code != TypeScriptSymbol.semicolon && !item.closes
        appendOptional(item.range, partner: partner, opens: opens)
      } else if item.kind == .text {
        appendText(item.range, in: bytes, &keys)
      } else {
        let role: FormatToken.Role =
          item.isSymbol(TypeScriptSymbol.comma) ? .comma : item.closes ? .close : .plain
        append(keys.key(roles.text(of: token)), item.range, role)
      }
      token += 1
    }
    for rest in lexed.comments[comment...] { appendComment(rest.range, in: bytes, &keys) }
  }

  private mutating func appendComment(
    _ range: Range<Int>, in bytes: [UInt8], _ keys: inout FormatKeys
  ) {
    let lines = bytes[range].split(separator: 0x0A).map(PythonCanonicalForm.trimmed)
    append(keys.key([1] + lines.joined(separator: [0x0A])), range, .comment)
  }

  /// The words of an element's text, and the blanks at its ends where they mean a space: those
  /// with no line ending.
  private mutating func appendText(
    _ range: Range<Int>, in bytes: [UInt8], _ keys: inout FormatKeys
  ) {
    func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      let blank = isBlank(bytes[start])
      while index < range.upperBound, isBlank(bytes[index]) == blank { index += 1 }
      if !blank {
        append(keys.key([2] + bytes[start..<index]), start..<index)
      } else if start == range.lowerBound || index == range.upperBound,
        !bytes[start..<index].contains(0x0A)
      {
        append(keys.key([3]), start..<index)
      }
    }
  }
}
