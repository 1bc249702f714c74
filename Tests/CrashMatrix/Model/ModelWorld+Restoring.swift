extension ModelWorld {
  /// Brings the paths of an operation, or one of them, to their state right after it; nil for a
  /// conflict.
  func restoring(_ operation: ModelOperation, path: String?) -> ModelWorld? {
    let chosen = operation.net.values.filter { path == nil || $0.path == path }
      .sorted { $0.path < $1.path }
    let paths = Set(chosen.map(\.path))
    var bases: [String: ModelEntry?] = [:]
    var meant: [ModelOperation.Target] = []
    var made: Set<String> = []
    for later in operations.reversed() where later.number > operation.number {
      let items = later.items.filter { paths.contains($0.path) }
      guard !items.isEmpty else { continue }
      meant.append(.init(operation: later.number, items: items))
      made.formUnion(later.made)
      for change in later.net.values where bases[change.path] == nil {
        bases[change.path] = .some(change.after)
      }
    }
    let changes = chosen.map { change in
      let known = bases[change.path] ?? change.after
      let base = tree.entries[change.path] == nil ? nil : known
      return ModelChange(path: change.path, before: base, after: change.after)
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
    let kept = Set(changes.filter { $0.before == $0.after }.map(\.path))
    meant = meant.compactMap { target in
      let items = target.items?.filter { !kept.contains($0.path) }
      return items?.isEmpty == true ? nil : .init(operation: target.operation, items: items)
    }
    world.note(landed, .restore, targets: meant)
    for target in meant { world.mark(target, takenBack: true, by: world.lastOperation) }
    return world
  }
}
