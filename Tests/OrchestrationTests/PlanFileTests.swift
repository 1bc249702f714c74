import Orchestration
import Patch
import TestSupport
import Testing

@Suite struct PlanFileTests {
  private func load(_ text: String) throws(PlanFileError) -> OrchestrationPlan? {
    try PlanFile.load(
      "own",
      in: MemoryTree([
        ".backstitch/plans/own.yaml": .file(.init(contents: Array(text.utf8)))
      ]))
  }

  @Test(arguments: BuiltInPlans.all)
  func `a built-in plan is read back from the text that is printed of it`(
    plan: OrchestrationPlan
  ) throws {
    var read = try #require(try load(plan.yaml))
    read.name = plan.name
    #expect(read == plan)
  }

  @Test func `a step can be a command with a time limit`() throws {
    let plan = try #require(
      try load(
        """
        title: "Own"
        steps:
          - id: a
            agent: generate/fastapi-entity
          - id: b
            title: B
            agent: { command: [python3, "tools/a b.py"], time_limit: 5 }
            needs: [a]
            optional: true
            options: { language: ar }
        """))
    #expect(plan.step("a")?.title == "a")
    #expect(plan.step("b")?.agent == .command(["python3", "tools/a b.py"], timeLimit: 5))
    #expect(plan.step("b")?.optional == true)
    #expect(plan.step("b")?.options == ["language": "ar"])
    #expect(plan.dependents(of: "a") == ["a", "b"])
    #expect(try load(plan.yaml)?.steps == plan.steps)
  }

  @Test(arguments: [
    ("", "empty", nil), ("steps: []", "no 'steps'", 1), ("a: [", "", 2),
    ("steps:\n- id: a\n  agent: nobody", "no agent 'nobody'", 3),
    ("steps:\n- id: a b\n  agent: generate/api-route", "no 'id'", 2),
    ("steps:\n- id: a", "no 'agent'", 2),
    ("steps:\n- id: a\n  agent: { command: [] }", "'command'", 3),
    ("steps:\n- id: a\n  agent: { command: [x], time_limit: 0 }", "'time_limit'", 3),
    ("steps:\n- id: a\n  agent: generate/api-route\n  needs: [b]", "needs 'b'", 2),
    (
      "steps:\n- {id: a, agent: generate/api-route}\n- {id: a, agent: generate/api-route}",
      "two steps", 3
    ),
    ("steps:\n- id: a\n  agent: generate/api-route\n  optional: perhaps", "'optional'", 4),
    ("steps:\n- id: a\n  agent: generate/api-route\n  colour: red", "unknown key 'colour'", 4),
    ("on_missing: maybe\nsteps:\n- {id: a, agent: generate/api-route}", "'on_missing'", 1),
  ])
  func `a plan that cannot be used is refused with its line`(
    text: String, words: String, line: Int?
  ) throws {
    let error = try #require(throws: PlanFileError.self) { try load(text) }
    #expect(error.reason.contains(words), "\(error.reason)")
    if !text.isEmpty { #expect(error.line == line) }
    #expect(error.finding.description.hasPrefix(".backstitch/plans/own.yaml"))
  }
}
