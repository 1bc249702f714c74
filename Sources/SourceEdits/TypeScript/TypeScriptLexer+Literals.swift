/// Numbers, strings, templates, comments and regular expressions.
extension TypeScriptLexer {
  /// Takes a number: integers of four bases, fractions, exponents, separators, big integers.
  mutating func lexNumber() {
    let start = position
    var index = position
    let second = base[index + 1] | 0x20
    if base[index] == UInt8(ascii: "0"),
      second == UInt8(ascii: "x") || second == UInt8(ascii: "o") || second == UInt8(ascii: "b")
    {
      index += 2
      while isHexadecimal(base[index]) || base[index] == UInt8(ascii: "_") { index += 1 }
    } else {
      index = digits(from: index)
      if base[index] == TypeScriptSymbol.dot { index = digits(from: index + 1) }
      if base[index] | 0x20 == UInt8(ascii: "e") {
        var exponent = index + 1
        if base[exponent] == TypeScriptSymbol.plus || base[exponent] == TypeScriptSymbol.minus {
          exponent += 1
        }
        if classes[Int(base[exponent])] == TypeScriptByteClass.digit {
          index = digits(from: exponent)
        }
      }
    }
    if base[index] == UInt8(ascii: "n") { index += 1 }
    position = index
    append(.number, from: start, endsOperand: true)
  }

  private func digits(from start: Int) -> Int {
    var index = start
    while classes[Int(base[index])] == TypeScriptByteClass.digit || base[index] == UInt8(ascii: "_")
    {
      index += 1
    }
    return index
  }

  /// Takes a string in quotes.
  mutating func lexString(_ quote: UInt8) throws(TypeScriptSyntaxProblem) {
    let start = position
    position += 1
    while base[position] != quote {
      switch base[position] {
      case 0x5C: try passEscape(from: start)
      case 0x0A, 0x0D: throw problem("a string is not terminated", at: start)
      case 0: throw problem("a string is not terminated", at: start)
      default: position += 1
      }
    }
    position += 1
    append(.string, from: start, endsOperand: true)
  }

  /// Passes a backslash and what it escapes, perhaps a line ending.
  private mutating func passEscape(from start: Int) throws(TypeScriptSyntaxProblem) {
    position += 1
    switch base[position] {
    case 0x0A, 0x0D: passLineEndInside()
    case 0: throw problem("a literal is not terminated", at: start)
    default: position += 1
    }
  }

  /// Passes a line ending inside a token: the token itself stands where it began.
  private mutating func passLineEndInside() {
    let before = isAfterLineBreak
    passLineEnd()
    isAfterLineBreak = before
  }

  /// Takes a template from its backtick, or goes on behind a substitution.
  mutating func lexTemplate(_ kind: TypeScriptToken.Kind) throws(TypeScriptSyntaxProblem) {
    let start = position
    position += 1
    while true {
      switch base[position] {
      case UInt8(ascii: "`"):
        position += 1
        return append(
          kind == .template ? .template : .templateTail, from: start, endsOperand: true)
      case UInt8(ascii: "$") where base[position + 1] == TypeScriptSymbol.openBrace:
        position += 2
        if kind == .template { frames.append((.hole, tokens.count)) }
        return append(
          kind == .template ? .templateHead : .templateMiddle, from: start, endsOperand: false)
      case 0x5C: try passEscape(from: start)
      case 0x0A, 0x0D: passLineEndInside()
      case 0:
        let place = kind == .template ? start : Int(tokens[frames.last?.token ?? 0].start)
        throw problem("a template is not terminated", at: place)
      default: position += 1
      }
    }
  }

  /// Takes what a slash begins: a comment, a division or a regular expression.
  mutating func lexSlash() throws(TypeScriptSyntaxProblem) {
    let next = base[position + 1]
    if next == TypeScriptSymbol.slash { return lexLineComment() }
    if next == TypeScriptSymbol.star { return try lexBlockComment() }
    guard endsOperand else { return try lexRegularExpression() }
    if next == TypeScriptSymbol.equal {
      return appendSymbol(TypeScriptSymbol.assignment, length: 2)
    }
    appendSymbol(TypeScriptSymbol.slash, length: 1)
  }

  mutating func lexLineComment() {
    let start = position
    var index = position
    while base[index] != 0x0A && base[index] != 0x0D && base[index] != 0 { index += 1 }
    position = index
    appendComment(from: start)
  }

  mutating func lexBlockComment() throws(TypeScriptSyntaxProblem) {
    let start = position
    position += 2
    while base[position] != TypeScriptSymbol.star || base[position + 1] != TypeScriptSymbol.slash {
      switch base[position] {
      // A comment of several lines counts as a line ending.
      case 0x0A, 0x0D: passLineEnd()
      case 0: throw problem("a comment is not terminated", at: start)
      default: position += 1
      }
    }
    position += 2
    appendComment(from: start)
  }

  private mutating func appendComment(from start: Int) {
    comments.append(
      TypeScriptToken(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
        kind: .comment, code: 0, isAfterLineBreak: isAfterLineBreak))
  }

  private mutating func lexRegularExpression() throws(TypeScriptSyntaxProblem) {
    let start = position
    var isInClass = false
    position += 1
    while base[position] != TypeScriptSymbol.slash || isInClass {
      switch base[position] {
      case TypeScriptSymbol.openBracket: isInClass = true
      case TypeScriptSymbol.closeBracket: isInClass = false
      case 0x5C where base[position + 1] != 0x0A && base[position + 1] != 0x0D: position += 1
      default: break
      }
      if base[position] == 0x0A || base[position] == 0x0D || base[position] == 0 {
        throw problem("a regular expression is not terminated", at: start)
      }
      position += 1
    }
    position += 1
    while classes[Int(base[position])] == TypeScriptByteClass.letter { position += 1 }
    append(.regularExpression, from: start, endsOperand: true)
  }
}
