/// Where the statements of a module begin and end.
extension TypeScriptOutline {
  /// Reads the module's statements from its tokens.
  func readStatements() throws(TypeScriptSyntaxProblem) -> [TypeScriptStatement] {
    var result: [TypeScriptStatement] = []
    var token = 0
    while tokens[token].kind != .end {
      if tokens[token].isSymbol(TypeScriptSymbol.semicolon) {
        token += 1
        continue
      }
      let statement = try readStatement(
        token, mayBeDirective: result.allSatisfy { $0.kind == .directive })
      result.append(statement)
      token = statement.tokens.upperBound
    }
    return result
  }

  private func readStatement(
    _ first: Int, mayBeDirective: Bool
  ) throws(TypeScriptSyntaxProblem) -> TypeScriptStatement {
    var statement = TypeScriptStatement(
      kind: .other, tokens: first..<first, keyword: first, isExported: false, isDefault: false,
      isAsync: false)
    var token = skipDecorators(first)
    if isKeyword(token, .export) {
      statement.isExported = true
      token = skipDecorators(token + 1)
      if isKeyword(token, .default) {
        statement.isDefault = true
        token = skipDecorators(token + 1)
      }
    }
    let end: Int
    if isKeyword(token, .import),
      !statement.isExported || isName(token + 1, "type") || isImportAlias(token)
    {
      end = withSemicolon(try readImport(token, &statement))
    } else if statement.isExported, !statement.isDefault,
      let names = try readExport(token, &statement)
    {
      end = withSemicolon(names)
    } else {
      end = try readDeclaration(token, &statement)
    }
    if mayBeDirective, tokens[first].kind == .string,
      end == first + 1 || isSymbol(first + 1, TypeScriptSymbol.semicolon)
    {
      statement.kind = .directive
    }
    statement.tokens = first..<min(max(end, first + 1), endToken)
    return statement
  }

  private func isImportAlias(_ token: Int) -> Bool {
    tokens[token + 1].kind == .name && isSymbol(token + 2, TypeScriptSymbol.equal)
  }

  private func skipDecorators(_ first: Int) -> Int {
    var token = first
    while isSymbol(token, TypeScriptSymbol.at) {
      token += 1
      if isSymbol(token, TypeScriptSymbol.openParenthesis) {
        token = skip(token)
        continue
      }
      token += 1
      while isSymbol(token, TypeScriptSymbol.dot) { token += 2 }
      if isSymbol(token, TypeScriptSymbol.less), let end = typeArgumentsEnd(token) { token = end }
      if isSymbol(token, TypeScriptSymbol.openParenthesis) { token = skip(token) }
    }
    return min(token, endToken)
  }

  /// Behind the semicolon of a statement that ends before `token`.
  func withSemicolon(_ token: Int) -> Int {
    isSymbol(token, TypeScriptSymbol.semicolon) ? token + 1 : token
  }

  /// Reads a declaration or another statement, and says where it ends.
  private func readDeclaration(
    _ first: Int, _ statement: inout TypeScriptStatement
  ) throws(TypeScriptSyntaxProblem) -> Int {
    var token = first
    while isModifier(token) {
      if isName(token, "async") { statement.isAsync = true }
      token += 1
    }
    statement.keyword = token
    if let kind = declarationKind(token, statement) {
      statement.kind = kind
      switch kind {
      case .variable:
        return withSemicolon(skipDeclarators(token + (isName(token, "await") ? 2 : 1)))
      case .typeAlias: return withSemicolon(skipAlias(token))
      case .function: return try skipFunction(token)
      default: return try skipBody(token, kind)
      }
    }
    if statement.isDefault {
      statement.kind = .exportDefault
      return withSemicolon(skipExpression(first))
    }
    if statement.isExported {
      throw problem("expected a declaration after 'export'", at: token)
    }
    return skipStatement(first)
  }

  /// Whether a word here goes before a declaration: `declare`, `abstract`, `async`.
  private func isModifier(_ token: Int) -> Bool {
    guard !tokens[token + 1].isAfterLineBreak else { return false }
    if isName(token, "async") { return isKeyword(token + 1, .function) }
    guard isName(token, "declare") || isName(token, "abstract") else { return false }
    return tokens[token + 1].kind == .name
  }

  private func declarationKind(
    _ token: Int, _ statement: TypeScriptStatement
  ) -> TypeScriptStatement.Kind? {
    guard tokens[token].kind == .name else { return nil }
    let next = tokens[token + 1]
    switch TypeScriptKeyword(rawValue: tokens[token].code) {
    case .const: return isKeyword(token + 1, .enum) ? .enum : .variable
    case .var: return .variable
    case .function: return .function
    case .class: return .class
    case .enum: return .enum
    case nil: break
    default: return nil
    }
    if isName(token, "let") {
      let isPattern =
        next.isSymbol(TypeScriptSymbol.openBrace) || next.isSymbol(TypeScriptSymbol.openBracket)
      return next.kind == .name || isPattern ? .variable : nil
    }
    guard !next.isAfterLineBreak else { return nil }
    if next.kind == .name, next.code == 0 {
      if isName(token, "interface") { return .interface }
      if isName(token, "namespace") || isName(token, "module") { return .namespace }
      if isName(token, "using"), !isName(token + 1, "in"), !isName(token + 1, "of") {
        return .variable
      }
      if isName(token, "type"), isAliasHead(token) { return .typeAlias }
    }
    if isName(token, "module"), next.kind == .string { return .namespace }
    if isName(token, "global"), next.isSymbol(TypeScriptSymbol.openBrace) { return .namespace }
    return nil
  }

  private func isAliasHead(_ token: Int) -> Bool {
    isSymbol(token + 2, TypeScriptSymbol.equal) || isSymbol(token + 2, TypeScriptSymbol.less)
  }

  // MARK: Ends

  /// Behind `function name<T>(...): R { ... }`, or an overload without a body.
  private func skipFunction(_ keyword: Int) throws(TypeScriptSyntaxProblem) -> Int {
    guard let head = functionHead(keyword) else {
      throw problem("expected the parameters of a function", at: keyword)
    }
    var token = head.close + 1
    if isSymbol(token, TypeScriptSymbol.colon) {
      guard let end = skipType(token + 1) else {
        throw problem("expected a type", at: token + 1)
      }
      token = end
    }
    return isSymbol(token, TypeScriptSymbol.openBrace) ? skip(token) : withSemicolon(token)
  }

  /// Behind the braces of a class, interface, enum or namespace.
  private func skipBody(
    _ keyword: Int, _ kind: TypeScriptStatement.Kind
  ) throws(TypeScriptSyntaxProblem) -> Int {
    var token = keyword + 1
    while !isSymbol(token, TypeScriptSymbol.openBrace) {
      let isShorthand = kind == .namespace && tokens[token - 1].kind == .string
      if tokens[token].kind == .end || isSymbol(token, TypeScriptSymbol.semicolon) || isShorthand {
        // `declare module "x";` has no body.
        guard kind == .namespace else { break }
        return withSemicolon(token)
      }
      if isSymbol(token, TypeScriptSymbol.less), let end = skipTypeArguments(token) {
        token = end
      } else {
        token = skip(token)
      }
    }
    guard isSymbol(token, TypeScriptSymbol.openBrace) else {
      throw problem("expected '{'", at: token)
    }
    return skip(token)
  }

  /// Behind the type of `type X<T> = ...`.
  private func skipAlias(_ keyword: Int) -> Int {
    var token = keyword + 2
    if isSymbol(token, TypeScriptSymbol.less), let end = skipTypeArguments(token) { token = end }
    guard isSymbol(token, TypeScriptSymbol.equal), let end = skipType(token + 1) else {
      return skipStatement(keyword)
    }
    return end
  }

  /// Behind the variables of a declaration.
  private func skipDeclarators(_ first: Int) -> Int {
    var token = first
    while true {
      let declarator = declarator(at: token)
      token = declarator.end
      guard isSymbol(token, TypeScriptSymbol.comma) else { return token }
      token += 1
    }
  }

  func problem(_ reason: String, at token: Int) -> TypeScriptSyntaxProblem {
    let offset = Int(tokens[min(token, tokens.count - 1)].start)
    return TypeScriptSyntaxProblem(offset: offset, line: line(at: offset), reason: reason)
  }
}
