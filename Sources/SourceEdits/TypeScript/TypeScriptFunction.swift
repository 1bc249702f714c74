/// A function of the module: declared, or the value of a constant.
package struct TypeScriptFunction: Sendable {
  /// One parameter.
  package struct Parameter: Sendable {
    /// Its name; nil for a pattern.
    package var name: String?
    /// The names it binds: one, or those of the pattern.
    package var names: [String]
    /// Whether it is `...rest`.
    package var isRest: Bool
    /// Whether a question mark or a default makes it optional.
    package var isOptional: Bool
    /// What follows the colon.
    package var annotation: Range<Int>?
  }

  /// Its statement.
  package var statement: Int
  /// Its name; nil for `export default function ()`.
  package var name: String?
  /// Whether it is exported where it is declared, `default` included.
  package var isExported: Bool
  /// Whether it is the default export.
  package var isDefault: Bool
  /// Whether it is `async`.
  package var isAsync: Bool
  /// Its parameters.
  package var parameters: [Parameter]
  /// The annotation of what it returns.
  package var returns: Range<Int>?
  /// For a constant: the annotation of the constant, such as `React.FC<Props>`.
  package var annotation: Range<Int>?
  /// For a function that is handed to another one: what is called, as in `memo` or `forwardRef`.
  package var wrapper: String?
}

extension TypeScriptOutline {
  /// The functions of the module; overloads without bodies are functions too.
  package var functions: [TypeScriptFunction] {
    statements.indices.flatMap { functions(of: $0) }
  }

  /// The functions a statement makes.
  package func functions(of statement: Int) -> [TypeScriptFunction] {
    let node = statements[statement]
    switch node.kind {
    case .function:
      guard var function = function(at: node.keyword, statement) else { return [] }
      function.isAsync = node.isAsync
      return [function]
    case .exportDefault:
      guard let function = functionValue(content(of: statement).dropFirst(2), statement) else {
        return []
      }
      return [function]
    case .variable:
      return variables(of: statement).compactMap { variable in
        guard let name = variable.name, let value = variable.initialiser,
          var function = functionValue(value, statement)
        else { return nil }
        function.name = name
        function.annotation = variable.annotation
        return function
      }
    default: return []
    }
  }

  /// Whether a function says that it returns `Promise<Response>`.
  package func returnsPromiseOfResponse(_ function: TypeScriptFunction) -> Bool {
    function.returns.map { compactText(of: $0) } == "Promise<Response>"
  }

  /// The function that an expression is: an arrow function, `function`, or one of them as the
  /// first argument of a call.
  private func functionValue(_ value: TokenRange, _ statement: Int) -> TypeScriptFunction? {
    var token = value.lowerBound
    guard token < value.upperBound else { return nil }
    let isAsync =
      isName(token, "async") && !tokens[token + 1].isAfterLineBreak
      && !isSymbol(token + 1, TypeScriptSymbol.arrow)
    if isAsync { token += 1 }
    if isKeyword(token, .function) {
      var result = function(at: token, statement)
      result?.isAsync = isAsync
      return result
    }
    if let arrow = arrowFunction(token, value, isAsync, statement) { return arrow }
    return isAsync ? nil : wrappedFunction(value, statement)
  }

  private func arrowFunction(
    _ first: Int, _ value: TokenRange, _ isAsync: Bool, _ statement: Int
  ) -> TypeScriptFunction? {
    var token = first
    var result = function(named: nil, statement)
    result.isAsync = isAsync
    if tokens[token].kind == .name, isSymbol(token + 1, TypeScriptSymbol.arrow) {
      result.parameters = parameters(in: token..<token + 1)
      return result
    }
    if isSymbol(token, TypeScriptSymbol.less) {
      guard let end = skipTypeArguments(token) else { return nil }
      token = end
    }
    guard isSymbol(token, TypeScriptSymbol.openParenthesis) else { return nil }
    let close = partner(of: token)
    result.parameters = parameters(in: token + 1..<close)
    if isSymbol(close + 1, TypeScriptSymbol.colon) {
      guard let end = skipType(close + 2) else { return nil }
      result.returns = close + 2..<end
      return isSymbol(end, TypeScriptSymbol.arrow) && end < value.upperBound ? result : nil
    }
    return isSymbol(close + 1, TypeScriptSymbol.arrow) ? result : nil
  }

  private func wrappedFunction(_ value: TokenRange, _ statement: Int) -> TypeScriptFunction? {
    var token = value.lowerBound
    guard tokens[token].kind == .name, tokens[token].code == 0 else { return nil }
    while isSymbol(token + 1, TypeScriptSymbol.dot), tokens[token + 2].kind == .name { token += 2 }
    let callee = value.lowerBound..<token + 1
    token += 1
    if isSymbol(token, TypeScriptSymbol.less) {
      guard let end = typeArgumentsEnd(token) else { return nil }
      token = end
    }
    guard isSymbol(token, TypeScriptSymbol.openParenthesis), partner(of: token) < value.upperBound,
      let argument = elements(in: token + 1..<partner(of: token)).first,
      isKeyword(argument.lowerBound, .function) || isName(argument.lowerBound, "async")
        || isSymbol(argument.lowerBound, TypeScriptSymbol.openParenthesis)
        || isSymbol(argument.lowerBound, TypeScriptSymbol.less)
        || isSymbol(argument.lowerBound + 1, TypeScriptSymbol.arrow),
      var result = functionValue(argument, statement), result.wrapper == nil
    else { return nil }
    result.wrapper = compactText(of: callee)
    return result
  }

  private func function(named name: String?, _ statement: Int) -> TypeScriptFunction {
    TypeScriptFunction(
      statement: statement, name: name, isExported: statements[statement].isExported,
      isDefault: statements[statement].isDefault, isAsync: false, parameters: [])
  }

  private func function(at keyword: Int, _ statement: Int) -> TypeScriptFunction? {
    guard let head = functionHead(keyword) else { return nil }
    var result = function(named: head.name.map { text(of: $0) }, statement)
    result.parameters = parameters(in: head.open + 1..<head.close)
    if isSymbol(head.close + 1, TypeScriptSymbol.colon), let end = skipType(head.close + 2) {
      result.returns = head.close + 2..<end
    }
    return result
  }

  /// The name and the parentheses of `function* name<T>(...)`.
  func functionHead(_ keyword: Int) -> (name: Int?, open: Int, close: Int)? {
    var token = keyword + 1
    if isSymbol(token, TypeScriptSymbol.star) { token += 1 }
    var name: Int?
    if tokens[token].kind == .name {
      name = token
      token += 1
    }
    if isSymbol(token, TypeScriptSymbol.less) {
      guard let end = skipTypeArguments(token) else { return nil }
      token = end
    }
    guard isSymbol(token, TypeScriptSymbol.openParenthesis) else { return nil }
    return (name, token, partner(of: token))
  }

  private func parameters(in range: TokenRange) -> [TypeScriptFunction.Parameter] {
    parameterRanges(in: range).compactMap { range in
      var first = range.lowerBound
      while isSymbol(first, TypeScriptSymbol.at) || isParameterModifier(first) { first += 1 }
      let isRest = isSymbol(first, TypeScriptSymbol.ellipsis)
      if isRest { first += 1 }
      guard first < range.upperBound else { return nil }
      let declarator = declarator(at: first)
      var isOptional = declarator.initialiser != nil
      var annotation = declarator.annotation
      if isSymbol(declarator.target.upperBound, TypeScriptSymbol.question) {
        isOptional = true
        let colon = declarator.target.upperBound + 1
        if isSymbol(colon, TypeScriptSymbol.colon) {
          annotation = colon + 1..<(skipType(colon + 1) ?? range.upperBound)
        }
      }
      let names = boundNames(of: declarator.target)
      return TypeScriptFunction.Parameter(
        name: tokens[first].kind == .name ? names.first : nil, names: names, isRest: isRest,
        isOptional: isOptional, annotation: annotation)
    }
  }

  private func isParameterModifier(_ token: Int) -> Bool {
    guard tokens[token + 1].kind == .name else { return false }
    return isName(token, "public") || isName(token, "private") || isName(token, "protected")
      || isName(token, "readonly") || isName(token, "override")
  }

  /// The parameters between commas: their types may have commas that are not in brackets.
  private func parameterRanges(in range: TokenRange) -> [TokenRange] {
    var result: [TokenRange] = []
    var first = range.lowerBound
    var token = range.lowerBound
    while token < range.upperBound {
      if isSymbol(token, TypeScriptSymbol.colon), let end = skipType(token + 1) {
        token = max(min(end, range.upperBound), token + 1)
      } else if isSymbol(token, TypeScriptSymbol.comma) {
        if first < token { result.append(first..<token) }
        token += 1
        first = token
      } else {
        token = min(skipOperand(token), range.upperBound)
      }
    }
    if first < range.upperBound { result.append(first..<range.upperBound) }
    return result
  }
}
