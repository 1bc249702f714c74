internal import Backstitch

/// The ordered steps of an orchestration, as data.
///
/// Built-in plans ship with the tool; `.backstitch/plans/NAME.yaml` adds one, or overrides the one
/// of that name.
package struct OrchestrationPlan: Hashable, Sendable {
  /// Its name: `fullstack`.
  package var name: String
  /// What it makes, in one line.
  package var title: String
  /// Its steps in order.
  package var steps: [Step]
  /// What becomes of a step whose project is not in the workspace.
  package var onMissing: OnMissing

  /// What becomes of a step whose project is not in the workspace.
  package enum OnMissing: String, Hashable, Sendable, CaseIterable {
    /// Nothing is run.
    case block
    /// The step is left out, so long as one is left.
    case leaveOut = "leave-out"
  }

  /// One step.
  package struct Step: Hashable, Sendable {
    /// The id that commands name it by.
    package var id: String
    /// What it is called for people: `Generate Backend`.
    package var title: String
    /// Who runs it.
    package var agent: AgentReference
    /// Steps that must have landed or be staged before.
    package var needs: [String]
    /// Whether its failure costs the others nothing.
    package var optional: Bool
    /// What a report says once it is done: `Backend generation (all files created)`.
    package var done: String?
    /// What the agent is told besides: `module: data-table`.
    package var options: [String: String]

    /// Creates a step.
    package init(
      id: String, title: String, agent: AgentReference, needs: [String] = [],
      optional: Bool = false, done: String? = nil, options: [String: String] = [:]
    ) {
      self.id = id
      self.title = title
      self.agent = agent
      self.needs = needs
      self.optional = optional
      self.done = done
      self.options = options
    }
  }

  /// Creates a plan.
  package init(name: String, title: String, steps: [Step], onMissing: OnMissing = .block) {
    self.name = name
    self.title = title
    self.steps = steps
    self.onMissing = onMissing
  }

  /// The step of an id.
  package func step(_ id: String) -> Step? { steps.first { $0.id == id } }

  /// The steps as a transaction records them.
  var recorded: [Transaction.Step] {
    steps.map { step in
      Transaction.Step(
        id: step.id, title: step.title, agent: step.agent.description, needs: step.needs,
        optional: step.optional)
    }
  }

  /// The ids of a step and of all that need it.
  package func dependents(of id: String) -> Set<String> {
    var found: Set<String> = [id]
    for step in steps where !found.isDisjoint(with: step.needs) { found.insert(step.id) }
    return found
  }
}

/// Who runs a step.
package enum AgentReference: Hashable, Sendable, CustomStringConvertible {
  /// One that ships with the tool.
  case builtIn(BuiltInAgent)
  /// An external command; how long it may take, in seconds.
  case command([String], timeLimit: Int)

  /// The agent's name, or the command's words.
  package var description: String {
    switch self {
    case .builtIn(let agent): agent.rawValue
    case .command(let words, _): words.joined(separator: " ")
    }
  }
}

extension OrchestrationPlan {
  /// The plan as its file has it: what a project can copy and change.
  package var yaml: String {
    var lines = ["# .backstitch/plans/\(name).yaml", "title: \(Self.quoted(title))"]
    if onMissing != .block { lines.append("on_missing: \(onMissing.rawValue)") }
    lines.append("steps:")
    for step in steps {
      lines += ["  - id: \(step.id)", "    title: \(Self.quoted(step.title))"]
      switch step.agent {
      case .builtIn(let agent): lines.append("    agent: \(agent.rawValue)")
      case .command(let words, let limit):
        let list = words.map(Self.quoted).joined(separator: ", ")
        lines.append("    agent: { command: [\(list)], time_limit: \(limit) }")
      }
      if !step.needs.isEmpty { lines.append("    needs: [\(step.needs.joined(separator: ", "))]") }
      if step.optional { lines.append("    optional: true") }
      if let done = step.done { lines.append("    done: \(Self.quoted(done))") }
      if !step.options.isEmpty {
        let list = step.options.sorted { $0.key < $1.key }.map {
          "\($0.key): \(Self.quoted($0.value))"
        }
        lines.append("    options: { \(list.joined(separator: ", ")) }")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A text as a YAML scalar in double quotes.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
