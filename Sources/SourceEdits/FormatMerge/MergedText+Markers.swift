/// What the three sides of a conflict are called.
package struct MergeLabels: Hashable, Sendable {
  package var ours: String
  package var base: String
  package var theirs: String

  package init(ours: String, base: String, theirs: String) {
    self.ours = ours
    self.base = base
    self.theirs = theirs
  }
}

extension MergedText {
  /// The text with all three sides of each conflict between markers.
  package func marked(_ labels: MergeLabels) -> [UInt8] {
    resolved { _, conflict in conflict.marked(labels) }
  }
}

extension MergeConflict {
  /// All three sides between markers.
  package func marked(_ labels: MergeLabels) -> [UInt8] {
    let sides = [base, ours, theirs]
    let ending: [UInt8] = sides.contains { $0.contains(0x0D) } ? [0x0D, 0x0A] : [0x0A]
    func side(_ marker: String, _ label: String, _ text: [UInt8]) -> [UInt8] {
      let isWhole = text.last == nil || text.last == 0x0A || text.last == 0x0D
      return Array("\(marker) \(label)".utf8) + ending + text + (isWhole ? [] : ending)
    }
    return side("<<<<<<<", labels.ours, ours) + side("|||||||", labels.base, base)
      + Array("=======".utf8) + ending + theirsEnded(ending)
      + Array(">>>>>>> \(labels.theirs)".utf8)
      + ending
  }

  private func theirsEnded(_ ending: [UInt8]) -> [UInt8] {
    guard let last = theirs.last, last != 0x0A, last != 0x0D else { return theirs }
    return theirs + ending
  }
}

/// The line of the first conflict marker in a text, from 1; nil without any.
///
/// One alone may be somebody's heading: those of a conflict come together.
package func firstConflictMarker(in text: [UInt8]) -> Int? {
  var first: Int?
  for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
    if first == nil, line.starts(with: "<<<<<<< ".utf8) { first = index + 1 }
    if first != nil, line.starts(with: ">>>>>>> ".utf8) { return first }
  }
  return nil
}
