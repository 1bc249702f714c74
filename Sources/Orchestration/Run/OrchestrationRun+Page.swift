internal import Backstitch
internal import Generators
internal import ProjectModel

extension OrchestrationRun {
  /// Modules to scaffold are refused before anything runs: a plan that makes no page has no use for
  /// one, and a name may be mistyped.
  func settleModules() throws(OrchestrationError) {
    let known = FrontendModule.allCases.map(\.rawValue)
    let makesModules = plan.name == BuiltInPlans.frontendModule.name
    let wanted = request.modules + (makesModules ? [request.name] : [])
    if let stray = wanted.first(where: { !known.contains($0) }) {
      throw .generation(.unknownModule(stray, known: known))
    }
    guard let module = request.modules.first, pageStep == nil else { return }
    throw .answer(
      "the plan '\(plan.name)' makes no page that would use '\(module)'; leave out --with")
  }

  /// What the table is asked to show and do is checked before anything runs: a transaction that
  /// stays open could not be told otherwise.
  mutating func settlePage() throws(OrchestrationError) {
    guard let step = pageStep, let frontend = try? input(step).frontend() else { return }
    let makesTable = plan.steps.contains { $0.agent == .builtIn(.frontendModule) }
    if frontend.dataTable == nil, !makesTable, plan.steps.count > 1 {
      foreseen.append(
        "'\(step.title)' will fail: the frontend lacks the component DataTable; add"
          + " '--with data-table' to make it in the same operation")
    }
    // What stands in the contract's way is told by the step itself.
    guard let entity = try? input(step).entity(),
      let contract = try? EntityContract.make(
        of: entity, backend: input(step).backendIfAny(), frontend: frontend,
        tree: transaction.tree, options: input(step).contract)
    else { return }
    do throws(GenerationError) {
      try contract.checkPage(
        in: frontend, columns: request.columns, filters: request.filters,
        actions: request.actions)
    } catch {
      throw .generation(error)
    }
  }

  private var pageStep: OrchestrationPlan.Step? {
    plan.steps.first { $0.agent == .builtIn(.dataTable) }
  }
}
