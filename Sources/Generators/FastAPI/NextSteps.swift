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
    if backend.requirements.names.contains("pytest") {
      steps.append(ShellCommand.text("pytest", in: backend.root, comment: "run the tests"))
    }
    return steps
  }

  /// The commands that make an entity's migration and apply it.
  package static func migration(of entity: String, _ alembic: AlembicLocation) -> [String] {
    [
      ShellCommand.text(
        "alembic revision --autogenerate -m \"add \(entity)\"", in: alembic.home,
        comment: "make the migration"),
      upgrade(alembic),
    ]
  }

  /// The commands that make a changed entity's migration and apply it.
  ///
  /// - Parameters:
  ///   - table: The entity's table.
  ///   - renames: Columns with another name, old and new: Alembic sees one that goes and one that
  ///     comes.
  package static func change(
    of entity: String, table: String, renames: [(old: String, new: String)],
    _ alembic: AlembicLocation
  ) -> [String] {
    let hints = renames.map { rename in
      "op.alter_column('\(table)', '\(rename.old)', new_column_name='\(rename.new)')"
    }
    let hint =
      hints.isEmpty
      ? "make the migration"
      : "make the migration; it drops and adds what was renamed: write"
        + " \(hints.joined(separator: ", ")) instead"
    return [
      ShellCommand.text(
        "alembic revision --autogenerate -m \"change \(entity)\"", in: alembic.home,
        comment: hint),
      upgrade(alembic),
    ]
  }

  /// The command that applies the migrations there are.
  package static func upgrade(_ alembic: AlembicLocation) -> String {
    ShellCommand.text(
      "alembic upgrade head", in: alembic.home, comment: "bring the database to the newest revision"
    )
  }
}
