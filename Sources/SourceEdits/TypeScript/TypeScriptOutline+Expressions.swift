/// Where an expression or a statement ends, with and without semicolons.
extension TypeScriptOutline {
  /// Behind the expression that begins at `first`: at the comma, semicolon, closing bracket or
  /// line ending that ends it.
  func skipExpression(_ first: Int) -> Int {
    var token = first
    while true {
      let node = tokens[token]
      if node.kind == .end || node.closes { return token }
      if node.isSymbol(TypeScriptSymbol.comma) || node.isSymbol(TypeScriptSymbol.semicolon) {
        return token
      }
      if token > first, node.isAfterLineBreak, endsOperand(token - 1), begins(token) {
        return token
      }
      if isKeyword(token, .class) || isKeyword(token, .function) {
        token = skipToBody(token)
      } else {
        token = skipOperand(token)
      }
    }
  }

  /// Behind the braces of a function or class in an expression.
  private func skipToBody(_ first: Int) -> Int {
    if isKeyword(first, .function), let head = functionHead(first) {
      var token = head.close + 1
      if isSymbol(token, TypeScriptSymbol.colon), let end = skipType(token + 1) { token = end }
      return isSymbol(token, TypeScriptSymbol.openBrace) ? skip(token) : token
    }
    var token = first + 1
    while !isSymbol(token, TypeScriptSymbol.openBrace) {
      if tokens[token].kind == .end || tokens[token].closes { return token }
      if isSymbol(token, TypeScriptSymbol.semicolon) { return token }
      if isSymbol(token, TypeScriptSymbol.less), let end = skipTypeArguments(token) {
        token = end
      } else {
        token = skip(token)
      }
    }
    return skip(token)
  }

  /// Whether a token at a line's start begins a statement when the line before can end one.
  private func begins(_ token: Int) -> Bool {
    switch tokens[token].kind {
    case .name: return !isKeyword(token, .in) && !isKeyword(token, .instanceof)
    case .privateName, .number, .string: return true
    case .symbol:
      switch tokens[token].code {
      case TypeScriptSymbol.openBrace, TypeScriptSymbol.at, TypeScriptSymbol.increment,
        TypeScriptSymbol.exclamation, UInt8(ascii: "~"):
        return true
      default: return false
      }
    default: return false
    }
  }

  /// Behind a statement that declares nothing, with its semicolon.
  func skipStatement(_ first: Int) -> Int {
    var token = first
    var conditions = 0
    var loops = 0
    while true {
      if isKeyword(token, .if) { conditions += 1 }
      if isKeyword(token, .do) { loops += 1 }
      let isComplete: Bool
      if let next = skipClause(token) {
        token = next.token
        isComplete = next.isComplete
      } else {
        token = withSemicolon(skipSequence(token))
        isComplete = true
      }
      guard isComplete, tokens[token].kind != .end else {
        if tokens[token].kind == .end { return token }
        continue
      }
      while loops > 0, isKeyword(token, .while),
        isSymbol(token + 1, TypeScriptSymbol.openParenthesis)
      {
        loops -= 1
        token = withSemicolon(skip(token + 1))
      }
      let goesOn =
        conditions > 0 && isKeyword(token, .else) || isKeyword(token, .catch)
        || isKeyword(token, .finally)
      if !goesOn { return token }
      if isKeyword(token, .else) { conditions -= 1 }
    }
  }

  /// Behind an expression with commas.
  private func skipSequence(_ first: Int) -> Int {
    var token = skipExpression(first)
    while isSymbol(token, TypeScriptSymbol.comma) { token = skipExpression(token + 1) }
    // A bracket that nothing opened cannot be here: the lexer has refused it.
    return token == first ? min(token + 1, endToken) : token
  }

  /// Behind the head of a control statement or behind a block; nil where an expression begins.
  private func skipClause(_ token: Int) -> (token: Int, isComplete: Bool)? {
    if isSymbol(token, TypeScriptSymbol.openBrace) { return (skip(token), true) }
    if isSymbol(token, TypeScriptSymbol.semicolon) { return (token + 1, true) }
    guard tokens[token].kind == .name else { return nil }
    switch TypeScriptKeyword(rawValue: tokens[token].code) {
    case .if, .while, .with, .for, .switch, .catch:
      var open = token + 1
      if isKeyword(open, .await) { open += 1 }
      guard isSymbol(open, TypeScriptSymbol.openParenthesis) else { return (token + 1, false) }
      return (skip(open), false)
    case .else, .try, .finally, .do: return (token + 1, false)
    case nil:
      let isLabel = isSymbol(token + 1, TypeScriptSymbol.colon)
      return isLabel ? (token + 2, false) : nil
    default: return nil
    }
  }
}
