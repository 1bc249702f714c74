package import Patch

/// What a regeneration decided for a generated file, or for a node of a shared one.
package struct RegeneratedOutput: Hashable, Sendable {
  /// The path.
  package var path: RelativePath
  /// The node in a shared file; nil for a whole file.
  package var node: String?
  /// The decision, before what stands there when it lands is merged.
  package var verdict: Verdict
  /// Where the file lay before somebody moved it; nil where nobody did.
  package var origin: RelativePath?

  /// Creates a decision.
  package init(
    _ path: RelativePath, node: String? = nil, _ verdict: Verdict, origin: RelativePath? = nil
  ) {
    self.path = path
    self.node = node
    self.verdict = verdict
    self.origin = origin
  }

  /// The kinds of decision.
  package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// The generator makes of it what it made before.
    case unchanged
    /// Nobody edited it: it becomes what the generator makes now.
    case updated
    /// It was edited: what the generator makes otherwise now is merged into it.
    case merged
    /// Somebody deleted it, or decided to keep it: it stays as it is.
    case kept
    /// What was generated of it is not recorded any more, and it is otherwise now: it stays as it is.
    case unrecorded
    /// The generator makes it for the first time, or again.
    case made
    /// Somebody moved the file: what changed is merged where it is now.
    case moved
    /// The generator makes it no longer.
    case removed
    /// Both sides changed the same.
    case conflict
  }
}
