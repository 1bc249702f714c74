package import Backstitch
package import Patch
internal import ProjectModel

/// A revision that would come without the one it comes after: Alembic could read none of them.
package struct OrphanedRevision: Hashable, Sendable {
  /// Its file.
  package var path: RelativePath
  /// The id of the one that is not there.
  package var missing: String
}

extension Orchestrator {
  /// The first revision that a plan would make without what it comes after.
  package func orphanedRevision(
    madeBy plan: Plan
  ) throws(OrchestrationError) -> OrphanedRevision? {
    let modules = plan.changes.filter { change in
      change.kind == .create && change.path.name.suffix(3).elementsEqual(".py".utf8)
    }
    guard !modules.isEmpty else { return nil }
    let tree: PlannedTree
    do throws(BackstitchError) {
      tree = try workspace.tree(after: plan)
    } catch {
      throw .library(error)
    }
    do throws(TreeError) {
      var made: [AlembicRevision] = []
      for path in modules.map(\.path) {
        guard let bytes = try tree.contents(of: path) else { continue }
        made += AlembicRevision(at: path, bytes).map { [$0] } ?? []
      }
      guard !made.isEmpty else { return nil }
      let known = Set(try AlembicRevision.all(below: nil, in: tree).map(\.id))
      for revision in made {
        if let missing = revision.after.first(where: { !known.contains($0) }) {
          return OrphanedRevision(path: revision.path, missing: missing)
        }
      }
      return nil
    } catch {
      throw OrchestrationError(error)
    }
  }
}
