internal import Patch
internal import ProjectModel

/// What a person does after an entity was generated.
enum NextSteps {
  /// The migration's commands and the tests, as they are run in the backend's directory.
  static func of(_ entity: BackendEntity, layers: [GeneratedChanges.Layer]) -> [String] {
    var steps: [String] = []
    let madeModel = layers.contains { $0.layer == .model && $0.state == .made }
    let directory = entity.backend.root.map { "cd \($0) && " } ?? ""
    if madeModel {
      if let alembic = entity.backend.alembic?.value {
        let home = alembic.ini.parent.map { "cd \($0) && " } ?? ""
        steps.append("\(home)alembic revision --autogenerate -m \"add \(entity.entity.name)\"")
        steps.append("\(home)alembic upgrade head")
      } else {
        steps.append("create the table \(entity.table): no migrations were found")
      }
    }
    let hasTests = entity.backend.requirements.names.contains("pytest")
    if hasTests { steps.append("\(directory)pytest") }
    return steps
  }
}
