package import Backstitch
package import Patch
internal import ProjectModel

/// Whether something rests on a revision whose file a plan would remove: later revisions, or the
/// database.
package enum AppliedRevisions: Hashable, Sendable {
  /// The plan removes no revision, or nothing rests on it.
  case none
  /// Later revisions that stay come after it: its file, and theirs, the newest first.
  case needed(RelativePath, by: [RelativePath])
  /// The database is at it, or at a later one: its file, the command that takes it back, the files of
  /// others that the command takes back, too, and what it drops.
  case applied(RelativePath, downgrade: String, others: [RelativePath], losses: [String])
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
    let known: [AlembicRevision]
    do throws(TreeError) {
      known = try AlembicRevision.all(below: alembic.home, in: tree)
    } catch {
      throw OrchestrationError(error)
    }
    let ids = Set(removed.map(\.id))
    // One that the plan changes may come after another then.
    let changed = Set(plan.changes.map(\.path))
    let later = AlembicRevision.after(ids, among: known).filter { !changed.contains($0.path) }
    if !later.isEmpty { return .needed(first.path, by: later.map(\.path)) }
    let current: [String]
    do throws(MigrationError) {
      current = try AlembicProgram(for: backend, on: machine).current()
    } catch {
      return .unknown(first.path, error.finding.message)
    }
    let applied = AlembicRevision.upTo(current, among: known)
    guard let earliest = Self.earliest(of: removed.filter { applied.contains($0.id) }) else {
      return .none
    }
    let taken = Self.taken(with: earliest, among: known).filter { applied.contains($0.id) }
    let losses = taken.flatMap { revision in
      (try? tree.contents(of: revision.path)).flatMap(AlembicScript.init)?.lossesOfDowngrade ?? []
    }
    return .applied(
      earliest.path, downgrade: alembic.command("downgrade \(Self.before(earliest))"),
      others: taken.filter { !ids.contains($0.id) }.map(\.path), losses: losses.map(\.description))
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

  /// What such a downgrade takes back: branches that part where it goes to are taken back whole.
  private static func taken(
    with revision: AlembicRevision, among all: [AlembicRevision]
  ) -> [AlembicRevision] {
    switch revision.after.count {
    case 0: all
    case 1: AlembicRevision.after([revision.after[0]], among: all)
    default: AlembicRevision.after([revision.id], among: all) + [revision]
    }
  }
}
