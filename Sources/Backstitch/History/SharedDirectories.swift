internal import Journal
internal import Patch

/// Finds directories that an operation shared with others and nobody in effect made.
///
/// Whoever comes second finds a directory in place, and no undo of its own would remove it once it
/// is empty.
struct SharedDirectories {
  private let log: OperationLog
  private var lineage: Lineage

  init(_ log: OperationLog, lineage: Lineage) {
    self.log = log
    self.lineage = lineage
  }

  /// The directories above an operation's paths that may go when they become empty, besides those it
  /// made itself.
  ///
  /// - Parameter leaving: operations that go with it.
  mutating func abandoned(
    by record: OperationRecord, leaving: Set<Int>
  ) throws(BackstitchError) -> Set<RelativePath> {
    var open = Set(record.items.flatMap { $0.path.ancestors })
    open.subtract(record.net.map(\.path))
    guard !open.isEmpty else { return [] }
    var makers: [RelativePath: [Lineage.Root]] = [:]
    do throws(JournalError) {
      let own = try lineage.roots(of: record.number)
      try log.log.operations(mentioning: Array(open), downTo: 1) { other throws(JournalError) in
        // A restore brings directories back for whoever made them.
        if try lineage.restore(of: other.number) != nil { return true }
        for change in other.net where open.contains(change.path) && change.after != nil {
          open.remove(change.path)
          if change.before == nil { makers[change.path] = try lineage.roots(of: other.number) }
        }
        return !open.isEmpty
      }
      let gone = leaving.union(own.map(\.operation))
      return Set(
        makers.filter { _, roots in
          roots.allSatisfy { $0.isMaking && (gone.contains($0.operation) || isUndone($0)) }
        }.keys)
    } catch {
      throw BackstitchError(error)
    }
  }

  private func isUndone(_ root: Lineage.Root) -> Bool {
    if case .undone = log.state(of: root.operation) { true } else { false }
  }
}
