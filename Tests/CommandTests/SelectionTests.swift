import Foundation
import TestSupport
import Testing

/// Which steps and paths are meant: what is left out stays out, and what cannot be chosen is refused.
@Suite struct SelectionTests: ProgramSuite {
  private let plan: OwnPlan
  var root: String { plan.root }

  /// Step `a` is staged, `b` failed, `c` has not run.
  init() throws {
    plan = try OwnPlan()
    _ = try run("generate", "own", "x", status: 1)
  }

  // MARK: Leaving out

  @Test func `a staged step that is left out does not land, nor what needs it`() throws {
    let ended = try run("resume", "--skip", "a", "--skip", "b")
    #expect(ended.output.contains("'A', 'B', 'C' were left out"), "\(ended.output)")
    #expect(!plan.has("a.txt") && !plan.has("c.txt"))
    #expect(try !run("status").output.contains("Open:"))
  }

  @Test func `a step that was left out stays out for the next process`() throws {
    _ = try run("resume", "--skip", "a", status: 1)
    #expect(try run("status").output.contains("[-] A (a), left out"))
    _ = try run("resume", "--skip", "b")
    #expect(!plan.has("a.txt") && !plan.has("c.txt"))
  }

  @Test func `a dry run leaves nothing out`() throws {
    _ = try run("resume", "--skip", "a", "--skip", "b", "-n")
    #expect(try run("status").output.contains("[~] A (a), staged"))
  }

  @Test func `a step that landed is not left out; the undo is named`() throws {
    _ = try run("commit", "--steps", "a")
    let refused = try run("resume", "--skip", "a", status: 1)
    #expect(refused.error.contains("'backstitch undo 1 --steps a' takes it back"))
  }

  @Test func `what was staged by hand can be left out`() throws {
    let change = #"{"changes":[{"write":"k.txt","content":"k"}]}"#
    _ = try run("apply", "-", "--stage", input: change)
    let ended = try run("resume", "t2", "--skip", "apply")
    #expect(ended.output.contains("apply was left out"))
    #expect(!plan.has("k.txt"))
    #expect(try !run("status").output.contains("Open: t2"))
  }

  // MARK: Choosing

  @Test(arguments: [
    ("b", "it failed: the agent"), ("c", "it has not run yet"), ("a,c", "it has not run yet"),
  ])
  func `a step with nothing staged cannot be committed`(steps: String, reason: String) throws {
    let refused = try run("commit", "--steps", steps, status: 1)
    #expect(refused.error.contains(reason), "\(refused.error)")
    #expect(!plan.has("a.txt"))
  }

  @Test func `one that landed or was left out is told as such`() throws {
    _ = try run("commit", "--steps", "a")
    #expect(try run("commit", "--steps", "a", status: 1).error.contains("operation 1 landed it"))
    _ = try run("resume", "--skip", "b", "--stage")
    #expect(try run("commit", "--steps", "b", status: 1).error.contains("it was left out"))
  }

  @Test(arguments: [["commit"], ["undo", "1"], ["redo", "1"]], ["", ","])
  func `an empty list of steps is usage`(command: [String], steps: String) throws {
    _ = try run("commit", "--steps", "a")
    let refused = try run(words: command + ["--steps", steps], status: 64)
    #expect(refused.error.contains("names no step"))
  }

  @Test func `steps and paths that do not meet are refused`() throws {
    let steps = OwnPlan.step("a", does: OwnPlan.writing("a.txt"))
    let both = try OwnPlan(steps: steps + OwnPlan.step("b", does: OwnPlan.writing("b.txt")))
    let words = ["--steps", "a", "--paths", "b.txt"]
    try both.run("generate", "own", "x", "--stage")
    let staged = try both.run(words: ["commit"] + words, status: 1)
    #expect(staged.error.contains("the path 'b.txt' is none of 'a'"))
    try both.run("commit")
    let landed = try both.run(words: ["undo"] + words, status: 1)
    #expect(landed.error.contains("the path 'b.txt' is none of 'a'"))
  }

  // MARK: Another plan

  @Test func `a digest of another plan names the dry run that shows this one`() throws {
    let resumed = try run(
      "resume", "t1", "--skip", "b", "--expect-digest", "abc", status: 2)
    #expect(resumed.error.contains("  backstitch resume t1 --dry-run\n"), "\(resumed.error)")
    #expect(!resumed.error.contains("--on-conflict"))
    let change = #"{"changes":[{"write":"k.txt","content":"k"}]}"#
    let applied = try run("apply", "-", "--expect-digest", "abc", input: change, status: 2)
    #expect(applied.error.contains("  backstitch apply - --dry-run\n"), "\(applied.error)")
  }
}
