/// What each token of a TypeScript file is to formatters.
struct TypeScriptFormatRoles {
  private let lexed: LexedTypeScript
  private let bytes: [UInt8]
  private let isJSON: Bool
  private(set) var dropped: Set<Int> = []
  /// The closing brackets that a comma may stand before, where none does.
  private(set) var openLists: Set<Int> = []
  /// The other bracket of each.
  private(set) var partners: [Int: Int] = [:]
  /// Where `{" "}` begins, and its last token.
  private(set) var spaces: [Int: Int] = [:]

  init(_ lexed: LexedTypeScript, bytes: [UInt8], isJSON: Bool) {
    self.lexed = lexed
    self.bytes = bytes
    self.isJSON = isJSON
    var open: [Group] = []
    for index in lexed.tokens.indices {
      let token = lexed.tokens[index]
      if token.closes, let group = open.popLast() {
        partners[group.open] = index
        partners[index] = group.open
        end(group, at: index)
      }
      if token.opens { open.append(Group(open: index)) }
      if token.isSymbol(TypeScriptSymbol.comma), !open.isEmpty {
        open[open.count - 1].hasComma = true
      }
      let isInBlock = open.last.map { isSymbol($0.open, TypeScriptSymbol.openBrace) } ?? true
      if !isJSON { look(at: index, isInBlock: isInBlock) }
    }
    if !isJSON { dropParentheses() }
  }

  private struct Group {
    var open: Int
    var hasComma = false
  }

  // MARK: Tokens

  private func token(_ index: Int) -> TypeScriptToken? {
    lexed.tokens.indices.contains(index) ? lexed.tokens[index] : nil
  }

  private func isSymbol(_ index: Int, _ codes: UInt8...) -> Bool {
    guard let token = token(index), token.kind == .symbol else { return false }
    return codes.contains(token.code)
  }

  private func keyword(_ index: Int) -> TypeScriptKeyword? {
    guard let token = token(index), token.kind == .name else { return nil }
    return TypeScriptKeyword(rawValue: token.code)
  }

  /// A token's text without what formatters change.
  func text(of index: Int) -> [UInt8] {
    let token = lexed.tokens[index]
    let text = Array(bytes[token.range])
    if isJSON { return text }
    if isKeptApart(index) { return [0x0A] + text }
    switch token.kind {
    case .string:
      let content = unescapingQuotes(text.dropFirst().dropLast())
      return isKey(index) && isName(content) ? content : [0x22] + content
    case .number: return text.map { $0 | 0x20 }
    default: return text
    }
  }

  /// Whether a line ending before a token, or a semicolon in its place, changes what it means.
  private func isKeptApart(_ index: Int) -> Bool {
    let token = lexed.tokens[index]
    if token.closes { return false }
    if token.isAfterLineBreak, endsAtLine(index - 1) || token.isSymbol(TypeScriptSymbol.increment) {
      return true
    }
    return dropped.contains(index - 1) && isSymbol(index - 1, TypeScriptSymbol.semicolon)
      && endsAtLine(index - 2)
  }

  private func endsAtLine(_ index: Int) -> Bool {
    switch keyword(index) {
    case .return, .throw, .break, .continue, .yield: true
    default: false
    }
  }

  private func unescapingQuotes(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let next = index + 1
      if text[index] == 0x5C, next < text.endIndex {
        if text[next] != 0x22 && text[next] != 0x27 { result.append(0x5C) }
        result.append(text[next])
        index += 2
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// Whether a string names a member, where a name may need no quotes.
  private func isKey(_ index: Int) -> Bool {
    isSymbol(index + 1, TypeScriptSymbol.colon)
      && isSymbol(index - 1, TypeScriptSymbol.openBrace, TypeScriptSymbol.comma)
  }

  private func isName(_ text: [UInt8]) -> Bool {
    guard let first = text.first, !(0x30...0x39).contains(first) else { return false }
    return text.allSatisfy {
      $0 == 0x5F || $0 == 0x24 || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
    }
  }

  // MARK: Optional tokens

  private mutating func look(at index: Int, isInBlock: Bool) {
    let token = lexed.tokens[index]
    if token.isSymbol(TypeScriptSymbol.semicolon), isInBlock, isOptionalSemicolon(index) {
      dropped.insert(index)
    }
    // The first of several types on lines of their own.
    if token.isSymbol(TypeScriptSymbol.bar) || token.isSymbol(TypeScriptSymbol.ampersand),
      isSymbol(
        index - 1, TypeScriptSymbol.equal, TypeScriptSymbol.colon, TypeScriptSymbol.comma,
        TypeScriptSymbol.openParenthesis, TypeScriptSymbol.less, TypeScriptSymbol.openBracket,
        TypeScriptSymbol.arrow)
    {
      dropped.insert(index)
    }
    if token.kind == .string, token.range.count == 3, bytes[Int(token.start) + 1] == 0x20,
      isSymbol(index - 1, TypeScriptSymbol.openBrace),
      isSymbol(index + 1, TypeScriptSymbol.closeBrace),
      !isSymbol(index - 2, TypeScriptSymbol.equal)
    {
      spaces[index - 1] = index + 1
    }
  }

  /// Whether a line's end says the same: nothing follows that could go on with the statement.
  private func isOptionalSemicolon(_ index: Int) -> Bool {
    guard let next = token(index + 1), let previous = token(index - 1) else { return false }
    if previous.isSymbol(TypeScriptSymbol.semicolon) || previous.opens { return false }
    if previous.kind == .name, isModifier(previous) { return false }
    // What follows `if (a)` would be its statement.
    if keyword(index - 1) == .else || keyword(index - 1) == .do { return false }
    if let open = partners[index - 1], isControl(open) { return false }
    if next.kind == .end || next.isSymbol(TypeScriptSymbol.closeBrace) { return true }
    switch next.kind {
    case .name: return keyword(index + 1).map { $0 != .in && $0 != .instanceof } ?? true
    case .privateName, .number, .string: return true
    case .symbol:
      return next.code == TypeScriptSymbol.at
        || next.code == TypeScriptSymbol.openBrace
          && !previous.isSymbol(TypeScriptSymbol.closeParenthesis)
          && !previous.isSymbol(TypeScriptSymbol.arrow)
    default: return false
    }
  }

  /// Whether a name, without a semicolon behind it, would belong to what follows.
  private func isModifier(_ token: TypeScriptToken) -> Bool {
    let words: [StaticString] = [
      "get", "set", "static", "async", "readonly", "declare", "abstract", "accessor", "type",
      "public", "private", "protected", "override", "let", "await", "namespace", "module",
    ]
    return words.contains { bytes.matches($0, at: token.range) }
  }

  private mutating func end(_ group: Group, at close: Int) {
    guard close > group.open + 1, lexed.tokens[group.open].kind == .symbol else { return }
    let code = lexed.tokens[group.open].code
    guard code != TypeScriptSymbol.elementOpen, !isSymbol(close - 1, TypeScriptSymbol.comma),
      !isControl(group.open)
    else { return }
    if isJSON || code != TypeScriptSymbol.openBrace || group.hasComma || beginsObject(group.open) {
      openLists.insert(close)
    }
  }

  private func isControl(_ open: Int) -> Bool {
    guard isSymbol(open, TypeScriptSymbol.openParenthesis) else { return false }
    switch keyword(open - 1) {
    case .if, .for, .while, .switch, .catch, .with: return true
    case .await: return keyword(open - 2) == .for
    default: return false
    }
  }

  private func beginsObject(_ open: Int) -> Bool {
    if let keyword = keyword(open - 1) {
      return [.return, .default, .import, .export, .const, .var].contains(keyword)
    }
    return isSymbol(
      open - 1, TypeScriptSymbol.equal, TypeScriptSymbol.openParenthesis, TypeScriptSymbol.comma,
      TypeScriptSymbol.openBracket, TypeScriptSymbol.colon, TypeScriptSymbol.question,
      TypeScriptSymbol.binary, TypeScriptSymbol.ellipsis)
  }

  // MARK: Parentheses

  private mutating func dropParentheses() {
    for (open, close) in partners where open < close {
      guard isSymbol(open, TypeScriptSymbol.openParenthesis) else { continue }
      if holdsParameter(open, close) || holdsElement(open, close) {
        dropped.formUnion([open, close])
        openLists.remove(close)
        // A comma behind the one thing in them is as optional.
        if isSymbol(close - 1, TypeScriptSymbol.comma) { dropped.insert(close - 1) }
      }
    }
  }

  /// `(x) => x`
  private func holdsParameter(_ open: Int, _ close: Int) -> Bool {
    let end = isSymbol(close - 1, TypeScriptSymbol.comma) ? close - 1 : close
    return isSymbol(close + 1, TypeScriptSymbol.arrow) && end == open + 2
      && token(open + 1)?.kind == .name && keyword(open + 1) == nil
  }

  /// `return (<a />)`
  private func holdsElement(_ open: Int, _ close: Int) -> Bool {
    guard isSymbol(open + 1, TypeScriptSymbol.elementOpen), partners[open + 1] == close - 1 else {
      return false
    }
    if keyword(open - 1) == .return { return true }
    return isSymbol(
      open - 1, TypeScriptSymbol.arrow, TypeScriptSymbol.equal, TypeScriptSymbol.question,
      TypeScriptSymbol.colon, TypeScriptSymbol.binary, TypeScriptSymbol.openParenthesis,
      TypeScriptSymbol.openBrace, TypeScriptSymbol.openBracket, TypeScriptSymbol.comma)
  }
}
