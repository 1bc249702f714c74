import Backstitch
import Foundation
import Patch
import Testing

/// Files too big to be held are named by their content: every kind of change gives what it gives
/// for small ones.
@Suite struct LargeFileTests {
  /// A file of 5 MB in lines.
  private static let text = String(repeating: "a line of some length, again\n", count: 180_000)

  private func prepared() throws -> (sandbox: Sandbox, before: [[UInt8]: String]) {
    let sandbox = try Sandbox()
    try sandbox.write("d/big", Self.text)
    return (sandbox, try sandbox.snapshot())
  }

  @Test(arguments: [
    [Change("d/big", .move(to: "e/moved"))],
    [Change("d/big", .delete)],
    [Change("d", .delete), .write("d", "a file")],
    [Change("d/big", .chmod(.executable(true)))],
    [Change("d/big", .chmod(.executable(true))), Change("d/big", .move(to: "moved"))],
    [.write("d/big", "small")],
    [Change("d/big", .move(to: "moved")), .write("moved", text + "end\n")],
  ])
  func `a change of a big file lands, is undone and redone`(_ changes: [Change]) throws {
    let (sandbox, before) = try prepared()
    try sandbox.commit(changes)
    let after = try sandbox.snapshot()
    #expect(after != before)
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
    try sandbox.workspace.redo()
    #expect(try sandbox.snapshot() == after)
  }

  @Test func `text in a big file is replaced, and what it was expected to hold is checked`() throws
  {
    let (sandbox, before) = try prepared()
    let replace = Change.Action.replace(
      old: Array(Self.text.utf8), new: Array("other\n".utf8), count: 1)
    #expect(throws: Refusal.self) {
      try sandbox.commit([
        Change("d/big", replace, expect: .init(sha256: String(repeating: "0", count: 64)))
      ])
    }
    #expect(try sandbox.snapshot() == before)
    let digest = Digest.sha256(Array(Self.text.utf8))
    try sandbox.commit([Change("d/big", replace, expect: .init(sha256: digest))])
    #expect(sandbox.read("d/big") == "other\n")
  }

  @Test func `a staged move of a big file is committed by another process`() throws {
    let (sandbox, before) = try prepared()
    var transaction = try sandbox.workspace.begin("move")
    try transaction.step("a") { tree throws(Refusal) in
      try tree.stage(Change("d/big", .move(to: "moved")))
    }
    try transaction.step("b") { tree throws(Refusal) in
      try tree.stage(Change("moved", .chmod(.executable(true))))
    }
    let number = try transaction.save()
    try sandbox.workspace.openTransaction(number).commit()
    #expect(sandbox.read("moved") == Self.text)
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
  }

  @Test func `a big file's diff is told as binary`() throws {
    let (sandbox, _) = try prepared()
    let landed = try #require(try sandbox.commit([Change("d/big", .delete)]))
    let diffs = try sandbox.workspace.diff(of: landed.operation)
    #expect(diffs.count == 1)
    #expect(String(decoding: diffs[0].text, as: UTF8.self).contains("Binary files"))
  }
}
