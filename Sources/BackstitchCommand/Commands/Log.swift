internal import ArgumentParser
internal import Backstitch
internal import Patch

/// `backstitch log`
struct Log: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "The operation log, newest first.")

  @Option(name: [.customShort("n"), .customLong("max-count")], help: "At most so many operations.")
  var count: Int?
  @Flag(help: "Also the counts of lines of each path.") var stat = false
  @Flag(name: [.customShort("p"), .long], help: "Also the diff of each operation.")
  var patch = false
  @Option(
    parsing: .upToNextOption,
    help: "Only operations that changed these paths, relative to the current directory.",
    completion: .file())
  var paths: [String] = []
  @OptionGroup var globals: Globals

  func validate() throws {
    if let count, count < 0 { throw ValidationError("Give -n a number from 0 up.") }
  }

  func run() throws {
    let workspace = try globals.workspace()
    let chosen = try paths.map { try PathArgument.resolve($0, globals, workspace) }
    let history = try Failure.catching { try workspace.history() }
    if globals.json { return try sayJSON(history, chosen) }
    let killed = try Failure.catching { try workspace.killedCommands() }
    for line in KilledCommands.lines(killed, globals) { note("backstitch: \(line)") }
    if history.last == 0 { return say("No operations yet.") }
    Pager.start(globals)
    let view = OperationView(
      workspace: workspace, globals: globals, showsCounts: stat, showsDiff: patch, paths: chosen)
    var shown = 0
    try eachPage(of: history, chosen) { page in
      for operation in page {
        try view.show(operation)
        shown += 1
        if Terminal.outputEnded { return false }
      }
      return true
    }
    let (first, last) = (history.first, history.last)
    if first > 1, shown == last - first + 1 {
      say("Operations 1 to \(first - 1) were dropped by 'backstitch gc'.")
    }
    if shown == 0, !paths.isEmpty { say("No operation changed \(paths.joined(separator: ", ")).") }
  }

  private func sayJSON(_ history: OperationHistory, _ chosen: [RelativePath]) throws {
    var shown: [JSONValue] = []
    try eachPage(of: history, chosen) { page in
      shown += page.map(OperationText.json)
      return true
    }
    let document: JSONValue = [
      "schema": 1, "operations": .array(shown), "firstOperation": JSONValue(history.first),
    ]
    say(document.text)
  }

  /// Reads page by page, so that the first lines of a long log come at once; ends when asked to.
  private func eachPage(
    of history: OperationHistory, _ paths: [RelativePath],
    _ body: ([Backstitch.Operation]) throws -> Bool
  ) throws {
    var left = count ?? Int.max
    var before: Int?
    while left > 0 {
      let page = try Failure.catching {
        try history.operations(before: before, count: min(left, 64))
      }
      guard let oldest = page.last else { return }
      let meant = page.filter { paths.isEmpty || $0.changes(any: paths) }
      guard try body(meant) else { return }
      left -= meant.count
      before = oldest.number
    }
  }
}
