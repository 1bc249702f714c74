package import Backstitch
package import Patch
package import ProjectModel

/// What would be wrong with the revisions once a plan has made some.
package enum RevisionFault: Hashable, Sendable {
  /// The one in a file would come without the one it comes after: Alembic could read none of them.
  case orphaned(RelativePath, missing: String)
  /// Another file has the id of the one in a file: somebody renamed it, and it would be there twice.
  case twice(RelativePath, other: RelativePath, id: String)
  /// Nothing comes after any of these, so that there is no newest one; the command that joins them.
  case parted([AlembicRevision], merge: String?)
}

extension Orchestrator {
  /// The first fault of the revisions that a plan would make.
  package func revisionFault(madeBy plan: Plan) throws(OrchestrationError) -> RevisionFault? {
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
    var parted: [AlembicRevision]?
    do throws(TreeError) {
      var made: [AlembicRevision] = []
      for path in modules.map(\.path) {
        guard let bytes = try tree.contents(of: path) else { continue }
        made += AlembicRevision(at: path, bytes).map { [$0] } ?? []
      }
      guard !made.isEmpty else { return nil }
      let all = try AlembicRevision.all(below: nil, in: tree)
      let known = Set(all.map(\.id))
      for revision in made {
        if let missing = revision.after.first(where: { !known.contains($0) }) {
          return .orphaned(revision.path, missing: missing)
        }
        // Another project may count its own in the same way.
        let beside = all.filter { $0.path.parent == revision.path.parent }
        if let other = beside.first(where: { $0.id == revision.id && $0.path != revision.path }) {
          return .twice(revision.path, other: other.path, id: revision.id)
        }
        let heads = AlembicRevision.heads(of: beside)
        if heads.count > 1, heads.contains(revision) { parted = heads }
      }
    } catch {
      throw OrchestrationError(error)
    }
    guard let parted else { return nil }
    return .parted(parted, merge: try alembic(of: parted[0].path, in: tree)?.command("merge heads"))
  }

  private func alembic(
    of revision: RelativePath, in tree: PlannedTree
  ) throws(OrchestrationError) -> AlembicLocation? {
    try detect(in: tree).0.backends.lazy.compactMap(\.alembic?.value)
      .first { revision.isBelow($0.scripts) }
  }
}
