/// Places for an element of a list written in brackets, or of names after `import`.
struct ElementList {
  let outline: PythonOutline
  /// The elements' tokens.
  let elements: [Range<Int>]
  /// The brackets; nil for names after `import` without parentheses.
  let brackets: (open: Int, close: Int)?

  /// The place of a new element at `index`, in the layout of its neighbours.
  func insertion(of node: [UInt8], at index: Int) -> Insertion {
    guard !elements.isEmpty else { return insertionIntoEmpty(node) }
    let index = movedFromComment(index)
    guard isVertical(near: index), let brackets else { return inline(node, at: index) }
    let neighbour = elements[min(index, elements.count - 1)]
    let start = byte(neighbour.lowerBound)
    let indentation = outline.indentation(at: start)
    let lineEnding = outline.lineEnding(at: start)
    let comma: [UInt8] = [PythonSymbol.comma]
    if index < elements.count {
      let previous = index == 0 ? brackets.open : endToken(of: index - 1)
      let place = outline.nextLineStart(after: byte(previous))
      return Insertion(
        range: place..<place, before: indentation, node: node, after: comma + lineEnding)
    }
    let end = endToken(of: index - 1)
    let closesOnLine =
      outline.line(at: byte(end)) == outline.line(at: byte(brackets.close))
    guard outline.tokens[end].isSymbol(PythonSymbol.comma), !closesOnLine else {
      let place = Int(outline.tokens[end].end)
      let hasComma = outline.tokens[end].isSymbol(PythonSymbol.comma)
      return Insertion(
        range: place..<place, before: (hasComma ? [] : comma) + lineEnding + indentation,
        node: node, after: hasComma ? comma : [])
    }
    let place = outline.nextLineStart(after: byte(end))
    return Insertion(
      range: place..<place, before: indentation, node: node, after: comma + lineEnding)
  }

  /// A last element without a comma but with a comment cannot get its comma in the same change:
  /// the new one goes before it.
  private func movedFromComment(_ index: Int) -> Int {
    guard index == elements.count, brackets != nil else { return index }
    let end = endToken(of: index - 1)
    let hasComment = outline.trailingComment(at: Int(outline.tokens[end].end)) != nil
    let needsComma = !outline.tokens[end].isSymbol(PythonSymbol.comma)
    return hasComment && needsComma ? index - 1 : index
  }

  private func insertionIntoEmpty(_ node: [UInt8]) -> Insertion {
    guard let brackets else { return Insertion(range: 0..<0, node: node) }
    let open = Int(outline.tokens[brackets.open].end)
    let close = byte(brackets.close)
    let needsComma = outline.tokens[brackets.open].isSymbol(PythonSymbol.openParenthesis)
    if outline.line(at: open) == outline.line(at: close) {
      return Insertion(
        range: open..<open, node: node, after: needsComma ? [PythonSymbol.comma] : [])
    }
    let place = outline.lineStart(at: close)
    let indentation = outline.indentation(at: close) + outline.indentationUnit
    return Insertion(
      range: place..<place, before: indentation, node: node,
      after: [PythonSymbol.comma] + outline.lineEnding(at: open))
  }

  private func inline(_ node: [UInt8], at index: Int) -> Insertion {
    if index == 0, elements.count > 1 || brackets == nil || !isTuple {
      let place = byte(elements[0].lowerBound)
      return Insertion(range: place..<place, node: node, after: Array(", ".utf8))
    }
    let end = endToken(of: max(index - 1, 0))
    if index == elements.count || isTuple && elements.count == 1,
      outline.tokens[end].isSymbol(PythonSymbol.comma)
    {
      let place = Int(outline.tokens[end].end)
      return Insertion(
        range: place..<place, before: [0x20], node: node, after: [PythonSymbol.comma])
    }
    let place = Int(outline.tokens[elements[max(index - 1, 0)].upperBound - 1].end)
    return Insertion(range: place..<place, before: Array(", ".utf8), node: node)
  }

  var isTuple: Bool {
    brackets.map { outline.tokens[$0.open].isSymbol(PythonSymbol.openParenthesis) } ?? false
  }

  /// Whether the neighbours of `index` each begin a line of their own.
  private func isVertical(near index: Int) -> Bool {
    guard brackets != nil else { return false }
    return [index - 1, index].filter(elements.indices.contains).allSatisfy { position in
      let first = elements[position].lowerBound
      return outline.line(at: byte(first))
        > outline.line(at: Int(outline.tokens[first - 1].end))
    }
  }

  /// The element's last token, or the comma behind it.
  func endToken(of element: Int) -> Int {
    let end = elements[element].upperBound
    return outline.tokens[end].isSymbol(PythonSymbol.comma) ? end : end - 1
  }

  func byte(_ token: Int) -> Int { Int(outline.tokens[token].start) }
}
