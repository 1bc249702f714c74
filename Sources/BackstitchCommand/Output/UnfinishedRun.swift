internal import Backstitch
internal import Orchestration
internal import ProjectModel

/// What becomes of a transaction that an earlier run of the same plan and entity left open.
struct UnfinishedRun {
  let workspace: Workspace
  let globals: Globals
  let options: WriteOptions

  /// What was decided.
  enum Choice {
    /// The open one is gone on with.
    case resume(Transaction)
    /// A run begins; what is still to be said of the open ones.
    case begin(warnings: [String])
  }

  /// A run of the very same request is gone on with; of another scaffold somebody is asked.
  func choose(_ request: GenerationRequest) throws -> Choice {
    let open = try Failure.catching { try workspace.openTransactions() }.filter {
      $0.plan == request.plan
    }
    if !options.dryRun,
      let same = open.last(where: { GenerationRequest(words: $0.arguments) == request })
    {
      note("t\(same.number ?? 0) (\(same.description)) is unfinished; it is gone on with.")
      return .resume(same)
    }
    return try choose(among: open)
  }

  /// A run that makes everything from what stands there takes the place of those of the very same
  /// request that landed nothing.
  func replace(_ request: GenerationRequest) throws -> Choice {
    let open = try Failure.catching { try workspace.openTransactions() }.filter {
      $0.plan == request.plan
    }
    let replaced = open.filter { transaction in
      GenerationRequest(words: transaction.arguments) == request
        && !transaction.steps.contains { if case .landed = $0.state { true } else { false } }
    }
    if !options.dryRun { for transaction in replaced { try rollBack(transaction) } }
    return try choose(among: open.filter { one in !replaced.contains { $0.number == one.number } })
  }

  /// Asks on a terminal; elsewhere a run begins, and the open one is told of.
  func choose(plan: String, name: String) throws -> Choice {
    let entity = EntityNames.canonical(name)
    return try choose(
      among: try Failure.catching { try workspace.openTransactions() }.filter {
        $0.plan == plan && $0.entity == entity
      })
  }

  private func choose(among open: [Transaction]) throws -> Choice {
    guard let last = open.last, let id = last.number.map({ "t\($0)" }) else {
      return .begin(warnings: [])
    }
    let resume = globals.command("resume", id)
    let rollback = globals.command("rollback", id)
    guard Terminal.canAsk, !globals.json, !options.yes, !options.dryRun else {
      return .begin(
        warnings: [
          "\(id) (\(last.description)) is still open: '\(resume)' goes on with it, '\(rollback)'"
            + " drops it"
        ])
    }
    note("\(id) (\(last.description)) is unfinished: \(Self.state(of: last)).")
    let answer = Terminal.ask(
      "Resume it, begin anew (rolls \(id) back), or cancel?", ["resume", "anew", "cancel"],
      atEnd: "cancel")
    switch answer {
    case "resume": return .resume(last)
    case "anew":
      for transaction in open { try rollBack(transaction) }
      return .begin(warnings: [])
    default:
      throw Failure(
        .failed, "cancelled; nothing was written, and \(id) stays open", next: [resume, rollback])
    }
  }

  /// Takes back what a transaction landed, and closes it.
  func rollBack(_ transaction: Transaction) throws {
    guard let number = transaction.number else { return }
    let proposal = try Failure.catching { try workspace.proposeRollback(of: number) }
    let checked = try MigrationGuard(workspace: workspace, globals: globals).checked(proposal)
    let left = try LeftBehindGuard(workspace: workspace, globals: globals).check(checked.plan)
    if let left { throw left }
    _ = try Failure.catchingAllButNothing { try checked.land() }
    note("t\(number) was rolled back.")
  }

  private static func state(of transaction: Transaction) -> String {
    let told = transaction.steps.map { step in
      switch step.state {
      case .waiting: "\(step.id) waits"
      case .staged: "\(step.id) is staged"
      case .landed(let operation): "\(step.id) landed in operation \(operation)"
      case .skipped: "\(step.id) was left out"
      case .failed: "\(step.id) failed"
      }
    }
    return told.joined(separator: ", ")
  }
}
