internal import FileSystem
internal import Journal

/// Keeps a store within the bytes it may take.
struct StoreBudget {
  let store: Store
  let context: Context

  /// Checks that what a plan adds fits, before anything is written for it; removes what nothing
  /// needs when that helps. Operations are never dropped here: that is for a person to say.
  ///
  /// - Throws: ``BackstitchError/overBudget(needed:size:budget:)``.
  func check(_ plan: Plan, of kind: OperationRecord.Kind) throws(BackstitchError) {
    // What takes something back must never be in want of room that somebody took away.
    guard kind == .commit else { return }
    try check(Self.bytes(of: plan))
  }

  /// Checks that so many bytes fit.
  func check(_ needed: UInt64) throws(BackstitchError) {
    guard let budget = context.storeBudget else { return }
    var size = try StoreSize.measure(store.files)
    if fits(size, needed, budget) { return }
    let garbage = try GarbagePlan(
      store.log, Retention(), now: context.now(), files: store.files)
    if fits(size - min(size, garbage.garbage), needed, budget) {
      try GarbageCollection(store: store, context: context).run(garbage)
      size = try StoreSize.measure(store.files)
      if fits(size, needed, budget) { return }
    }
    throw .overBudget(needed: needed, size: size, budget: budget)
  }

  private func fits(_ size: UInt64, _ needed: UInt64, _ budget: UInt64) -> Bool {
    size <= budget && needed <= budget - size
  }

  /// At most what both sides of every path take, undeflated, with their records.
  private static func bytes(of plan: Plan) -> UInt64 {
    var seen: Set<String> = []
    var total: UInt64 = 4096
    for change in plan.net + plan.steps.flatMap(\.all) {
      total += 1024
      for case .file(let file) in [change.before, change.after].compactMap({ $0 })
      where file.stored == nil && seen.insert(file.id).inserted {
        total += file.size
      }
    }
    return total
  }
}
