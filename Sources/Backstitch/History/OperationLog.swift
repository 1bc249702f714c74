internal import Journal
internal import Patch

/// The operation log as questions are put to it: one operation by number, what holds, what a bare
/// undo or redo takes. Records are read when asked for.
struct OperationLog {
  let log: Log
  let standings: Standings

  init(_ log: Log) throws(BackstitchError) {
    self.log = log
    do throws(JournalError) {
      standings = try Standings(log)
    } catch {
      throw BackstitchError(error)
    }
  }

  /// An operation; nil when there is none of that number, or it was dropped.
  func find(_ number: Int) throws(BackstitchError) -> OperationRecord? {
    do throws(JournalError) {
      return try log.operation(number)
    } catch {
      throw BackstitchError(error)
    }
  }

  /// - Throws: ``BackstitchError/noOperation(_:)``, ``BackstitchError/dropped(operation:first:)``.
  func operation(_ number: Int) throws(BackstitchError) -> Operation {
    try checkExists(number)
    let found: (record: OperationRecord, left: [Record.Outcome.Left])?
    do throws(JournalError) {
      found = try log.entry(number)
    } catch {
      throw BackstitchError(error)
    }
    guard let (record, left) = found else { throw .noOperation(number) }
    var operation = Operation(record: record, state: state(of: number), left: left.map(\.path))
    if operation.state == .partlyUndone { operation.undoneParts = undoneParts(of: record) }
    return operation
  }

  private func undoneParts(of record: OperationRecord) -> [Operation.UndonePart] {
    let undone = standings.undoneItems(of: record)
    return record.steps.flatMap { step in
      let paths = step.all.map(\.path)
      let byOperation = Dictionary(
        grouping: paths.filter { path in
          undone[.init(step: step.step.id, path: path)] != nil
        }
      ) { undone[.init(step: step.step.id, path: $0)] ?? 0 }
      return byOperation.sorted { $0.key < $1.key }.map { by, undone in
        Operation.UndonePart(
          step: step.step.id, paths: undone.count == paths.count ? nil : undone.sorted(), by: by)
      }
    }
  }

  /// The newest redo of each operation that was ever redone.
  func redos() -> [Int: Int] {
    var found: [Int: Int] = [:]
    for number in numbers {
      guard let summary = log.summary(number), summary.kind == .redo else { continue }
      if found[summary.target] == nil { found[summary.target] = number }
    }
    return found
  }

  /// Throws unless the operation can be read.
  func checkExists(_ number: Int) throws(BackstitchError) {
    guard (1...max(log.lastOperation, 1)).contains(number), log.lastOperation > 0 else {
      throw .noOperation(number)
    }
    guard number >= log.firstOperation else {
      throw .dropped(operation: number, first: log.firstOperation)
    }
  }

  func state(of number: Int) -> Operation.State {
    switch standings.standing(of: number) {
    case .inEffect: .inEffect
    case .undone(let by): .undone(by: by)
    case .mixed(let items, let complete):
      complete ? .undone(by: items.values.max() ?? 0) : .partlyUndone
    }
  }

  /// Items of an operation that are in effect.
  func itemsInEffect(of record: OperationRecord) -> Set<OperationRecord.Item> {
    record.items.subtracting(standings.undoneItems(of: record).keys)
  }

  /// Numbers of the operations there are, newest first.
  private var numbers: some Sequence<Int> {
    stride(from: log.lastOperation, through: log.firstOperation, by: -1)
  }

  /// What a bare `undo` takes: the newest operation in effect, other than undo and redo. One that
  /// touched directories alone has nothing to take back.
  ///
  /// - Parameter stands: whether something of an operation is there to be taken back.
  func undoCandidate(
    where stands: (OperationRecord) throws(BackstitchError) -> Bool
  ) throws(BackstitchError) -> Int? {
    for number in numbers {
      switch log.summary(number)?.kind {
      case nil, .undo, .redo, .rollback: continue
      default: break
      }
      if case .undone = state(of: number) { continue }
      guard let record = try find(number), !record.items.isEmpty else { continue }
      if try stands(record) { return number }
    }
    return nil
  }

  /// What a bare `redo` takes: the operation undone last, unless something new was committed since.
  func redoCandidate() throws(BackstitchError) -> Int? {
    for number in numbers {
      switch log.summary(number)?.kind {
      case nil, .redo: continue
      case .undo, .rollback:
        // Of a rollback of several, in the order in which they landed.
        let undone = try targets(of: number).filter { target in
          log.summary(target) != nil && standings.isInForce(number, on: target)
        }
        if let first = undone.min() { return first }
      default: return nil
      }
    }
    return nil
  }

  private func targets(of number: Int) throws(BackstitchError) -> [Int] {
    do throws(JournalError) {
      return try log.targets(of: number).map(\.operation)
    } catch {
      throw BackstitchError(error)
    }
  }

  /// The operations that wrote each of the paths after the given one, newest first; no more than
  /// a line of a conflict is worth.
  func writers(
    of paths: [RelativePath], after number: Int, limit: Int = 50
  ) throws(BackstitchError) -> [RelativePath: [LandingRequest.Writer]] {
    var found: [RelativePath: [LandingRequest.Writer]] = [:]
    var wanted = Set(paths)
    do throws(JournalError) {
      try log.operations(mentioning: paths, downTo: number + 1) { record throws(JournalError) in
        for change in record.net where wanted.contains(change.path) {
          found[change.path, default: []].append(
            .init(operation: record.number, before: change.before, after: change.after))
          if found[change.path]?.count == limit { wanted.remove(change.path) }
        }
        return !wanted.isEmpty
      }
    } catch {
      throw BackstitchError(error)
    }
    return found
  }
}

extension Workspace {
  /// All operations there are, oldest first; reads every record, see
  /// ``operations(before:count:)``.
  public func operations() throws(BackstitchError) -> [Operation] {
    try operations(count: Int.max).reversed()
  }

  /// Some operations, newest first, so that a long log can be read page by page.
  ///
  /// - Parameters:
  ///   - number: only those before it; nil: from the newest.
  ///   - count: at most so many.
  public func operations(
    before number: Int? = nil, count: Int
  ) throws(BackstitchError) -> [Operation] {
    try history().operations(before: number, count: count)
  }

  /// One operation.
  public func operation(_ number: Int) throws(BackstitchError) -> Operation {
    guard let log = try log() else { throw .noOperation(number) }
    return try OperationLog(log).operation(number)
  }

  /// The operation log as it is now, to read page by page.
  public func history() throws(BackstitchError) -> OperationHistory {
    OperationHistory(try log().map { log throws(BackstitchError) in try OperationLog(log) })
  }

  /// How many operations were ever made, and the first that was not dropped.
  public func operationNumbers() throws(BackstitchError) -> (first: Int, last: Int) {
    let history = try history()
    return (history.first, history.last)
  }
}

/// The operation log at one moment: later operations do not show in it, and those `gc` drops stay
/// readable.
public struct OperationHistory: Sendable {
  private let operations: OperationLog?
  private let redos: [Int: Int]

  init(_ operations: OperationLog?) {
    self.operations = operations
    redos = operations?.redos() ?? [:]
  }

  /// The first operation that was not dropped.
  public var first: Int { operations?.log.firstOperation ?? 1 }
  /// The newest operation; one before the first when there is none.
  public var last: Int { operations?.log.lastOperation ?? 0 }

  /// Some operations, newest first.
  ///
  /// - Parameters:
  ///   - number: only those before it; nil: from the newest.
  ///   - count: at most so many.
  public func operations(
    before number: Int? = nil, count: Int
  ) throws(BackstitchError) -> [Operation] {
    guard operations != nil else { return [] }
    var found: [Operation] = []
    var next = min(last, number.map { $0 - 1 } ?? Int.max)
    while next >= first, found.count < count {
      found.append(try operation(next))
      next -= 1
    }
    return found
  }

  /// One operation.
  public func operation(_ number: Int) throws(BackstitchError) -> Operation {
    guard let operations else { throw .noOperation(number) }
    var found = try operations.operation(number)
    if found.state == .inEffect { found.redoneBy = redos[number] }
    return found
  }
}
