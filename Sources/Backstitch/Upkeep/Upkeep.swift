internal import FileSystem
internal import Journal
internal import ObjectStore

/// How much may gather before the store is put in order.
package struct Thresholds: Sendable {
  /// Finished operations in the journal.
  package var operations = 48
  /// Bytes in the journal beyond what the last compaction kept.
  package var bytes: UInt64 = 256 * 1024
  /// Packs.
  package var packs = 50

  package init() {}
}

/// Puts the store in order at a writing command's end, under its lock: so opening and undoing cost
/// the same however many operations there were.
struct Upkeep {
  let store: Store
  let context: Context
  let thresholds: Thresholds

  /// What fails here costs the command nothing: what it did is durable, the order of writes keeps
  /// the store whole at every point, and the next command tries again. Damage is reported by
  /// whatever reads it, and by `doctor`.
  func run() {
    do {
      if isCompactionDue { try store.compact(random: context.random()) }
      try mergePacks()
    } catch {
      return
    }
  }

  private func mergePacks() throws(FileSystemError) {
    let merge = PackMerge(store.files)
    let names = try merge.due(limit: thresholds.packs)
    guard !names.isEmpty else { return }
    try merge.merge(
      names, serial: UInt64(store.journal.lastNumber), random: context.random())
  }

  private var isCompactionDue: Bool {
    guard store.isUsable, store.canCompact else { return false }
    let grown = store.journal.end - store.journal.keptBytes
    return store.log.recent.count >= thresholds.operations
      || grown > max(thresholds.bytes, store.journal.keptBytes)
  }
}
