/// An array of strings in a TOML file.
struct TOMLArray {
  let document: TOMLDocument
  /// The brackets with what is between them.
  let range: Range<Int>
  /// The elements.
  private(set) var elements: [Range<Int>] = []
  /// The commas behind the elements; as many, or one fewer.
  private(set) var commas: [Int] = []

  private var bytes: [UInt8] { document.lines.bytes }
  private var lines: SourceLines { document.lines }

  /// Finds the array of a path.
  ///
  /// - Throws: ``EditError/noAnchor(_:)`` where there is none.
  init(document: TOMLDocument, path: [String]) throws(EditError) {
    guard !path.isEmpty else { throw .invalid("'path' is empty") }
    let name = path.joined(separator: ".")
    let found = document.entries.filter { $0.path == path }
    guard let entry = found.first else { throw .noAnchor("the array \(name)") }
    guard found.count == 1 else {
      throw .ambiguous(
        candidates: found.map { EditEvidence(line: $0.line, reason: name) },
        choose: "leave one \(name) in the file")
    }
    self.document = document
    range = entry.value
    guard bytes[range.lowerBound] == UInt8(ascii: "[") else {
      throw .noAnchor("\(name) is not an array")
    }
    try readElements()
  }

  private mutating func readElements() throws(EditError) {
    var scanner = document
    scanner.move(to: range.lowerBound + 1)
    var depth = 0
    var start: Int?
    var end = 0
    let comments = document.comments
    while scanner.place < range.upperBound - 1 {
      let place = scanner.place
      let byte = bytes[place]
      if let comment = comments.first(where: { $0.lowerBound == place }) {
        scanner.move(to: comment.upperBound)
        continue
      }
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: scanner.move(to: place + 1)
      case UInt8(ascii: ",") where depth == 0:
        guard let first = start else {
          throw .broken(line: lines.line(at: place), reason: "a comma without an element")
        }
        elements.append(first..<end)
        commas.append(place)
        start = nil
        scanner.move(to: place + 1)
      default:
        if start == nil { start = place }
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth -= 1 }
        if byte == 0x22 || byte == 0x27 {
          try scanner.passString()
        } else {
          scanner.move(to: place + 1)
        }
        end = scanner.place
      }
    }
    if let start { elements.append(start..<end) }
  }

  /// The value of an element that is a string.
  func value(of element: Int) -> String? { TOMLString.value(bytes[elements[element]]) }

  /// The line of an element.
  func line(of element: Int) -> Int { lines.line(at: elements[element].lowerBound) }

  /// The quotes of its strings.
  var quote: UInt8 { elements.last.map { bytes[$0.lowerBound] } == 0x27 ? 0x27 : 0x22 }

  private func isVertical(_ element: Int) -> Bool {
    let previous = element == 0 ? range.lowerBound : elements[element - 1].upperBound
    return line(of: element) > lines.line(at: previous)
  }

  /// The place of a new element at `index`, in the layout of its neighbours.
  func insertion(of node: [UInt8], at index: Int) -> Insertion {
    let open = range.lowerBound + 1
    let close = range.upperBound - 1
    guard let last = elements.last else { return insertionIntoEmpty(node, open, close) }
    let comma: [UInt8] = [UInt8(ascii: ",")]
    let neighbours = [index - 1, index].filter(elements.indices.contains)
    guard neighbours.allSatisfy(isVertical) else {
      if index < elements.count {
        let place = elements[index].lowerBound
        return Insertion(range: place..<place, node: node, after: Array(", ".utf8))
      }
      if commas.count == elements.count, let place = commas.last.map({ $0 + 1 }) {
        return Insertion(range: place..<place, before: [0x20], node: node, after: comma)
      }
      let end = last.upperBound
      return Insertion(range: end..<end, before: Array(", ".utf8), node: node)
    }
    let indentation = lines.indentation(at: elements[neighbours[0]].lowerBound)
    let ending = lines.lineEnding(at: elements[neighbours[0]].lowerBound)
    if index < elements.count || commas.count == elements.count {
      let previous = index == 0 ? open - 1 : commas[index - 1]
      let place = lines.nextLineStart(after: previous)
      if place <= close {
        return Insertion(
          range: place..<place, before: indentation, node: node, after: comma + ending)
      }
      return Insertion(
        range: previous + 1..<previous + 1, before: ending + indentation, node: node, after: comma)
    }
    let hasComment = document.comments.contains {
      $0.lowerBound >= last.upperBound && $0.upperBound <= close
    }
    // The comma that is missing and the element cannot go around a comment in one change.
    if hasComment { return insertion(of: node, at: index - 1) }
    let end = last.upperBound
    return Insertion(range: end..<end, before: comma + ending + indentation, node: node)
  }

  private func insertionIntoEmpty(_ node: [UInt8], _ open: Int, _ close: Int) -> Insertion {
    guard lines.line(at: open) < lines.line(at: close) else {
      return Insertion(range: open..<open, node: node)
    }
    let place = lines.lineStart(at: close)
    return Insertion(
      range: place..<place, before: lines.indentation(at: close) + [0x20, 0x20, 0x20, 0x20],
      node: node, after: [UInt8(ascii: ",")] + lines.lineEnding(at: open))
  }

  /// The change that takes an element out with its comma.
  func removal(of index: Int, trace: EditTrace?) -> TextChange {
    let element = elements[index]
    let hasComma = index < commas.count
    if let trace, let change = trace.change(around: element, in: bytes),
      takesOneComma(change, index)
    {
      return change
    }
    let end = hasComma ? commas[index] + 1 : element.upperBound
    let lineEnd = lines.nextLineStart(after: end - 1)
    let close = range.upperBound - 1
    let hasFollower = index + 1 < elements.count && elements[index + 1].lowerBound < lineEnd
    if hasComma, isVertical(index), !hasFollower, close >= lineEnd {
      return TextChange(range: lines.lineStart(at: element.lowerBound)..<lineEnd, replacement: [])
    }
    if hasComma, index + 1 < elements.count {
      let next = elements[index + 1].lowerBound
      return TextChange(
        range: element.lowerBound..<(next < lineEnd ? next : end), replacement: [])
    }
    guard index > 0 else { return TextChange(range: element.lowerBound..<end, replacement: []) }
    let comma = commas[index - 1]
    return TextChange(range: (hasComma ? comma + 1 : comma)..<end, replacement: [])
  }

  /// Whether what a trace takes out leaves one comma between the neighbours.
  private func takesOneComma(_ change: TextChange, _ index: Int) -> Bool {
    guard elements.count > 1 else { return true }
    let taken = commas.filter { change.range.contains($0) }
    let isLast = index == elements.count - 1
    if isLast, commas.count < elements.count { return taken == [commas[index - 1]] }
    return taken.count == 1 && (isLast || taken == [commas[index]] || index > 0)
  }
}
