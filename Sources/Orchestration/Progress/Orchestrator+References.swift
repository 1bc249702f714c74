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
  /// The entities that would stay without one they refer to, were a plan to land.
  package func references(removedBy plan: Plan) throws(OrchestrationError) -> [EntityReference] {
    let removed = Set(
      plan.changes.filter { $0.kind == .delete && $0.path.parent == ProjectFiles.entities }
        .map(\.path))
    guard !removed.isEmpty else { return [] }
    var entities: [(path: RelativePath, entity: Entity)] = []
    do throws(BackstitchError) {
      let tree = try workspace.tree()
      for path in (try? tree.children(of: ProjectFiles.entities)) ?? [] {
        // One that cannot be read says nothing here; whoever generates is told.
        guard let bytes = try? tree.contents(of: path),
          let entity = try? EntityFile.read(bytes, at: path)
        else { continue }
        entities.append((path, entity))
      }
    } catch {
      throw .library(error)
    }
    let gone = Set(entities.filter { removed.contains($0.path) }.map(\.entity.pascal))
    return entities.filter { !removed.contains($0.path) }.flatMap { path, entity in
      entity.relationships.filter { !$0.deferred && gone.contains($0.target) }.map {
        EntityReference(
          from: entity.pascal, path: path, name: entity.name, field: $0.name, target: $0.target)
      }
    }
  }
}
