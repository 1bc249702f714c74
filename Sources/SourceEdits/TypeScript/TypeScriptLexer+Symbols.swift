/// Operators and brackets.
extension TypeScriptLexer {
  /// Takes an operator of up to four bytes.
  @inline(__always)
  mutating func lexSymbol(_ byte: UInt8) throws(TypeScriptSyntaxProblem) {
    let next = base[position + 1]
    switch byte {
    case TypeScriptSymbol.equal:
      if next == TypeScriptSymbol.greater {
        return appendSymbol(TypeScriptSymbol.arrow, length: 2)
      }
      guard next == byte else { return appendSymbol(byte, length: 1) }
      try refuseConflictMarker()
      appendSymbol(TypeScriptSymbol.binary, length: base[position + 2] == byte ? 3 : 2)
    case TypeScriptSymbol.greater:
      try refuseConflictMarker()
      if frames.last?.frame == .typeArguments { leave() }
      appendSymbol(byte, length: 1)
    case TypeScriptSymbol.exclamation:
      guard next == TypeScriptSymbol.equal else {
        // Behind a value on the same line it asserts that the value is there.
        return appendSymbol(byte, length: 1, endsOperand: endsOperand && !isAfterLineBreak)
      }
      appendSymbol(
        TypeScriptSymbol.binary, length: base[position + 2] == TypeScriptSymbol.equal ? 3 : 2)
    case TypeScriptSymbol.plus, TypeScriptSymbol.minus:
      guard next == byte else { return lexOperator(byte, width: 1) }
      appendSymbol(
        TypeScriptSymbol.increment, length: 2, endsOperand: endsOperand && !isAfterLineBreak)
    case TypeScriptSymbol.question:
      let isChain =
        next == TypeScriptSymbol.dot
        && classes[Int(base[position + 2])] != TypeScriptByteClass.digit
      if isChain { return appendSymbol(TypeScriptSymbol.optionalChain, length: 2) }
      guard next == byte else { return appendSymbol(byte, length: 1) }
      lexOperator(byte, width: 2)
    case TypeScriptSymbol.star, TypeScriptSymbol.ampersand, TypeScriptSymbol.bar:
      lexOperator(byte, width: next == byte ? 2 : 1)
    default: lexOperator(byte, width: 1)
    }
  }

  /// Takes an operator between two values, with or without an assignment.
  private mutating func lexOperator(_ byte: UInt8, width: Int) {
    if base[position + width] == TypeScriptSymbol.equal {
      return appendSymbol(TypeScriptSymbol.assignment, length: width + 1)
    }
    appendSymbol(width == 1 ? byte : TypeScriptSymbol.binary, length: width)
  }

  mutating func lexDot() {
    if classes[Int(base[position + 1])] == TypeScriptByteClass.digit { return lexNumber() }
    if base[position + 1] == TypeScriptSymbol.dot, base[position + 2] == TypeScriptSymbol.dot {
      return appendSymbol(TypeScriptSymbol.ellipsis, length: 3)
    }
    appendSymbol(TypeScriptSymbol.dot, length: 1)
  }

  /// Takes a `<` that begins an element, type arguments or a comparison.
  mutating func lexLess() throws(TypeScriptSyntaxProblem) {
    try refuseConflictMarker()
    if frames.last?.frame == .typeArguments {
      enter(.typeArguments)
      return appendSymbol(TypeScriptSymbol.less, length: 1)
    }
    if dialect == .jsx, !endsOperand, lastKeyword?.precedesElement ?? true, beginsElement() {
      return enterElement()
    }
    guard endsOperand else {
      angles.append(tokens.count)
      return appendSymbol(TypeScriptSymbol.less, length: 1)
    }
    let isShift = base[position + 1] == TypeScriptSymbol.less
    let width = isShift ? 2 : 1
    if base[position + width] == TypeScriptSymbol.equal {
      return appendSymbol(
        isShift ? TypeScriptSymbol.assignment : TypeScriptSymbol.binary, length: width + 1)
    }
    appendSymbol(isShift ? TypeScriptSymbol.binary : TypeScriptSymbol.less, length: width)
  }

  /// Seven equal signs or angles at a line's start are what a merge left.
  private func refuseConflictMarker() throws(TypeScriptSyntaxProblem) {
    let byte = base[position]
    guard position == Int(lineStarts[lineStarts.count - 1]), base[position + 1] == byte else {
      return
    }
    for index in 2..<7 where base[position + index] != byte { return }
    throw problem(ConflictMarkers.reason, at: position)
  }

  @inline(__always)
  mutating func lexOpen(_ byte: UInt8) {
    switch byte {
    case TypeScriptSymbol.openParenthesis: enter(isControl ? .control : .parenthesis)
    case TypeScriptSymbol.openBracket: enter(.bracket)
    default: enter(beginsBlock ? .block : .object)
    }
    appendSymbol(byte, length: 1)
  }

  /// Whether a parenthesis here belongs to `if` and its like, so that a statement follows it.
  private var isControl: Bool {
    guard let keyword = lastKeyword else { return false }
    switch keyword {
    case .for, .if, .while, .with: return true
    case .await:
      return tokens.count > 1
        && tokens[tokens.count - 2].kind == .name
        && tokens[tokens.count - 2].code == TypeScriptKeyword.for.rawValue
    default: return false
    }
  }

  /// Whether a brace here begins a block or a body; else an object, whose end is a value.
  private var beginsBlock: Bool {
    if endsOperand { return true }
    if let keyword = lastKeyword { return !keyword.precedesObject }
    guard lastKind == .symbol else { return true }
    switch lastCode {
    case TypeScriptSymbol.arrow, TypeScriptSymbol.semicolon, TypeScriptSymbol.openBrace,
      TypeScriptSymbol.closeBrace, TypeScriptSymbol.closeParenthesis, TypeScriptSymbol.greater:
      return true
    case TypeScriptSymbol.colon:
      // A label's or a case's; in brackets, objects and expressions it separates values.
      let frame = frames.last?.frame
      return frame == nil || frame == .block
    default: return false
    }
  }

  @inline(__always)
  mutating func lexClose(_ byte: UInt8) throws(TypeScriptSyntaxProblem) {
    guard let (frame, token) = frames.last else {
      throw problem("unmatched '\(character(position))'", at: position)
    }
    let expected: UInt8 =
      switch frame {
      case .parenthesis, .control: TypeScriptSymbol.closeParenthesis
      case .bracket: TypeScriptSymbol.closeBracket
      case .block, .object, .hole, .expression: TypeScriptSymbol.closeBrace
      default: 0
      }
    guard byte == expected else {
      let offset = Int(tokens[token].start)
      throw problem(
        "'\(character(position))' closes '\(character(offset))' of line "
          + "\(problem("", at: offset).line)", at: position)
    }
    if frame == .hole {
      let open = frames.count
      try lexTemplate(.templateMiddle)
      if lastKind == .templateTail { frames.remove(at: open - 1) }
      return
    }
    leave()
    appendSymbol(byte, length: 1, endsOperand: frame != .control && frame != .block)
  }

  @inline(__always)
  mutating func enter(_ frame: Frame) {
    frames.append((frame, tokens.count))
    mode = .code
  }

  @inline(__always)
  mutating func leave() {
    frames.removeLast()
    setMode()
  }

  /// How what is innermost now is written.
  @inline(__always)
  mutating func setMode() {
    switch frames.last?.frame {
    case .tag, .closing: mode = .tag
    case .children: mode = .children
    default: mode = .code
    }
  }
}
