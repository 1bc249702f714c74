/// Reads tokens into statements, in one pass and without recursion.
struct PythonOutlineBuilder {
  let bytes: [UInt8]
  let lexed: LexedPython
  var tokens: [PythonToken] { lexed.tokens }

  private var statements: [PythonStatement] = []
  /// The compound statements whose blocks are open.
  private var open: [Int] = []
  private var position = 0
  /// The first decorator of the definition that must follow.
  private var decorator: Int?

  init(bytes: [UInt8], lexed: LexedPython) {
    self.bytes = bytes
    self.lexed = lexed
    statements.reserveCapacity(lexed.tokens.count / 12 + 4)
  }

  /// Reads all statements.
  mutating func build() throws(PythonSyntaxProblem) -> [PythonStatement] {
    try PythonAdjacency(lexed: lexed).check(bytes)
    while true {
      let token = lexed.tokens[position]
      switch token.kind {
      case .end:
        if decorator != nil { throw problem("a decorator without a definition", at: position) }
        return statements
      case .newline: position += 1
      case .indent: throw problem("unexpected indent", at: position)
      case .dedent:
        close()
        position += 1
      default: try line()
      }
    }
  }

  /// Reads one logical line.
  private mutating func line() throws(PythonSyntaxProblem) {
    if lexed.tokens[position].isSymbol(PythonSymbol.at) {
      if decorator == nil { decorator = position }
      while lexed.tokens[position].kind != .newline { position += 1 }
      position += 1
      return
    }
    var isInline = false
    while true {
      if try statement(isInline: isInline) { return }
      isInline = true
      let token = lexed.tokens[position]
      if token.isSymbol(PythonSymbol.semicolon) {
        position += 1
        if lexed.tokens[position].kind != .newline { continue }
      }
      guard lexed.tokens[position].kind == .newline else {
        throw problem("invalid syntax", at: position)
      }
      position += 1
      // Blocks on their header's line end with it.
      while let last = open.last, statements[last].hasInlineBody { close() }
      return
    }
  }

  /// Reads one statement; true when a block follows it.
  private mutating func statement(isInline: Bool) throws(PythonSyntaxProblem) -> Bool {
    let first = position
    let scan = scan()
    let kind = try kind(first: first, scan: scan)
    if decorator != nil, kind != .classDefinition, kind != .functionDefinition {
      throw problem("a decorator without a definition", at: first)
    }
    let index = statements.count
    statements.append(
      PythonStatement(
        kind: kind, isInline: isInline, hasInlineBody: false,
        parentIndex: Int32(open.last ?? -1), endIndex: UInt32(index + 1),
        firstToken: UInt32(first), lastToken: UInt32(position),
        decoratorToken: UInt32(decorator ?? first),
        operatorToken: UInt32(scan.operatorToken), colonToken: UInt32(scan.colon)))
    decorator = nil
    if kind == .import || kind == .fromImport { try checkImport(first..<position) }
    if !kind.isCompound { try checkColon(scan, kind: kind, first: first) }
    guard kind.isCompound else { return false }
    try checkClause(index)
    return try block(of: index, colon: scan.colon)
  }

  /// Outside brackets a simple statement has a colon only before an annotation.
  private func checkColon(
    _ scan: Scan, kind: PythonStatement.Kind, first: Int
  ) throws(PythonSyntaxProblem) {
    guard scan.colon > 0 else { return }
    let isAnnotation =
      kind == .assignment && scan.colon > first && !scan.hasSecondColon
      && (scan.operatorToken == 0 || scan.operatorToken > scan.colon)
    if !isAnnotation { throw problem("invalid syntax", at: scan.colon) }
  }

  /// Opens the block of a compound statement; true when it is an indented one.
  private mutating func block(of index: Int, colon: Int) throws(PythonSyntaxProblem) -> Bool {
    guard colon > 0 else { throw problem("expected ':'", at: position) }
    position = colon + 1
    statements[index].lastToken = UInt32(position)
    open.append(index)
    if lexed.tokens[position].kind == .newline {
      position += 1
      guard lexed.tokens[position].kind == .indent else {
        throw problem("expected an indented block", at: position - 1)
      }
      position += 1
      return true
    }
    statements[index].hasInlineBody = true
    let next = try kind(first: position, scan: nil)
    if next.isCompound { throw problem("a compound statement in an inline block", at: position) }
    _ = try statement(isInline: true)
    return false
  }

  private mutating func close() {
    guard let last = open.popLast() else { return }
    statements[last].endIndex = UInt32(statements.count)
  }

  /// What a pass over one simple statement or header finds.
  private struct Scan {
    var colon = 0
    var hasSecondColon = false
    var operatorToken = 0
  }

  /// Passes the tokens up to the line's end or a `;`, and notes the first colon and assignment
  /// outside brackets and lambdas.
  private mutating func scan() -> Scan {
    var scan = Scan()
    var depth = 0
    var lambdas = 0
    while true {
      let token = lexed.tokens[position]
      switch token.kind {
      case .newline, .end: return scan
      case .name:
        if depth == 0, token.code == PythonKeyword.lambda.rawValue { lambdas += 1 }
      case .symbol:
        let code = token.code
        if PythonSymbol.opens(code) {
          depth += 1
        } else if PythonSymbol.closes(code) {
          depth -= 1
        } else if depth == 0 {
          if code == PythonSymbol.semicolon { return scan }
          if code == PythonSymbol.colon {
            if lambdas > 0 {
              lambdas -= 1
            } else if scan.colon == 0 {
              scan.colon = position
            } else {
              scan.hasSecondColon = true
            }
          } else if scan.operatorToken == 0, lambdas == 0,
            code == PythonSymbol.equal || PythonSymbol.isAugmentedAssignment(code)
          {
            scan.operatorToken = position
          }
        }
      default: break
      }
      position += 1
    }
  }

  /// What the statement at `first` is; `scan` is nil when only its beginning counts.
  private func kind(first: Int, scan: Scan?) throws(PythonSyntaxProblem) -> PythonStatement.Kind {
    let token = lexed.tokens[first]
    guard token.kind == .name else { return expressionKind(scan) }
    guard let keyword = PythonKeyword(rawValue: token.code) else {
      return softKind(first: first, scan: scan) ?? expressionKind(scan)
    }
    if let kind = Self.kinds[Int(keyword.rawValue)] { return kind }
    if keyword == .async {
      switch PythonKeyword(rawValue: lexed.tokens[first + 1].code) {
      case .def: return .functionDefinition
      case .for: return .for
      case .with: return .with
      default: throw problem("'async' begins no statement here", at: first)
      }
    }
    switch keyword {
    case .and, .as, .in, .is, .or: throw problem("invalid syntax", at: first)
    default: return expressionKind(scan)
    }
  }

  private func expressionKind(_ scan: Scan?) -> PythonStatement.Kind {
    guard let scan else { return .expression }
    if scan.operatorToken > 0, lexed.tokens[scan.operatorToken].code != PythonSymbol.equal {
      return .augmentedAssignment
    }
    return scan.operatorToken > 0 || scan.colon > 0 ? .assignment : .expression
  }

  /// `match`, `case` and `type` where they are no names.
  private func softKind(first: Int, scan: Scan?) -> PythonStatement.Kind? {
    let range = lexed.tokens[first].range
    let next = lexed.tokens[first + 1]
    if bytes.matches("type", at: range) {
      return next.kind == .name && next.code == 0 && scan?.operatorToken ?? 0 > 0
        ? .typeAlias : nil
    }
    guard let scan, scan.colon > 0 else { return nil }
    if bytes.matches("match", at: range) {
      let ends = position == scan.colon + 1 && lexed.tokens[position].kind == .newline
      return ends && lexed.tokens[position + 1].kind == .indent ? .match : nil
    }
    guard bytes.matches("case", at: range), let last = open.last else { return nil }
    return statements[last].kind == .match ? .case : nil
  }

  /// `else` and the like must continue something.
  private func checkClause(_ index: Int) throws(PythonSyntaxProblem) {
    let node = statements[index]
    guard node.kind.isClause else { return }
    var previous = index - 1
    while previous >= 0, statements[previous].parentIndex != node.parentIndex {
      previous = Int(statements[previous].parentIndex)
    }
    let allowed: Bool =
      if previous < 0 {
        false
      } else {
        switch (statements[previous].kind, node.kind) {
        case (.if, .elif), (.elif, .elif), (.if, .else), (.elif, .else): true
        case (.for, .else), (.while, .else), (.except, .else): true
        case (.try, .except), (.except, .except): true
        case (.try, .finally), (.except, .finally), (.else, .finally): true
        default: false
        }
      }
    guard allowed else {
      throw problem("a clause that continues nothing", at: Int(node.firstToken))
    }
  }

  /// The kinds that a keyword alone decides, by its raw value.
  private static let kinds: [PythonStatement.Kind?] = {
    var kinds = [PythonStatement.Kind?](repeating: nil, count: 64)
    let pairs: [(PythonKeyword, PythonStatement.Kind)] = [
      (.class, .classDefinition), (.def, .functionDefinition), (.if, .if), (.elif, .elif),
      (.else, .else), (.for, .for), (.while, .while), (.try, .try), (.except, .except),
      (.finally, .finally), (.with, .with), (.import, .import), (.from, .fromImport),
      (.pass, .pass), (.return, .return), (.raise, .raise), (.del, .delete),
      (.global, .global), (.nonlocal, .nonlocal), (.assert, .assert), (.break, .break),
      (.continue, .continue),
    ]
    for (keyword, kind) in pairs { kinds[Int(keyword.rawValue)] = kind }
    return kinds
  }()

  func problem(_ reason: String, at token: Int) -> PythonSyntaxProblem {
    let offset = Int(lexed.tokens[token].start)
    let lines = SourceLines(bytes: bytes, starts: lexed.lineStarts)
    return PythonSyntaxProblem(offset: offset, line: lines.line(at: offset), reason: reason)
  }
}
