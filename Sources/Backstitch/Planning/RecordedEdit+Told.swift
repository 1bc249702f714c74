internal import Journal
internal import SourceEdits

extension RecordedEdit {
  /// The evidence as it is told: one that takes something away follows nothing.
  var told: EditEvidence {
    guard !forward.isEmpty, forward.allSatisfy(\.isRemoval), !evidence.reason.hasPrefix("removed")
    else { return evidence }
    return EditEvidence(line: evidence.line, reason: "removed; it was \(evidence.reason)")
  }
}
