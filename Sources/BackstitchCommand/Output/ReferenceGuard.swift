internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch

/// Keeps an entity while another refers to it: without it the application would not start.
struct ReferenceGuard {
  let workspace: Workspace
  let globals: Globals

  /// The proposal, when no entity that stays refers to one that it takes away.
  ///
  /// - Throws: a failure that names the entities, and the operations that made them.
  func checked(_ proposal: Proposal) throws -> Proposal {
    let orchestrator = Orchestrator(
      workspace, environment: ProcessInfo.processInfo.environment)
    let found = try Failure.catching { try orchestrator.references(removedBy: proposal.plan) }
    guard let first = found.first else { return proposal }
    let told = found.map { "\($0.path): \($0.from) refers to \($0.target) (\($0.field))" }
    throw Failure(
      .blocked,
      (told + ["take that back first, or drop the field; nothing was written"])
        .joined(separator: "\n"),
      next: try workspace.writers(of: first.path).first.map { [globals.command("undo", "\($0)")] }
        ?? [
          globals.command("generate", "entity", first.name, "--drop-field", first.field)
        ])
  }
}
