package import Backstitch
package import Patch
internal import ProjectModel

/// An entity that refers to another.
package struct EntityReference: Hashable, Sendable {
  /// The class of the entity that refers.
  package var from: String
  /// Its entity file.
  package var path: RelativePath
  /// Its name.
  package var name: String
  /// The relationship's name, as a field is named.
  package var field: String
  /// The class it refers to.
  package var target: String
}

extension Orchestrator {
  /// The entities that would stand there without one they refer to, were a plan to land: it takes that
  /// one away, or brings an entity back without it.
  package func references(brokenBy plan: Plan) throws(OrchestrationError) -> [EntityReference] {
    let changed = plan.changes.filter { $0.path.parent == ProjectFiles.entities }
    let made = Set(changed.filter { $0.kind == .create }.map(\.path))
    guard !made.isEmpty || changed.contains(where: { $0.kind == .delete }) else { return [] }
    let tree: PlannedTree
    let before: [(path: RelativePath, entity: Entity)]
    do throws(BackstitchError) {
      tree = try workspace.tree(after: plan)
      before = entities(in: try workspace.tree())
    } catch {
      throw .library(error)
    }
    let after = entities(in: tree)
    let standing = Set(after.map(\.entity.pascal))
    let gone = Set(before.map(\.entity.pascal)).subtracting(standing)
    var models: Set<String>?
    var found: [EntityReference] = []
    for (path, entity) in after {
      for relationship in entity.relationships where !relationship.deferred {
        let target = relationship.target
        if standing.contains(target) { continue }
        if !gone.contains(target) {
          guard made.contains(path) else { continue }
          // It may be a class that somebody wrote.
          if models == nil { models = try self.models(in: tree) }
          if models?.contains(target) ?? false { continue }
        }
        found.append(
          EntityReference(
            from: entity.pascal, path: path, name: entity.name, field: relationship.name,
            target: target))
      }
    }
    return found
  }

  /// One that cannot be read says nothing here; whoever generates is told.
  private func entities(
    in tree: some ReadableTree
  ) -> [(path: RelativePath, entity: Entity)] {
    let paths = (try? tree.children(of: ProjectFiles.entities)) ?? []
    return paths.compactMap { path in
      guard let bytes = try? tree.contents(of: path),
        let entity = try? EntityFile.read(bytes, at: path)
      else { return nil }
      return (path, entity)
    }
  }

  private func models(in tree: some ReadableTree) throws(OrchestrationError) -> Set<String> {
    let backends = try detect(in: tree).0.backends
    return Set(backends.flatMap { $0.models?.all ?? [] }.map(\.name))
  }
}
