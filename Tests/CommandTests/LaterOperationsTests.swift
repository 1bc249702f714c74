import Foundation
import TestSupport
import Testing

/// What is taken or brought back meets later operations: the commands that go first are named.
@Suite struct LaterOperationsTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  init() throws { shop = try Shop() }

  private func next(_ result: RunningProgram.Result) throws -> [String] {
    let error = try #require(try json(result)["error"] as? [String: Any])
    return try #require(error["next"] as? [String])
  }

  @Test func `undo below a regeneration names its undo, and the two commands do it`() throws {
    try run("generate", "entity", "product", "name:str")
    try run("generate", "entity", "product", "size:int")
    let next = try next(run("undo", "1", "--json", "--on-conflict", "abort", status: 2))
    #expect(next.prefix(2) == ["backstitch undo 2", "backstitch undo 1"])
    try run("undo", "2")
    try run("undo", "1")
    #expect(try shop.git("status", "--porcelain").isEmpty)
  }

  @Test func `redo of a regeneration whose entity is undone names the entity's redo`() throws {
    try run("generate", "entity", "product", "name:str")
    try run("generate", "entity", "product", "size:int")
    try run("undo", "2")
    try run("undo", "1")
    let next = try next(run("redo", "2", "--json", status: 2))
    #expect(next.prefix(2) == ["backstitch redo 1", "backstitch redo 2"])
    try run("redo", "1")
    try run("redo", "2")
  }

  @Test func `restore names the operations that it takes back in part`() throws {
    try run("generate", "entity", "brand", "name:str")
    try run("generate", "entity", "product", "name:str")
    let restored = try run("restore", "1", "-n")
    #expect(
      restored.output.contains("warning: operation 2 is taken back in part: "),
      "\(restored.output)")
    #expect(restored.output.contains("'backstitch undo 2' takes the rest"))
    try run("undo", "2")
    #expect(try !run("restore", "1", "-n").output.contains("in part"))
  }

  @Test func `a line that an undo brings back is not told as removed`() throws {
    try run("generate", "entity", "product", "name:str", "price:decimal")
    try run("generate", "entity", "product", "--drop-field", "price")
    let undone = try run("undo", "-n")
    #expect(undone.output.contains("brought back; it was removed from decimal import Decimal"))
    let document = try json(run("undo", "-n", "--json"))
    let plan = try #require(document["plan"] as? [String: Any])
    let changes = try #require(plan["changes"] as? [[String: Any]])
    let reasons = changes.flatMap { $0["evidence"] as? [[String: Any]] ?? [] }
      .compactMap { $0["reason"] as? String }
    #expect(reasons.allSatisfy { !$0.hasPrefix("removed") }, "\(reasons)")
  }
}
