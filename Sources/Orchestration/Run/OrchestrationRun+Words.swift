internal import Backstitch
package import Generators
package import ProjectModel

extension OrchestrationRun {
  /// Warnings of all steps, and what was left out for a reason.
  package var warnings: [String] {
    let leftOut = transaction.steps.compactMap { step -> String? in
      guard case .skipped(because: let reason?) = step.state else { return nil }
      return "'\(step.title)' was left out: \(reason)"
    }
    return unique(stale + leftOut + results.flatMap(\.generated.warnings))
  }

  /// What was left as it is, what commands said, and which steps are made again.
  package var notes: [String] { unique(renewals + results.flatMap(\.generated.notes)) }

  /// What regenerations decided, path by path.
  package var regenerated: [RegeneratedOutput] { results.flatMap(\.generated.regenerated) }

  /// Evidence of all steps.
  package var evidence: [Evidence] { results.flatMap(\.generated.evidence) }

  /// What a person does next, as commands.
  ///
  /// - Parameter steps: the steps that land; nil: all.
  package func nextSteps(landing steps: [String]? = nil) -> [String] {
    let landing = results.filter { steps?.contains($0.step.id) ?? true }
    // Who makes a page in the same run need not be told how.
    let makesPage = landing.contains { $0.step.agent == .builtIn(.dataTable) }
    let told = landing.filter { !makesPage || $0.step.agent != .builtIn(.frontendModule) }
    return unique(migrationCommands(landing: steps) + told.flatMap(\.generated.nextSteps))
  }

  private func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }
}
