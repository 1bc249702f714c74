/// Commas that a merge makes necessary, or that are too many after it.
///
/// A comma may stand behind the last element or not. Where an element follows it now it must be
/// written; where none does, JSON has none.
struct CommaRepair {
  /// Changes in ours.
  private(set) var edits: [FormatMerge.ByteEdit] = []
  /// Commas of theirs that are to be written where they are not.
  private(set) var added: Set<Int> = []
  /// Commas of theirs that are not to be written.
  private(set) var removed: Set<Int> = []

  private struct Reference {
    var isOurs: Bool
    var index: Int
  }

  init(_ merge: FormatMerge, _ hunks: [TokenHunk]) {
    var references: [Reference] = []
    var place = 0
    // Only around changes can a comma be wrong.
    for hunk in hunks {
      let low = max(place, hunk.base.lowerBound - 2)
      references += (low..<max(low, hunk.base.lowerBound)).map {
        Reference(isOurs: true, index: $0)
      }
      references += hunk.side.map { Reference(isOurs: false, index: $0) }
      place = hunk.base.upperBound
      var next = place
      while next < merge.ours.tokens.count,
        next < place + 2 || merge.ours.tokens[next].role == .comment
      {
        next += 1
      }
      let following = (place..<next).map { Reference(isOurs: true, index: $0) }
      repair(references + following, merge)
      references = []
    }
  }

  private mutating func repair(_ references: [Reference], _ merge: FormatMerge) {
    func token(_ reference: Reference) -> FormatToken {
      reference.isOurs ? merge.ours.tokens[reference.index] : merge.theirs.tokens[reference.index]
    }
    for (position, reference) in references.enumerated() where token(reference).role == .comma {
      let rest = references[(position + 1)...]
      guard let next = rest.first(where: { token($0).role != .comment }) else { continue }
      let isLast = token(next).role == .close
      let comma = token(reference)
      if !isLast, !comma.isWritten { add(reference, comma) }
      guard isLast, comma.isWritten, merge.ours.language != .python else { continue }
      let mustGo = merge.ours.language == .json
      let original = reference.isOurs ? merge.ours : merge.theirs
      let stoodLast =
        reference.index + 1 < original.tokens.count
        && original.tokens[reference.index + 1].role == .close
      if mustGo || !stoodLast && !isSpread(original, next: next, merge) { remove(reference, comma) }
    }
    matchLast(references, merge)
  }

  /// Whether the list goes over several lines, where a last comma is as good.
  private func isSpread(_ file: FormatFile, next: Reference, _ merge: FormatMerge) -> Bool {
    let side = next.isOurs ? merge.ours : merge.theirs
    return side.isFirstOnLine(next.index)
  }

  private mutating func add(_ reference: Reference, _ comma: FormatToken) {
    if reference.isOurs {
      let edit = FormatMerge.ByteEdit(range: comma.start..<comma.start, text: [UInt8(ascii: ",")])
      if !edits.contains(where: { $0.range == edit.range }) { edits.append(edit) }
    } else {
      added.insert(reference.index)
    }
  }

  private mutating func remove(_ reference: Reference, _ comma: FormatToken) {
    if reference.isOurs {
      edits.append(FormatMerge.ByteEdit(range: comma.start..<comma.end, text: []))
    } else {
      removed.insert(reference.index)
    }
  }

  /// A new last element ends in a comma where the list has a line for each, else in none.
  private mutating func matchLast(_ references: [Reference], _ merge: FormatMerge) {
    guard merge.ours.language != .json else { return }
    for (position, reference) in references.enumerated() where !reference.isOurs {
      let comma = merge.theirs.tokens[reference.index]
      guard comma.role == .comma, position > 0, position + 1 < references.count,
        references[position + 1].isOurs
      else { continue }
      let close = references[position + 1].index
      guard merge.ours.tokens[close].role == .close else { continue }
      if merge.ours.isFirstOnLine(close) {
        if !comma.isWritten { added.insert(reference.index) }
      } else if comma.isWritten,
        references[..<position].contains(where: {
          $0.isOurs && merge.ours.tokens[$0.index].role == .comma
        })
      {
        removed.insert(reference.index)
      }
    }
  }
}
