internal import Backstitch
internal import Foundation
internal import Patch

/// From a proposal to its end: dry run, conflicts, confirmation, landing with its checks, report.
struct LandingFlow {
  let globals: Globals
  let options: WriteOptions
  let workspace: Workspace
  /// Whether a person on a terminal confirms before anything is written.
  var confirms = false
  /// Printed when there is nothing to change.
  var nothing = "Nothing to change: everything is there already. No operation was made."
  var warnings: [String] = []
  /// What was left as it is, and what agents said; for JSON alone, people have read it by then.
  var notes: [String] = []
  var nextSteps: [String] = []
  /// Whether paths are named that stay as they are.
  var tellsUnchanged = false
  /// The transaction that this run opened for its savepoints; it ends when the plan is turned down.
  var transaction: Int?
  /// What must hold of the files once they have landed.
  var checks = CheckPlan()
  /// What is done once the files have landed and hold; they stay when it fails.
  var afterwards: Afterwards?
  /// Printed last.
  var takeBack = "Undo: backstitch undo"

  /// What is done once the files have landed.
  struct Afterwards {
    /// The command a person would give for it: a next step unless it was done.
    var command: String
    /// Does it; what failed.
    var run: () -> Failure?
  }

  /// How a landing ended.
  private struct Ending {
    var failure: Failure?
    /// The next step that was done already.
    var done: String?
  }

  /// - Parameter propose: makes the proposal for a policy; called again when a person chose one.
  func run(_ propose: (ConflictPolicy) throws -> Proposal) throws {
    var proposal = try propose(options.policy)
    if !proposal.plan.conflicts.isEmpty { proposal = try settle(proposal, propose) }
    let asks =
      confirms && !proposal.plan.isEmpty && !options.yes && Terminal.canAsk && !globals.json
    let report = try PlanReport(
      proposal.plan, in: workspace, globals, showsDiffs: options.dryRun || asks)
    try reportPendingRecovery()
    if options.dryRun { return try show(proposal, report) }
    guard proposal.plan.conflicts.isEmpty else {
      throw Failure(.conflicts(proposal.plan.conflicts))
    }
    if let expected = options.expectedDigest, expected != proposal.plan.digest {
      throw Failure(.otherPlan(expected: expected, found: proposal.plan.digest))
    }
    var digest = options.expectedDigest
    if asks {
      guard confirm(report) else {
        try forget()
        throw Failure(.failed, "not confirmed; nothing was written")
      }
      digest = proposal.plan.digest
    }
    let runs = CheckRuns(checks, in: workspace, isQuiet: globals.json)
    let landed: LandedOperation?
    do {
      landed = try Failure.catchingAllButNothing {
        try proposal.land(expecting: digest, checking: runs.checks)
      }
    } catch var failure as Failure {
      failure.checks = runs.json
      throw failure
    }
    let ending = landed.map { landed in
      landed.failedChecks.isEmpty
        ? finish() : Ending(failure: Failure(kept: landed.operation, landed.failedChecks, globals))
    }
    end(landed, report, runs.json, ending ?? Ending())
    if let failure = ending?.failure {
      throw globals.json ? Exit(status: failure.status) : failure
    }
  }

  /// A plan that was turned down leaves no transaction open.
  private func forget() throws {
    guard let transaction else { return }
    try Failure.catching { try workspace.dropOpenSteps(of: transaction) }
  }

  // MARK: Before

  private func reportPendingRecovery() throws {
    guard options.dryRun,
      let operation = try Failure.catching({ try workspace.interruptedOperation() })
    else { return }
    note("backstitch: operation \(operation) was interrupted; 'backstitch recover' settles it")
  }

  /// Asks a person what to do with conflicts, if one is there.
  private func settle(
    _ proposal: Proposal, _ propose: (ConflictPolicy) throws -> Proposal
  ) throws -> Proposal {
    let asks = options.asksAboutConflicts && Terminal.canAsk && !globals.json && !options.dryRun
    guard asks else { return proposal }
    note(BackstitchError.conflicts(proposal.plan.conflicts).description)
    let answer = Terminal.ask(
      "What now?", ["abort", "keep", "take", "markers"], atEnd: "abort")
    return try propose(ConflictPolicy(rawValue: answer) ?? .abort)
  }

  private func confirm(_ report: PlanReport) -> Bool {
    note("The plan:")
    for line in report.lines { note(line) }
    for line in report.verdictLines(tellsUnchanged: tellsUnchanged) { note(line) }
    for warning in warnings { note(globals.style.yellow("warning: \(warning)")) }
    while true {
      let keys = ["yes", "no", "diff"]
      switch Terminal.ask("Write these files?", keys, atEnd: "no") {
      case "yes": return true
      case "no": return false
      default:
        let (bytes, rest) = report.diff
        write(bytes)
        if let rest { note(globals.style.dim(rest)) }
      }
    }
  }

  private func show(_ proposal: Proposal, _ report: PlanReport) throws {
    if globals.json {
      var members: [String: JSONValue] = [
        "schema": 1, "dryRun": true, "description": .string(proposal.description),
        "plan": report.json, "warnings": JSONValue(warnings),
      ]
      members["conflicts"] = .array(
        proposal.plan.conflicts.map { conflict in
          [
            "path": JSONValue(conflict.path), "line": JSONValue(conflict.line),
            "reason": .string(conflict.reason), "hunk": .string(conflict.hunk),
            "operation": JSONValue(conflict.operation),
          ]
        })
      say(JSONValue.object(members).text)
    } else if proposal.plan.isEmpty && proposal.plan.conflicts.isEmpty {
      say(nothing)
    } else {
      say("\(proposal.description) (dry run, nothing was written)")
      say(lines: report.lines)
      say(lines: report.verdictLines(tellsUnchanged: tellsUnchanged))
      let (diff, rest) = report.diff
      write(diff)
      if let rest { say(globals.style.dim(rest)) }
      for warning in warnings { say(globals.style.yellow("warning: \(warning)")) }
      say("Digest: \(proposal.plan.digest)")
    }
    guard proposal.plan.conflicts.isEmpty else {
      if globals.json { throw Exit(status: 2) }
      throw Failure(.conflicts(proposal.plan.conflicts))
    }
  }

  // MARK: After

  /// Does what comes once the files have landed.
  private func finish() -> Ending {
    guard let afterwards else { return Ending() }
    let failure = afterwards.run()
    return Ending(failure: failure, done: failure == nil ? afterwards.command : nil)
  }

  private func end(
    _ landed: LandedOperation?, _ proposed: PlanReport, _ checks: JSONValue?, _ ending: Ending
  ) {
    // A plan that changed meanwhile is told as it landed, so far as its files can still be read.
    let report =
      landed.map(\.plan.digest) == proposed.plan.digest
      ? proposed : landed.flatMap { try? PlanReport($0.plan, in: workspace, globals) }
    let nextSteps = nextSteps.filter { $0 != ending.done }
    if globals.json { return sayJSON(landed, report, checks, ending.failure, nextSteps) }
    for warning in warnings { note(globals.style.yellow("warning: \(warning)")) }
    guard let landed else {
      say(nothing)
      return
    }
    say(lines: report?.lines ?? [])
    say(lines: report?.verdictLines(tellsUnchanged: tellsUnchanged) ?? [])
    for path in landed.saved {
      say("  somebody wrote to a replaced file meanwhile; their bytes are in \(path)")
    }
    let style = globals.style
    say("\(style.bold("Operation \(landed.operation.number)")): \(landed.operation.description)")
    if !nextSteps.isEmpty {
      say("Next steps:")
      for step in nextSteps { say("  \(step)") }
    }
    say(takeBack)
  }

  private func sayJSON(
    _ landed: LandedOperation?, _ report: PlanReport?, _ checks: JSONValue?, _ failure: Failure?,
    _ nextSteps: [String]
  ) {
    var members: [String: JSONValue] = [
      "schema": 1, "dryRun": false, "operation": JSONValue(landed?.operation.number),
      "warnings": JSONValue(warnings), "next": JSONValue(nextSteps),
    ]
    if !notes.isEmpty { members["notes"] = JSONValue(notes) }
    if let landed {
      members["description"] = .string(landed.operation.description)
      members["saved"] = .array(landed.saved.map { JSONValue($0) })
      members["plan"] = report?.json
    }
    members["checks"] = checks
    members["error"] = failure?.json
    say(JSONValue.object(members).text)
  }
}

/// Ends the program with a status, everything having been said.
struct Exit: Error {
  var status: Int32
}
