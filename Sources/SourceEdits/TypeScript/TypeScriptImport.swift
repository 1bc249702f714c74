/// An import of the module.
package struct TypeScriptImport: Sendable {
  /// One name in the braces.
  package struct Name: Sendable {
    /// The name the module exports; `default` too.
    package var name: String
    /// The name after `as`.
    package var alias: String?
    /// Whether `type` stands before it.
    package var isType: Bool
    /// Its tokens, with `type` and the alias.
    package var tokens: Range<Int>
    /// The name bound in the file.
    package var local: String { alias ?? name }
  }

  /// Its statement.
  package var statement: Int
  /// The module as the string says it.
  package var module: String
  /// The token of that string.
  package var moduleToken: Int
  /// Whether it is `import type`.
  package var isTypeOnly: Bool
  /// The name of the default import.
  package var defaultName: String?
  /// The token of the default import's name.
  package var defaultToken: Int?
  /// The name after `* as`.
  package var namespace: String?
  /// The names in the braces.
  package var names: [Name]
  /// The braces.
  package var braces: (open: Int, close: Int)?

  /// Whether it is there for its side effects alone.
  package var isSideEffect: Bool {
    defaultName == nil && namespace == nil && braces == nil
  }

  /// The names it binds.
  package var locals: [String] {
    [defaultName, namespace].compactMap { $0 } + names.map(\.local)
  }
}

extension TypeScriptOutline {
  /// The imports of the module in source order; `import x = require()` is none of them.
  package var imports: [TypeScriptImport] { statements.indices.compactMap(importStatement) }

  /// The import a statement makes.
  package func importStatement(at statement: Int) -> TypeScriptImport? {
    let node = statements[statement]
    guard node.kind == .import else { return nil }
    var result = try? parseImport(node.keyword).0
    result?.statement = statement
    return result
  }

  /// Reads what begins with `import`, perhaps an expression, and says where it ends.
  func readImport(
    _ keyword: Int, _ statement: inout TypeScriptStatement
  ) throws(TypeScriptSyntaxProblem) -> Int {
    statement.keyword = keyword
    if isSymbol(keyword + 1, TypeScriptSymbol.openParenthesis)
      || isSymbol(keyword + 1, TypeScriptSymbol.dot)
    {
      return skipStatement(keyword)
    }
    let name = keyword + (isName(keyword + 1, "type") && tokens[keyword + 2].kind == .name ? 2 : 1)
    if tokens[name].kind == .name, isSymbol(name + 1, TypeScriptSymbol.equal) {
      statement.kind = .importEquals
      return skipExpression(name + 2)
    }
    statement.kind = .import
    return try parseImport(keyword).1
  }

  private func parseImport(
    _ keyword: Int
  ) throws(TypeScriptSyntaxProblem) -> (TypeScriptImport, Int) {
    var result = TypeScriptImport(
      statement: 0, module: "", moduleToken: 0, isTypeOnly: false, names: [])
    var token = keyword + 1
    if tokens[token].kind == .string {
      let end = try readModule(token, &result)
      return (result, end)
    }
    if isName(token, "type"), !isSymbol(token + 1, TypeScriptSymbol.comma),
      !isName(token + 1, "from") || isName(token + 2, "from")
    {
      result.isTypeOnly = true
      token += 1
    }
    if tokens[token].kind == .name {
      result.defaultName = text(of: token)
      result.defaultToken = token
      token += 1
      if isSymbol(token, TypeScriptSymbol.comma) {
        token += 1
        guard !isName(token, "from") else { throw problem("expected names to import", at: token) }
      }
    }
    if isSymbol(token, TypeScriptSymbol.star) {
      guard isName(token + 1, "as"), tokens[token + 2].kind == .name else {
        throw problem("expected 'as' and a name", at: token + 1)
      }
      result.namespace = text(of: token + 2)
      token += 3
    } else if isSymbol(token, TypeScriptSymbol.openBrace) {
      let close = partner(of: token)
      result.braces = (token, close)
      result.names = try specifiers(in: token + 1..<close)
      token = close + 1
    }
    guard isName(token, "from"), tokens[token + 1].kind == .string else {
      throw problem("expected 'from' and a module", at: token)
    }
    let end = try readModule(token + 1, &result)
    return (result, end)
  }

  /// Reads the module's string and the attributes behind it.
  private func readModule(
    _ token: Int, _ result: inout TypeScriptImport
  ) throws(TypeScriptSyntaxProblem) -> Int {
    result.module = stringValue(token) ?? ""
    result.moduleToken = token
    return try endOfStatement(skipAttributes(token + 1))
  }

  /// Behind `with { type: "json" }`.
  func skipAttributes(_ token: Int) -> Int {
    let isAttribute =
      (isKeyword(token, .with) || isName(token, "assert") && !tokens[token].isAfterLineBreak)
      && isSymbol(token + 1, TypeScriptSymbol.openBrace)
    return isAttribute ? partner(of: token + 1) + 1 : token
  }

  /// Checks that a statement may end before a token.
  func endOfStatement(_ token: Int) throws(TypeScriptSyntaxProblem) -> Int {
    let ends =
      tokens[token].kind == .end || tokens[token].isAfterLineBreak || tokens[token].closes
      || isSymbol(token, TypeScriptSymbol.semicolon)
    guard ends else { throw problem("expected ';' or a line ending", at: token) }
    return token
  }

  /// Reads `a, type b as c, "d" as e`.
  func specifiers(
    in range: TokenRange
  ) throws(TypeScriptSyntaxProblem) -> [TypeScriptImport.Name] {
    var result: [TypeScriptImport.Name] = []
    var token = range.lowerBound
    while token < range.upperBound {
      let end = (token..<range.upperBound).first { isSymbol($0, TypeScriptSymbol.comma) }
      let part = token..<(end ?? range.upperBound)
      result.append(try specifier(part))
      token = part.upperBound + 1
    }
    return result
  }

  private func specifier(
    _ part: TokenRange
  ) throws(TypeScriptSyntaxProblem) -> TypeScriptImport.Name {
    var name = part
    // `type` is a modifier before a name, and a name before `as` or alone.
    let isType =
      part.count == 2 && isName(part.lowerBound, "type")
      || part.count == 4 && isName(part.lowerBound, "type")
    if isType { name = part.lowerBound + 1..<part.upperBound }
    let isWhole = name.allSatisfy { tokens[$0].kind == .name || tokens[$0].kind == .string }
    guard isWhole, name.count == 1 || name.count == 3 && isName(name.lowerBound + 1, "as") else {
      throw problem("expected a name to import or export", at: part.lowerBound)
    }
    func spelling(_ token: Int) -> String { stringValue(token) ?? text(of: token) }
    return TypeScriptImport.Name(
      name: spelling(name.lowerBound),
      alias: name.count == 3 ? spelling(name.upperBound - 1) : nil, isType: isType, tokens: part)
  }
}
