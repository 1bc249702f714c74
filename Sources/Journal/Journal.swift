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
/// | `prev` | `sum` of the record before; zeros for the first |
/// | `sum` | the first 16 bytes of SHA-256 over `n durable prev kind body`, each followed by LF |
/// | the last key | the record's kind, its value the body: one JSON object without line breaks |
///
/// Space is preallocated as LF bytes, which neither the parser nor `jq` sees. A record is valid if
/// and only if it has exactly this form, its sum is right, and it continues the chain. The first is
/// `format` and names the version.
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
///                ├── landed ──> every path is after
///                │                 │
///                │              outcome ──> committed; displaced files may be dropped
///                │                 │
///                │              cleaned ──> nothing left to do
///                └── turningBack ──> only back from here
///                                  │
///                               outcome (taken back) ──> cleaned
/// ```
package struct Journal {
  /// The format this program writes and the newest it reads.
  package static let version = 1
  /// The journal's name in the store.
  package static let path: RelativePath = "journal.jsonl"

  /// The valid records in order.
  package private(set) var records: [JournalRecord]
  /// Bytes after the last valid record that are not blank: a torn tail a writer drops.
  package private(set) var tornBytes: Int
  private var end: UInt64
  private var size: UInt64
  private var durable: Int
  /// The last record's sum: names everything the journal says up to it.
  package private(set) var sum: String

  private static let noSum = String(repeating: "0", count: 32)
  private static let segment: UInt64 = 64 * 1024
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
        guard let frame, frame.number == records.count + 1, frame.previous == sum else {
          try acceptTornTail(from: start, in: bytes)
          break
        }
        guard let record = JournalRecord(frame) else {
          throw JournalError.unknownRecord(number: frame.number, kind: frame.kind)
        }
        try checkFormat(record)
        records.append(record)
        // What this one claims, and no more: whoever wrote it may have died before its flush.
        durable = frame.durable
        sum = frame.sum
        end = UInt64(stop + 1)
      }
      start = stop + 1
    }
    guard !records.isEmpty else {
      throw JournalError.damaged(record: 1, reason: "it has no records")
    }
  }

  private func checkFormat(_ record: JournalRecord) throws(JournalError) {
    guard record.number == 1 else { return }
    guard record.kind == .format, case .format(let format) = try record.decoded() else {
      throw JournalError.damaged(record: 1, reason: "it does not start with its format")
    }
    guard format.version <= Self.version else {
      throw JournalError.newer(found: format.version, known: Self.version)
    }
  }

  /// I13: the tail may be dropped only when nothing behind it says it was durable.
  private mutating func acceptTornTail(from start: Int, in bytes: [UInt8]) throws(JournalError) {
    let expected = records.count + 1
    guard expected > 1 else {
      throw JournalError.damaged(record: 1, reason: "its first record is not one of ours")
    }
    // A damaged line ending joins two records, so starts are looked for within lines, too.
    let opening = Array(#"{"n":"#.utf8)
    for index in bytes.indices[start...] where bytes[index] == opening[0] {
      guard bytes[index...].starts(with: opening) else { continue }
      let stop = bytes[index...].firstIndex(of: Self.newline) ?? bytes.count
      guard let later = Frame(line: bytes[index..<stop]) else { continue }
      if later.durable >= expected || later.number <= records.count {
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

  /// Appends a record.
  ///
  /// - Parameter flush: whether the record must be durable when this returns.
  package mutating func append(
    _ record: Record, flush: Bool, to files: some FileSystem
  ) throws(JournalError) {
    let number = records.count + 1
    let encoded = try Self.encode(record, number: number, durable: durable, previous: sum)
    do {
      let file = try files.openForUpdate(Place(.store, Self.path))
      defer { files.close(file) }
      if tornBytes > 0 { try dropTail(of: file, in: files) }
      try reserve(UInt64(encoded.line.count), of: file, in: files)
      try files.write(encoded.line, to: file, at: end)
      if flush { try files.flush(file) }
    } catch {
      throw JournalError.unwritable(error)
    }
    records.append(JournalRecord(number: number, record: record))
    sum = encoded.sum
    end += UInt64(encoded.line.count)
    if flush { durable = number }
  }

  /// Makes every record durable.
  package mutating func flush(in files: some FileSystem) throws(JournalError) {
    do {
      let file = try files.openForUpdate(Place(.store, Self.path))
      defer { files.close(file) }
      try files.flush(file)
    } catch {
      throw JournalError.unwritable(error)
    }
    durable = records.count
  }

  /// Makes sure that the next records, up to this many bytes, need no new disk space.
  package mutating func reserve(bytes: Int, in files: some FileSystem) throws(JournalError) {
    do {
      let file = try files.openForUpdate(Place(.store, Self.path))
      defer { files.close(file) }
      try reserve(UInt64(bytes), of: file, in: files)
    } catch {
      throw JournalError.unwritable(error)
    }
  }

  private mutating func reserve(
    _ count: UInt64, of file: OpenFile, in files: some FileSystem
  ) throws(FileSystemError) {
    guard end + count > size else { return }
    let wanted = (end + count + Self.segment - 1) / Self.segment * Self.segment
    let blank = [UInt8](repeating: Self.newline, count: Int(wanted - size))
    try files.write(blank, to: file, at: size)
    try files.flush(file)
    size = wanted
  }

  private mutating func dropTail(
    of file: OpenFile, in files: some FileSystem
  ) throws(FileSystemError) {
    let blank = [UInt8](repeating: Self.newline, count: Int(size - end))
    try files.write(blank, to: file, at: end)
    // The tail must be gone for good before a record is written where it stood.
    try files.flush(file)
    tornBytes = 0
  }

  private static func encode(
    _ record: Record, number: Int, durable: Int, previous: String
  ) throws(JournalError) -> (line: [UInt8], sum: String) {
    let body = try record.body()
    let kind = record.kind.rawValue
    let sum = Frame.sum(
      number: number, durable: durable, previous: previous, kind: kind, body: body[...])
    let head = #"{"n":\#(number),"durable":\#(durable),"prev":"\#(previous)","sum":"\#(sum)",""#
    return (Array(head.utf8) + Array("\(kind)\":".utf8) + body + Array("}\n".utf8), sum)
  }
}
