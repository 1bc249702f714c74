/// A token of any language, as the check of an edit compares it.
protocol SourceToken {
  associatedtype Kind: Equatable
  var kind: Kind { get }
  var code: UInt8 { get }
  var start: UInt32 { get }
  var range: Range<Int> { get }
  /// Whether it stands for how the text is laid out, which an edit may change around itself.
  var isLayout: Bool { get }
}

extension PythonToken: SourceToken {
  var isLayout: Bool {
    switch kind {
    case .newline, .indent, .dedent, .end: true
    default: false
    }
  }
}

extension TypeScriptToken: SourceToken {
  var isLayout: Bool { kind == .end }
}

/// The places where an edit changes a file: where they are before and after it.
struct EditedPlaces {
  /// In order.
  let changes: [TextChange]
  /// What goes, in the file before.
  let removed: [Range<Int>]
  /// What comes, in the file after.
  let inserted: [Range<Int>]

  init(_ changes: [TextChange]) {
    self.changes = changes.inPlaceOrder
    removed = self.changes.map(\.range)
    var inserted: [Range<Int>] = []
    var shift = 0
    for change in self.changes {
      let start = change.range.lowerBound + shift
      inserted.append(start..<start + change.replacement.count)
      shift += change.replacement.count - change.range.count
    }
    self.inserted = inserted
  }

  /// Whether the tokens outside the places are the same, at the same distance.
  func agree<Token: SourceToken>(_ before: [Token], _ after: [Token]) -> Bool {
    var first = Walk(tokens: before, gaps: removed)
    var second = Walk(tokens: after, gaps: inserted)
    while true {
      switch (first.next(), second.next()) {
      case (nil, nil): return true
      case (let one?, let other?):
        let agrees =
          one.kind == other.kind && one.code == other.code && one.range.count == other.range.count
          && Int(one.start) + shift(first.gap) == Int(other.start)
        if !agrees { return false }
      default: return false
      }
    }
  }

  /// By how much the text behind the first `gaps` changes moved.
  private func shift(_ gaps: Int) -> Int {
    changes[..<gaps].reduce(0) { $0 + $1.replacement.count - $1.range.count }
  }

  /// Which of some places, in order, lie outside all of `gaps`, which are in order.
  static func kept(_ starts: [Int], outside gaps: [Range<Int>]) -> [Int] {
    var gap = 0
    return starts.indices.filter { index in
      while gap < gaps.count, gaps[gap].upperBound <= starts[index] { gap += 1 }
      return gap >= gaps.count || !gaps[gap].contains(starts[index])
    }
  }

  /// Steps over the tokens that count, outside the gaps.
  private struct Walk<Token: SourceToken> {
    let tokens: [Token]
    let gaps: [Range<Int>]
    var position = 0
    var gap = 0

    init(tokens: [Token], gaps: [Range<Int>]) {
      self.tokens = tokens
      self.gaps = gaps
    }

    mutating func next() -> Token? {
      while position < tokens.count {
        let token = tokens[position]
        position += 1
        if token.isLayout { continue }
        while gap < gaps.count, gaps[gap].upperBound <= Int(token.start) { gap += 1 }
        if gap < gaps.count, gaps[gap].overlaps(token.range) { continue }
        return token
      }
      return nil
    }
  }
}
