internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// "Orchestration Error": what happened, what is done, and three ways on with commands that work.
struct ErrorReport {
  let stopped: OrchestrationRun.StepFailure
  let plan: OrchestrationPlan
  /// The transaction as it stands now.
  let transaction: Transaction
  let request: GenerationRequest
  let globals: Globals
  /// The checks again, for commands that land something.
  var checks: [String] = []
  /// Whether the transaction was rolled back: nothing goes on with it.
  var isRolledBack = false

  /// The failure that ends the command.
  var failure: Failure {
    var failure = Failure(.failed, "\(place) failed: \(stopped.error.message)")
    failure.findings = stopped.error.findings
    failure.next = commands
    failure.report = text
    failure.transaction = isRolledBack ? nil : transaction.number
    return failure
  }

  /// The failure of a dry run, which leaves nothing to go on with.
  var foretold: Failure {
    var failure = Failure(.failed, "\(place) would fail: \(stopped.error.message)")
    failure.findings = stopped.error.findings
    failure.next = remedy?.beforehand.map { [$0] } ?? []
    return failure
  }

  var id: String { "t\(transaction.number ?? 0)" }
  private var place: String { "Step \(stopped.number) (\(stopped.step.title))" }
  var remedy: Remedy? { Remedy(stopped.error, globals) }

  // MARK: Steps

  /// The steps whose changes wait in the transaction.
  var staged: [Transaction.Step] { transaction.steps.filter { $0.state == .staged } }

  /// The steps that landed, with their operations.
  var landed: [(step: Transaction.Step, operation: Int)] {
    transaction.steps.compactMap { step -> (step: Transaction.Step, operation: Int)? in
      guard case .landed(let operation) = step.state else { return nil }
      return (step, operation)
    }
  }

  // MARK: Text

  var text: String {
    var lines = ["## Orchestration Error", "", "### What Happened", "", "\(place) failed:", ""]
    lines += ["```", "Error: \(stopped.error.message)", "```", ""]
    lines += ["### Already Completed", ""] + completed + ["", "### Recovery Options", ""]
    lines += options
    if !isRolledBack { lines.append("Which option do you prefer?") }
    return lines.joined(separator: "\n")
  }

  private var completed: [String] {
    if isRolledBack { return ["Nothing: \(id) was rolled back, as asked."] }
    let made = Set(staged.map(\.id) + landed.map(\.step.id))
    let steps = plan.steps.filter { made.contains($0.id) }
    guard !steps.isEmpty else { return ["Nothing."] }
    let lines = steps.map { "- [x] \($0.done ?? $0.title)" }
    let place = self.whereabouts
    return place.isEmpty ? lines : lines + ["", place]
  }

  /// Where what was made is now; empty when nothing was to be changed.
  private var whereabouts: String {
    let operations = landed.reduce(into: [Int]()) { numbers, item in
      if !numbers.contains(item.operation) { numbers.append(item.operation) }
    }
    let isStaged = !staged.isEmpty && !transaction.tree.touched.isEmpty
    guard !operations.isEmpty else {
      return isStaged ? "It is kept in \(id); none of it was written to your files yet." : ""
    }
    let numbers = operations.map(String.init).joined(separator: ", ")
    let names = Self.listed(landed.map(\.step.id))
    let first = "\(names) landed in operation \(numbers)."
    return isStaged
      ? first + " \(Self.listed(staged.map(\.id))) is kept in \(id), not written yet." : first
  }

  static func listed(_ ids: [String]) -> String {
    ids.count > 1
      ? ids.dropLast().joined(separator: ", ") + " and \(ids[ids.count - 1])" : ids.joined()
  }
}
