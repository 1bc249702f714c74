internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Patch

/// `backstitch apply FILE|-`
struct Apply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Stage and commit a change set (JSON) or a unified diff.")

  @Argument(help: "A file, or - for standard input.", completion: .file())
  var file: String

  @Flag(help: "Leave the transaction open for 'backstitch commit'.")
  var stage = false

  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions
  @OptionGroup var checkOptions: CheckOptions
  @OptionGroup var gitOptions: GitOptions
  @OptionGroup var place: PlaceOptions

  func run() throws {
    let isDone = try place.run(gitOptions, globals, options) { globals in
      var elsewhere = self
      elsewhere.globals = globals
      elsewhere.file = try PlaceOptions.absolute(file, self.globals)
      elsewhere.place = try .parse([])
      try elsewhere.run()
    }
    if isDone { return }
    try checkOptions.refuse(staging: stage)
    let workspace = try globals.workspace(for: options).workspace
    let bytes = try InputFile.read(file, in: globals)
    var transaction: Transaction
    let set = try Failure.catching {
      let tree = try workspace.tree()
      return try ChangeSet(reading: bytes, on: tree)
    }
    transaction = try Failure.catching {
      var transaction = try workspace.begin(set.description ?? "apply \(name)")
      try transaction.step("apply", title: "Apply") { tree throws(Refusal) in try tree.stage(set) }
      return transaction
    }
    try workspace.check(gitOptions.request, staging: stage)
    if stage { return try Staging.leaveOpen(&transaction, globals, options) }
    var flow = LandingFlow(globals: globals, options: options, workspace: workspace)
    flow.checks = try checkOptions.plan()
    flow.git = gitOptions.request
    flow.editsMessage = gitOptions.edits
    try flow.run { policy in
      try Failure.catching { try transaction.propose(onConflict: policy) }
    }
  }

  private var name: String {
    file == "-" ? "standard input" : file.split(separator: "/").last.map(String.init) ?? file
  }
}

/// Files named on the command line.
enum InputFile {
  /// A file's bytes, relative to the directory worked in; `-` is standard input.
  static func read(_ name: String, in globals: Globals) throws -> [UInt8] {
    if name == "-" {
      do {
        let data = try Interruption.endingProgram { try FileHandle.standardInput.readToEnd() }
        return Array(data ?? Data())
      } catch {
        throw Failure(.failed, "standard input cannot be read: \(error.localizedDescription)")
      }
    }
    let path =
      name.hasPrefix("/") ? name : String(decoding: try globals.start(), as: UTF8.self) + "/" + name
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.failed, "the file '\(name)' cannot be read: \(reason(errno))")
    }
    do {
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      return Array(try file.readToEnd() ?? Data())
    } catch {
      throw Failure(
        .failed, "the file '\(name)' cannot be read, or is a directory; name a regular file")
    }
  }
}

/// `--stage`: the transaction is saved and left open.
enum Staging {
  static func leaveOpen(
    _ transaction: inout Transaction, _ globals: Globals, _ options: WriteOptions,
    warnings: [String] = [], again: String? = nil
  ) throws {
    let proposal = try Failure.catching { [transaction] in try transaction.propose() }
    let report = try PlanReport(
      proposal.plan, in: transaction.workspace, globals)
    let number = options.dryRun ? nil : try Failure.catching { try transaction.save() }
    if globals.json {
      let document: JSONValue = [
        "schema": 1, "dryRun": .boolean(options.dryRun),
        "transaction": number.map { .string("t\($0)") } ?? .null, "plan": report.json,
        "description": .string(proposal.description), "warnings": JSONValue(warnings),
      ]
      say(document.text)
      return
    }
    for warning in warnings { note(globals.style.yellow("warning: \(warning)")) }
    say(lines: report.lines)
    guard let number else { return say("(dry run, nothing was staged)") }
    say("Staged in t\(number): \(transaction.description)")
    say("Commit: backstitch commit t\(number)")
    say("Roll back: backstitch rollback t\(number)")
    if let again { say("Next time: \(again)") }
  }
}
