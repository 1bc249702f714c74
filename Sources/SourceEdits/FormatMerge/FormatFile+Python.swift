extension FormatFile {
  /// Takes the tokens of Python: a statement begins with its depth, so that blocks need none.
  mutating func read(_ outline: PythonOutline, _ keys: inout FormatKeys) {
    let roles = PythonFormatRoles(outline)
    var comment = 0
    func text(_ range: Range<Int>) -> [UInt8] { Array(outline.bytes[range]) }
    var token = 0
    while token < outline.tokens.count {
      let item = outline.tokens[token]
      // It would stand before comments behind the last element.
      if roles.openLists.contains(token), let last = outline.tokens[..<token].last {
        append(keys.key([PythonSymbol.comma]), Int(last.end)..<Int(last.end), .comma)
      }
      while comment < outline.comments.count, outline.comments[comment].start < item.start {
        appendComment(outline.comments[comment].range, in: outline.bytes, &keys)
        comment += 1
      }
      if let depth = roles.depths[token] {
        let mark = [0, UInt8(truncatingIfNeeded: depth), UInt8(truncatingIfNeeded: depth >> 8)]
        append(keys.key(mark), Int(item.start)..<Int(item.start), .statement)
      }
      switch item.kind {
      case .newline, .indent, .dedent, .end, .comment: break
      case .symbol where item.code == PythonSymbol.semicolon:
        appendOptional(item.range, opens: false)
      case _ where roles.dropped.contains(token):
        let partner = roles.partners[token].map { Int(outline.tokens[$0].start) }
        appendOptional(item.range, partner: partner, opens: PythonSymbol.opens(item.code))
      case .string:
        var end = token + 1
        while end < outline.tokens.count, outline.tokens[end].kind == .string { end += 1 }
        let atoms = PythonCanonicalString.atoms(
          of: token..<end, in: outline, isDocstring: roles.docstrings.contains(token))
        append(
          keys.key(Array(atoms.joined(separator: [0]))),
          Int(item.start)..<Int(outline.tokens[end - 1].end))
        token = end
        continue
      case .number:
        append(keys.key(PythonCanonicalForm.number(outline.bytes[item.range])), item.range)
      case .symbol:
        let role: FormatToken.Role =
          PythonSymbol.closes(item.code)
          ? .close : item.code == PythonSymbol.comma && roles.isInBrackets(token) ? .comma : .plain
        append(keys.key(text(item.range)), item.range, role)
      case .name: append(keys.key(text(item.range)), item.range)
      }
      token += 1
    }
    for rest in outline.comments[comment...] {
      appendComment(rest.range, in: outline.bytes, &keys)
    }
  }

  private mutating func appendComment(
    _ range: Range<Int>, in bytes: [UInt8], _ keys: inout FormatKeys
  ) {
    var end = range.upperBound
    while end > range.lowerBound, [0x20, 0x09, 0x0C].contains(bytes[end - 1]) { end -= 1 }
    append(
      keys.key([1] + PythonCanonicalForm.comment(bytes[range])), range.lowerBound..<end, .comment)
  }
}

/// What each token of a Python file is to formatters.
private struct PythonFormatRoles {
  private(set) var dropped: Set<Int> = []
  /// The closing brackets that a comma may stand before, where none does.
  private(set) var openLists: Set<Int> = []
  private(set) var docstrings: Set<Int> = []
  /// How deep the statement is that begins at a token.
  private(set) var depths: [Int: Int] = [:]
  /// The other bracket of each.
  private(set) var partners: [Int: Int] = [:]
  private var enclosed: Set<Int> = []

  init(_ outline: PythonOutline) {
    var depthOf = [Int](repeating: 0, count: outline.statements.count)
    for index in outline.statements.indices {
      let statement = outline.statements[index]
      if let parent = statement.parent { depthOf[index] = depthOf[parent] + 1 }
      depths[statement.decoratedStart] = depthOf[index]
      if outline.isDocstring(index) { docstrings.insert(statement.tokens.lowerBound) }
      for decorator in outline.decorators(of: index) { find(outline, decorator, isFor: false) }
      find(outline, statement.tokens, isFor: statement.kind == .for)
    }
    pairBrackets(outline)
  }

  func isInBrackets(_ token: Int) -> Bool { enclosed.contains(token) }

  private mutating func find(_ outline: PythonOutline, _ tokens: Range<Int>, isFor: Bool) {
    var optional = PythonOptionalTokens(outline, tokens: tokens, isForHeader: isFor)
    let found = optional.find()
    dropped.formUnion(found)
    // A comma is optional only as long as the brackets around it are not.
    dropped.subtract(optional.lastCommas.filter { !found.contains($0.close) }.map(\.comma))
    openLists.formUnion(optional.openLists.filter { !found.contains($0) })
  }

  private mutating func pairBrackets(_ outline: PythonOutline) {
    var open: [Int] = []
    for (index, token) in outline.tokens.enumerated() where token.kind == .symbol {
      if PythonSymbol.opens(token.code) {
        open.append(index)
      } else if PythonSymbol.closes(token.code), let partner = open.popLast() {
        partners[index] = partner
        partners[partner] = index
      } else if token.code == PythonSymbol.comma, !open.isEmpty {
        enclosed.insert(index)
      }
    }
  }
}
