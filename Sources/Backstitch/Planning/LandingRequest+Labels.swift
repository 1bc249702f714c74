internal import Journal
internal import SourceEdits

extension LandingRequest {
  /// What the three sides of a conflict are called.
  var labels: MergeLabels {
    let ours = "on disk"
    guard let number = target?.operation else {
      if plan != nil {
        return MergeLabels(ours: ours, base: "as recorded", theirs: "as generated now")
      }
      return MergeLabels(ours: ours, base: "when it was staged", theirs: "staged")
    }
    switch kind {
    case .undo, .rollback:
      return MergeLabels(
        ours: ours, base: "as operation \(number) left it", theirs: "before operation \(number)")
    case .redo:
      return MergeLabels(
        ours: ours, base: "before operation \(number)", theirs: "as operation \(number) left it")
    default: return MergeLabels(ours: ours, base: "recorded", theirs: "wanted")
    }
  }
}
