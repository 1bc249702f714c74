internal import ArgumentParser
internal import Backstitch

/// `backstitch show [OP]`
struct Show: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One operation: who, when, steps, paths, and its diff.")

  @Argument(help: "The operation's number; the newest by default.") var operation: Int?
  @Flag(help: "Only the counts of lines.") var stat = false
  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    let found = try Failure.catching {
      let history = try workspace.history()
      guard operation != nil || history.last > 0 else {
        throw Failure(.failed, "there is no operation yet")
      }
      return try history.operation(operation ?? history.last)
    }
    if globals.json {
      let diffs = try Failure.catching { try workspace.diff(of: found) }
      guard case .object(var members) = OperationText.json(found) else { return }
      members["diff"] = .bytes(diffs.flatMap(\.text))
      let document: JSONValue = ["schema": 1, "operation": .object(members)]
      return say(document.text)
    }
    Pager.start(globals)
    let view = OperationView(
      workspace: workspace, globals: globals, showsCounts: stat, showsDiff: !stat, paths: [])
    try view.show(found, whole: true)
  }
}
