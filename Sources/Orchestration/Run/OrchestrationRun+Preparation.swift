internal import Backstitch
internal import Patch
internal import ProjectModel

extension OrchestrationRun {
  /// Settles what becomes of steps whose project is not in the workspace.
  mutating func leaveOutMissing() throws(OrchestrationError) {
    var missing: [(OrchestrationPlan.Step, OrchestrationError)] = []
    for step in plan.steps {
      guard case .builtIn(let agent) = step.agent else { continue }
      do throws(OrchestrationError) {
        try check(agent.needs)
      } catch {
        missing.append((step, error))
      }
    }
    guard let (_, error) = missing.first else { return }
    guard plan.onMissing == .leaveOut, missing.count < plan.steps.count,
      missing.allSatisfy({ $0.1.isAbsentProject })
    else { throw error }
    leftOut = missing.map(\.0)
    let ids = Set(leftOut.map(\.id))
    plan.steps.removeAll { ids.contains($0.id) }
    for index in plan.steps.indices { plan.steps[index].needs.removeAll(where: ids.contains) }
  }

  private func check(_ project: BuiltInAgent.Project) throws(OrchestrationError) {
    let input = input(plan.steps[0])
    switch project {
    case .fastAPI: _ = try input.backend()
    case .nextJS: _ = try input.frontend()
    }
  }

  /// Settles the entity, so that all steps and a resumed run work on the same one.
  mutating func settleEntity() throws(OrchestrationError) {
    let needsEntity = plan.steps.contains { step in
      if case .builtIn(let agent) = step.agent { agent.needsEntity } else { false }
    }
    guard needsEntity, plan.steps.count > 1 else { return }
    request.entity = try input(plan.steps[0]).entity()
  }

  private func input(_ step: OrchestrationPlan.Step) -> AgentInput {
    AgentInput(
      request: request, step: step, tree: transaction.tree, detection: detection, config: config)
  }

  /// A step whose needed step was undone meanwhile is blocked.
  func checkNeeds() throws(OrchestrationError) {
    for step in plan.steps {
      guard transaction.steps.contains(where: { $0.id == step.id && $0.isOpen }) else { continue }
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
}
