import Backstitch
import Foundation
import Patch
import SourceEdits
import Testing

/// What an operation finds in place because an earlier one made it: only the last holder's undo
/// removes it (I6, I8, I9).
@Suite struct HoldTests {
  @Test(arguments: [[1, 2], [2, 1]])
  func `what two rest on goes with the last of them`(order: [Int]) throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    let start = try sandbox.snapshot()
    try Sharing.land("one", in: sandbox)
    let one = try sandbox.snapshot()
    try Sharing.land("two", in: sandbox)
    let both = try sandbox.snapshot()
    try sandbox.undo(order[0])
    #expect(sandbox.read("lib/first") == "first\n" && sandbox.read("lib/second") == "second\n")
    #expect(sandbox.read(Sharing.variables) == "A=1\nURL=here\n")
    if order == [2, 1] { #expect(try sandbox.snapshot() == one) }
    try sandbox.undo(order[1])
    #expect(try sandbox.snapshot() == start)
    // Whoever comes first brings all of it.
    try sandbox.redo(order[0])
    #expect(sandbox.read("lib/first") == "first\n")
    #expect(sandbox.read(Sharing.variables) == "A=1\nURL=here\n")
    try sandbox.redo(order[1])
    #expect(try sandbox.snapshot() == both)
    #expect(try sandbox.workspace.diagnose().findings.isEmpty)
  }

  @Test func `holds are no changes, and an undo says for whom it keeps what it made`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    try Sharing.land("one", in: sandbox)
    let second = try #require(try Sharing.land("two", in: sandbox))
    #expect(second.operation.changes.map(\.path) == ["own/two"])
    #expect(second.operation.steps.map(\.paths) == [["own/two"]])
    #expect(try sandbox.workspace.why("lib/first").compactMap(\.operation?.number) == [1])
    let undo = try sandbox.workspace.proposeUndo(of: 1).plan
    #expect(undo.changes.map(\.path) == ["own/one"])
    let kept = undo.verdicts.filter { $0.decision == .kept }
    #expect(kept.map(\.path) == [Sharing.path, "lib/first", "lib/second"])
    #expect(kept.allSatisfy { $0.holders == [2] })
    // What it never made is not told of.
    #expect(try sandbox.workspace.proposeUndo(of: 2).plan.verdicts.map(\.path) == ["own/two"])
  }

  @Test func `a person's edit is kept while it is held, and a conflict for the last holder`() throws
  {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    for name in ["one", "two", "three"] { try Sharing.land(name, in: sandbox) }
    try sandbox.write("lib/first", "first\nmine\n")
    try sandbox.write(Sharing.variables, "A=1\nURL=mine\n")
    try sandbox.undo(1)
    try sandbox.undo(3)
    let before = try sandbox.snapshot()
    let refused = conflicts { try sandbox.undo(2) }
    #expect(Set(refused.map(\.path)) == [Sharing.path, "lib/first"])
    #expect(try sandbox.snapshot() == before)
    // With the first two back, it is theirs again.
    try sandbox.redo(1)
    try sandbox.undo(2)
    #expect(sandbox.read("lib/first") == "first\nmine\n")
    #expect(sandbox.read(Sharing.variables) == "A=1\nURL=mine\n")
  }

  @Test func `what people made is nobody's to remove`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "URL=mine\n")
    try sandbox.write("lib/first", "first\n")
    let start = try sandbox.snapshot()
    try Sharing.land("one", in: sandbox)
    try Sharing.land("two", in: sandbox)
    try sandbox.undo(1)
    #expect(sandbox.read("lib/second") == "second\n")
    try sandbox.undo(2)
    #expect(try sandbox.snapshot() == start)
  }

  @Test func `one path of a hold is let go alone, and taken up again`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    try Sharing.land("one", in: sandbox)
    try Sharing.land("two", in: sandbox)
    let both = try sandbox.snapshot()
    let first = Selection(paths: ["lib/first"])
    try sandbox.undo(2, first)
    #expect(try sandbox.snapshot() == both)
    #expect(try sandbox.workspace.operation(2).state == .partlyUndone)
    try sandbox.undo(1, first)
    #expect(sandbox.read("lib/first") == nil && sandbox.read("lib/second") == "second\n")
    try sandbox.redo(2, first)
    try sandbox.undo(1)
    #expect(sandbox.read("lib/first") == "first\n" && sandbox.read("own/one") == nil)
  }

  @Test func `an undone undo takes up again what it left to others`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    try Sharing.land("one", in: sandbox)
    try Sharing.land("two", in: sandbox)
    try sandbox.undo(1)
    try sandbox.undo(2)
    try sandbox.undo(3)
    #expect(sandbox.read("lib/first") == "first\n" && sandbox.read("own/one") == "one\n")
    #expect(sandbox.read(Sharing.variables) == "A=1\nURL=here\n")
    try sandbox.undo(1)
    #expect(sandbox.read("lib/first") == nil)
    #expect(sandbox.read(Sharing.variables) == "A=1\n")
  }

  @Test func `another content at the path is another's file`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("f", "one\n"), .write("a", "a")])
    try sandbox.undo(1)
    try sandbox.commit([.write("f", "two\n")])
    let before = try sandbox.snapshot()
    #expect(conflicts { try sandbox.redo(1) }.map(\.path) == ["f"])
    #expect(try sandbox.snapshot() == before)
    try sandbox.undo(3)
    #expect(sandbox.read("f") == nil)
  }

  @Test func `what was lost and made again is its maker's alone`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    try Sharing.land("one", in: sandbox)
    try Sharing.land("two", in: sandbox)
    try FileManager.default.removeItem(atPath: sandbox.root + "/lib/first")
    let before = try sandbox.snapshot()
    try Sharing.land("three", in: sandbox)
    try sandbox.undo(3)
    #expect(try sandbox.snapshot() == before)
  }

  @Test func `a saved step makes what is gone when it lands, else holds it`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    try Sharing.land("one", in: sandbox)
    var two = try Sharing.staged("two", in: sandbox.workspace)
    let number = try two.save()
    try sandbox.undo(1)
    #expect(sandbox.read("lib/first") == nil)
    try sandbox.workspace.openTransaction(number).commit()
    #expect(sandbox.read("lib/first") == "first\n")
    #expect(try sandbox.workspace.openTransactions().isEmpty)
    var three = try Sharing.staged("three", in: sandbox.workspace)
    let open = try sandbox.workspace.openTransaction(three.save())
    try open.commit()
    try sandbox.undo(3)
    #expect(sandbox.read("lib/first") == "first\n")
    try sandbox.undo(4)
    #expect(sandbox.read("lib/first") == nil)
  }

  @Test func `a step holds what an earlier step of its operation made`() throws {
    let sandbox = try Sandbox()
    var transaction = try sandbox.workspace.begin("two steps")
    for id in ["a", "b"] {
      try transaction.step(id) { tree throws(Refusal) in
        try Sharing.share("lib/first", "first\n", in: &tree)
        try tree.stage(.write(RelativePath(unchecked: Array("own/\(id)".utf8)), id))
      }
    }
    try transaction.commit()
    let all = try sandbox.snapshot()
    try sandbox.undo(1, Selection(steps: ["a"]))
    #expect(sandbox.read("lib/first") == "first\n" && sandbox.read("own/a") == nil)
    try sandbox.undo(1)
    #expect(try sandbox.snapshot().isEmpty)
    try sandbox.redo(1)
    #expect(try sandbox.snapshot() == all)
    try sandbox.undo(1)
    #expect(try sandbox.snapshot().isEmpty)
  }

  @Test func `a rollback of several operations leaves nothing to those that go with it`() throws {
    let sandbox = try Sandbox()
    var transaction = try sandbox.workspace.begin(
      "three steps", steps: ["a", "b", "c"].map { .init(id: $0, title: $0) })
    for id in ["a", "b", "c"] {
      try transaction.step(id) { tree throws(Refusal) in
        try Sharing.share("lib/first", "first\n", in: &tree)
        try tree.stage(.write(RelativePath(unchecked: Array("own/\(id)".utf8)), id))
      }
    }
    let number = try transaction.save()
    for id in ["a", "b"] {
      try sandbox.workspace.openTransaction(number).commit(Selection(steps: [id]))
    }
    #expect(sandbox.read("lib/first") == "first\n")
    try sandbox.workspace.proposeRollback(of: number).land()
    #expect(try sandbox.snapshot().isEmpty)
  }

  @Test func `only the edits that others hold too are left in a file`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    func land(_ name: String, _ keys: [String]) throws {
      var transaction = try sandbox.workspace.begin(name)
      try transaction.step("s") { tree throws(Refusal) in
        try tree.stage(.write(RelativePath(unchecked: Array("own/\(name)".utf8)), name))
        for key in keys { try Sharing.set(key, in: &tree) }
      }
      try transaction.commit()
    }
    try land("one", ["X", "Y"])
    try land("two", ["Y", "Z"])
    #expect(sandbox.read(Sharing.variables) == "A=1\nX=here\nY=here\nZ=here\n")
    try sandbox.undo(1)
    #expect(sandbox.read(Sharing.variables) == "A=1\nY=here\nZ=here\n")
    try sandbox.undo(2)
    #expect(sandbox.read(Sharing.variables) == "A=1\n")
    try sandbox.redo(2)
    try sandbox.redo(1)
    try sandbox.undo(2)
    #expect(sandbox.read(Sharing.variables) == "A=1\nY=here\nX=here\n")
    try sandbox.undo(1)
    #expect(sandbox.read(Sharing.variables) == "A=1\n")
  }

  @Test func `what collided is taken, and what others hold in the file is left to them`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("m.py", "x = 1\n")
    func land(_ name: String) throws {
      try sandbox.commit([
        Change("m.py", .edit(.addImport(ImportEdit(module: "decimal", name: "Decimal")))),
        Change(
          "m.py",
          .edit(
            .appendClass(ClassEdit(name: name, source: "class \(name):\n    x = Decimal(1)")))),
      ])
    }
    try land("One")
    try land("Two")
    let edited = try #require(sandbox.read("m.py")).replacing(
      "class One:\n    x", with: "class One:\n    y")
    try sandbox.write("m.py", edited)
    let found = conflicts { try sandbox.undo(1) }
    #expect(found.map(\.path) == ["m.py"])
    let kept = try sandbox.workspace.proposeUndo(of: 1, onConflict: .keep)
    #expect(kept.plan.taken.isEmpty)
    let taken = try sandbox.workspace.proposeUndo(of: 1, onConflict: .take).land()
    #expect(taken?.plan.taken == ["m.py"])
    let text = try #require(sandbox.read("m.py"))
    #expect(!text.contains("class One") && text.contains("class Two"))
    #expect(text.contains("from decimal import Decimal"))
  }

  @Test func `a held content outlives the operation that made it`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    try Sharing.land("one", in: sandbox)
    try Sharing.land("two", in: sandbox)
    let report = try sandbox.workspace.collectGarbage(Retention(bytes: 0))
    #expect(report?.dropped == 1..<2)
    #expect(throws: BackstitchError.self) { try sandbox.workspace.operation(1) }
    try sandbox.undo(2)
    #expect(sandbox.read("lib/first") == nil && sandbox.read("own/one") == "one\n")
    try sandbox.redo(2)
    #expect(sandbox.read("lib/first") == "first\n")
    #expect(sandbox.read(Sharing.variables) == "A=1\nURL=here\n")
    let bad = try sandbox.workspace.diagnose().findings.filter { $0.severity != .note }
    #expect(bad.isEmpty)
  }
}
