internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// How much of the past is kept.
public struct Retention: Sendable, Hashable {
  /// Operations younger than so many seconds stay; nil: all ages.
  public var seconds: Int64?
  /// Bytes that operations and their contents may take; nil: any.
  public var bytes: UInt64?

  /// Creates bounds.
  public init(seconds: Int64? = nil, bytes: UInt64? = nil) {
    self.seconds = seconds
    self.bytes = bytes
  }
}

/// What a collection would keep and drop; looks, writes nothing.
///
/// Operations are dropped from the oldest on, so that what is left is one stretch of numbers. The
/// newest always stays; so does what an open transaction landed, and, within the bytes allowed, what
/// an undo in force that stays took back, so that it can be redone.
struct GarbagePlan {
  /// The first operation that stays.
  private(set) var first: Int
  /// The objects that stay.
  private(set) var wanted: Set<ObjectID> = []
  /// Bytes in packs, and how many of them the objects that stay take.
  private(set) var packed: UInt64 = 0
  private(set) var wantedBytes: UInt64 = 0
  /// Bytes of the records dropped.
  private(set) var droppedRecords: UInt64 = 0
  /// An open transaction that keeps operations beyond the bounds.
  private(set) var keptFor: Int?
  /// A wanted content no pack has.
  private(set) var missing: ObjectID?
  private(set) var packs = 0

  private let log: Log
  private var sizes: [ObjectID: UInt64] = [:]

  init(
    _ log: Log, _ retention: Retention, now: Int64, files: any FileSystem
  ) throws(BackstitchError) {
    self.log = log
    first = log.firstOperation
    do throws(FileSystemError) {
      try measure(files)
    } catch {
      throw BackstitchError(error)
    }
    let landed = log.transactions.flatMap { number, open in open.landed.map { ($0, number) } }
    let pinned = landed.min { $0.0 < $1.0 }
    let youngest = try firstYoungerThan(retention.seconds, now: now)
    let lowest = max(log.firstOperation, min(youngest, pinned?.0 ?? youngest))
    try collect(downTo: lowest, pinned: pinned?.0 ?? Int.max, retention.bytes, files)
    if let pinned, pinned.0 == first, first < youngest { keptFor = pinned.1 }
    droppedRecords = (log.firstOperation..<first).reduce(0) {
      $0 + (log.table.entry($1)?.length ?? 0)
    }
    wantedBytes = wanted.reduce(0) { $0 + (sizes[$1] ?? 0) }
  }

  /// Bytes in packs that nothing needs.
  var garbage: UInt64 { packed - min(packed, wantedBytes) }

  private mutating func measure(_ files: any FileSystem) throws(FileSystemError) {
    for name in try PackCatalog.packs(in: files) {
      packs += 1
      for entry in try PackEntries(name, in: files)?.sorted ?? [] {
        let size = UInt64(entry.range.count)
        packed += size
        sizes[entry.id] = min(size, sizes[entry.id] ?? size)
      }
    }
  }

  private func firstYoungerThan(
    _ seconds: Int64?, now: Int64
  ) throws(BackstitchError) -> Int {
    let all = log.firstOperation..<(log.lastOperation + 1)
    guard let seconds, !all.isEmpty else { return log.firstOperation }
    var first =
      all.first { number in (log.summary(number)?.time ?? now) >= now - seconds }
      ?? log.lastOperation
    do throws(JournalError) {
      let standings = try Standings(log)
      // Downward, so that the targets of undos kept for others' sake are met, too.
      for number in all.reversed() where number >= first {
        guard let summary = log.summary(number), summary.kind != .redo else { continue }
        for target in try log.targets(of: number)
        where standings.isInForce(number, on: target.operation) {
          first = min(first, max(target.operation, log.firstOperation))
        }
      }
    } catch {
      throw BackstitchError(error)
    }
    return first
  }

  private mutating func collect(
    downTo lowest: Int, pinned: Int, _ limit: UInt64?, _ files: any FileSystem
  ) throws(BackstitchError) {
    let reader = PackReader(files)
    var reachable = Reachability(reader)
    try reachable.add(unfinishedOf: log)
    try reachable.add(capturesOf: log, files)
    var total = reachable.all.reduce(UInt64(0)) { $0 + (sizes[$1] ?? 0) }
    first = log.lastOperation + 1
    for number in stride(from: log.lastOperation, through: lowest, by: -1) {
      let record: OperationRecord?
      do throws(JournalError) {
        record = try log.operation(number)
      } catch {
        throw BackstitchError(error)
      }
      guard let record else { break }
      var own = Reachability(reader)
      try own.add(record)
      let added = own.all.filter {
        !reachable.images.contains($0) && !reachable.others.contains($0)
      }
      total += added.reduce(log.table.entry(number)?.length ?? 0) { $0 + (sizes[$1] ?? 0) }
      if let limit, total > limit, number < log.lastOperation, number < pinned { break }
      reachable.formUnion(own)
      first = number
    }
    missing = reachable.images.first { sizes[$0] == nil }
    // Commits and trees that were lost are nothing to keep.
    wanted = reachable.all.filter { sizes[$0] != nil }
  }
}
