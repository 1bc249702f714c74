/// The parts of a new project, each made by one agent.
package enum ProjectPart: String, Hashable, Sendable, CaseIterable {
  case backend, frontend, infrastructure
  /// What joins them.
  case wiring = "wire"

  /// The agent's name in plans.
  package var agent: String {
    switch self {
    case .backend: "scaffold/project-fastapi"
    case .frontend: "scaffold/project-nextjs"
    case .infrastructure: "scaffold/docker-infrastructure"
    case .wiring: "scaffold/wire"
    }
  }

  /// The name of its lock: `project-backend`.
  package var lockName: String { "project-\(rawValue)" }
}
