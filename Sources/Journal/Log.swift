package import Patch

/// What the journal's records add up to: the state machine of ``Journal``'s header.
package struct Log: Sendable {
  /// Committed operations in order.
  package private(set) var operations: [OperationRecord] = []
  /// Paths that left each operation, by its number.
  package private(set) var left: [Int: [Record.Outcome.Left]] = [:]
  /// Open transactions by number.
  package private(set) var transactions: [Int: OpenTransaction] = [:]
  /// The intent without an outcome, if there is one.
  package private(set) var pending: Pending?
  /// An operation whose displaced files may still be there.
  package private(set) var uncleaned: Record.Intent?
  /// Temporary files that may stand beside targets without an intent.
  package private(set) var prepared: [RelativePath] = []
  /// The sum of the last record taken in from a journal.
  package private(set) var sum = ""
  /// The highest transaction number ever given.
  package private(set) var lastTransaction = 0

  /// An interrupted operation.
  package struct Pending: Sendable {
    package var intent: Record.Intent
    /// Why it was being taken back, when it was.
    package var turningBack: String?
    package var landed = false
  }

  /// A transaction neither committed nor rolled back whole.
  package struct OpenTransaction: Sendable {
    package var opened: Record.Opened
    package var staged: [Record.Staged] = []
    package var ended: [Record.StepEnded] = []
    /// Steps that landed, and the operations that did it.
    package var landed: [Int] = []

    /// Takes out what an operation landed; what it left of its steps stays staged.
    fileprivate mutating func land(_ operation: OperationRecord) {
      landed.append(operation.number)
      let remaining = Set(operation.remaining ?? [])
      let steps = Set(operation.steps.map(\.step.id)).union(remaining.map(\.step))
      staged = staged.compactMap { record in
        let id = record.step.step.id
        guard steps.contains(id) else { return record }
        var record = record
        record.step.changes.removeAll { !remaining.contains(.init(step: id, path: $0.path)) }
        return record.step.changes.isEmpty ? nil : record
      }
    }
  }

  package init(_ journal: Journal) throws(JournalError) {
    for record in journal.records {
      apply(try record.decoded())
    }
    sum = journal.sum
  }

  /// What a journal adds up to, known already when an earlier look saw the same records.
  package init(_ journal: Journal, known: Log?) throws(JournalError) {
    if let known, known.sum == journal.sum { self = known } else { try self.init(journal) }
  }

  /// Takes one record in.
  package mutating func apply(_ record: Record) {
    switch record {
    case .format, .landed:
      if case .landed = record { pending?.landed = true }
    case .opened(let opened):
      transactions[opened.transaction] = OpenTransaction(opened: opened)
      lastTransaction = max(lastTransaction, opened.transaction)
    case .staged(let staged):
      transactions[staged.transaction]?.staged.removeAll { $0.step.step.id == staged.step.step.id }
      transactions[staged.transaction]?.staged.append(staged)
      transactions[staged.transaction]?.ended.removeAll { $0.step == staged.step.step.id }
    case .stepEnded(let ended):
      transactions[ended.transaction]?.ended.removeAll { $0.step == ended.step }
      transactions[ended.transaction]?.ended.append(ended)
    case .closed(let closed):
      transactions[closed.transaction] = nil
    case .preparing(let preparing):
      prepared = preparing.temporary
    case .intent(let intent):
      pending = Pending(intent: intent)
      prepared = []
    case .turningBack(let turning):
      pending?.turningBack = turning.reason
    case .outcome(let outcome):
      settle(outcome)
    case .cleaned:
      uncleaned = nil
      prepared = []
    }
  }

  private mutating func settle(_ outcome: Record.Outcome) {
    guard let intent = pending?.intent else { return }
    pending = nil
    uncleaned = intent
    guard outcome.committed else { return }
    let operation = intent.operation
    operations.append(operation)
    if !outcome.left.isEmpty { left[operation.number] = outcome.left }
    if operation.kind == .commit, let transaction = operation.transaction {
      transactions[transaction]?.land(operation)
    }
    if operation.closes == true, let transaction = operation.transaction {
      transactions[transaction] = nil
    }
  }
}
