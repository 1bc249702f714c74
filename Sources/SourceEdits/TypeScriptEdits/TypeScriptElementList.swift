/// Places for an element between brackets: of an array, an object, or of names to import.
struct TypeScriptElementList {
  let outline: TypeScriptOutline
  /// The elements' tokens.
  let elements: [Range<Int>]
  /// The brackets' tokens.
  let open: Int
  let close: Int
  let style: TypeScriptStyle

  private var lines: SourceLines { outline.lines }

  /// The place of a new element at `index`, in the layout of its neighbours.
  func insertion(of node: [UInt8], at index: Int) -> Insertion {
    guard !elements.isEmpty else { return insertionIntoEmpty(node) }
    let index = movedFromComment(index)
    guard isVertical(near: index) else { return inline(node, at: index) }
    let neighbour = start(elements[min(index, elements.count - 1)].lowerBound)
    let indentation = lines.indentation(at: neighbour)
    let ending = lines.lineEnding(at: neighbour)
    let comma: [UInt8] = [TypeScriptSymbol.comma]
    if index < elements.count {
      let previous = index == 0 ? open : endToken(of: index - 1)
      let place = lines.nextLineStart(after: start(previous))
      return Insertion(
        range: place..<place, before: indentation, node: node, after: comma + ending)
    }
    let last = endToken(of: index - 1)
    let hasComma = outline.isSymbol(last, TypeScriptSymbol.comma)
    let closesOnLine = outline.line(at: end(last)) == outline.line(at: start(close))
    guard hasComma, !closesOnLine else {
      let place = end(last)
      return Insertion(
        range: place..<place, before: (hasComma ? [] : comma) + ending + indentation,
        node: node, after: hasComma ? comma : [])
    }
    let place = lines.nextLineStart(after: end(last))
    return Insertion(range: place..<place, before: indentation, node: node, after: comma + ending)
  }

  /// A last element without a comma but with a comment cannot get its comma in the same change:
  /// the new one goes before it.
  private func movedFromComment(_ index: Int) -> Int {
    guard index == elements.count else { return index }
    let last = endToken(of: index - 1)
    guard !outline.isSymbol(last, TypeScriptSymbol.comma) else { return index }
    return outline.hasComment(from: end(last), to: start(close)) ? index - 1 : index
  }

  private func insertionIntoEmpty(_ node: [UInt8]) -> Insertion {
    let first = end(open)
    let last = start(close)
    if outline.line(at: first) == outline.line(at: last) {
      let isBrace = outline.isSymbol(open, TypeScriptSymbol.openBrace)
      let blank: [UInt8] = isBrace && style.hasSpacedBraces && first == last ? [0x20] : []
      return Insertion(range: first..<first, before: blank, node: node, after: blank)
    }
    let place = lines.lineStart(at: last)
    let indentation = lines.indentation(at: last) + style.unit
    return Insertion(
      range: place..<place, before: indentation, node: node,
      after: (style.hasTrailingCommas ? [TypeScriptSymbol.comma] : [])
        + lines.lineEnding(at: first))
  }

  private func inline(_ node: [UInt8], at index: Int) -> Insertion {
    if index == 0 {
      let place = start(elements[0].lowerBound)
      return Insertion(range: place..<place, node: node, after: Array(", ".utf8))
    }
    let last = endToken(of: index - 1)
    if index == elements.count, outline.isSymbol(last, TypeScriptSymbol.comma) {
      let place = end(last)
      return Insertion(
        range: place..<place, before: [0x20], node: node, after: [TypeScriptSymbol.comma])
    }
    let place = end(elements[index - 1].upperBound - 1)
    return Insertion(range: place..<place, before: Array(", ".utf8), node: node)
  }

  /// Whether the neighbours of `index` each begin a line of their own.
  private func isVertical(near index: Int) -> Bool {
    [index - 1, index].filter(elements.indices.contains).allSatisfy { position in
      let first = elements[position].lowerBound
      return outline.line(at: start(first)) > outline.line(at: end(first - 1))
    }
  }

  /// The change that takes an element out with its comma.
  func removal(of index: Int, trace: EditTrace?) -> TextChange {
    let range = outline.bytes(of: elements[index])
    if let trace, let change = trace.change(around: range, in: outline.bytes), keepsCommas(change) {
      return change
    }
    let last = endToken(of: index)
    if let whole = wholeLines(of: index, end: last) {
      return TextChange(range: whole, replacement: [])
    }
    if outline.isSymbol(last, TypeScriptSymbol.comma), index + 1 < elements.count {
      let next = start(elements[index + 1].lowerBound)
      let isNextLine = outline.line(at: next) > outline.line(at: range.upperBound)
      return TextChange(
        range: range.lowerBound..<(isNextLine ? end(last) : next), replacement: [])
    }
    guard index > 0 else {
      return TextChange(range: range.lowerBound..<end(last), replacement: [])
    }
    let comma = elements[index].lowerBound - 1
    // The comma behind the one before goes, unless a comma closes the list as well.
    let hasComma = outline.isSymbol(last, TypeScriptSymbol.comma)
    return TextChange(
      range: (hasComma ? end(comma) : start(comma))..<end(last), replacement: [])
  }

  /// Whether what a trace takes out leaves one comma between the neighbours.
  private func keepsCommas(_ change: TextChange) -> Bool {
    guard elements.count > 1 else { return true }
    func isTaken(_ token: Int) -> Bool { change.range.contains(start(token)) }
    let index = elements.firstIndex { isTaken($0.lowerBound) } ?? 0
    let before = elements[index].lowerBound - 1
    let behind = elements[index].upperBound
    let takesBefore = index > 0 && isTaken(before)
    let takesBehind = outline.isSymbol(behind, TypeScriptSymbol.comma) && isTaken(behind)
    if index == 0 { return takesBehind }
    if index == elements.count - 1 {
      // A list that closes with a comma goes on doing so; one that does not gets none.
      let closes = outline.isSymbol(behind, TypeScriptSymbol.comma)
      return takesBefore != takesBehind && (closes || takesBefore)
    }
    return takesBefore != takesBehind
  }

  /// The lines of an element that has them for itself, comment included.
  private func wholeLines(of index: Int, end last: Int) -> Range<Int>? {
    let range = outline.bytes(of: elements[index])
    let previous = elements[index].lowerBound - 1
    guard outline.line(at: end(previous)) < outline.line(at: range.lowerBound),
      outline.line(at: start(last + 1)) > outline.line(at: end(last)),
      index + 1 < elements.count || outline.isSymbol(last, TypeScriptSymbol.comma) || index == 0
    else { return nil }
    return lines.lineStart(at: range.lowerBound)..<lines.nextLineStart(after: start(last))
  }

  /// The element's last token, or the comma behind it.
  private func endToken(of element: Int) -> Int {
    let behind = elements[element].upperBound
    return outline.isSymbol(behind, TypeScriptSymbol.comma) ? behind : behind - 1
  }

  private func start(_ token: Int) -> Int { Int(outline.tokens[token].start) }
  private func end(_ token: Int) -> Int { Int(outline.tokens[token].end) }
}

extension TypeScriptOutline {
  /// Whether a comment begins between two bytes.
  func hasComment(from start: Int, to end: Int) -> Bool {
    comments.contains { Int($0.start) >= start && Int($0.start) < end }
  }
}
