internal import Journal
internal import Patch

/// What of an operation that is reversed or reapplied others in effect have, too.
struct Sharing {
  /// Others' numbers, ascending.
  private var others: [Held: [Int]] = [:]
  /// What changes that are reversed or reapplied made themselves.
  private var made: Set<Held> = []
  /// The files as they were made: another content at the same path is another's file.
  private var images: [Held: Image] = [:]
  private let isMaking: Bool

  /// A change, and what of it is left to others.
  struct Parts {
    var own: PathChange
    /// Who has all of it, too.
    var holders: [Int] = []
    /// Structured edits that others have, too.
    var left: [(change: PathChange, holders: [Int])] = []
  }

  /// - Parameters:
  ///   - chosen: what of the operation is meant.
  ///   - leaving: operations that go with it.
  init(
    of record: OperationRecord, _ chosen: Set<OperationRecord.Item>, leaving: Set<Int>,
    lineage: inout Lineage, _ log: OperationLog
  ) throws(BackstitchError) {
    isMaking = try lineage.isMaking(record)
    var wanted: Set<Held> = []
    for step in record.steps {
      for change in step.changes
      where chosen.contains(.init(step: step.step.id, path: change.path)) {
        made.formUnion(makes(change))
        note(change)
      }
      for hold in step.holds ?? []
      where chosen.contains(.init(step: step.step.id, path: hold.path)) {
        wanted.formUnion(makes(hold))
        note(hold)
      }
    }
    wanted.formUnion(made)
    // The newest operation that found nothing in place is alone with what it made.
    let isAlone =
      record.number == log.log.lastOperation && record.steps.allSatisfy { $0.holds == nil }
    guard !isAlone else { return }
    let roots: Set<Int>
    let restore: Int?
    do throws(JournalError) {
      roots = Set(try lineage.roots(of: record.number).map(\.operation))
      restore = try lineage.restore(of: record.number)
    } catch {
      throw BackstitchError(error)
    }
    var holders = Holders(log, lineage: lineage)
    for (held, holdings) in try holders.find(wanted) {
      let rest = holdings.filter { holding in
        // What a restore brought back goes with it, also from whoever had it before.
        !leaving.contains(holding.operation) && holding.operation > restore ?? 0
          && !(roots.contains(holding.operation) && chosen.contains(holding.item))
          && isSame(holding, held)
      }
      if !rest.isEmpty { others[held] = Set(rest.map(\.operation)).sorted() }
    }
  }

  /// Notes a file as a change made it; what edits make of one is no file of its own.
  private mutating func note(_ change: PathChange) {
    guard makes(change).contains(.file(change.path)) else { return }
    images[.file(change.path)] = isMaking ? change.after : change.before
  }

  private func isSame(_ holding: Holders.Holding, _ held: Held) -> Bool {
    guard case .file = held, let image = images[held] else { return true }
    return holding.change.after?.isSame(as: image) == true
  }

  private func makes(_ change: PathChange) -> [Held] {
    (isMaking ? change : change.reversed).makes
  }

  /// Who has what was found in place, too.
  func holders(of hold: PathChange) -> [Int] { makes(hold).first.flatMap { others[$0] } ?? [] }

  /// Whether the same reversal is about the change that made it: then that one says what happens.
  func isMadeHere(_ hold: PathChange) -> Bool { makes(hold).contains(where: made.contains) }

  /// Takes from a change the structured edits that others have, too.
  func parts(of change: PathChange) -> Parts {
    if others.isEmpty { return Parts(own: change) }
    let held = makes(change)
    if held == [.file(change.path)] {
      return Parts(own: change, holders: others[.file(change.path)] ?? [])
    }
    var parts = Parts(own: change)
    parts.own.edits = change.edits?.filter { edit in
      guard let holders = others[Held(isMaking ? edit : edit.reversed, at: change.path)] else {
        return true
      }
      let left = PathChange(path: change.path, before: nil, after: nil, edits: [edit])
      parts.left.append((left, holders))
      return false
    }
    if parts.own.edits?.isEmpty == true { parts.own.edits = nil }
    return parts
  }
}
