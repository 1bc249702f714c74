/// What differs between two sequences of tokens: a range of each.
struct TokenHunk: Hashable {
  var base: Range<Int>
  var side: Range<Int>
}

/// Aligns a side of a merge with its base.
///
/// Statements (lines, where there are none) that stand once in both hold the two together; what
/// lies between is aligned token by token with the fewest changes, up to a bound beyond which it
/// counts as replaced.
struct TokenAlignment {
  /// What differs, in order.
  private(set) var hunks: [TokenHunk] = []
  /// Where each token of the base stands in the side; -1 for nowhere.
  private(set) var places: [Int]

  /// Beyond so many changes in one place it counts as replaced.
  private static let bound = 600

  init(_ base: FormatFile, _ side: FormatFile) {
    places = Array(repeating: -1, count: base.tokens.count)
    let (old, new) = (base.tokens.map(\.key), side.tokens.map(\.key))
    var (low, start) = (0, 0)
    for anchor in Self.anchors(base, side) {
      guard anchor.base >= low, anchor.side >= start else { continue }
      align(old, new, low..<anchor.base, start..<anchor.side)
      for offset in 0..<anchor.count { places[anchor.base + offset] = anchor.side + offset }
      (low, start) = (anchor.base + anchor.count, anchor.side + anchor.count)
    }
    align(old, new, low..<old.count, start..<new.count)
    collect(side.tokens.count)
    for index in hunks.indices { slide(index, base, side) }
  }

  // MARK: Anchors

  private struct Anchor {
    var base: Int
    var side: Int
    var count: Int
  }

  /// The units that stand once in both, in an order that both have.
  private static func anchors(_ base: FormatFile, _ side: FormatFile) -> [Anchor] {
    let (old, new) = (units(base), units(side))
    var candidates: [Anchor] = []
    for (keys, ranges) in old where ranges.count == 1 && keys.count > 2 {
      guard let others = new[keys], others.count == 1 else { continue }
      candidates.append(
        Anchor(base: ranges[0].lowerBound, side: others[0].lowerBound, count: keys.count))
    }
    candidates.sort { $0.base < $1.base }
    return longestRise(candidates)
  }

  private static func units(_ file: FormatFile) -> [[Int]: [Range<Int>]] {
    var units: [[Int]: [Range<Int>]] = [:]
    var start = 0
    func isStart(_ index: Int) -> Bool {
      file.language == .python
        ? file.tokens[index].role == .statement
        : file.tokens[index].isWritten && file.isFirstOnLine(index)
    }
    for index in file.tokens.indices.dropFirst() where isStart(index) {
      units[file.tokens[start..<index].map(\.key), default: []].append(start..<index)
      start = index
    }
    units[file.tokens[start...].map(\.key), default: []].append(start..<file.tokens.count)
    return units
  }

  /// The most anchors that rise on both sides (patience sorting).
  private static func longestRise(_ anchors: [Anchor]) -> [Anchor] {
    var piles: [Int] = []
    var before = [Int](repeating: -1, count: anchors.count)
    for index in anchors.indices {
      var (low, high) = (0, piles.count)
      while low < high {
        let middle = (low + high) / 2
        if anchors[piles[middle]].side < anchors[index].side {
          low = middle + 1
        } else {
          high = middle
        }
      }
      if low > 0 { before[index] = piles[low - 1] }
      if low == piles.count { piles.append(index) } else { piles[low] = index }
    }
    var result: [Anchor] = []
    var next = piles.last ?? -1
    while next >= 0 {
      result.append(anchors[next])
      next = before[next]
    }
    return result.reversed()
  }

  // MARK: Between anchors

  private mutating func align(
    _ old: [Int], _ new: [Int], _ base: Range<Int>, _ side: Range<Int>
  ) {
    var (base, side) = (base, side)
    while let a = base.first, let b = side.first, old[a] == new[b] {
      places[a] = b
      (base, side) = (base.dropFirst(), side.dropFirst())
    }
    while let a = base.last, let b = side.last, old[a] == new[b] {
      places[a] = b
      (base, side) = (base.dropLast(), side.dropLast())
    }
    guard !base.isEmpty, !side.isEmpty else { return }
    shortest(old, new, base, side)
  }

  /// The fewest insertions and deletions (Myers, An O(ND) difference algorithm, 1986).
  private mutating func shortest(
    _ old: [Int], _ new: [Int], _ base: Range<Int>, _ side: Range<Int>
  ) {
    let bound = min(Self.bound, base.count + side.count)
    var furthest = [Int](repeating: 0, count: 2 * bound + 3)
    let middle = bound + 1
    var steps: [[Int]] = []
    for distance in 0...bound {
      steps.append(Array(furthest[middle - distance...middle + distance]))
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        let isDown =
          diagonal == -distance
          || diagonal != distance
            && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
        var x =
          isDown ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1
        var y = x - diagonal
        while x < base.count, y < side.count, x >= 0, y >= 0,
          old[base.lowerBound + x] == new[side.lowerBound + y]
        {
          x += 1
          y += 1
        }
        furthest[middle + diagonal] = x
        if x >= base.count, y >= side.count {
          return trace(steps, diagonal, base, side)
        }
      }
    }
  }

  /// Goes back over the furthest places of each distance.
  private mutating func trace(
    _ steps: [[Int]], _ last: Int, _ base: Range<Int>, _ side: Range<Int>
  ) {
    var (x, y) = (base.count, side.count)
    for distance in stride(from: steps.count - 1, through: 0, by: -1) {
      let diagonal = x - y
      func at(_ diagonal: Int) -> Int {
        let index = diagonal + distance
        return steps[distance].indices.contains(index) ? steps[distance][index] : -1
      }
      let isDown =
        diagonal == -distance || diagonal != distance && at(diagonal - 1) < at(diagonal + 1)
      let before = distance == 0 ? 0 : isDown ? at(diagonal + 1) : at(diagonal - 1)
      let start = distance == 0 ? 0 : isDown ? before : before + 1
      while x > start {
        x -= 1
        y -= 1
        places[base.lowerBound + x] = side.lowerBound + y
      }
      if distance > 0 {
        (x, y) = isDown ? (before, before - diagonal - 1) : (before, before - diagonal + 1)
      }
    }
  }

  // MARK: Hunks

  private mutating func collect(_ count: Int) {
    var (base, side) = (0, 0)
    for index in places.indices where places[index] >= 0 {
      if index > base || places[index] > side {
        hunks.append(TokenHunk(base: base..<index, side: side..<places[index]))
      }
      (base, side) = (index + 1, places[index] + 1)
    }
    if base < places.count || side < count {
      hunks.append(TokenHunk(base: base..<places.count, side: side..<count))
    }
  }

  /// Moves an insertion or deletion to where it makes whole lines, as little indented as it can be.
  private mutating func slide(_ index: Int, _ base: FormatFile, _ side: FormatFile) {
    let hunk = hunks[index]
    guard hunk.base.isEmpty != hunk.side.isEmpty else { return }
    let isInsertion = hunk.base.isEmpty
    let (file, range) = isInsertion ? (side, hunk.side) : (base, hunk.base)
    let low =
      index > 0 ? (isInsertion ? hunks[index - 1].side : hunks[index - 1].base).upperBound : 0
    let high =
      index + 1 < hunks.count
      ? (isInsertion ? hunks[index + 1].side : hunks[index + 1].base).lowerBound : file.tokens.count
    func key(_ token: Int) -> Int { file.tokens[token].key }
    var first = 0
    while first > -100, range.lowerBound + first - 1 >= low,
      key(range.lowerBound + first - 1) == key(range.upperBound + first - 1)
    {
      first -= 1
    }
    var last = 0
    while last < 100, range.upperBound + last < high,
      key(range.lowerBound + last) == key(range.upperBound + last)
    {
      last += 1
    }
    guard first < last else { return }
    func score(_ shift: Int) -> Int {
      let moved = range.lowerBound + shift..<range.upperBound + shift
      guard file.isLines(moved) else { return -10_000 }
      return file.blanks(before: moved.lowerBound) * 2 - file.indentation(moved.lowerBound).count
        * 8
    }
    var best = (shift: last, score: score(last))
    for shift in stride(from: last - 1, through: first, by: -1) {
      let found = score(shift)
      if found > best.score { best = (shift, found) }
    }
    move(index, by: best.shift, isInsertion: isInsertion)
  }

  private mutating func move(_ index: Int, by shift: Int, isInsertion: Bool) {
    guard shift != 0 else { return }
    let hunk = hunks[index]
    let moved = TokenHunk(
      base: hunk.base.lowerBound + shift..<hunk.base.upperBound + shift,
      side: hunk.side.lowerBound + shift..<hunk.side.upperBound + shift)
    // What lies on the way is aligned on the hunk's other end now.
    let touched =
      min(
        hunk.base.lowerBound, moved.base.lowerBound)..<max(
        hunk.base.upperBound, moved.base.upperBound)
    let difference = hunk.side.upperBound - hunk.base.upperBound
    let before = hunk.side.lowerBound - hunk.base.lowerBound
    for token in touched {
      places[token] =
        token < moved.base.lowerBound
        ? token + before
        : token < moved.base.upperBound ? -1 : token + difference
    }
    hunks[index] = moved
  }
}
