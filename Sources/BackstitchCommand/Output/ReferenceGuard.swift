internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch
internal import ProjectModel

/// Keeps an entity while another refers to it, and one that refers to another away while that is not
/// there: without it the application would not start.
struct ReferenceGuard {
  let workspace: Workspace
  let globals: Globals

  /// The proposal, when no entity would stand there without one that it refers to.
  ///
  /// - Throws: a failure that names the entities, and the operations that go, or come, first.
  func checked(_ proposal: Proposal) throws -> Proposal {
    let orchestrator = Orchestrator(
      workspace, environment: ProcessInfo.processInfo.environment)
    let found = try Failure.catching { try orchestrator.references(brokenBy: proposal.plan) }
    let made = Set(proposal.plan.changes.filter { $0.kind == .create }.map(\.path))
    let left = found.filter { !made.contains($0.path) }
    if let first = left.first {
      throw failure(
        left, "take that back first, or drop the field; nothing was written",
        next: try workspace.writers(of: first.path).first.map { globals.command("undo", "\($0)") }
          ?? globals.command("generate", "entity", first.name, "--drop-field", first.field))
    }
    if let first = found.first {
      let path = ProjectFiles.entity(EntityNames.canonical(first.target))
      throw failure(
        found, "\(first.target) is not there; bring that back first; nothing was written",
        next: try workspace.undoneMaker { $0 == path }.map { globals.command("redo", "\($0)") })
    }
    return proposal
  }

  private func failure(_ found: [EntityReference], _ advice: String, next: String?) -> Failure {
    let told = found.map { "\($0.path): \($0.from) refers to \($0.target) (\($0.field))" }
    return Failure(
      .blocked, (told + [advice]).joined(separator: "\n"), next: next.map { [$0] } ?? [])
  }
}
