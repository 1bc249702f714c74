package import Patch
package import ProjectModel

/// Why there is no migration.
package enum MigrationError: Error, Hashable, Sendable {
  /// The plan makes no model that could be migrated.
  case noBackendStep(plan: String)
  /// The backend has no `alembic.ini`.
  case noConfiguration(backend: RelativePath?)
  /// There is no `alembic` in an environment of the project or on the path.
  case noProgram
  /// The database is not at the newest revision.
  case behind(AlembicLocation)
  /// Several revisions come last: there is no newest one.
  case parted(AlembicLocation)
  /// Alembic ended with an error: the command, what happened, what it said last.
  case failed(command: String, reason: String, output: String)

  /// What happened, then what to do.
  package var finding: Finding {
    switch self {
    case .noBackendStep(let plan):
      Finding(
        .refused,
        "the plan '\(plan)' has no step that makes a model, so that there is nothing to migrate; "
          + "leave out --migrate, or choose fullstack, crud or entity")
    case .noConfiguration(let backend):
      Finding(
        .blocked,
        "the backend in \(backend?.description ?? ".") has no alembic.ini; set Alembic up with "
          + "'alembic init alembic', or leave out --migrate")
    case .noProgram:
      Finding(
        .blocked,
        "there is no program 'alembic' in VIRTUAL_ENV, in .venv or venv of the backend or the "
          + "workspace, or on the PATH; install it there or activate its environment, or leave out "
          + "--migrate")
    case .behind(let alembic):
      Finding(
        .refused,
        "the database is not at the newest revision, and Alembic makes another only from there; "
          + "run '\(alembic.command("upgrade head"))' first; where a revision fails, mend it or undo "
          + "its operation")
    case .parted(let alembic):
      Finding(
        .refused,
        "several revisions come last, so that Alembic finds no newest one; join them with "
          + "'\(alembic.command("merge heads"))' first")
    case .failed(let command, let reason, let output):
      Finding(
        .refused, "'\(command)' failed: \(reason)" + (output.isEmpty ? "" : "\n\(output)"))
    }
  }
}
