/// Finds expressions that no grammar allows by looking at neighbouring tokens only.
///
/// It sees a merge conflict's markers, a print statement of Python 2, a half-typed line; it never
/// refuses what Python accepts.
struct PythonAdjacency {
  let lexed: LexedPython

  /// What a token does to an expression.
  private struct Role: OptionSet {
    let rawValue: UInt8
    /// An operand can end with it.
    static let ends = Role(rawValue: 1)
    /// An operand can only begin with it.
    static let begins = Role(rawValue: 2)
    /// It needs an operand on its left.
    static let needsLeft = Role(rawValue: 4)
    /// It needs an operand on its right.
    static let needsRight = Role(rawValue: 8)
    /// An expression cannot go on behind it.
    static let stops = Role(rawValue: 16)
    /// It begins a statement and stands nowhere else.
    static let leads = Role(rawValue: 32)
  }

  /// Checks every pair of neighbours.
  func check(_ bytes: [UInt8]) throws(PythonSyntaxProblem) {
    var previous: Role = .stops
    for (index, token) in lexed.tokens.enumerated() {
      let role = role(of: token)
      let isWrong =
        (previous.contains(.ends) && role.contains(.begins))
        || (role.contains(.needsLeft) && !previous.contains(.ends))
        || (previous.contains(.needsRight) && role.contains(.stops))
        || (role.contains(.leads) && !isBoundary(index - 1))
      if isWrong, !isAllowed(index, bytes) { throw problem(at: index) }
      previous = role
    }
  }

  /// Whether a statement can begin behind that token.
  private func isBoundary(_ index: Int) -> Bool {
    guard index >= 0 else { return true }
    let token = lexed.tokens[index]
    switch token.kind {
    case .newline, .indent, .dedent: return true
    default: return token.isSymbol(PythonSymbol.semicolon) || token.isSymbol(PythonSymbol.colon)
    }
  }

  /// The pairs that are right in some statements.
  private func isAllowed(_ index: Int, _ bytes: [UInt8]) -> Bool {
    let token = lexed.tokens[index]
    if isBoundary(index - 1), token.isSymbol(PythonSymbol.at) { return true }
    guard index > 0 else { return false }
    let previous = lexed.tokens[index - 1]
    switch previous.kind {
    case .name where previous.code == PythonKeyword.async.rawValue: return true
    case .string where token.kind == .string: return true
    case .name where previous.code == PythonKeyword.from.rawValue:
      return token.isSymbol(PythonSymbol.dot)
    case .name where previous.code == PythonKeyword.not.rawValue:
      return token.kind == .name && token.code == PythonKeyword.in.rawValue
    case .name where isBoundary(index - 2):
      return ["match", "case", "type"].contains { bytes.matches($0, at: previous.range) }
    case .symbol where isImportDot(previous):
      // `from .. import`, `from ...a import`.
      guard index > 1 else { return false }
      let before = lexed.tokens[index - 2]
      let isRelative =
        before.kind == .symbol
        ? isImportDot(before) : before.code == PythonKeyword.from.rawValue
      return isRelative && (token.kind == .name || isImportDot(token))
    case .symbol where previous.code == PythonSymbol.comma:
      // `a, = pair` and `for a, in pairs`.
      return token.isSymbol(PythonSymbol.equal)
        || (token.kind == .name && token.code == PythonKeyword.in.rawValue)
    case .symbol where token.isSymbol(PythonSymbol.comma):
      let code = previous.code
      return code == PythonSymbol.colon || code == PythonSymbol.star || code == PythonSymbol.slash
    default: return false
    }
  }

  private func isImportDot(_ token: PythonToken) -> Bool {
    token.isSymbol(PythonSymbol.dot) || token.isSymbol(PythonSymbol.ellipsis)
  }

  @inline(__always)
  private func role(of token: PythonToken) -> Role {
    switch token.kind {
    case .name: Self.keywordRoles[Int(token.code)]
    case .number, .string: [.ends, .begins]
    case .symbol: Self.symbolRoles[Int(token.code)]
    case .newline, .indent, .dedent, .end, .comment: .stops
    }
  }

  private static let keywordRoles: [Role] = {
    var roles = [Role](repeating: [], count: 64)
    roles[0] = [.ends, .begins]
    for keyword in PythonKeyword.allCases {
      switch keyword {
      case .false, .none, .true: roles[Int(keyword.rawValue)] = [.ends, .begins]
      case .lambda, .await: roles[Int(keyword.rawValue)] = .begins
      case .and, .or, .in, .is: roles[Int(keyword.rawValue)] = [.needsLeft, .needsRight]
      case .as: roles[Int(keyword.rawValue)] = [.needsLeft, .needsRight]
      case .not: roles[Int(keyword.rawValue)] = .needsRight
      case .assert, .break, .class, .continue, .def, .del, .elif, .except, .finally, .global,
        .nonlocal, .pass, .raise, .return, .try, .while, .with:
        roles[Int(keyword.rawValue)] = .leads
      default: break
      }
    }
    return roles
  }()

  private static let symbolRoles: [Role] = {
    var roles = [Role](repeating: [.needsLeft, .needsRight], count: 256)
    for code in [
      PythonSymbol.star, PythonSymbol.power, PythonSymbol.slash, PythonSymbol.colon,
      PythonSymbol.openParenthesis, PythonSymbol.openBracket,
    ] {
      roles[Int(code)] = []
    }
    for code in [
      PythonSymbol.closeParenthesis, PythonSymbol.closeBracket, PythonSymbol.closeBrace,
    ] {
      roles[Int(code)] = [.ends, .stops]
    }
    roles[Int(PythonSymbol.openBrace)] = .begins
    roles[Int(PythonSymbol.ellipsis)] = [.ends, .begins]
    roles[Int(PythonSymbol.plus)] = .needsRight
    roles[Int(PythonSymbol.minus)] = .needsRight
    roles[Int(PythonSymbol.tilde)] = [.begins, .needsRight]
    roles[Int(PythonSymbol.comma)] = [.needsLeft, .stops]
    roles[Int(PythonSymbol.semicolon)] = .stops
    return roles
  }()

  private func problem(at token: Int) -> PythonSyntaxProblem {
    let offset = Int(lexed.tokens[token].start)
    let line = (lexed.lineStarts.firstIndex { Int($0) > offset } ?? lexed.lineStarts.count)
    return PythonSyntaxProblem(offset: offset, line: line, reason: "invalid syntax")
  }
}
