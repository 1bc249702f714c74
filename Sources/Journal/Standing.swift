internal import Patch

/// Whether an operation still holds.
package enum Standing: Sendable, Hashable {
  case inEffect
  /// All of it was undone by that operation.
  case undone(by: Int)
  /// These items were undone, each by that operation; `complete` when they are all it has.
  case mixed([OperationRecord.Item: Int], complete: Bool)
}

/// Which operations hold, worked out from the log: an undo takes its target's items out of effect,
/// a redo brings them back, and undoing an undo does too. A restore takes back what came later on
/// its paths, the newest first, and so brings back what held at that time. An undo that comes back
/// into effect is again what its target was undone by.
///
/// What the table says is taken from there; the operations in the journal are applied on top, so
/// that only records in a partial undo's chain are read.
package struct Standings: Sendable {
  private let log: Log
  private var changed: [Int: Standing] = [:]

  package init(_ log: Log) throws(JournalError) {
    self.log = log
    for record in log.recent {
      for target in record.targets {
        try mark(
          target.operation, target.items.map(Set.init), takenBack: record.kind != .redo,
          by: record.number)
      }
    }
  }

  package func standing(of number: Int) -> Standing {
    changed[number] ?? log.table.standing(of: number)
  }

  /// Takes items of an operation back, as an operation of that number does.
  package mutating func takeBack(
    _ target: OperationRecord.Target, by marker: Int
  ) throws(JournalError) {
    try mark(target.operation, target.items.map(Set.init), takenBack: true, by: marker)
  }

  /// Items of an operation that are undone, with the operation that did it.
  package func undoneItems(of record: OperationRecord) -> [OperationRecord.Item: Int] {
    switch standing(of: record.number) {
    case .inEffect: [:]
    case .undone(let by): Dictionary(uniqueKeysWithValues: record.items.map { ($0, by) })
    case .mixed(let items, _): items
    }
  }

  /// Whether an operation's undoing of its target is still in force.
  package func isInForce(_ number: Int, on target: Int) -> Bool {
    switch standing(of: target) {
    case .inEffect: false
    case .undone(let by): by == number
    case .mixed(let items, _): items.values.contains(number)
    }
  }

  /// - Parameter items: nil for all of the operation's.
  private mutating func mark(
    _ number: Int, _ items: Set<OperationRecord.Item>?, takenBack: Bool, by marker: Int
  ) throws(JournalError) {
    // A dropped operation has no standing.
    guard let summary = log.summary(number) else { return }
    if let items {
      guard let record = try log.operation(number) else { return }
      let all = record.items
      var undone = undoneItems(of: record)
      for item in items.intersection(all) { undone[item] = takenBack ? marker : nil }
      let complete = all.isSubset(of: undone.keys)
      changed[number] = undone.isEmpty ? .inEffect : .mixed(undone, complete: complete)
    } else {
      changed[number] = takenBack ? .undone(by: marker) : .inEffect
    }
    // An undone undo brings what it had undone back into effect, and so on down the chain.
    let direct = summary.kind != .redo
    let targets = try log.targets(of: number)
    // The newest first to take them back, the oldest first to have them again.
    for target in takenBack ? targets.reversed() : targets {
      let all = target.items.map(Set.init)
      let next =
        all.map { all in items.map { Self.part(of: all, $0, of: summary.kind) } ?? all }
        ?? items
      try mark(
        target.operation, next, takenBack: takenBack != direct, by: takenBack ? marker : number)
    }
  }

  /// What of an operation's target is meant by some of its own items: a restore has steps of its own.
  private static func part(
    of all: Set<OperationRecord.Item>, _ items: Set<OperationRecord.Item>,
    of kind: OperationRecord.Kind
  ) -> Set<OperationRecord.Item> {
    guard kind == .restore else { return all.intersection(items) }
    let paths = Set(items.map(\.path))
    return all.filter { paths.contains($0.path) }
  }
}
