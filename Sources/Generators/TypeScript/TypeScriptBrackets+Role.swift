extension TypeScriptBrackets {
  /// What a pair of brackets is for, which decides how it can be broken.
  enum Role {
    /// `f(a, b)`, `[a, b]`, `{ a, b }`: a part a line, a comma behind each.
    case list
    /// `{ a: A; b: B }`, a type: a member a line, a semicolon behind each.
    case members
    /// `(a ?? b)`, `if (a)`: one expression, behind which no comma can stand.
    case group
    /// The head of a `for`: what is in it is broken, the head itself never.
    case loop
    /// `a[b]`, `[A in B]`, `{product.name}`, `name={value}`: not here.
    case whole
  }

  /// The role of a pair.
  func role(of pair: Pair) -> Role {
    let before = text[..<pair.open]
    switch text[pair.open] {
    case "(": return parentheses(pair, before)
    case "[":
      let isMember = text[pair.open..<pair.close].contains(" in ")
      return isMember || before.last.map(Self.endsOperand) == true ? .whole : .list
    default:
      // Lists have spaces inside of the braces, what is between tags and in attributes has none.
      guard text[text.index(after: pair.open)] == " " else { return .whole }
      return isType(pair) ? .members : .list
    }
  }

  private func parentheses(_ pair: Pair, _ before: Substring) -> Role {
    if before.last.map(Self.endsOperand) == true { return .list }
    if before.hasSuffix("for ") { return .loop }
    let after = text[text.index(after: pair.close)...]
    return after.hasPrefix(" =>") || after.hasPrefix(": ") ? .list : .group
  }

  /// Whether braces hold the members of a type: `{ a: A; b: B }`, `{ [Name in Names]: A }`.
  private func isType(_ pair: Pair) -> Bool {
    let inner = text[text.index(after: pair.open)..<pair.close]
    if Self.parts(inner, between: ";").count > 1 { return true }
    return inner.hasPrefix(" [") && inner.contains(" in ")
  }

  /// Whether a character ends what can be called or indexed.
  private static func endsOperand(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_$)]>?.".contains(character)
  }
}
