/// JSX: elements are brackets, their tags and texts are no code.
extension TypeScriptLexer {
  /// Whether the `<` here, where a value may begin, begins an element and not type parameters.
  func beginsElement() -> Bool {
    var index = skipBlanks(position + 1)
    if base[index] == TypeScriptSymbol.greater { return true }
    let start = index
    index = skipName(index)
    guard index > start else { return false }
    if index - start == 5, spells("const", at: start),
      skipName(skipBlanks(index)) > skipBlanks(index)
    {
      // `<const T,>(x: T) => x`: no element is called so.
      return base[skipBlanks(index)] == TypeScriptSymbol.slash
    }
    index = skipBlanks(index)
    switch base[index] {
    case TypeScriptSymbol.comma, TypeScriptSymbol.equal: return false
    case TypeScriptSymbol.greater: return !beginsFunctionType(skipBlanks(index + 1))
    default: break
    }
    guard spells("extends", at: index) else { return true }
    let next = base[skipBlanks(index + 7)]
    // An attribute of that name has a value, or nothing behind it.
    return next == TypeScriptSymbol.equal || next == TypeScriptSymbol.greater
      || next == TypeScriptSymbol.slash
  }

  /// Whether `(` here, behind `<T>`, begins the parameters of a function: `<T>(x: T) => T`, or of
  /// a call signature in a type's body. An arrow cannot stand in an element's text.
  private func beginsFunctionType(_ open: Int) -> Bool {
    guard base[open] == TypeScriptSymbol.openParenthesis else { return false }
    guard let close = skipParentheses(open) else { return false }
    let next = skipBlanks(close)
    if base[next] == TypeScriptSymbol.equal { return base[next + 1] == TypeScriptSymbol.greater }
    guard base[next] == TypeScriptSymbol.colon else { return false }
    let frame = frames.last?.frame
    guard frame == .block || frame == .object else { return false }
    return isAfterLineBreak || follows(TypeScriptSymbol.openBrace)
      || follows(TypeScriptSymbol.semicolon) || follows(TypeScriptSymbol.comma)
  }

  /// Where the parenthesis at `open` ends, if it does so soon.
  private func skipParentheses(_ open: Int) -> Int? {
    var depth = 0
    var index = open
    while index < min(count, open + 20_000) {
      switch base[index] {
      case TypeScriptSymbol.openParenthesis: depth += 1
      case TypeScriptSymbol.closeParenthesis:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  private func skipBlanks(_ index: Int) -> Int {
    var index = index
    while classes[Int(base[index])] == TypeScriptByteClass.blank
      || classes[Int(base[index])] == TypeScriptByteClass.lineEnd
    {
      index += 1
    }
    return index
  }

  private func skipName(_ index: Int) -> Int {
    var index = index
    guard classes[Int(base[index])] != TypeScriptByteClass.digit else { return index }
    while true {
      switch classes[Int(base[index])] {
      case TypeScriptByteClass.letter, TypeScriptByteClass.digit, TypeScriptByteClass.high:
        index += 1
      default: return index
      }
    }
  }

  private func spells(_ word: StaticString, at offset: Int) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where base[offset + index] != word.utf8Start[index] {
      return false
    }
    return skipName(offset) == offset + word.utf8CodeUnitCount
  }

  /// Takes the `<` of an element.
  mutating func enterElement() {
    frames.append((.tag, tokens.count))
    mode = .tag
    appendSymbol(TypeScriptSymbol.elementOpen, length: 1)
  }

  /// Takes one token of a tag.
  mutating func lexTagToken() throws(TypeScriptSyntaxProblem) {
    let byte = base[position]
    switch classes[Int(byte)] {
    case TypeScriptByteClass.blank: position += 1
    case TypeScriptByteClass.lineEnd: passLineEnd()
    case TypeScriptByteClass.letter, TypeScriptByteClass.high: try lexTagName()
    case TypeScriptByteClass.quote: try lexTagString(byte)
    case TypeScriptByteClass.slash: try lexTagSlash()
    case TypeScriptByteClass.less: try lexTagLess()
    case TypeScriptByteClass.dot: appendSymbol(byte, length: 1)
    default:
      switch byte {
      case TypeScriptSymbol.equal, TypeScriptSymbol.colon: appendSymbol(byte, length: 1)
      case TypeScriptSymbol.openBrace:
        enter(.expression)
        appendSymbol(byte, length: 1)
      case TypeScriptSymbol.greater: try endTag()
      default: throw problem("unexpected character '\(character(position))' in a tag", at: position)
      }
    }
  }

  private mutating func lexTagName() throws(TypeScriptSyntaxProblem) {
    let start = position
    if classes[Int(base[position])] == TypeScriptByteClass.high {
      let (scalar, length) = scalar(at: position)
      if scalar.properties.isWhitespace {
        position += length
        return
      }
    }
    repeat {
      if base[position] == TypeScriptSymbol.minus { position += 1 }
      if classes[Int(base[position])] == TypeScriptByteClass.digit { position += 1 }
      if position < count, isNamePart(scalar(at: position).0, first: false) {
        try passNameParts(first: position == start)
      }
    } while base[position] == TypeScriptSymbol.minus
    append(.name, from: start, endsOperand: true)
  }

  /// Takes an attribute's string: it has no escapes and may go over several lines.
  private mutating func lexTagString(_ quote: UInt8) throws(TypeScriptSyntaxProblem) {
    let start = position
    let isAfterLineBreak = isAfterLineBreak
    position += 1
    while base[position] != quote {
      switch base[position] {
      case 0x0A, 0x0D: passLineEnd()
      case 0: throw problem("a string is not terminated", at: start)
      default: position += 1
      }
    }
    position += 1
    self.isAfterLineBreak = isAfterLineBreak
    append(.string, from: start, endsOperand: true)
  }

  private mutating func lexTagSlash() throws(TypeScriptSyntaxProblem) {
    let next = base[position + 1]
    if next == TypeScriptSymbol.slash { return lexLineComment() }
    if next == TypeScriptSymbol.star { return try lexBlockComment() }
    guard next == TypeScriptSymbol.greater, frames.last?.frame == .tag else {
      throw problem("unexpected character '/' in a tag", at: position)
    }
    leave()
    appendSymbol(TypeScriptSymbol.elementClose, length: 2, endsOperand: true)
  }

  /// Type arguments behind the element's name, or an element as an attribute's value.
  private mutating func lexTagLess() throws(TypeScriptSyntaxProblem) {
    if follows(TypeScriptSymbol.equal) { return enterElement() }
    guard lastKind == .name, frames.last?.frame == .tag else {
      throw problem("unexpected character '<' in a tag", at: position)
    }
    enter(.typeArguments)
    appendSymbol(TypeScriptSymbol.less, length: 1)
  }

  /// Takes the `>` of a tag: what follows is the element's content, or what is around it.
  private mutating func endTag() throws(TypeScriptSyntaxProblem) {
    guard let (frame, open) = frames.last else { return }
    if frame == .tag {
      frames[frames.count - 1].frame = .children
      mode = .children
      return appendSymbol(TypeScriptSymbol.tagEnd, length: 1)
    }
    guard let slash = tokens.lastIndex(where: { $0.isSymbol(TypeScriptSymbol.closingTag) }),
      sameName(open + 1, slash + 1)
    else {
      throw problem(
        "a closing tag that does not fit the element of line "
          + "\(problem("", at: Int(tokens[open].start)).line)", at: position)
    }
    leave()
    appendSymbol(TypeScriptSymbol.elementClose, length: 1, endsOperand: true)
  }

  /// Whether a closing tag, which ends with the tokens, names the element as its opening tag does.
  private func sameName(_ opening: Int, _ closing: Int) -> Bool {
    for offset in 0..<tokens.count - closing {
      let one = tokens[opening + offset]
      let other = tokens[closing + offset]
      guard one.kind == other.kind, one.code == other.code, one.range.count == other.range.count
      else { return false }
      for byte in 0..<one.range.count
      where base[Int(one.start) + byte] != base[Int(other.start) + byte] {
        return false
      }
    }
    let next = tokens[opening + tokens.count - closing]
    return !next.isSymbol(TypeScriptSymbol.dot) && !next.isSymbol(TypeScriptSymbol.colon)
      && (tokens.count > closing || next.isSymbol(TypeScriptSymbol.tagEnd))
  }

  /// Takes an element's text up to the next tag or expression, and that tag's beginning.
  mutating func lexChildren() throws(TypeScriptSyntaxProblem) {
    let start = position
    let isAfterLineBreak = isAfterLineBreak
    text: while true {
      switch base[position] {
      case TypeScriptSymbol.less, TypeScriptSymbol.openBrace, 0: break text
      case 0x0A, 0x0D: passLineEnd()
      case TypeScriptSymbol.greater, TypeScriptSymbol.closeBrace:
        throw problem("unexpected '\(character(position))' in the text of an element", at: position)
      default: position += 1
      }
    }
    if position > start {
      self.isAfterLineBreak = isAfterLineBreak
      append(.text, from: start, endsOperand: false)
    }
    guard position < count else { return }
    if base[position] == TypeScriptSymbol.openBrace {
      enter(.expression)
      return appendSymbol(TypeScriptSymbol.openBrace, length: 1)
    }
    let slash = skipBlanks(position + 1)
    guard base[slash] == TypeScriptSymbol.slash, base[slash + 1] != TypeScriptSymbol.slash,
      base[slash + 1] != TypeScriptSymbol.star
    else { return enterElement() }
    frames[frames.count - 1].frame = .closing
    mode = .tag
    let length = slash + 1 - position
    appendSymbol(TypeScriptSymbol.closingTag, length: length)
  }
}
