internal import Journal
internal import Patch

/// Works out what of later operations a restore takes back: what makes that of its paths holds what
/// held right after the operation restored, and nothing else.
///
/// An undo of a later operation says nothing more once that is taken back, and what is undone already
/// stays undone by what undid it.
struct Retractions {
  private let log: Log
  /// The operation whose state is restored.
  private let number: Int
  /// What holds once those found so far are taken back.
  private var now: Standings
  /// What held right after the operation.
  private var then: Standings
  private var records: [Int: OperationRecord] = [:]

  init(_ log: OperationLog, to number: Int) {
    self.log = log.log
    self.number = number
    now = log.standings
    then = log.standings
  }

  /// - Parameter later: all operations after it, newest first, with their items at the paths.
  mutating func find(
    among later: [OperationRecord.Target]
  ) throws(BackstitchError) -> [OperationRecord.Target] {
    do throws(JournalError) {
      for target in later { try then.takeBack(target, by: marker) }
      var found: [OperationRecord.Target] = []
      for target in later {
        guard let record = try record(target.operation) else { continue }
        var meant: [OperationRecord.Item] = []
        for item in target.items ?? [] where try isMeant(item, of: record) { meant.append(item) }
        guard !meant.isEmpty else { continue }
        let chosen = OperationRecord.Target(operation: record.number, items: meant)
        try now.takeBack(chosen, by: marker)
        found.append(chosen)
      }
      return found
    } catch {
      throw BackstitchError(error)
    }
  }

  /// The structured edits at a path that take back what was found, in order.
  func edits(at path: RelativePath, of found: [OperationRecord.Target]) -> [RecordedEdit] {
    found.flatMap { target in
      let steps = (records[target.operation]?.steps ?? []).filter { step in
        target.items?.contains(.init(step: step.step.id, path: path)) ?? true
      }
      return steps.reversed().flatMap { step in
        step.changes.filter { $0.path == path }.flatMap { $0.reversed.edits ?? [] }
      }
    }
  }

  private var marker: Int { log.lastOperation + 1 }

  private mutating func isMeant(
    _ item: OperationRecord.Item, of record: OperationRecord
  ) throws(JournalError) -> Bool {
    guard now.undoneItems(of: record)[item] == nil else { return false }
    switch record.kind {
    case .undo, .redo, .rollback: break
    default: return true
    }
    for target in record.targets where target.operation <= number {
      guard target.items?.contains(item) ?? true, let earlier = try self.record(target.operation)
      else { continue }
      if (now.undoneItems(of: earlier)[item] == nil) != (then.undoneItems(of: earlier)[item] == nil)
      {
        return true
      }
    }
    return false
  }

  private mutating func record(_ number: Int) throws(JournalError) -> OperationRecord? {
    if let known = records[number] { return known }
    guard log.summary(number) != nil else { return nil }
    records[number] = try log.operation(number)
    return records[number]
  }
}
