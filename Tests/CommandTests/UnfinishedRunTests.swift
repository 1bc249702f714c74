import Foundation
import TestSupport
import Testing

/// The same plan and entity again, while an earlier run of them is open.
@Suite struct UnfinishedRunTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  private static let words = ["generate", "fullstack", "product", "name:str:64:required"]
  private static let question = "Resume it, begin anew (rolls t1 back), or cancel?"

  init() throws {
    shop = try Shop()
    _ = try backstitch(Self.words + ["--stage"], in: shop.root)
  }

  private func terminal() throws -> TerminalSession {
    try TerminalSession(backstitchPath, Self.words, in: root)
  }

  private func open() throws -> String { try run("status").output }

  @Test func `it is gone on with when a person wants that`() throws {
    let terminal = try terminal()
    try terminal.wait(for: "t1 (generate fullstack product) is unfinished: backend is staged")
    try terminal.answer(Self.question, "resume\n")
    try terminal.answer("Write these files?", "yes\n")
    #expect(try terminal.finish() == 0, "\(terminal.shown)")
    #expect(try !open().contains("Open:"))
    #expect(try run("log").output.contains("1  commit  generate fullstack product"))
  }

  @Test func `anew rolls the open one back`() throws {
    _ = try run("commit", "t1", "--steps", "backend")
    let terminal = try terminal()
    try terminal.answer(Self.question, "anew\n")
    try terminal.wait(for: "t1 was rolled back.")
    try terminal.answer("Write these files?", "yes\n")
    #expect(try terminal.finish() == 0, "\(terminal.shown)")
    #expect(try !open().contains("Open:"))
    #expect(try run("status", "product").output.contains("100% Complete"))
  }

  @Test func `cancelling leaves all as it is`() throws {
    let terminal = try terminal()
    try terminal.answer(Self.question, "cancel\n")
    #expect(try terminal.finish() == 1)
    #expect(terminal.shown.contains("t1 stays open"))
    #expect(try open().contains("Open: t1"))
    #expect(try shop.git("status", "--porcelain").isEmpty)
  }

  @Test func `without a terminal it is told with the commands that end it`() throws {
    let again = try run(words: Self.words + ["--stage"])
    for command in ["backstitch resume t1", "backstitch rollback t1"] {
      #expect(again.error.contains(command), "\(again.error)")
    }
    let document = try json(run(words: Self.words + ["--json"]))
    let warnings = try #require(document["warnings"] as? [String])
    #expect(warnings.contains { $0.contains("t2 (generate fullstack product) is still open") })
    let other = try run("generate", "entity", "product", "name:str:64:required")
    #expect(!other.error.contains("still open"), "another plan")
  }
}
