/// A change of part of a line in ours.
struct InlineEdit {
  private let merge: FormatMerge
  private let hunk: TokenHunk
  private let commas: CommaRepair

  init(_ merge: FormatMerge, _ hunk: TokenHunk, _ commas: CommaRepair) {
    self.merge = merge
    self.hunk = hunk
    self.commas = commas
  }

  private var ours: FormatFile { merge.ours }
  private var theirs: FormatFile { merge.theirs }

  var edit: FormatMerge.ByteEdit {
    if hunk.side.isEmpty { return hunk.base.isEmpty ? nothing : removal }
    let text = IncomingText(merge, hunk, commas).inline
    return hunk.base.isEmpty
      ? insertion(text) : FormatMerge.ByteEdit(range: replaced, text: flat(text))
  }

  private var nothing: FormatMerge.ByteEdit {
    let place = merge.lines(of: hunk.base, in: ours).lowerBound
    return FormatMerge.ByteEdit(range: place..<place, text: [])
  }

  /// The bytes of what goes, with optional brackets that are around all of it.
  private var replaced: Range<Int> {
    let (first, last) = (ours.tokens[hunk.base.lowerBound], ours.tokens[hunk.base.upperBound - 1])
    var range = first.start..<max(first.start, last.end)
    for item in ours.optional where item.start >= first.head && item.end <= last.tail {
      guard let partner = item.partner, partner >= first.head, partner < last.tail else { continue }
      range = min(range.lowerBound, item.start)..<max(range.upperBound, item.end)
    }
    return range
  }

  // MARK: Gaps

  /// The blanks behind the token before an index, up to an optional bracket.
  private func gap(_ file: FormatFile, before index: Int) -> [UInt8] {
    Array(between(file, index).prefix(while: isBlank))
  }

  /// The blanks before the token of an index, back to an optional bracket.
  private func gap(_ file: FormatFile, ahead index: Int) -> [UInt8] {
    let bytes = between(file, index)
    return Array(bytes[(bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? bytes.startIndex)...])
  }

  private func between(_ file: FormatFile, _ index: Int) -> ArraySlice<UInt8> {
    let start = index > 0 ? file.tokens[index - 1].end : 0
    let end = index < file.tokens.count ? file.tokens[index].start : file.bytes.count
    return file.bytes[start..<max(start, end)]
  }

  /// A backslash joins two lines.
  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0x0C || byte == 0x5C
  }

  private func hasLine(_ gap: [UInt8]) -> Bool { gap.contains(0x0A) || gap.contains(0x0D) }

  /// One side keeps the gap that ours has, the other gets the one of theirs.
  private func insertion(_ text: [UInt8]) -> FormatMerge.ByteEdit {
    let index = hunk.base.lowerBound
    let own = gap(ours, before: index)
    var lead = gap(theirs, before: hunk.side.lowerBound)
    let trail = gap(theirs, ahead: hunk.side.upperBound)
    let before = index > 0 ? ours.tokens[index - 1].end : 0
    let next = index < ours.tokens.count ? ours.tokens[index].start : ours.bytes.count
    if index > 0, ours.tokens[index - 1].role == .comma, hasLine(own) != hasLine(lead) {
      // Elements stand as those of ours do: each on a line, or all on one.
      let place = ours.tokens[index - 1].start
      lead =
        hasLine(own)
        ? merge.ending(at: place) + ours.lines.indentation(at: max(0, place - 1)) : [0x20]
      return FormatMerge.ByteEdit(range: before..<before, text: lead + text)
    }
    let isBare = between(ours, index).allSatisfy(isBlank)
    if isBare, !hasLine(trail), own.isEmpty != trail.isEmpty, own.isEmpty == lead.isEmpty {
      return FormatMerge.ByteEdit(range: next..<next, text: flat(text + blanks(trail)))
    }
    return FormatMerge.ByteEdit(range: before..<before, text: flat(indented(lead) + text))
  }

  /// Blanks of theirs without what else stands in them.
  private func blanks(_ gap: [UInt8]) -> [UInt8] {
    gap.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? gap : hasLine(gap) ? [0x20] : []
  }

  /// The gap before an insertion: its line endings are those of ours.
  private func indented(_ gap: [UInt8]) -> [UInt8] {
    guard let last = gap.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return gap }
    let place = hunk.base.lowerBound > 0 ? ours.tokens[hunk.base.lowerBound - 1].start : 0
    let head = gap[..<last].filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x20 && $0 != 0x09 }
    return head + merge.ending(at: place) + IncomingText(merge, hunk, commas).indentation
  }

  private var removal: FormatMerge.ByteEdit {
    let range = replaced
    let left = gap(ours, ahead: hunk.base.lowerBound)
    let right = gap(ours, before: hunk.base.upperBound)
    let wanted = gap(theirs, before: hunk.side.lowerBound)
    let takesLeft: Bool
    switch (hasLine(left), hasLine(right)) {
    case (true, false): takesLeft = wanted.isEmpty && right.isEmpty
    case (false, true): takesLeft = true
    default: takesLeft = abs(right.count - wanted.count) <= abs(left.count - wanted.count)
    }
    if takesLeft {
      return FormatMerge.ByteEdit(range: range.lowerBound - left.count..<range.upperBound, text: [])
    }
    return FormatMerge.ByteEdit(range: range.lowerBound..<range.upperBound + right.count, text: [])
  }

  /// Outside brackets a statement of Python has no line ending in it.
  private func flat(_ text: [UInt8]) -> [UInt8] {
    guard ours.language == .python, hasLine(text), isOutsideBrackets,
      !hunk.side.contains(where: {
        theirs.tokens[$0].role != .plain && theirs.tokens[$0].role != .close
          && theirs.tokens[$0].role != .comma
      })
    else { return text }
    var result: [UInt8] = []
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let line = PythonCanonicalForm.trimmed(line)
      if !result.isEmpty, !line.isEmpty, !isOpen(result.last), !isClosed(line.first) {
        result.append(0x20)
      }
      result += line
    }
    return text.first == 0x20 || text.first == 0x0A ? [0x20] + result : result
  }

  private func isOpen(_ byte: UInt8?) -> Bool { byte.map(PythonSymbol.opens) ?? true }

  private func isClosed(_ byte: UInt8?) -> Bool { byte.map(PythonSymbol.closes) ?? true }

  private var isOutsideBrackets: Bool {
    var depth = 0
    let index = hunk.base.lowerBound
    let place = index < ours.tokens.count ? ours.tokens[index].start : ours.bytes.count
    for token in ours.tokens[..<index].reversed() {
      if token.role == .statement { break }
      guard token.isWritten, token.end - token.start == 1 else { continue }
      if PythonSymbol.opens(ours.bytes[token.start]) { depth += 1 }
      if PythonSymbol.closes(ours.bytes[token.start]) { depth -= 1 }
    }
    for item in ours.optional where item.start < place {
      guard let partner = item.partner else { continue }
      if partner > place { return false }
    }
    return depth <= 0
  }
}
