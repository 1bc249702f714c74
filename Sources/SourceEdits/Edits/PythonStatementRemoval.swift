/// Taking out whole statements.
extension PythonOutline {
  /// The change that takes a statement out: exactly what its insertion wrote where that still
  /// stands, else its lines, and the blank lines that would pile up.
  func removal(of statement: Int, trace: EditTrace?) -> TextChange {
    let range = extent(of: statement)
    for range in [range, extentWithComments(of: statement)] {
      guard let trace, let change = trace.change(around: range, in: bytes) else { continue }
      if trace.isAligned(change.range, in: bytes), isSafe(change, removing: statement) {
        return change
      }
    }
    let siblings = children(of: statements[statement].parent)
    if statements[statement].parent != nil, siblings.count == 1 {
      let wasEllipsis = trace?.replaced.drop { $0 == " " }.hasPrefix("...") ?? false
      return TextChange(range: range, replacement: Array((wasEllipsis ? "..." : "pass").utf8))
    }
    if let change = removalFromSharedLine(statement, siblings: siblings) { return change }
    return removalOfLines(
      extentWithComments(of: statement), comment: trace?.before.contains("#") ?? false)
  }

  /// A statement's bytes with the comment behind its last line and, for a compound one, the
  /// comments below that are indented like its block.
  func extentWithComments(of statement: Int) -> Range<Int> {
    let range = extent(of: statement)
    var end = range.upperBound
    // On a shared line nobody knows whose comment it is.
    let isShared =
      statements[statement].isInline
      || tokens[statements[statement].tokens.upperBound].isSymbol(PythonSymbol.semicolon)
    if !isShared, let comment = trailingComment(at: end) { end = Int(comment.end) }
    guard statements[statement].kind.isCompound else { return range.lowerBound..<end }
    let column = indentation(of: statement).count
    var line = self.line(at: end) + 1
    while line <= lineStarts.count {
      if let comment = ownLineComment(line) {
        guard Int(comment.start) - Int(lineStarts[line - 1]) > column else { break }
        end = Int(comment.end)
      } else if !isBlankLine(line) {
        break
      }
      line += 1
    }
    return range.lowerBound..<end
  }

  /// Whether a removal leaves a block with something in it, and no placeholder beside something.
  private func isSafe(_ change: TextChange, removing statement: Int) -> Bool {
    let isBlank = change.replacement.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    guard let parent = statements[statement].parent else { return isBlank }
    let others = children(of: parent).filter { !isDocstring($0) }.count > 1
    if others { return isBlank }
    return !isBlank || children(of: parent).count > 1
  }

  /// For `a; b` on one line.
  private func removalFromSharedLine(_ statement: Int, siblings: [Int]) -> TextChange? {
    let node = statements[statement]
    let range = extent(of: statement)
    let next = node.tokens.upperBound
    if node.isInline, tokens[node.tokens.lowerBound - 1].isSymbol(PythonSymbol.semicolon) {
      let semicolon = node.tokens.lowerBound - 1
      return TextChange(
        range: Int(tokens[semicolon - 1].end)..<range.upperBound, replacement: [])
    }
    guard !node.kind.isCompound, tokens[next].isSymbol(PythonSymbol.semicolon),
      tokens[next + 1].kind != .newline
    else { return nil }
    return TextChange(range: range.lowerBound..<Int(tokens[next + 1].start), replacement: [])
  }

  /// The whole lines of a range, with blank lines before it where some follow too.
  private func removalOfLines(_ range: Range<Int>, comment: Bool) -> TextChange {
    var first = line(at: range.lowerBound)
    let last = line(at: max(range.lowerBound, range.upperBound - 1))
    if comment, ownLineComment(first - 1) != nil { first -= 1 }
    var end = last < lineStarts.count ? Int(lineStarts[last]) : bytes.count
    let followsBlank = last >= lineStarts.count || isBlankLine(last + 1) || end == bytes.count
    var start = Int(lineStarts[first - 1])
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    if followsBlank {
      while first > 1, isBlankLine(first - 1) { first -= 1 }
      if first > 1 { start = Int(lineStarts[first - 1]) }
    }
    if first == 1 {
      // What comes first now begins the file.
      var next = last + 1
      while next < lineStarts.count, isBlankLine(next) { next += 1 }
      if next <= lineStarts.count { end = Int(lineStarts[next - 1]) }
    }
    guard end == bytes.count, let byte = bytes.last, byte != 0x0A, byte != 0x0D, start > 0 else {
      return TextChange(range: start..<end, replacement: [])
    }
    // The file ended without a line ending and goes on doing so.
    var trimmed = start
    if trimmed > 0, bytes[trimmed - 1] == 0x0A { trimmed -= 1 }
    if trimmed > 0, bytes[trimmed - 1] == 0x0D { trimmed -= 1 }
    return TextChange(range: trimmed..<end, replacement: [])
  }
}
