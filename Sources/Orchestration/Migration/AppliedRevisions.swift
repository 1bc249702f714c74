package import Backstitch
package import Patch
internal import ProjectModel

/// Whether the database is at a revision whose file a plan would remove, or at a later one.
package enum AppliedRevisions: Hashable, Sendable {
  /// The plan removes no revision, or the database is at none of them.
  case none
  /// It is: the revision's file, and the command that takes it back.
  case applied(RelativePath, downgrade: String)
  /// Alembic could not say: the revision's file, and why.
  case unknown(RelativePath, String)
}

extension Orchestrator {
  /// What the database says of the revisions that a plan would remove.
  package func appliedRevisions(removedBy plan: Plan) throws(OrchestrationError) -> AppliedRevisions
  {
    let tree: WorkspaceTree
    do throws(BackstitchError) {
      tree = try workspace.tree()
    } catch {
      throw .library(error)
    }
    let modules = plan.changes.filter { change in
      change.kind == .delete && change.path.name.suffix(3).elementsEqual(".py".utf8)
    }
    let removed = modules.compactMap { change in
      // A file that cannot be read is not one that can be applied.
      (try? tree.contents(of: change.path)).flatMap { AlembicRevision(at: change.path, $0) }
    }
    guard let first = removed.first else { return .none }
    let backend = try detect(in: tree).0.backends.first { backend in
      guard let alembic = backend.alembic?.value else { return false }
      return first.path.isBelow(alembic.scripts) || alembic.home.map(first.path.isBelow) ?? true
    }
    guard let backend, let alembic = backend.alembic?.value else { return .none }
    let current: [String]
    do throws(MigrationError) {
      let program = try AlembicProgram(for: backend, on: machine)
      current = Self.ids(
        in: try program.run(["current"], timeLimit: AlembicProgram.askingLimit))
    } catch {
      return .unknown(first.path, error.finding.message)
    }
    let known: [AlembicRevision]
    do throws(TreeError) {
      known = try AlembicRevision.all(below: alembic.home, in: tree)
    } catch {
      throw .files(error.description)
    }
    let applied = AlembicRevision.upTo(current, among: known)
    guard let earliest = Self.earliest(of: removed.filter { applied.contains($0.id) }) else {
      return .none
    }
    return .applied(
      earliest.path, downgrade: alembic.command("downgrade \(Self.before(earliest))"))
  }

  /// The ids that `alembic current` prints, one a line: `2b7c (head)`.
  private static func ids(in output: String) -> [String] {
    output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// The revision that comes before the others.
  private static func earliest(of revisions: [AlembicRevision]) -> AlembicRevision? {
    let ids = Set(revisions.map(\.id))
    return revisions.first { ids.isDisjoint(with: $0.after) } ?? revisions.first
  }

  /// Where a downgrade goes that takes a revision back.
  private static func before(_ revision: AlembicRevision) -> String {
    switch revision.after.count {
    case 0: "base"
    case 1: revision.after[0]
    // Both branches of a merge stay.
    default: "\(revision.id)-1"
    }
  }
}
