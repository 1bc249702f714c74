internal import Journal
internal import Patch

/// Finds files that an operation created and that stayed when it was undone: somebody's work was in
/// them. Of one that is not there at a redo somebody has disposed since.
struct LeftInPlace {
  private let log: OperationLog

  init(_ log: OperationLog) { self.log = log }

  /// - Parameter chosen: what of the operation is redone.
  func find(
    _ chosen: Set<OperationRecord.Item>, of record: OperationRecord
  ) throws(BackstitchError) -> Set<OperationRecord.Item> {
    let created = Set(
      record.steps.flatMap { step in
        step.changes.filter { $0.before == nil && $0.after != nil }.map {
          OperationRecord.Item(step: step.step.id, path: $0.path)
        }
      }
    ).intersection(chosen)
    guard !created.isEmpty else { return [] }
    var left: Set<OperationRecord.Item> = []
    let undone = log.standings.undoneItems(of: record).filter { created.contains($0.key) }
    for (number, items) in Dictionary(grouping: undone, by: \.value) {
      let kept = (try log.find(number)?.verdicts ?? []).filter { $0.decision == "kept" }
      let staying = items.map(\.key).filter { item in
        kept.contains { $0.step == item.step && $0.path == item.path }
      }
      guard !staying.isEmpty else { continue }
      // One that an operation deleted later is no person's doing.
      let writers = try log.writers(of: staying.map(\.path), after: number, limit: 1)
      left.formUnion(staying.filter { writers[$0.path]?.first.map { $0.after != nil } ?? true })
    }
    return left
  }
}
