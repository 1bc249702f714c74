import FileSystem
import Foundation
import Patch
import Testing

@testable import Journal

/// The journal's framing: what is valid, what is a torn tail, what is damage (I13).
@Suite struct JournalTests {
  private let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent("journal-\(UUID().uuidString)").path
  private let files: POSIXFileSystem

  init() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    files = try POSIXFileSystem(
      workspace: Array(directory.utf8), store: Array(directory.utf8), umask: 0o022)
    try files.create(
      Place(.store, Journal.path), mode: 0o600, contents: Journal.initialBytes(), flush: true)
  }

  private func opened(_ number: Int) -> Record {
    .opened(
      .init(
        transaction: number, description: "t \(number)", plan: nil, arguments: [], entity: nil,
        branch: nil, head: nil, time: 1, steps: []))
  }

  private func written(_ count: Int) throws -> [UInt8] {
    var journal = try Journal(reading: files)
    for number in 0..<count { try journal.append(opened(number), flush: true, to: files) }
    return try files.contents(of: Place(.store, Journal.path))
  }

  @Test func `records come back in order and their chain continues`() throws {
    _ = try written(3)
    var journal = try Journal(reading: files)
    #expect(journal.records.map(\.kind) == [.format, .opened, .opened, .opened])
    try journal.append(opened(9), flush: true, to: files)
    let log = try Log(Journal(reading: files), in: files)
    #expect(log.transactions.keys.sorted() == [0, 1, 2, 9])
  }

  @Test func `what is pending can go forward, but for checks without an end, and turning back`()
    throws
  {
    let operation = OperationRecord(
      number: 1, kind: .commit, description: "", transaction: nil, plan: nil, entity: nil,
      author: "", time: 0, branch: nil, head: nil, digest: "", commit: "", steps: [], net: [],
      target: nil)
    let plain = Record.intent(.init(operation: operation, spares: []))
    let checked = Record.intent(.init(operation: operation, spares: [], checks: ["tests"]))
    let end = Record.checked(.init(succeeded: false))
    let back = Record.turningBack(.init(reason: "drift"))
    for (records, obstacle) in [
      ([plain], nil), ([plain, .landed(.init())], nil), ([plain, back], "drift"),
      ([checked], "tests"), ([checked, .landed(.init())], "tests"), ([checked, end], nil),
      ([checked, end, back], "drift"), ([checked, back], "drift"),
    ] as [([Record], String?)] {
      try files.remove(Place(.store, Journal.path))
      try files.create(
        Place(.store, Journal.path), mode: 0o600, contents: Journal.initialBytes(), flush: true)
      var journal = try Journal(reading: files)
      for record in records { try journal.append(record, flush: true, to: files) }
      let pending = try #require(try Log(Journal(reading: files), in: files).pending)
      #expect((pending.obstacle == nil) == (obstacle == nil))
      if let obstacle { #expect(pending.obstacle?.contains(obstacle) == true) }
    }
  }

  @Test func `jq reads a preallocated journal`() throws {
    let bytes = try written(2)
    let lines = bytes.split(separator: 0x0A)
    #expect(lines.count == 3)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line)) }
    #expect(bytes.count % 65536 == 0)
  }

  @Test func `every truncation loses only a tail`() throws {
    let bytes = try written(4)
    let end = (bytes.lastIndex { $0 != 0x0A } ?? 0) + 2
    let first = (bytes.firstIndex(of: 0x0A) ?? 0) + 1
    for length in first..<end {
      let journal = try Journal(parsing: Array(bytes[..<length]))
      #expect(journal.records.count <= 5)
      #expect((journal.tornBytes > 0) == (bytes[length - 1] != 0x0A))
    }
  }

  @Test func `every flipped bit is a refusal or a dropped tail, never other records`() throws {
    let bytes = try written(4)
    let end = (bytes.lastIndex { $0 != 0x0A } ?? 0) + 1
    let whole = try Log(Journal(parsing: bytes), in: files).transactions.count
    var refused = 0
    for bit in 0..<(end * 8) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      do {
        let log = try Log(Journal(parsing: damaged), in: files)
        // Only the last record may be taken for torn; the ones before are claimed durable.
        #expect(log.transactions.count == whole - 1)
      } catch {
        refused += 1
      }
    }
    #expect(refused > end * 4)
  }

  @Test func `a torn tail is overwritten by the next record`() throws {
    let bytes = try written(3)
    let end = (bytes.lastIndex { $0 != 0x0A } ?? 0) - 5
    try FileManager.default.removeItem(atPath: directory + "/journal.jsonl")
    try files.create(
      Place(.store, Journal.path), mode: 0o600, contents: Array(bytes[..<end]), flush: true)
    var journal = try Journal(reading: files)
    #expect(journal.tornBytes > 0)
    try journal.append(opened(7), flush: true, to: files)
    let again = try Journal(reading: files)
    #expect(again.tornBytes == 0)
    #expect(try Log(again, in: files).transactions.keys.sorted() == [0, 1, 7])
  }

  @Test func `swapped and repeated records are damage`() throws {
    var lines = try written(4).split(separator: 0x0A).map(Array.init)
    lines.swapAt(2, 3)
    let swapped = Array(lines.joined(separator: [0x0A])) + [0x0A]
    #expect(throws: JournalError.self) { try Journal(parsing: swapped) }
    lines.swapAt(2, 3)
    let repeated = Array((lines + [lines[2]]).joined(separator: [0x0A])) + [0x0A]
    #expect(throws: JournalError.self) { try Journal(parsing: repeated) }
  }

  @Test func `a newer or foreign journal is refused`() throws {
    #expect(throws: JournalError.self) { try Journal(parsing: Array("hello\n".utf8)) }
    #expect(throws: JournalError.self) { try Journal(parsing: []) }
    let newer = Record.format(.init(version: Journal.version + 1))
    let line = try Journal.encode(newer, number: 1, durable: 0, previous: Journal.noSum).line
    do {
      _ = try Journal(parsing: line)
      Issue.record("a newer journal was read")
    } catch JournalError.newer(let found, let known) {
      #expect(found == known + 1 && known == Journal.version)
    }
  }

  /// What ``Journal/secure(in:tag:)`` is for: a flush that failed is not made good by another one.
  @Test func `a journal is written anew with its records, without its torn tail`() throws {
    let bytes = try written(3)
    let end = (bytes.lastIndex { $0 != 0x0A } ?? 0) + 1
    let place = Place(.store, Journal.path)
    let file = try files.openForUpdate(place)
    try files.write(Array("torn".utf8), to: file, at: UInt64(end + 1))
    files.close(file)
    let before = try #require(try files.status(of: place))
    var journal = try Journal(reading: files)
    #expect(journal.tornBytes == 4)
    try journal.secure(in: files, tag: "x")
    let after = try #require(try files.status(of: place))
    #expect(after.inode != before.inode && after.mode == 0o600)
    #expect(try files.contents(of: place) == bytes)
    #expect(journal.tornBytes == 0)
    try journal.append(opened(9), flush: true, to: files)
    #expect(try Log(Journal(reading: files), in: files).transactions.keys.sorted() == [0, 1, 2, 9])
    #expect(try files.entries(of: .store(nil)) == [Journal.path.bytes])
  }

  @Test func `a journal that changed under the lock is not written anew`() throws {
    let bytes = try written(2)
    var journal = try Journal(reading: files)
    try FileManager.default.removeItem(atPath: directory + "/journal.jsonl")
    let first = bytes.prefix { $0 != 0x0A } + [0x0A]
    let blank = repeatElement(UInt8(0x0A), count: bytes.count - first.count)
    try files.create(
      Place(.store, Journal.path), mode: 0o600, contents: Array(first + blank), flush: true)
    #expect(throws: JournalError.self) { try journal.secure(in: files, tag: "x") }
    #expect(try files.contents(of: Place(.store, Journal.path)).count == bytes.count)
  }
}
