internal import ArgumentParser
internal import Backstitch

/// `backstitch diff [OP|TX]`
struct Diff: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "The changes of an operation or open transaction; of the newest operation by default."
  )

  @Argument(help: "An operation's number, or a transaction, t1.") var subject: String?
  @Flag(help: "Only the counts of lines.") var stat = false
  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    let diffs = try Failure.catching { try found(in: workspace) }
    if globals.json {
      let document: JSONValue = [
        "schema": 1,
        "files": .array(
          diffs.map { diff in
            [
              "path": JSONValue(diff.path), "added": JSONValue(diff.added),
              "removed": JSONValue(diff.removed), "diff": .bytes(diff.text),
            ]
          }),
      ]
      return say(document.text)
    }
    Pager.start(globals)
    let read = ReadingOrder(diffs, by: \.path, all: globals.verbose)
    if stat {
      say(lines: OperationText.countLines(read.shown, globals.style))
    } else {
      for diff in read.shown { write(globals.style.diff(diff.text)) }
    }
    if let rest = read.rest { note(globals.style.dim(rest)) }
  }

  private func found(in workspace: Workspace) throws -> [FileDiff] {
    if let subject, subject.hasPrefix("t") {
      let transaction = try TransactionArgument.choose(subject, workspace, globals)
      return try workspace.diff(of: try transaction.propose(onConflict: .take).plan)
    }
    if let subject {
      guard let number = Int(subject) else {
        throw Failure(.usage, "'\(subject)' is neither an operation nor a transaction")
      }
      return try workspace.diff(of: try workspace.operation(number))
    }
    guard let last = try workspace.operations(count: 1).first else {
      throw Failure(.failed, "there are no operations yet")
    }
    return try workspace.diff(of: last)
  }
}
