internal import Git
internal import SourceEdits

/// Merges a file by line.
enum LineMerge {
  /// So long that no file has one.
  private static let markerSize = 61

  /// - Returns: the merged text with its conflicts; nil for binary content.
  static func merge(
    base: [UInt8], ours: [UInt8], theirs: [UInt8]
  ) throws(GitError) -> MergedText? {
    if [base, ours, theirs].contains(where: { $0.prefix(8000).contains(0) }) { return nil }
    var text = MergedText()
    switch try mergeFile(
      base: base, ours: ours, theirs: theirs, markerSize: UInt16(markerSize))
    {
    case .merged(let merged): text.append(merged)
    case .conflict(let marked, _, _):
      var reader = MarkerReader(ours: ours, sides: [base, ours, theirs])
      for line in lines(of: marked) { reader.read(line) }
      text = reader.end()
    }
    return text
  }

  /// The lines with their endings.
  static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while let end = rest.firstIndex(of: 0x0A) {
      lines.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    if !rest.isEmpty { lines.append(rest) }
    return lines
  }

  /// Reads a text with markers back into its parts.
  private struct MarkerReader {
    private enum Place { case text, ours, base, theirs }

    private var place = Place.text
    private var merged = MergedText()
    private var conflict = MergeConflict(base: [], ours: [], theirs: [], line: 1)
    private let lines: [ArraySlice<UInt8>]
    /// Where the lines of ours are looked for.
    private var position = 0
    /// Whether each side ends in the middle of a line.
    private let isUnfinished: (base: Bool, ours: Bool, theirs: Bool)

    init(ours: [UInt8], sides: [[UInt8]]) {
      lines = LineMerge.lines(of: ours)
      func isUnfinished(_ side: [UInt8]) -> Bool { side.last.map { $0 != 0x0A } ?? false }
      self.isUnfinished = (
        isUnfinished(sides[0]), isUnfinished(sides[1]), isUnfinished(sides[2])
      )
    }

    mutating func read(_ line: ArraySlice<UInt8>) {
      switch (place, marker(line)) {
      case (.text, "<"): place = .ours
      case (.ours, "|"): place = .base
      case (.ours, "="), (.base, "="): place = .theirs
      case (.theirs, ">"): endConflict()
      case (.text, _): merged.append(line)
      case (.ours, _): conflict.ours += line
      case (.base, _): conflict.base += line
      case (.theirs, _): conflict.theirs += line
      }
    }

    mutating func end() -> MergedText {
      // A line ending that only the marker behind it made necessary.
      guard case .conflict(var last) = merged.parts.last else { return merged }
      func cut(_ text: inout [UInt8], _ isUnfinished: Bool) {
        guard isUnfinished, text.last == 0x0A else { return }
        text.removeLast()
        if text.last == 0x0D { text.removeLast() }
      }
      cut(&last.base, isUnfinished.base)
      cut(&last.ours, isUnfinished.ours)
      cut(&last.theirs, isUnfinished.theirs)
      merged.replaceLast(last)
      return merged
    }

    private func marker(_ line: ArraySlice<UInt8>) -> Character? {
      guard let first = line.first, line.prefix(markerSize).count == markerSize,
        line.prefix(markerSize).allSatisfy({ $0 == first })
      else { return nil }
      return Character(Unicode.Scalar(first))
    }

    private mutating func endConflict() {
      let own = LineMerge.lines(of: conflict.ours)
      while position < lines.count, !own.isEmpty, !lines[position...].starts(with: own) {
        position += 1
      }
      conflict.line = min(position, max(0, lines.count - 1)) + 1
      merged.append(conflict)
      position += own.count
      conflict = MergeConflict(base: [], ours: [], theirs: [], line: 1)
      place = .text
    }
  }
}
