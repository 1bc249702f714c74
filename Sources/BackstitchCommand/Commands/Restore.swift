internal import ArgumentParser
internal import Backstitch
internal import Patch

/// `backstitch restore OP`
struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring an operation's paths to their state right after it, keeping people's work.")

  @Argument(help: "The operation's number.") var operation: Int
  @Option(
    parsing: .upToNextOption, help: "Only these paths, relative to the current directory.",
    completion: .file())
  var paths: [String] = []
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions
  @OptionGroup var gitOptions: GitOptions

  func run() throws {
    let workspace = try globals.workspace(for: options).workspace
    let chosen = try paths.map { try PathArgument.resolve($0, globals, workspace) }
    var flow = LandingFlow(globals: globals, options: options, workspace: workspace)
    flow.nothing =
      "Nothing to change: everything is as it was right after operation \(operation), or later work "
      + "of people. No operation was made."
    flow.takesBack = true
    flow.restored = operation
    flow.tellsUnchanged = true
    flow.git = gitOptions.request
    flow.editsMessage = gitOptions.edits
    try flow.run { policy in
      try Failure.catching {
        try workspace.proposeRestore(
          of: operation, paths: chosen.isEmpty ? nil : chosen, onConflict: policy)
      }
    }
  }
}
