internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// What a collection dropped, or would drop.
public struct GarbageReport: Sendable, Hashable {
  /// The operations dropped: they can no longer be undone or shown.
  public var dropped: Range<Int>
  /// How many operations are left.
  public var kept: Int
  /// Bytes of the store before.
  public var sizeBefore: UInt64
  /// Bytes of the store after; of a dry run a close estimate.
  public var sizeAfter: UInt64
  /// An open transaction for whose sake operations beyond the bounds stay.
  public var keptForTransaction: Int?
}

extension Workspace {
  /// Drops old operations and what only they held, and whatever crashes left in the store.
  ///
  /// What an open transaction or an interrupted operation needs stays, and so does the newest
  /// operation.
  ///
  /// - Returns: nil when there is no store.
  /// - Throws: ``BackstitchError/damaged(_:)`` when something that must stay is lost already; nothing
  ///   is dropped then.
  public func collectGarbage(
    _ retention: Retention, dryRun: Bool = false
  ) throws(BackstitchError) -> GarbageReport? {
    guard hasStore else { return nil }
    if dryRun {
      guard let log = try log() else { return nil }
      let files = try files()
      let plan = try GarbagePlan(log, retention, now: context.now(), files: files)
      let before = try StoreSize.measure(files)
      var report = report(of: plan, log, before)
      report.sizeAfter = before - min(before, plan.garbage + plan.droppedRecords)
      return report
    }
    return try locked { store throws(BackstitchError) in
      let before = try StoreSize.measure(store.files)
      let plan = try GarbagePlan(
        store.log, retention, now: context.now(), files: store.files)
      var report = report(of: plan, store.log, before)
      try GarbageCollection(store: store, context: context).run(plan)
      report.sizeAfter = try StoreSize.measure(store.files)
      return report
    }
  }

  private func report(of plan: GarbagePlan, _ log: Log, _ size: UInt64) -> GarbageReport {
    GarbageReport(
      dropped: log.firstOperation..<plan.first, kept: log.lastOperation + 1 - plan.first,
      sizeBefore: size, sizeAfter: size, keptForTransaction: plan.keptFor)
  }
}

/// Carries a plan out under the lock. First the journal stops naming what goes, durably; then
/// references and packs go, the new pack being durable before the old ones are removed. A crash in
/// between leaves things that nothing names, for the next collection.
struct GarbageCollection {
  let store: Store
  let context: Context

  func run(_ plan: GarbagePlan) throws(BackstitchError) {
    if let missing = plan.missing { throw .damaged(lost(missing)) }
    guard store.canCompact else {
      throw .disk("what an interrupted operation left cannot be removed; run 'backstitch recover'")
    }
    // What they know to be in the store may go now; the next capture reads those files again.
    SnapshotFiles(files: store.files).removeUnneeded(by: store.log, newest: true)
    try store.compact(keepingFrom: plan.first, random: context.random())
    do throws(FileSystemError) {
      try OperationReferences(store.files).remove(before: plan.first)
      guard try isRepackDue(plan) else { return }
      let isComplete = try PackMerge(store.files).keepOnly(
        plan.wanted, serial: UInt64(store.journal.lastNumber), random: context.random())
      guard !isComplete else { return }
    } catch {
      throw BackstitchError(error)
    }
    throw .damaged(
      "a content in the store's packs is damaged; the packs were left as they are. "
        + "'backstitch doctor' says which")
  }

  private func lost(_ id: ObjectID) -> String {
    "the store has lost the content \(id.hexadecimal); nothing was dropped. "
      + "'backstitch doctor' says what needs it"
  }

  /// Whether there is garbage in packs, or a file beside those of whole packs.
  private func isRepackDue(_ plan: GarbagePlan) throws(FileSystemError) -> Bool {
    if plan.garbage > 0 || plan.packs > 1 { return true }
    return try store.files.entries(of: .store(PackWriter.directory)).count > plan.packs * 3
  }
}

/// What a store takes of the disk.
enum StoreSize {
  /// Bytes of the journal, the operation index and the packs.
  static func measure(_ files: any FileSystem) throws(BackstitchError) -> UInt64 {
    do throws(FileSystemError) {
      return try size(of: nil, in: files) + size(of: PackWriter.directory, in: files)
    } catch {
      throw BackstitchError(error)
    }
  }

  private static func size(
    of directory: RelativePath?, in files: any FileSystem
  ) throws(FileSystemError) -> UInt64 {
    var total: UInt64 = 0
    for name in try files.entries(of: .store(directory)) {
      let path = directory?.appending(name: name) ?? RelativePath(unchecked: name)
      if let status = try files.status(of: .store(path)), status.kind == .file {
        total += status.size
      }
    }
    return total
  }
}
