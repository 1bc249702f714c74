/// The text of tokens of theirs as it is to stand in ours: indented and ended as ours is.
struct IncomingText {
  private let merge: FormatMerge
  private let hunk: TokenHunk
  private let commas: CommaRepair
  private let reference: Reference

  init(_ merge: FormatMerge, _ hunk: TokenHunk, _ commas: CommaRepair) {
    self.merge = merge
    self.hunk = hunk
    self.commas = commas
    reference = Self.reference(merge, hunk)
  }

  private var theirs: FormatFile { merge.theirs }

  /// As whole lines, with an ending behind the last.
  var lines: [UInt8] {
    let range = merge.lines(of: hunk.side, in: theirs)
    let first = theirs.tokens[hunk.side.lowerBound].head
    let start = max(
      range.lowerBound, min(first, theirs.lines.content(of: theirs.line(first)).upperBound))
    let end = theirs.lines.content(of: theirs.lastLine(hunk.side.upperBound - 1)).upperBound
    let ending = merge.ending(at: place)
    return indentation + fitted(start..<max(start, end)) + ending
  }

  /// Without the blanks around.
  var inline: [UInt8] {
    let (first, last) = (
      theirs.tokens[hunk.side.lowerBound], theirs.tokens[hunk.side.upperBound - 1]
    )
    var range = first.start..<max(first.start, last.end)
    // Optional brackets around all of it come along.
    for item in theirs.optional where item.start >= first.head && item.end <= last.tail {
      guard let partner = item.partner, partner >= first.head, partner < last.tail else { continue }
      range = min(range.lowerBound, item.start)..<max(range.upperBound, item.end)
    }
    return fitted(range)
  }

  private var place: Int {
    let index = hunk.base.lowerBound
    return index < merge.ours.tokens.count ? merge.ours.tokens[index].head : merge.ours.bytes.count
  }

  // MARK: Bytes

  /// The bytes with commas repaired, half a pair of optional brackets left out, and the lines
  /// after the first indented anew.
  private func fitted(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    var cuts = cuts(in: range)[...]
    var literals = literals[...]
    var commas = Set(commas.added.filter(hunk.side.contains).map { theirs.tokens[$0].start })
    let ending = merge.ending(at: place)
    while index < range.upperBound {
      if commas.remove(index) != nil { result.append(UInt8(ascii: ",")) }
      if let cut = cuts.first, cut.lowerBound <= index {
        cuts.removeFirst()
        index = max(index, cut.upperBound)
      } else if let literal = literals.first, literal.lowerBound <= index {
        literals.removeFirst()
        guard index < literal.upperBound else { continue }
        result += theirs.bytes[index..<min(literal.upperBound, range.upperBound)]
        index = literal.upperBound
      } else if theirs.bytes[index] == 0x0A || theirs.bytes[index] == 0x0D {
        result += ending
        index = pass(lineEndAt: index, in: range, &result)
      } else {
        result.append(theirs.bytes[index])
        index += 1
      }
    }
    if commas.contains(range.upperBound) { result.append(UInt8(ascii: ",")) }
    return result
  }

  /// Indents the next line, unless it is blank; where its text starts.
  private func pass(lineEndAt index: Int, in range: Range<Int>, _ result: inout [UInt8]) -> Int {
    func isEnd(_ index: Int) -> Bool {
      index >= range.upperBound || theirs.bytes[index] == 0x0A || theirs.bytes[index] == 0x0D
    }
    var index = index + 1
    if theirs.bytes[index - 1] == 0x0D, !(index >= range.upperBound), theirs.bytes[index] == 0x0A {
      index += 1
    }
    guard index < range.upperBound else { return index }
    let blanks = theirs.bytes[index..<range.upperBound].prefix { $0 == 0x20 || $0 == 0x09 }
    if !isEnd(index + blanks.count) { result += indented(Array(blanks)) }
    return index + blanks.count
  }

  private func cuts(in range: Range<Int>) -> [Range<Int>] {
    let halves = theirs.optional.filter { item in
      guard let partner = item.partner else { return false }
      return item.start >= range.lowerBound && item.end <= range.upperBound
        && !range.contains(partner)
    }.map { $0.start..<$0.end }
    let all =
      halves
      + commas.removed.filter(hunk.side.contains).map {
        theirs.tokens[$0].start..<theirs.tokens[$0].end
      }
    return all.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Tokens over several lines, whose lines stay as they are.
  private var literals: [Range<Int>] {
    hunk.side.compactMap { index in
      let token = theirs.tokens[index]
      guard token.role == .plain, token.end - token.start > 1 else { return nil }
      return theirs.bytes[token.start..<token.end].contains(0x0A) ? token.start..<token.end : nil
    }
  }

  // MARK: Indentation

  /// What ours has where theirs has some indentation.
  private struct Reference {
    var theirs: [UInt8]
    var ours: [UInt8]
  }

  /// The first line's.
  var indentation: [UInt8] { indented(theirs.indentation(hunk.side.lowerBound)) }

  private func indented(_ blanks: [UInt8]) -> [UInt8] {
    let difference = blanks.count - reference.theirs.count
    guard difference > 0 else { return Array(reference.ours.dropLast(scaled(-difference))) }
    let (unit, own) = (merge.units.theirs, merge.units.ours)
    if difference % unit.count == 0 {
      return reference.ours + Array(repeatElement(own, count: difference / unit.count).joined())
    }
    return reference.ours + blanks.suffix(difference)
  }

  /// A number of blanks of theirs in those of ours.
  private func scaled(_ difference: Int) -> Int {
    let (unit, own) = (merge.units.theirs.count, merge.units.ours.count)
    return difference % unit == 0 ? difference / unit * own : difference
  }

  /// Where the first line stands in ours: as what it replaces, as a line beside it that has the
  /// same indentation in theirs, or deeper than the nearest line that has less.
  private static func reference(_ merge: FormatMerge, _ hunk: TokenHunk) -> Reference {
    let theirs = merge.theirs
    let own = theirs.indentation(hunk.side.lowerBound)
    if !hunk.base.isEmpty {
      return Reference(theirs: own, ours: merge.ours.indentation(hunk.base.lowerBound))
    }
    var outer: Reference?
    for token in stride(
      from: hunk.side.lowerBound - 1, through: max(0, hunk.side.lowerBound - 2_000), by: -1)
    {
      guard let found = pair(token, merge) else { continue }
      if found.theirs == own { return found }
      if found.theirs.count < own.count {
        outer = found
        break
      }
    }
    for token in hunk.side.upperBound..<min(theirs.tokens.count, hunk.side.upperBound + 200) {
      guard let found = pair(token, merge) else { continue }
      if found.theirs == own { return found }
      if found.theirs.count < own.count { break }
    }
    return outer ?? Reference(theirs: [], ours: [])
  }

  /// The indentation of a line that both have.
  private static func pair(_ token: Int, _ merge: FormatMerge) -> Reference? {
    let theirs = merge.theirs
    let origin = merge.origins[token]
    guard origin >= 0, theirs.isFirstOnLine(token),
      theirs.tokens[token].isWritten || theirs.tokens[token].role == .statement
    else { return nil }
    let place = merge.mine.places[origin]
    guard place >= 0, merge.ours.isFirstOnLine(place) else { return nil }
    return Reference(
      theirs: theirs.indentation(token), ours: merge.ours.indentation(place))
  }
}
