import Backstitch
import FileSystem
import Foundation
import Patch
import Testing

@Suite struct RecoveryTests {
  /// A tree with every kind of change in it.
  static let changes: [Change] = [
    .write("new/deep/file", "new\n"), .write("edited", "after\n"),
    Change("gone/last", .delete), Change("thing", .delete), .write("thing/inner", "x"),
    Change("dir", .delete), .write("dir", "now a file"),
    Change("run.sh", .chmod(.executable(true))), Change("link", .symlink(target: [0x61])),
    Change("old", .move(to: "moved/new")),
  ]

  static func prepare() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("edited", "before\n")
    try sandbox.write("gone/last", "bye")
    try sandbox.write("thing", "a file")
    try sandbox.write("dir/a", "1")
    try sandbox.write("dir/b/c", "2")
    try sandbox.write("run.sh", "#!/bin/sh\n")
    try sandbox.write("old", "moving")
    // The store is there already: making it is a test of its own.
    try sandbox.commit([.write("unrelated", "u")])
    return sandbox
  }

  /// Runs an action with a crash after each changing call in turn, recovers, and checks that all is
  /// before or all after; recovery itself is crashed after each of its calls, too (I3, I7).
  private func crashEverywhere(
    _ action: @escaping (Workspace) throws -> Void, setUp: (Sandbox) throws -> Void
  ) throws {
    let whole = try Self.prepare()
    try setUp(whole)
    let before = try whole.snapshot()
    let counting = CrashingFileSystem.Fuse(limit: Int.max)
    var counted = whole.workspace
    counted.host = CrashingHost(fuse: counting)
    try action(counted)
    let after = try whole.snapshot()
    #expect(before != after)
    var sides: Set<Bool> = []
    for limit in counting.moments {
      let sandbox = try Self.prepare()
      try setUp(sandbox)
      let fuse = CrashingFileSystem.Fuse(limit: limit)
      var crashing = sandbox.workspace
      crashing.host = CrashingHost(fuse: fuse)
      let reported: Bool
      do {
        try action(crashing)
        reported = true
      } catch {
        reported = false
      }
      try recover(sandbox, crashingAt: limit)
      let now = try sandbox.snapshot()
      let isAfter = now == after
      #expect(isAfter || now == before, "crash after call \(limit) left a mixture")
      #expect(!reported || isAfter, "crash after call \(limit): success was reported")
      sides.insert(isAfter)
      let spares = try FileManager.default.contentsOfDirectory(
        atPath: sandbox.root + "/.git/backstitch/spares")
      #expect(spares.isEmpty, "crash after call \(limit) left \(spares)")
      // The next command works.
      try sandbox.commit([.write("later", "l")])
    }
    #expect(sides == [true, false])
  }

  private func recover(_ sandbox: Sandbox, crashingAt call: Int) throws {
    let fuse = CrashingFileSystem.Fuse(limit: call % 7)
    var crashing = sandbox.workspace
    crashing.host = CrashingHost(fuse: fuse)
    _ = try? crashing.recover()
    _ = try sandbox.workspace.recover()
  }

  @Test func `a commit that crashes at any call is all before or all after`() throws {
    try crashEverywhere { workspace in
      var transaction = try workspace.begin("everything")
      try transaction.step("s") { tree throws(Refusal) in
        try tree.stage(ChangeSet(changes: Self.changes))
      }
      try transaction.commit()
    } setUp: { _ in
    }
  }

  @Test func `an undo that crashes at any call is all before or all after`() throws {
    try crashEverywhere { workspace in
      try workspace.undo()
    } setUp: { sandbox in
      try sandbox.commit(Self.changes)
    }
  }

  @Test func `a redo that crashes at any call is all before or all after`() throws {
    try crashEverywhere { workspace in
      try workspace.redo()
    } setUp: { sandbox in
      try sandbox.commit(Self.changes)
      try sandbox.workspace.undo()
    }
  }
}
