/// Places for a statement at a module's top level, and taking one out.
struct TypeScriptPlacement {
  let outline: TypeScriptOutline
  let style: TypeScriptStyle

  private var lines: SourceLines { outline.lines }

  /// The place on a line of its own behind a statement.
  func insertion(of node: [UInt8], after statement: Int, blanks: Int = 0) -> Insertion {
    let tokens = extent(of: statement)
    let range = outline.bytes(of: tokens)
    let next = outline.tokens[tokens.upperBound]
    if next.kind != .end, !next.isAfterLineBreak {
      // Another statement follows on the line.
      let ends = node.last == TypeScriptSymbol.semicolon
      return Insertion(
        range: range.upperBound..<range.upperBound, before: [0x20], node: node,
        after: ends ? [] : [TypeScriptSymbol.semicolon])
    }
    return lines.insertion(of: node, after: lastLine(from: range.upperBound), blanks: blanks)
  }

  /// A statement's tokens; a semicolon at the start of a later line guards what follows it there.
  private func extent(of statement: Int) -> Range<Int> {
    let tokens = outline.statements[statement].tokens
    let last = outline.tokens[tokens.upperBound - 1]
    let guards = last.isSymbol(TypeScriptSymbol.semicolon) && last.isAfterLineBreak
    return guards ? tokens.lowerBound..<tokens.upperBound - 1 : tokens
  }

  /// The line on which what follows a byte ends, with comments that begin on its line.
  private func lastLine(from offset: Int) -> Int {
    var line = outline.line(at: max(offset - 1, 0))
    for comment in outline.comments where Int(comment.start) >= offset {
      guard outline.line(at: Int(comment.start)) == line else { break }
      line = outline.line(at: Int(comment.end))
    }
    return line
  }

  /// The place on a line of its own before a statement and the comments right above it; nil where
  /// it shares its line.
  func insertion(of node: [UInt8], before statement: Int, blanks: Int = 0) -> Insertion? {
    let start = Int(outline.tokens[outline.statements[statement].tokens.lowerBound].start)
    var line = outline.line(at: start)
    let isFirst = lines.content(of: line).lowerBound
    guard outline.bytes[isFirst..<start].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else {
      return nil
    }
    while line > 1, let above = commentLine(endingAt: line - 1) { line = above }
    return lines.insertion(of: node, before: line, blanks: blanks)
  }

  /// The first line of a comment that has its lines for itself and ends on `line`; the hashbang
  /// is none.
  private func commentLine(endingAt line: Int) -> Int? {
    let found = outline.comments.last {
      outline.line(at: Int($0.end)) == line && !outline.bytes[$0.range].starts(with: "#!".utf8)
    }
    guard let comment = found else { return nil }
    let first = outline.line(at: Int(comment.start))
    let start = lines.content(of: first).lowerBound
    let isAlone = outline.bytes[start..<Int(comment.start)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return isAlone ? first : nil
  }

  /// The place before all code, behind directives and a comment that stands apart.
  func insertionAtStart(of node: [UInt8]) -> Insertion {
    if let directive = outline.statements.lastIndex(where: { $0.kind == .directive }) {
      var insertion = insertion(of: node, after: directive, blanks: 1)
      if directive + 1 < outline.statements.count, !insertion.after.isEmpty {
        let next = outline.line(at: insertion.range.upperBound)
        if !lines.isBlank(next) { insertion.after += insertion.after }
      }
      return insertion
    }
    if !outline.statements.isEmpty, let insertion = insertion(of: node, before: 0, blanks: 1) {
      return insertion
    }
    guard !outline.bytes.isEmpty, !outline.comments.isEmpty else {
      return lines.insertion(of: node, before: 1, blanks: outline.statements.isEmpty ? 0 : 1)
    }
    return lines.insertion(of: node, after: lastLine(from: Int(outline.comments[0].start)))
  }

  /// The change that takes a statement out, with its lines where it has them for itself.
  func removal(of statement: Int, trace: EditTrace?) -> TextChange {
    let tokens = extent(of: statement)
    let range = outline.bytes(of: tokens)
    if let trace, let change = trace.change(around: range, in: outline.bytes),
      trace.isAligned(change.range, in: outline.bytes)
    {
      return change
    }
    let next = outline.tokens[tokens.upperBound]
    let first = lines.content(of: outline.line(at: range.lowerBound)).lowerBound
    let isAlone =
      outline.bytes[first..<range.lowerBound].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      && (next.kind == .end || next.isAfterLineBreak)
    guard isAlone else { return TextChange(range: range, replacement: []) }
    return lines.removal(of: range, trace: nil)
  }
}
