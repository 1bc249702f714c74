import Backstitch
import Foundation
import Glibc
import Patch
import SourceEdits
import Testing

/// Half of an operation looks like somebody's work: whatever changes the workspace settles it before
/// it reads what it goes by.
@Suite struct SettlingTests {
  private static let files = (0..<4).map { "f\($0)" }

  private static func prepare() throws -> Sandbox {
    let sandbox = try Sandbox()
    for file in files { try sandbox.write(file, "base") }
    try sandbox.commit([.write("other", "o")])
    return sandbox
  }

  private static func changed() throws -> Sandbox {
    let sandbox = try prepare()
    _ = try change(sandbox.workspace)
    return sandbox
  }

  private static func change(_ workspace: Workspace) throws -> LandedOperation? {
    try workspace.settle()
    var transaction = try workspace.begin("two")
    try transaction.step("s") { tree throws(Refusal) in
      for file in ["f0", "f1", "f2", "f3", "new"] as [RelativePath] {
        try tree.stage(.write(file, "two"))
      }
    }
    return try transaction.commit()
  }

  private static func content(_ sandbox: Sandbox) -> [String?] {
    (files + ["new"]).map(sandbox.read)
  }

  /// Runs an action that is killed after each of its calls, then another one.
  private func afterEveryKill(
    of action: (Workspace) throws -> Void, prepare: () throws -> Sandbox,
    then check: (Sandbox, Bool) throws -> Void
  ) throws {
    var interrupted = 0
    for limit in 0... {
      let sandbox = try prepare()
      var killed = sandbox.workspace
      killed.host = CrashingHost(fuse: CrashingFileSystem.Fuse(limit: limit))
      let isDone = (try? action(killed)) != nil
      let wasInterrupted = try sandbox.workspace.interruptedOperation() != nil
      interrupted += wasInterrupted ? 1 : 0
      if isDone { break }
      try check(sandbox, wasInterrupted)
    }
    #expect(interrupted > 4)
  }

  @Test func `the same change set after its undo was killed lands whole`() throws {
    try afterEveryKill {
      try $0.undo()
    } prepare: {
      try Self.changed()
    } then: { sandbox, _ in
      _ = try Self.change(sandbox.workspace)
      #expect(Self.content(sandbox) == Array(repeating: "two", count: 5))
    }
  }

  @Test func `undo after a killed commit takes that one`() throws {
    try afterEveryKill {
      _ = try Self.change($0)
    } prepare: {
      try Self.prepare()
    } then: { sandbox, wasInterrupted in
      let number = try sandbox.workspace.undo()?.operation.target
      let last = try sandbox.workspace.operations().count - 1
      #expect(number == last)
      if wasInterrupted { #expect(number == 2) }
      #expect(Self.content(sandbox) == Array(repeating: "base", count: 4) + [nil])
    }
  }

  @Test func `undo after a killed undo finishes that, and no other`() throws {
    try afterEveryKill {
      try $0.undo()
    } prepare: {
      try Self.changed()
    } then: { sandbox, wasInterrupted in
      guard wasInterrupted else { return }
      let undone = try sandbox.workspace.undo()
      #expect(undone?.operation.number == nil)
      #expect(sandbox.read("other") == "o")
      #expect(Self.content(sandbox) == Array(repeating: "base", count: 4) + [nil])
    }
  }

  /// Somebody else's operation lands between the look at the tree and the lock.
  @Test func `what was left out because it was there already must still be there`() throws {
    let sandbox = try Self.changed()
    var transaction = try sandbox.workspace.begin("again")
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(.write("f0", "two"))
      try tree.stage(.write("more", "m"))
    }
    try sandbox.workspace.undo()
    let refused = conflicts { try transaction.commit() }
    #expect(refused.map(\.path) == ["f0"])
    #expect(sandbox.read("more") == nil)
  }

  @Test func `what was expected, and edits that were there, must still be so`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("main.py", "from a import b\n")
    for change in [
      Change("main.py", .edit(.addImport(.init(module: "a", name: "b")))),
      Change("free", .write(contents: [0x31]), expect: .init(exists: false)),
    ] {
      var transaction = try sandbox.workspace.begin("x")
      try transaction.step("s") { tree throws(Refusal) in
        try tree.stage(change)
        try tree.stage(.write("more", "m"))
      }
      try sandbox.write("main.py", "\n")
      try sandbox.write("free", "taken")
      let refused = conflicts { try transaction.commit() }
      #expect(!refused.isEmpty)
      #expect(sandbox.read("more") == nil)
      try sandbox.write("main.py", "from a import b\n")
      try FileManager.default.removeItem(atPath: sandbox.root + "/free")
    }
  }

  @Test func `who holds the workspace is told from who held it`() throws {
    let sandbox = try Self.prepare()
    #expect(try sandbox.workspace.holder() == nil)
    let lock = open(sandbox.root + "/.git/backstitch/lock", O_RDWR)
    try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
    #expect(try sandbox.workspace.holder()?.hasPrefix("process ") == true)
    close(lock)
    #expect(try sandbox.workspace.holder() == nil)
  }

  @Test func `descriptions of undone undos do not grow`() throws {
    let sandbox = try Self.prepare()
    for number in 1...4 { try sandbox.workspace.proposeUndo(of: number).land() }
    #expect(try sandbox.workspace.operations().last?.description == "undo 4: change")
  }
}
