/// A class as it is written.
package struct PythonClass: Sendable {
  /// Its statement.
  package var statement: Int
  /// Its name.
  package var name: String
  /// Its positional bases, `Base`, `Generic[T]`.
  package var bases: [Range<Int>]
  /// Its keyword arguments: `metaclass=Meta`, `table=True`.
  package var keywords: [PythonArgument]
}

/// A function as it is written.
package struct PythonFunction: Sendable {
  /// One parameter.
  package struct Parameter: Sendable {
    /// Its name.
    package var name: String
    /// 1 for `*args`, 2 for `**kwargs`, else 0.
    package var stars: Int
    /// Its annotation.
    package var annotation: Range<Int>?
    /// Its default.
    package var defaultValue: Range<Int>?
  }

  /// Its statement.
  package var statement: Int
  /// Its name.
  package var name: String
  /// Whether it is `async def`.
  package var isAsync: Bool
  /// Its parameters; the separators `*` and `/` are left out.
  package var parameters: [Parameter]
  /// What follows `->`.
  package var returns: Range<Int>?
}

/// An assignment as it is written.
package struct PythonAssignment: Sendable {
  /// Its statement.
  package var statement: Int
  /// What is assigned to: several for `a = b = 1`; a tuple is one target.
  package var targets: [Range<Int>]
  /// The annotation of `a: int = 1`.
  package var annotation: Range<Int>?
  /// What is assigned; nil for `a: int`.
  package var value: Range<Int>?
  /// The target's text when there is one and it is a plain name.
  package var name: String?
}

extension PythonOutline {
  /// Every class of the file, nested ones too.
  package var classes: [PythonClass] { statements.indices.compactMap(classDefinition) }

  /// Every function of the file, methods and nested ones too.
  package var functions: [PythonFunction] { statements.indices.compactMap(functionDefinition) }

  /// Every assignment of the file, at any depth; not `+=`.
  package var assignments: [PythonAssignment] { statements.indices.compactMap(assignment) }

  /// The class a statement defines.
  package func classDefinition(at statement: Int) -> PythonClass? {
    let node = statements[statement]
    guard node.kind == .classDefinition else { return nil }
    let name = node.tokens.lowerBound + 1
    var open = skipTypeParameters(name + 1)
    var arguments: [PythonArgument] = []
    if tokens[open].isSymbol(PythonSymbol.openParenthesis) {
      arguments = self.arguments(open: open, close: partner(of: open))
    } else {
      open = name
    }
    return PythonClass(
      statement: statement, name: text(of: name),
      bases: arguments.filter { $0.name == nil && $0.stars == 0 }.map(\.value),
      keywords: arguments.filter { $0.name != nil })
  }

  /// The function a statement defines.
  package func functionDefinition(at statement: Int) -> PythonFunction? {
    let node = statements[statement]
    guard node.kind == .functionDefinition else { return nil }
    let isAsync = isName(node.tokens.lowerBound, "async")
    let name = node.tokens.lowerBound + (isAsync ? 2 : 1)
    let open = skipTypeParameters(name + 1)
    guard tokens[open].isSymbol(PythonSymbol.openParenthesis) else { return nil }
    let close = partner(of: open)
    let colon = node.tokens.upperBound - 1
    return PythonFunction(
      statement: statement, name: text(of: name), isAsync: isAsync,
      parameters: split(open + 1..<close, at: PythonSymbol.comma).compactMap(parameter),
      returns: tokens[close + 1].isSymbol(PythonSymbol.arrow) ? close + 2..<colon : nil)
  }

  private func parameter(_ range: TokenRange) -> PythonFunction.Parameter? {
    var first = range.lowerBound
    var stars = 0
    if tokens[first].isSymbol(PythonSymbol.star) { stars = 1 }
    if tokens[first].isSymbol(PythonSymbol.power) { stars = 2 }
    if stars > 0 { first += 1 }
    guard first < range.upperBound, tokens[first].kind == .name else { return nil }
    let equal = firstSymbol(PythonSymbol.equal, in: range)
    var annotation: TokenRange?
    if first + 1 < range.upperBound, tokens[first + 1].isSymbol(PythonSymbol.colon) {
      annotation = first + 2..<(equal ?? range.upperBound)
    }
    return PythonFunction.Parameter(
      name: text(of: first), stars: stars, annotation: annotation,
      defaultValue: equal.map { $0 + 1..<range.upperBound })
  }

  /// The assignment a statement makes; not `+=`.
  package func assignment(at statement: Int) -> PythonAssignment? {
    let node = statements[statement]
    guard node.kind == .assignment else { return nil }
    var targets: [TokenRange] = []
    var annotation: TokenRange?
    var value: TokenRange?
    if node.colonToken > 0 {
      let colon = Int(node.colonToken)
      let equal = node.operatorToken > 0 ? Int(node.operatorToken) : nil
      targets = [node.tokens.lowerBound..<colon]
      annotation = colon + 1..<(equal ?? node.tokens.upperBound)
      value = equal.map { $0 + 1..<node.tokens.upperBound }
    } else {
      targets = split(node.tokens, at: PythonSymbol.equal)
      value = targets.popLast()
    }
    let plain = targets.count == 1 && targets[0].count == 1 ? targets[0].lowerBound : nil
    return PythonAssignment(
      statement: statement, targets: targets, annotation: annotation, value: value,
      name: plain.map { text(of: $0) })
  }

  private func skipTypeParameters(_ token: Int) -> Int {
    tokens[token].isSymbol(PythonSymbol.openBracket) ? partner(of: token) + 1 : token
  }
}
