internal import Backstitch
internal import Foundation
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// What a person can answer when a step failed.
enum ErrorAnswer: String, CaseIterable {
  case retry, skip, rollback, keep, stop

  /// Asks; the numbers are those of the report's options.
  static func ask() -> ErrorAnswer {
    while true {
      note(
        "1 retry, 2 skip, 3 rollback, keep (land what works), stop (decide later) [stop] ",
        terminator: "")
      guard let line = Interruption.endingProgram({ readLine() }) else { return .stop }
      let answer = line.trimmingCharacters(in: .whitespaces).lowercased()
      if answer.isEmpty { return .stop }
      if let number = Int(answer), (1...3).contains(number) { return allCases[number - 1] }
      if let match = allCases.first(where: { $0.rawValue.hasPrefix(answer) }) { return match }
    }
  }
}

/// "Orchestration Error": what happened, what is done, and three ways on with commands that work.
struct ErrorReport {
  private let stopped: OrchestrationRun.StepFailure
  private let plan: OrchestrationPlan
  private let transaction: Transaction
  private let request: GenerationRequest
  private let globals: Globals

  init(
    _ stopped: OrchestrationRun.StepFailure, _ plan: OrchestrationPlan,
    _ transaction: Transaction, _ request: GenerationRequest, _ globals: Globals
  ) {
    self.stopped = stopped
    self.plan = plan
    self.transaction = transaction
    self.request = request
    self.globals = globals
  }

  /// The failure that ends the command.
  var failure: Failure {
    var failure = Failure(.failed, "\(place) failed: \(stopped.error.message)")
    failure.findings = stopped.error.findings
    failure.next = commands
    failure.report = text
    failure.transaction = transaction.number
    return failure
  }

  private var id: String { "t\(transaction.number ?? 0)" }
  private var place: String { "Step \(stopped.number) (\(stopped.step.title))" }

  // MARK: Commands

  private var resume: String { globals.command("resume", id) }
  private var skip: String { globals.command("resume", id, "--skip", stopped.step.id) }
  private var rollback: String { globals.command("rollback", id) }
  private var keep: String? {
    let staged = transaction.steps.filter { $0.state == .staged }.map(\.id)
    guard !staged.isEmpty else { return nil }
    return globals.command("commit", id, "--steps", staged.joined(separator: ","))
  }
  /// The plan that has just this step, to run it later.
  private var later: String? {
    guard
      let alone = BuiltInPlans.all.first(where: {
        $0.steps.count == 1 && $0.steps[0].agent == stopped.step.agent
      }), let entity = request.entity
    else { return nil }
    return globals.command("generate", alone.name, entity.plural)
  }
  private var remedy: Remedy? { Remedy(stopped.error) }

  private var commands: [String] {
    [remedy.map { globals.command($0.words) }, resume, skip, keep, rollback].compactMap { $0 }
  }

  // MARK: Text

  var text: String {
    var lines = ["## Orchestration Error", "", "### What Happened", "", "\(place) failed:", ""]
    lines += ["```", "Error: \(stopped.error.message)", "```", ""]
    lines += completed + ["### Recovery Options", ""] + fixing + skipping + rollingBack
    lines += ["Which option do you prefer?"]
    return lines.joined(separator: "\n")
  }

  private var completed: [String] {
    let steps = plan.steps.filter { step in
      switch transaction.steps.first(where: { $0.id == step.id })?.state {
      case .staged, .landed: true
      default: false
      }
    }
    var lines = ["### Already Completed", ""]
    lines += steps.map { "- [x] \($0.done ?? $0.title)" }
    if steps.isEmpty { lines.append("Nothing.") }
    let isStaged = transaction.steps.contains { $0.state == .staged }
    if isStaged { lines += ["", "It is kept in \(id); none of it was written to your files yet."] }
    return lines + [""]
  }

  private var fixing: [String] {
    let verb = stopped.step.title.lowercased()
    var lines = [
      "1. **Fix and retry** - \(remedy == nil ? "Mend what the error says" : "Install missing dependency") and \(retry(verb))",
      "   ```bash",
    ]
    if let remedy {
      lines += ["   # \(remedy.comment)", "   \(globals.command(remedy.words))"]
    }
    return lines + ["   \(resume)", "   ```", ""]
  }

  private func retry(_ verb: String) -> String {
    verb.hasPrefix("generate ") ? "retry \(verb.dropFirst(9)) generation" : "retry it"
  }

  private var skipping: [String] {
    let kept = transaction.steps.filter { $0.state == .staged }.map(\.id)
    let what = kept.isEmpty ? "go on without it" : "Keep \(kept.joined(separator: " and ")) only"
    var lines = [
      "2. **Skip \(stopped.step.id)** - \(what), generate \(stopped.step.id) later", "   ```bash",
      "   \(skip)",
    ]
    if let later { lines.append("   \(later)  # Run separately later") }
    if let keep { lines += ["   # Or land what works now and keep the rest open:", "   \(keep)"] }
    return lines + ["   ```", ""]
  }

  private var rollingBack: [String] {
    let landed = transaction.steps.contains { step in
      if case .landed = step.state { true } else { false }
    }
    let staged = transaction.steps.filter { $0.state == .staged }.map(\.id)
    let what = landed ? "Delete all generated files" : "Forget all that was generated"
    let comment =
      (staged.first ?? "").isEmpty
      ? "Nothing was generated yet"
      : "Warning: This will \(landed ? "delete \(staged[0]) files too" : "drop the \(staged[0]) step too")"
    return [
      "3. **Rollback all** - \(what)", "   ```bash", "   # \(comment)", "   \(rollback)", "   ```",
      "",
    ]
  }
}

/// What mends an error, as a command.
struct Remedy {
  let comment: String
  let words: [String]

  init?(_ error: OrchestrationError) {
    guard case .generation(.missingComponent("DataTable", _)) = error else { return nil }
    comment = "The DataTable component needs to be created first"
    words = ["scaffold", "frontend-module", "data-table"]
  }
}
