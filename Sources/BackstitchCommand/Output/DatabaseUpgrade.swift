internal import Backstitch
internal import Orchestration

/// The upgrade of the database once files have landed: nothing that is in it goes without somebody's
/// word.
struct DatabaseUpgrade {
  let run: OrchestrationRun
  /// The command a person would give for it.
  let command: String
  let globals: Globals
  let options: WriteOptions

  /// Applies the migration; what failed, with what holds of files and database.
  func done() -> Failure? {
    do throws(OrchestrationError) {
      let losses = try run.losses()
      guard losses.isEmpty || isConfirmed(losses) else { return refusal(of: losses) }
      try run.upgradeDatabase()
    } catch {
      var failure = Failure(error)
      failure.kind = .failed
      failure.message +=
        "\nthe files have landed and stay; the database was not upgraded to them. Give the command"
        + " again once its cause is mended; where the revision itself cannot be applied, mend that"
        + " or undo the operation"
      failure.next = [command, undo]
      return failure
    }
    if !globals.json { note("The database is at the newest revision.") }
    return nil
  }

  private var undo: String { globals.command("undo") }

  /// `--yes` speaks for fields that the command drops; all else a person on a terminal is asked about.
  private func isConfirmed(_ losses: [MigrationLoss]) -> Bool {
    if options.yes { return losses.allSatisfy(\.isAskedFor) }
    guard Terminal.canAsk, !globals.json else { return false }
    note("The migration does what nothing brings back:")
    for loss in losses { note(Self.text(of: loss)) }
    return Terminal.ask("Apply it to the database?", ["no", "yes"], atEnd: "no") == "yes"
  }

  private func refusal(of losses: [MigrationLoss]) -> Failure {
    let names = losses.map(Self.text).joined(separator: "\n")
    return Failure(
      .failed,
      "the migration is made, and not applied, as it does what nothing brings back:\n\(names)\n"
        + "Look at that: mend the revision where something was renamed, belongs to somebody else or"
        + " needs a server_default, then upgrade the database",
      next: [command, undo])
  }

  private static func text(of loss: MigrationLoss) -> String {
    "  it \(loss.description) (\(loss.path):\(loss.line))"
  }
}
