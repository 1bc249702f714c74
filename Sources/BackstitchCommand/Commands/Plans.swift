internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch

/// `backstitch plan [NAME]`
struct Plans: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "List the plans, or print one.")

  @Argument(help: "A plan.") var name: String?
  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    let orchestrator = Orchestrator(workspace)
    let tree = try Failure.catching { try workspace.tree() }
    guard let name else {
      let plans = try Failure.catching { try orchestrator.plans(in: tree) }
      if globals.json {
        let document: JSONValue = ["schema": 1, "plans": .array(plans.map(Self.json))]
        return say(document.text)
      }
      let width = plans.map(\.name.count).max() ?? 0
      for plan in plans {
        let name = plan.name.padding(toLength: width + 2, withPad: " ", startingAt: 0)
        say("\(name)\(plan.title)")
      }
      return
    }
    let plan = try Failure.catching { try orchestrator.plan(named: name, in: tree) }
    if globals.json {
      let document: JSONValue = ["schema": 1, "plan": Self.json(plan)]
      return say(document.text)
    }
    say(plan.yaml)
  }

  private static func json(_ plan: OrchestrationPlan) -> JSONValue {
    [
      "name": .string(plan.name), "title": .string(plan.title),
      "onMissing": .string(plan.onMissing.rawValue),
      "steps": .array(
        plan.steps.map { step in
          [
            "id": .string(step.id), "title": .string(step.title),
            "agent": .string(step.agent.description), "needs": JSONValue(step.needs),
            "optional": .boolean(step.optional),
          ]
        }),
    ]
  }
}

/// `backstitch agents list`
struct Agents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents", abstract: "What runs the steps of plans.",
    subcommands: [List.self], defaultSubcommand: List.self)

  struct List: ReadingCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The built-in agents, and the commands of the project's plans."
    )

    @OptionGroup var globals: Globals

    func run() throws {
      let workspace = try globals.workspace()
      let plans = try Failure.catching {
        try Orchestrator(workspace).plans(in: try workspace.tree())
      }
      var agents = BuiltInAgent.allCases.map { agent in
        let used = plans.filter { $0.steps.contains { $0.agent == .builtIn(agent) } }
        return (name: agent.rawValue, title: agent.title, plans: used.map(\.name))
      }
      for plan in plans {
        for step in plan.steps {
          guard case .command(_, let limit) = step.agent else { continue }
          let title = "Step '\(step.id)', a command with \(limit) s"
          agents.append((name: step.agent.description, title: title, plans: [plan.name]))
        }
      }
      if globals.json {
        let document: JSONValue = [
          "schema": 1,
          "agents": .array(
            agents.map { agent in
              [
                "name": .string(agent.name), "title": .string(agent.title),
                "plans": JSONValue(agent.plans),
              ]
            }),
        ]
        return say(document.text)
      }
      let width = agents.map(\.name.count).max() ?? 0
      for agent in agents {
        let name = agent.name.padding(toLength: width + 2, withPad: " ", startingAt: 0)
        let plans = agent.plans.isEmpty ? "" : " (\(agent.plans.joined(separator: ", ")))"
        say("\(name)\(agent.title)\(plans)")
      }
    }
  }
}
