internal import Backstitch
internal import Patch

/// Conflicts one after the other, hunk by hunk, and what was decided of them.
struct ConflictWalk {
  private let conflicts: [Conflict]
  private(set) var decisions: [RelativePath: ConflictDecision] = [:]
  /// What is to be decided like this from now on.
  private(set) var remembered: [RelativePath: ConflictPolicy.Choice] = [:]
  private var index = 0
  /// What was decided of the hunks of the file at the index.
  private var hunks: [HunkDecision] = []

  init(_ conflicts: [Conflict]) { self.conflicts = conflicts }

  /// The conflict that is asked about; nil when all are decided.
  var conflict: Conflict? { conflicts.indices.contains(index) ? conflicts[index] : nil }

  /// Which of its hunks, from 0; nil when the file is asked about as a whole.
  var hunk: Int? { conflict.flatMap { $0.hunks.isEmpty ? nil : hunks.count } }

  /// Decides the hunk, or the file that has none.
  mutating func decide(_ decision: HunkDecision) {
    guard let conflict else { return }
    guard !conflict.hunks.isEmpty else {
      switch decision {
      case .keep: return decideFile(.keep)
      case .take: return decideFile(.take)
      case .markers: return decideFile(.markers)
      case .text(let text): return decideFile(.text(text))
      }
    }
    hunks.append(decision)
    if hunks.count == conflict.hunks.count { decideFile(.hunks(hunks)) }
  }

  /// Decides what is left of the file: hunks that were decided stay so.
  mutating func decideRest(_ decision: HunkDecision) {
    guard let conflict, !conflict.hunks.isEmpty else { return decide(decision) }
    while conflict.path == self.conflict?.path { decide(decision) }
  }

  /// Decides what is left of all files.
  mutating func decideAll(_ decision: HunkDecision) {
    while conflict != nil { decideRest(decision) }
  }

  /// Decides the file as a whole, and that it is decided so from now on.
  mutating func remember(_ choice: ConflictPolicy.Choice) {
    guard let conflict else { return }
    remembered[conflict.path] = choice
    decideFile(choice == .keep ? .keep : .take)
  }

  private mutating func decideFile(_ decision: ConflictDecision) {
    guard let conflict else { return }
    decisions[conflict.path] = decision
    hunks = []
    index += 1
  }
}
