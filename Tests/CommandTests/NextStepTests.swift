import Foundation
import TestSupport
import Testing

/// Next steps are commands that can be pasted one after the other, with a comment each.
@Suite struct NextStepTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  init() throws { shop = try Shop() }

  private func nextSteps(_ words: String...) throws -> [String] {
    let document = try json(run(words: words + ["--json"]))
    return try #require(document["next"] as? [String])
  }

  @Test func `each parses as a command, and none changes the directory`() throws {
    try shop.git("rm", "-rq", "frontend/components/data-table")
    let steps = try nextSteps(
      "generate", "fullstack", "product", "name:str:64", "supplier:ref:Supplier", "--with",
      "data-table")
    #expect(steps.count > 4)
    for step in steps {
      let checked = try RunningProgram("/bin/bash", ["-nc", step], in: root).finish()
      #expect(checked.status == 0, "\(step)")
      #expect(!step.hasPrefix("cd "), "\(step)")
      let command = step.prefix { $0 != " " }
      #expect(
        ["curl", "python3", "echo", "backstitch", "(cd"].contains(command), "prose: \(step)")
    }
    #expect(!steps.contains { $0.contains("FIELD...") || $0.contains("import {") })
    #expect(steps.contains { $0.hasPrefix("curl -i ") && $0.contains("  # with the frontend") })
    // The same as one script, up to the programs it needs.
    let script = steps.filter { $0.hasPrefix("(cd ") }
      .map { $0.replacing(#/&& (alembic|pytest)[^)]*/#, with: "&& pwd") }
    let together = try RunningProgram(
      "/bin/bash", ["-ec", script.joined(separator: "\n")], in: root
    ).finish()
    #expect(together.status == 0 && script.count == 3, "\(script)")
  }

  @Test(arguments: [("backend/.venv", ".venv"), ("venv", "../venv")])
  func `programs of the project's own environment are named by their paths`(
    place: String, shown: String
  ) throws {
    for name in ["alembic", "pytest"] { try shop.directory.write("\(place)/bin/\(name)", "") }
    let steps = try nextSteps("generate", "entity", "brand", "name:str")
    #expect(steps.contains { $0.hasPrefix("(cd backend && \(shown)/bin/alembic upgrade head)") })
    #expect(steps.contains { $0.hasPrefix("(cd backend && \(shown)/bin/pytest)") }, "\(steps)")
  }

  @Test func `a table without migrations has a command, too`() throws {
    try FileManager.default.removeItem(atPath: root + "/backend/alembic.ini")
    try FileManager.default.removeItem(atPath: root + "/backend/alembic")
    let steps = try nextSteps("generate", "entity", "brand", "name:str")
    #expect(steps.first?.hasPrefix("(cd backend && alembic init -t async alembic)  # ") == true)
  }

  @Test func `what the frontend lacks is told for the first page alone`() throws {
    try shop.git("rm", "-rq", "frontend/components/ui")
    let first = try run("generate", "fullstack", "product", "name:str:64", "--with", "data-table")
    let second = try run("generate", "fullstack", "brand", "name:str:64")
    #expect(first.error.contains("stand in for"))
    #expect(!second.error.contains("stand in for"), "\(second.error)")
  }

  @Test func `next steps of a branch that is built aside begin there`() throws {
    let words = ["generate", "entity", "brand", "name:str", "--json", "--branch"]
    let hidden = try json(run(words: words + ["feature/a", "--no-switch"]))
    #expect((hidden["next"] as? [String])?.first == "git switch feature/a")
    let place = try TemporaryDirectory()
    let tree = "\(place.path)/tree"
    let linked = try json(run(words: words + ["feature/b", "--worktree", tree]))
    #expect((linked["next"] as? [String])?.first == "cd \(tree)")
  }

  @Test func `an undo says that it removes`() throws {
    _ = try run("generate", "entity", "brand", "name:str")
    let undone = try run("undo").output
    #expect(undone.contains("removed; it was "))
    #expect(!undone.contains("      after "), "\(undone)")
  }

  @Test func `a part that was undone is named by its step`() throws {
    _ = try run("generate", "fullstack", "product", "name:str:64")
    let undone = try run("undo", "--steps", "frontend").output
    #expect(undone.contains("undo 1 --steps frontend: generate fullstack product"), "\(undone)")
    #expect(try run("log").output.contains("1 --steps frontend: generate fullstack product"))
    let redone = try run("redo").output
    #expect(redone.contains(": generate fullstack product"))
    #expect(!redone.contains("undo 1"))
  }
}
