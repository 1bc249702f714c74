internal import Backstitch
internal import Patch
internal import ProjectModel

extension LandingFlow {
  // MARK: A dry run

  /// The plan, its diff and its digest.
  func show(_ proposal: Proposal, _ report: PlanReport) throws {
    if globals.json {
      var members: [String: JSONValue] = [
        "schema": 1, "dryRun": true, "description": .string(proposal.description),
        "plan": report.json, "warnings": JSONValue(warnings),
      ]
      members["error"] = failing?().json
      if !regenerated.isEmpty {
        members["regeneration"] = RegenerationReport(regenerated, proposal.plan).json
      }
      members["conflicts"] = .array(
        proposal.plan.conflicts.map { conflict in
          [
            "path": JSONValue(conflict.path), "line": JSONValue(conflict.line),
            "reason": .string(conflict.reason), "hunk": .string(conflict.hunk),
            "operation": JSONValue(conflict.operation),
            "editedSince": JSONValue(conflict.editedSince),
            "hunks": .array(conflict.hunks.map(json)),
          ]
        })
      say(JSONValue.object(members).text)
    } else if proposal.plan.isEmpty && proposal.plan.conflicts.isEmpty && !proposal.plan.endsHolds {
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
      throw conflict(proposal.plan.conflicts)
    }
    if let failure = failing?() { throw globals.json ? Exit(status: failure.status) : failure }
  }

  private func json(_ hunk: ConflictHunk) -> JSONValue {
    func text(_ bytes: [UInt8]) -> JSONValue { .string(String(decoding: bytes, as: UTF8.self)) }
    return [
      "line": JSONValue(hunk.line), "base": text(hunk.base), "ours": text(hunk.ours),
      "theirs": text(hunk.theirs),
    ]
  }

  // MARK: After landing

  /// What landed, what failed beside it, and what comes next.
  func end(
    _ landed: LandedOperation?, _ proposed: PlanReport, _ checks: JSONValue?, _ ending: Ending,
    failing: Failure?
  ) {
    // A plan that changed meanwhile is told as it landed, so far as its files can still be read.
    let isAsProposed = landed.map(\.plan.digest) == proposed.plan.digest
    var report =
      isAsProposed
      ? proposed : landed.flatMap { try? PlanReport($0.plan, in: workspace, globals) }
    report?.regenerated = regenerated
    let rest = stillOpen + nextSteps.filter { $0 != ending.done }
    let nextSteps = rest.isEmpty ? [] : arrival(landed) + rest
    if globals.json { return sayJSON(landed, report, checks, ending.failure ?? failing, nextSteps) }
    failing?.report(json: false)
    if !ending.wasConfirmed {
      for warning in warnings { note(globals.style.yellow("warning: \(warning)")) }
    }
    guard let landed else {
      say(nothing)
      return
    }
    // Whoever confirmed this very plan has just read it.
    if !ending.wasConfirmed || !isAsProposed {
      say(lines: report?.lines ?? [])
      say(lines: report?.verdictLines(tellsUnchanged: tellsUnchanged) ?? [])
    }
    for path in landed.saved {
      say("  somebody wrote to a replaced file meanwhile; their bytes are in \(path)")
    }
    let style = globals.style
    say("\(style.bold("Operation \(landed.operation.number)")): \(landed.operation.description)")
    say(lines: GitCommitText.lines(landed.operation).map { "Git: \($0)" })
    if !nextSteps.isEmpty {
      say("Next steps:")
      for step in nextSteps { say("  \(step)") }
    }
    if let again { say("Next time: \(again)") }
    say(takeBack(landed))
  }

  /// The command that brings people to the files that landed, when those are not where they are: a
  /// branch that was built aside, a linked working tree.
  private func arrival(_ landed: LandedOperation?) -> [String] {
    guard let branch = landed?.operation.gitCommit?.branch else { return [] }
    if workspace.isHidden { return ["git switch \(ShellCommand.quoted(branch))"] }
    guard let directory = globals.directory, directory.hasPrefix("/") else { return [] }
    return ["cd \(ShellCommand.quoted(directory))"]
  }

  /// The command that takes it back, as it works from here.
  private func takeBack(_ landed: LandedOperation) -> String {
    let git = landed.operation.gitCommit
    if !landed.plan.taken.isEmpty, [.undo, .redo].contains(landed.operation.kind) {
      // The other direction would not know of the lines that were replaced.
      let words = ["undo", "\(landed.operation.number)"] + (git == nil ? [] : ["--git-commit"])
      return "Undo: \(globals.command(words))"
    }
    guard let git else { return takeBack }
    if landed.operation.kind == .undo { return "Redo: \(globals.command("redo", "--git-commit"))" }
    guard takeBack.hasSuffix("backstitch undo") else { return takeBack }
    if workspace.isHidden, let branch = git.branch { return "Undo: git branch -D \(branch)" }
    return "Undo: \(globals.command("undo", "--git-commit"))"
  }

  /// The command that goes on with what is left of the transaction.
  private var stillOpen: [String] {
    guard let number = mayStayOpen, let open = try? workspace.openTransaction(number) else {
      return []
    }
    let left = open.steps.filter { step in
      switch step.state {
      case .waiting, .failed, .staged: true
      case .landed, .skipped: false
      }
    }
    let names = left.map { "'\($0.id)'" }.joined(separator: ", ")
    let what = names.isEmpty ? "" : ", with \(names) left"
    return [globals.command("resume", "t\(number)") + "  # t\(number) stays open\(what)"]
  }

  private func sayJSON(
    _ landed: LandedOperation?, _ report: PlanReport?, _ checks: JSONValue?, _ failure: Failure?,
    _ nextSteps: [String]
  ) {
    var members: [String: JSONValue] = [
      "schema": 1, "dryRun": false, "operation": JSONValue(landed?.operation.number),
      "warnings": JSONValue(warnings + Notices.all), "next": JSONValue(nextSteps),
    ]
    if !notes.isEmpty { members["notes"] = JSONValue(notes) }
    if !regenerated.isEmpty {
      members["regeneration"] = RegenerationReport(regenerated, landed?.plan).json
    }
    if let landed {
      members["description"] = .string(landed.operation.description)
      members["saved"] = .array(landed.saved.map { JSONValue($0) })
      members["plan"] = report?.json
      members["gitCommit"] = GitCommitText.json(landed.operation)
    }
    members["checks"] = checks
    members["error"] = failure?.json
    say(JSONValue.object(members).text)
  }
}
