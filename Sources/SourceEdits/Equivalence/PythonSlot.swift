/// What may stand between two tokens without parentheses.
struct PythonSlot {
  private let outline: PythonOutline
  private let before: Int?
  private let after: Int?
  private let isForHeader: Bool

  /// - Parameters:
  ///   - before: the token before the parentheses; nil at the start of the statement.
  ///   - after: the token behind them; nil at its end.
  init(_ outline: PythonOutline, before: Int?, after: Int?, isForHeader: Bool) {
    self.outline = outline
    self.before = before
    self.after = after
    self.isForHeader = isForHeader
  }

  private var opening: (symbol: UInt8?, keyword: PythonKeyword?) { parts(before) }
  private var closing: (symbol: UInt8?, keyword: PythonKeyword?) { parts(after) }

  private func parts(_ token: Int?) -> (symbol: UInt8?, keyword: PythonKeyword?) {
    guard let token else { return (nil, nil) }
    let item = outline.tokens[token]
    switch item.kind {
    case .symbol: return (item.code, nil)
    case .name: return (nil, PythonKeyword(rawValue: item.code))
    default: return (nil, nil)
    }
  }

  /// Whether it is the `in` of a `for`.
  private func isForIn(_ keyword: PythonKeyword?) -> Bool { keyword == .in && isForHeader }

  var isAwait: Bool { opening.keyword == .await }

  /// Whether a sign stands before it: it binds less tightly than a power.
  var isSigned: Bool {
    guard let before, let symbol = opening.symbol else { return false }
    switch symbol {
    case PythonSymbol.minus, PythonSymbol.plus, PythonSymbol.tilde: break
    default: return false
    }
    guard before > 0 else { return true }
    let previous = outline.tokens[before - 1]
    switch previous.kind {
    case .name: return PythonKeyword(rawValue: previous.code).map { !$0.isOperand } ?? false
    case .number, .string: return false
    case .symbol: return !PythonSymbol.closes(previous.code)
    default: return true
    }
  }

  /// Whether what follows belongs to the operand: a call, an attribute, another power.
  var continuesOperand: Bool {
    switch closing.symbol {
    case PythonSymbol.power, PythonSymbol.dot, PythonSymbol.openParenthesis,
      PythonSymbol.openBracket:
      return true
    default: return false
    }
  }

  /// Whether what follows ends every expression.
  var endsExpression: Bool {
    guard after != nil else { return true }
    switch closing.symbol {
    case PythonSymbol.comma, PythonSymbol.closeParenthesis, PythonSymbol.closeBracket,
      PythonSymbol.closeBrace, PythonSymbol.colon, PythonSymbol.equal:
      return true
    default:
      // Behind an element of a comprehension.
      return isForIn(closing.keyword) || closing.keyword == .for || closing.keyword == .async
    }
  }

  /// Whether an expression that binds more tightly than a conditional fits.
  var takesExpression: Bool { opensExpression && (endsExpression || closesDisjunction) }

  private var closesDisjunction: Bool {
    switch closing.keyword {
    case .if, .else, .as, .from: true
    case .in: isForHeader || opening.keyword == .for
    default: false
    }
  }

  private var opensExpression: Bool {
    guard let before else { return true }
    if let symbol = opening.symbol {
      switch symbol {
      case PythonSymbol.equal, PythonSymbol.openParenthesis, PythonSymbol.openBracket,
        PythonSymbol.openBrace, PythonSymbol.comma, PythonSymbol.colon, PythonSymbol.arrow:
        return true
      default: return PythonSymbol.isAugmentedAssignment(symbol)
      }
    }
    switch opening.keyword {
    case .return, .if, .elif, .while, .assert, .for, .else, .del, .raise, .from, .import, .with,
      .except, .as, .yield:
      return true
    case .in: return isForHeader
    default: return outline.isName(before, "match") || outline.isName(before, "case")
    }
  }

  /// Whether a tuple needs no parentheses.
  var takesTuple: Bool {
    guard opensTuple else { return false }
    guard after != nil else { return true }
    switch closing.symbol {
    case PythonSymbol.equal, PythonSymbol.colon: return true
    default: return closing.keyword == .in && (isForHeader || opening.keyword == .for)
    }
  }

  private var opensTuple: Bool {
    guard let before else { return true }
    if let symbol = opening.symbol {
      return symbol == PythonSymbol.equal || PythonSymbol.isAugmentedAssignment(symbol)
    }
    switch opening.keyword {
    case .return, .yield, .del, .for, .import, .with, .except: return true
    case .in: return isForHeader
    default: return outline.isName(before, "match") || outline.isName(before, "case")
    }
  }

  /// Whether a `yield` needs no parentheses.
  var takesYield: Bool {
    guard after == nil, before != nil else { return after == nil }
    guard let symbol = opening.symbol else { return false }
    return symbol == PythonSymbol.equal || PythonSymbol.isAugmentedAssignment(symbol)
  }

  /// Whether `:=` needs no parentheses.
  var takesWalrus: Bool {
    guard closing.symbol == PythonSymbol.colon else { return false }
    switch opening.keyword {
    case .if, .elif, .while: return true
    default: return false
    }
  }
}
