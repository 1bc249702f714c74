package import FileSystem
package import Patch

/// What the journal's records add up to: the state machine of ``Journal``'s header, on top of the
/// operation index.
package struct Log: Sendable {
  /// Committed operations that the journal itself has, in order, numbered on from the table's.
  package private(set) var recent: [OperationRecord] = []
  /// The archived operations.
  package let table: OperationTable
  let archive: OperationArchive?
  /// Paths that left each recent operation, by its number.
  private var left: [Int: [Record.Outcome.Left]] = [:]
  /// Open transactions by number.
  package private(set) var transactions: [Int: OpenTransaction] = [:]
  /// Commands whose changes are still to be recorded, by number.
  package private(set) var captures: [Int: Record.Capturing] = [:]
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
    /// Whether the checks that the intent announces are over, and what landed stays.
    package var isChecked = false

    /// Why it can only go back; nil when it can go either way.
    package var obstacle: String? {
      if let turningBack { return "it was being taken back (\(turningBack))" }
      guard let checks = intent.checks, !isChecked else { return nil }
      return "it had not passed its checks (\(checks.joined(separator: "; ")))"
    }
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
        // They landed with the first of its changes.
        record.step.holds = nil
        return record.step.changes.isEmpty ? nil : record
      }
    }
  }

  /// - Parameter files: where the journal was read, for the operation index it rests on.
  package init(_ journal: Journal, in files: any FileSystem) throws(JournalError) {
    if let compacted = journal.compacted {
      (table, archive) = try Self.index(compacted, in: files)
      lastTransaction = compacted.lastTransaction
    } else {
      (table, archive) = (OperationTable(), nil)
    }
    for record in journal.records {
      apply(try record.decoded())
    }
    sum = journal.sum
  }

  /// What a journal adds up to, known already when an earlier look saw the same records.
  package init(
    _ journal: Journal, in files: any FileSystem, known: Log?
  ) throws(JournalError) {
    if let known, known.sum == journal.sum {
      self = known
    } else {
      try self.init(journal, in: files)
    }
  }

  /// Reads the store's journal without the lock. Another process may compact it meanwhile, so that
  /// the index it names is gone: then there is a newer one.
  package static func read(from files: any FileSystem) throws(JournalError) -> Log {
    var journal = try readSettled(from: files)
    while true {
      do throws(JournalError) {
        return try Log(journal, in: files)
      } catch {
        let again = try readSettled(from: files)
        guard again.compacted != journal.compacted else { throw error }
        journal = again
      }
    }
  }

  /// Whether an operation was begun and has no outcome, told without decoding what it is.
  package static func hasPending(in files: any FileSystem) throws(JournalError) -> Bool {
    try readSettled(from: files).records.last { $0.kind == .intent || $0.kind == .outcome }?.kind
      == .intent
  }

  /// Whether a command's changes are still to be recorded, told without decoding whose.
  package static func mayHaveCaptures(in files: any FileSystem) throws(JournalError) -> Bool {
    try readSettled(from: files).records.contains { $0.kind == .capturing }
  }

  /// Reads a journal that a writer may be appending to: the pages read may be older and newer than
  /// each other, which looks like damage. Damage that is there stays there.
  private static func readSettled(from files: any FileSystem) throws(JournalError) -> Journal {
    var tries = 0
    while true {
      do throws(JournalError) {
        return try Journal(reading: files)
      } catch {
        tries += 1
        guard case .damaged = error, tries < 5 else { throw error }
      }
    }
  }

  private static func index(
    _ compacted: Record.Compacted, in files: any FileSystem
  ) throws(JournalError) -> (OperationTable, OperationArchive) {
    let archive: OperationArchive
    let length: UInt64
    let bytes: [UInt8]
    do {
      archive = try OperationArchive(opening: compacted.archive, in: files)
      length = try files.status(of: archive.file).size
      bytes = try files.contents(of: OperationArchive.place(compacted.table))
    } catch {
      throw JournalError.unreadable(error)
    }
    guard length >= compacted.archiveLength else {
      throw JournalError.damagedTable(reason: "the archive is shorter than the journal says")
    }
    guard UInt64(bytes.count) == compacted.tableSize,
      OperationTable.sum(of: bytes) == compacted.tableSum
    else { throw JournalError.damagedTable(reason: "its sum is wrong") }
    return (try OperationTable(parsing: bytes, end: compacted.archiveLength), archive)
  }

  /// Takes one record in.
  package mutating func apply(_ record: Record) {
    switch record {
    case .format, .landed: break
    case .opened(var opened):
      let (staged, ended) = (opened.staged ?? [], opened.ended ?? [])
      opened.staged = nil
      opened.ended = nil
      transactions[opened.transaction] = OpenTransaction(
        opened: opened, staged: staged, ended: ended, landed: opened.landed ?? [])
      lastTransaction = max(lastTransaction, opened.transaction)
    case .staged(let staged):
      transactions[staged.transaction]?.staged.removeAll { $0.step.step.id == staged.step.step.id }
      transactions[staged.transaction]?.staged.append(staged)
      transactions[staged.transaction]?.ended.removeAll { $0.step == staged.step.step.id }
    case .stepEnded(let ended):
      // One that was run again makes nothing of what it made before.
      transactions[ended.transaction]?.staged.removeAll { $0.step.step.id == ended.step }
      transactions[ended.transaction]?.ended.removeAll { $0.step == ended.step }
      transactions[ended.transaction]?.ended.append(ended)
    case .closed(let closed):
      transactions[closed.transaction] = nil
    case .capturing(let capturing):
      captures[capturing.capture] = capturing
    case .captureEnded(let ended):
      captures[ended.capture] = nil
    case .preparing(let preparing):
      prepared = preparing.temporary
    case .intent(let intent):
      pending = Pending(intent: intent)
      prepared = []
    case .turningBack(let turning):
      pending?.turningBack = turning.reason
    case .checked:
      pending?.isChecked = true
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
    recent.append(operation)
    if !outcome.left.isEmpty { left[operation.number] = outcome.left }
    if let capture = operation.capture { captures[capture.capture] = nil }
    if operation.kind == .commit, let transaction = operation.transaction {
      transactions[transaction]?.land(operation)
    }
    if operation.closes == true, let transaction = operation.transaction {
      transactions[transaction] = nil
    }
  }
}

// MARK: Operations

extension Log {
  /// The first operation there is; those before were dropped.
  package var firstOperation: Int { table.first }
  /// The newest operation's number; 0 when there never was one.
  package var lastOperation: Int { table.last + recent.count }

  /// What is known of an operation without its record.
  package struct Summary: Sendable {
    package var kind: OperationRecord.Kind
    /// Seconds since 1970.
    package var time: Int64
    /// What it reverses or reapplies; 0 for nothing.
    package var target: Int
    /// Whether all of the target is meant, and nothing else.
    package var targetsAll: Bool
  }

  /// Nil when there is no such operation, or it was dropped.
  package func summary(_ number: Int) -> Summary? {
    if let entry = table.entry(number) {
      return Summary(
        kind: entry.kind, time: entry.time, target: entry.target, targetsAll: entry.targetsAll)
    }
    return recentOperation(number).map { record in
      Summary(
        kind: record.kind, time: record.time, target: record.target?.operation ?? 0,
        targetsAll: record.targetsAll)
    }
  }

  private func recentOperation(_ number: Int) -> OperationRecord? {
    let index = number - table.last - 1
    return recent.indices.contains(index) ? recent[index] : nil
  }

  /// The operations that one reverses or reapplies, with what of each is meant.
  package func targets(of number: Int) throws(JournalError) -> [OperationRecord.Target] {
    guard let summary = summary(number), summary.target != 0 else { return [] }
    if summary.targetsAll { return [.init(operation: summary.target, items: nil)] }
    return try operation(number)?.targets ?? []
  }

  /// An operation; nil when there is none of that number, or it was dropped.
  package func operation(_ number: Int) throws(JournalError) -> OperationRecord? {
    try entry(number)?.record
  }

  /// An operation with the paths that left it.
  package func entry(
    _ number: Int
  ) throws(JournalError) -> (record: OperationRecord, left: [Record.Outcome.Left])? {
    if let record = recentOperation(number) { return (record, left[number] ?? []) }
    guard let entry = table.entry(number), let archive else { return nil }
    return try archive.operation(number, entry)
  }

  /// Operations newest first down to a number, as far as they may be about some of the paths.
  package func operations(
    mentioning paths: [RelativePath], downTo first: Int,
    _ visit: (OperationRecord) throws(JournalError) -> Bool
  ) throws(JournalError) {
    let filter = try PathFilter(paths)
    for number in stride(from: lastOperation, through: max(first, firstOperation), by: -1) {
      let found: OperationRecord?
      if let record = recentOperation(number) {
        found = record
      } else if let entry = table.entry(number), let archive {
        found = try archive.operation(number, entry, mentioning: filter)?.record
      } else {
        found = nil
      }
      if let found, try !visit(found) { return }
    }
  }
}
