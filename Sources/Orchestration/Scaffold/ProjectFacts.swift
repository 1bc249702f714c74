package import Generators
internal import Patch
package import ProjectModel

/// What stands where parts of a project are made, and decides their defaults.
package struct ProjectFacts: Sendable {
  /// The plan.
  package let plan: OrchestrationPlan
  /// What the project has recorded; nil for a new one.
  package internal(set) var recorded: ProjectChoices?
  /// The parts that were made before.
  package internal(set) var made: Set<ProjectPart> = []
  /// The entities that were generated on them, in order.
  var entities: [String] = []
  /// The backend that is worked beside, and whether the plan would have made one.
  var backend: Found?
  /// The frontend that is worked beside.
  var frontend: Found?
  /// The name where nobody gives one; nil when the directory's gives none.
  let name: String?

  /// A project of somebody's own.
  struct Found: Hashable, Sendable {
    /// Its directory; `.` for the root.
    var directory: String
    /// What it is, with what shows it.
    var words: String
    /// What it keeps its data in, when that was found.
    var database: ProjectChoices.Database?
  }

  /// The facts of a directory with nothing in it.
  package init(nothingFor plan: OrchestrationPlan, named name: String?) {
    self.plan = plan
    self.name = name
  }

  /// The parts that the plan makes.
  package var parts: [ProjectPart] { plan.parts }

  /// The areas that the plan's parts have features of.
  package var areas: [ProjectChoices.Area] {
    parts.compactMap { part in
      switch part {
      case .backend: .backend
      case .frontend: .frontend
      case .infrastructure: .infrastructure
      case .wiring: nil
      }
    }
  }

  /// The parts that are not made because somebody's own stand there.
  package var kept: Set<ProjectPart> {
    var kept: Set<ProjectPart> = []
    if backend != nil, parts.contains(.backend) { kept.insert(.backend) }
    if frontend != nil, parts.contains(.frontend) { kept.insert(.frontend) }
    return kept
  }

  /// What is kept and why, in sentences.
  package var keptNotes: [String] {
    let found = [(ProjectPart.backend, backend), (.frontend, frontend)]
    return found.compactMap { part, found in
      guard kept.contains(part), let found,
        let step = plan.steps.first(where: { $0.agent.description == part.agent })
      else { return nil }
      return "\(found.words) is kept as it is: '\(step.title)' is left out."
    }
  }

  /// How choices for it are made whole.
  package var settlement: ProjectSettlement {
    var standard = ProjectChoices(name: name ?? "")
    if let backend {
      standard.backend = backend.directory
      standard.database = backend.database ?? standard.database
      // Nobody knows whether it has the endpoints that pages to sign in would call.
      standard.auth = .none
    }
    if let frontend { standard.frontend = frontend.directory }
    // Where the parts are joined, all areas were asked for, also those that nothing was chosen of.
    let wasAsked = recorded != nil && made.contains(.wiring)
    let fresh =
      wasAsked
      ? []
      : areas.filter { area in
        switch area {
        case .backend: !made.contains(.backend) && backend == nil
        case .frontend: !made.contains(.frontend) && frontend == nil
        case .infrastructure: !made.contains(.infrastructure)
        }
      }
    var settlement = ProjectSettlement(
      recorded: recorded, areas: Set(fresh), standard: standard)
    settlement.kept = Set([backend, frontend].compactMap { $0?.directory })
    return settlement
  }

  /// Whole choices.
  package func settle(
    _ given: GivenChoices
  ) throws(OrchestrationError) -> ProjectSettlement.Settled {
    do throws(ProjectRefusal) {
      return try settlement.settle(given)
    } catch {
      throw .project(error)
    }
  }
}
