import Backstitch
import Foundation
import Patch
import SourceEdits
import Testing

/// Undo, redo and commits over files that were reformatted, reordered and edited since.
@Suite struct LaterWorkTests {
  private let sandbox: Sandbox

  private static let models = """
    from sqlalchemy.orm import Mapped, mapped_column


    class Category(Base):
        __tablename__ = 'category'

        id: Mapped[int] = mapped_column(primary_key=True)

    """

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write("models.py", Self.models)
  }

  private func append(_ name: String) throws {
    var transaction = try sandbox.workspace.begin("add \(name)")
    try transaction.step("model") { tree throws(Refusal) in
      try tree.stage(
        Change(
          "models.py",
          .edit(
            .appendClass(
              .init(
                name: name,
                source: "class \(name)(Base):\n    __tablename__ = '\(name.lowercased())'\n")))))
    }
    try transaction.commit()
  }

  /// What a formatter with other habits makes of it.
  private func reformat(_ path: String) throws {
    let text = try #require(sandbox.read(path))
    try sandbox.write(
      path,
      text.replacing("'", with: "\"").replacing(
        "(primary_key=True)", with: "(\n        primary_key=True,\n    )"))
  }

  @Test func `classes added beside each other go one by one, also after a formatter`() throws {
    for name in ["Order", "Product", "Brand"] { try append(name) }
    try reformat("models.py")
    try sandbox.workspace.proposeUndo(of: 2).land()
    let text = try #require(sandbox.read("models.py"))
    #expect(!text.contains("Product"))
    #expect(text.contains("class Order(Base):\n    __tablename__ = \"order\"\n"))
    #expect(text.contains("class Brand(Base):\n    __tablename__ = \"brand\"\n"))
    #expect(text.contains("(\n        primary_key=True,\n    )"))
    try sandbox.workspace.proposeUndo(of: 1).land()
    try sandbox.workspace.proposeUndo(of: 3).land()
    let left = try #require(sandbox.read("models.py"))
    try sandbox.write("expected.py", Self.models)
    try reformat("expected.py")
    #expect(left == sandbox.read("expected.py"))
  }

  @Test func `classes that changed places go`() throws {
    for name in ["Order", "Product"] { try append(name) }
    let order = "class Order(Base):\n    __tablename__ = 'order'\n"
    let text = try #require(sandbox.read("models.py"))
    try sandbox.write(
      "models.py", text.replacing("\n\n\(order)", with: "") + "\n\n" + order + "\n\nMine = 1\n")
    try sandbox.workspace.proposeUndo(of: 1).land()
    let left = try #require(sandbox.read("models.py"))
    #expect(!left.contains("class Order"))
    #expect(left.contains("class Product") && left.contains("Mine = 1"))
  }

  @Test(arguments: ["service.py", "service.ts", "data.json"])
  func `what is no structured edit is undone and redone in a file laid out anew`(
    _ name: String
  ) throws {
    let isJSON = name.hasSuffix("json")
    func text(_ names: [String], isSpread: Bool, mine: Bool = false) -> String {
      let members = names.map { "\"\($0)\": [1, 2]" } + (mine ? ["\"mine\": [3, 4]"] : [])
      if isJSON {
        return isSpread
          ? "{\n\t" + members.map { $0.replacing(" ", with: "") }.joined(separator: ",\n\t")
            + "\n}\n"
          : "{\n  " + members.joined(separator: ",\n  ") + "\n}\n"
      }
      let all = names.map { "\($0) = f(1, 'x')" } + (mine ? ["mine = f(2, 'y')"] : [])
      let lines =
        isSpread
        ? all.map {
          $0.replacing("(", with: "(\n  ").replacing("'", with: "\"").replacing(")", with: ",\n)")
        }
        : all
      return lines.joined(separator: "\n") + "\n"
    }
    let path = try RelativePath(bytes: Array(name.utf8))
    let base = ["a", "b", "c", "d", "e"]
    try sandbox.write(name, text(base, isSpread: false))
    try sandbox.commit([.write(path, text(["a", "b", "n", "c", "d", "e"], isSpread: false))])
    try sandbox.write(name, text(["a", "b", "n", "c", "d", "e"], isSpread: true, mine: true))
    try sandbox.workspace.undo()
    #expect(sandbox.read(name) == text(base, isSpread: true, mine: true))
    try sandbox.workspace.redo()
    let redone = try #require(sandbox.read(name))
    #expect(redone.contains("mine") && redone.contains("n"))
    // Undo and redo once more find the same.
    try sandbox.workspace.undo()
    #expect(sandbox.read(name) == text(base, isSpread: true, mine: true))
  }

  @Test(arguments: [
    ("made.ts", "const a = 'x';\nf(a, b);\n", "const a = \"x\"\nf(\n  a,\n  b,\n)\n"),
    ("made.tsx", "const a = <p>one two</p>;\n", "const a = (\n  <p>\n    one two\n  </p>\n);\n"),
    ("made.json", "{\"a\":[1,2]}", "{\n  \"a\": [\n    1,\n    2\n  ]\n}\n"),
    ("made.py", "x = 'a'\n", "x = \"a\"\n"),
  ])
  func `a created file that was only laid out anew is deleted`(
    _ name: String, _ text: String, _ formatted: String
  ) throws {
    try sandbox.commit([.write(try RelativePath(bytes: Array(name.utf8)), text)])
    try sandbox.write(name, formatted)
    try sandbox.workspace.undo()
    #expect(sandbox.read(name) == nil)
    try sandbox.workspace.redo()
    try sandbox.write(name, formatted.replacing("a", with: "mine"))
    #expect(conflicts { try sandbox.workspace.undo() }.first?.editedSince == 3)
  }

  @Test func `what is staged merges with a formatter's work since`() throws {
    let base = "a = f('x')\nb = f('y')\nc = f('z')\n"
    try sandbox.write("s.py", base)
    var transaction = try sandbox.workspace.begin("add")
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(.write("s.py", base + "d = f('w')\n"))
    }
    _ = try transaction.save()
    try sandbox.write("s.py", "a = f(\n    \"x\",\n)\nb = f(\"mine\")\nc = f(\"z\")\n")
    try transaction.commit()
    #expect(
      sandbox.read("s.py") == "a = f(\n    \"x\",\n)\nb = f(\"mine\")\nc = f(\"z\")\nd = f('w')\n")
  }

  @Test func `a conflict names who wrote the lines: an operation, also under edits of others`()
    throws
  {
    let lines = (1...9).map { "line \($0)\n" }.joined()
    try sandbox.write("f", lines)
    func change(_ old: String, _ new: String) throws {
      let text = try #require(sandbox.read("f"))
      try sandbox.commit([.write("f", text.replacing(old, with: new))])
    }
    try change("line 2\n", "two\n")
    try change("two\n", "TWO\n")
    try change("line 9\n", "nine\n")
    try sandbox.write("f", try #require(sandbox.read("f")).replacing("line 6", with: "six"))
    let found = conflicts { try sandbox.workspace.proposeUndo(of: 1).land() }
    #expect(found.first?.operation == 2)
    #expect(found.first?.line == 2)
    #expect(found.first?.hunks.map(\.ours) == [Array("TWO\n".utf8)])
    #expect(found.first?.description.contains("(from operation 2)") == true)
    try sandbox.write("f", try #require(sandbox.read("f")).replacing("TWO", with: "by hand"))
    let byHand = conflicts { try sandbox.workspace.proposeUndo(of: 1).land() }
    #expect(byHand.first?.operation == nil)
    #expect(byHand.first?.editedSince == 3)
  }

  @Test func `hunks are decided one by one, and a file that changed is not what was decided`()
    throws
  {
    let lines = (1...9).map { "line \($0)\n" }.joined()
    try sandbox.write("f", lines)
    try sandbox.commit([
      .write("f", lines.replacing("line 2", with: "two").replacing("line 8", with: "eight"))
    ])
    let edited = lines.replacing("line 2", with: "my 2").replacing("line 8", with: "my 8")
    try sandbox.write("f", edited)
    let seen = try sandbox.workspace.proposeUndo().plan.conflicts
    #expect(seen.first?.hunks.count == 2)
    let policy = ConflictPolicy(
      .abort, decisions: ["f": .hunks([.take, .text(Array("ours\n".utf8))])])
    let proposal = try sandbox.workspace.proposeUndo(onConflict: policy)
    #expect(proposal.plan.decides(seen))
    try sandbox.write("f", edited + "more\n")
    #expect(throws: BackstitchError.self) { try proposal.land(expecting: proposal.plan.digest) }
    #expect(try !sandbox.workspace.proposeUndo(onConflict: policy).plan.decides(seen))
    try sandbox.write("f", edited)
    // Decisions of another number of hunks decide nothing.
    let short = ConflictPolicy(.abort, decisions: ["f": .hunks([.take])])
    #expect(try sandbox.workspace.proposeUndo(of: 1, onConflict: short).plan.conflicts.count == 1)
    try proposal.land(expecting: proposal.plan.digest)
    #expect(sandbox.read("f") == lines.replacing("line 8", with: "ours"))
  }

  @Test func `steps that need what is taken back are named`() throws {
    var transaction = try sandbox.workspace.begin(
      "both",
      steps: [
        .init(id: "back", title: "Backend"), .init(id: "front", title: "Frontend", needs: ["back"]),
      ])
    try transaction.step("back") { tree throws(Refusal) in try tree.stage(.write("b", "1")) }
    try transaction.step("front") { tree throws(Refusal) in try tree.stage(.write("c", "1")) }
    _ = try transaction.save()
    try transaction.commit(Selection(steps: ["back"]))
    try sandbox.workspace.openTransaction(1).commit()
    let dependents = try sandbox.workspace.proposeUndo(of: 1).plan.dependents
    #expect(dependents.map(\.operation) == [2])
    #expect(dependents.first?.step == "front" && dependents.first?.need == "back")
    try sandbox.workspace.proposeUndo(of: 2).land()
    #expect(try sandbox.workspace.proposeUndo(of: 1).plan.dependents.isEmpty)
  }
}
