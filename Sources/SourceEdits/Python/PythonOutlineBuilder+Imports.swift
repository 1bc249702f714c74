/// The grammar of imports, whole: edits rewrite them more than anything else.
extension PythonOutlineBuilder {
  /// Checks `import a.b as c, d` and `from .a import (b as c, d,)`.
  func checkImport(_ range: Range<Int>) throws(PythonSyntaxProblem) {
    var token = range.lowerBound + 1
    if isKeyword(range.lowerBound, .import) {
      repeat {
        token = try dottedName(token)
        token = try alias(token)
      } while passes(PythonSymbol.comma, &token)
    } else {
      let module = token
      while isDot(token) { token += 1 }
      if token == module || !isKeyword(token, .import) { token = try dottedName(token) }
      guard isKeyword(token, .import) else { throw problem("expected 'import'", at: token) }
      token = try names(token + 1)
    }
    guard token == range.upperBound else { throw problem("invalid syntax", at: token) }
  }

  private func names(_ first: Int) throws(PythonSyntaxProblem) -> Int {
    var token = first
    if passes(PythonSymbol.star, &token) { return token }
    let isParenthesised = passes(PythonSymbol.openParenthesis, &token)
    repeat {
      if isParenthesised, token > first + 1, passes(PythonSymbol.closeParenthesis, &token) {
        return token
      }
      token = try alias(try name(token))
    } while passes(PythonSymbol.comma, &token)
    if isParenthesised, !passes(PythonSymbol.closeParenthesis, &token) {
      throw problem("expected ')'", at: token)
    }
    return token
  }

  private func dottedName(_ first: Int) throws(PythonSyntaxProblem) -> Int {
    var token = try name(first)
    while passes(PythonSymbol.dot, &token) { token = try name(token) }
    return token
  }

  private func alias(_ token: Int) throws(PythonSyntaxProblem) -> Int {
    isKeyword(token, .as) ? try name(token + 1) : token
  }

  private func name(_ token: Int) throws(PythonSyntaxProblem) -> Int {
    let item = lexed.tokens[token]
    guard item.kind == .name, item.code == 0 else { throw problem("expected a name", at: token) }
    return token + 1
  }

  private func passes(_ symbol: UInt8, _ token: inout Int) -> Bool {
    guard lexed.tokens[token].isSymbol(symbol) else { return false }
    token += 1
    return true
  }

  private func isDot(_ token: Int) -> Bool {
    lexed.tokens[token].isSymbol(PythonSymbol.dot)
      || lexed.tokens[token].isSymbol(PythonSymbol.ellipsis)
  }

  private func isKeyword(_ token: Int, _ keyword: PythonKeyword) -> Bool {
    lexed.tokens[token].kind == .name && lexed.tokens[token].code == keyword.rawValue
  }
}
