/// Merges three versions of a file by token, so that a formatter's work on one side is no change.
///
/// Both sides are aligned with the base, formatting aside. What theirs changed is written into
/// ours; every other byte of ours stays. Changes of lines of the base that touch or adjoin
/// conflict, unless they are the same. The result is read again: if its tokens are not those that
/// the changes add up to, there is none.
struct FormatMerge {
  let base: FormatFile
  let ours: FormatFile
  let theirs: FormatFile
  /// What ours changed, and theirs.
  let mine: TokenAlignment
  let wanted: TokenAlignment
  /// Where the tokens of theirs stand in the base; -1 for nowhere.
  let origins: [Int]
  /// What one more level adds to the indentation.
  let units: (ours: [UInt8], theirs: [UInt8])
  /// What ours put in the place of tokens of the base.
  let replacements: [Range<Int>: Range<Int>]

  /// Files with more changes than anybody makes are not merged by token.
  private static let bound = 4_000

  /// - Returns: the merged text; nil when the files cannot be read, or cannot be merged in a way
  ///   that holds.
  static func merge(
    base: [UInt8], ours: [UInt8], theirs: [UInt8], _ language: SourceLanguage
  ) -> MergedText? {
    var keys = FormatKeys()
    guard let base = FormatFile(base, language, &keys),
      let ours = FormatFile(ours, language, &keys),
      let theirs = FormatFile(theirs, language, &keys)
    else { return nil }
    let merge = FormatMerge(base, ours, theirs)
    guard merge.mine.hunks.count + merge.wanted.hunks.count <= bound else { return nil }
    let groups = merge.conflicts()
    let plan = merge.plan(leaving: groups)
    let text = merge.render(plan.edits, groups)
    guard let kept = FormatFile(text.resolved { $1.ours }, language, &keys),
      kept.tokens.map(\.key) == plan.expected
    else { return nil }
    return text
  }

  private init(_ base: FormatFile, _ ours: FormatFile, _ theirs: FormatFile) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    mine = TokenAlignment(base, ours)
    wanted = TokenAlignment(base, theirs)
    var origins = [Int](repeating: -1, count: theirs.tokens.count)
    for (index, place) in wanted.places.enumerated() where place >= 0 { origins[place] = index }
    self.origins = origins
    units = (ours.unit, theirs.unit)
    replacements = Dictionary(
      mine.hunks.map { ($0.base, $0.side) }, uniquingKeysWith: { first, _ in first })
  }

  /// What is to be written, and the tokens that make the result.
  struct Plan {
    var edits: [TokenHunk] = []
    var expected: [Int] = []
  }

  /// Tokens of all three files that conflict.
  struct Group {
    var base: Range<Int>
    var ours: Range<Int>
    var theirs: Range<Int>

    /// Whether a change of theirs is part of it. An empty range is in every other one for `contains`.
    func covers(_ hunk: TokenHunk) -> Bool {
      base.lowerBound <= hunk.base.lowerBound && hunk.base.upperBound <= base.upperBound
    }
  }

  // MARK: Places

  /// The tokens of ours in place of those of the base.
  func inOurs(_ range: Range<Int>) -> Range<Int> { mapped(range, mine, ours.tokens.count) }

  func inTheirs(_ range: Range<Int>) -> Range<Int> { mapped(range, wanted, theirs.tokens.count) }

  /// Where both ends of a range are kept, or a hunk begins or ends there.
  private func mapped(_ range: Range<Int>, _ side: TokenAlignment, _ count: Int) -> Range<Int> {
    let low = range.lowerBound > 0 ? place(before: range.lowerBound, side) : 0
    let high =
      range.upperBound < side.places.count ? place(from: range.upperBound, side, count) : count
    return low..<max(low, high)
  }

  private func place(before index: Int, _ side: TokenAlignment) -> Int {
    if side.places[index - 1] >= 0 { return side.places[index - 1] + 1 }
    return side.hunks.first { $0.base.upperBound >= index }?.side.upperBound ?? 0
  }

  private func place(from index: Int, _ side: TokenAlignment, _ count: Int) -> Int {
    if side.places[index] >= 0 { return side.places[index] }
    return side.hunks.first { $0.base.upperBound > index }?.side.lowerBound ?? count
  }

  // MARK: Plan

  /// What theirs changed outside the conflicts, as tokens of ours and of theirs.
  private func plan(leaving groups: [Group]) -> Plan {
    var plan = Plan()
    var place = 0
    let free = wanted.hunks.filter { hunk in
      !isShared(hunk) && !groups.contains { $0.covers(hunk) }
    }
    for hunk in wholeStatements(joined(free)) {
      let target = inOurs(hunk.base)
      plan.edits.append(TokenHunk(base: target, side: hunk.side))
      plan.expected += ours.tokens[place..<max(place, target.lowerBound)].map(\.key)
      plan.expected += theirs.tokens[hunk.side].map(\.key)
      place = max(place, target.upperBound)
    }
    plan.expected += ours.tokens[place...].map(\.key)
    return plan
  }

  /// Extends changes of a statement's depth to the whole statement: its lines are indented anew.
  private func wholeStatements(_ hunks: [TokenHunk]) -> [TokenHunk] {
    guard base.language == .python else { return hunks }
    var result: [TokenHunk] = []
    for var hunk in hunks {
      if let last = result.last, hunk.base.lowerBound < last.base.upperBound { continue }
      if lastDepth(base, hunk.base) != lastDepth(theirs, hunk.side) {
        var end = hunk.base.upperBound
        while end < base.tokens.count,
          base.tokens[end].role != .statement || wanted.places[end] < 0
        {
          end += 1
        }
        let side = end < base.tokens.count ? wanted.places[end] : theirs.tokens.count
        hunk = TokenHunk(
          base: hunk.base.lowerBound..<end,
          side: hunk.side.lowerBound..<max(hunk.side.upperBound, side))
      }
      result.append(hunk)
    }
    return result
  }

  /// The depth of the last statement that begins in a range; nil for none.
  private func lastDepth(_ file: FormatFile, _ range: Range<Int>) -> Int? {
    range.last { file.tokens[$0].role == .statement }.map { file.tokens[$0].key }
  }

  /// Joins changes with no more than a few tokens between them, which would be written in pieces.
  private func joined(_ hunks: [TokenHunk]) -> [TokenHunk] {
    var result: [TokenHunk] = []
    for hunk in hunks {
      guard let last = result.last, isIsland(last, hunk) else {
        result.append(hunk)
        continue
      }
      result[result.count - 1] = TokenHunk(
        base: last.base.lowerBound..<hunk.base.upperBound,
        side: last.side.lowerBound..<hunk.side.upperBound)
    }
    return result
  }

  private func isIsland(_ first: TokenHunk, _ second: TokenHunk) -> Bool {
    // Across lines each is written where it belongs.
    guard !first.side.isEmpty, !second.side.isEmpty,
      theirs.lastLine(first.side.upperBound - 1) == theirs.firstLine(second.side.lowerBound),
      !(Array(first.side) + Array(second.side)).contains(where: {
        theirs.tokens[$0].role == .statement
      })
    else { return false }
    let island = first.base.upperBound..<second.base.lowerBound
    let smaller = min(
      max(first.base.count, first.side.count), max(second.base.count, second.side.count))
    guard island.count <= min(4, smaller), inOurs(island).count == island.count,
      second.side.lowerBound - first.side.upperBound == island.count
    else { return false }
    return island.allSatisfy { mine.places[$0] >= 0 }
  }
}

/// Merges three versions of a file by token; see ``FormatMerge``.
package func formatMerge(
  base: [UInt8], ours: [UInt8], theirs: [UInt8], _ language: SourceLanguage
) -> MergedText? {
  FormatMerge.merge(base: base, ours: ours, theirs: theirs, language)
}

extension FormatFile {
  /// Whether a line begins with a token, or the file ends before it.
  func startsLine(at token: Int) -> Bool {
    let next = written(from: token)
    guard token > 0, next < tokens.count else { return true }
    return isFirstOnLine(next) && firstLine(next) > lastLine(token - 1)
  }
}
