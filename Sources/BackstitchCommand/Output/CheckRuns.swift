internal import Backstitch
internal import Orchestration
internal import Synchronization

/// Checks as a landing runs them: what they write goes to standard error as it comes, and is kept
/// for the report.
final class CheckRuns: Sendable {
  private let plan: CheckPlan
  private let workspace: Workspace
  private let isQuiet: Bool
  private let reports = Mutex<[CheckCommand.Report]>([])

  /// - Parameter isQuiet: with a document that holds what they wrote, nothing else does.
  init(_ plan: CheckPlan, in workspace: Workspace, isQuiet: Bool) {
    self.plan = plan
    self.workspace = workspace
    self.isQuiet = isQuiet
  }

  /// What the landing is given.
  var checks: Checks {
    let checks = plan.commands.map { command in
      Check(command) { () throws(CheckFailure) in try self.run(command) }
    }
    return Checks(checks, keepsFailed: plan.keepsFailed)
  }

  private func run(_ command: String) throws(CheckFailure) {
    if !isQuiet { note("Check: \(command)") }
    let report = CheckCommand(command, in: workspace).run { [isQuiet] bytes in
      if !isQuiet { write(bytes, to: 2) }
    }
    reports.withLock { $0.append(report) }
    if let failure = report.failure { throw failure }
  }

  /// Those that were run, with how they ended; nil when there were none to run.
  var json: JSONValue? {
    guard !plan.commands.isEmpty else { return nil }
    return .array(
      reports.withLock { $0 }.map { report in
        [
          "command": .string(report.command), "status": JSONValue(report.status),
          "output": .string(String(decoding: report.output, as: UTF8.self)),
        ]
      })
  }
}

extension Failure {
  /// Checks failed, and what landed was kept as asked.
  init(kept operation: Backstitch.Operation, _ failed: [FailedCheck], _ globals: Globals) {
    let reasons = failed.map { "the check '\($0.name)' failed: \($0.reason)" }
    let undo = globals.command("undo", "\(operation.number)")
    self.init(
      .failed,
      reasons.joined(separator: "\n")
        + "\noperation \(operation.number) is committed all the same, as asked; '\(undo)' reverses it",
      next: [undo])
  }
}
