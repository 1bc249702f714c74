internal import Backstitch
internal import Foundation
internal import Generators
internal import Orchestration
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
  /// What a regeneration decided before the merge.
  var regenerated: [RegeneratedOutput] = []
  /// Whether it takes something back: what stays may need it.
  var takesBack = false
  /// Whether it brings something back: that may need what is not there.
  var bringsBack = false
  private var reverses: Bool { takesBack || bringsBack }
  /// The operation whose state it brings paths to; nil: it brings none back.
  var restored: Int?
  /// Whether paths are named that stay as they are.
  var tellsUnchanged = false
  /// The transaction that this run opened for its savepoints; it ends when the plan is turned down.
  var transaction: Int?
  /// What must hold of the files once they have landed.
  var checks = CheckPlan()
  /// The git commit that is made of it; nil: none.
  var git: GitCommitRequest?
  /// Whether its message is edited first.
  var editsMessage = false
  /// What is done once the files have landed and hold; they stay when it fails.
  var afterwards: Afterwards?
  /// What failed before: told with the landing, and ends the command.
  var failing: (() -> Failure)?
  /// The command that does the same without a dialogue.
  var again: String?
  /// The transaction of which something may be left once this landed.
  var mayStayOpen: Int?
  /// Printed last.
  var takeBack = "Undo: backstitch undo"

  /// What is done once the files have landed.
  struct Afterwards {
    /// The command a person would give for it: a next step unless it was done.
    var command: String
    /// Whether it is done also where no file changes.
    var isDoneAnyway = false
    /// Does it; what failed.
    var run: () -> Failure?
  }

  /// How a landing ended.
  struct Ending {
    var failure: Failure?
    /// The next step that was done already.
    var done: String?
    /// Whether a person has read the plan and its warnings.
    var wasConfirmed = false
  }

  /// - Parameter propose: makes the proposal for a policy; called again when a person chose one.
  func run(_ propose: (ConflictPolicy) throws -> Proposal) throws {
    try workspace.check(git)
    guard reverses else { return try land(proposing: propose) }
    try land(proposing: { policy in
      let proposal = try checked(try propose(policy))
      return takesBack ? try follow(proposal, policy, propose) : proposal
    })
  }

  /// The proposal, where neither an entity nor a database lacks what it needs then.
  private func checked(_ proposal: Proposal) throws -> Proposal {
    let referred = try ReferenceGuard(workspace: workspace, globals: globals).checked(proposal)
    return try MigrationGuard(workspace: workspace, globals: globals).checked(referred)
  }

  /// A file that somebody moved does not come back where it was; it is said where it seems to be.
  private func follow(
    _ proposal: Proposal, _ policy: ConflictPolicy, _ propose: (ConflictPolicy) throws -> Proposal
  ) throws -> Proposal {
    let places = try Failure.catching {
      try Orchestrator(workspace).movedFiles(of: proposal.plan)
    }
    guard !places.isEmpty else { return proposal }
    var policy = policy
    for path in places.keys where proposal.plan.taken.contains(path) {
      policy.decisions[path] = .keep
    }
    return try propose(policy).telling(moved: places)
  }

  private func land(proposing propose: (ConflictPolicy) throws -> Proposal) throws {
    let decisions = RememberedDecisions(workspace, options)
    var proposal = try propose(decisions.policy)
    var decided: String?
    if !proposal.plan.conflicts.isEmpty {
      proposal = try settle(proposal, decisions.policy, propose)
      // What was decided is of these lines: others, under the lock, are another plan.
      if proposal.plan.conflicts.isEmpty { decided = proposal.plan.digest }
    }
    var flow = self
    flow.warnings += proposal.plan.dependents.map(\.description)
    flow.warnings += proposal.plan.partial.map(\.description)
    flow.notes += decisions.used(in: proposal.plan, globals)
    if !proposal.plan.decided.isEmpty { flow.nothing = Self.allKept(proposal.plan.decided) }
    if takesBack { try flow.checkLeftBehind(by: proposal.plan) }
    try flow.end(proposal, decided: decided)
  }

  private static func allKept(_ decided: [Conflict]) -> String {
    (["Everything in conflict was kept as it is. No operation was made."]
      + decided.map { "  \($0.path): left as it is; \($0.reason)" }).joined(separator: "\n")
  }

  /// - Parameter decided: the digest of the plan that somebody decided conflicts of.
  private func end(_ proposal: Proposal, decided: String?) throws {
    let asks =
      confirms && !proposal.plan.isEmpty && !options.yes && Terminal.canAsk && !globals.json
    var report = try PlanReport(
      proposal.plan, in: workspace, globals, showsDiffs: options.dryRun || asks)
    report.regenerated = regenerated
    try reportPendingRecovery()
    if options.dryRun { return try show(proposal, report) }
    guard proposal.plan.conflicts.isEmpty else {
      throw conflict(proposal.plan.conflicts)
    }
    if let expected = options.expectedDigest, expected != proposal.plan.digest {
      throw Failure(.otherPlan(expected: expected, found: proposal.plan.digest))
    }
    var digest = options.expectedDigest ?? decided
    if asks {
      guard confirm(report) else {
        try forget()
        throw Failure(.failed, "not confirmed; nothing was written")
      }
      digest = proposal.plan.digest
    }
    var git = git
    if editsMessage, !proposal.plan.isEmpty {
      let text = git?.message ?? proposal.description
      git?.message = try MessageEditor.edit(text, in: workspace)
    }
    let runs = CheckRuns(checks, in: workspace, isQuiet: globals.json)
    let landed: LandedOperation?
    do {
      landed = try Failure.catchingAllButNothing {
        try proposal.land(expecting: digest, checking: runs.checks, committing: git)
      }
    } catch var failure as Failure {
      failure.checks = runs.json
      throw failure
    }
    var ending = finish(landed)
    ending.wasConfirmed = asks
    let before = failing?()
    end(landed, report, runs.json, ending, failing: before)
    if git == nil {
      GitCommitText.noteLeftCommit(by: landed?.operation.number, workspace, globals)
    }
    if let failure = ending.failure {
      throw globals.json ? Exit(status: failure.status) : failure
    }
    if let before { throw Exit(status: before.status) }
  }

  /// A plan that was turned down leaves no transaction open.
  private func forget() throws {
    guard let transaction else { return }
    try Failure.catching { try workspace.dropOpenSteps(of: transaction) }
  }

  // MARK: Before

  /// The failure of conflicts. What later operations did there goes first, where something is taken or
  /// brought back: then it meets them no more.
  func conflict(_ conflicts: [Conflict]) -> Failure {
    var failure = Failure(conflicts, globals)
    guard reverses, restored == nil, !conflicts.contains(where: \.isFinal) else { return failure }
    let first = Set(conflicts.compactMap(\.operation)).sorted(by: >).prefix(3)
      .compactMap { try? workspace.operation($0) }.compactMap(reversing)
    if !first.isEmpty {
      failure.next = first + [SameCommand.without("--on-conflict")] + failure.next
    }
    return failure
  }

  /// The command that takes an operation back; of an undo the redo.
  private func reversing(_ operation: Backstitch.Operation) -> String? {
    switch operation.kind {
    case .undo: operation.target.map { globals.command("redo", "\($0)") }
    case .redo: operation.target.map { globals.command("undo", "\($0)") }
    default: globals.command("undo", "\(operation.number)")
    }
  }

  /// What a plan would leave behind is a conflict; it is only told of to whoever decided conflicts.
  private mutating func checkLeftBehind(by plan: Plan) throws {
    // Of a plan with conflicts nobody knows yet what stays.
    guard plan.conflicts.isEmpty,
      let failure = try LeftBehindGuard(workspace: workspace, globals: globals).check(
        plan, restoring: restored)
    else { return }
    if options.decidesConflicts {
      warnings += failure.findings.map(\.description)
    } else if options.dryRun {
      failing = { failure }
    } else {
      throw failure
    }
  }

  private func reportPendingRecovery() throws {
    guard options.dryRun,
      let operation = try Failure.catching({ try workspace.interruptedOperation() })
    else { return }
    note("backstitch: operation \(operation) was interrupted; 'backstitch recover' settles it")
  }

  /// Asks a person what to do with conflicts, if one is there.
  private func settle(
    _ proposal: Proposal, _ policy: ConflictPolicy, _ propose: (ConflictPolicy) throws -> Proposal
  ) throws -> Proposal {
    let asks = options.asksAboutConflicts && Terminal.canAsk && !globals.json && !options.dryRun
    let conflicts = proposal.plan.conflicts
    guard asks, !conflicts.contains(where: \.isFinal) else { return proposal }
    note(
      "\(counted(conflicts.count, "path")) in conflict; nothing is written before all are decided")
    let walk = try ConflictDialogue(style: globals.errorStyle).decide(conflicts) { path in
      var policy = ConflictPolicy.keep
      policy.decisions[path] = .take
      let taken = try propose(policy)
      let found = try Failure.catching { try workspace.diff(of: taken.plan) }
      return found.filter { $0.path == path }.flatMap(\.text)
    }
    guard let walk else {
      try forget()
      throw Failure(.conflict, "nothing was written")
    }
    var policy = policy
    policy.decisions.merge(walk.decisions) { $1 }
    policy.remembered.merge(walk.remembered) { $1 }
    let settled = try propose(policy)
    guard settled.plan.decides(conflicts) else {
      throw Failure(
        .conflict,
        "what was decided changed meanwhile; nothing was written. Give the command again",
        next: [SameCommand.adding()])
    }
    return settled
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

  // MARK: After

  /// Does what comes once the files have landed.
  private func finish(_ landed: LandedOperation?) -> Ending {
    if let landed, !landed.failedChecks.isEmpty {
      return Ending(failure: Failure(kept: landed.operation, landed.failedChecks, globals))
    }
    guard let afterwards, landed != nil || afterwards.isDoneAnyway else { return Ending() }
    let failure = afterwards.run()
    return Ending(failure: failure, done: failure == nil ? afterwards.command : nil)
  }
}

/// Ends the program with a status, everything having been said.
struct Exit: Error {
  var status: Int32
}
