internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// "Orchestration Blocked": what is missing, and the options with commands that work.
struct BlockedReport {
  let error: OrchestrationError
  let request: GenerationRequest
  let globals: Globals

  init(_ error: OrchestrationError, _ request: GenerationRequest, _ globals: Globals) {
    self.error = error
    self.request = request
    self.globals = globals
  }

  /// The failure that ends the command; a report only when something is missing.
  var failure: Failure {
    var failure = Failure(error)
    guard failure.kind == .blocked else {
      if failure.next.isEmpty, let remedy = Remedy(error, globals) {
        failure.next = [remedy.beforehand, remedy.command].compactMap(\.self)
      }
      return failure
    }
    failure.next = options.compactMap(\.command)
    failure.report = text(failure.message)
    return failure
  }

  struct Option {
    var title: String
    var command: String?
    /// What is said below the command.
    var note: String?
  }

  private func text(_ message: String) -> String {
    var lines = [
      "## Orchestration Blocked", "", "### Dependency Required", "",
      "Cannot proceed with \(request.plan) generation because:", "", "**Missing: \(missing)**", "",
      reason ?? message, "", "### Options", "",
    ]
    for (index, option) in options.enumerated() {
      lines.append("\(index + 1). **\(option.title)**")
      if let command = option.command {
        lines += ["   ```bash", "   \(command)", "   ```"]
      }
      if let note = option.note { lines.append("   \(note)") }
      lines.append("")
    }
    return (lines + ["Which option do you prefer?"]).joined(separator: "\n")
  }
}
