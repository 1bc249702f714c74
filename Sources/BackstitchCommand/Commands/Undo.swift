internal import ArgumentParser
internal import Backstitch
internal import Patch

/// Which steps and paths of an operation are meant.
struct SelectionOptions: ParsableArguments {
  @Option(help: "Only these steps, by id, separated by commas.")
  var steps: String?

  @Option(
    parsing: .upToNextOption, help: "Only these paths, relative to the current directory.",
    completion: .file())
  var paths: [String] = []

  /// The selection; paths are made relative to the workspace.
  func selection(_ globals: Globals, _ workspace: Workspace) throws -> Selection {
    let chosen = steps
    let steps = chosen?.split(separator: ",").map(String.init)
    if let chosen, steps?.isEmpty == true {
      throw Failure(.usage, "--steps '\(chosen)' names no step; give ids, separated by commas")
    }
    guard !paths.isEmpty else { return Selection(steps: steps) }
    return Selection(
      steps: steps, paths: try paths.map { try PathArgument.resolve($0, globals, workspace) })
  }
}

/// Paths on the command line: relative to the current directory, like git's.
enum PathArgument {
  static func resolve(
    _ text: String, _ globals: Globals, _ workspace: Workspace
  ) throws -> RelativePath {
    let parts = try parts(text, globals, workspace)
    guard !parts.isEmpty else {
      throw Failure(
        .failed, "'\(text)' is the workspace itself; name a file or directory in it")
    }
    do {
      return try RelativePath(bytes: parts.joined(separator: [0x2F]))
    } catch {
      throw Failure(.failed, "\(error)")
    }
  }

  /// The path's components below the workspace; none for the workspace itself.
  static func parts(
    _ text: String, _ globals: Globals, _ workspace: Workspace
  ) throws -> [ArraySlice<UInt8>] {
    let start = text.hasPrefix("/") ? [] : try globals.start()
    var parts: [ArraySlice<UInt8>] = start.split(separator: 0x2F)
    for part in Array(text.utf8).split(separator: 0x2F) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) { _ = parts.popLast() } else { parts.append(part) }
    }
    let root = workspace.root.split(separator: 0x2F)
    guard parts.starts(with: root) else { throw outside(text) }
    return Array(parts[root.count...])
  }

  private static func outside(_ text: String) -> Failure {
    Failure(.failed, "the path '\(text)' lies outside the workspace")
  }
}

/// `backstitch undo [OP]`
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Reverse an operation, keeping later work; the newest in effect by default.")

  @Argument(help: "The operation's number.") var operation: Int?
  @Flag(help: "Also when the operation was made on another branch.") var here = false
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions
  @OptionGroup var gitOptions: GitOptions

  func run() throws {
    let (workspace, settled) = try globals.workspace(for: options)
    let selected = try selection.selection(globals, workspace)
    var flow = LandingFlow(globals: globals, options: options, workspace: workspace)
    let discarded = operation.map { "; nothing of operation \($0) stands here any more" } ?? ""
    flow.nothing =
      "Nothing to change: everything is as it was before\(discarded). No operation was made."
    flow.takeBack = "Redo: backstitch redo"
    flow.takesBack = true
    flow.tellsUnchanged = true
    flow.git = gitOptions.request
    flow.editsMessage = gitOptions.edits
    try NothingToDo.said(globals) {
      if operation == nil { try NothingToDo.ifFinished(.undo, settled) }
      try flow.run { policy in
        try Failure.catchingAllButNothing {
          try workspace.proposeUndo(of: operation, selected, here: here, onConflict: policy)
        }
      }
    }
  }
}

/// `backstitch redo [OP]`
struct Redo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo",
    abstract: "Reapply an undone operation; the one undone last by default.")

  @Argument(help: "The operation's number.") var operation: Int?
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions
  @OptionGroup var gitOptions: GitOptions

  func run() throws {
    let (workspace, settled) = try globals.workspace(for: options)
    let selected = try selection.selection(globals, workspace)
    var flow = LandingFlow(globals: globals, options: options, workspace: workspace)
    if let operation {
      flow.takesBack = try Failure.catching { try workspace.operation(operation).kind == .undo }
    }
    flow.bringsBack = true
    flow.tellsUnchanged = true
    flow.git = gitOptions.request
    flow.editsMessage = gitOptions.edits
    try NothingToDo.said(globals) {
      if operation == nil { try NothingToDo.ifFinished(.redo, settled) }
      try flow.run { policy in
        try Failure.catchingAllButNothing {
          try workspace.proposeRedo(of: operation, selected, onConflict: policy)
        }
      }
    }
  }
}

/// Having nothing to do is success, and is said.
enum NothingToDo {
  /// A bare `undo` after one that was interrupted means that one: it is done now.
  static func ifFinished(
    _ kind: Backstitch.Operation.Kind, _ settled: RecoveryReport?
  ) throws {
    guard let settled, settled.finished(kind) else { return }
    throw BackstitchError.nothing(
      "operation \(settled.operation), the \(kind.rawValue) that was interrupted, is done now; "
        + "nothing else was undone or redone")
  }

  static func said(_ globals: Globals, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch BackstitchError.nothing(let text) {
      if globals.json {
        let document: JSONValue = ["schema": 1, "operation": .null, "message": .string(text)]
        say(document.text)
      } else {
        say(text.prefix(1).uppercased() + text.dropFirst() + ".")
      }
    }
  }
}

extension Failure {
  /// Like ``catching(_:)``, but lets ``BackstitchError/nothing(_:)`` through.
  static func catchingAllButNothing<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch BackstitchError.nothing(let text) {
      throw BackstitchError.nothing(text)
    } catch let error as BackstitchError {
      throw Failure(error)
    }
  }
}
