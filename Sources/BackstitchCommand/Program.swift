internal import ArgumentParser
internal import Foundation

/// The program: reads the command line, runs one command, exits with its status.
package enum Program {
  /// The version `--version` prints.
  static let version = "0.1.0"

  /// Runs and never returns.
  package static func main() -> Never {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // The most frequent question of scripts costs no parser.
    if arguments == ["--version"] {
      print(version)
      exit(0)
    }
    Interruption.install()
    do {
      var command = try Root.parseAsRoot(arguments)
      if command is any ReadingCommand {
        try Interruption.endingProgram { try command.run() }
      } else {
        try command.run()
      }
      end(0)
    } catch let failure as Failure {
      failure.report(json: arguments.prefix { $0 != "--" }.contains("--json"))
      end(failure.status)
    } catch let end as Exit {
      Program.end(end.status)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      if let failure = Failure(usage: error, arguments: arguments) {
        failure.report(json: arguments.prefix { $0 != "--" }.contains("--json"))
        end(failure.status)
      }
      Root.exit(withError: error)
    }
  }

  /// Ends with a status; a result that could not be written whole is no success.
  private static func end(_ status: Int32) -> Never {
    Pager.finish()
    guard let reason = Terminal.lostOutput else { exit(status) }
    note(
      "backstitch: standard output was not written whole: \(reason); what was done stays done, "
        + "'backstitch status' tells")
    exit(status == 0 ? 1 : status)
  }
}

/// A command that locks and writes nothing, and runs no other program: it can end anywhere.
protocol ReadingCommand: ParsableCommand {}

/// All commands. Each says its name itself: the parser would make them from the types' names, by
/// reflection, at every start.
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backstitch",
    abstract: "Generated code lands in your repository like a database transaction.",
    version: Program.version,
    subcommands: [
      Initialize.self, Detect.self, Generate.self, Regenerate.self, Scaffold.self, Plans.self,
      Agents.self, Templates.self, Apply.self, Exec.self, Status.self, Commit.self,
      Resume.self, Rollback.self, Undo.self, Redo.self, Restore.self, Log.self, Show.self,
      Diff.self, Why.self,
      Recover.self, Doctor.self, CollectGarbage.self, Completions.self,
    ])

  @OptionGroup var globals: Globals

  mutating func run() throws {
    try Status.report(nil, .markdown, try .parse([]), globals, hints: true)
  }
}
