/// Proves that an edited file differs from the one before by the changed places alone.
///
/// Both are lexed and outlined: outside the changes the same tokens and comments must follow each
/// other, and the same statements in the same blocks.
struct EditCheck {
  let old: PythonOutline
  private let places: EditedPlaces

  init(old: PythonOutline, changes: [TextChange]) {
    self.old = old
    places = EditedPlaces(changes)
  }

  /// The new text.
  ///
  /// - Throws: ``EditError/invalid(_:)`` when the result would be broken or differ elsewhere.
  func result() throws(EditError) -> [UInt8] {
    let text = places.changes.applied(to: old.bytes)
    let new: PythonOutline
    do {
      new = try PythonOutline(text)
    } catch {
      throw .invalid("the result would not be Python: line \(error.line): \(error.reason)")
    }
    let agrees =
      places.agree(old.tokens, new.tokens) && places.agree(old.comments, new.comments)
      && statementsAgree(new)
    guard agrees else {
      throw .invalid("the result would change more than the edit says")
    }
    return text
  }

  private func statementsAgree(_ new: PythonOutline) -> Bool {
    let before = EditedPlaces.kept(old.statementStarts, outside: places.removed)
    let after = EditedPlaces.kept(new.statementStarts, outside: places.inserted)
    guard before.count == after.count else { return false }
    var counterpart: [Int: Int] = [:]
    for (one, other) in zip(before, after) {
      guard old.statements[one].kind == new.statements[other].kind else { return false }
      counterpart[one] = other
      let parent = old.statements[one].parent.map { counterpart[$0] ?? -1 }
      guard parent == new.statements[other].parent else { return false }
    }
    return true
  }
}

extension PythonOutline {
  fileprivate var statementStarts: [Int] {
    statements.map { Int(tokens[$0.tokens.lowerBound].start) }
  }
}
