import Backstitch
import FileSystem
import Foundation
import Glibc
import Patch
import Synchronization
import Testing

/// What somebody does between a crash and the recovery stays, and never stands in its way (I6).
@Suite struct ForeignWorkTests {
  /// Crashes an action after each changing call in turn, lets somebody act, and recovers, choosing
  /// a direction where that is asked.
  private func crashEverywhere(
    prepare: () throws -> Sandbox, _ action: (Workspace) throws -> Void,
    meanwhile: (Sandbox) throws -> Void, check: (Sandbox, Int) throws -> Void
  ) throws {
    let counting = CrashingFileSystem.Fuse(limit: Int.max)
    let whole = try prepare()
    var counted = whole.workspace
    counted.host = CrashingHost(fuse: counting)
    try action(counted)
    try #require(counting.calls > 0)
    for limit in 0..<counting.calls {
      let sandbox = try prepare()
      let fuse = CrashingFileSystem.Fuse(limit: limit)
      var crashing = sandbox.workspace
      crashing.host = CrashingHost(fuse: fuse)
      _ = try? action(crashing)
      try meanwhile(sandbox)
      do {
        _ = try sandbox.workspace.recover()
      } catch BackstitchError.needsRecovery(_, _, _, let directions) {
        let wanted: BackstitchError.Direction = limit.isMultiple(of: 2) ? .forward : .back
        _ = try sandbox.workspace.recover(directions.contains(wanted) ? wanted : .back)
      }
      #expect(try sandbox.workspace.recover() == nil, "crash after call \(limit)")
      let spares = try FileManager.default.contentsOfDirectory(
        atPath: sandbox.root + "/.git/backstitch/spares")
      #expect(spares.isEmpty, "crash after call \(limit) left \(spares)")
      try check(sandbox, limit)
    }
  }

  @Test func `bytes whose directory is gone are saved in the nearest one that is left`() throws {
    var descriptor: Int32 = -1
    var wasDropped = false
    var wasSavedAbove = false
    try crashEverywhere {
      let sandbox = try Sandbox()
      try sandbox.commit([.write("new/deep/note", "made")])
      if descriptor >= 0 { close(descriptor) }
      descriptor = open(sandbox.root + "/new/deep/note", O_RDWR)
      try #require(descriptor >= 0)
      return sandbox
    } _: { workspace in
      try workspace.undo()
    } meanwhile: { _ in
      var status = stat()
      try #require(fstat(descriptor, &status) == 0)
      wasDropped = status.st_nlink == 0
      try #require(pwrite(descriptor, "mine", 4, 0) == 4)
    } check: { sandbox, limit in
      // Behind the last look a file is nobody's any more.
      if wasDropped { return }
      let name = "note.backstitch-conflict-1"
      let above = ["new/\(name)", name].compactMap(sandbox.read)
      if above == ["mine"] { wasSavedAbove = true }
      let found = ["new/deep/note", "new/deep/\(name)"].compactMap(sandbox.read) + above
      #expect(found == ["mine"], "crash after call \(limit)")
    }
    close(descriptor)
    #expect(wasSavedAbove)
  }

  @Test(arguments: [true, false])
  func `a link put in the place of a directory does not stop a recovery`(undoing: Bool) throws {
    try crashEverywhere {
      let sandbox = try Sandbox()
      try sandbox.write("thing", "a file")
      try sandbox.write("dir/a/b", "1")
      try sandbox.commit([.write("unrelated", "u")])
      if undoing { try sandbox.commit(Self.changes) }
      return sandbox
    } _: { workspace in
      if undoing {
        try workspace.undo()
      } else {
        var transaction = try workspace.begin("change")
        try transaction.step("s") { tree throws(Refusal) in
          try tree.stage(ChangeSet(changes: Self.changes))
        }
        try transaction.commit()
      }
    } meanwhile: { sandbox in
      for name in ["thing", "dir"] {
        let path = "\(sandbox.root)/\(name)"
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/nowhere")
      }
    } check: { sandbox, limit in
      for name in ["thing", "dir"] {
        let target = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "\(sandbox.root)/\(name)")
        #expect(target == "/nowhere", "crash after call \(limit)")
      }
      try sandbox.commit([.write("later", "l")])
    }
  }

  /// What a replacement displaced, when somebody deletes the new file, or takes its directory away.
  @Test(arguments: [true, false])
  func `a deleted file stays deleted, a file whose directory went is saved`(deleting: Bool) throws {
    var wasGone = false
    var wasSaved = false
    try crashEverywhere {
      let sandbox = try Sandbox()
      try sandbox.write("d/x", "before")
      try sandbox.write("d/keep", "keep")
      try sandbox.commit([.write("unrelated", "u")])
      return sandbox
    } _: { workspace in
      var transaction = try workspace.begin("change")
      try transaction.step("s") { tree throws(Refusal) in
        try tree.stage(.write("d/x", "after, and longer"))
      }
      try transaction.commit()
    } meanwhile: { sandbox in
      wasGone = sandbox.read("d/x") == "after, and longer"
      let manager = FileManager.default
      if deleting {
        try manager.removeItem(atPath: "\(sandbox.root)/d/x")
      } else {
        try manager.moveItem(atPath: "\(sandbox.root)/d", toPath: "\(sandbox.root)/e")
      }
    } check: { sandbox, limit in
      let saved = ["d/x", "x"].map { $0 + ".backstitch-conflict-1" }.compactMap(sandbox.read)
      if deleting {
        #expect(saved.isEmpty, "crash after call \(limit)")
      } else if !saved.isEmpty {
        #expect(wasGone && saved == ["before"], "crash after call \(limit)")
        wasSaved = true
      }
      #expect(sandbox.read(deleting ? "d/keep" : "e/keep") == "keep", "crash after call \(limit)")
    }
    #expect(wasSaved != deleting)
  }

  @Test func `a commit that was taken back says where it saved somebody's bytes`() throws {
    final class Looks: Sendable { let count = Mutex(0) }
    let sandbox = try Sandbox()
    for name in ["a", "b"] { try sandbox.write(name, "before") }
    let path = "\(sandbox.root)/a"
    let descriptor = open(path, O_RDWR)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let looks = Looks()
    var context = sandbox.workspace.context
    context.isInterrupted = {
      // Looked at before each of the two replacements.
      let look = looks.count.withLock { count in
        count += 1
        return count
      }
      guard look == 2 else { return false }
      _ = pwrite(descriptor, "through", 7, 0)
      try? Data("in place".utf8).write(to: URL(fileURLWithPath: path))
      return true
    }
    let workspace = try Workspace(containing: Array(sandbox.root.utf8), context: context)
    var transaction = try workspace.begin("change")
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(.write("a", "after a"))
      try tree.stage(.write("b", "after b"))
    }
    #expect(throws: BackstitchError.self) { try transaction.commit() }
    #expect(sandbox.read("a") == "in place")
    #expect(sandbox.read("a.backstitch-conflict-1") == "through")
    #expect(sandbox.read("b") == "before")
    #expect(
      sandbox.notices
        == [
          "a was changed meanwhile; what could not go back to it is in a.backstitch-conflict-1"
        ])
  }

  @Test func `the next writer says what it did about an interrupted operation`() throws {
    var times = 0
    for limit in 0... {
      let sandbox = try Sandbox()
      try sandbox.write("a", "before")
      try sandbox.commit([.write("unrelated", "u")])
      var crashing = sandbox.workspace
      crashing.host = CrashingHost(fuse: CrashingFileSystem.Fuse(limit: limit))
      var transaction = try crashing.begin("change")
      try transaction.step("s") { tree throws(Refusal) in try tree.stage(.write("a", "after")) }
      if (try? transaction.commit()) != nil { break }
      let wasInterrupted = try sandbox.workspace.interruptedOperation() != nil
      try sandbox.commit([.write("later", "l")])
      let expected = wasInterrupted ? ["operation 2 was interrupted; it was finished first"] : []
      let told = sandbox.notices.filter { $0.contains("interrupted") }
      #expect(told == expected, "crash after call \(limit)")
      times += wasInterrupted ? 1 : 0
    }
    #expect(times > 0)
  }

  private static let changes: [Change] = [
    Change("thing", .delete), .write("thing/inside", "x"), Change("dir/a/b", .delete),
    .write("dir/c", "new"),
  ]

  @Test func `a path that was put back as it was before is nobody's work`() throws {
    let sandbox = try Sandbox()
    for name in ["a", "gone"] { try sandbox.write(name, "before") }
    try Sandbox.git(["add", "-A"], in: sandbox.root)
    try Sandbox.git(["commit", "-q", "-m", "all"], in: sandbox.root)
    for limit in 0... {
      let fuse = CrashingFileSystem.Fuse(limit: limit)
      var crashing = sandbox.workspace
      crashing.host = CrashingHost(fuse: fuse)
      var transaction = try crashing.begin("change")
      try transaction.step("s") { tree throws(Refusal) in
        try tree.stage(.write("a", "after"))
        try tree.stage(Change("gone", .delete))
      }
      if (try? transaction.commit()) != nil { break }
      guard try sandbox.workspace.interruptedOperation() != nil else { continue }
      try Sandbox.git(["checkout", "-q", "--", "a", "gone"], in: sandbox.root)
      let report = try sandbox.workspace.recover(.back)
      #expect(report?.left == [:], "crash after call \(limit)")
      #expect(sandbox.read("a") == "before" && sandbox.read("gone") == "before")
    }
  }

  @Test func `a recovery that needs a choice says what is another`() throws {
    for limit in 0... {
      let sandbox = try Sandbox()
      try sandbox.write("a", "before")
      try Sandbox.git(["add", "-A"], in: sandbox.root)
      try Sandbox.git(["commit", "-q", "-m", "all"], in: sandbox.root)
      try sandbox.commit([.write("unrelated", "u")])
      var crashing = sandbox.workspace
      crashing.host = CrashingHost(fuse: CrashingFileSystem.Fuse(limit: limit))
      var transaction = try crashing.begin("change")
      try transaction.step("s") { tree throws(Refusal) in try tree.stage(.write("a", "after")) }
      let isDone = (try? transaction.commit()) != nil
      try #require(!isDone)
      guard try sandbox.workspace.interruptedOperation() != nil else { continue }
      let before = try Sandbox.git(["rev-parse", "HEAD"], in: sandbox.root)
      try Sandbox.git(["commit", "-q", "--allow-empty", "-m", "theirs"], in: sandbox.root)
      let now = try Sandbox.git(["rev-parse", "HEAD"], in: sandbox.root)
      let error = #expect(throws: BackstitchError.self) { try sandbox.workspace.recover() }
      #expect(
        error?.description
          == "operation 2 was interrupted, and another commit is checked out: it was"
          + " \(before.prefix(10)), it is \(now.prefix(10)); choose with 'backstitch recover --forward'"
          + " or 'backstitch recover --back'")
      return
    }
  }
}
