import TestSupport
import Testing

/// A plan of one's own on a terminal.
@Suite struct OwnPlanDialogueTests {
  @Test func `one of commands alone asks for no fields`() throws {
    let plan = try OwnPlan(steps: OwnPlan.step("a", does: OwnPlan.writing("a.txt")))
    let terminal = try TerminalSession(backstitchPath, ["generate", "own", "x"], in: plan.root)
    try terminal.wait(for: "Write these files?")
    #expect(!terminal.shown.contains("field"))
    terminal.type("yes\r")
    #expect(try terminal.finish() == 0)
    #expect(plan.has("a.txt"))
  }
}
