extension ModelWorld {
  /// Brings the paths of an operation, or one of them, to their state right after it; nil for a
  /// conflict.
  func restoring(_ operation: ModelOperation, path: String?) -> ModelWorld? {
    let chosen = operation.restorable.filter { path == nil || $0.path == path }
      .sorted { $0.path < $1.path }
    let paths = Set(chosen.map(\.path))
    var later: [String: [ModelChange]] = [:]
    var targets: [ModelOperation.Target] = []
    var made: Set<String> = []
    for next in operations.reversed() where next.number > operation.number {
      let items = next.items.filter { paths.contains($0.path) }
      guard !items.isEmpty else { continue }
      targets.append(.init(operation: next.number, items: items))
      made.formUnion(next.made)
      for change in next.net.values { later[change.path, default: []].append(change) }
    }
    var changes: [ModelChange] = []
    var changed: Set<String> = []
    for change in chosen {
      let peeled = later[change.path] ?? []
      var wanted = change.after
      if case .take(let rest) = Self.peel(peeled, downTo: change.after) {
        wanted = rest
      } else if let there = tree.entries[change.path], there != wanted {
        return nil
      }
      let known = peeled.isEmpty ? change.after : peeled[0].after
      if known != wanted { changed.insert(change.path) }
      let base = tree.entries[change.path] == nil ? nil : known
      changes.append(ModelChange(path: change.path, before: base, after: wanted))
    }
    let above = Set(chosen.flatMap { ModelTree.ancestors(of: $0.path) })
    let isMeant = { (directory: String) in path == nil || above.contains(directory) }
    guard
      let landed = tree.landing(
        [ModelStep(id: "restore", changes: changes)],
        back: operation.made.filter(isMeant),
        removable: made.union(operation.removed.filter(isMeant)))
    else { return nil }
    var world = self
    guard landed.tree != tree else { return world }
    let meant = takingBack(targets.compactMap { $0.at(changed) }, after: operation.number)
    world.note(landed, .restore, targets: meant)
    for target in meant { world.mark(target, takenBack: true, by: world.lastOperation) }
    return world
  }

  /// What is left at a path once later operations, newest first, are taken off what the newest left:
  /// what people wrote in between stays.
  private static func peel(
    _ later: [ModelChange], downTo after: ModelEntry?
  ) -> ModelEntry.Decision {
    guard var rest = later.first.map(\.after) else { return .take(after) }
    for change in later {
      let decision = ModelEntry.decide(
        base: change.after, ours: rest ?? change.after, theirs: change.before)
      guard case .take(let peeled) = decision else { return .conflict }
      rest = peeled
    }
    return .take(rest ?? after)
  }

  /// What of later operations is to be taken back, so that of these paths holds what held right after
  /// an operation, and nothing else.
  private func takingBack(
    _ later: [ModelOperation.Target], after number: Int
  ) -> [ModelOperation.Target] {
    var wanted = self
    for target in later { wanted.mark(target, takenBack: true, by: 0) }
    var world = self
    return later.compactMap { target in
      guard let operation = operation(target.operation) else { return nil }
      let items = (target.items ?? []).filter { item in
        guard world.isInEffect(item, of: operation.number) else { return false }
        if [.commit, .restore].contains(operation.kind) { return true }
        return operation.targets.contains { earlier in
          earlier.operation <= number && earlier.items?.contains(item) ?? true
            && world.isInEffect(item, of: earlier.operation)
              != wanted.isInEffect(item, of: earlier.operation)
        }
      }
      guard !items.isEmpty else { return nil }
      let chosen = ModelOperation.Target(operation: operation.number, items: items)
      world.mark(chosen, takenBack: true, by: 0)
      return chosen
    }
  }

  private func isInEffect(_ item: ModelItem, of number: Int) -> Bool {
    operation(number)?.itemsInEffect.contains(item) ?? false
  }
}

extension ModelOperation {
  /// What a restore brings back.
  var restorable: [ModelChange] { net.values.filter { !left.contains($0.path) } }
}

extension ModelOperation.Target {
  /// The target with its items at some paths; nil without any.
  fileprivate func at(_ paths: Set<String>) -> Self? {
    let items = items?.filter { paths.contains($0.path) }
    return items?.isEmpty == true ? nil : .init(operation: operation, items: items)
  }
}
