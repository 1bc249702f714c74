internal import Backstitch
internal import Patch
internal import ProjectModel

extension OrchestrationRun {
  /// Settles what becomes of steps whose project is not in the workspace.
  mutating func leaveOutMissing() throws(OrchestrationError) {
    let input = input(plan.steps[0])
    leftOut = try plan.missing { agent throws(OrchestrationError) in try input.check(agent.needs) }
    plan.leaveOut(leftOut)
  }

  /// Settles the entity, so that all steps and a resumed run work on the same one.
  mutating func settleEntity() throws(OrchestrationError) {
    let needsEntity = plan.steps.contains { step in
      if case .builtIn(let agent) = step.agent { agent.needsEntity } else { false }
    }
    guard needsEntity, plan.steps.count > 1 else { return }
    request.entity = try input(plan.steps[0]).entity()
  }

  func input(_ step: OrchestrationPlan.Step) -> AgentInput {
    AgentInput(
      request: request, step: step, tree: transaction.tree, detection: detection, config: config)
  }

  /// A step whose needed step was undone meanwhile is blocked.
  func checkNeeds() throws(OrchestrationError) {
    for step in plan.steps {
      guard
        transaction.steps.contains(where: { $0.id == step.id && ($0.isOpen || $0.state == .staged) }
        )
      else { continue }
      for need in step.needs {
        guard case .landed(let number) = transaction.steps.first(where: { $0.id == need })?.state
        else { continue }
        let isUndone: Bool
        do throws(BackstitchError) {
          isUndone = try !transaction.workspace.isInEffect(step: need, of: number)
        } catch {
          throw .library(error)
        }
        if isUndone { throw .undone(step: step.id, need: need, operation: number) }
      }
    }
  }

  /// A step that is left to be run is in the plan, which may have been edited since.
  func checkPlan() throws(OrchestrationError) {
    let lost = transaction.steps.first { step in
      step.isOpen && !plan.steps.contains { $0.id == step.id }
    }
    guard let lost else { return }
    throw .notResumable(
      "the plan '\(plan.name)' has no step '\(lost.id)' any more; give it back, or leave the step out "
        + "with 'backstitch resume --skip \(lost.id)'")
  }
}
