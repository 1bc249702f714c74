internal import ArgumentParser
internal import Backstitch
internal import ProjectModel

/// What must hold of the files once they have landed.
struct CheckOptions: ParsableArguments {
  @Option(
    name: .customLong("check"),
    help: ArgumentHelp(
      "A shell command that must succeed once the files have landed, or they are taken back; can be"
        + " repeated.", valueName: "command"))
  var commands: [String] = []
  @Flag(
    name: .customLong("keep-on-failed-check"),
    help: "Commit also when a check fails; the status is 1 all the same.")
  var keepsFailed = false

  func validate() throws {
    guard commands.allSatisfy({ !Self.isBlank($0) }) else {
      throw ValidationError("A check needs a command.")
    }
  }

  /// The project's own checks first, then those of the command line.
  ///
  /// - Parameter config: the project's choices; nil where they do not count.
  func plan(with config: ProjectConfig? = nil) throws -> CheckPlan {
    let own = config?.checks ?? []
    // It would succeed whatever landed.
    guard own.allSatisfy({ !Self.isBlank($0) }) else {
      throw Failure(.failed, "'checks' in \(ProjectFiles.config) has an empty command; take it out")
    }
    return CheckPlan(commands: own + commands, keepsFailed: keepsFailed)
  }

  /// The same with the choices of a workspace's project.
  func plan(in workspace: Workspace) throws -> CheckPlan {
    do {
      let tree = try Failure.catching { try workspace.tree() }
      return try plan(with: ProjectConfig.load(in: tree))
    } catch let error as ProjectConfigError {
      throw Failure(.failed, error.description)
    }
  }

  /// Refuses checks of what does not land.
  func refuse(staging: Bool) throws {
    guard staging, !commands.isEmpty || keepsFailed else { return }
    throw Failure(
      .usage,
      "with --stage nothing lands that could be checked; give the checks to"
        + " 'backstitch commit'")
  }

  /// The checks again, for a command that goes on.
  var words: [String] { commands.flatMap { ["--check", $0] } }

  private static func isBlank(_ command: String) -> Bool { command.allSatisfy(\.isWhitespace) }
}

/// The checks of one landing.
struct CheckPlan {
  var commands: [String] = []
  /// Whether what landed stays when one fails.
  var keepsFailed = false
}
