internal import Journal
internal import SourceEdits

extension RecordedEdit {
  /// The evidence as it is told: it was found when the edit was first made, which may have gone the
  /// other way.
  var told: EditEvidence {
    guard !forward.isEmpty else { return evidence }
    let removes = forward.allSatisfy(\.isRemoval)
    guard removes != evidence.reason.hasPrefix("removed") else { return evidence }
    return EditEvidence(
      line: evidence.line,
      reason: "\(removes ? "removed" : "brought back"); it was \(evidence.reason)")
  }
}
