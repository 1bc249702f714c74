/// An operation as the model remembers it.
struct ModelOperation: Hashable, Sendable {
  enum Kind: String, Sendable { case commit, undo, redo, restore, rollback }

  var number: Int
  var kind: Kind
  var transaction: Int?
  /// What it reverses or reapplies; of a rollback the operation that landed first is the first.
  var targets: [Target] = []
  var steps: [ModelStep]
  var made: Set<String>
  var removed: Set<String>
  /// Paths at which somebody else's work stands: a restore of the operation is not about them.
  var left: Set<String> = []
  /// Items taken back, with the operation that did it.
  var undone: [ModelItem: Int] = [:]

  struct Target: Hashable, Sendable {
    var operation: Int
    /// Nil: all.
    var items: Set<ModelItem>?
  }

  var items: Set<ModelItem> {
    Set(steps.flatMap { step in step.changes.map { ModelItem(step: step.id, path: $0.path) } })
  }
  var itemsInEffect: Set<ModelItem> { items.subtracting(undone.keys) }
  /// What stood at each path it changed in all, and stands.
  var net: [String: ModelChange] {
    var net: [String: ModelChange] = [:]
    for change in steps.flatMap(\.changes) {
      net[change.path, default: change].after = change.after
    }
    return net.filter { $0.value.before != $0.value.after }
  }
  var isUndone: Bool { !items.isEmpty && itemsInEffect.isEmpty }

  var state: String {
    if undone.isEmpty { return "inEffect" }
    return isUndone ? "undone(by: \(undone.values.max() ?? 0))" : "partlyUndone"
  }
}

/// An open transaction as the model remembers it.
struct ModelTransaction: Hashable, Sendable {
  var number: Int
  /// The steps it was opened with.
  var opened: [String]
  var staged: [ModelStep]
  var landed: [Int] = []
}

/// The tree, the operations and the open transactions that there should be.
struct ModelWorld: Hashable, Sendable {
  var tree = ModelTree()
  /// Those that were not dropped.
  var operations: [ModelOperation] = []
  var lastOperation = 0
  var transactions: [ModelTransaction] = []
  var lastTransaction = 0

  func operation(_ number: Int) -> ModelOperation? { operations.first { $0.number == number } }

  /// Notes an operation; nothing when nothing changed.
  mutating func note(
    _ landed: ModelTree.Landed, _ kind: ModelOperation.Kind, transaction: Int? = nil,
    targets: [ModelOperation.Target] = []
  ) {
    lastOperation += 1
    operations.append(
      ModelOperation(
        number: lastOperation, kind: kind, transaction: transaction, targets: targets,
        steps: landed.steps, made: landed.made, removed: landed.removed))
    tree = landed.tree
  }

  private mutating func change(_ number: Int, _ body: (inout ModelOperation) -> Void) {
    if let index = operations.firstIndex(where: { $0.number == number }) {
      body(&operations[index])
    }
  }

  mutating func leave(_ paths: Set<String>, in number: Int) { change(number) { $0.left = paths } }

  // MARK: What a bare undo or redo takes

  /// - Parameter stands: whether something of an operation is there to be taken back.
  func undoCandidate(where stands: (Int) -> Bool) -> Int? {
    operations.last {
      [.commit, .restore].contains($0.kind) && !$0.items.isEmpty && !$0.isUndone
        && stands($0.number)
    }?.number
  }

  var redoCandidate: Int? {
    for operation in operations.reversed() where operation.kind != .redo {
      guard ![.commit, .restore].contains(operation.kind) else { return nil }
      let undone = operation.targets.compactMap { self.operation($0.operation) }.filter {
        $0.undone.values.contains(operation.number)
      }
      if let first = undone.map(\.number).min() { return first }
    }
    return nil
  }

  // MARK: Landing

  /// - Returns: nil for a conflict.
  func committing(_ steps: [ModelStep]) -> ModelWorld? {
    guard let landed = tree.landing(steps) else { return nil }
    var world = self
    if landed.tree != tree { world.note(landed, .commit) }
    return world
  }

  func staging(_ steps: [ModelStep]) -> ModelWorld {
    var world = self
    world.lastTransaction += 1
    world.transactions.append(
      ModelTransaction(number: lastTransaction + 1, opened: steps.map(\.id), staged: steps))
    return world
  }

  /// Commits what is chosen of an open transaction.
  func committing(_ open: ModelTransaction, _ isChosen: (ModelItem) -> Bool) -> ModelWorld? {
    let chosen = open.staged.compactMap { step -> ModelStep? in
      let changes = step.changes.filter { isChosen(.init(step: step.id, path: $0.path)) }
      return changes.isEmpty ? nil : ModelStep(id: step.id, changes: changes)
    }
    guard let landed = tree.landing(chosen) else { return nil }
    var rest = open
    let ids = Set(chosen.map(\.id))
    let left = open.staged.filter { step in
      ids.contains(step.id)
        && step.changes.count != chosen.first { $0.id == step.id }?.changes.count
    }
    let landedBefore = Set(open.landed.compactMap(operation).flatMap { $0.steps.map(\.id) })
    let closes =
      left.isEmpty && open.staged.allSatisfy { ids.contains($0.id) || $0.changes.isEmpty }
      && open.opened.allSatisfy { id in
        ids.contains(id) || landedBefore.contains(id)
          || open.staged.contains { $0.id == id && $0.changes.isEmpty }
      }
    var world = self
    if landed.tree != tree {
      world.note(landed, .commit, transaction: open.number)
      rest.landed.append(world.lastOperation)
      let ended = Set(landed.steps.map(\.id)).union(left.map(\.id))
      rest.staged = open.staged.compactMap { step in
        guard ended.contains(step.id) else { return step }
        let changes = step.changes.filter { change in
          left.contains { $0.id == step.id } && !isChosen(.init(step: step.id, path: change.path))
        }
        return changes.isEmpty ? nil : ModelStep(id: step.id, changes: changes)
      }
    }
    world.transactions.removeAll { $0.number == open.number }
    if !closes { world.transactions.append(rest) }
    world.transactions.sort { $0.number < $1.number }
    return world
  }

  // MARK: Reversing

  /// Undoes or redoes chosen items of an operation; nil for a conflict.
  func reversing(
    _ operation: ModelOperation, _ kind: ModelOperation.Kind, _ chosen: Set<ModelItem>
  ) -> ModelWorld? {
    let request = Self.request(operation, kind, chosen)
    guard let landed = tree.landing(request.steps, back: request.back, removable: request.removable)
    else { return nil }
    var world = self
    guard landed.tree != tree else { return world }
    let target = ModelOperation.Target(
      operation: operation.number, items: chosen == operation.items ? nil : chosen)
    world.note(landed, kind, targets: [target])
    world.mark(target, takenBack: kind != .redo, by: world.lastOperation)
    return world
  }

  /// Undoing an undo brings back what that had taken out, and so on down the chain.
  mutating func mark(_ target: ModelOperation.Target, takenBack: Bool, by marker: Int) {
    guard let operation = operation(target.operation) else { return }
    change(operation.number) { operation in
      for item in operation.items where target.items?.contains(item) ?? true {
        operation.undone[item] = takenBack ? marker : nil
      }
    }
    // A restore takes the newest back first; to have them again begins with the oldest.
    for var next in takenBack ? operation.targets.reversed() : operation.targets {
      if let items = target.items {
        let paths = Set(items.map(\.path))
        next.items =
          operation.kind == .restore
          ? next.items?.filter { paths.contains($0.path) }
          : next.items?.intersection(items) ?? items
      }
      mark(
        next, takenBack: takenBack != (operation.kind != .redo),
        by: takenBack ? marker : operation.number)
    }
  }

  /// Takes back all that an open transaction landed, and ends it; nil for a conflict.
  func rollingBack(_ open: ModelTransaction) -> ModelWorld? {
    var (steps, back, removable): ([ModelStep], Set<String>, Set<String>) = ([], [], [])
    var targets: [ModelOperation] = []
    for operation in open.landed.reversed().compactMap(operation)
    where !operation.itemsInEffect.isEmpty {
      let request = Self.request(operation, .undo, operation.itemsInEffect)
      steps += request.steps
      back.formUnion(request.back)
      removable.formUnion(request.removable)
      targets.append(operation)
    }
    guard let landed = tree.landing(steps, back: back, removable: removable) else { return nil }
    var world = self
    world.transactions.removeAll { $0.number == open.number }
    guard landed.tree != tree else { return world }
    let meant = targets.reversed().map { operation in
      ModelOperation.Target(
        operation: operation.number,
        items: operation.itemsInEffect == operation.items ? nil : operation.itemsInEffect)
    }
    world.note(landed, .rollback, transaction: open.number, targets: meant)
    for target in meant { world.mark(target, takenBack: true, by: world.lastOperation) }
    return world
  }

  private static func request(
    _ operation: ModelOperation, _ kind: ModelOperation.Kind, _ chosen: Set<ModelItem>
  ) -> (steps: [ModelStep], back: Set<String>, removable: Set<String>) {
    let steps = operation.steps.map { step in
      ModelStep(
        id: step.id,
        changes: step.changes.filter { chosen.contains(.init(step: step.id, path: $0.path)) })
    }.filter { !$0.changes.isEmpty }
    if kind == .redo { return (steps, operation.made, operation.removed) }
    let reversed = steps.reversed().map { step in
      ModelStep(id: step.id, changes: step.changes.map(\.reversed))
    }
    return (reversed, operation.removed, operation.made)
  }
}
