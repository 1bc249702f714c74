import FileSystem
import Foundation
import Journal
import Patch
import Testing

/// The operation index: what is valid, who may read what (I13).
@Suite struct OperationIndexTests {
  private let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent("index-\(UUID().uuidString)").path
  private let files: POSIXFileSystem

  init() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    files = try POSIXFileSystem(
      workspace: Array(directory.utf8), store: Array(directory.utf8), umask: 0o022)
    try files.create(
      Place(.store, Journal.path), mode: 0o600, contents: Journal.initialBytes(), flush: true)
  }

  private func operation(_ number: Int, target: OperationRecord.Target? = nil) -> OperationRecord {
    let changes = ["a", "b"].map { name in
      PathChange(
        path: RelativePath(unchecked: Array(name.utf8)), before: nil,
        after: .symlink(target: Bytes([UInt8(number % 256)])))
    }
    return OperationRecord(
      number: number, kind: target == nil ? .commit : .undo, description: "o\(number)",
      transaction: nil, plan: nil, entity: nil, author: "A <a>", time: Int64(number), branch: nil,
      head: nil, digest: "", commit: "",
      steps: [
        .init(step: PlannedStep(id: "s", title: "S"), changes: changes)
      ], net: changes, target: target)
  }

  private func append(_ operation: OperationRecord, to journal: inout Journal) throws {
    try journal.append(
      .intent(.init(operation: operation, spares: [nil, nil])), flush: true, to: files)
    try journal.append(.outcome(.init(committed: true, left: [])), flush: true, to: files)
    try journal.append(.cleaned(.init()), flush: false, to: files)
  }

  /// Six operations, compacted twice: the second time behind the first's archive.
  private func compacted() throws -> Journal {
    var journal = try Journal(reading: files)
    for number in 1...4 { try append(operation(number), to: &journal) }
    journal = try compact(journal, "one")
    try append(operation(5), to: &journal)
    let part: OperationRecord.Target = .init(
      operation: 2, items: [.init(step: "s", path: "a")])
    try append(operation(6, target: part), to: &journal)
    return try compact(journal, "two")
  }

  private func compact(
    _ journal: Journal, _ tag: String, keepingFrom first: Int? = nil
  ) throws -> Journal {
    try Compaction(journal, Log(journal, in: files), files: files, tag: tag)
      .run(keepingFrom: first)
  }

  private func descriptions(_ log: Log) throws -> [String] {
    try stride(from: log.firstOperation, through: log.lastOperation, by: 1).map {
      try #require(try log.operation($0)).description
    }
  }

  @Test func `operations come back by number and numbers go on`() throws {
    var journal = try compacted()
    #expect(journal.records.count == 1)
    try append(operation(7), to: &journal)
    let log = try Log(Journal(reading: files), in: files)
    #expect(try descriptions(log) == (1...7).map { "o\($0)" })
    #expect(log.recent.count == 1)
    #expect(try log.operation(8) == nil)
    #expect(log.summary(6)?.target == 2)
    let standings = try Standings(log)
    #expect(standings.standing(of: 1) == .inEffect)
    #expect(
      standings.standing(of: 2) == .mixed([.init(step: "s", path: "a"): 6], complete: false))
  }

  @Test func `a reader that opened before a compaction reads the old state to the end`() throws {
    var journal = try Journal(reading: files)
    for number in 1...4 { try append(operation(number), to: &journal) }
    journal = try compact(journal, "one")
    try append(operation(5), to: &journal)
    let old = try Log(Journal(reading: files), in: files)
    journal = try compact(journal, "two", keepingFrom: 4)
    #expect(try descriptions(old) == (1...5).map { "o\($0)" })
    let new = try Log.read(from: files)
    #expect(try descriptions(new) == ["o4", "o5"])
    #expect(new.firstOperation == 4)
    #expect(try new.operation(3) == nil)
    let names = try files.entries(of: .store(nil)).map { String(decoding: $0, as: UTF8.self) }
    #expect(names.sorted() == ["journal.jsonl", "operations-two.jsonl", "operations-two.table"])
  }

  @Test func `all operations may be dropped, and numbers still go on`() throws {
    var journal = try compact(compacted(), "three", keepingFrom: 100)
    #expect(try Log(journal, in: files).lastOperation == 6)
    try append(operation(7), to: &journal)
    journal = try compact(journal, "four")
    let log = try Log.read(from: files)
    #expect(log.firstOperation == 7 && log.lastOperation == 7)
  }

  @Test func `every flipped bit of the index is a refusal, never other operations`() throws {
    _ = try compacted()
    let whole = try descriptions(Log.read(from: files))
    let journal = URL(fileURLWithPath: "\(directory)/journal.jsonl")
    // Without the blank space: it is read again for every bit.
    let text = try Data(contentsOf: journal)
    try text.prefix((text.lastIndex { $0 != 0x0A } ?? 0) + 2).write(to: journal)
    for name in ["operations-one.jsonl", "operations-two.table", "journal.jsonl"] {
      let url = URL(fileURLWithPath: "\(directory)/\(name)")
      let bytes = try Data(contentsOf: url)
      let end = (bytes.lastIndex { $0 != 0x0A } ?? 0) + 1
      for index in stride(from: 0, to: end, by: name.hasSuffix("one.jsonl") ? 5 : 1) {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(index % 8)
        try damaged.write(to: url)
        #expect(throws: JournalError.self, "\(name) \(index)") {
          let log = try Log.read(from: files)
          let read = try descriptions(log)
          #expect(read == whole)
        }
      }
      try bytes.write(to: url)
    }
    #expect(try descriptions(Log.read(from: files)) == whole)
  }

  @Test func `a missing or shortened file of the index is a refusal`() throws {
    _ = try compacted()
    for name in ["operations-one.jsonl", "operations-two.table"] {
      let url = URL(fileURLWithPath: "\(directory)/\(name)")
      let bytes = try Data(contentsOf: url)
      for length in [0, 1, bytes.count / 2, bytes.count - 1] {
        try bytes.prefix(length).write(to: url)
        #expect(throws: JournalError.self) { try Log.read(from: files) }
      }
      try FileManager.default.removeItem(at: url)
      #expect(throws: JournalError.self) { try Log.read(from: files) }
      try bytes.write(to: url)
    }
    _ = try Log.read(from: files)
  }

  @Test func `what an interrupted compaction left behind the archive's end is overwritten`() throws
  {
    var journal = try compacted()
    let url = URL(fileURLWithPath: "\(directory)/operations-one.jsonl")
    try (Data(contentsOf: url) + Data("{\"n\":half a line".utf8)).write(to: url)
    #expect(try descriptions(Log.read(from: files)).count == 6)
    try append(operation(7), to: &journal)
    _ = try compact(Journal(reading: files), "three")
    #expect(try descriptions(Log.read(from: files)).count == 7)
    for line in try Data(contentsOf: url).split(separator: 0x0A) {
      _ = try JSONSerialization.jsonObject(with: line)
    }
  }
}
