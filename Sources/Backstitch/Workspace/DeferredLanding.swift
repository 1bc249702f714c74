internal import Journal
internal import Patch

/// What somebody wants landed, worked out from the log under the lock and planned against what is
/// on disk then (I5, I11).
struct DeferredLanding: Sendable {
  let workspace: Workspace
  /// What the journal adds up to, as far as known without the lock.
  let log: Log?
  let request: @Sendable (Log?) throws(BackstitchError) -> LandingRequest

  /// Lands it crash-atomically, durable when this returns (I3).
  ///
  /// - Parameters:
  ///   - digest: refuse when the plan, as it will land, is another one.
  ///   - checks: must succeed, or it is taken back.
  ///   - commit: the git commit to make of it; nil: none.
  /// - Returns: the operation; nil when there was nothing to change.
  func land(
    expecting digest: String? = nil, checking checks: Checks = Checks(),
    committing commit: GitCommitRequest? = nil
  ) throws(BackstitchError) -> LandedOperation? {
    try workspace.locked(known: log) { store throws(BackstitchError) in
      let request = try request(store.log)
      if let number = request.transaction, store.log.transactions[number] == nil {
        throw .noTransaction(number)
      }
      let plan = try Planner.plan(
        request, files: store.files, umask: workspace.context.umask)
      if let digest, digest != plan.digest {
        throw .otherPlan(expected: digest, found: plan.digest)
      }
      guard plan.conflicts.isEmpty else { throw .conflicts(plan.conflicts) }
      // An undo that leaves everything to others still ends what its operation holds.
      guard !plan.isEmpty || plan.endsHolds else {
        if let number = request.transaction, try closes(request, in: store) {
          try store.append(.closed(.init(transaction: number)), flush: true)
        }
        return nil
      }
      try StoreBudget(store: store, context: workspace.context).check(plan, of: request.kind)
      var record = try record(of: request, plan, in: store)
      var checks = checks
      let git = try commit.map { commit throws(BackstitchError) in
        try prepare(commit, of: &record, plan, &checks, in: store)
      }
      let landing = Landing(store: store, context: workspace.context, git: git ?? nil)
      let result = try landing.land(record, contents: plan.contents, checks: checks)
      return LandedOperation(
        operation: Operation(record: result.operation, state: .inEffect, left: []), plan: plan,
        saved: result.saved.compactMap(\.savedAs), failedChecks: result.failedChecks)
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
    // A step that found everything there has nothing to land.
    let landed = Set(request.steps.map(\.step.id)).union(
      open.staged.filter(\.step.changes.isEmpty).map(\.step.step.id))
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
      // What a step rests on at a path is no change of it.
      let chosen = Set(step.items.filter { !$0.isHold }.map(\.path))
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
    let targets = request.targets(in: plan)
    return OperationRecord(
      number: store.log.lastOperation + 1, kind: request.kind,
      description: request.description, transaction: request.transaction, plan: request.plan,
      entity: request.entity, author: workspace.context.author, time: workspace.context.now(),
      branch: head.branch, head: head.commit, digest: plan.digest, commit: "", steps: plan.steps,
      net: plan.net, target: targets.first,
      others: targets.count > 1 ? Array(targets.dropFirst()) : nil,
      remaining: remaining(of: request, in: store),
      closes: try closes(request, in: store) ? true : nil, restored: request.restored,
      verdicts: plan.recordedVerdicts)
  }
}
