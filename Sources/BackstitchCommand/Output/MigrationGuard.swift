internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch
internal import ProjectModel

/// Keeps a revision's file while something rests on it, and one away while what it comes after is not
/// there, or while it is there under another name: Alembic could read none of them, and nothing could
/// take the database back.
struct MigrationGuard {
  let workspace: Workspace
  let globals: Globals

  /// The proposal, once the database was asked about the revisions that it removes.
  ///
  /// - Throws: a failure that names what goes, or comes, first: other operations, or the downgrade. A
  ///   database that cannot be asked stops nobody: the file comes back with `redo`.
  func checked(_ proposal: Proposal) throws -> Proposal {
    let orchestrator = Orchestrator(
      workspace, environment: ProcessInfo.processInfo.environment)
    try check(Failure.catching { try orchestrator.revisionFault(madeBy: proposal.plan) })
    switch try Failure.catching({ try orchestrator.appliedRevisions(removedBy: proposal.plan) }) {
    case .none: break
    case .needed(let path, let later):
      throw try needed(path, by: later)
    case .applied(let path, let downgrade, let others, let losses):
      let taken = try others.map { "it takes back \(try told($0)), too" }
      let lost = losses.map { "it \($0)" }
      let lines = [
        "the database is at the revision in \(path), or at a later one; take it back with "
          + "'\(downgrade)', then give the command again"
      ]
      throw Failure(
        .blocked, (lines + taken + lost).joined(separator: "\n"), next: [downgrade])
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

  private func check(_ fault: RevisionFault?) throws {
    switch fault {
    case nil: break
    case .orphaned(let path, let missing):
      // Alembic's own names for the files begin with it.
      let first = try workspace.undoneMaker { $0.fileName.contains(missing) }
      throw Failure(
        .blocked,
        "the revision in \(path) comes after '\(missing)', which is not there, and"
          + " Alembic could not read them; bring that back first; nothing was written",
        next: first.map { [globals.command("redo", "\($0)")] } ?? [])
    case .twice(let path, let other, let id):
      throw Failure(
        .blocked,
        "the revision '\(id)' of \(path) is in \(other) already, and Alembic could not read both;"
          + " give that file its old name, or remove it, first; nothing was written")
    case .parted(let heads, let merge):
      let names = heads.map { "'\($0.id)' (\($0.path))" }.joined(separator: " and ")
      note(
        globals.style.yellow(
          "warning: nothing comes after the revisions \(names), so that Alembic finds no newest one;"
            + " join them with '\(merge ?? "alembic merge heads")', or change what one comes after")
      )
    }
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

  /// The newest operation that is undone and made a file.
  func undoneMaker(of isMeant: (RelativePath) -> Bool) throws -> Int? {
    let history = try Failure.catching { try self.history() }
    var next = history.last
    while next >= history.first {
      let operation = try Failure.catching { try history.operation(next) }
      if case .undone = operation.state, operation.kind != .undo,
        operation.changes.contains(where: { $0.kind == .create && isMeant($0.path) })
      {
        return next
      }
      next -= 1
    }
    return nil
  }
}
