internal import ProjectModel

extension EntityProgress {
  /// What goes on with it by a plan.
  package func request(_ plan: OrchestrationPlan) -> GenerationRequest {
    var request = GenerationRequest(plan: plan.name, name: entity.name)
    (request.backend, request.frontend) = (backend, frontend)
    return request
  }
}

extension AgentReference {
  /// The agent, when it ships with the tool.
  package var builtIn: BuiltInAgent? {
    if case .builtIn(let agent) = self { agent } else { nil }
  }
}
