internal import Backstitch
internal import Generators
internal import Patch
internal import ProjectModel

extension OrchestrationRun {
  /// Settles what becomes of steps whose project is not in the workspace.
  mutating func leaveOutMissing() throws(OrchestrationError) {
    let input = input(plan.steps[0])
    let parts = Set(ProjectPart.allCases.map(\.lockName))
    // Parts of a project that are made again rest on nothing else.
    let isOfParts = request.project != nil || parts.isSuperset(of: request.regenerated)
    leftOut = try plan.missing { agent throws(OrchestrationError) in
      if agent != .regeneration || !isOfParts { try input.check(agent.needs) }
    }
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

  /// A step that is staged or still to be run, and whose needed step was undone, is blocked.
  func checkNeeds() throws(OrchestrationError) {
    do throws(BackstitchError) {
      try transaction.checkNeeds(
        of: transaction.steps.filter { $0.isOpen || $0.state == .staged }.map(\.id))
    } catch {
      throw .library(error)
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
