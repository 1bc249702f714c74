internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch
internal import ProjectModel

/// From a request to its end: the steps with their checklist, what becomes of one that fails, the
/// confirmation, the landing.
struct OrchestrationFlow {
  let workspace: Workspace
  let globals: Globals
  let options: WriteOptions
  let runOptions: RunOptions
  let checkOptions: CheckOptions
  /// The git commit that is made of what lands; nil: none.
  var git: GitCommitRequest?
  /// Whether its message is edited first.
  var editsMessage = false

  private typealias StepFailure = OrchestrationRun.StepFailure

  /// The command that does the same without a dialogue, when there was one.
  var again: String?
  /// What is to be said of transactions that are open.
  var warnings: [String] = []
  /// What was decided before anything runs.
  var notes: [String] = []
  /// What a person does next besides what the steps say.
  var nextSteps: [String] = []
  /// The directory that was made for the project, in which its commands are given; nil: none.
  var entering: String?

  /// Runs a plan from its beginning.
  func run(_ request: GenerationRequest) throws {
    try checkOptions.refuse(staging: runOptions.stage)
    try workspace.check(git, staging: runOptions.stage)
    let run: OrchestrationRun
    do throws(OrchestrationError) {
      run = try orchestrator.run(request)
    } catch {
      throw BlockedReport(error, request, globals).failure
    }
    try finish(run)
  }

  /// Goes on with an open transaction.
  func resume(_ transaction: Transaction, skipping steps: [String]) throws {
    try checkOptions.refuse(staging: runOptions.stage)
    try workspace.check(git, staging: runOptions.stage)
    var run = try Failure.catching { try orchestrator.run(resuming: transaction) }
    for step in steps {
      guard run.transaction.steps.contains(where: { $0.id == step }) else {
        throw Failure(.unknownSelection(step, steps: run.transaction.steps.map(\.id)))
      }
      try Failure.catching { try run.skip(step, because: nil, keeps: !options.dryRun) { _ in } }
    }
    try finish(run)
  }

  private var orchestrator: Orchestrator {
    Orchestrator(workspace, environment: ProcessInfo.processInfo.environment)
  }

  // MARK: Steps

  private func finish(_ started: OrchestrationRun) throws {
    var run = started
    if !globals.json {
      for text in notes { note(text) }
      for text in warnings + run.foreseen { note(globals.errorStyle.yellow("warning: \(text)")) }
    }
    let (plan, request) = (run.plan, run.request)
    let checklist = Checklist(plan, run.transaction, globals)
    var policy = policy
    let asks = policy == .ask
    let stopped: StepFailure?
    do throws(OrchestrationError) {
      stopped = try run.run(
        keepsSavepoints: !options.dryRun, tell: { checklist.tell($0) },
        decide: { failure, transaction in
          decide(report(of: failure, plan, transaction, request), &policy)
        })
    } catch {
      throw BlockedReport(error, request, globals).failure
    }
    if !globals.json { for text in run.notes { note(text) } }
    for evidence in run.evidence where globals.verbose { note("\(evidence)") }
    guard let stopped else { return try land(run) }
    try end(run, stopped, policy, wasShown: asks)
  }

  private var policy: RunOptions.OnError {
    let chosen = runOptions.onError ?? .ask
    guard chosen == .ask else { return chosen }
    return Terminal.canAsk && !globals.json && !options.yes && !options.dryRun ? .ask : .stop
  }

  private func report(
    of stopped: StepFailure, _ plan: OrchestrationPlan, _ transaction: Transaction,
    _ request: GenerationRequest
  ) -> ErrorReport {
    ErrorReport(
      stopped: stopped, plan: plan, transaction: transaction, request: request, globals: globals,
      checks: checkOptions.words)
  }

  /// What becomes of a step that failed; an answer that is carried out once nothing runs any more is
  /// kept.
  private func decide(
    _ report: ErrorReport, _ answer: inout RunOptions.OnError
  ) -> OrchestrationRun.Decision {
    if answer == .ask {
      note(report.text)
      switch ErrorAnswer.ask() {
      case .retry: return .retry
      case .skip: return .skip
      case .keep: answer = .keep
      case .rollback: answer = .rollback
      case .stop: answer = .stop
      }
    }
    return answer == .skip ? .skip : .stop
  }

  /// What is left when a step stopped the run.
  private func end(
    _ run: OrchestrationRun, _ stopped: StepFailure, _ policy: RunOptions.OnError, wasShown: Bool
  ) throws {
    let report = report(of: stopped, run.plan, run.transaction, run.request)
    if options.dryRun { return try land(run, failing: { report.foretold }) }
    switch policy {
    case .keep:
      let staged = run.transaction.steps.filter { $0.state == .staged }.map(\.id)
      if !staged.isEmpty {
        return try land(run, steps: staged) { self.failure(of: report, wasShown) }
      }
    case .rollback:
      try UnfinishedRun(workspace: workspace, globals: globals, options: options)
        .rollBack(run.transaction)
      var report = report
      report.isRolledBack = true
      throw failure(of: report, wasShown)
    default: break
    }
    throw failure(of: report, wasShown)
  }

  /// The failure of a step, as its transaction stands now.
  private func failure(of report: ErrorReport, _ wasShown: Bool) -> Failure {
    var current = report
    if let number = report.transaction.number, !report.isRolledBack,
      let transaction = try? workspace.openTransaction(number)
    {
      current = self.report(of: report.stopped, report.plan, transaction, report.request)
    }
    var failure = current.failure
    // Whoever answered has read the report.
    if wasShown { failure.report = "backstitch: \(failure.message.replacing("\n", with: "\n  "))" }
    return failure
  }

  // MARK: Landing

  /// - Parameters:
  ///   - steps: the steps that land; nil: all.
  ///   - failing: what failed before, told with the landing.
  private func land(
    _ run: OrchestrationRun, steps: [String]? = nil, failing: (() -> Failure)? = nil
  ) throws {
    var transaction = run.transaction
    let warnings = (globals.json ? self.warnings + run.foreseen : []) + run.warnings + leftOut(run)
    if runOptions.stage && failing == nil {
      return try Staging.leaveOpen(
        &transaction, globals, options, warnings: warnings, again: again)
    }
    var flow = LandingFlow(
      globals: globals, options: options, workspace: workspace, confirms: steps == nil)
    flow.warnings = warnings
    flow.notes = notes + run.notes
    flow.regenerated = run.regenerated
    flow.nextSteps =
      (entering.map { ["cd \(ShellCommand.quoted($0))"] } ?? []) + run.nextSteps(landing: steps)
      + nextSteps
      + run.related.map { $0.command(globals) }
    if let entering {
      flow.takeBack = "Undo: cd \(ShellCommand.quoted(entering)) && backstitch undo"
    }
    flow.failing = failing
    flow.again = again
    if run.upgrades(landing: steps), let command = run.upgradeCommand {
      flow.afterwards = .init(command: command, isDoneAnyway: run.changesNothing) {
        DatabaseUpgrade(run: run, command: command, globals: globals, options: options).done()
      }
    }
    flow.transaction = run.isResumed ? nil : transaction.number
    flow.checks = try checkOptions.plan(with: run.config)
    flow.git = git
    flow.editsMessage = editsMessage
    flow.nothing = Self.nothing(in: run)
    flow.mayStayOpen = transaction.number
    let selection = steps.map { Selection(steps: $0) } ?? .all
    do {
      try flow.run { [transaction] policy in
        let proposal = try Failure.catching {
          try transaction.propose(selection, onConflict: policy)
        }
        // A project may be made without what a revision was for.
        return try MigrationGuard(workspace: workspace, globals: globals).checked(proposal)
      }
    } catch let failure as Failure {
      throw stillOpen(failure, transaction.number)
    }
  }

  /// The failure with what stays open: another run of the same command would begin anew.
  private func stillOpen(_ failure: Failure, _ number: Int?) -> Failure {
    guard let number, (try? workspace.openTransaction(number)) != nil else { return failure }
    var failure = failure
    failure.transaction = number
    let resume = globals.command(["resume", "t\(number)"] + checkOptions.words)
    failure.next =
      switch failure.kind {
      case .conflict where failure.isOtherPlan: ["\(resume) --dry-run"]
      case .conflict: ["keep", "take", "markers"].map { "\(resume) --on-conflict \($0)" }
      default: [resume]
      }
    if failure.checks != nil { failure.next.append("\(resume) --keep-on-failed-check") }
    failure.next.append(globals.command("rollback", "t\(number)"))
    failure.message += "\nwhat was generated is kept in t\(number)"
    return failure
  }

  private func leftOut(_ run: OrchestrationRun) -> [String] {
    run.leftOut.map { step in
      "'\(step.title)' was left out: there is no project for it in this workspace"
    }
  }

  /// What is said when nothing was left to land.
  private static func nothing(in run: OrchestrationRun) -> String {
    let leftOut = run.transaction.steps.filter { step in
      if case .skipped = step.state { true } else { false }
    }
    let hasLanded = run.transaction.steps.contains { step in
      if case .landed = step.state { true } else { false }
    }
    guard !leftOut.isEmpty else {
      return "Nothing to change: \(subject(of: run)) is there already. No operation was made."
        + regenerating(run)
    }
    let names = leftOut.map { "'\($0.title)'" }.joined(separator: ", ")
    let rest = hasLanded ? "the other steps landed before" : "the other steps change nothing"
    return
      "Nothing to change: \(names) \(leftOut.count == 1 ? "was" : "were") left out, and \(rest). No operation was made."
      + (run.transaction.number.map { " t\($0) is closed." } ?? "")
  }

  /// A plan makes what is missing; what the entity's file says otherwise since is another command's.
  private static func regenerating(_ run: OrchestrationRun) -> String {
    guard run.plan.name != BuiltInPlans.regenerate.name, let entity = run.transaction.entity else {
      return ""
    }
    return
      "\nWhat was changed in its entity file since lands with 'backstitch regenerate \(entity)'."
  }

  private static func subject(of run: OrchestrationRun) -> String {
    if run.plan.name == BuiltInPlans.regenerate.name {
      return "what is generated of \(run.request.regenerated.joined(separator: ", "))"
    }
    guard let entity = run.transaction.entity else {
      return run.request.project == nil
        ? "the \(run.plan.name) '\(run.request.name)'"
        : "all that '\(run.plan.scaffoldCommand) \(run.request.name)' makes"
    }
    return run.plan.name == BuiltInPlans.entity.name
      ? "the entity '\(entity)'" : "all that '\(run.plan.name)' makes of '\(entity)'"
  }
}
