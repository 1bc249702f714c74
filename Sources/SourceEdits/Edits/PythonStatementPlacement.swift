/// Places for whole statements: after a sibling, before one, instead of `pass`.
extension PythonOutline {
  /// A place on a line of its own after `sibling`, in its block; `blanks` empty lines between.
  ///
  /// Comments inside the sibling's block stay with it. After a statement on its header's line the
  /// new one goes behind a semicolon, which is the only place there is.
  /// `hasBlock` says that the new one has a block, to which indented comments below would fall.
  func insertion(
    of node: [UInt8], after sibling: Int, blanks: Int = 0, comment: [UInt8] = [],
    hasBlock: Bool = false
  ) -> Insertion {
    let last = lastClause(of: sibling)
    let end = newline(after: statements[statements[last].end - 1].tokens.upperBound)
    if statements[sibling].isInline, let parent = statements[sibling].parent,
      statements[parent].hasInlineBody
    {
      let place = Int(tokens[end - 1].end)
      return Insertion(range: place..<place, before: Array("; ".utf8), node: node)
    }
    let indentation = indentation(of: sibling)
    let lineEnding = lineEnding(at: Int(tokens[end].start))
    var place = Int(tokens[end].end)
    var isOpenEnded = tokens[end].range.isEmpty
    if statements[last].kind.isCompound || hasBlock, !isOpenEnded {
      place = endOfInnerComments(from: place, column: indentation.count, isOpenEnded: &isOpenEnded)
    }
    var before: [UInt8] = []
    for _ in 0..<blanks + (isOpenEnded ? 1 : 0) { before += lineEnding }
    before += indentation
    if !comment.isEmpty { before += comment + lineEnding + indentation }
    return Insertion(
      range: place..<place, before: before, node: node, after: isOpenEnded ? [] : lineEnding)
  }

  /// Passes the comments below a block that are indented like its content.
  private func endOfInnerComments(from place: Int, column: Int, isOpenEnded: inout Bool) -> Int {
    var result = place
    var line = place < bytes.count ? line(at: place) : lineStarts.count + 1
    while line <= lineStarts.count {
      if let comment = ownLineComment(line) {
        guard Int(comment.start) - Int(lineStarts[line - 1]) > column else { break }
        result = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
        isOpenEnded = line == lineStarts.count
      } else if !isBlankLine(line) {
        break
      }
      line += 1
    }
    return result
  }

  /// A place on a line of its own before `sibling`.
  func insertion(of node: [UInt8], before sibling: Int, blanks: Int = 0) -> Insertion {
    let start = Int(tokens[statements[sibling].decoratedStart].start)
    let lineEnding = lineEnding(at: start)
    let indentation = indentation(of: sibling)
    var after = lineEnding
    for _ in 0..<blanks { after += lineEnding }
    if statements[sibling].isInline {
      return Insertion(range: start..<start, node: node, after: Array("; ".utf8))
    }
    // Behind the indentation that stands there, so that nothing before it moves.
    return Insertion(range: start..<start, node: node, after: after + indentation)
  }

  /// A place instead of a lone `pass` or `...`. A comment behind that stays above the new node, or
  /// behind the header it was on.
  func insertion(of node: [UInt8], insteadOf placeholder: Int) -> Insertion {
    let range = extent(of: placeholder)
    let comment = trailingComment(at: range.upperBound)
    let end = comment.map { Int($0.end) } ?? range.upperBound
    let lineEnding = lineEnding(at: range.lowerBound)
    guard statements[placeholder].isInline, let parent = statements[placeholder].parent else {
      guard let comment else { return Insertion(range: range, node: node) }
      let before = bytes[comment.range] + lineEnding + indentation(of: placeholder)
      return Insertion(range: range.lowerBound..<end, before: Array(before), node: node)
    }
    let colon = Int(tokens[statements[parent].tokens.upperBound - 1].end)
    let before =
      bytes[range.upperBound..<end] + lineEnding + indentation(of: parent) + indentationUnit
    return Insertion(range: colon..<end, before: Array(before), node: node)
  }

  /// The last clause of the compound statement that begins at `statement`.
  func lastClause(of statement: Int) -> Int {
    var last = statement
    var next = statements[statement].end
    while next < statements.count, statements[next].parent == statements[statement].parent,
      statements[next].kind.isClause
    {
      last = next
      next = statements[next].end
    }
    return last
  }

  /// The `pass` or `...` that is all a block consists of besides a docstring; nil otherwise.
  func placeholder(in block: Int) -> Int? {
    let content = children(of: block).filter { !isDocstring($0) }
    guard content.count == 1, let only = content.first else { return nil }
    let node = statements[only]
    let isEllipsis =
      node.kind == .expression && node.tokens.count == 1
      && tokens[node.tokens.lowerBound].isSymbol(PythonSymbol.ellipsis)
    return node.kind == .pass || isEllipsis ? only : nil
  }
}
