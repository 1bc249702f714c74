package import FileSystem
internal import Patch

/// Moves finished operations from the journal to the operation index, and drops old ones.
///
/// The caller holds the lock, and nothing is pending or uncleaned. The order, with what a crash
/// leaves:
///
/// 1. Lines of finished operations go behind the archive's end (or into a new archive, when
///    operations are dropped or there is none); a new table and a new journal are written under
///    names never used before; each is flushed. The journal names none of it: strays.
/// 2. The store's directory is flushed, so that what the new journal names is durable (I2).
/// 3. The new journal takes the journal's name by rename, and the directory is flushed. Before that
///    flush either journal may come back, each with all that it names; whoever finds the new one
///    flushes again before it appends (``Journal``).
/// 4. Files that the journal in force does not name are removed.
package struct Compaction {
  private let journal: Journal
  private let log: Log
  private let files: any FileSystem
  private let tag: String
  /// Bytes copied at once.
  private static let chunk: UInt64 = 256 * 1024

  /// - Parameter tag: makes the new files' names unique in the store for good.
  package init(_ journal: Journal, _ log: Log, files: any FileSystem, tag: String) {
    self.journal = journal
    self.log = log
    self.files = files
    self.tag = tag
  }

  /// Whether nothing is in the way: an interrupted or uncleaned operation stays in the journal.
  package var isPossible: Bool {
    log.pending == nil && log.uncleaned == nil && log.prepared.isEmpty
  }

  /// Compacts.
  ///
  /// - Parameter first: drop operations before this number; nil: none.
  /// - Returns: the journal now in force.
  package func run(keepingFrom first: Int? = nil) throws(JournalError) -> Journal {
    let prepared: Prepared
    do throws(JournalError) {
      prepared = try prepare(keepingFrom: first)
    } catch {
      discard()
      throw error
    }
    try swapIn()
    Self.removeStrays(besides: prepared.compacted, from: files)
    return prepared.journal
  }

  private struct Prepared {
    var journal: Journal
    var compacted: Record.Compacted
  }

  private var newJournal: Place { Journal.newPlace(tag: tag) }
  private var newTable: String { "operations-\(tag).table" }
  private var newArchive: String { "operations-\(tag).jsonl" }

  /// Removes what a preparation that failed wrote, as far as that works: on a full disk its space is
  /// needed again, and no journal names it.
  private func discard() {
    for place in [
      newJournal, OperationArchive.place(newTable), OperationArchive.place(newArchive),
    ] {
      do throws(FileSystemError) {
        try files.remove(place)
      } catch {
        // Not made yet, or the disk refuses: a stray for the next compaction.
        continue
      }
    }
  }

  /// Steps 1 and 2.
  private func prepare(keepingFrom first: Int?) throws(JournalError) -> Prepared {
    let first = min(max(first ?? log.firstOperation, log.firstOperation), log.lastOperation + 1)
    do throws(FileSystemError) {
      // Spare names in the store that `cleaned` said were gone must be, before that record is; those
      // beside people's files were flushed when they went.
      try flushIfThere(.store("spares"))
    } catch {
      throw .unwritable(error)
    }
    let (name, entries, length) = try writeArchive(from: first)
    let standings = try Standings(log)
    var mixed: [Int: Standing] = [:]
    let settled = entries.enumerated().map { index, entry in
      var entry = entry
      entry.undoneBy = 0
      switch standings.standing(of: first + index) {
      case .inEffect: break
      case .undone(let by): entry.undoneBy = by
      case .mixed(let items, let complete):
        mixed[first + index] = .mixed(items, complete: complete)
      }
      return entry
    }
    let table = try OperationTable(first: first, entries: settled, mixed: mixed).encoded()
    let kept = unfinished()
    let compacted = Record.Compacted(
      archive: name, archiveLength: length, table: newTable,
      tableSize: UInt64(table.count), tableSum: OperationTable.sum(of: table),
      lastTransaction: log.lastTransaction, kept: kept.count)
    let contents = try bytes(
      of: [.format(.init(version: Journal.version, compacted: compacted))] + kept)
    let next = try Journal(parsing: contents)
    do throws(FileSystemError) {
      try files.create(
        OperationArchive.place(newTable), mode: 0o600, contents: table, flush: true)
      try files.create(newJournal, mode: 0o600, contents: contents, flush: true)
      try files.flushDirectory(.store(nil))
    } catch {
      throw .unwritable(error)
    }
    return Prepared(journal: next, compacted: compacted)
  }

  /// Step 3.
  private func swapIn() throws(JournalError) {
    do throws(FileSystemError) {
      try files.rename(newJournal, to: .store(Journal.path), mode: .replace)
      // Only now may what the old journal named go.
      try files.flushDirectory(.store(nil))
    } catch {
      throw .unwritable(error)
    }
  }

  private func flushIfThere(_ directory: Place) throws(FileSystemError) {
    do throws(FileSystemError) {
      try files.flushDirectory(directory)
    } catch {
      guard error.isMissing else { throw error }
    }
  }

  // MARK: The archive

  /// - Returns: its name, the entries of all operations kept, and its length.
  private func writeArchive(
    from first: Int
  ) throws(JournalError) -> (String, [OperationTable.Entry], UInt64) {
    let isNew = log.archive == nil || first > log.firstOperation
    let name = isNew ? newArchive : log.archive?.name ?? ""
    var entries = log.table.entries
    if isNew { entries.removeFirst(min(entries.count, first - log.firstOperation)) }
    let recent = try recentLines()
    do throws(FileSystemError) {
      let place = OperationArchive.place(name)
      let target = isNew ? try files.create(place, mode: 0o600) : try files.openForUpdate(place)
      defer { files.close(target) }
      var end = isNew ? 0 : journal.compacted?.archiveLength ?? 0
      if isNew, let archive = log.archive {
        for index in entries.indices {
          let old = entries[index].offset..<(entries[index].offset + entries[index].length)
          entries[index].offset = end
          try copy(old, of: archive.file, to: target, at: &end)
        }
      }
      let source = try files.open(.store(Journal.path))
      defer { files.close(source) }
      for line in recent where line.number >= first {
        var entry = line.entry
        entry.offset = end
        for range in line.ranges { try copy(range, of: source, to: target, at: &end) }
        entry.length = end - entry.offset
        entries.append(entry)
      }
      try blank(target, from: end)
      try files.flush(target)
      return (name, entries, end)
    } catch {
      throw .unwritable(error)
    }
  }

  /// The recent operations with where their intent and outcome stand in the journal.
  private func recentLines() throws(JournalError) -> [(
    number: Int, entry: OperationTable.Entry, ranges: [Range<UInt64>]
  )] {
    var found: [(number: Int, entry: OperationTable.Entry, ranges: [Range<UInt64>])] = []
    var operations = log.recent[...]
    var intent: JournalRecord?
    for record in journal.records {
      if record.kind == .intent { intent = record }
      guard record.kind == .outcome, case .outcome(let outcome) = try record.decoded(),
        outcome.committed, let started = intent, let operation = operations.popFirst()
      else { continue }
      guard let sum = Sum(hexadecimal: started.sum) else {
        throw .damaged(record: started.number, reason: "its sum has another form")
      }
      found.append(
        (
          operation.number,
          OperationTable.Entry(
            offset: 0, length: 0, sum: sum, time: operation.time, undoneBy: 0,
            target: operation.target?.operation ?? 0, kind: operation.kind,
            targetsAll: operation.targetsAll, hasLeft: !outcome.left.isEmpty),
          [started.range, record.range]
        ))
    }
    return found
  }

  private func copy(
    _ range: Range<UInt64>, of source: OpenFile, to target: OpenFile, at end: inout UInt64
  ) throws(FileSystemError) {
    var start = range.lowerBound
    while start < range.upperBound {
      var bytes = [UInt8](
        repeating: 0, count: Int(min(Self.chunk, range.upperBound - start)))
      let count = try files.read(source, at: start, into: &bytes)
      // A line that became shorter: what was copied of it does not have its sum.
      guard count == bytes.count else { throw FileSystemError("read", nil, code: 5) }
      try files.write(bytes, to: target, at: end)
      start += UInt64(count)
      end += UInt64(count)
    }
  }

  /// What an interrupted compaction left behind the end becomes blank, as in the journal.
  private func blank(_ file: OpenFile, from end: UInt64) throws(FileSystemError) {
    var start = end
    let size = try files.status(of: file).size
    while start < size {
      let count = min(Self.chunk, size - start)
      try files.write([UInt8](repeating: 0x0A, count: Int(count)), to: file, at: start)
      start += count
    }
  }

  // MARK: The journal

  /// What says the open transactions and captures again.
  private func unfinished() -> [Record] {
    var records = log.captures.sorted { $0.key < $1.key }.map { Record.capturing($0.value) }
    for (_, open) in log.transactions.sorted(by: { $0.key < $1.key }) {
      var opened = open.opened
      opened.landed = open.landed.isEmpty ? nil : open.landed
      records.append(.opened(opened))
      records += open.staged.map(Record.staged)
      records += open.ended.map(Record.stepEnded)
    }
    return records
  }

  /// A journal of these records that goes on where the old one ended, blank space behind them.
  private func bytes(of records: [Record]) throws(JournalError) -> [UInt8] {
    var bytes: [UInt8] = []
    var sum = journal.sum
    var number = journal.lastNumber
    for record in records {
      number += 1
      let encoded = try Journal.encode(
        record, number: number, durable: journal.lastNumber, previous: sum)
      bytes += encoded.line
      sum = encoded.sum
    }
    let segment = Int(Journal.segment)
    let padding = segment - bytes.count % segment
    return bytes + [UInt8](repeating: 0x0A, count: padding)
  }

  /// Removes files of the operation index that the journal in force does not name, as far as that
  /// works. The journal's name must be durable.
  private static func removeStrays(
    besides compacted: Record.Compacted, from files: any FileSystem
  ) {
    do throws(FileSystemError) {
      for name in try strays(besides: compacted, in: files) {
        try files.remove(OperationArchive.place(name))
      }
    } catch {
      // They take space and mean nothing; the next compaction tries again.
      return
    }
  }

  /// Names in the store that a compaction made and the journal in force does not name.
  package static func strays(
    besides compacted: Record.Compacted?, in files: any FileSystem
  ) throws(FileSystemError) -> [String] {
    try files.entries(of: .store(nil)).map { String(decoding: $0, as: UTF8.self) }.filter { name in
      let isOurs =
        name.hasPrefix("operations-") && (name.hasSuffix(".jsonl") || name.hasSuffix(".table"))
        || name.hasPrefix("journal-") && name.hasSuffix(".new")
      return isOurs && name != compacted?.archive && name != compacted?.table
    }.sorted()
  }
}
