/// Finds the parentheses and commas of one statement that a formatter may add or remove.
///
/// Parentheses are optional where dropping them leaves the same grouping: around all of what an
/// assignment, `return`, an argument, a header takes. Whether that is so is decided by the tokens
/// just outside and by what stands directly inside.
struct PythonOptionalTokens {
  private let outline: PythonOutline
  private let tokens: Range<Int>
  private let isForHeader: Bool
  private var dropped: Set<Int> = []
  /// The commas behind the last element of brackets, with the bracket that closes.
  private(set) var lastCommas: [(comma: Int, close: Int)] = []
  /// The closing brackets that such a comma may stand before, where none does.
  private(set) var openLists: [Int] = []

  init(_ outline: PythonOutline, tokens: Range<Int>, isForHeader: Bool) {
    self.outline = outline
    self.tokens = tokens
    self.isForHeader = isForHeader
  }

  /// The tokens to leave out.
  mutating func find() -> Set<Int> {
    var open: [Int] = []
    var groups: [Group] = []
    for token in tokens where outline.tokens[token].kind == .symbol {
      let code = outline.tokens[token].code
      if PythonSymbol.opens(code) {
        open.append(groups.count)
        groups.append(Group(open: token, close: token, code: code))
      } else if PythonSymbol.closes(code) {
        guard let last = open.popLast() else { continue }
        groups[last].close = token
      } else if let last = open.last {
        groups[last].note(code, at: token)
      }
    }
    noteKeywords(&groups)
    dropTrailingCommas()
    for group in groups { decide(group) }
    return dropped
  }

  /// `a, b, = pair` and `return a, b,`: the last comma of several outside brackets.
  private mutating func dropTrailingCommas() {
    var depth = 0
    var commas = 0
    for token in tokens where outline.tokens[token].kind == .symbol {
      let code = outline.tokens[token].code
      if PythonSymbol.opens(code) { depth += 1 }
      if PythonSymbol.closes(code) { depth -= 1 }
      guard depth == 0 else { continue }
      if code == PythonSymbol.equal { commas = 0 }
      guard code == PythonSymbol.comma else { continue }
      commas += 1
      let isLast =
        token + 1 == tokens.upperBound || outline.tokens[token + 1].isSymbol(PythonSymbol.equal)
      if isLast, commas > 1 { dropped.insert(token) }
    }
  }

  /// One pair of brackets and what stands directly in it.
  private struct Group {
    let open: Int
    var close: Int
    let code: UInt8
    var commas = 0
    var lastComma = -1
    var hasConditional = false
    var hasGenerator = false
    var hasYield = false
    var hasAlias = false
    var hasWalrus = false
    var hasOperator = false
    var hasPower = false

    init(open: Int, close: Int, code: UInt8) {
      self.open = open
      self.close = close
      self.code = code
    }

    mutating func note(_ symbol: UInt8, at token: Int) {
      if symbol == PythonSymbol.comma {
        commas += 1
        lastComma = token
      } else if symbol == PythonSymbol.colon | PythonSymbol.withEqual {
        hasWalrus = true
      } else if symbol == PythonSymbol.power {
        hasPower = true
      } else if symbol != PythonSymbol.dot {
        hasOperator = true
      }
    }

    mutating func note(_ keyword: PythonKeyword) {
      switch keyword {
      case .if, .else, .lambda: hasConditional = true
      case .for, .async: hasGenerator = true
      case .yield: hasYield = true
      case .as: hasAlias = true
      case .false, .true, .none: break
      default: hasOperator = true
      }
    }
  }

  private func noteKeywords(_ groups: inout [Group]) {
    var open: [Int] = []
    var next = 0
    for token in tokens {
      let item = outline.tokens[token]
      if next < groups.count, groups[next].open == token {
        open.append(next)
        next += 1
      } else if let last = open.last, groups[last].close == token {
        open.removeLast()
      } else if item.kind == .name, let keyword = PythonKeyword(rawValue: item.code),
        let last = open.last
      {
        groups[last].note(keyword)
      }
    }
  }

  private mutating func decide(_ group: Group) {
    let isTrailing = group.lastComma >= 0 && group.lastComma == group.close - 1
    let follows = followsOperand(group.open)
    if isTrailing, group.commas > 1 || takesSingleComma(group, follows: follows) {
      dropped.insert(group.lastComma)
      lastCommas.append((group.lastComma, group.close))
    } else if !isTrailing, !group.hasGenerator, group.close > group.open + 1,
      group.commas > 0 || takesSingleComma(group, follows: follows)
    {
      openLists.append(group.close)
    }
    guard group.code == PythonSymbol.openParenthesis else { return }
    if follows {
      // `class A():` is `class A:`.
      let isClass = outline.isKeyword(tokens.lowerBound, .class) && group.open == group.close - 1
      if isClass, group.open == tokens.lowerBound + 2 { drop(group) }
    } else if group.close > group.open + 1, isOptional(group) {
      drop(group)
    }
  }

  private mutating func drop(_ group: Group) {
    dropped.insert(group.open)
    dropped.insert(group.close)
  }

  /// Whether a single trailing comma means nothing: in calls, lists, sets, imports, `with`.
  private func takesSingleComma(_ group: Group, follows: Bool) -> Bool {
    switch group.code {
    case PythonSymbol.openBrace: true
    case PythonSymbol.openBracket: !follows
    default:
      follows || group.hasAlias
        || (group.open > tokens.lowerBound && outline.isKeyword(group.open - 1, .import))
    }
  }

  /// Whether a bracket continues an operand: a call or a subscript.
  private func followsOperand(_ open: Int) -> Bool {
    guard open > tokens.lowerBound else { return false }
    let token = outline.tokens[open - 1]
    switch token.kind {
    case .name:
      if let keyword = PythonKeyword(rawValue: token.code) { return keyword.isOperand }
      let isSoft = open - 1 == tokens.lowerBound
      return !(isSoft && (outline.isName(open - 1, "match") || outline.isName(open - 1, "case")))
        || !outline.tokens[tokens.upperBound - 1].isSymbol(PythonSymbol.colon)
    case .number, .string: return true
    case .symbol: return PythonSymbol.closes(token.code)
    default: return false
    }
  }

  /// The nearest token that was not dropped.
  private func neighbour(of token: Int, by step: Int) -> Int? {
    var token = token + step
    while tokens.contains(token) {
      if !dropped.contains(token) { return token }
      token += step
    }
    return nil
  }

  private func isOptional(_ group: Group) -> Bool {
    let before = neighbour(of: group.open, by: -1)
    let after = neighbour(of: group.close, by: 1)
    let slot = PythonSlot(outline, before: before, after: after, isForHeader: isForHeader)
    let commas = group.commas - (dropped.contains(group.lastComma) ? 1 : 0)
    if group.hasGenerator { return false }
    if outline.tokens[group.open + 1].isSymbol(PythonSymbol.star), commas == 0 { return false }
    if commas > 0 { return slot.takesTuple }
    if group.hasYield { return slot.takesYield }
    if group.hasWalrus { return slot.takesWalrus }
    if slot.isAwait { return !group.hasOperator && !group.hasPower && !group.hasConditional }
    if slot.isSigned {
      return group.hasPower && !group.hasOperator && !group.hasConditional
        && !slot.continuesOperand
    }
    return slot.takesExpression && (!group.hasConditional || slot.endsExpression)
  }
}
