internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Patch
internal import ProjectModel

/// `backstitch exec -- CMD...`
struct Exec: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec",
    abstract: "Run any command and record what it changed as one operation.",
    usage: "backstitch exec [--undo-on-failure] -- <command>...")

  @Flag(
    name: .customLong("undo-on-failure"), help: "Take back what the command changed when it fails.")
  var undoOnFailure = false

  @Argument(parsing: .postTerminator, help: "The command, behind '--'.")
  var command: [String]

  @OptionGroup var globals: Globals

  /// The status when it is not the command that failed.
  private static let ownFailure: Int32 = 125

  func run() throws {
    let (workspace, capture) = try failing { try begin() }
    let run = ForegroundCommand(
      words: command, directory: globals.directory, joinsOutputs: globals.json
    ).run()
    if let problem = run.problem { note("backstitch: \(problem)") }
    let recorded = try failing { () throws -> Capture.Recorded in
      do {
        return try capture.finish(status: Int(run.status))
      } catch let error as BackstitchError {
        var failure = Failure(error)
        let again = failure.kind == .damaged ? "" : ". The next command that writes tries again"
        failure.message =
          "'\(command[0])' ended with status \(run.status), and what it changed is not recorded: "
          + error.cause + again
        throw failure
      }
    }
    let undone = run.status == 0 ? nil : try undo(recorded, workspace)
    report(recorded, undone, status: run.status)
    throw Exit(status: run.status)
  }

  private func begin() throws -> (Workspace, Capture) {
    let workspace = try globals.workspace()
    let home = ProcessInfo.processInfo.environment["HOME"].map { Array($0.utf8) }
    let globs = try Failure.catching {
      let tree = try workspace.tree()
      do throws(ProjectConfigError) {
        return try ProjectConfig.load(in: tree).exec?.include ?? []
      } catch {
        throw Failure(.failed, error.description)
      }
    }
    return (
      workspace,
      try Failure.catching {
        try workspace.beginCapture(of: command, including: globs, home: home)
      }
    )
  }

  private func failing<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch var failure as Failure {
      failure.exitStatus = Self.ownFailure
      throw failure
    }
  }

  /// Takes the changes back of a command that failed; what stands in the way is told, and they stay.
  private func undo(
    _ recorded: Capture.Recorded, _ workspace: Workspace
  ) throws -> Backstitch.Operation? {
    guard undoOnFailure, let operation = recorded.operation else { return nil }
    do {
      return try Failure.catching {
        try workspace.proposeUndo(of: operation.number, here: true).land()?.operation
      }
    } catch let failure as Failure {
      note("backstitch: operation \(operation.number) is not undone: \(failure.message)")
      return nil
    }
  }

  // MARK: Telling

  private func report(
    _ recorded: Capture.Recorded, _ undone: Backstitch.Operation?, status: Int32
  ) {
    let operation = recorded.operation
    if globals.json {
      let document: JSONValue = [
        "schema": 1, "status": .integer(Int64(status)), "operation": JSONValue(operation?.number),
        "description": JSONValue(operation?.description),
        "changes": operation.map(OperationText.changes) ?? [],
        "left": .array(
          recorded.left.map { ["path": JSONValue($0.path), "reason": .string($0.reason)] }),
        "undoneBy": JSONValue(undone?.number),
      ]
      return say(document.text)
    }
    // Standard output is the command's.
    for (path, reason) in recorded.left {
      note(globals.errorStyle.yellow("warning: \(path) is not part of the operation: \(reason)"))
    }
    guard let operation else { return }
    let style = globals.errorStyle
    for line in OperationText.changeLines(operation, limit: 20, style) { note(line) }
    note("\(style.bold("Operation \(operation.number)")): \(operation.description)")
    if let command = operation.captured, command.head != operation.head {
      let from = command.head.map { String($0.prefix(10)) } ?? "nothing"
      let to = operation.head.map { String($0.prefix(10)) } ?? "nothing"
      note("HEAD moved from \(from) to \(to); an undo changes files only, git's commits stay")
    }
    if let undone {
      note("\(style.bold("Operation \(undone.number)")): \(undone.description)")
    } else {
      note("Undo: \(globals.command("undo", "\(operation.number)"))")
    }
  }
}
