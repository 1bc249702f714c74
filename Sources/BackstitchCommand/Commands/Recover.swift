internal import ArgumentParser
internal import Backstitch
internal import Patch

/// `backstitch recover`
struct Recover: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Finish or undo an interrupted operation.")

  @Flag(help: "Take it back.") var back = false
  @Flag(help: "Finish it.") var forward = false
  @OptionGroup var globals: Globals

  func validate() throws {
    if back && forward { throw ValidationError("Give one of --back and --forward.") }
  }

  func run() throws {
    let workspace = try globals.workspace()
    let direction: BackstitchError.Direction? = back ? .back : forward ? .forward : nil
    let killed = try Failure.catching { try workspace.killedCommands() }
    let begun = workspace.begunTrees()
    let report = try Failure.catching { try workspace.recover(direction) }
    if globals.json { return say(json(report).text) }
    guard let report else {
      // What became of a tree was told.
      if killed.isEmpty, !begun.isEmpty { return say("No operation was interrupted.") }
      return say(
        killed.isEmpty
          ? "Nothing to recover: no operation was interrupted."
          : "No operation was interrupted; what commands changed whose 'backstitch exec' ended early"
            + " is recorded.")
    }
    let way = report.direction == .forward ? "finished" : "taken back"
    say("Operation \(report.operation) was interrupted and is \(way) now.")
    for (path, saved) in report.left.sorted(by: { $0.key < $1.key }) {
      let place = saved.map { "; their bytes are in \($0)" } ?? ""
      say("  \(path) holds somebody else's work and was left as it is\(place)")
    }
  }

  private func json(_ report: RecoveryReport?) -> JSONValue {
    guard let report else { return ["schema": 1, "recovered": .null] }
    let left = report.left.sorted { $0.key < $1.key }.map { path, saved -> JSONValue in
      ["path": JSONValue(path), "savedAs": JSONValue(saved)]
    }
    return [
      "schema": 1,
      "recovered": [
        "operation": JSONValue(report.operation),
        "direction": .string(report.direction.rawValue), "left": .array(left),
      ],
    ]
  }
}
