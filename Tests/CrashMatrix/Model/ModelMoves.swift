import Backstitch
import Patch
import Simulation

/// Chooses what a process does next.
struct ModelMoves {
  let world: ModelWorld
  var values: Int

  mutating func choose(_ random: inout SeededRandom) -> ModelMove {
    switch Int.random(in: 0..<22, using: &random) {
    case 0..<7: return commit(&random)
    case 7..<9: return world.transactions.count < 3 ? stage(&random) : commitOpen(&random)
    case 9..<12: return commitOpen(&random)
    case 12: return rollback(&random)
    case 13..<16: return reverse(.undo, &random)
    case 16..<19: return reverse(.redo, &random)
    case 19..<21: return restore(&random)
    default: return collect(&random)
    }
  }

  // MARK: Committing

  private mutating func staged(_ count: Int, _ random: inout SeededRandom) -> ModelStaging {
    var staging = ModelStaging(on: world.tree)
    for index in 0..<count { staging.add("s\(index)", values: &values, random: &random) }
    return staging
  }

  private static func begin(_ staging: ModelStaging, _ workspace: Workspace) throws -> Transaction {
    var transaction = try workspace.begin("model")
    for (step, changes) in zip(staging.steps, staging.changes) {
      try transaction.step(step.id) { tree throws(Refusal) in
        try tree.stage(ChangeSet(changes: changes))
      }
    }
    return transaction
  }

  private mutating func commit(_ random: inout SeededRandom) -> ModelMove {
    let staging = staged(Int.random(in: 1...2, using: &random), &random)
    return ModelMove("commit", on: world) {
      $0.committing(staging.steps)
    } run: {
      try Self.begin(staging, $0).commit()
    }
  }

  private mutating func stage(_ random: inout SeededRandom) -> ModelMove {
    let staging = staged(Int.random(in: 1...3, using: &random), &random)
    return ModelMove("stage", on: world) {
      $0.staging(staging.steps)
    } run: { workspace in
      var transaction = try Self.begin(staging, workspace)
      try transaction.save()
    }
  }

  private mutating func commitOpen(_ random: inout SeededRandom) -> ModelMove {
    guard let open = world.transactions.randomElement(using: &random) else {
      return commit(&random)
    }
    let number = open.number
    let items = open.staged.flatMap { step in
      step.changes.map { ModelItem(step: step.id, path: $0.path) }
    }
    switch (items.randomElement(using: &random), Int.random(in: 0..<3, using: &random)) {
    case (let item?, 0):
      return ModelMove("commit t\(number), step \(item.step)", on: world) {
        $0.committing(open) { $0.step == item.step }
      } run: {
        try $0.openTransaction(number).commit(Selection(steps: [item.step]))
      }
    case (let item?, 1):
      return ModelMove("commit t\(number), path \(item.path)", on: world) {
        $0.committing(open) { $0.path == item.path }
      } run: {
        try $0.openTransaction(number).commit(Selection(paths: [ModelMove.path(item.path)]))
      }
    default:
      return ModelMove("commit t\(number)", on: world) {
        $0.committing(open) { _ in true }
      } run: {
        try $0.openTransaction(number).commit()
      }
    }
  }

  private mutating func rollback(_ random: inout SeededRandom) -> ModelMove {
    guard let open = world.transactions.randomElement(using: &random) else {
      return commit(&random)
    }
    let number = open.number
    guard Int.random(in: 0..<3, using: &random) > 0 else {
      return ModelMove("drop t\(number)", on: world) { world in
        var dropped = world
        dropped.transactions.removeAll { $0.number == number }
        return dropped
      } run: {
        try $0.dropOpenSteps(of: number)
      }
    }
    return ModelMove("roll back t\(number)", on: world) {
      $0.rollingBack(open)
    } run: {
      try $0.proposeRollback(of: number).land()
    }
  }

  // MARK: History

  private mutating func reverse(
    _ kind: ModelOperation.Kind, _ random: inout SeededRandom
  ) -> ModelMove {
    if Bool.random(using: &random) {
      let number =
        kind == .redo
        ? world.redoCandidate
        : world.undoCandidate { number in
          let undone = Self.reversing(number, kind, step: nil, in: world)
          return undone?.lastOperation != world.lastOperation
        }
      let refusal = number == nil ? "nothing" : "conflicts"
      return ModelMove("\(kind), which is \(number ?? 0)", on: world, else: refusal) { world in
        number.flatMap { Self.reversing($0, kind, step: nil, in: world) }
      } run: {
        _ = kind == .undo ? try $0.undo() : try $0.redo()
      }
    }
    // Mostly commits, and at times an undo, a redo or a rollback.
    let commits = Int.random(in: 0..<3, using: &random) > 0
    let candidates = world.operations.filter { !commits || $0.kind == .commit }
    guard let operation = candidates.randomElement(using: &random) else { return commit(&random) }
    let number = operation.number
    let step = Bool.random(using: &random) ? operation.steps.randomElement(using: &random)?.id : nil
    let isEmpty = Self.chosen(operation, kind, step: step).isEmpty
    let name = "\(kind) \(number)\(step.map { ", step \($0)" } ?? "")"
    return ModelMove(name, on: world, else: isEmpty ? "nothing" : "conflicts") { world in
      isEmpty ? nil : Self.reversing(number, kind, step: step, in: world)
    } run: { workspace in
      let selection = Selection(steps: step.map { [$0] })
      if kind == .undo {
        try workspace.proposeUndo(of: number, selection).land()
      } else {
        try workspace.proposeRedo(of: number, selection).land()
      }
    }
  }

  private mutating func restore(_ random: inout SeededRandom) -> ModelMove {
    guard let operation = world.operations.randomElement(using: &random) else {
      return commit(&random)
    }
    let number = operation.number
    let paths = operation.restorable.map(\.path).sorted()
    let path = Bool.random(using: &random) ? paths.randomElement(using: &random) : nil
    return ModelMove("restore \(number)\(path.map { ", path \($0)" } ?? "")", on: world) { world in
      world.operation(number).flatMap { world.restoring($0, path: path) }
    } run: { workspace in
      try workspace.proposeRestore(of: number, paths: path.map { [ModelMove.path($0)] }).land()
    }
  }

  private static func chosen(
    _ operation: ModelOperation, _ kind: ModelOperation.Kind, step: String?
  ) -> Set<ModelItem> {
    let candidates =
      kind == .undo ? operation.itemsInEffect : operation.items.intersection(operation.undone.keys)
    return candidates.filter { step == nil || $0.step == step }
  }

  private static func reversing(
    _ number: Int, _ kind: ModelOperation.Kind, step: String?, in world: ModelWorld
  ) -> ModelWorld? {
    world.operation(number).flatMap { operation in
      world.reversing(operation, kind, chosen(operation, kind, step: step))
    }
  }

  // MARK: Upkeep

  /// Drops operations: what goes depends on bytes, so the model follows within what is allowed.
  private func collect(_ random: inout SeededRandom) -> ModelMove {
    let bytes = UInt64.random(in: 4_000...60_000, using: &random)
    return ModelMove("gc \(bytes)", on: world) {
      $0
    } run: {
      _ = try $0.collectGarbage(Retention(bytes: bytes))
    }
  }
}

extension ModelWorld {
  /// The world after operations before a number were dropped; nil when that is not allowed.
  func dropping(before first: Int) -> ModelWorld? {
    let pinned = transactions.flatMap(\.landed).min() ?? Int.max
    guard first <= max(1, lastOperation), first <= pinned else { return nil }
    var world = self
    world.operations.removeAll { $0.number < first }
    return world
  }
}
