/// An import statement.
package struct PythonImport: Sendable {
  /// One imported thing.
  package struct Name: Sendable {
    /// The name imported from the module, `*` for all; for `import a.b` the dotted module.
    package var name: String
    /// The name after `as`.
    package var alias: String?
    /// Its tokens, with the alias.
    package var tokens: Range<Int>
    /// The name bound in the file: the alias, else the name, else the first part of `a.b`; nil
    /// for `*`.
    package var local: String?
  }

  /// Its statement.
  package var statement: Int
  /// For `from m import`: the dotted module without its dots, perhaps empty; nil for `import m`.
  package var module: String?
  /// The dots before the module.
  package var level: Int
  /// What is imported.
  package var names: [Name]
  /// The parentheses around the names.
  package var parentheses: (open: Int, close: Int)?

  /// The module as written, dots first: `.routers`; nil for `import m`.
  package var dottedModule: String? {
    module.map { String(repeating: ".", count: level) + $0 }
  }
}

extension PythonOutline {
  /// Every import of the file, at any depth: see `isTypeCheckingOnly(_:)`, `scope(of:)`, and the
  /// `parent` of the statement for `try`.
  package var imports: [PythonImport] { statements.indices.compactMap(importStatement) }

  /// The import a statement makes.
  package func importStatement(at statement: Int) -> PythonImport? {
    let node = statements[statement]
    let first = node.tokens.lowerBound
    switch node.kind {
    case .import:
      let names = split(first + 1..<node.tokens.upperBound, at: PythonSymbol.comma)
      return PythonImport(
        statement: statement, module: nil, level: 0,
        names: names.map { importedName($0, binds: .firstPart) }, parentheses: nil)
    case .fromImport: return fromImport(statement, tokens: node.tokens)
    default: return nil
    }
  }

  private func fromImport(_ statement: Int, tokens range: TokenRange) -> PythonImport? {
    var token = range.lowerBound + 1
    var level = 0
    while tokens[token].kind == .symbol {
      level += tokens[token].code == PythonSymbol.ellipsis ? 3 : 1
      token += 1
    }
    let module = token
    while !isName(token, "import") { token += 1 }
    var names = token + 1..<range.upperBound
    var parentheses: (open: Int, close: Int)?
    if tokens[token + 1].isSymbol(PythonSymbol.openParenthesis) {
      parentheses = (token + 1, range.upperBound - 1)
      names = token + 2..<range.upperBound - 1
    }
    return PythonImport(
      statement: statement, module: compactText(of: module..<token), level: level,
      names: split(names, at: PythonSymbol.comma).map { importedName($0, binds: .whole) },
      parentheses: parentheses)
  }

  private enum Binding { case firstPart, whole }

  private func importedName(_ range: TokenRange, binds: Binding) -> PythonImport.Name {
    var name = range
    var alias: String?
    if range.count > 2, isName(range.upperBound - 2, "as") {
      alias = text(of: range.upperBound - 1)
      name = range.lowerBound..<range.upperBound - 2
    }
    let dotted = compactText(of: name)
    let bound: String =
      switch binds {
      case .firstPart: text(of: range.lowerBound)
      case .whole: dotted
      }
    return PythonImport.Name(
      name: dotted, alias: alias, tokens: range, local: dotted == "*" ? nil : alias ?? bound)
  }

  /// The text of tokens without what stands between them.
  package func compactText(of range: TokenRange) -> String {
    if range.count == 1 { return text(of: range.lowerBound) }
    var result = ""
    for token in range { result += text(of: token) }
    return result
  }
}
