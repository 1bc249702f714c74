internal import Backstitch
internal import Generators
internal import Orchestration

/// The steps of a run as they go, on standard error: rewritten in place on a terminal, else one
/// line for each step when the run is verbose.
final class Checklist {
  private let steps: [OrchestrationPlan.Step]
  private var marks: [String: String] = [:]
  private let style: Style
  private let isLive: Bool
  private let isVerbose: Bool
  private var isShown = false

  init(_ plan: OrchestrationPlan, _ transaction: Transaction, _ globals: Globals) {
    steps = plan.steps
    style = globals.style
    isLive =
      Terminal.errorsAreTerminal && Terminal.movesCursor && !globals.json && plan.steps.count > 1
    isVerbose = globals.verbose && !globals.json
    for step in transaction.steps where !step.isOpen { marks[step.id] = "x" }
  }

  func tell(_ event: OrchestrationRun.Event) {
    switch event {
    case .started(let step): set(step.id, "~", "running")
    case .staged(let result):
      let count = result.generated.changes.count
      set(result.step.id, "x", count == 0 ? "all there" : "\(count) changes")
    case .skipped(let step, let reason): set(step.id, "-", "left out: \(reason)")
    case .failed(let failure): set(failure.step.id, "!", "failed")
    }
  }

  private func set(_ id: String, _ mark: String, _ word: String) {
    marks[id] = mark
    if isLive {
      draw()
    } else if isVerbose, mark != "~" {
      note("\(steps.first { $0.id == id }?.title ?? id): \(word)")
    }
  }

  private func draw() {
    // Back over what was drawn before.
    if isShown { note("\u{1B}[\(steps.count)A", terminator: "") }
    isShown = true
    for step in steps {
      let mark = marks[step.id] ?? " "
      let line = "[\(mark)] \(step.title)"
      let shown: String =
        switch mark {
        case "x": style.green(line)
        case "!": style.red(line)
        case "~": style.bold(line)
        case "-": style.dim(line)
        default: line
        }
      note("\u{1B}[2K\(shown)")
    }
  }
}
