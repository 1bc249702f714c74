/// Proves that an edited module differs from the one before by the changed places alone.
///
/// Both are lexed and outlined: outside the changes the same tokens and comments must follow each
/// other, and the same statements.
struct TypeScriptEditCheck {
  let old: TypeScriptOutline
  private let places: EditedPlaces

  init(old: TypeScriptOutline, changes: [TextChange]) {
    self.old = old
    places = EditedPlaces(changes)
  }

  /// The new text.
  ///
  /// - Throws: ``EditError/invalid(_:)`` when the result would be broken or differ elsewhere.
  func result() throws(EditError) -> [UInt8] {
    let text = places.changes.applied(to: old.bytes)
    let new: TypeScriptOutline
    do {
      new = try TypeScriptOutline(text, dialect: old.dialect)
    } catch {
      throw .invalid("the result would not be TypeScript: line \(error.line): \(error.reason)")
    }
    let agrees =
      places.agree(old.tokens, new.tokens) && places.agree(old.comments, new.comments)
      && old.kinds(outside: places.removed) == new.kinds(outside: places.inserted)
    guard agrees else { throw .invalid("the result would change more than the edit says") }
    return text
  }
}

extension TypeScriptOutline {
  /// The kinds of the statements that begin outside all of `gaps`, which are in order.
  fileprivate func kinds(outside gaps: [Range<Int>]) -> [TypeScriptStatement.Kind] {
    let starts = statements.map { Int(tokens[$0.tokens.lowerBound].start) }
    return EditedPlaces.kept(starts, outside: gaps).map { statements[$0].kind }
  }
}
