/// The lines of a file: where they begin, how they end, how they are indented.
struct SourceLines {
  let bytes: [UInt8]
  /// The byte each line starts at.
  let starts: [UInt32]

  init(bytes: [UInt8], starts: [UInt32]) {
    self.bytes = bytes
    self.starts = starts
  }

  /// Finds the lines; LF, CR LF or a lone CR ends one.
  init(_ bytes: [UInt8]) {
    var starts: [UInt32] = [0]
    for (index, byte) in bytes.enumerated() {
      let ends =
        byte == 0x0A
        || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if ends { starts.append(UInt32(index + 1)) }
    }
    self.init(bytes: bytes, starts: starts)
  }

  /// How many there are; after a last line ending there is an empty one.
  var count: Int { starts.count }

  /// The line of a byte, from 1.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// A line's bytes with its ending.
  func range(of line: Int) -> Range<Int> {
    Int(starts[line - 1])..<(line < starts.count ? Int(starts[line]) : bytes.count)
  }

  /// A line's bytes without its ending and, in the first, without a byte order mark.
  func content(of line: Int) -> Range<Int> {
    var range = range(of: line)
    while let last = bytes[range].last, last == 0x0A || last == 0x0D {
      range = range.lowerBound..<range.upperBound - 1
    }
    if line == 1, bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) {
      range = range.lowerBound + 3..<range.upperBound
    }
    return range
  }

  /// Where the line of a byte starts.
  func lineStart(at offset: Int) -> Int { Int(starts[line(at: offset) - 1]) }

  /// Where the line after a byte's line starts; the file's end for the last one.
  func nextLineStart(after offset: Int) -> Int { range(of: line(at: offset)).upperBound }

  /// The line ending in use around a byte: that of its line, else of the one before, else LF.
  func lineEnding(at offset: Int) -> [UInt8] {
    var line = line(at: offset)
    while line >= 1 {
      let ending = bytes[content(of: line).upperBound..<range(of: line).upperBound]
      if !ending.isEmpty { return Array(ending.suffix(ending.last == 0x0A ? 2 : 1)) }
      line -= 1
    }
    return [0x0A]
  }

  /// The blanks that the line of a byte begins with.
  func indentation(at offset: Int) -> [UInt8] {
    Array(bytes[content(of: line(at: offset))].prefix { $0 == 0x20 || $0 == 0x09 })
  }

  /// Whether a line has nothing but blanks.
  func isBlank(_ line: Int) -> Bool {
    guard line >= 1, line <= count else { return false }
    return bytes[content(of: line)].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
  }

  /// Whether the file ends in the middle of a line.
  var isUnfinished: Bool {
    guard let last = bytes.last else { return false }
    return last != 0x0A && last != 0x0D
  }

  /// The insertion of whole lines after a line.
  func insertion(of node: [UInt8], after line: Int, blanks: Int = 0) -> Insertion {
    let place = range(of: line).upperBound
    let ending = lineEnding(at: max(place - 1, 0))
    let gap = Array(repeatElement(ending, count: blanks).joined())
    if place == bytes.count, isUnfinished {
      return Insertion(range: place..<place, before: ending + gap, node: node)
    }
    return Insertion(range: place..<place, before: gap, node: node, after: ending)
  }

  /// The insertion of whole lines before a line.
  func insertion(of node: [UInt8], before line: Int, blanks: Int = 0) -> Insertion {
    let place = line == 1 ? content(of: 1).lowerBound : range(of: line).lowerBound
    let ending = lineEnding(at: place)
    return Insertion(
      range: place..<place, node: node,
      after: ending + repeatElement(ending, count: blanks).joined())
  }

  /// The change that takes lines out: what an insertion wrote where it still stands, else the
  /// lines themselves.
  func removal(of range: Range<Int>, trace: EditTrace?) -> TextChange {
    if let change = trace?.change(around: range, in: bytes),
      trace?.isAligned(change.range, in: bytes) ?? false
    {
      return change
    }
    let first = line(at: range.lowerBound)
    let last = line(at: max(range.lowerBound, range.upperBound - 1))
    var start = first == 1 ? content(of: 1).lowerBound : self.range(of: first).lowerBound
    let end = self.range(of: last).upperBound
    if end == bytes.count, isUnfinished, first > 1 {
      // The file ended without a line ending and goes on doing so.
      start = content(of: first - 1).upperBound
    }
    return TextChange(range: start..<end, replacement: [])
  }
}
