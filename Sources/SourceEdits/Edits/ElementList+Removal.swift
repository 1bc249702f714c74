/// Taking elements out.
extension ElementList {
  /// The change that takes an element out with its comma.
  func removal(of index: Int, trace: EditTrace?) -> TextChange {
    let range = outline.bytes(of: elements[index])
    if let trace, trace.isOfElement, let change = trace.change(around: range, in: outline.bytes),
      keepsTuple(change)
    {
      return change
    }
    let end = endToken(of: index)
    let hasComma = outline.tokens[end].isSymbol(PythonSymbol.comma)
    if let lines = wholeLines(of: index, end: end) {
      return TextChange(range: lines, replacement: [])
    }
    if hasComma, index + 1 < elements.count {
      let next = byte(elements[index + 1].lowerBound)
      let isNextLine = outline.line(at: next) > outline.line(at: range.upperBound)
      let stop = isNextLine ? Int(outline.tokens[end].end) : next
      return TextChange(range: range.lowerBound..<stop, replacement: [])
    }
    guard index > 0 else {
      return TextChange(
        range: range.lowerBound..<Int(outline.tokens[end].end), replacement: [])
    }
    let comma = elements[index].lowerBound - 1
    let keepsComma = isTuple && elements.count == 2 && !isImport
    let start = keepsComma ? Int(outline.tokens[comma].end) : byte(comma)
    return TextChange(range: start..<Int(outline.tokens[end].end), replacement: [])
  }

  private var isImport: Bool {
    brackets.map { outline.isKeyword($0.open - 1, .import) } ?? true
  }

  /// A pair must not become a parenthesised value.
  private func keepsTuple(_ change: TextChange) -> Bool {
    guard isTuple, !isImport, elements.count == 2 else { return true }
    let comma = elements[0].upperBound
    let last = elements[1].upperBound
    let keepsFirst = !change.range.contains(byte(comma))
    let keepsLast =
      outline.tokens[last].isSymbol(PythonSymbol.comma) && !change.range.contains(byte(last))
    return keepsFirst || keepsLast
  }

  /// The lines of an element that has them for itself, comment included.
  private func wholeLines(of index: Int, end: Int) -> Range<Int>? {
    guard brackets != nil else { return nil }
    let range = outline.bytes(of: elements[index])
    let first = outline.line(at: range.lowerBound)
    let start = outline.lineStart(at: range.lowerBound)
    let next = end + 1
    let previous = elements[index].lowerBound - 1
    guard outline.line(at: Int(outline.tokens[previous].end)) < first,
      outline.line(at: byte(next)) > outline.line(at: byte(end))
    else { return nil }
    return start..<outline.nextLineStart(after: byte(end))
  }
}

extension EditTrace {
  /// Whether a list element was written, not a statement that has become one since.
  fileprivate var isOfElement: Bool {
    let around = before + after
    return around.isEmpty || (around.contains(",") && !around.contains("#"))
  }
}
