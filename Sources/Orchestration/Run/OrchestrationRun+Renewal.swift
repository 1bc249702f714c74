internal import Backstitch
internal import Generators
internal import Patch
internal import ProjectModel

extension OrchestrationRun {
  /// Looks at the steps that an earlier process staged: built-in agents run again in memory, on what
  /// stands there now.
  ///
  /// What they say is recalled. A step that would make something else is opened again with all that
  /// needs it, and runs with the rest; a command's step stays, its command may have cost something.
  mutating func renew() throws(OrchestrationError) {
    results = []
    stale = []
    do throws(BackstitchError) {
      var fresh = try transaction.workspace.begin(transaction.description)
      let files: [RelativePath]
      do throws(TreeError) {
        files = try fresh.tree.files()
      } catch {
        throw .disk(error.description)
      }
      var changed: Set<String> = []
      for step in plan.steps {
        guard !changed.contains(step.id),
          transaction.steps.contains(where: { $0.id == step.id && $0.state == .staged })
        else { continue }
        let paths = try renew(step, on: &fresh, files)
        guard !paths.isEmpty else { continue }
        let again = plan.dependents(of: step.id)
        changed.formUnion(again)
        results.removeAll { again.contains($0.step.id) }
        try transaction.reopen(again)
        renewals.append(
          "'\(step.title)' is made again: the workspace has changed since, and with it "
            + Self.listed(paths))
      }
    } catch {
      throw .library(error)
    }
    guard !renewals.isEmpty else { return }
    try lookAgain()
  }

  /// - Returns: the paths at which the step would make something else.
  private mutating func renew(
    _ step: OrchestrationPlan.Step, on fresh: inout Transaction, _ files: [RelativePath]
  ) throws(BackstitchError) -> [RelativePath] {
    guard case .builtIn(let agent) = step.agent, !agent.runsProgram else {
      let inputs = try transaction.changedInputs(of: step.id)
      if !inputs.isEmpty {
        stale.append(
          "'\(step.title)' left \(Self.listed(inputs)) alone, changed since; "
            + "roll back and generate again if that matters")
      }
      try fresh.adopt(step.id, from: transaction)
      return []
    }
    let result: StepResult
    do throws(OrchestrationError) {
      result = StepResult(step: step, generated: try generated(by: agent, step, on: &fresh, files))
    } catch {
      stale.append(
        "'\(step.title)' would fail on what stands there now: \(error.message); "
          + "what it staged before is kept")
      try fresh.adopt(step.id, from: transaction)
      return []
    }
    results.append(result)
    return transaction.partlyLanded[step.id] != nil
      ? [] : try fresh.differences(of: step.id, from: transaction)
  }

  private func generated(
    by agent: BuiltInAgent, _ step: OrchestrationPlan.Step, on fresh: inout Transaction,
    _ files: [RelativePath]
  ) throws(OrchestrationError) -> GeneratedChanges {
    let detection = try Orchestrator(fresh.workspace).detect(
      in: fresh.tree, files: fresh.tree.files(over: files), for: self.request
    ).0
    let generated = try agent.run(
      AgentInput(
        request: request(in: fresh.tree), step: step, tree: fresh.tree, detection: detection,
        config: config), on: machine)
    do throws(Refusal) {
      try fresh.stage(generated, as: step.id)
    } catch {
      throw .library(.refused(error))
    }
    return generated
  }

  /// Generated files first: what the tool keeps for itself follows from them.
  private static func listed(_ paths: [RelativePath]) -> String {
    let own = paths.filter { !$0.isBelow(ProjectFiles.directory) }
    let told = (own.isEmpty ? paths : own).map(\.description)
    return told.count > 3
      ? told.prefix(2).joined(separator: ", ") + " and \(told.count - 2) more"
      : told.joined(separator: ", ")
  }
}
