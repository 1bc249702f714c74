internal import Journal
internal import Patch

/// Which operations hold, worked out from the log: an undo takes its target's items out of effect,
/// a redo brings them back, and undoing an undo does too.
struct OperationLog {
  let log: Log
  /// Items of each operation that are undone, with the operation that did it.
  private(set) var undone: [Int: [OperationRecord.Item: Int]] = [:]

  init(_ log: Log) {
    self.log = log
    for record in log.operations { settle(record) }
  }

  private mutating func settle(_ record: OperationRecord) {
    guard let target = record.target, let reversed = find(target.operation) else { return }
    let items = target.items.map(Set.init) ?? reversed.items
    mark(reversed, items, takenBack: record.kind != .redo, by: record.number)
  }

  /// An undone undo brings what it had undone back into effect, and so on down the chain.
  private mutating func mark(
    _ record: OperationRecord, _ items: Set<OperationRecord.Item>, takenBack: Bool, by number: Int
  ) {
    for item in items { undone[record.number, default: [:]][item] = takenBack ? number : nil }
    if let target = record.target, let next = find(target.operation) {
      let direct = record.kind != .redo
      mark(
        next, target.items.map(Set.init) ?? next.items, takenBack: takenBack != direct, by: number)
    }
  }

  func find(_ number: Int) -> OperationRecord? {
    // Numbers are given in order, without gaps.
    let index = number - 1
    guard log.operations.indices.contains(index) else { return nil }
    return log.operations[index]
  }

  func state(of record: OperationRecord) -> Operation.State {
    guard let items = undone[record.number], !items.isEmpty else { return .inEffect }
    let all = record.items
    return all.isSubset(of: items.keys) ? .undone(by: items.values.max() ?? 0) : .partlyUndone
  }

  /// Items of an operation that are in effect.
  func itemsInEffect(of record: OperationRecord) -> Set<OperationRecord.Item> {
    record.items.subtracting((undone[record.number] ?? [:]).keys)
  }

  /// What a bare `undo` takes: the newest operation in effect, other than undo and redo.
  var undoCandidate: OperationRecord? {
    log.operations.last { record in
      guard record.kind != .undo, record.kind != .redo, record.kind != .rollback else {
        return false
      }
      if case .undone = state(of: record) { return false }
      return true
    }
  }

  /// What a bare `redo` takes: the operation undone last, unless something new was committed since.
  var redoCandidate: OperationRecord? {
    for record in log.operations.reversed() {
      switch record.kind {
      case .redo: continue
      case .undo, .rollback:
        guard let target = record.target.flatMap({ find($0.operation) }) else { continue }
        let by = (undone[target.number] ?? [:]).values
        if by.contains(record.number) { return target }
      default: return nil
      }
    }
    return nil
  }

  /// The last operation that wrote each path, after the given one.
  func writers(after number: Int) -> [RelativePath: LandingRequest.Writer] {
    var found: [RelativePath: LandingRequest.Writer] = [:]
    for record in log.operations where record.number > number {
      for change in record.net {
        found[change.path] = .init(operation: record.number, after: change.after)
      }
    }
    return found
  }
}

extension Workspace {
  /// All operations, oldest first.
  public func operations() throws(BackstitchError) -> [Operation] {
    guard let log = try log() else { return [] }
    let operations = OperationLog(log)
    return log.operations.map { record in
      Operation(
        record: record, state: operations.state(of: record),
        left: (log.left[record.number] ?? []).map(\.path))
    }
  }

  /// One operation.
  public func operation(_ number: Int) throws(BackstitchError) -> Operation {
    guard let found = try operations().first(where: { $0.number == number }) else {
      throw .noOperation(number)
    }
    return found
  }
}
