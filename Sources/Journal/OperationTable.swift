internal import Crypto
internal import Foundation

/// What must be known of every archived operation without reading its record: where that is, and
/// whether the operation still holds.
///
/// # Layout (little endian)
///
/// | bytes | meaning |
/// |---|---|
/// | 8 | `BSTABLE1` |
/// | 8 | the first operation's number; those before were dropped |
/// | 8 | how many operations follow, numbered without gaps |
/// | 64 each | one operation: see below |
/// | rest | JSON: for each operation undone item by item which operation undid which item |
///
/// | bytes of an operation | meaning |
/// |---|---|
/// | 8, 8 | offset and length of its records in the archive |
/// | 16 | its intent's `sum`, in two numbers |
/// | 8 | its time, seconds since 1970 |
/// | 8 | the operation that undid all of it; 0: none |
/// | 8 | its target; 0: none |
/// | 1, 1, 6 | kind; flags (1: the target is meant whole and alone, 2: paths left it); zeros |
///
/// A table is valid if and only if it has exactly the size and SHA-256 that the journal's `format`
/// record names. It is written once, never changed, and replaced by one of another name.
package struct OperationTable: Sendable {
  /// The first operation's number; earlier ones were dropped.
  package private(set) var first = 1
  package private(set) var entries: [Entry] = []
  /// Standings that an entry's bytes cannot say.
  private var mixed: [Int: Standing] = [:]

  package struct Entry: Sendable, Hashable {
    /// Bytes from the archive's start.
    package var offset: UInt64
    package var length: UInt64
    /// The intent's `sum`, 32 hexadecimal digits in two halves.
    var sum: Sum
    /// Seconds since 1970.
    package var time: Int64
    package var undoneBy: Int
    package var target: Int
    package var kind: OperationRecord.Kind
    package var targetsAll: Bool
    package var hasLeft: Bool
  }

  /// The last operation's number; one before the first when there is none.
  package var last: Int { first + entries.count - 1 }

  package init() {}

  init(first: Int, entries: [Entry], mixed: [Int: Standing]) {
    self.first = first
    self.entries = entries
    self.mixed = mixed
  }

  /// The entry of an operation; nil when it is dropped or not archived.
  package func entry(_ number: Int) -> Entry? {
    let index = number - first
    return entries.indices.contains(index) ? entries[index] : nil
  }

  func standing(of number: Int) -> Standing {
    if let standing = mixed[number] { return standing }
    guard let entry = entry(number), entry.undoneBy != 0 else { return .inEffect }
    return .undone(by: entry.undoneBy)
  }
}

// MARK: Bytes

extension OperationTable {
  private static let magic = Array("BSTABLE1".utf8)
  private static let headerSize = 24
  private static let entrySize = 64

  /// One operation's items, as the JSON part has them.
  private struct MixedEntry: Codable {
    struct Undone: Codable {
      var item: OperationRecord.Item
      var by: Int
    }
    var operation: Int
    var complete: Bool
    var undone: [Undone]
  }

  /// - Parameter end: the archive's length, in bytes.
  package init(parsing bytes: [UInt8], end: UInt64) throws(JournalError) {
    let damaged = JournalError.damagedTable(reason: "its layout is not one of ours")
    guard bytes.count >= Self.headerSize, bytes.starts(with: Self.magic) else { throw damaged }
    let first = Self.number(bytes, at: 8)
    let count = Self.number(bytes, at: 16)
    guard first > 0, first < 1 << 53, count <= UInt64(bytes.count / Self.entrySize),
      Self.headerSize + Int(count) * Self.entrySize <= bytes.count
    else { throw damaged }
    self.first = Int(first)
    entries.reserveCapacity(Int(count))
    var reached: UInt64 = 0
    for index in 0..<Int(count) {
      let start = Self.headerSize + index * Self.entrySize
      guard let entry = Entry(bytes, at: start), entry.offset >= reached,
        entry.length <= end, entry.offset <= end - entry.length
      else { throw damaged }
      reached = entry.offset + entry.length
      entries.append(entry)
    }
    let rest = bytes[(Self.headerSize + entries.count * Self.entrySize)...]
    do {
      for entry in try JSONDecoder().decode([MixedEntry].self, from: Data(rest)) {
        let items = entry.undone.map { ($0.item, $0.by) }
        mixed[entry.operation] = .mixed(
          Dictionary(items, uniquingKeysWith: { $1 }), complete: entry.complete)
      }
    } catch {
      throw damaged
    }
  }

  func encoded() throws(JournalError) -> [UInt8] {
    var bytes = Self.magic
    bytes.reserveCapacity(Self.headerSize + entries.count * Self.entrySize + 16)
    Self.append(UInt64(first), to: &bytes)
    Self.append(UInt64(entries.count), to: &bytes)
    for entry in entries { entry.append(to: &bytes) }
    let list = mixed.sorted { $0.key < $1.key }.compactMap { number, standing -> MixedEntry? in
      guard case .mixed(let items, let complete) = standing else { return nil }
      return MixedEntry(
        operation: number, complete: complete,
        undone: items.map { .init(item: $0.key, by: $0.value) }.sorted {
          ($0.item.step, $0.item.path) < ($1.item.step, $1.item.path)
        })
    }
    do {
      return bytes + (try RecordEncoder.encode(list))
    } catch {
      throw JournalError.unencodable("\(error)")
    }
  }

  /// The first 16 bytes of SHA-256, hexadecimal, as the journal names a table by.
  static func sum(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).prefix(16).map { byte in
      byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
    }.joined()
  }

  fileprivate static func number(_ bytes: [UInt8], at offset: Int) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  fileprivate static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }
}

/// The 16 bytes a record's `sum` stands for.
struct Sum: Hashable, Sendable {
  var high: UInt64
  var low: UInt64

  init?(hexadecimal text: String) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.dropFirst(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

extension OperationTable.Entry {
  private static let kinds: [OperationRecord.Kind] = [
    .commit, .undo, .redo, .restore, .rollback, .capture,
  ]

  fileprivate init?(_ bytes: [UInt8], at start: Int) {
    func number(_ index: Int) -> UInt64 { OperationTable.number(bytes, at: start + 8 * index) }
    let kind = Int(bytes[start + 56])
    let flags = bytes[start + 57]
    guard (1...Self.kinds.count).contains(kind), flags < 4, number(5) < 1 << 53,
      number(6) < 1 << 53
    else { return nil }
    self.init(
      offset: number(0), length: number(1), sum: Sum(high: number(2), low: number(3)),
      time: Int64(bitPattern: number(4)), undoneBy: Int(number(5)), target: Int(number(6)),
      kind: Self.kinds[kind - 1], targetsAll: flags & 1 != 0, hasLeft: flags & 2 != 0)
  }

  fileprivate func append(to bytes: inout [UInt8]) {
    for number in [
      offset, length, sum.high, sum.low, UInt64(bitPattern: time), UInt64(undoneBy),
      UInt64(target),
    ] { OperationTable.append(number, to: &bytes) }
    let kind = (Self.kinds.firstIndex(of: kind) ?? 0) + 1
    let flags: UInt8 = (targetsAll ? 1 : 0) | (hasLeft ? 2 : 0)
    bytes += [UInt8(kind), flags, 0, 0, 0, 0, 0, 0]
  }
}
