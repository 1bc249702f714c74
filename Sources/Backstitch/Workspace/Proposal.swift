internal import Journal
public import Patch

/// Something that can be looked at before it lands: a plan, and the way to land it.
///
/// A dry run stops at ``plan``; ``land(expecting:)`` plans again under the lock, so that what lands
/// is planned against what is on disk then (I5, I11).
public struct Proposal: Sendable {
  /// What would happen now.
  public let plan: Plan
  /// One line.
  public let description: String
  let workspace: Workspace
  let request: @Sendable (Log?) throws(BackstitchError) -> LandingRequest
  private let log: Log?

  /// - Parameter log: what the journal adds up to now.
  init(
    _ workspace: Workspace, _ log: Log?,
    request: @escaping @Sendable (Log?) throws(BackstitchError) -> LandingRequest
  ) throws(BackstitchError) {
    self.workspace = workspace
    self.request = request
    self.log = log
    let request = try request(log)
    description = request.description
    plan = try Planner.plan(
      request, files: try workspace.files(), umask: workspace.context.umask)
  }

  /// Lands it crash-atomically, durable when this returns (I3).
  ///
  /// - Parameter digest: refuse when the plan, as it will land, is another one.
  /// - Returns: the operation; nil when there was nothing to change.
  /// - Throws: ``BackstitchError``; nothing was written then unless the case says otherwise.
  @discardableResult
  public func land(expecting digest: String? = nil) throws(BackstitchError) -> LandedOperation? {
    try workspace.locked(known: log) { store throws(BackstitchError) in
      let request = try self.request(store.log)
      if let number = request.transaction, store.log.transactions[number] == nil {
        throw .noTransaction(number)
      }
      let plan = try Planner.plan(
        request, files: store.files, umask: workspace.context.umask)
      if let digest, digest != plan.digest {
        throw .otherPlan(expected: digest, found: plan.digest)
      }
      guard plan.conflicts.isEmpty else { throw .conflicts(plan.conflicts) }
      guard !plan.isEmpty else {
        if let number = request.transaction, try closes(request, in: store) {
          try store.append(.closed(.init(transaction: number)), flush: true)
        }
        return nil
      }
      try StoreBudget(store: store, context: workspace.context).check(plan)
      let record = try record(of: request, plan, in: store)
      let landing = Landing(store: store, context: workspace.context)
      let result = try landing.land(record, contents: plan.contents)
      return LandedOperation(
        operation: Operation(record: result.operation, state: .inEffect, left: []), plan: plan,
        saved: result.saved.compactMap(\.savedAs))
    }
  }

  /// Whether the transaction ends with this: it is rolled back, or all its steps have landed or
  /// turned out to be there already.
  private func closes(
    _ request: LandingRequest, in store: Store
  ) throws(BackstitchError) -> Bool {
    guard let number = request.transaction, let open = store.log.transactions[number] else {
      return false
    }
    let landed = Set(request.steps.map(\.step.id))
    let operations = try OperationLog(store.log)
    var landedBefore: Set<String> = []
    for number in open.landed {
      landedBefore.formUnion(try operations.find(number)?.steps.map(\.step.id) ?? [])
    }
    return request.kind == .rollback
      || open.staged.allSatisfy { landed.contains($0.step.step.id) }
        && remaining(of: request, in: store) == nil
        && open.opened.steps.allSatisfy { step in
          landed.contains(step.id) || landedBefore.contains(step.id)
            || open.ended.contains { $0.step == step.id && $0.end == .skipped }
        }
  }

  /// What of a commit's steps was not chosen and stays staged; nil: nothing.
  private func remaining(
    of request: LandingRequest, in store: Store
  ) -> [OperationRecord.Item]? {
    guard request.kind == .commit, let number = request.transaction,
      let open = store.log.transactions[number]
    else { return nil }
    var left: [OperationRecord.Item] = []
    for step in request.steps {
      let chosen = Set(step.items.map(\.path))
      guard let staged = open.staged.first(where: { $0.step.step.id == step.step.id }) else {
        continue
      }
      left += staged.step.changes.filter { !chosen.contains($0.path) }
        .map { .init(step: step.step.id, path: $0.path) }
    }
    return left.isEmpty ? nil : left
  }

  private func record(
    of request: LandingRequest, _ plan: Plan, in store: Store
  ) throws(BackstitchError) -> OperationRecord {
    let head = workspace.head
    return OperationRecord(
      number: store.log.lastOperation + 1, kind: request.kind,
      description: request.description, transaction: request.transaction, plan: request.plan,
      entity: request.entity, author: workspace.context.author, time: workspace.context.now(),
      branch: head.branch, head: head.commit, digest: plan.digest, commit: "", steps: plan.steps,
      net: plan.net, target: request.target,
      others: request.others.isEmpty ? nil : request.others,
      remaining: remaining(of: request, in: store),
      closes: try closes(request, in: store) ? true : nil)
  }
}

/// An operation that landed, with what people may want to know.
public struct LandedOperation: Sendable {
  /// The operation.
  public var operation: Operation
  /// The plan as it landed.
  public var plan: Plan
  /// Where bytes were saved that somebody wrote through an old handle while their file was
  /// replaced.
  public var saved: [RelativePath]
}

extension Workspace {
  /// What undoing would do.
  ///
  /// - Parameters:
  ///   - number: the operation; nil: the newest in effect, other than undo and redo.
  ///   - selection: some of its steps or paths.
  ///   - here: also when that operation was made on another branch.
  public func proposeUndo(
    of number: Int? = nil, _ selection: Selection = .all, here: Bool = false,
    onConflict policy: ConflictPolicy = .abort
  ) throws(BackstitchError) -> Proposal {
    try proposeReversal(.undo, number, selection, here: here, policy)
  }

  /// What redoing would do.
  ///
  /// - Parameter number: the operation; nil: the one undone last, unless something new was
  ///   committed since.
  public func proposeRedo(
    of number: Int? = nil, _ selection: Selection = .all,
    onConflict policy: ConflictPolicy = .abort
  ) throws(BackstitchError) -> Proposal {
    try proposeReversal(.redo, number, selection, here: true, policy)
  }

  /// Undoes the newest operation in effect.
  @discardableResult
  public func undo() throws(BackstitchError) -> LandedOperation? { try proposeUndo().land() }

  /// Redoes the operation undone last.
  @discardableResult
  public func redo() throws(BackstitchError) -> LandedOperation? { try proposeRedo().land() }

  private func proposeReversal(
    _ direction: Reversal.Direction, _ number: Int?, _ selection: Selection, here: Bool,
    _ policy: ConflictPolicy
  ) throws(BackstitchError) -> Proposal {
    // The operation is chosen once; the plan is made again under the lock.
    let log = try log()
    let chosen = try choose(direction, number, log, here: here)
    return try Proposal(self, log) { log throws(BackstitchError) in
      guard let log else { throw .noOperation(chosen) }
      var reversal = try Reversal(log)
      let record = try reversal.record(chosen)
      var request = try reversal.request(direction, of: record, selection)
      request.policy = policy
      return request
    }
  }

  private func choose(
    _ direction: Reversal.Direction, _ number: Int?, _ log: Log?, here: Bool
  ) throws(BackstitchError) -> Int {
    let nothing = direction == .undo ? "there is nothing to undo" : "there is nothing to redo"
    guard let log else {
      if let number { throw .noOperation(number) }
      throw .nothing(nothing)
    }
    if let number { return number }
    let operations = try OperationLog(log)
    let found = direction == .undo ? operations.undoCandidate : try operations.redoCandidate()
    guard let found else { throw .nothing(nothing) }
    if direction == .undo, !here, git != nil, let record = try operations.find(found),
      record.branch != branch
    {
      throw .otherBranch(operation: found, branch: record.branch, current: branch)
    }
    return found
  }
}
