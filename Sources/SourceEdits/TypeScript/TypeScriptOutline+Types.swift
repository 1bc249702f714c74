/// Where a type ends. Types have brackets of their own, `<` and `>`, that no lexer can tell from
/// comparisons; where one may stand, the grammar is followed.
extension TypeScriptOutline {
  /// Deeper types than people write; keeps the recursion shallow.
  private static var depthLimit: Int { 200 }

  /// The token behind the type that begins at `first`; nil where none does.
  package func skipType(_ first: Int, depth: Int = 0) -> Int? {
    guard depth < Self.depthLimit, var token = skipUnion(first, depth: depth) else { return nil }
    // A condition, or the bound of a type parameter.
    while isKeyword(token, .extends) {
      guard let bound = skipUnion(token + 1, depth: depth + 1) else { return nil }
      token = bound
      guard isSymbol(token, TypeScriptSymbol.question) else { continue }
      guard let yes = skipType(token + 1, depth: depth + 1), isSymbol(yes, TypeScriptSymbol.colon)
      else { return nil }
      return skipType(yes + 1, depth: depth + 1)
    }
    return token
  }

  /// The token behind a union or intersection, without a condition.
  private func skipUnion(_ first: Int, depth: Int) -> Int? {
    guard depth < Self.depthLimit else { return nil }
    var token = first
    if isSymbol(token, TypeScriptSymbol.bar) || isSymbol(token, TypeScriptSymbol.ampersand) {
      token += 1
    }
    while true {
      guard let end = skipOperandType(token, depth: depth) else { return nil }
      token = end
      guard isSymbol(token, TypeScriptSymbol.bar) || isSymbol(token, TypeScriptSymbol.ampersand)
      else { break }
      token += 1
    }
    return token
  }

  /// One member of a union with its prefixes and postfixes.
  private func skipOperandType(_ first: Int, depth: Int) -> Int? {
    var token = first
    while isTypePrefix(token) { token += 1 }
    guard let end = skipPrimaryType(token, depth: depth) else { return nil }
    token = end
    while isSymbol(token, TypeScriptSymbol.openBracket), !tokens[token].isAfterLineBreak {
      token = partner(of: token) + 1
    }
    if isName(token, "is"), !tokens[token].isAfterLineBreak {
      return skipType(token + 1, depth: depth + 1)
    }
    return token
  }

  /// Whether a word here goes before a type: `keyof`, and the name behind it on the same line.
  private func isTypePrefix(_ token: Int) -> Bool {
    if isKeyword(token, .typeof) || isKeyword(token, .new) { return true }
    let isWord =
      isName(token, "keyof") || isName(token, "readonly") || isName(token, "unique")
      || isName(token, "infer") || isName(token, "asserts") || isName(token, "abstract")
    guard isWord, !tokens[token + 1].isAfterLineBreak else { return false }
    switch tokens[token + 1].kind {
    case .name: return !isName(token + 1, "is") && !isKeyword(token + 1, .extends)
    case .string, .number, .template, .templateHead: return true
    case .symbol:
      return tokens[token + 1].opens && !isSymbol(token + 1, TypeScriptSymbol.openBracket)
        || isName(token, "readonly")
        || isName(token, "keyof")
          && isSymbol(token + 1, TypeScriptSymbol.openParenthesis)
    default: return false
    }
  }

  private func skipPrimaryType(_ token: Int, depth: Int) -> Int? {
    switch tokens[token].kind {
    case .name: return skipNamedType(token, depth: depth)
    case .string, .number, .template: return token + 1
    case .templateHead: return partner(of: token) + 1
    case .symbol: break
    default: return nil
    }
    switch tokens[token].code {
    case TypeScriptSymbol.openBrace, TypeScriptSymbol.openBracket: return partner(of: token) + 1
    case TypeScriptSymbol.openParenthesis:
      let close = partner(of: token) + 1
      guard isSymbol(close, TypeScriptSymbol.arrow) else { return close }
      return skipType(close + 1, depth: depth + 1)
    case TypeScriptSymbol.less:
      guard let open = skipTypeArguments(token, depth: depth + 1),
        isSymbol(open, TypeScriptSymbol.openParenthesis)
      else { return nil }
      return skipPrimaryType(open, depth: depth + 1)
    case TypeScriptSymbol.minus: return tokens[token + 1].kind == .number ? token + 2 : nil
    default: return nil
    }
  }

  /// `a.b.C<D>`, `import("a").B`, `this`.
  private func skipNamedType(_ first: Int, depth: Int) -> Int? {
    var token = first + 1
    if isKeyword(first, .import) {
      guard isSymbol(token, TypeScriptSymbol.openParenthesis) else { return nil }
      token = partner(of: token) + 1
    } else if let keyword = TypeScriptKeyword(rawValue: tokens[first].code) {
      guard keyword.isOperand || keyword == .void else { return nil }
    }
    while isSymbol(token, TypeScriptSymbol.dot) {
      guard tokens[token + 1].kind == .name || tokens[token + 1].kind == .privateName else {
        return nil
      }
      token += 2
    }
    if isSymbol(token, TypeScriptSymbol.less), !tokens[token].isAfterLineBreak {
      return skipTypeArguments(token, depth: depth + 1)
    }
    return token
  }

  /// The token behind the `>` of type arguments or type parameters.
  func skipTypeArguments(_ less: Int, depth: Int = 0) -> Int? {
    guard depth < Self.depthLimit else { return nil }
    var token = less + 1
    while !isSymbol(token, TypeScriptSymbol.greater) {
      // Modifiers of type parameters.
      while isKeyword(token, .const) || isKeyword(token, .in)
        || (isName(token, "out") && tokens[token + 1].kind == .name)
      {
        token += 1
      }
      guard let end = skipType(token, depth: depth + 1) else { return nil }
      token = end
      if isSymbol(token, TypeScriptSymbol.equal) {
        guard let value = skipType(token + 1, depth: depth + 1) else { return nil }
        token = value
      }
      if isSymbol(token, TypeScriptSymbol.comma) {
        token += 1
      } else if !isSymbol(token, TypeScriptSymbol.greater) {
        return nil
      }
    }
    return token + 1
  }

  /// Checks that what begins with `<` where a value may begin are types, with something they are
  /// about: elsewhere it would be an element, in a file that does not read as one with elements.
  func checkAngles(_ angles: [Int]) throws(TypeScriptSyntaxProblem) {
    for angle in angles {
      guard let end = skipTypeArguments(angle) else {
        throw problem("expected a type and '>'", at: angle)
      }
      let next = tokens[end]
      let isNothing =
        next.kind == .end || next.closes || next.isSymbol(TypeScriptSymbol.comma)
        || next.isSymbol(TypeScriptSymbol.semicolon) || next.isSymbol(TypeScriptSymbol.colon)
      if isNothing { throw problem("expected a value behind a type", at: end) }
    }
  }
}
