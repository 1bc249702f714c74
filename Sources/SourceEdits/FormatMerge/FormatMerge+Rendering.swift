/// Writing changes into ours.
extension FormatMerge {
  /// A change of ours's bytes.
  struct ByteEdit {
    var range: Range<Int>
    var text: [UInt8]
  }

  /// Ours with the changes made, in pieces between the conflicts.
  func render(_ edits: [TokenHunk], _ groups: [Group]) -> MergedText {
    let commas = CommaRepair(self, edits)
    // A comma goes before what is inserted behind it.
    let changes = (commas.edits + edits.map { edit($0, commas) }).enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }.map(\.element)
    var result = MergedText()
    var place = 0
    var next = changes[...]
    func copy(to end: Int) {
      while let change = next.first, change.range.lowerBound < end || end == ours.bytes.count {
        if change.range.lowerBound >= place {
          result.append(ours.bytes[place..<change.range.lowerBound])
          result.append(change.text)
          place = change.range.upperBound
        }
        next = next.dropFirst()
      }
      if place < end { result.append(ours.bytes[place..<end]) }
      place = max(place, end)
    }
    for group in groups {
      let range = lines(of: group.ours, in: ours)
      copy(to: range.lowerBound)
      result.append(
        MergeConflict(
          base: Array(base.bytes[lines(of: group.base, in: base)]),
          ours: Array(ours.bytes[range]),
          theirs: Array(theirs.bytes[lines(of: group.theirs, in: theirs)]),
          line: ours.line(range.lowerBound)))
      place = max(place, range.upperBound)
    }
    copy(to: ours.bytes.count)
    return result
  }

  /// The lines that tokens stand on; the place between two lines where there are none.
  func lines(of range: Range<Int>, in file: FormatFile) -> Range<Int> {
    guard !range.isEmpty else {
      let place =
        range.lowerBound == 0
        ? 0 : file.lines.range(of: file.lastLine(range.lowerBound - 1)).upperBound
      return place..<place
    }
    let first = file.lines.range(of: file.firstLine(range.lowerBound)).lowerBound
    let last = file.lines.range(of: file.lastLine(range.upperBound - 1)).upperBound
    return first..<max(first, last)
  }

  private func edit(_ hunk: TokenHunk, _ commas: CommaRepair) -> ByteEdit {
    let fitsLines = ours.isLines(hunk.base) && (hunk.side.isEmpty || theirs.isLines(hunk.side))
    if fitsLines, !(hunk.base.isEmpty && hunk.side.isEmpty) {
      if hunk.side.isEmpty { return removal(hunk) }
      return hunk.base.isEmpty ? insertion(hunk, commas) : replacement(hunk, commas)
    }
    return InlineEdit(self, hunk, commas).edit
  }

  // MARK: Whole lines

  private func replacement(_ hunk: TokenHunk, _ commas: CommaRepair) -> ByteEdit {
    let range = lines(of: hunk.base, in: ours)
    var text = IncomingText(self, hunk, commas).lines
    let isLast = range.upperBound == ours.bytes.count && ours.lines.isUnfinished
    if isLast { text = Array(text.dropLast(ending(at: range.lowerBound).count)) }
    return ByteEdit(range: range, text: text)
  }

  /// Whole lines keep the distance they have in theirs to the line before, or to the one behind
  /// where the distance before is that of ours.
  private func insertion(_ hunk: TokenHunk, _ commas: CommaRepair) -> ByteEdit {
    let index = hunk.base.lowerBound
    let gap = ours.blanks(before: index)
    let before = theirs.blanks(before: hunk.side.lowerBound)
    let after = theirs.blanks(before: hunk.side.upperBound)
    let isAhead = index == 0 || before == gap && after != gap && index < ours.tokens.count
    let next = ours.written(from: index)
    var place = lines(of: index..<index, in: ours).lowerBound
    if isAhead, next < ours.tokens.count {
      place = ours.lines.range(of: ours.firstLine(next)).lowerBound
      if place == 0 { place = ours.lines.content(of: 1).lowerBound }
    }
    let ending = ending(at: place)
    let text = IncomingText(self, hunk, commas).lines
    let blanks = Array(repeatElement(ending, count: isAhead ? after : before).joined())
    if place == ours.bytes.count, ours.lines.isUnfinished {
      return ByteEdit(range: place..<place, text: ending + blanks + text.dropLast(ending.count))
    }
    return ByteEdit(range: place..<place, text: isAhead ? text + blanks : blanks + text)
  }

  /// Lines go with the blank lines on that side which leaves the distance of theirs.
  private func removal(_ hunk: TokenHunk) -> ByteEdit {
    var range = lines(of: hunk.base, in: ours)
    let wanted = theirs.blanks(before: hunk.side.lowerBound)
    let before = ours.blanks(before: hunk.base.lowerBound)
    let after = ours.blanks(before: hunk.base.upperBound)
    let next = ours.written(from: hunk.base.upperBound)
    if next >= ours.tokens.count || abs(after - wanted) < abs(before - wanted) {
      let previous = hunk.base.lowerBound
      let start = lines(of: previous..<previous, in: ours).lowerBound
      range = min(start, range.lowerBound)..<range.upperBound
    } else {
      range = range.lowerBound..<ours.lines.range(of: ours.firstLine(next)).lowerBound
    }
    return ByteEdit(range: range, text: [])
  }

  func ending(at place: Int) -> [UInt8] { ours.lines.lineEnding(at: max(place - 1, 0)) }
}
