internal import Patch
package import ProjectModel

/// What a person does after an entity was generated: commands, each with a comment that says what it
/// does, to be pasted at the workspace's root.
package enum NextSteps {
  /// The migration's commands and the tests.
  static func of(_ entity: BackendEntity, layers: [GeneratedChanges.Layer]) -> [String] {
    var steps: [String] = []
    let backend = entity.backend
    let madeModel = layers.contains { $0.layer == .model && $0.state == .made }
    if madeModel, !entity.options.leavesMigration {
      if let alembic = backend.alembic?.value {
        steps += migration(of: entity.entity.name, alembic)
      } else {
        steps.append(
          ShellCommand.text(
            "alembic init -t async alembic", in: backend.root,
            comment: "no migrations were found: set them up, or create the table"
              + " '\(entity.table)' yourself"))
      }
    }
    return steps + tests(of: backend)
  }

  /// The command that runs a backend's tests; none where it has no pytest.
  package static func tests(of backend: Backend) -> [String] {
    guard backend.requirements.names.contains("pytest") else { return [] }
    let program = ShellCommand.program(backend.pytest, or: "pytest", from: backend.root)
    return [ShellCommand.text(program, in: backend.root, comment: "run the tests")]
  }

  /// The commands that make an entity's migration and apply it.
  package static func migration(of entity: String, _ alembic: AlembicLocation) -> [String] {
    [
      alembic.command(
        "revision --autogenerate -m \"add \(entity)\"", comment: "make the migration"),
      upgrade(alembic),
    ]
  }

  /// The commands that make a changed entity's migration and apply it.
  ///
  /// - Parameters:
  ///   - table: The entity's table.
  ///   - renames: Columns with another name: Alembic sees one that goes and one that
  ///     comes.
  package static func change(
    of entity: String, table: String, renames: [ColumnRename],
    _ alembic: AlembicLocation
  ) -> [String] {
    let hints = renames.map { $0.operation(in: table) }
    let hint =
      hints.isEmpty
      ? "make the migration"
      : "make the migration; it drops and adds what was renamed: write"
        + " \(hints.joined(separator: ", ")) instead"
    return [
      alembic.command("revision --autogenerate -m \"change \(entity)\"", comment: hint),
      upgrade(alembic),
    ]
  }

  /// The command that applies the migrations there are.
  package static func upgrade(_ alembic: AlembicLocation) -> String {
    alembic.command("upgrade head", comment: "bring the database to the newest revision")
  }
}
