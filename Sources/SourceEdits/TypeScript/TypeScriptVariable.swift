/// A variable of the module.
package struct TypeScriptVariable: Sendable {
  /// Its statement.
  package var statement: Int
  /// Its name; nil for a pattern, whose names are in ``names``.
  package var name: String?
  /// The names it binds.
  package var names: [String]
  /// Its name's or pattern's tokens.
  package var target: Range<Int>
  /// What follows the colon.
  package var annotation: Range<Int>?
  /// What follows `=`.
  package var initialiser: Range<Int>?
  /// Whether it is exported where it is declared.
  package var isExported: Bool
}

/// A declarator's parts, and the token behind it.
struct TypeScriptDeclarator {
  var target: Range<Int>
  var annotation: Range<Int>?
  var initialiser: Range<Int>?
  var end: Int
}

extension TypeScriptOutline {
  /// The variables of the module, in source order.
  package var variables: [TypeScriptVariable] {
    statements.indices.flatMap { variables(of: $0) }
  }

  /// The variables a statement declares.
  package func variables(of statement: Int) -> [TypeScriptVariable] {
    let node = statements[statement]
    guard node.kind == .variable else { return [] }
    var result: [TypeScriptVariable] = []
    var token = node.keyword + (isName(node.keyword, "await") ? 2 : 1)
    while token < node.tokens.upperBound {
      let declarator = declarator(at: token)
      let isPlain = tokens[declarator.target.lowerBound].kind == .name
      let names = boundNames(of: declarator.target)
      result.append(
        TypeScriptVariable(
          statement: statement, name: isPlain ? names.first : nil, names: names,
          target: declarator.target, annotation: declarator.annotation,
          initialiser: declarator.initialiser, isExported: node.isExported))
      guard isSymbol(declarator.end, TypeScriptSymbol.comma) else { break }
      token = declarator.end + 1
    }
    return result
  }

  /// The variable of that name.
  package func variable(named name: String) -> TypeScriptVariable? {
    variables.first { $0.name == name }
  }

  /// Reads `name!: Type = value` from its first token.
  func declarator(at first: Int) -> TypeScriptDeclarator {
    var token = skip(first)
    let target = first..<token
    if isSymbol(token, TypeScriptSymbol.exclamation) { token += 1 }
    var annotation: TokenRange?
    if isSymbol(token, TypeScriptSymbol.colon) {
      let end = skipType(token + 1) ?? skipExpression(token + 1)
      annotation = token + 1..<end
      token = end
    }
    guard isSymbol(token, TypeScriptSymbol.equal) else {
      return TypeScriptDeclarator(target: target, annotation: annotation, end: token)
    }
    let end = skipExpression(token + 1)
    return TypeScriptDeclarator(
      target: target, annotation: annotation, initialiser: token + 1..<end, end: end)
  }

  /// The names a pattern binds: `a`, `{ a, b: c, ...d }`, `[a, , b = 1]`.
  package func boundNames(of target: TokenRange) -> [String] { boundNames(of: target, depth: 0) }

  private func boundNames(of target: TokenRange, depth: Int) -> [String] {
    // Deeper than any pattern people write.
    guard depth < 100, let first = target.first else { return [] }
    if isSymbol(first, TypeScriptSymbol.ellipsis) {
      return boundNames(of: first + 1..<target.upperBound, depth: depth + 1)
    }
    if tokens[first].kind == .name { return [text(of: first)] }
    guard tokens[first].opens else { return [] }
    let close = partner(of: first)
    return elements(in: first + 1..<close).flatMap { element -> [String] in
      var element = element
      if isSymbol(first, TypeScriptSymbol.openBrace) {
        let key = skip(element.lowerBound)
        if isSymbol(key, TypeScriptSymbol.colon), key + 1 < element.upperBound {
          element = key + 1..<element.upperBound
        }
      }
      return boundNames(of: element, depth: depth + 1)
    }
  }
}
