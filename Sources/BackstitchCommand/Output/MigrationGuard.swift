internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch

/// Keeps a revision's file while the database is at that revision: without it nothing could take the
/// database back.
struct MigrationGuard {
  let workspace: Workspace
  let globals: Globals

  /// The proposal, once the database was asked about the revisions that it removes.
  ///
  /// - Throws: a failure that names the downgrade. A database that cannot be asked stops nobody: the
  ///   file comes back with `redo`.
  func checked(_ proposal: Proposal) throws -> Proposal {
    let orchestrator = Orchestrator(
      workspace, environment: ProcessInfo.processInfo.environment)
    switch try Failure.catching({ try orchestrator.appliedRevisions(removedBy: proposal.plan) }) {
    case .none: break
    case .applied(let path, let downgrade):
      throw Failure(
        .blocked,
        "the database is at the revision in \(path), or at a later one; take it back with "
          + "'\(downgrade)', then give the command again", next: [downgrade])
    case .unknown(let path, let reason):
      note(
        globals.style.yellow(
          "warning: whether the database is at the revision in \(path) is not known; if it is, "
            + "downgrade it before the file is gone for good: 'backstitch redo' brings it back"))
      if globals.verbose { note(reason) }
    }
    return proposal
  }
}
