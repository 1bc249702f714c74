internal import Patch
package import ProjectModel

/// What a person does after an entity was generated.
package enum NextSteps {
  /// The migration's commands and the tests, as they are run in the backend's directory.
  static func of(_ entity: BackendEntity, layers: [GeneratedChanges.Layer]) -> [String] {
    var steps: [String] = []
    let madeModel = layers.contains { $0.layer == .model && $0.state == .made }
    let directory = entity.backend.root.map { "cd \($0) && " } ?? ""
    if madeModel, !entity.options.leavesMigration {
      if let alembic = entity.backend.alembic?.value {
        steps += migration(of: entity.entity.name, alembic)
      } else {
        steps.append("create the table \(entity.table): no migrations were found")
      }
    }
    let hasTests = entity.backend.requirements.names.contains("pytest")
    if hasTests { steps.append("\(directory)pytest") }
    return steps
  }

  /// The commands that make an entity's migration and apply it.
  package static func migration(of entity: String, _ alembic: AlembicLocation) -> [String] {
    [
      alembic.command("revision --autogenerate -m \"add \(entity)\""),
      alembic.command("upgrade head"),
    ]
  }
}
