internal import Backstitch
internal import Patch
internal import ProjectModel

extension Orchestrator {
  /// The entities of the workspace: by their files, then those that only their models tell of; each
  /// as it stands on disk, with what the newest open transaction that makes it has staged.
  ///
  /// - Parameters:
  ///   - backend: the backend's directory, when there are several; nil: the entity's own.
  ///   - frontend: the frontend's, in the same way.
  package func progress(
    backend: String? = nil, frontend: String? = nil
  ) throws(OrchestrationError) -> [EntityProgress] {
    let open: [Transaction]
    let disk: WorkspaceTree
    do throws(BackstitchError) {
      open = try workspace.openTransactions()
      disk = try workspace.tree()
    } catch {
      throw .library(error)
    }
    let named = (backend: backend, frontend: frontend)
    let written = try EntityProjects(orchestrator: self, tree: disk, named)
    var found = try written.entities().map { entity throws(OrchestrationError) in
      try written.progress(of: entity, asked: nil)
    }
    for transaction in open {
      guard let name = transaction.entity else { continue }
      let asked = GenerationRequest(words: transaction.arguments)
      let staged = try EntityProjects(orchestrator: self, tree: transaction.tree, named)
      // Its file may be undone while other steps still wait.
      let entity = try staged.entities(asked).first { $0.name == name } ?? asked?.entity
      guard let entity else { continue }
      var progress = try staged.progress(of: entity, asked: asked)
      progress.note(
        staged: transaction.number, over: try written.progress(of: entity, asked: asked))
      found.removeAll { $0.entity.name == name }
      found.insert(progress, at: 0)
    }
    return found
  }
}
