/// What both sides changed differently.
extension FormatMerge {
  /// Lines of the base a change touches: a line counts two, the place between two lines one.
  private func footprint(_ hunk: TokenHunk) -> ClosedRange<Int> {
    let range = hunk.base
    if !range.isEmpty {
      return 2
        * base.firstLine(range.lowerBound)...max(
          2 * base.firstLine(range.lowerBound), 2 * base.lastLine(range.upperBound - 1))
    }
    let before = range.lowerBound > 0 ? base.lastLine(range.lowerBound - 1) : 0
    let next = base.written(from: range.lowerBound)
    let after = next < base.tokens.count ? base.firstLine(next) : max(before, base.lines.count) + 1
    return before < after ? 2 * before + 1...2 * after - 1 : 2 * before...2 * before
  }

  /// Whether no whole line of the base lies between two changes.
  private func touch(_ a: ClosedRange<Int>, _ b: ClosedRange<Int>) -> Bool {
    let (first, second) = a.lowerBound <= b.lowerBound ? (a, b) : (b, a)
    return first.upperBound / 2 + 1 > (second.lowerBound - 1) / 2
  }

  /// Whether both sides changed the same tokens to the same.
  func isShared(_ hunk: TokenHunk) -> Bool {
    guard let side = replacements[hunk.base], side.count == hunk.side.count else { return false }
    return zip(side, hunk.side).allSatisfy { ours.tokens[$0].key == theirs.tokens[$1].key }
  }

  /// What both sides changed, in whole lines of all three files.
  func conflicts() -> [Group] {
    let shared = Set(wanted.hunks.filter(isShared))
    let sharedBase = Set(shared.map(\.base))
    let left = mine.hunks.filter { !sharedBase.contains($0.base) }.map { ($0, footprint($0)) }
    let right = wanted.hunks.filter { !shared.contains($0) }.map { ($0, footprint($0)) }
    var found: [Range<Int>] = []
    var start = 0
    for (hunk, lines) in right {
      while start < left.count, left[start].1.upperBound + 4 < lines.lowerBound { start += 1 }
      var index = start
      while index < left.count, left[index].1.lowerBound <= lines.upperBound + 4 {
        if touch(lines, left[index].1) {
          let other = left[index].0.base
          found.append(
            min(
              hunk.base.lowerBound, other.lowerBound)..<max(hunk.base.upperBound, other.upperBound))
        }
        index += 1
      }
    }
    return groups(found)
  }

  /// Ranges of the base that make whole lines in all three files, joined where they meet.
  private func groups(_ ranges: [Range<Int>]) -> [Group] {
    var result: [Group] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      var range = range
      if let last = result.last, last.base.upperBound >= range.lowerBound {
        range = last.base.lowerBound..<max(last.base.upperBound, range.upperBound)
        result.removeLast()
      }
      var group = widened(range)
      while let last = result.last, last.base.upperBound >= group.base.lowerBound {
        result.removeLast()
        group = widened(last.base.lowerBound..<max(last.base.upperBound, group.base.upperBound))
      }
      result.append(group)
    }
    return result
  }

  private func widened(_ range: Range<Int>) -> Group {
    var range = range
    while true {
      range = wholeHunks(range)
      let group = Group(base: range, ours: inOurs(range), theirs: inTheirs(range))
      let sides = [(base, group.base), (ours, group.ours), (theirs, group.theirs)]
      let isStart = sides.allSatisfy { $0.startsLine(at: $1.lowerBound) }
      let isEnd = sides.allSatisfy { $0.startsLine(at: $1.upperBound) }
      if !isStart, range.lowerBound > 0 {
        range = range.lowerBound - 1..<range.upperBound
      } else if !isEnd, range.upperBound < base.tokens.count {
        range = range.lowerBound..<range.upperBound + 1
      } else {
        return group
      }
    }
  }

  /// Takes in every change that reaches into a range or adjoins it.
  private func wholeHunks(_ range: Range<Int>) -> Range<Int> {
    var range = range
    for hunk in mine.hunks + wanted.hunks
    where hunk.base.lowerBound <= range.upperBound && hunk.base.upperBound >= range.lowerBound {
      range =
        min(range.lowerBound, hunk.base.lowerBound)..<max(range.upperBound, hunk.base.upperBound)
    }
    return range
  }
}
