internal import ArgumentParser
internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch

/// Which open transaction is meant.
enum TransactionArgument {
  /// Whether the command was interrupted before, and what was settled is what it is asked for again;
  /// says so then.
  static func isSettled(
    _ text: String?, _ kind: Backstitch.Operation.Kind, by report: RecoveryReport?,
    _ workspace: Workspace, _ globals: Globals
  ) -> Bool {
    guard let report, report.finished(kind), let number = report.transaction,
      text.map({ $0 == "t\(number)" || $0 == "\(number)" }) ?? true,
      (try? workspace.openTransaction(number)) == nil
    else { return false }
    let message = "operation \(report.operation) of t\(number), which was interrupted, is done now"
    if globals.json {
      let document: JSONValue = [
        "schema": 1, "operation": JSONValue(report.operation), "message": .string(message),
      ]
      say(document.text)
    } else {
      say(message.prefix(1).uppercased() + message.dropFirst() + ".")
    }
    return true
  }

  /// The named one, else the only one open.
  static func choose(
    _ text: String?, _ workspace: Workspace, _ globals: Globals
  ) throws -> Transaction {
    if let text {
      guard let number = Int(text.hasPrefix("t") ? text.dropFirst() : text[...]) else {
        throw Failure(.usage, "'\(text)' is no transaction; they are called t1, t2, ...")
      }
      return try Failure.catching { try workspace.openTransaction(number) }
    }
    let open = try Failure.catching { try workspace.openTransactions() }
    guard let first = open.first else {
      if let command = EmptyWorkspace.beginning(workspace, globals) {
        throw Failure(
          .failed,
          "no transaction is open, as nothing was begun here yet; give a scaffold that was killed"
            + " again", next: [command])
      }
      throw Failure(.failed, "no transaction is open", next: ["backstitch status"])
    }
    guard open.count == 1 else {
      let list = open.map { "t\($0.number ?? 0) (\($0.description))" }.joined(separator: ", ")
      throw Failure(.blocked, "several transactions are open: \(list); name one")
    }
    return first
  }
}

/// `backstitch commit [TX]`
struct Commit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit",
    abstract: "Land the staged steps of an open transaction, all or some.")

  @Argument(help: "The transaction, t1.") var transaction: String?
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions
  @OptionGroup var checkOptions: CheckOptions
  @OptionGroup var gitOptions: GitOptions

  func run() throws {
    let (workspace, settled) = try globals.workspace(for: options)
    if TransactionArgument.isSettled(transaction, .commit, by: settled, workspace, globals) {
      return
    }
    let open = try TransactionArgument.choose(transaction, workspace, globals)
    let selected = try selection.selection(globals, workspace)
    var flow = LandingFlow(globals: globals, options: options, workspace: workspace)
    flow.checks = try checkOptions.plan()
    flow.git = gitOptions.request
    flow.editsMessage = gitOptions.edits
    flow.mayStayOpen = open.number
    // What a run's steps said when they were staged; nothing for other transactions.
    if selected.paths == nil, let run = try? Orchestrator(workspace).run(resuming: open) {
      flow.nextSteps =
        run.nextSteps(landing: selected.steps) + run.related.map { $0.command(globals) }
    }
    try flow.run { policy in
      let proposal = try Failure.catching { try open.propose(selected, onConflict: policy) }
      return try MigrationGuard(workspace: workspace, globals: globals).checked(proposal)
    }
  }
}

/// `backstitch rollback [TX]`
struct Rollback: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "End an open transaction and take back what it landed.")

  @Argument(help: "The transaction, t1.") var transaction: String?
  @Flag(name: .customLong("open-only"), help: "Only drop what has not landed.") var openOnly = false
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions

  func run() throws {
    let (workspace, settled) = try globals.workspace(for: options)
    if TransactionArgument.isSettled(transaction, .rollback, by: settled, workspace, globals) {
      return
    }
    let open = try TransactionArgument.choose(transaction, workspace, globals)
    guard let number = open.number else { return }
    if openOnly, !options.dryRun {
      try Failure.catching { try workspace.dropOpenSteps(of: number) }
      if globals.json {
        let document: JSONValue = [
          "schema": 1, "operation": .null, "closed": .string("t\(number)"),
        ]
        return say(document.text)
      }
      return say("t\(number) is closed; what it landed stays.")
    }
    var flow = LandingFlow(globals: globals, options: options, workspace: workspace)
    flow.takesBack = true
    flow.nothing = "t\(number) is closed; nothing of it is in effect."
    try flow.run { policy in
      try Failure.catching { try workspace.proposeRollback(of: number, onConflict: policy) }
    }
  }
}

/// `backstitch resume [TX]`
struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with an open transaction: run the steps that are left, then commit.")

  @Argument(help: "The transaction, t1.") var transaction: String?
  @Option(help: "Leave a step out.") var skip: [String] = []
  @OptionGroup var runOptions: RunOptions
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions
  @OptionGroup var checkOptions: CheckOptions
  @OptionGroup var gitOptions: GitOptions

  func run() throws {
    let (workspace, settled) = try globals.workspace(for: options)
    if TransactionArgument.isSettled(transaction, .commit, by: settled, workspace, globals) {
      return
    }
    var open = try TransactionArgument.choose(transaction, workspace, globals)
    if GenerationRequest(words: open.arguments) != nil {
      return try OrchestrationFlow(
        workspace: workspace, globals: globals, options: options, runOptions: runOptions,
        checkOptions: checkOptions, git: gitOptions.request, editsMessage: gitOptions.edits
      ).resume(open, skipping: skip)
    }
    try leaveOut(of: &open)
    var flow = LandingFlow(globals: globals, options: options, workspace: workspace, confirms: true)
    if !skip.isEmpty {
      flow.nothing =
        "Nothing to change: \(skip.joined(separator: ", ")) was left out. "
        + "No operation was made."
    }
    flow.checks = try checkOptions.plan(in: workspace)
    flow.git = gitOptions.request
    flow.editsMessage = gitOptions.edits
    try flow.run { [open] policy in
      try Failure.catching { try open.propose(onConflict: policy) }
    }
  }

  /// Leaves steps out of a transaction that no plan staged.
  private func leaveOut(of open: inout Transaction) throws {
    for step in skip {
      guard open.steps.contains(where: { $0.id == step }) else {
        throw Failure(.unknownSelection(step, steps: open.steps.map(\.id)))
      }
      try Failure.catching { try open.skip(step) }
    }
    if !skip.isEmpty, !options.dryRun { _ = try Failure.catching { try open.save() } }
  }
}
