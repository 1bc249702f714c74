internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Patch

/// `backstitch log`
struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "The operation log, newest first.")

  @Option(name: [.customShort("n"), .customLong("max-count")], help: "At most so many operations.")
  var count: Int?
  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    let history = try Failure.catching { try workspace.history() }
    let (first, last) = (history.first, history.last)
    if globals.json {
      var shown: [JSONValue] = []
      try eachPage(of: history) { page in
        shown += page.map(OperationText.json)
        return true
      }
      let document: JSONValue = [
        "schema": 1, "operations": .array(shown), "firstOperation": JSONValue(first),
      ]
      return say(document.text)
    }
    if last == 0 { say("No operations yet.") }
    let now = workspace.context.now()
    var shown = 0
    try eachPage(of: history) { page in
      shown += page.count
      for operation in page { say(OperationText.line(operation, now: now, globals.style)) }
      return !Terminal.outputEnded
    }
    if first > 1, shown == last - first + 1 {
      say("Operations 1 to \(first - 1) were dropped by 'backstitch gc'.")
    }
  }

  /// Reads page by page, so that the first lines of a long log come at once; ends when asked to.
  private func eachPage(
    of history: OperationHistory, _ body: ([Backstitch.Operation]) -> Bool
  ) throws {
    var left = count ?? Int.max
    var before: Int?
    while left > 0 {
      let page = try Failure.catching {
        try history.operations(before: before, count: min(left, 64))
      }
      guard let oldest = page.last, body(page) else { return }
      left -= page.count
      before = oldest.number
    }
  }
}

/// `backstitch show OP`
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One operation: who, when, steps, paths, and its diff.")

  @Argument(help: "The operation's number.") var operation: Int
  @Flag(help: "Only the counts of lines.") var stat = false
  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    let found = try Failure.catching { try workspace.operation(operation) }
    let diffs = try Failure.catching { try workspace.diff(of: found) }
    if globals.json {
      guard case .object(var members) = OperationText.json(found) else { return }
      members["diff"] = .bytes(diffs.flatMap(\.text))
      let document: JSONValue = ["schema": 1, "operation": .object(members)]
      return say(document.text)
    }
    let style = globals.style
    say(OperationText.line(found, now: workspace.context.now(), style))
    say("Author: \(found.author)")
    say("Date:   \(OperationText.date(found.time))")
    if let branch = found.branch { say("Branch: \(branch)") }
    for line in GitCommitText.lines(found) { say("Git:    \(line)") }
    for step in found.steps { say("Step:   \(step.title) (\(step.id)), \(step.paths.count) paths") }
    for path in found.left { say("Left:   \(path) (somebody else's work)") }
    say("")
    let read = ReadingOrder(diffs, by: \.path, all: globals.verbose)
    for diff in read.shown {
      if stat {
        say("  \(diff.path)  +\(diff.added) -\(diff.removed)")
      } else {
        write(style.diff(diff.text))
      }
    }
    if let rest = read.rest { note(style.dim(rest)) }
  }
}

/// `backstitch diff [OP|TX]`
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "The changes of an operation or open transaction; of the newest operation by default."
  )

  @Argument(help: "An operation's number, or a transaction, t1.") var subject: String?
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
    let read = ReadingOrder(diffs, by: \.path, all: globals.verbose)
    for diff in read.shown { write(globals.style.diff(diff.text)) }
    if let rest = read.rest { note(globals.style.dim(rest)) }
  }

  private func found(in workspace: Workspace) throws -> [FileDiff] {
    if let subject, subject.hasPrefix("t") {
      let transaction = try TransactionArgument.choose(subject, workspace)
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

/// `backstitch why PATH[:LINE]`
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Which operation, step and entity wrote a path or a line.")

  @Argument(help: "PATH or PATH:LINE.", completion: .file()) var place: String
  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    var (text, line): (String, Int?) = (place, nil)
    if let colon = place.lastIndex(of: ":"), let number = Int(place[place.index(after: colon)...]) {
      (text, line) = (String(place[..<colon]), number)
    }
    let path = try PathArgument.resolve(text, globals, workspace)
    let found = try Failure.catching {
      if line != nil, try workspace.tree().node(at: path) == nil {
        throw Failure(.failed, "there is no file \(path)")
      }
      return try workspace.why(path, line: line)
    }
    if globals.json {
      let document: JSONValue = [
        "schema": 1, "path": JSONValue(path), "line": JSONValue(line),
        "attributions": .array(
          found.map { item in
            [
              "operation": JSONValue(item.operation?.number), "step": JSONValue(item.step),
              "entity": JSONValue(item.entity),
              "description": JSONValue(item.operation?.description),
            ]
          }),
      ]
      return say(document.text)
    }
    let now = workspace.context.now()
    for item in found {
      guard let operation = item.operation else {
        say("\(place): by hand, or before Backstitch")
        continue
      }
      let step = item.step.map { ", step \($0)" } ?? ""
      let entity = item.entity.map { ", entity \($0)" } ?? ""
      say(OperationText.line(operation, now: now, globals.style) + step + entity)
    }
    if found.isEmpty { say("\(path): by hand, or before Backstitch") }
  }
}

/// Operations for people and as JSON.
enum OperationText {
  static func line(_ operation: Backstitch.Operation, now: Int64, _ style: Style) -> String {
    let state =
      switch operation.state {
      case .inEffect: ""
      case .partlyUndone: style.yellow(" (partly undone)")
      case .undone(let by): style.yellow(" (undone by \(by))")
      }
    let head = style.bold("\(operation.number)") + "  \(operation.kind.rawValue)"
    return "\(head)  \(subject(operation))\(state)  "
      + style.dim("\(ago(now - operation.time)), \(name(operation.author))")
  }

  /// The description, without the kind in front when it begins with it.
  private static func subject(_ operation: Backstitch.Operation) -> String {
    let kind = operation.kind.rawValue + " "
    guard operation.description.hasPrefix(kind) else { return operation.description }
    return String(operation.description.dropFirst(kind.count))
  }

  /// The author without the address; `show` prints both.
  private static func name(_ author: String) -> String {
    let name = author.prefix { $0 != "<" }.trimmingCharacters(in: .whitespaces)
    return name.isEmpty ? author : name
  }

  static func json(_ operation: Backstitch.Operation) -> JSONValue {
    let state: (String, Int?) =
      switch operation.state {
      case .inEffect: ("in-effect", nil)
      case .partlyUndone: ("partly-undone", nil)
      case .undone(let by): ("undone", by)
      }
    let steps = operation.steps.map { step -> JSONValue in
      [
        "id": .string(step.id), "title": .string(step.title),
        "paths": .array(step.paths.map { JSONValue($0) }),
      ]
    }
    let changes = operation.changes.map(json)
    var members: [String: JSONValue] = [
      "number": JSONValue(operation.number), "kind": .string(operation.kind.rawValue),
      "description": .string(operation.description), "author": .string(operation.author),
      "time": .integer(operation.time), "branch": JSONValue(operation.branch),
      "head": JSONValue(operation.head), "digest": .string(operation.digest),
      "commit": .string(operation.storeCommit), "entity": JSONValue(operation.entity),
      "plan": JSONValue(operation.plan), "target": JSONValue(operation.target),
      "transaction": operation.transaction.map { .string("t\($0)") } ?? .null,
      "state": .string(state.0), "undoneBy": JSONValue(state.1),
      "left": .array(operation.left.map { JSONValue($0) }),
      "steps": .array(steps), "changes": .array(changes),
    ]
    members["gitCommit"] = GitCommitText.json(operation)
    return .object(members)
  }

  static func json(_ change: OperationChange) -> JSONValue {
    ["path": JSONValue(change.path), "kind": .string(change.kind.rawValue)]
  }

  /// `A`, `M`, `D` and the path of each change but directories.
  ///
  /// - Parameter limit: how many at most; the rest is counted.
  static func changeLines(
    _ operation: Backstitch.Operation, limit: Int, _ style: Style
  ) -> [String] {
    let files = operation.changes.filter {
      $0.kind != .makeDirectory && $0.kind != .removeDirectory
    }
    let lines = files.prefix(limit).map { "  \(letter($0.kind, style)) \($0.path)" }
    let rest = files.count - lines.count
    return rest > 0 ? lines + ["  " + style.dim("and \(counted(rest, "path")) more")] : lines
  }

  private static func letter(_ kind: PlannedChange.Kind, _ style: Style) -> String {
    switch kind {
    case .create, .makeDirectory: style.green("A")
    case .delete, .removeDirectory: style.red("D")
    case .modify, .chmod: style.yellow("M")
    }
  }

  static func date(_ time: Int64) -> String {
    let formatter = DateFormatter()
    formatter.dateFormat = "yyyy-MM-dd HH:mm:ss ZZZZZ"
    formatter.locale = Locale(identifier: "en_US_POSIX")
    return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(time)))
  }

  private static func ago(_ seconds: Int64) -> String {
    switch seconds {
    case ..<5: "just now"
    case ..<120: "\(seconds) seconds ago"
    case ..<7200: "\(seconds / 60) minutes ago"
    case ..<172_800: "\(seconds / 3600) hours ago"
    default: "\(seconds / 86_400) days ago"
    }
  }
}
