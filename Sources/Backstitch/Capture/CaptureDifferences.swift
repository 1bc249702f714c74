internal import Journal
internal import Patch

/// What a command changed between two looks at the tree, operations that landed meanwhile left out.
struct CaptureDifferences {
  let before: TreeSnapshot
  let after: TreeSnapshot
  /// Paths of which the two differ in anything.
  let changed: Set<RelativePath>
  /// In their order.
  let meanwhile: [OperationRecord]
  /// Whether a path did not count before the command.
  let isLeftOut: (RelativePath) -> Bool

  /// Changes as an operation records them.
  struct Changes {
    var steps: [StepChanges]
    var net: [PathChange]
  }

  /// One path: what an operation changed there.
  private struct Landed {
    var operation: Int
    var change: PathChange
  }

  /// The changes, their contents not placed yet.
  var changes: Changes {
    let landed = landed()
    var own: [PathChange] = []
    var early: [Int: [PathChange]] = [:]
    var net: [PathChange] = []
    for path in paths(landed) {
      let (old, new) = (before.entries[path]?.image, after.entries[path]?.image)
      var last = old
      var first: Image?? = nil
      for landed in landed[path] ?? [] {
        // What the command did to it before that operation saw it.
        if differ(last, landed.change.before) {
          early[landed.operation, default: []].append(
            PathChange(path: path, before: last, after: landed.change.before))
          first = first ?? .some(last)
        }
        last = landed.change.after
      }
      if differ(last, new) {
        own.append(PathChange(path: path, before: last, after: new))
        first = first ?? .some(last)
      }
      if let first { net.append(PathChange(path: path, before: first, after: new)) }
    }
    let title = "Command"
    var steps = early.sorted { $0.key < $1.key }.map { number, changes in
      step("before-\(number)", "\(title), before operation \(number)", changes)
    }
    steps.append(step("exec", title, own))
    steps.removeAll { $0.changes.isEmpty }
    return Changes(steps: steps, net: net.sorted { $0.path < $1.path })
  }

  /// Directories are no part of a step: they go and come with what is in them, and stand in the net
  /// changes.
  private func step(_ id: String, _ title: String, _ changes: [PathChange]) -> StepChanges {
    let files = changes.compactMap { change -> PathChange? in
      var change = change
      if change.before?.isDirectory == true { change.before = nil }
      if change.after?.isDirectory == true { change.after = nil }
      return change.before == nil && change.after == nil ? nil : change
    }
    return StepChanges(
      step: PlannedStep(id: id, title: title), changes: files.sorted { $0.path < $1.path })
  }

  private func landed() -> [RelativePath: [Landed]] {
    var found: [RelativePath: [Landed]] = [:]
    for record in meanwhile {
      for change in record.net {
        found[change.path, default: []].append(Landed(operation: record.number, change: change))
      }
    }
    return found
  }

  /// Every path that may have changed.
  private func paths(_ landed: [RelativePath: [Landed]]) -> Set<RelativePath> {
    let found = changed.union(landed.keys)
    return found.filter { path in
      switch (before.entries[path]?.kind, after.entries[path]?.kind) {
      case (.ignored, _), (.foreign, _), (_, .ignored), (_, .foreign): false
      // What did not count before, nobody knows how it was.
      case (nil, _): !isLeftOut(path)
      default: true
      }
    }
  }

  private func differ(_ left: Image?, _ right: Image?) -> Bool {
    switch (left, right) {
    case (nil, nil): false
    case (let left?, let right?): !left.isSame(as: right)
    default: true
    }
  }
}
