/// One statement of a file, or one clause of a compound statement.
package struct PythonStatement: Sendable {
  /// What a statement is.
  package enum Kind: UInt8, Sendable {
    case classDefinition, functionDefinition
    case `if`, `elif`, `else`, `for`, `while`, `try`, `except`, `finally`, `with`, match, `case`
    /// `import a.b as c`, `from a import b`.
    case `import`, fromImport
    /// `a = b = 1`, `a: int = 1`, `a: int`; and `a += 1`.
    case assignment, augmentedAssignment
    /// `type X = int`.
    case typeAlias
    /// A call, a docstring, `...`, an `await`.
    case expression
    case pass, `return`, raise, delete, global, nonlocal, assert, `break`, `continue`

    /// Whether it has a block.
    package var isCompound: Bool { rawValue <= Kind.case.rawValue }
    /// Whether it goes on with the statement before it.
    package var isClause: Bool {
      switch self {
      case .elif, .else, .except, .finally: true
      default: false
      }
    }
  }

  /// What it is.
  package var kind: Kind
  /// The statement whose block it is in; nil in the module.
  package var parent: Int? { parentIndex < 0 ? nil : Int(parentIndex) }
  /// The index after its last descendant.
  package var end: Int { Int(endIndex) }
  /// Its own tokens: a simple statement whole, a compound one from its keyword (`async`, `def`)
  /// to the colon.
  package var tokens: Range<Int> { Int(firstToken)..<Int(lastToken) }
  /// Its first token with decorators.
  package var decoratedStart: Int { Int(decoratorToken) }
  /// Whether it begins on another statement's logical line: after `;` or after a header's colon.
  package var isInline: Bool
  /// Whether a compound statement's block stands on the header's own line.
  package var hasInlineBody: Bool

  var parentIndex: Int32
  var endIndex: UInt32
  var firstToken: UInt32
  var lastToken: UInt32
  var decoratorToken: UInt32
  /// The first `=` or augmented operator outside brackets; 0 for none.
  var operatorToken: UInt32
  /// The annotation's colon, or the header's; 0 for none.
  var colonToken: UInt32
}

extension PythonOutline {
  /// The statements directly in a statement's block, or in the module.
  package func children(of parent: Int?) -> [Int] {
    var result: [Int] = []
    var index = parent.map { $0 + 1 } ?? 0
    let end = parent.map { statements[$0].end } ?? statements.count
    while index < end {
      result.append(index)
      index = statements[index].end
    }
    return result
  }

  /// The innermost function or class around a statement; nil in the module.
  package func scope(of statement: Int) -> Int? {
    var current = statements[statement].parent
    while let index = current {
      switch statements[index].kind {
      case .classDefinition, .functionDefinition: return index
      default: current = statements[index].parent
      }
    }
    return nil
  }

  /// A statement's bytes from its first decorator to the end of its block, with a semicolon that
  /// ends the block and without comments that follow. The clauses that continue it are statements of their own.
  package func extent(of statement: Int) -> Range<Int> {
    var last = statements[statements[statement].end - 1].tokens.upperBound - 1
    let isCompound = statements[statement].kind.isCompound
    if isCompound, tokens[last + 1].isSymbol(PythonSymbol.semicolon) { last += 1 }
    return Int(tokens[statements[statement].decoratedStart].start)..<Int(tokens[last].end)
  }

  /// The line a statement begins on, from 1; that of its keyword when it has decorators.
  package func line(of statement: Int) -> Int {
    line(at: Int(tokens[statements[statement].tokens.lowerBound].start))
  }

  /// The decorators of a class or function, each without its `@`.
  package func decorators(of statement: Int) -> [TokenRange] {
    var result: [TokenRange] = []
    var token = statements[statement].decoratedStart
    let end = statements[statement].tokens.lowerBound
    while token < end {
      let first = token + 1
      while tokens[token].kind != .newline { token += 1 }
      result.append(first..<token)
      token += 1
    }
    return result
  }

  /// Whether a statement is under `if TYPE_CHECKING:`.
  package func isTypeCheckingOnly(_ statement: Int) -> Bool {
    var current = statements[statement].parent
    while let index = current {
      let tokens = statements[index].tokens
      if statements[index].kind == .if, tokens.contains(where: { isName($0, "TYPE_CHECKING") }) {
        return !tokens.contains { isName($0, "not") }
      }
      current = statements[index].parent
    }
    return false
  }

  /// The statement that begins the chain a clause continues: the `if` of an `else`.
  package func opener(of clause: Int) -> Int {
    var index = clause
    let siblings = children(of: statements[clause].parent)
    guard var position = siblings.firstIndex(of: clause) else { return clause }
    while statements[index].kind.isClause, position > 0 {
      position -= 1
      index = siblings[position]
    }
    return index
  }

  /// Whether a statement is the docstring of its block or module.
  package func isDocstring(_ statement: Int) -> Bool {
    let node = statements[statement]
    guard node.kind == .expression, node.tokens.allSatisfy({ tokens[$0].kind == .string }) else {
      return false
    }
    guard let parent = node.parent else { return statement == 0 }
    switch statements[parent].kind {
    case .classDefinition, .functionDefinition: return statement == parent + 1
    default: return false
    }
  }

  /// Whether a statement is `if __name__ == "__main__":`.
  package func isMainBlock(_ statement: Int) -> Bool {
    let node = statements[statement]
    return node.kind == .if && node.tokens.contains { isName($0, "__name__") }
  }
}
