import Backstitch
import FileSystem
import Foundation
import Patch
import Simulation
import Synchronization
import Testing

/// Checks that run between the landing and the outcome (Commit, step 7).
@Suite struct CheckTests {
  private static func prepare() throws -> Sandbox { try RecoveryTests.prepare() }

  /// Commits a change of every kind.
  @discardableResult
  private static func commit(
    _ workspace: Workspace, _ checks: [Check], keepsFailed: Bool = false
  ) throws -> LandedOperation? {
    var transaction = try workspace.begin("everything")
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(ChangeSet(changes: RecoveryTests.changes))
    }
    return try transaction.commit(checking: Checks(checks, keepsFailed: keepsFailed))
  }

  private static func fails(_ body: @escaping @Sendable () -> Void = {}) -> Check {
    Check("bad") { () throws(CheckFailure) in
      body()
      throw .failed("it says no")
    }
  }

  private static func succeeds(_ body: @escaping @Sendable () -> Void = {}) -> Check {
    Check("good") { () throws(CheckFailure) in body() }
  }

  /// Notes what checks see.
  private final class Seen: Sendable {
    private let lines = Mutex<[String?]>([])
    var all: [String?] { lines.withLock { $0 } }
    func note(_ line: String?) { lines.withLock { $0.append(line) } }
  }

  private static func journal(_ sandbox: Sandbox) -> String {
    sandbox.read(".git/backstitch/journal.jsonl") ?? ""
  }

  private func failure(_ body: () throws -> Void) throws -> (FailedCheck, left: [RelativePath]) {
    let error = try #require(throws: BackstitchError.self) { try body() }
    guard case .checkFailed(let check, let left) = error else {
      throw error
    }
    return (check, left)
  }

  // MARK: How they end

  @Test func `checks see what landed, and the journal knows that they follow and how they ended`()
    throws
  {
    let sandbox = try Self.prepare()
    let seen = Seen()
    let landed = try Self.commit(
      sandbox.workspace,
      [
        Self.succeeds {
          seen.note(sandbox.read("edited"))
          seen.note(sandbox.read("gone/last"))
          seen.note(Self.journal(sandbox))
        }, Self.succeeds { seen.note("second") },
      ])
    #expect(seen.all[0] == "after\n" && seen.all[1] == nil && seen.all[3] == "second")
    let during = try #require(seen.all[2])
    #expect(during.contains(#""checks":["good","good"]"#) && during.contains(#""landed":"#))
    #expect(!during.contains(#""checked":"#))
    #expect(landed?.failedChecks == [])
    #expect(Self.journal(sandbox).contains(#""checked":{"succeeded":true}"#))
    try sandbox.workspace.undo()
    #expect(sandbox.read("edited") == "before\n")
  }

  @Test func `a failing check takes everything back, byte for byte, and is the last one`() throws {
    let sandbox = try Self.prepare()
    let before = try sandbox.snapshot()
    let seen = Seen()
    let failed = try failure {
      try Self.commit(
        sandbox.workspace, [Self.succeeds(), Self.fails(), Self.succeeds { seen.note("third") }])
    }
    #expect(failed.0.name == "bad" && failed.0.reason == "it says no" && failed.left.isEmpty)
    #expect(seen.all.isEmpty)
    #expect(try sandbox.snapshot() == before)
    #expect(try sandbox.workspace.operations().count == 1)
    #expect(try sandbox.workspace.recover() == nil)
    #expect(sandbox.notices.isEmpty)
    // The same again without checks.
    try Self.commit(sandbox.workspace, [])
    #expect(sandbox.read("edited") == "after\n")
  }

  @Test func `an open transaction stays open when a check fails`() throws {
    let sandbox = try Self.prepare()
    var transaction = try sandbox.workspace.begin("x")
    try transaction.step("s") { tree throws(Refusal) in try tree.stage(.write("edited", "new")) }
    let number = try transaction.save()
    _ = try failure {
      try sandbox.workspace.openTransaction(number).commit(checking: Checks([Self.fails()]))
    }
    #expect(sandbox.read("edited") == "before\n")
    try sandbox.workspace.openTransaction(number).commit()
    #expect(sandbox.read("edited") == "new")
  }

  @Test func `failed checks can be put up with, and then all are run`() throws {
    let sandbox = try Self.prepare()
    let seen = Seen()
    let landed = try Self.commit(
      sandbox.workspace, [Self.fails(), Self.succeeds { seen.note("second") }, Self.fails()],
      keepsFailed: true)
    #expect(landed?.failedChecks.map(\.name) == ["bad", "bad"])
    #expect(seen.all == ["second"])
    #expect(sandbox.read("edited") == "after\n")
    #expect(try sandbox.workspace.operations().count == 2)
    #expect(Self.journal(sandbox).contains(#""checked":{"succeeded":false}"#))
  }

  @Test(arguments: [false, true])
  func `an interruption takes everything back, also when failures are put up with`(
    keeps: Bool
  ) throws {
    let sandbox = try Self.prepare()
    let before = try sandbox.snapshot()
    let stopped = Check("long") { () throws(CheckFailure) in throw .interrupted }
    let asked = Mutex(false)
    var workspace = sandbox.workspace
    workspace.context.isInterrupted = { asked.withLock { $0 } }
    let between = [Self.succeeds { asked.withLock { $0 = true } }, Self.succeeds()]
    for checks in [[stopped], between] {
      let error = try #require(throws: BackstitchError.self) {
        try Self.commit(workspace, checks, keepsFailed: keeps)
      }
      guard case .interrupted = error else { throw error }
      #expect(try sandbox.snapshot() == before)
    }
  }

  // MARK: Crashes

  @Test func `what landed and the intent are durable before the first check`() throws {
    let disk = SimulatedDisk()
    disk.makeDirectory("/w")
    disk.save("/w/edited", "before\n")
    disk.save("/w/gone/last", "bye")
    let workspace = Workspace(
      root: Array("/w".utf8), store: Array("/w/.backstitch/store".utf8), on: SimulatedHost(disk),
      context: Context(author: "T <t@example.com>", now: { 1 }, pause: { _ in }, wait: 0))
    func tree(_ state: DiskState) -> [[UInt8]: String] {
      state.tree(below: Array("/w".utf8)).filter { !$0.key.starts(with: ".backstitch".utf8) }
    }
    let before = tree(disk.state)
    let kept = Mutex<DiskState?>(nil)
    var transaction = try workspace.begin("x")
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(
        ChangeSet(changes: [
          .write("new/deep/file", "n"), .write("edited", "after\n"), Change("gone/last", .delete),
        ]))
    }
    var start = disk.state
    start.settle()
    try transaction.commit(
      checking: Checks([Self.succeeds { kept.withLock { $0 = disk.state } }]))
    let state = try #require(kept.withLock { $0 })
    var random = SeededRandom(seed: 1)
    let outcomes = state.outcomes(limit: 40, random: &random)
    #expect(outcomes.count > 1)
    for outcome in outcomes {
      let cut = SimulatedDisk(state.afterPowerCut(outcome))
      #expect(tree(cut.state) == tree(disk.state))
      let again = Workspace(
        root: workspace.root, store: workspace.storePath, on: SimulatedHost(cut),
        context: workspace.context)
      #expect(try again.recover()?.direction == .back)
      #expect(tree(cut.state) == before)
    }
  }

  /// From the check on, a kill at every call: before until their end is recorded, then after.
  @Test func `recovery goes back until the end of the checks is recorded, and forward after`()
    throws
  {
    var sides: Set<Bool> = []
    for extra in 0... {
      let sandbox = try Self.prepare()
      let before = try sandbox.snapshot()
      let fuse = CrashingFileSystem.Fuse(limit: Int.max)
      var crashing = sandbox.workspace
      crashing.host = CrashingHost(fuse: fuse)
      let check = Self.succeeds { fuse.shorten(to: fuse.calls + extra) }
      if (try? Self.commit(crashing, [check])) != nil, !fuse.hasBlown { break }
      let isPending = try sandbox.workspace.interruptedOperation() != nil
      let lines = Self.journal(sandbox).split(separator: "\n").filter { $0.hasSuffix("}}") }
      let isChecked = lines.contains { $0.contains(#""checked":"#) }
      if isPending, !isChecked {
        let error = try #require(throws: BackstitchError.self) {
          try sandbox.workspace.recover(.forward)
        }
        guard case .directionRefused(.forward, let reason) = error else { throw error }
        #expect(reason.contains("checks (good)"))
      }
      let report = try sandbox.workspace.recover()
      #expect((report != nil) == isPending)
      #expect((try sandbox.snapshot() == before) == !isChecked, "crash \(extra) calls later")
      if isPending { sides.insert(isChecked) }
    }
    #expect(sides == [true, false])
  }

  // MARK: Who waits

  @Test func `who waits is told which check runs`() throws {
    let sandbox = try Self.prepare()
    var other = sandbox.workspace
    other.context.wait = 0
    let (seen, second) = (Seen(), other)
    try Self.commit(
      sandbox.workspace,
      [
        Self.succeeds {
          seen.note(try? second.holder())
          do {
            try second.undo()
          } catch {
            seen.note("\(error)")
          }
        }
      ])
    #expect(seen.all.count == 2)
    for line in seen.all { #expect(line?.contains("running the check 'good'") == true) }
    #expect(sandbox.read("edited") == "after\n")
  }

  // MARK: Checks that write

  /// What a check does to landed files: one that was replaced, a new one, a deleted one, and a new
  /// file in a new directory.
  private static func rewrite(_ sandbox: Sandbox) {
    try? sandbox.write("edited", "formatted\n")
    try? sandbox.write("new/deep/file", "formatted too\n")
    try? sandbox.write("new/deep/cache", "c")
    try? sandbox.write("old", "made again\n")
  }

  private func expectNothingLost(_ sandbox: Sandbox) {
    #expect(sandbox.read("edited") == "formatted\n")
    #expect(sandbox.read("edited.backstitch-conflict-1") == "before\n")
    #expect(sandbox.read("new/deep/file") == "formatted too\n")
    #expect(sandbox.read("new/deep/cache") == "c")
    #expect(sandbox.read("old") == "made again\n")
    #expect(sandbox.read("old.backstitch-conflict-1") == "moving")
    // All others are as before.
    #expect(sandbox.read("gone/last") == "bye" && sandbox.read("moved/new") == nil)
    #expect(sandbox.read("dir/b/c") == "2" && sandbox.read("thing") == "a file")
  }

  @Test func `what a failing check changed stays, with what stood there before beside it`() throws {
    let sandbox = try Self.prepare()
    let failed = try failure {
      try Self.commit(sandbox.workspace, [Self.fails { Self.rewrite(sandbox) }])
    }
    expectNothingLost(sandbox)
    #expect(failed.left == ["edited", "new", "new/deep", "new/deep/file", "old"])
    #expect(
      sandbox.notices.contains(
        "old was changed meanwhile; what could not go back to it is in old.backstitch-conflict-1"))
    try sandbox.commit([.write("later", "l")])
    expectNothingLost(sandbox)
  }

  /// The same with a kill at every call from the check on.
  @Test func `nothing of it is lost by a kill either`() throws {
    var interrupted = 0
    for extra in 0... {
      let sandbox = try Self.prepare()
      let fuse = CrashingFileSystem.Fuse(limit: Int.max)
      var crashing = sandbox.workspace
      crashing.host = CrashingHost(fuse: fuse)
      let check = Self.fails {
        Self.rewrite(sandbox)
        fuse.shorten(to: fuse.calls + extra)
      }
      _ = try? Self.commit(crashing, [check])
      let isPending = try sandbox.workspace.interruptedOperation() != nil
      do {
        _ = try sandbox.workspace.recover()
      } catch BackstitchError.needsRecovery(_, _, _, let directions) {
        #expect(directions == [.back])
        _ = try sandbox.workspace.recover(.back)
      }
      expectNothingLost(sandbox)
      if isPending { interrupted += 1 }
      if !fuse.hasBlown { break }
    }
    #expect(interrupted > 10)
  }

  @Test func `what a succeeding check changed is committed over and told`() throws {
    let sandbox = try Self.prepare()
    let landed = try Self.commit(
      sandbox.workspace,
      [Self.succeeds { try? sandbox.write("new/deep/file", "formatted\n") }])
    #expect(landed != nil)
    #expect(sandbox.read("new/deep/file") == "formatted\n")
    #expect(sandbox.notices == ["new/deep/file was changed meanwhile; it stays as it is"])
    let refused = conflicts { try sandbox.workspace.undo() }
    #expect(refused.map(\.path) == ["new/deep/file"])
    #expect(sandbox.read("new/deep/file") == "formatted\n")
  }
}
