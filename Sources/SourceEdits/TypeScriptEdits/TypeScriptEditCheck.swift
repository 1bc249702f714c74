/// Proves that an edited module differs from the one before by the changed places alone.
///
/// Both are lexed and outlined: outside the changes the same tokens and comments must follow each
/// other, and the same statements.
struct TypeScriptEditCheck {
  let old: TypeScriptOutline
  let changes: [TextChange]

  init(old: TypeScriptOutline, changes: [TextChange]) {
    self.old = old
    self.changes = changes.inPlaceOrder
  }

  /// The new text.
  ///
  /// - Throws: ``EditError/invalid(_:)`` when the result would be broken or differ elsewhere.
  func result() throws(EditError) -> [UInt8] {
    let text = changes.applied(to: old.bytes)
    let new: TypeScriptOutline
    do {
      new = try TypeScriptOutline(text, dialect: old.dialect)
    } catch {
      throw .invalid("the result would not be TypeScript: line \(error.line): \(error.reason)")
    }
    let removed = changes.map(\.range)
    var inserted: [Range<Int>] = []
    var shift = 0
    for change in changes {
      let start = change.range.lowerBound + shift
      inserted.append(start..<start + change.replacement.count)
      shift += change.replacement.count - change.range.count
    }
    let agrees =
      tokensAgree(old.tokens, removed, new.tokens, inserted)
      && tokensAgree(old.comments, removed, new.comments, inserted)
      && old.kinds(outside: removed) == new.kinds(outside: inserted)
    guard agrees else { throw .invalid("the result would change more than the edit says") }
    return text
  }

  /// Whether the tokens outside the changes are the same, at the same distance.
  private func tokensAgree(
    _ before: [TypeScriptToken], _ removed: [Range<Int>], _ after: [TypeScriptToken],
    _ inserted: [Range<Int>]
  ) -> Bool {
    var first = Walk(tokens: before, gaps: removed)
    var second = Walk(tokens: after, gaps: inserted)
    while true {
      switch (first.next(), second.next()) {
      case (nil, nil): return true
      case (let one?, let other?):
        let agrees =
          before[one].kind == after[other].kind && before[one].code == after[other].code
          && before[one].range.count == after[other].range.count
          && Int(before[one].start) + shift(first.gap) == Int(after[other].start)
        if !agrees { return false }
      default: return false
      }
    }
  }

  /// By how much the text behind the first `gaps` changes moved.
  private func shift(_ gaps: Int) -> Int {
    changes[..<gaps].reduce(0) { $0 + $1.replacement.count - $1.range.count }
  }

  /// Steps over the tokens outside the gaps.
  private struct Walk {
    let tokens: [TypeScriptToken]
    let gaps: [Range<Int>]
    var position = 0
    var gap = 0

    init(tokens: [TypeScriptToken], gaps: [Range<Int>]) {
      self.tokens = tokens
      self.gaps = gaps
    }

    mutating func next() -> Int? {
      while position < tokens.count {
        let token = tokens[position]
        position += 1
        if token.kind == .end { continue }
        while gap < gaps.count, gaps[gap].upperBound <= Int(token.start) { gap += 1 }
        if gap < gaps.count, gaps[gap].overlaps(token.range) { continue }
        return position - 1
      }
      return nil
    }
  }
}

extension TypeScriptOutline {
  /// The kinds of the statements that begin outside all of `gaps`, which are in order.
  fileprivate func kinds(outside gaps: [Range<Int>]) -> [TypeScriptStatement.Kind] {
    var gap = 0
    return statements.filter { statement in
      let start = Int(tokens[statement.tokens.lowerBound].start)
      while gap < gaps.count, gaps[gap].upperBound <= start { gap += 1 }
      return gap >= gaps.count || !gaps[gap].contains(start)
    }.map(\.kind)
  }
}
