internal import Journal
internal import Patch

/// What is staged, proposed and landed.
extension Transaction {
  /// What committing would do.
  ///
  /// - Parameter selection: only these steps, which must be closed under `needs`, or these paths.
  public func propose(
    _ selection: Selection = .all, onConflict policy: ConflictPolicy = .abort
  ) throws(BackstitchError) -> Proposal {
    try Proposal(landing(of: selection, policy))
  }

  private func landing(
    of selection: Selection, _ policy: ConflictPolicy
  ) throws(BackstitchError) -> DeferredLanding {
    let chosen = try choose(selection)
    var request = LandingRequest(
      kind: .commit, description: description, transaction: number, plan: plan, entity: entity,
      steps: chosen, contents: contents, policy: policy)
    request.relied = reliedPaths
    return DeferredLanding(workspace: workspace, log: try workspace.log()) {
      [request] log throws(BackstitchError) in
      var request = request
      if let log {
        let operations = try OperationLog(log)
        try request.nameHolders(operations)
        request.writers = { paths throws(BackstitchError) in
          try operations.writers(of: paths, after: 0)
        }
      }
      return request
    }
  }

  /// Lands staged steps in the working tree, crash-atomically.
  ///
  /// - Parameters:
  ///   - selection: only these steps or paths.
  ///   - policy: what to do with conflicts.
  ///   - digest: refuse when the plan, as it will land, is another one.
  ///   - checks: run once the files have landed; unless all succeed, or may fail, it is taken back.
  /// - Returns: the operation; nil when there was nothing to change, and so nothing to check.
  @discardableResult
  public func commit(
    _ selection: Selection = .all, onConflict policy: ConflictPolicy = .abort,
    expecting digest: String? = nil, checking checks: Checks = Checks()
  ) throws(BackstitchError) -> LandedOperation? {
    try landing(of: selection, policy).land(expecting: digest, checking: checks)
  }

  /// What must still stand where it was read, for a transaction that lives in this process alone. One
  /// that was saved is as old as people like: what it changes merges, the rest is theirs.
  private var reliedPaths: [RelativePath: Image?] {
    guard number == nil else { return [:] }
    let changed = Set(staged.flatMap(\.changes).map(\.path))
    return relied.values.reduce(into: [:]) { found, step in
      found.merge(step.filter { !changed.contains($0.key) }) { first, _ in first }
    }
  }

  private func choose(_ selection: Selection) throws(BackstitchError) -> [LandingRequest.Step] {
    let ids = steps.map(\.id)
    if let unknown = selection.steps?.first(where: { !ids.contains($0) }) {
      throw .unknownSelection(unknown, steps: ids)
    }
    if let step = steps.first(where: {
      selection.steps?.contains($0.id) == true && $0.state != .staged
    }) {
      throw .notStaged(step: step.id, step.state)
    }
    for path in selection.paths ?? [] {
      let about = staged.filter { step in
        step.changes.contains { $0.path == path || $0.path.isBelow(path) }
      }
      if about.isEmpty { throw .unknownSelection(path.description) }
      if let chosen = selection.steps, !about.contains(where: { chosen.contains($0.step.id) }) {
        throw .stepsElsewhere(chosen, path)
      }
    }
    if let chosen = selection.steps {
      for step in steps where chosen.contains(step.id) {
        let missing = step.needs.filter { need in
          !chosen.contains(need) && !hasLanded(need)
        }
        if !missing.isEmpty { throw .missingSteps(step: step.id, needs: missing) }
      }
    }
    let landing = staged.filter { selection.steps?.contains($0.step.id) ?? true }
    try checkNeeds(of: landing.map(\.step.id))
    return landing.compactMap { step in
      let items = step.changes.filter { selection.includes(step: step.step.id, path: $0.path) }
        .map { change in
          LandingRequest.Item(
            path: change.path, base: change.before, theirs: change.after,
            edits: change.edits ?? [])
        }
      // What a step rests on lands with the first of its changes.
      guard !items.isEmpty || step.changes.isEmpty && selection.paths == nil else { return nil }
      let found = (step.holds ?? []).map { hold in
        LandingRequest.Item(
          path: hold.path, base: nil, theirs: hold.after, edits: hold.edits ?? [], isHold: true)
      }
      return items.isEmpty && found.isEmpty
        ? nil : LandingRequest.Step(step: step.step, items: items + found)
    }
  }

  /// Checks that no step is among these that needs one which landed before and was undone since.
  ///
  /// - Throws: ``BackstitchError/needUndone(step:need:operation:)`` for the first.
  public func checkNeeds(of ids: some Sequence<String>) throws(BackstitchError) {
    let ids = Set(ids)
    for step in steps where ids.contains(step.id) {
      for need in step.needs {
        guard case .landed(let number) = steps.first(where: { $0.id == need })?.state,
          try !workspace.isInEffect(step: need, of: number)
        else { continue }
        throw .needUndone(step: step.id, need: need, operation: number)
      }
    }
  }

  private func hasLanded(_ id: String) -> Bool {
    if case .landed = steps.first(where: { $0.id == id })?.state { true } else { false }
  }
}
