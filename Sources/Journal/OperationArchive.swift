internal import FileSystem
package import Patch
internal import Synchronization

/// The archived operations' records: the journal's own lines of finished operations, copied
/// verbatim, intent and outcome of each behind one another. Append-only; ``OperationTable`` says
/// where each is and what its sum must be.
///
/// Bytes behind the length that the journal names are not part of it: what a compaction that was
/// interrupted left, overwritten by the next. Held open, it can be read also after another process
/// replaced it.
package final class OperationArchive: Sendable {
  /// Its name in the store.
  package let name: String
  let file: OpenFile
  private let files: any FileSystem
  /// The record read last: a reversal asks for the same one when it is planned, when it is planned
  /// again under the lock, and when it is recorded.
  private let last = Mutex<Known?>(nil)

  private struct Known {
    var number: Int
    var offset: UInt64
    var record: OperationRecord
    var left: [Record.Outcome.Left]
  }

  init(opening name: String, in files: any FileSystem) throws(FileSystemError) {
    self.name = name
    self.files = files
    file = try files.open(Self.place(name))
  }

  deinit { files.close(file) }

  static func place(_ name: String) -> Place {
    .store(RelativePath(unchecked: Array(name.utf8)))
  }

  /// An operation's lines, not yet checked.
  private func bytes(
    of entry: OperationTable.Entry, _ number: Int
  ) throws(JournalError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(entry.length))
    let count: Int
    do {
      count = try files.read(file, at: entry.offset, into: &bytes)
    } catch {
      throw JournalError.unreadable(error)
    }
    guard count == bytes.count else {
      throw JournalError.damagedArchive(operation: number, reason: "it ends too early")
    }
    return bytes
  }

  /// An operation and the paths that left it.
  ///
  /// - Throws: ``JournalError/damagedArchive(operation:reason:)`` when a line is not what the table
  ///   says.
  func operation(
    _ number: Int, _ entry: OperationTable.Entry
  ) throws(JournalError) -> (record: OperationRecord, left: [Record.Outcome.Left]) {
    let known = last.withLock { $0 }
    if let known, known.number == number, known.offset == entry.offset {
      return (known.record, known.left)
    }
    let (record, left) = try decode(bytes(of: entry, number), number, entry)
    last.withLock {
      $0 = Known(number: number, offset: entry.offset, record: record, left: left)
    }
    return (record, left)
  }

  private func decode(
    _ bytes: [UInt8], _ number: Int, _ entry: OperationTable.Entry
  ) throws(JournalError) -> (record: OperationRecord, left: [Record.Outcome.Left]) {
    let lines = bytes.split(separator: 0x0A)
    guard lines.count == 2, let intent = Frame(line: lines[0]), let outcome = Frame(line: lines[1])
    else {
      throw JournalError.damagedArchive(operation: number, reason: "a line's sum is wrong")
    }
    guard Sum(hexadecimal: intent.sum) == entry.sum else {
      throw JournalError.damagedArchive(operation: number, reason: "it is another record")
    }
    guard let first = JournalRecord(intent), let second = JournalRecord(outcome),
      case .intent(let body) = try first.decoded(), case .outcome(let end) = try second.decoded(),
      body.operation.number == number, end.committed
    else {
      throw JournalError.damagedArchive(operation: number, reason: "it is no finished operation")
    }
    return (body.operation, end.left)
  }

  /// An operation if its lines mention one of the paths; read whole, decoded only then.
  func operation(
    _ number: Int, _ entry: OperationTable.Entry, mentioning paths: PathFilter
  ) throws(JournalError) -> (record: OperationRecord, left: [Record.Outcome.Left])? {
    let bytes = try bytes(of: entry, number)
    return paths.matches(bytes) ? try decode(bytes, number, entry) : nil
  }
}

/// Finds records that may be about some paths without decoding them.
package struct PathFilter: Sendable {
  private let wanted: Set<[UInt8]>
  private static let marker = Array(#""path":"#.utf8)
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  package init(_ paths: some Sequence<RelativePath>) throws(JournalError) {
    var wanted: Set<[UInt8]> = []
    for path in paths { wanted.insert(try Record.encoded(path)) }
    self.wanted = wanted
  }

  /// Whether the JSON text has one of the paths as a value of a `path` key.
  func matches(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      let end = text.count - Self.marker.count
      while index < end {
        guard text[index] == Self.quote, text[index + 1] == Self.marker[1],
          UnsafeBufferPointer(rebasing: text[index..<(index + Self.marker.count)])
            .elementsEqual(Self.marker)
        else {
          index += 1
          continue
        }
        index += Self.marker.count
        let start = index
        index = Self.end(of: text, from: start)
        if wanted.contains(Array(text[start..<index])) { return true }
      }
      return false
    }
  }

  /// Where a JSON string, or an object without strings that hold braces, ends.
  private static func end(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    if text[index] == quote {
      index += 1
      while index < text.count, text[index] != quote {
        index += text[index] == backslash ? 2 : 1
      }
    } else {
      while index < text.count, text[index] != UInt8(ascii: "}") { index += 1 }
    }
    return min(index + 1, text.count)
  }
}
