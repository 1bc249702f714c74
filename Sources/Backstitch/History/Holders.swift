internal import Journal
internal import Patch

/// Finds the operations in effect that made something, or found it in place and rest on it.
///
/// The log is read back from the newest operation to the one that really made it: whoever rested on
/// it before that had lost it. A restore makes nothing of its own: what it brought back is theirs who
/// had it right after the operation whose state it restored, and nobody lost it since.
struct Holders {
  private let log: OperationLog
  private var lineage: Lineage
  private var open: [RelativePath: Set<Held>] = [:]
  private var found: [Held: [Holding]] = [:]
  private var inEffect: [Int: Set<OperationRecord.Item>] = [:]
  /// Paths that a restore brought to their state right after an operation.
  private var restored: [RelativePath: Int] = [:]

  /// One operation's part in it.
  struct Holding {
    var operation: Int
    var item: OperationRecord.Item
    /// What the operation would have changed, or did.
    var change: PathChange
  }

  init(_ log: OperationLog, lineage: Lineage? = nil) {
    self.log = log
    self.lineage = lineage ?? Lineage(log.log)
  }

  /// Who has each of these, newest first.
  mutating func find(
    _ wanted: some Sequence<Held>
  ) throws(BackstitchError) -> [Held: [Holding]] {
    found = [:]
    open = [:]
    restored = [:]
    for held in wanted { open[held.path, default: []].insert(held) }
    guard !open.isEmpty else { return [:] }
    let log = log.log
    do throws(JournalError) {
      try log.operations(mentioning: Array(open.keys), downTo: 1) { record throws(JournalError) in
        try visit(record)
        return !open.isEmpty
      }
    } catch {
      throw BackstitchError(error)
    }
    for held in Array(found.keys) {
      var kept: [Holding] = []
      for holding in found[held] ?? [] where try isInEffect(holding) { kept.append(holding) }
      found[held] = kept
    }
    return found
  }

  private mutating func visit(_ record: OperationRecord) throws(JournalError) {
    let roots = try lineage.roots(of: record.number)
    let isMaking = roots.first?.isMaking ?? true
    if isMaking, let restore = try lineage.restore(of: record.number) {
      return try noteRestored(by: restore, record)
    }
    var closed: Set<Held> = []
    for step in record.steps {
      for (change, isReal) in step.changes.map({ ($0, true) })
        + (step.holds ?? []).map({ ($0, false) })
      {
        guard let wanted = open[change.path] else { continue }
        let item = OperationRecord.Item(step: step.step.id, path: change.path)
        let made = isMaking ? change : change.reversed
        for held in made.makes where wanted.contains(held) {
          if isReal { closed.insert(held) }
          guard isMaking else { continue }
          for root in roots {
            found[held, default: []].append(
              Holding(operation: root.operation, item: item, change: made))
          }
        }
        if isReal, change.after == nil, isOwn(roots, record), isInEffect(item, of: record) {
          closed.formUnion(wanted)
        }
      }
    }
    for held in closed where record.number <= restored[held.path] ?? .max {
      open[held.path]?.remove(held)
      if open[held.path]?.isEmpty == true { open[held.path] = nil }
    }
  }

  private mutating func noteRestored(
    by number: Int, _ record: OperationRecord
  ) throws(JournalError) {
    guard let restore = try log.log.operation(number), let state = restore.restored else { return }
    for item in record.items where open[item.path] != nil && isInEffect(item, of: restore) {
      restored[item.path] = min(state, restored[item.path] ?? state)
    }
  }

  private func isOwn(_ roots: [Lineage.Root], _ record: OperationRecord) -> Bool {
    roots.first?.operation == record.number
  }

  // MARK: Standing

  private mutating func isInEffect(_ item: OperationRecord.Item, of record: OperationRecord) -> Bool
  {
    if let items = inEffect[record.number] { return items.contains(item) }
    let items = log.itemsInEffect(of: record)
    inEffect[record.number] = items
    return items.contains(item)
  }

  private mutating func isInEffect(_ holding: Holding) throws(BackstitchError) -> Bool {
    if let items = inEffect[holding.operation] { return items.contains(holding.item) }
    // One that was dropped holds nothing any more.
    guard let record = try log.find(holding.operation) else { return false }
    return isInEffect(holding.item, of: record)
  }
}

extension LandingRequest {
  /// Says of what the steps found in place who made it; what nobody did stays without a holder.
  mutating func nameHolders(_ log: OperationLog) throws(BackstitchError) {
    let items = steps.flatMap(\.items).filter(\.isHold)
    guard !items.isEmpty else { return }
    var holders = Holders(log)
    let found = try holders.find(
      items.flatMap { item in
        [.file(item.path)] + item.edits.map { Held($0, at: item.path) }
      })
    for step in steps.indices {
      for index in steps[step].items.indices where steps[step].items[index].isHold {
        steps[step].items[index] = named(steps[step].items[index], found)
      }
    }
  }

  private mutating func named(_ item: Item, _ found: [Held: [Holders.Holding]]) -> Item {
    var item = item
    let edit = item.edits.first.map { Held($0, at: item.path) }
    if let edit, let holdings = found[edit], let made = holdings.first?.change.edits {
      item.edits = made.filter { Held($0, at: item.path) == edit }
      item.holders = holdings.map(\.operation)
    } else if let holdings = found[.file(item.path)], let made = holdings.first?.change {
      item.edits = []
      item.theirs = made.after
      contents.note(made.after)
      item.holders = holdings.map(\.operation)
    }
    return item
  }
}
