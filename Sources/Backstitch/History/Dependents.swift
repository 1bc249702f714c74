internal import Journal

/// Finds the steps in effect that need steps of an operation.
///
/// Only steps of the same transaction can: they landed in operations that came soon after.
struct Dependents {
  private let log: OperationLog

  /// How many operations after it are looked at.
  private static let reach = 100

  init(_ log: OperationLog) { self.log = log }

  /// - Parameter chosen: what of the operation is taken back.
  func find(
    of record: OperationRecord, _ chosen: Set<OperationRecord.Item>
  ) throws(BackstitchError) -> [Dependent] {
    let rest = Set(log.itemsInEffect(of: record).subtracting(chosen).map(\.step))
    let gone = Set(chosen.map(\.step)).subtracting(rest)
    var found = dependents(in: record, on: gone, without: chosen)
    // Nothing of a transaction lands after the operation that ended it.
    guard let transaction = record.transaction, record.closes != true else { return found }
    var number = record.number + 1
    while number <= min(log.log.lastOperation, record.number + Self.reach) {
      if log.log.summary(number)?.kind == .commit, let later = try log.find(number),
        later.transaction == transaction
      {
        found += dependents(in: later, on: gone, without: [])
        if later.closes == true { break }
      }
      number += 1
    }
    return found
  }

  /// The steps of an operation that stay in effect and need one of those that go.
  private func dependents(
    in record: OperationRecord, on gone: Set<String>, without chosen: Set<OperationRecord.Item>
  ) -> [Dependent] {
    let staying = Set(log.itemsInEffect(of: record).subtracting(chosen).map(\.step))
    return record.steps.flatMap { step in
      step.step.needs.filter { gone.contains($0) && staying.contains(step.step.id) }.map {
        Dependent(operation: record.number, step: step.step.id, need: $0)
      }
    }
  }
}
