internal import Generators
internal import Orchestration
internal import ProjectModel

/// What mends an error, as a command.
struct Remedy {
  /// What it does, in a few words.
  let title: String
  /// Why it helps.
  let comment: String
  /// The command.
  let command: String
  /// The option that makes the same in the same operation.
  var option: String?

  /// - Returns: nil when only a person can mend it.
  init?(_ error: OrchestrationError, _ globals: Globals) {
    switch error {
    case .generation(.missingComponent("DataTable", _)):
      title = "Install missing dependency"
      comment = "The DataTable component needs to be created first"
      command = globals.command("scaffold", BuiltInPlans.frontendModule.name, "data-table")
      option = "--with data-table"
    case .migration(.behind(let alembic)):
      title = "Upgrade the database"
      comment = "Alembic makes a revision only from the newest one"
      command = alembic.command("upgrade head")
    case .migration(.parted(let alembic)):
      title = "Join the newest revisions"
      comment = "Alembic makes a revision only where there is one newest"
      command = alembic.command("merge heads")
    default: return nil
    }
  }

  /// The same command with what prevents the error; nil when no option does.
  var beforehand: String? {
    guard let option, SameCommand.beginsRun else { return nil }
    return SameCommand.adding(option.split(separator: " ").map(String.init))
  }
}
