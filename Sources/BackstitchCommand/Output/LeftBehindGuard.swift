internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch

/// Keeps what is taken back from leaving a program that does not start: files that stay may import what
/// would be gone, and a class may stand elsewhere by now.
struct LeftBehindGuard {
  let workspace: Workspace
  let globals: Globals

  /// What a plan would leave behind; nil: nothing.
  ///
  /// - Parameter restored: The operation whose state it brings paths to; nil: it brings none back.
  func check(_ plan: Plan, restoring restored: Int? = nil) throws -> Failure? {
    let orchestrator = Orchestrator(
      workspace, environment: ProcessInfo.processInfo.environment)
    let found = try Failure.catching {
      try orchestrator.leftBehind(by: plan, restoring: restored)
    }
    guard !found.isEmpty else { return nil }
    let findings = found.map {
      Finding(.conflict, path: $0.path, line: $0.line, "\($0.what); \(remedy($0))")
    }
    var failure = Failure(
      .conflict,
      (["nothing was written: something would be left behind"] + findings.map(\.description))
        .joined(separator: "\n"))
    failure.findings = findings
    failure.next =
      Set(found.compactMap(\.operation)).sorted().map(undo)
      + [SameCommand.adding(["--on-conflict", "take"], insteadOf: "--on-conflict")]
    return failure
  }

  private func remedy(_ left: LeftBehind) -> String {
    guard let operation = left.operation else { return "remove it" }
    return "remove it, or take back what wrote it: '\(undo(operation))'"
  }

  private func undo(_ operation: Int) -> String { globals.command("undo", "\(operation)") }
}
