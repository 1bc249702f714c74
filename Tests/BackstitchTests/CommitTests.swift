import Backstitch
import Foundation
import Patch
import SourceEdits
import Testing

@Suite struct CommitTests {
  @Test(arguments: [true, false])
  func `commit, undo and redo restore every byte`(git: Bool) throws {
    let sandbox = try Sandbox(git: git)
    try sandbox.write("README.md", "one\ntwo\nthree")
    try sandbox.write("old/gone.txt", "gone")
    try sandbox.write("run.sh", "#!/bin/sh\n")
    let before = try sandbox.snapshot()
    let landed = try sandbox.commit([
      .write("new/deep/file.txt", "hello\n"), .write("bin", "\u{0}\u{1}"),
      Change("README.md", .replace(old: Array("two".utf8), new: Array("2".utf8), count: 1)),
      Change("old/gone.txt", .delete), Change("run.sh", .chmod(.executable(true))),
      Change("link", .symlink(target: Array("README.md".utf8))),
    ])
    #expect(landed?.operation.number == 1)
    let after = try sandbox.snapshot()
    #expect(sandbox.read("README.md") == "one\n2\nthree")
    #expect(sandbox.read("old/gone.txt") == nil)
    #expect(before != after)
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
    try sandbox.workspace.redo()
    #expect(try sandbox.snapshot() == after)
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
    #expect(try sandbox.workspace.operations().map(\.kind) == [.commit, .undo, .redo, .undo])
  }

  @Test func `awkward names and contents survive commit, undo and redo`() throws {
    let sandbox = try Sandbox()
    let long = RelativePath(unchecked: [UInt8](repeating: 0x61, count: 255))
    let deep = RelativePath(
      unchecked: (0..<60).map { _ in [UInt8](repeating: 0x64, count: 100) }.joined(separator: [0x2F]
      )
        + Array("/end".utf8))
    let names: [RelativePath] = [
      "with space", "quote\"'", "line\nbreak", "back\\slash", "caf\u{E9}", "cafe\u{301}",
      RelativePath(unchecked: [0x66, 0xFF, 0xFE, 0x2E, 0x62]), long, deep,
    ]
    let before = try sandbox.snapshot()
    try sandbox.commit(names.enumerated().map { .write($1, "content \($0)") })
    let after = try sandbox.snapshot()
    #expect(after.count >= names.count)
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
    try sandbox.workspace.redo()
    #expect(try sandbox.snapshot() == after)
  }

  @Test func `a directory gives way to a link or a file, and comes back`() throws {
    let sandbox = try Sandbox()
    for directory in ["a", "b"] { try sandbox.write("\(directory)/in/it", "1") }
    let before = try sandbox.snapshot()
    try sandbox.commit([
      Change("a", .delete), Change("a", .symlink(target: Array("c".utf8))),
      Change("b", .delete), .write("b", "2"),
    ])
    let after = try sandbox.snapshot()
    #expect(sandbox.read("b") == "2")
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
    try sandbox.workspace.redo()
    #expect(try sandbox.snapshot() == after)
  }

  @Test func `a second identical commit changes nothing and makes no operation`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1")])
    #expect(try sandbox.commit([.write("a", "1")]) == nil)
    #expect(try sandbox.workspace.operations().count == 1)
  }

  @Test func `an empty directory that was there stays, one that was made goes`() throws {
    let sandbox = try Sandbox()
    try FileManager.default.createDirectory(
      atPath: sandbox.root + "/uploads", withIntermediateDirectories: true)
    let before = try sandbox.snapshot()
    try sandbox.commit([.write("uploads/a", "1"), .write("made/b/c", "2")])
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
  }

  @Test func `a file becomes a directory and back`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("thing", "file")
    let before = try sandbox.snapshot()
    try sandbox.commit([Change("thing", .delete), .write("thing/inner", "x")])
    let after = try sandbox.snapshot()
    #expect(sandbox.read("thing/inner") == "x")
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
    try sandbox.workspace.redo()
    #expect(try sandbox.snapshot() == after)
    try sandbox.commit([Change("thing", .delete), .write("thing", "file again")])
    #expect(sandbox.read("thing") == "file again")
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == after)
  }

  @Test func `the plan of a dry run has the digest of the real one`() throws {
    let sandbox = try Sandbox()
    var transaction = try sandbox.workspace.begin("x")
    try transaction.step("s") { tree throws(Refusal) in try tree.stage(.write("a/b", "1")) }
    let plan = try transaction.propose().plan
    #expect(!sandbox.workspace.hasStore)
    #expect(sandbox.read("a/b") == nil)
    let landed = try transaction.commit(expecting: plan.digest)
    #expect(landed?.operation.digest == plan.digest)
    #expect(throws: BackstitchError.self) {
      _ = try sandbox.workspace.proposeUndo().land(expecting: plan.digest)
    }
    #expect(sandbox.read("a/b") == "1")
  }

  @Test func `edits of other lines since are merged, of the same lines refused`() throws {
    let sandbox = try Sandbox()
    let lines = (1...9).map { "line \($0)\n" }.joined()
    try sandbox.write("f", lines)
    try sandbox.commit([.write("f", lines.replacingOccurrences(of: "line 2", with: "LINE 2"))])
    try sandbox.write(
      "f", (sandbox.read("f") ?? "").replacingOccurrences(of: "line 8", with: "mine"))
    try sandbox.workspace.undo()
    #expect(sandbox.read("f") == lines.replacingOccurrences(of: "line 8", with: "mine"))
    try sandbox.workspace.redo()
    let text = (sandbox.read("f") ?? "").replacingOccurrences(of: "LINE 2", with: "my line")
    try sandbox.write("f", text)
    let conflicts = conflicts { try sandbox.workspace.undo() }
    #expect(conflicts.first?.path == "f")
    #expect(conflicts.first?.line == 2)
    #expect(sandbox.read("f") == text)
  }

  @Test func `taking the wanted side takes the lines that collide, and keeps the rest of a file`()
    throws
  {
    let sandbox = try Sandbox()
    let models = "class A:\n    a = 1\n"
    try sandbox.write("m.py", models)
    var transaction = try sandbox.workspace.begin("add B")
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(
        Change("m.py", .edit(.appendClass(.init(name: "B", source: "class B:\n    b = 1\n")))))
    }
    try transaction.commit()
    let landed = try #require(sandbox.read("m.py"))
    let edited = landed.replacing("a = 1", with: "a = 2").replacing("b = 1", with: "b = 2")
    try sandbox.write("m.py", edited + "\n\nclass Mine:\n    pass\n")
    #expect(conflicts { try sandbox.workspace.undo() }.first?.path == "m.py")
    try sandbox.workspace.proposeUndo(onConflict: .take).land()
    let taken = try #require(sandbox.read("m.py"))
    #expect(!taken.contains("class B"))
    #expect(taken.contains("a = 2"))
    #expect(taken.contains("class Mine:\n    pass\n"))
    try sandbox.workspace.proposeUndo(of: 2).land()
    #expect(sandbox.read("m.py") == edited + "\n\nclass Mine:\n    pass\n")
  }

  @Test func `a created file that was edited is not deleted`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("f", "1\n")])
    try sandbox.write("f", "1\nmine\n")
    #expect(throws: BackstitchError.self) { try sandbox.workspace.undo() }
    #expect(sandbox.read("f") == "1\nmine\n")
    let kept = try sandbox.workspace.proposeUndo(onConflict: .keep).land()
    #expect(kept == nil)
    try sandbox.workspace.proposeUndo(onConflict: .take).land()
    #expect(sandbox.read("f") == nil)
    try sandbox.workspace.proposeUndo(of: 2).land()
    #expect(sandbox.read("f") == "1\nmine\n")
  }
}
