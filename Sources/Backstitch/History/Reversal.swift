internal import Journal
public import Patch

/// Which part of an operation or transaction is meant.
public struct Selection: Sendable, Hashable {
  /// Steps by id; nil: all.
  public var steps: [String]?
  /// Paths, or directories with all that is below; nil: all.
  public var paths: [RelativePath]?

  /// Creates a selection.
  public init(steps: [String]? = nil, paths: [RelativePath]? = nil) {
    self.steps = steps
    self.paths = paths
  }

  /// Everything.
  public static var all: Selection { Selection() }

  func includes(step: String, path: RelativePath) -> Bool {
    (steps?.contains(step) ?? true) && includes(path: path)
  }

  func includes(path: RelativePath) -> Bool {
    paths?.contains { $0 == path || path.isBelow($0) } ?? true
  }
}

/// Builds the requests that reverse or reapply operations (Undo).
struct Reversal {
  let log: OperationLog
  var contents = ContentPool()
  /// Operations that the same request takes back whole: nothing is left to them.
  var leaving: Set<Int> = []

  init(_ log: Log) throws(BackstitchError) { self.log = try OperationLog(log) }

  enum Direction { case undo, redo }

  func record(_ number: Int) throws(BackstitchError) -> OperationRecord {
    try log.checkExists(number)
    guard let record = try log.find(number) else { throw .noOperation(number) }
    return record
  }

  /// The request that undoes or redoes the selected items of an operation.
  mutating func request(
    _ direction: Direction, of record: OperationRecord, _ selection: Selection
  ) throws(BackstitchError) -> LandingRequest {
    let candidates =
      switch direction {
      case .undo: log.itemsInEffect(of: record)
      case .redo: record.items.subtracting(log.itemsInEffect(of: record))
      }
    let chosen = try choose(selection, from: candidates, of: record, direction)
    var lineage = Lineage(log.log)
    let isRemoval = try lineage.isMaking(record) == (direction == .undo)
    let steps = try steps(direction, of: record, chosen, &lineage, isRemoval: isRemoval)
    note(record)
    let directories = record.net.filter {
      $0.before?.isDirectory == true || $0.after?.isDirectory == true
    }
    let wanted = directories.map { change in
      direction == .redo
        ? change : PathChange(path: change.path, before: change.after, after: change.before)
    }.filter { $0.before == nil || $0.after == nil }
    var removable = Set(wanted.filter { $0.after == nil }.map(\.path))
    if isRemoval, record.steps.contains(where: { $0.holds != nil }) {
      var directories = SharedDirectories(log, lineage: lineage)
      removable.formUnion(try directories.abandoned(by: record, leaving: leaving))
    }
    let verb = direction == .undo ? "undo" : "redo"
    var request = LandingRequest(
      kind: direction == .undo ? .undo : .redo,
      description:
        "\(verb) \(record.number)\(Self.scope(of: chosen, in: record)): \(Self.subject(of: record))",
      plan: record.plan, entity: record.entity,
      target: .init(
        operation: record.number,
        items: chosen == record.items ? nil : chosen.sorted { Self.precedes($0, $1) }),
      steps: steps, directories: wanted,
      removable: removable, contents: contents,
      writers: { [log] paths throws(BackstitchError) in
        try log.writers(of: paths, after: record.number)
      })
    if isRemoval { request.dependents = try Dependents(log).find(of: record, chosen) }
    return request
  }

  /// What an operation was about at first: `undo 3: undo 2: redo 1: x` would grow for ever.
  private static func subject(of record: OperationRecord) -> Substring {
    var rest = record.description[...]
    guard record.kind == .undo || record.kind == .redo else { return rest }
    while let match = rest.prefixMatch(of: #/(undo|redo) \d+( --steps \S+| \(\d+ paths?\))?: /#) {
      rest = rest[match.range.upperBound...]
    }
    return rest
  }

  /// Which part of an operation is meant: steps when they are whole, else how many paths.
  private static func scope(
    of chosen: Set<OperationRecord.Item>, in record: OperationRecord
  ) -> String {
    guard chosen != Set(record.items) else { return "" }
    let ids = Set(chosen.map(\.step))
    guard chosen == Set(record.items.filter { ids.contains($0.step) }) else {
      let paths = Set(chosen.map(\.path)).count
      return " (\(paths) \(paths == 1 ? "path" : "paths"))"
    }
    let steps = record.steps.map(\.step.id).filter(ids.contains)
    return " --steps \(steps.joined(separator: ","))"
  }

  private func choose(
    _ selection: Selection, from candidates: Set<OperationRecord.Item>, of record: OperationRecord,
    _ direction: Direction
  ) throws(BackstitchError) -> Set<OperationRecord.Item> {
    let ids = record.steps.map(\.step.id)
    if let unknown = selection.steps?.first(where: { !ids.contains($0) }) {
      throw .unknownSelection(unknown, steps: ids)
    }
    for path in selection.paths ?? [] {
      let about = record.items.filter { $0.path == path || $0.path.isBelow(path) }
      if about.isEmpty { throw .untouched(path, operation: record.number) }
      if let chosen = selection.steps, !about.contains(where: { chosen.contains($0.step) }) {
        throw .stepsElsewhere(chosen, path)
      }
    }
    let chosen = candidates.filter { selection.includes(step: $0.step, path: $0.path) }
    guard record.items.contains(where: { selection.includes(step: $0.step, path: $0.path) }) else {
      let whose = selection.steps.map { "\($0.joined(separator: ", ")) of " } ?? ""
      throw .nothing(
        "\(whose)operation \(record.number) changed no file; there is nothing to take back")
    }
    guard !chosen.isEmpty else {
      let state = direction == .undo ? "undone already" : "in effect"
      throw .nothing("operation \(record.number) is \(state); nothing to do")
    }
    return chosen
  }

  private static func precedes(
    _ left: OperationRecord.Item, _ right: OperationRecord.Item
  ) -> Bool {
    (left.step, left.path) < (right.step, right.path)
  }

  // MARK: Items

  private func steps(
    _ direction: Direction, of record: OperationRecord, _ chosen: Set<OperationRecord.Item>,
    _ lineage: inout Lineage, isRemoval: Bool
  ) throws(BackstitchError) -> [LandingRequest.Step] {
    let sharing = try Sharing(of: record, chosen, leaving: leaving, lineage: &lineage, log)
    let left = direction == .redo ? try LeftInPlace(log).find(chosen, of: record) : []
    var steps: [LandingRequest.Step] = []
    for step in record.steps {
      func isChosen(_ change: PathChange) -> Bool {
        chosen.contains(.init(step: step.step.id, path: change.path))
      }
      var items: [LandingRequest.Item] = []
      for change in step.changes where isChosen(change) {
        let parts = sharing.parts(of: change)
        var own = item(direction, parts.own, isRemoval, holders: parts.holders)
        own.wasLeft = left.contains(.init(step: step.step.id, path: change.path))
        if !parts.left.isEmpty { own.all = item(direction, change, isRemoval, holders: []).edits }
        items.append(own)
        items += parts.left.map { item(direction, $0.change, isRemoval, holders: $0.holders) }
      }
      for hold in step.holds ?? [] where isChosen(hold) && !sharing.isMadeHere(hold) {
        let holders = sharing.holders(of: hold)
        items.append(item(direction, hold, isRemoval, holders: holders, isHold: true))
      }
      if !items.isEmpty { steps.append(.init(step: step.step, items: items)) }
    }
    return direction == .undo ? steps.reversed() : steps
  }

  private func item(
    _ direction: Direction, _ change: PathChange, _ isRemoval: Bool, holders: [Int],
    isHold: Bool = false
  ) -> LandingRequest.Item {
    let change = direction == .undo ? change.reversed : change
    return LandingRequest.Item(
      path: change.path, base: change.before, theirs: change.after, edits: change.edits ?? [],
      isHold: isHold, isRemoval: isRemoval, holders: holders)
  }

  private mutating func note(_ record: OperationRecord) {
    for change in record.steps.flatMap(\.all) + record.net {
      contents.note(change.before)
      contents.note(change.after)
    }
  }
}
