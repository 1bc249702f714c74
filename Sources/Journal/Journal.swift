internal import Crypto
package import FileSystem
package import Patch

/// The write-ahead log: append-only, one record a line, readable with `jq`.
///
/// # Layout
///
/// ```
/// {"n":7,"durable":6,"prev":"<32 hex>","sum":"<32 hex>","intent":{...}}\n
/// ```
///
/// | field | meaning |
/// |---|---|
/// | `n` | the record's number, from 1, without gaps |
/// | `durable` | the number of the last record known durable when this one was written |
/// | `prev` | `sum` of the record before; zeros for record 1 |
/// | `sum` | the first 16 bytes of SHA-256 over `n durable prev kind body`, each followed by LF |
/// | the last key | the record's kind, its value the body: one JSON object without line breaks |
///
/// Space is preallocated as LF bytes, which neither the parser nor `jq` sees. A record is valid if
/// and only if it has exactly this form, its sum is right, and it continues the chain. The first is
/// `format` and names the version.
///
/// # Compaction
///
/// Finished operations move to the operation index, so that the journal stays short: an archive
/// (``OperationArchive``) that holds their lines, and a table (``OperationTable``) that says where
/// each is and whether it holds. A compacted journal is a new file that takes the old one's name.
/// Its `format` record goes on with number and `prev` where the old one ended, names archive and
/// table with size and sum, and says how many of the records behind it (the open transactions)
/// belong to it; all of these must be valid. ``Compaction`` has the order of flushes.
///
/// # Flushes that failed
///
/// One more flush does not make good one that failed: the system may have given up what it could not
/// write, and says so once (fsync(2)). So a process whose flush failed appends nothing more, and who
/// ends without that leaves the last record's sum (``mark``) outside the journal. Records behind the
/// last durable one that nobody marked are copied to a new file in the way of a compaction
/// (``secure(in:tag:)``) before anything is done on their word, or written behind them.
///
/// An invalid line is a *torn tail* when no later valid record claims it durable; the next writer
/// drops it and says so. Otherwise the journal is damaged and nothing is touched (I13).
///
/// # States of one operation
///
/// ```
/// (nothing) ──preparing──> temporary files may stand beside targets
///     │                        │
///     └────────intent──────────┘   images, temporary files durable (I1, I2): may land
///                │
///                ├── landed ──> every path is after; checks run, if the intent announces some
///                │                 │
///                │              checked ──> they are over and what landed stays; only with checks
///                │                 │
///                │              outcome ──> committed; displaced files may be dropped
///                │                 │
///                │              cleaned ──> nothing left to do
///                └── turningBack ──> only back from here; also between landed and outcome
///                                  │
///                               outcome (taken back) ──> cleaned
/// ```
///
/// A capture is `capturing` before a command runs, and ends with the outcome of the operation that names
/// it, or with `captureEnded` when nothing had changed. Its operation has nothing to land.
///
/// Recovery goes back from a `turningBack`, and from an intent with the member `checks` that has no
/// `checked` behind it: whether they would have succeeded, nobody knows. Else it goes forward. An
/// intent without that member, as every one was before there were checks, announces none.
package struct Journal {
  /// The format this program writes and the newest it reads.
  package static let version = 1
  /// The journal's name in the store.
  package static let path: RelativePath = "journal.jsonl"

  /// The valid records in order.
  package private(set) var records: [JournalRecord]
  /// Bytes after the last valid record that are not blank: a torn tail a writer drops.
  package private(set) var tornBytes: Int
  /// The operation index it rests on; nil when it was never compacted.
  package private(set) var compacted: Record.Compacted?
  /// Bytes up to the last record.
  package private(set) var end: UInt64
  /// Bytes of the records a compaction wrote.
  package private(set) var keptBytes: UInt64 = 0
  private var size: UInt64
  private var durable: Int
  /// Whether the journal's name is known to be durable.
  private var isAnchored = true
  /// The last record's sum: names everything the journal says up to it.
  package private(set) var sum: String
  /// Whether a flush makes every record durable: no flush of those behind the durable ones failed.
  package private(set) var isTrusted = false
  /// A flush that failed. What it was for may be lost, and a record behind would say it is durable.
  private var failure: FileSystemError?

  /// The last record's number.
  package var lastNumber: Int { records.last?.number ?? 0 }

  static let noSum = String(repeating: "0", count: 32)
  static let segment: UInt64 = 64 * 1024
  private static let newline = UInt8(ascii: "\n")

  /// Reads the journal of a store; needs no lock.
  ///
  /// - Throws: ``JournalError`` when it is missing, damaged or newer than this program.
  package init(reading files: some FileSystem) throws(JournalError) {
    try self.init(parsing: try Self.bytes(of: files))
  }

  /// The first bytes of a new journal.
  package static func initialBytes() throws(JournalError) -> [UInt8] {
    let format = Record.format(.init(version: version))
    return try encode(format, number: 1, durable: 0, previous: noSum).line
  }

  /// Parses the bytes of a journal.
  package init(parsing bytes: [UInt8]) throws(JournalError) {
    records = []
    tornBytes = 0
    durable = 0
    sum = Self.noSum
    end = 0
    size = UInt64(bytes.count)
    var start = 0
    while start < bytes.count {
      let stop = bytes[start...].firstIndex(of: Self.newline) ?? bytes.count
      if stop > start {
        let frame = stop < bytes.count ? Frame(line: bytes[start..<stop]) : nil
        guard let frame, continues(frame) else {
          try acceptTornTail(from: start, in: bytes)
          break
        }
        let range = UInt64(start)..<UInt64(stop + 1)
        guard let record = JournalRecord(frame, range: range) else {
          throw JournalError.unknownRecord(number: frame.number, kind: frame.kind)
        }
        if records.isEmpty { try takeFormat(record, after: frame.previous) }
        records.append(record)
        // What this one claims, and no more: whoever wrote it may have died before its flush.
        durable = frame.durable
        sum = frame.sum
        end = range.upperBound
      }
      start = stop + 1
    }
    try checkKept()
    // Durable before they became the journal: those of a new one, and those a compaction wrote.
    isTrusted = records.count <= 1 + (compacted?.kept ?? 0)
  }

  private func continues(_ frame: Frame) -> Bool {
    guard let last = records.last else { return true }
    return frame.number == last.number + 1 && frame.previous == sum
  }

  private mutating func takeFormat(
    _ record: JournalRecord, after previous: String
  ) throws(JournalError) {
    guard record.kind == .format, case .format(let format) = try record.decoded() else {
      throw JournalError.damaged(
        record: record.number, reason: "it does not start with its format")
    }
    guard format.version <= Self.version else {
      throw JournalError.newer(found: format.version, known: Self.version)
    }
    let isFirst = record.number == 1
    guard isFirst == (format.compacted == nil), isFirst == (previous == Self.noSum) else {
      throw JournalError.damaged(record: record.number, reason: "what came before it is missing")
    }
    compacted = format.compacted
  }

  /// What a compaction wrote was durable before it became the journal: none of it can be torn.
  private mutating func checkKept() throws(JournalError) {
    guard !records.isEmpty else {
      throw JournalError.damaged(record: 1, reason: "it has no records")
    }
    guard let compacted else { return }
    guard compacted.kept >= 0, records.indices.contains(compacted.kept) else {
      throw JournalError.damaged(
        record: lastNumber + 1, reason: "a record kept by the last compaction is missing")
    }
    keptBytes = records[compacted.kept].range.upperBound
    // Whoever appended the first record behind these had flushed the directory before.
    isAnchored = records.count > compacted.kept + 1
  }

  /// I13: the tail may be dropped only when nothing behind it says it was durable.
  private mutating func acceptTornTail(from start: Int, in bytes: [UInt8]) throws(JournalError) {
    let expected = lastNumber + 1
    guard expected > 1 else {
      throw JournalError.damaged(record: 1, reason: "its first record is not one of ours")
    }
    // A damaged line ending joins two records, so starts are looked for within lines, too.
    let opening = Array(#"{"n":"#.utf8)
    for index in bytes.indices[start...] where bytes[index] == opening[0] {
      guard bytes[index...].starts(with: opening) else { continue }
      let stop = bytes[index...].firstIndex(of: Self.newline) ?? bytes.count
      guard let later = Frame(line: bytes[index..<stop]) else { continue }
      if later.durable >= expected || later.number < expected {
        throw JournalError.damaged(
          record: expected, reason: "record \(later.number) behind it says it was durable")
      }
    }
    tornBytes = bytes[start...].count { $0 != Self.newline }
  }

  private static func bytes(of files: some FileSystem) throws(JournalError) -> [UInt8] {
    do {
      return try files.contents(of: Place(.store, path))
    } catch {
      throw JournalError.unreadable(error)
    }
  }

  // MARK: Appending (the caller holds the lock, I15)

  /// What a process leaves to the next that its flushes did not fail; nil when that is not so.
  package var mark: String? { isTrusted && failure == nil ? sum : nil }

  /// Takes in the mark of the last writer.
  package mutating func trust(_ mark: String) {
    if mark == sum { isTrusted = true }
  }

  /// Appends a record; the journal is trusted.
  ///
  /// - Parameter flush: whether the record must be durable when this returns.
  /// - Parameter tail: bytes that the records behind it must find room for.
  /// - Throws: ``JournalError/notWritten(_:)`` when it is not there, and never will be.
  package mutating func append(
    _ record: Record, flush: Bool, tail: Int = 0, to files: some FileSystem
  ) throws(JournalError) {
    if let failure { throw .notWritten(failure) }
    let number = lastNumber + 1
    let encoded = try Self.encode(record, number: number, durable: durable, previous: sum)
    try reserve(bytes: encoded.line.count + tail, in: files)
    let file = try open(in: files)
    defer { files.close(file) }
    do throws(FileSystemError) {
      try files.write(encoded.line, to: file, at: end)
    } catch {
      // All of it but the line break may be there, and would count.
      try wipe(file, in: files, after: error)
    }
    do throws(FileSystemError) {
      if flush { try self.flush(file, in: files) }
    } catch {
      throw .unwritable(error)
    }
    let range = end..<(end + UInt64(encoded.line.count))
    records.append(
      JournalRecord(number: number, record: record, sum: encoded.sum, range: range))
    sum = encoded.sum
    end = range.upperBound
    if flush { durable = number }
  }

  /// Opens the journal to append to it.
  private mutating func open(in files: some FileSystem) throws(JournalError) -> OpenFile {
    do throws(FileSystemError) {
      // A compaction may have been killed between its rename and the directory's flush: nothing may
      // be called durable in a journal whose name is not.
      if !isAnchored { try files.flushDirectory(.store(nil)) }
      isAnchored = true
      let file = try files.openForUpdate(Place(.store, Self.path))
      do throws(FileSystemError) {
        if tornBytes > 0 { try dropTail(of: file, in: files) }
        return file
      } catch {
        files.close(file)
        throw error
      }
    } catch {
      throw .notWritten(error)
    }
  }

  /// Takes back a record that was written in part.
  private mutating func wipe(
    _ file: OpenFile, in files: some FileSystem, after error: FileSystemError
  ) throws(JournalError) -> Never {
    do throws(FileSystemError) {
      try dropTail(of: file, in: files)
    } catch {
      throw .unwritable(error)
    }
    throw .notWritten(error)
  }

  /// Makes every record durable; the journal is trusted.
  package mutating func flush(in files: some FileSystem) throws(JournalError) {
    do throws(FileSystemError) {
      let file = try files.openForUpdate(Place(.store, Self.path))
      defer { files.close(file) }
      try flush(file, in: files)
    } catch {
      throw .unwritable(error)
    }
    durable = lastNumber
  }

  private mutating func flush(
    _ file: OpenFile, in files: some FileSystem
  ) throws(FileSystemError) {
    do throws(FileSystemError) {
      try files.flush(file)
    } catch {
      failure = error
      throw error
    }
  }

  /// Makes every record durable, whatever became of flushes in other processes.
  ///
  /// Writing them again in place would put at risk what is durable. So the journal is written anew
  /// beside, and takes its own name.
  ///
  /// - Parameter tag: makes the new file's name unique in the store for good.
  package mutating func secure(in files: some FileSystem, tag: String) throws(JournalError) {
    let bytes = try Self.bytes(of: files)
    guard bytes.count == Int(size), try Journal(parsing: bytes).sum == sum else {
      throw .damaged(record: lastNumber, reason: "it changed under the lock")
    }
    let blank = repeatElement(Self.newline, count: bytes.count - Int(end))
    let new = Self.newPlace(tag: tag)
    do throws(FileSystemError) {
      try files.create(new, mode: 0o600, contents: Array(bytes[..<Int(end)] + blank), flush: true)
      try files.rename(new, to: Place(.store, Self.path), mode: .replace)
      try files.flushDirectory(.store(nil))
    } catch {
      // Not made, renamed already, or a stray for the next compaction.
      try? files.remove(new)
      throw .unwritable(error)
    }
    tornBytes = 0
    durable = lastNumber
    isAnchored = true
    isTrusted = true
  }

  /// Where a journal is written before it takes the journal's name.
  static func newPlace(tag: String) -> Place { OperationArchive.place("journal-\(tag).new") }

  /// Makes sure that the next records, up to this many bytes, need no new disk space.
  private mutating func reserve(bytes: Int, in files: some FileSystem) throws(JournalError) {
    guard end + UInt64(bytes) > size else { return }
    do {
      let file = try files.openForUpdate(Place(.store, Self.path))
      defer { files.close(file) }
      try reserve(UInt64(bytes), of: file, in: files)
    } catch {
      throw JournalError.notWritten(error)
    }
  }

  private mutating func reserve(
    _ count: UInt64, of file: OpenFile, in files: some FileSystem
  ) throws(FileSystemError) {
    let wanted = (end + count + Self.segment - 1) / Self.segment * Self.segment
    let blank = [UInt8](repeating: Self.newline, count: Int(wanted - size))
    try files.write(blank, to: file, at: size)
    try flush(file, in: files)
    size = wanted
  }

  private mutating func dropTail(
    of file: OpenFile, in files: some FileSystem
  ) throws(FileSystemError) {
    let blank = [UInt8](repeating: Self.newline, count: Int(size - end))
    try files.write(blank, to: file, at: end)
    // The tail must be gone for good before a record is written where it stood.
    try flush(file, in: files)
    tornBytes = 0
  }

  /// A record's line, and its sum.
  package static func encode(
    _ record: Record, number: Int, durable: Int, previous: String
  ) throws(JournalError) -> (line: [UInt8], sum: String) {
    var line = try record.body()
    let kind = record.kind.rawValue
    let sum = Frame.sum(
      number: number, durable: durable, previous: previous, kind: kind, body: line[...])
    let head = #"{"n":\#(number),"durable":\#(durable),"prev":"\#(previous)","sum":"\#(sum)",""#
    // In place: an intent is long.
    line.insert(contentsOf: Array("\(head)\(kind)\":".utf8), at: 0)
    line += "}\n".utf8
    return (line, sum)
  }
}
