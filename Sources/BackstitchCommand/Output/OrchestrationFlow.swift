internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch

/// From a request to its end: the steps with their checklist, what becomes of one that fails, the
/// confirmation, the landing.
struct OrchestrationFlow {
  let workspace: Workspace
  let globals: Globals
  let options: WriteOptions
  let runOptions: RunOptions
  let checkOptions: CheckOptions

  private typealias StepFailure = OrchestrationRun.StepFailure

  /// Runs a plan from its beginning.
  func run(_ request: GenerationRequest) throws {
    try checkOptions.refuse(staging: runOptions.stage)
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
    var run = try Failure.catching { try orchestrator.run(resuming: transaction) }
    for step in steps {
      guard run.transaction.steps.contains(where: { $0.id == step }) else {
        throw Failure(.unknownSelection(step))
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
    let (plan, request) = (run.plan, run.request)
    let checklist = Checklist(plan, run.transaction, globals)
    var policy = policy
    let asks = policy == .ask
    let stopped: StepFailure?
    do throws(OrchestrationError) {
      stopped = try run.run(
        keepsSavepoints: !options.dryRun, tell: { checklist.tell($0) },
        decide: { failure, transaction in
          decide(ErrorReport(failure, plan, transaction, request, globals), &policy)
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
    return Terminal.canAsk && !globals.json && !options.yes ? .ask : .stop
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
    var failure = ErrorReport(stopped, run.plan, run.transaction, run.request, globals).failure
    // Whoever answered has read the report.
    if wasShown { failure.report = "backstitch: \(failure.message.replacing("\n", with: "\n  "))" }
    switch policy {
    case .keep:
      let staged = run.transaction.steps.filter { $0.state == .staged }.map(\.id)
      if !staged.isEmpty { try land(run, steps: staged) }
    case .rollback:
      try rollBack(run.transaction)
      failure.transaction = nil
    default: break
    }
    throw failure
  }

  private func rollBack(_ transaction: Transaction) throws {
    guard let number = transaction.number else { return }
    let proposal = try Failure.catching { try workspace.proposeRollback(of: number) }
    _ = try Failure.catchingAllButNothing { try proposal.land() }
    note("t\(number) was rolled back.")
  }

  // MARK: Landing

  private func land(_ run: OrchestrationRun, steps: [String]? = nil) throws {
    var transaction = run.transaction
    if runOptions.stage && steps == nil {
      return try Staging.leaveOpen(&transaction, globals, options, warnings: run.warnings)
    }
    var flow = LandingFlow(
      globals: globals, options: options, workspace: workspace, confirms: steps == nil)
    flow.warnings = run.warnings + leftOut(run)
    flow.notes = run.notes
    flow.nextSteps = run.nextSteps + run.related.map { globals.command($0.words) }
    if run.upgrades(landing: steps), let command = run.upgradeCommand {
      flow.afterwards = .init(command: command) { upgrade(run, command) }
    }
    flow.transaction = run.isResumed ? nil : transaction.number
    flow.checks = try checkOptions.plan(with: run.config)
    flow.nothing =
      "Nothing to change: \(Self.subject(of: run)) is there already. No operation was made."
    let selection = steps.map { Selection(steps: $0) } ?? .all
    do {
      try flow.run { [transaction] policy in
        try Failure.catching { try transaction.propose(selection, onConflict: policy) }
      }
    } catch let failure as Failure {
      throw stillOpen(failure, transaction.number)
    }
  }

  /// Applies the migration that landed; a failure says what holds of files and database.
  private func upgrade(_ run: OrchestrationRun, _ command: String) -> Failure? {
    do throws(OrchestrationError) {
      try run.upgradeDatabase()
    } catch {
      var failure = Failure(error)
      failure.kind = .failed
      failure.message +=
        "\nthe files have landed and stay; the database was not upgraded to them"
      failure.next = [command]
      return failure
    }
    if !globals.json { note("The database was upgraded to the newest revision.") }
    return nil
  }

  /// The failure with what stays open: another run of the same command would begin anew.
  private func stillOpen(_ failure: Failure, _ number: Int?) -> Failure {
    guard let number, (try? workspace.openTransaction(number)) != nil else { return failure }
    var failure = failure
    failure.transaction = number
    let resume = globals.command(["resume", "t\(number)"] + checkOptions.words)
    failure.next =
      failure.kind == .conflict
      ? ["keep", "take", "markers"].map { "\(resume) --on-conflict \($0)" } : [resume]
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

  private static func subject(of run: OrchestrationRun) -> String {
    guard let entity = run.transaction.entity else {
      return "the \(run.plan.name) '\(run.request.name)'"
    }
    return run.plan.name == BuiltInPlans.entity.name
      ? "the entity '\(entity)'" : "all that '\(run.plan.name)' makes of '\(entity)'"
  }
}
