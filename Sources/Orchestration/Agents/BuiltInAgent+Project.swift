package import Generators
internal import Patch
internal import ProjectModel

// The agents of a new project: they need nothing but its choices.
extension BuiltInAgent {
  /// The part of a project that it makes; nil where it makes none.
  var part: ProjectPart? { ProjectPart.allCases.first { $0.agent == rawValue } }

  /// Whether it makes something that generated code rests on.
  var isScaffold: Bool { rawValue.hasPrefix("scaffold/") }

  func runConfiguration(_ input: AgentInput) throws(OrchestrationError) -> GeneratedChanges {
    let choices = try input.projectChoices()
    let recorded = try ProjectChoices.recorded(in: input.tree)
    do throws(GenerationError) {
      return try ProjectConfigurationAgent.generate(choices, recorded: recorded, tree: input.tree)
    } catch {
      throw .generation(error)
    }
  }

  func runProject(_ input: AgentInput) throws(OrchestrationError) -> GeneratedChanges {
    guard let part else { return GeneratedChanges() }
    let choices = try input.projectChoices()
    do throws(GenerationError) {
      return try ProjectAgent.generate(
        part, of: choices, tree: input.tree, detection: input.detection)
    } catch {
      throw .generation(error)
    }
  }
}

extension AgentInput {
  /// What the project is made of: as asked for, else as recorded, else as `--yes` has it.
  func projectChoices() throws(OrchestrationError) -> ProjectChoices {
    if let choices = request.project { return choices }
    if let recorded = try ProjectChoices.recorded(in: tree) { return recorded }
    return ProjectChoices(name: ProjectRules.kebab(request.name) ?? "project")
  }
}

extension ProjectChoices {
  /// The choices that a tree's file has; nil without one.
  static func recorded(
    in tree: some ReadableTree
  ) throws(OrchestrationError) -> ProjectChoices? {
    do throws(ProjectRefusal) {
      return try ProjectFile.load(in: tree)
    } catch {
      throw .project(error)
    }
  }
}

extension OrchestrationPlan {
  /// The parts of a project that its steps make.
  package var parts: [ProjectPart] {
    steps.compactMap { step in
      if case .builtIn(let agent) = step.agent { agent.part } else { nil }
    }
  }

  /// Whether it makes what generated code rests on, and nothing of an entity.
  package var isScaffold: Bool {
    !steps.isEmpty
      && steps.allSatisfy { step in
        if case .builtIn(let agent) = step.agent { agent.isScaffold } else { false }
      }
  }

  /// What people type for a scaffold: `scaffold fullstack`, `scaffold frontend-module`.
  package var scaffoldCommand: String {
    "scaffold " + (name.hasPrefix("scaffold-") ? name.dropFirst("scaffold-".count) : name[...])
  }
}
