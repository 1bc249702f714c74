internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch

/// Keeps a revision's file while something rests on it: without it Alembic cannot read what comes
/// after, and nothing could take the database back.
struct MigrationGuard {
  let workspace: Workspace
  let globals: Globals

  /// The proposal, once the database was asked about the revisions that it removes.
  ///
  /// - Throws: a failure that names what goes first: later operations, or the downgrade. A database
  ///   that cannot be asked stops nobody: the file comes back with `redo`.
  func checked(_ proposal: Proposal) throws -> Proposal {
    let orchestrator = Orchestrator(
      workspace, environment: ProcessInfo.processInfo.environment)
    switch try Failure.catching({ try orchestrator.appliedRevisions(removedBy: proposal.plan) }) {
    case .none: break
    case .needed(let path, let later):
      throw try needed(path, by: later)
    case .applied(let path, let downgrade, let others, let losses):
      let taken = try others.map { "it takes back \(try told($0)), too" }
      let dropped = losses.map { "it drops \($0) with what is in it" }
      let lines = [
        "the database is at the revision in \(path), or at a later one; take it back with "
          + "'\(downgrade)', then give the command again"
      ]
      throw Failure(
        .blocked, (lines + taken + dropped).joined(separator: "\n"), next: [downgrade])
    case .unknown(let path, let reason):
      note(
        globals.style.yellow(
          "warning: whether the database is at the revision in \(path) is not known; if it is, "
            + "downgrade it before the file is gone for good: 'backstitch redo' brings it back"))
      if globals.verbose { note(reason) }
    }
    return proposal
  }

  private func needed(_ path: RelativePath, by later: [RelativePath]) throws -> Failure {
    var numbers: [Int] = []
    for number in try later.flatMap(workspace.writers) where !numbers.contains(number) {
      numbers.append(number)
    }
    let undo = numbers.map { globals.command("undo", "\($0)") }
    let first =
      numbers.isEmpty
      ? "take those back first, or let them come after what it comes after"
      : "undo \(numbers.map(String.init).joined(separator: ", then ")) first"
    return Failure(
      .blocked,
      "later revisions come after the one in \(path), and Alembic could not read them without it:\n"
        + (try later.map { "  \(try told($0))" }.joined(separator: "\n")) + "\n" + first,
      next: undo)
  }

  private func told(_ path: RelativePath) throws -> String {
    let numbers = try workspace.writers(of: path)
    return numbers.isEmpty
      ? "\(path) (by hand)"
      : "\(path) (operation \(numbers.map(String.init).joined(separator: ", ")))"
  }
}

extension Workspace {
  /// The operations in effect that wrote a path, the newest first.
  func writers(of path: RelativePath) throws -> [Int] {
    try Failure.catching { try why(path) }.compactMap(\.operation?.number)
  }
}
