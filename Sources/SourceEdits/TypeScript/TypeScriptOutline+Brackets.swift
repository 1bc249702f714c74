extension TypeScriptOutline {
  /// The token that closes the one at `open`.
  package func partner(of open: Int) -> Int {
    var depth = 0
    var token = open
    while token < tokens.count {
      if tokens[token].opens { depth += 1 }
      if tokens[token].closes { depth -= 1 }
      if depth == 0 { return token }
      token += 1
    }
    return endToken
  }

  /// The token behind one, or behind all that it opens.
  func skip(_ token: Int) -> Int {
    min((tokens[token].opens ? partner(of: token) : token) + 1, endToken)
  }

  /// The ranges between commas outside brackets and type arguments, empty ones left out.
  package func elements(in range: TokenRange) -> [TokenRange] {
    var result: [TokenRange] = []
    var first = range.lowerBound
    var token = range.lowerBound
    while token < range.upperBound {
      if tokens[token].isSymbol(TypeScriptSymbol.comma) {
        if first < token { result.append(first..<token) }
        first = token + 1
        token += 1
      } else {
        token = min(skipOperand(token), range.upperBound)
      }
    }
    if first < range.upperBound { result.append(first..<range.upperBound) }
    return result
  }

  /// The elements of an array or object literal, or of parameters, that `range` is, whole.
  package func elements(of range: TokenRange) -> [TokenRange]? {
    guard range.count >= 2, tokens[range.lowerBound].opens,
      tokens[range.lowerBound].kind == .symbol,
      partner(of: range.lowerBound) == range.upperBound - 1
    else { return nil }
    return elements(in: range.lowerBound + 1..<range.upperBound - 1)
  }

  /// The token behind one of an expression: behind all that it opens, type arguments too.
  func skipOperand(_ token: Int) -> Int {
    if tokens[token].isSymbol(TypeScriptSymbol.less), let end = typeArgumentsEnd(token) {
      return end
    }
    if isName(token, "as") || isName(token, "satisfies"), token > 0,
      !tokens[token].isAfterLineBreak, endsOperand(token - 1)
    {
      if isKeyword(token + 1, .const) { return token + 2 }
      if let end = skipType(token + 1) { return end }
    }
    if isSymbol(token, TypeScriptSymbol.openParenthesis) {
      // What an arrow function returns may have commas and angles.
      let close = partner(of: token) + 1
      if isSymbol(close, TypeScriptSymbol.colon), let end = skipType(close + 1),
        isSymbol(end, TypeScriptSymbol.arrow)
      {
        return end
      }
      return close
    }
    return skip(token)
  }

  /// Behind the `>` of type arguments, or parameters, that begin at `less`, by TypeScript's own
  /// rule; nil where it compares.
  func typeArgumentsEnd(_ less: Int) -> Int? {
    guard let end = skipTypeArguments(less) else { return nil }
    let next = tokens[end]
    switch next.kind {
    case .template, .templateHead, .end: return end
    case .symbol:
      switch next.code {
      case TypeScriptSymbol.openParenthesis, TypeScriptSymbol.closeParenthesis,
        TypeScriptSymbol.closeBracket, TypeScriptSymbol.closeBrace, TypeScriptSymbol.comma,
        TypeScriptSymbol.semicolon, TypeScriptSymbol.dot, TypeScriptSymbol.optionalChain,
        TypeScriptSymbol.colon, TypeScriptSymbol.question, TypeScriptSymbol.exclamation,
        TypeScriptSymbol.binary, TypeScriptSymbol.equal:
        return end
      default: return next.isAfterLineBreak ? end : nil
      }
    default: return next.isAfterLineBreak ? end : nil
    }
  }

  /// Whether a token can end a value.
  func endsOperand(_ token: Int) -> Bool {
    guard token >= 0 else { return false }
    switch tokens[token].kind {
    case .name:
      guard let keyword = TypeScriptKeyword(rawValue: tokens[token].code) else { return true }
      return keyword.isOperand || keyword == .const && isName(token - 1, "as")
    case .symbol:
      return tokens[token].closes || tokens[token].code == TypeScriptSymbol.increment
        || tokens[token].code == TypeScriptSymbol.exclamation
        || tokens[token].code == TypeScriptSymbol.greater
    case .templateHead, .templateMiddle, .text, .comment, .end: return false
    default: return true
    }
  }
}
