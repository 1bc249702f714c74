import Backstitch
import Patch
import Simulation

/// One sequence: a disk and what should be on it.
struct ModelRun {
  private(set) var trail: [String] = []
  private(set) var recoveries = 0
  private var disk = Machine.emptyDisk()
  private var world = ModelWorld()
  private var random: SeededRandom
  private var values = 0
  private let store: String

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    store = Bool.random(using: &random) ? "/w/.backstitch/store" : "/s/store"
  }

  /// One thing that somebody does; what is wrong afterwards, nil for nothing.
  mutating func step() -> String? {
    if Int.random(in: 0..<4, using: &random) == 0 { return personAlone() }
    var moves = ModelMoves(world: world, values: values)
    let move = moves.choose(&random)
    values = moves.values
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<5: return plain(move)
    case 5..<8: return crash(move)
    default: return met(move)
    }
  }

  private mutating func workspace(on disk: SimulatedDisk) -> Workspace {
    var workspace = Machine(disk, store: store, seed: random.next()).workspace
    workspace.thresholds.operations = 5
    workspace.thresholds.packs = 7
    workspace.thresholds.bytes = 40_000
    return workspace
  }

  // MARK: Ways to go

  private mutating func plain(_ move: ModelMove) -> String? {
    trail.append(move.name)
    return verdict(move, outcome(of: move, in: workspace(on: disk)))
  }

  /// A person changes a file while no process runs.
  private mutating func personAlone() -> String? {
    let edit = personsEdit()
    trail.append("somebody: \(edit)")
    world = world.saving(edit.performed(on: disk))
    return difference(from: world, on: disk)
  }

  /// The process is killed, or the power fails, at any call; then recovery, itself interrupted.
  private mutating func crash(_ move: ModelMove) -> String? {
    let moment = Int.random(in: 0..<max(1, calls(of: move)), using: &random)
    guard let state = stopped(at: moment, { try move.run($0) }) else { return plain(move) }
    trail.append("\(move.name), crashed at call \(moment)")
    disk = SimulatedDisk(state)
    var edit: PersonsEdit?
    if Int.random(in: 0..<4, using: &random) == 0 {
      let saved = personsEdit()
      trail.append("somebody: \(saved)")
      edit = saved.performed(on: disk)
    }
    for _ in 0..<2 where Int.random(in: 0..<3, using: &random) == 0 {
      let moment = Int.random(in: 0..<30, using: &random)
      guard let state = stopped(at: moment, { _ = try $0.recover() }) else { break }
      trail.append("recovery, crashed at call \(moment)")
      disk = SimulatedDisk(state)
    }
    recoveries += 1
    do {
      try recover()
    } catch {
      return "recovery: \(error)"
    }
    return adopt(sides(of: move).map { $0.saving(edit) })
  }

  private mutating func recover() throws {
    let workspace = workspace(on: disk)
    do {
      _ = try workspace.recover()
    } catch {
      guard case .needsRecovery(_, _, _, let directions) = error else { throw error }
      let direction = directions.randomElement(using: &random)
      trail.append("recover \(direction?.rawValue ?? "")")
      _ = try workspace.recover(direction)
    }
  }

  /// A person saves a file at any call of the process.
  private mutating func met(_ move: ModelMove) -> String? {
    let moment = Int.random(in: 0..<max(1, calls(of: move)), using: &random)
    let wanted = personsEdit()
    trail.append("\(move.name), at call \(moment) somebody: \(wanted)")
    let kept = KeptEdit()
    let observer = Moment(moment) { kept.keep(wanted.performed(on: $0)) }
    disk.observe(observer)
    let error = outcome(of: move, in: workspace(on: disk))
    disk.observe(nil)
    if observer.calls <= moment { return verdict(move, error) }
    let edit = kept.current
    let saved = world.saving(edit)
    guard let error else {
      // Saved before it was planned, or after it had landed.
      let late = sides(of: move)[0].saving(edit)
      return adopt([move.plan(saved), late].compactMap { $0 })
    }
    guard ["conflicts", "drifted", "nothing"].contains(ModelMove.name(of: error)) else {
      return "\(error)"
    }
    return adopt([saved])
  }

  // MARK: Stopping

  private mutating func calls(of move: ModelMove) -> Int {
    let trial = SimulatedDisk(disk.state)
    let counter = Moment()
    trial.observe(counter)
    // What it says is judged when it really runs.
    _ = outcome(of: move, in: workspace(on: trial))
    return counter.calls
  }

  /// The disk when the process died at a call: as it was, or after a power cut.
  private mutating func stopped(
    at moment: Int, _ body: (Workspace) throws -> Void
  ) -> DiskState? {
    let trial = SimulatedDisk(disk.state)
    let kept = KeptState()
    trial.observe(Moment(moment) { kept.keep($0.state) })
    do {
      try body(workspace(on: trial))
    } catch {
      // Whatever it says: nobody heard it.
    }
    guard var state = kept.current else { return nil }
    if Bool.random(using: &random),
      let outcome = state.outcomes(limit: 8, random: &random).randomElement(using: &random)
    {
      state = state.afterPowerCut(outcome)
    }
    state.forgetReuses()
    return state
  }

  // MARK: Judging

  private func sides(of move: ModelMove) -> [ModelWorld] {
    if case .success(let after) = move.expected { [after, world] } else { [world] }
  }

  /// Why a move was refused; nil when it was not.
  private func outcome(of move: ModelMove, in workspace: Workspace) -> (any Error)? {
    do {
      try move.run(workspace)
      return nil
    } catch {
      return error
    }
  }

  private mutating func verdict(_ move: ModelMove, _ error: (any Error)?) -> String? {
    switch (move.expected, error) {
    case (.success(let after), nil): return adopt([after])
    case (.refusal(let name), let error?):
      guard ModelMove.name(of: error) == name else { return "expected \(name): \(error)" }
      return adopt([world])
    case (.success, let error?): return "refused: \(error)"
    case (.refusal(let name), nil): return "expected \(name), and it went well"
    }
  }

  /// Takes the first of the worlds that the disk shows.
  private mutating func adopt(_ worlds: [ModelWorld]) -> String? {
    var problems: [String] = []
    for world in worlds {
      guard let adopted = following(world) else { continue }
      guard let found = difference(from: adopted, on: disk) else {
        if adopted.operations.count < world.operations.count { becomeDurable() }
        self.world = adopted
        return nil
      }
      problems.append(found)
    }
    return problems.isEmpty
      ? "operations were dropped that must stay" : problems.joined(separator: "\n    or ")
  }

  /// Writes everything back. What a killed `gc` dropped may come back with a power cut, which the
  /// model, having forgotten it, could not tell; it never said that it was dropped.
  private mutating func becomeDurable() {
    var state = disk.state
    state.settle()
    disk = SimulatedDisk(state)
  }

  /// The world with those operations dropped that the store has dropped, and without the paths that
  /// left the newest operation: whether a person saved before or after it landed the disk knows.
  private mutating func following(_ world: ModelWorld) -> ModelWorld? {
    let workspace = workspace(on: disk)
    guard let numbers = try? workspace.operationNumbers() else { return world }
    var followed = world.dropping(before: numbers.first)
    if let newest = try? workspace.operation(numbers.last) {
      followed?.leave(Set(newest.left.map(\.description)), in: newest.number)
    }
    return followed
  }

  private mutating func difference(from world: ModelWorld, on disk: SimulatedDisk) -> String? {
    let (now, wanted) = (Judge.visible(disk.state), world.tree.picture)
    if now != wanted {
      return "the tree: \(Judge.difference(now, wanted).replacing("\n", with: " "))"
    }
    do {
      let workspace = workspace(on: disk)
      // The directories too: two worlds that differ in nothing else undo differently later.
      let found = try workspace.operations().map { operation in
        let paths = operation.steps.map { "\($0.id) \($0.paths.map(\.description).sorted())" }
        let target = operation.target ?? 0
        let made = operation.paths(of: .makeDirectory)
        let removed = operation.paths(of: .removeDirectory)
        return "\(operation.number) \(operation.kind) \(target) \(operation.state) \(paths)"
          + " made \(made) removed \(removed)"
      }
      let expected = world.operations.map { operation in
        let paths = operation.steps.map { "\($0.id) \($0.changes.map(\.path).sorted())" }
        let target = operation.targets.first?.operation ?? 0
        return "\(operation.number) \(operation.kind) \(target) \(operation.state) \(paths)"
          + " made \(operation.made.sorted()) removed \(operation.removed.sorted())"
      }
      if found != expected {
        return "operations \(found.suffix(8)), not \(expected.suffix(8))"
      }
      let open = try workspace.openTransactions().map { transaction in
        "\(transaction.number ?? 0): \(transaction.steps.filter { $0.state == .staged }.map(\.id))"
      }
      let wantedOpen = world.transactions.map { transaction in
        "\(transaction.number): \(transaction.staged.map(\.id))"
      }
      if open != wantedOpen { return "open \(open), not \(wantedOpen)" }
    } catch {
      return "reading: \(error)"
    }
    let reuses = disk.state.reuses
    return reuses.isEmpty ? nil : "names used again too early: \(reuses)"
  }

  // MARK: People

  private mutating func personsEdit() -> PersonsEdit {
    let path = ModelStaging.files.randomElement(using: &random) ?? "a"
    let standing = world.tree.entries[path]
    if standing != nil, Int.random(in: 0..<4, using: &random) == 0 {
      return PersonsEdit(path: path, entry: nil, byRename: false)
    }
    values += 1
    var entry = ModelStaging.edited(standing, value: values, random: &random)
    let byRename = Bool.random(using: &random)
    if byRename, case .file(let slots, _) = entry { entry = .file(slots: slots, mode: 0o644) }
    return PersonsEdit(path: path, entry: entry, byRename: byRename)
  }
}

extension Operation {
  fileprivate func paths(of kind: PlannedChange.Kind) -> [String] {
    changes.filter { $0.kind == kind }.map(\.path.description).sorted()
  }
}
