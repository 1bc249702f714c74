import Backstitch
import Foundation
import Patch
import SourceEdits
import Testing

/// Paths brought to their state right after an operation (I8, I9).
@Suite struct RestoreTests {
  private static let lines = (1...9).map { "line \($0)\n" }.joined()

  @discardableResult
  private func restore(
    _ number: Int, _ paths: [RelativePath]? = nil, in sandbox: Sandbox,
    onConflict policy: ConflictPolicy = .abort
  ) throws -> LandedOperation? {
    try sandbox.workspace.proposeRestore(of: number, paths: paths, onConflict: policy).land()
  }

  private func states(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.workspace.operations().map { "\($0.number) \($0.kind) \($0.state)" }
  }

  @Test
  func `every path comes back to the bytes right after the operation, and undo takes it back`()
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.write("kept/there", "x")
    try sandbox.write("old", "old")
    try sandbox.commit([
      .write("new/deep/file", "1\n"), .write("b", "1\n"), Change("old", .delete),
      Change("link", .symlink(target: [0x62])),
    ])
    let first = try sandbox.snapshot()
    try sandbox.commit([
      Change("new/deep/file", .delete), .write("b", "2\n"), .write("old", "again"),
      Change("link", .delete), .write("other", "x"),
    ])
    let second = try sandbox.snapshot()
    let landed = try #require(try restore(1, in: sandbox))
    let other = second.filter { $0.key == Array("other".utf8) }
    #expect(try sandbox.snapshot() == first.merging(other) { old, _ in old })
    #expect(landed.operation.kind == .restore)
    #expect(landed.operation.restored == 1)
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == second)
    try sandbox.workspace.redo()
    #expect(sandbox.read("new/deep/file") == "1\n")
  }

  @Test func `what people wrote since stays, a line beside what goes`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", Self.lines)])
    try sandbox.commit([
      Change("a", .replace(old: Array("line 2".utf8), new: Array("LINE 2".utf8), count: 1))
    ])
    let edited = try #require(sandbox.read("a")).replacing("line 8", with: "mine")
    try sandbox.write("a", edited)
    let landed = try #require(try restore(1, in: sandbox))
    #expect(landed.plan.verdicts.map(\.decision) == [.merged])
    #expect(sandbox.read("a") == Self.lines.replacing("line 8", with: "mine"))
    #expect(
      try states(sandbox) == ["1 commit inEffect", "2 commit undone(by: 3)", "3 restore inEffect"])
  }

  /// Between the operations that go people wrote, too; undone one by one those would leave it.
  @Test func `what people wrote before a later operation stays`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", Self.lines), .write("b", "1\n")])
    func change(_ path: String, _ line: String, to text: String) throws {
      try sandbox.write(path, try #require(sandbox.read(path)).replacing(line, with: text))
    }
    func operate(_ old: String, _ new: String) throws {
      try sandbox.commit([
        Change("a", .replace(old: Array(old.utf8), new: Array(new.utf8), count: 1))
      ])
    }
    try change("a", "line 8", to: "first of mine")
    try operate("line 2", "LINE 2")
    try change("a", "line 6", to: "second of mine")
    try operate("line 4", "LINE 4")
    try change("a", "line 9", to: "third of mine")
    try restore(1, ["a"], in: sandbox)
    let wanted = Self.lines.replacing("line 8", with: "first of mine")
      .replacing("line 6", with: "second of mine").replacing("line 9", with: "third of mine")
    #expect(sandbox.read("a") == wanted)
    #expect(try states(sandbox)[1] == "2 commit undone(by: 4)")
    try sandbox.workspace.undo()
    #expect(
      sandbox.read("a")
        == wanted.replacing("line 2", with: "LINE 2").replacing("line 4", with: "LINE 4"))
  }

  @Test func `what people and a later operation changed in one line is a conflict to decide`()
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", Self.lines)])
    try sandbox.write("a", Self.lines.replacing("line 2", with: "mine"))
    try sandbox.commit([
      Change("a", .replace(old: Array("mine".utf8), new: Array("LINE 2".utf8), count: 1))
    ])
    // Their line is what the later operation found: it comes back.
    try restore(1, in: sandbox)
    #expect(sandbox.read("a") == Self.lines.replacing("line 2", with: "mine"))
    try sandbox.workspace.undo()
    try sandbox.write("a", Self.lines.replacing("line 2", with: "LINE 2, by hand"))
    try sandbox.commit([
      Change("a", .replace(old: Array("by hand".utf8), new: Array("by us".utf8), count: 1))
    ])
    let before = try sandbox.snapshot()
    let found = conflicts { try restore(1, in: sandbox) }
    #expect(found.map(\.path) == ["a"])
    #expect(found.first?.reason.hasPrefix("somebody changed the same lines") == true)
    #expect(try sandbox.snapshot() == before)
    try restore(1, in: sandbox, onConflict: .take)
    #expect(sandbox.read("a") == Self.lines)
  }

  @Test func `a collision writes nothing, names whose work it is, and can be taken or kept`() throws
  {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", Self.lines), .write("b", "1\n")])
    try sandbox.commit([
      Change("a", .replace(old: Array("line 2".utf8), new: Array("LINE 2".utf8), count: 1)),
      .write("b", "2\n"),
    ])
    try sandbox.write("a", try #require(sandbox.read("a")).replacing("LINE 2", with: "mine"))
    let before = try sandbox.snapshot()
    let found = conflicts { try restore(1, in: sandbox) }
    #expect(found.map(\.path) == ["a"])
    #expect(found.first?.line != nil)
    #expect(try sandbox.snapshot() == before)
    try restore(1, in: sandbox, onConflict: .keep)
    #expect(sandbox.read("a")?.contains("mine") == true && sandbox.read("b") == "1\n")
    // What was kept of the later operation is in effect.
    #expect(try states(sandbox)[1] == "2 commit partlyUndone")
    try sandbox.workspace.undo()
    try restore(1, in: sandbox, onConflict: .take)
    #expect(sandbox.read("a") == Self.lines)
  }

  @Test func `a file that somebody deleted comes back; one that somebody edited alone stays`()
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1\n"), .write("d/b", "1\n"), .write("c", "1\n")])
    try FileManager.default.removeItem(atPath: "\(sandbox.root)/d")
    try sandbox.write("c", "mine\n")
    let landed = try #require(try restore(1, in: sandbox))
    #expect(landed.operation.changes.map(\.path) == ["d", "d/b"])
    #expect(sandbox.read("d/b") == "1\n" && sandbox.read("c") == "mine\n")
    #expect(try restore(1, in: sandbox) == nil)
    #expect(try sandbox.workspace.operations().count == 2)
  }

  @Test func `a file that a later operation put in the way is a conflict with that`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1\n")])
    try sandbox.commit([Change("a", .delete), .write("a/b", "2\n")])
    #expect(conflicts { try restore(1, in: sandbox) }.map(\.path) == ["a"])
    #expect(sandbox.read("a/b") == "2\n")
  }

  @Test func `some paths alone, and what is no path of the operation is refused`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("d/a", "1\n"), .write("d/b", "1\n"), .write("c", "1\n")])
    try sandbox.commit([.write("d/a", "2\n"), .write("d/b", "2\n"), .write("c", "2\n")])
    try restore(1, ["d/a"], in: sandbox)
    #expect(["d/a", "d/b", "c"].map { sandbox.read($0) } == ["1\n", "2\n", "2\n"])
    try restore(1, ["d"], in: sandbox)
    #expect(["d/a", "d/b", "c"].map { sandbox.read($0) } == ["1\n", "1\n", "2\n"])
    #expect(throws: BackstitchError.self) { try restore(1, ["nowhere"], in: sandbox) }
    #expect(throws: BackstitchError.self) { try restore(9, in: sandbox) }
  }

  @Test func `the log's standings are those right after the operation, and undo gives them back`()
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1\n")])
    try sandbox.commit([.write("a", "2\n")])
    try sandbox.workspace.undo()
    try sandbox.commit([.write("a", "4\n")])
    let before = try states(sandbox)
    #expect(before[1] == "2 commit undone(by: 3)")
    try restore(2, in: sandbox)
    #expect(sandbox.read("a") == "2\n")
    #expect(
      try states(sandbox).prefix(4) == [
        "1 commit inEffect", "2 commit inEffect", "3 undo undone(by: 5)", "4 commit undone(by: 5)",
      ])
    try sandbox.workspace.undo()
    #expect(sandbox.read("a") == "4\n")
    #expect(
      try states(sandbox).prefix(4).map { $0.prefix { $0 != "(" } }
        == before.map { $0.prefix { $0 != "(" } })
  }

  @Test func `a dry run is the run, and another plan is refused`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1\n")])
    try sandbox.commit([.write("a", "2\n")])
    let proposal = try sandbox.workspace.proposeRestore(of: 1)
    #expect(sandbox.read("a") == "2\n")
    #expect(throws: BackstitchError.self) { try proposal.land(expecting: "another") }
    let landed = try #require(try proposal.land(expecting: proposal.plan.digest))
    #expect(landed.operation.digest == proposal.plan.digest)
  }

  @Test func `an undo after a restore takes out what the restore had brought back`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1\n"), .write("d/b", "1\n")])
    try sandbox.workspace.undo()
    try restore(1, in: sandbox)
    // Not the newest any more: what others have is looked for.
    try sandbox.commit([.write("other", "x")])
    try sandbox.workspace.proposeUndo(of: 1).land()
    #expect(try sandbox.snapshot().keys.map { String(bytes: $0, encoding: .utf8) } == ["other"])
    #expect(try states(sandbox)[0] == "1 commit undone(by: 5)")
    // The restore brings it back once more; its own undo goes with what it brought.
    try restore(1, in: sandbox)
    try sandbox.commit([.write("other", "y")])
    try sandbox.workspace.proposeUndo(of: 6).land()
    #expect(sandbox.read("a") == nil && sandbox.read("d/b") == nil)
    #expect(try states(sandbox)[0] == "1 commit undone(by: 5)")
  }

  @Test func `somebody who found in place what a restore brought back keeps it`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    let start = try sandbox.snapshot()
    try Sharing.land("one", in: sandbox)
    try sandbox.workspace.undo()
    try restore(1, in: sandbox)
    try Sharing.land("two", in: sandbox)
    try sandbox.workspace.proposeUndo(of: 3).land()
    #expect(sandbox.read("own/one") == nil && sandbox.read("lib/first") == "first\n")
    try sandbox.workspace.proposeUndo(of: 4).land()
    #expect(try sandbox.snapshot() == start)
  }

  @Test func `a path that later operations left as it was takes nothing of them back`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1\n"), .write("b", "1\n")])
    try sandbox.commit([.write("a", "2\n")])
    try sandbox.workspace.undo()
    try sandbox.commit([.write("b", "2\n")])
    try restore(1, in: sandbox)
    #expect(
      try states(sandbox) == [
        "1 commit inEffect", "2 commit undone(by: 3)", "3 undo inEffect", "4 commit undone(by: 5)",
        "5 restore inEffect",
      ])
  }

  @Test func `what is undone already stays undone by what undid it, also after the restore's undo`()
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1\n")])
    try sandbox.commit([.write("a", "2\n")])
    try sandbox.workspace.undo()
    try sandbox.commit([.write("a", "4\n")])
    try restore(1, in: sandbox)
    let earlier = ["1 commit inEffect", "2 commit undone(by: 3)", "3 undo inEffect"]
    #expect(
      try states(sandbox) == earlier + ["4 commit undone(by: 5)", "5 restore inEffect"])
    try sandbox.workspace.undo()
    #expect(sandbox.read("a") == "4\n")
    #expect(
      try states(sandbox) == earlier + [
        "4 commit inEffect", "5 restore undone(by: 6)", "6 undo inEffect",
      ])
  }

  @Test func `a restore over an undo takes the undo back, and its own undo has that again`() throws
  {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1\n")])
    try sandbox.workspace.undo()
    try restore(1, in: sandbox)
    #expect(
      try states(sandbox) == ["1 commit inEffect", "2 undo undone(by: 3)", "3 restore inEffect"])
    try sandbox.workspace.undo()
    #expect(sandbox.read("a") == nil)
    #expect(
      try states(sandbox) == [
        "1 commit undone(by: 2)", "2 undo inEffect", "3 restore undone(by: 4)", "4 undo inEffect",
      ])
  }

  @Test func `a later registration goes by meaning from a file that was put in another order`()
    throws
  {
    let sandbox = try Sandbox()
    let routers: RelativePath = "routers.py"
    try sandbox.write("routers.py", "app = FastAPI()\n")
    for name in ["one", "two", "three"] {
      try sandbox.commit([
        Change(routers, .edit(.registerRouter(.init(module: "api.\(name)", symbol: "\(name)"))))
      ])
    }
    let text = try #require(sandbox.read("routers.py"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isRegistration = { (line: String) in line.contains("include_router") }
    // A person sorted the registrations the other way round.
    var reversed = lines.filter(isRegistration).reversed().makeIterator()
    let sorted = lines.map { isRegistration($0) ? reversed.next() ?? "" : $0 }
    try sandbox.write("routers.py", sorted.joined(separator: "\n"))
    let landed = try #require(try restore(1, in: sandbox))
    #expect(landed.plan.verdicts.map(\.decision) == [.merged])
    let restored = try #require(sandbox.read("routers.py"))
    #expect(restored.contains("one") && !restored.contains("two") && !restored.contains("three"))
    try sandbox.workspace.undo()
    #expect(sandbox.read("routers.py")?.contains("include_router(two)") == true)
  }
}
