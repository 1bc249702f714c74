/// What the edits of configuration files have in common.
enum ConfigurationFile {
  /// The lines of a file.
  ///
  /// - Throws: ``EditError/broken(line:reason:)`` when it is not UTF-8.
  static func lines(_ bytes: [UInt8]) throws(EditError) -> SourceLines {
    let padded = bytes + [0, 0, 0, 0, 0, 0, 0, 0]
    let problem = padded.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { base in
        SourceEncoding.problem(base, count: bytes.count).map {
          (line: SourceEncoding.line(of: $0.offset, in: base), reason: $0.reason)
        }
      }
    }
    if let problem { throw .broken(line: problem.line, reason: problem.reason) }
    return SourceLines(bytes)
  }

  /// What an edit returns that found its work done.
  static func unchanged(_ bytes: [UInt8], line: Int, _ reason: String) -> AppliedEdit {
    AppliedEdit(
      text: bytes, changed: false, inverse: [], evidence: EditEvidence(line: line, reason: reason))
  }

  /// Whether a new text reads like the old one with the change made: everything outside it is what
  /// it was, as the pieces of both that lie there say.
  static func agrees<Piece: Equatable>(
    _ before: [(range: Range<Int>, piece: Piece)], _ change: TextChange,
    _ after: [(range: Range<Int>, piece: Piece)]
  ) -> Bool {
    let start = change.range.lowerBound
    let inserted = start..<start + change.replacement.count
    let kept = before.filter { !$0.range.touches(change.range) }.map(\.piece)
    let found = after.filter { !$0.range.touches(inserted) }.map(\.piece)
    return kept == found
  }
}

extension Range<Int> {
  /// Whether a piece begins inside `other`, or spans it.
  fileprivate func touches(_ other: Range<Int>) -> Bool {
    other.contains(lowerBound) || overlaps(other)
  }
}
