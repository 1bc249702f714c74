import Patch
import Simulation
import Synchronization
import Testing

@testable import Backstitch
@testable import FileSystem
@testable import Journal

/// A flush that failed is not made good by the next one (fsync(2)): what it was for is written anew.
struct FailedFlushTests {
  /// Fails flushes from one on.
  private final class FailingFlushes: SimulatedDisk.Observer {
    private let first: Int
    private let count = Mutex(0)

    init(from first: Int) { self.first = first }

    var seen: Int { count.withLock { $0 } }

    func willChange(_ disk: SimulatedDisk, _ call: String) -> Int32? {
      guard call.hasPrefix("flush") else { return nil }
      return count.withLock { count in
        defer { count += 1 }
        return count >= first ? 5 : nil
      }
    }

    func willRead(_ disk: SimulatedDisk, _ call: String) -> Int32? { nil }
  }

  private static func workspace(_ disk: SimulatedDisk) -> Workspace {
    Workspace(
      root: Array("/w".utf8), store: Array("/w/.backstitch/store".utf8), on: SimulatedHost(disk),
      context: Context(author: "T <t@example.com>", now: { 1 }, pause: { _ in }, wait: 0))
  }

  private static func stage(_ disk: SimulatedDisk, _ path: RelativePath) throws {
    var transaction = try workspace(disk).begin(path.description)
    try transaction.step("step") { tree throws(Refusal) in
      try tree.stage(ChangeSet(changes: [.write(path, "text")]))
    }
    try transaction.save()
  }

  private static func start() throws -> SimulatedDisk {
    let disk = SimulatedDisk()
    disk.makeDirectory("/w")
    try stage(disk, "before")
    return disk
  }

  private static func journalNode(_ disk: SimulatedDisk) throws -> UInt64 {
    let files = try workspace(disk).files()
    return try #require(try files.status(of: .store("journal.jsonl"))).inode
  }

  @Test func `what the next command says is durable outlives a power cut, whatever failed before`()
    throws
  {
    var failed = 0
    for first in 0... {
      let disk = try Self.start()
      let failing = FailingFlushes(from: first)
      disk.observe(failing)
      let result = Result { try Self.stage(disk, "failed") }
      disk.observe(nil)
      if failing.seen <= first { break }
      #expect(throws: BackstitchError.self) { try result.get() }
      failed += 1
      try Self.stage(disk, "after")
      try Self.stage(disk, "last")
      let state = disk.state
      var random = SeededRandom(seed: UInt64(first))
      for outcome in state.outcomes(limit: 60, random: &random) {
        let cut = SimulatedDisk(state.afterPowerCut(outcome))
        let names = try #require(try Self.workspace(cut).log()).transactions.values
          .map(\.opened.description)
        #expect(Set(names).isSuperset(of: ["before", "after", "last"]))
      }
    }
    #expect(failed > 1)
  }

  @Test func `the journal is copied behind a flush that failed, and else never`() throws {
    let disk = try Self.start()
    let first = try Self.journalNode(disk)
    let counting = FailingFlushes(from: Int.max)
    disk.observe(counting)
    try Self.stage(disk, "orderly")
    #expect(try Self.journalNode(disk) == first)
    // The last flush is the journal's.
    disk.observe(FailingFlushes(from: counting.seen - 1))
    #expect(throws: BackstitchError.self) { try Self.stage(disk, "failed") }
    disk.observe(nil)
    try Self.stage(disk, "behind it")
    let copied = try Self.journalNode(disk)
    #expect(copied != first)
    try Self.stage(disk, "orderly again")
    #expect(try Self.journalNode(disk) == copied)
  }
}
