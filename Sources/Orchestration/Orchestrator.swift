package import Backstitch
internal import Generators
package import Patch
package import ProjectModel

/// Makes runs of plans: detection, what is missing, the entity. Writes nothing itself.
package struct Orchestrator: Sendable {
  let workspace: Workspace
  private let environment: [String: String]

  /// - Parameter environment: the variables by which programs of the project are found.
  package init(_ workspace: Workspace, environment: [String: String] = [:]) {
    self.workspace = workspace
    self.environment = environment
  }

  // MARK: Plans

  /// The built-in plans, overridden ones as the project has them, then the project's own.
  package func plans(
    in tree: some ReadableTree
  ) throws(OrchestrationError) -> [OrchestrationPlan] {
    let own: [String]
    do throws(TreeError) {
      own = try PlanFile.names(in: tree)
    } catch {
      throw OrchestrationError(error)
    }
    let builtIn = BuiltInPlans.all.map(\.name)
    var plans: [OrchestrationPlan] = []
    for name in builtIn + own.filter({ !builtIn.contains($0) }) {
      plans.append(try plan(named: name, in: tree))
    }
    return plans
  }

  /// The plan of a name: the project's, else the built-in one.
  package func plan(
    named name: String, in tree: some ReadableTree
  ) throws(OrchestrationError) -> OrchestrationPlan {
    do throws(PlanFileError) {
      if let own = try PlanFile.load(name, in: tree) { return own }
    } catch {
      throw .planFile(error)
    }
    if let plan = BuiltInPlans.named(name) { return plan }
    let own = try? PlanFile.names(in: tree)
    let known = BuiltInPlans.all.filter { $0 != BuiltInPlans.frontendModule }.map(\.name)
    throw .noPlan(name, known: known + (own ?? []).filter { !known.contains($0) })
  }

  // MARK: Detection

  /// Detects the project in the tree.
  ///
  /// - Parameters:
  ///   - files: the tree's files when they are known; nil: they are listed.
  ///   - request: what names directories that go over those of the configuration.
  package func detect(
    in tree: some ReadableTree, files: [RelativePath]? = nil, for request: GenerationRequest? = nil
  ) throws(OrchestrationError) -> (Detection, ProjectConfig) {
    let config: ProjectConfig
    do {
      config = try ProjectConfig.load(in: tree)
        .choosing(backend: request?.backend, frontend: request?.frontend)
    } catch {
      throw .files("\(error)")
    }
    do throws(TreeError) {
      return (try Detection.detect(in: tree, files: files, config: config), config)
    } catch {
      throw OrchestrationError(error)
    }
  }

  /// The tree's files, ignored ones left out.
  func files(in tree: some ReadableTree) throws(OrchestrationError) -> [RelativePath] {
    do throws(TreeError) {
      return try tree.files()
    } catch {
      throw OrchestrationError(error)
    }
  }

  // MARK: Runs

  /// A run of a plan that has not begun: what it lacks is found before anything runs.
  ///
  /// - Throws: what is missing, as the "Orchestration Blocked" report tells it, or what is wrong
  ///   with the request.
  package func run(_ request: GenerationRequest) throws(OrchestrationError) -> OrchestrationRun {
    let tree: WorkspaceTree
    do throws(BackstitchError) {
      tree = try workspace.tree()
    } catch {
      throw .library(error)
    }
    let files = try files(in: tree)
    let (detection, config) = try detect(in: tree, files: files, for: request)
    let request = try request.regenerating(in: tree)
    var plan = try plan(for: request, in: tree)
    if request.plan != BuiltInPlans.regenerate.name {
      try plan.leaveOut(generated: request.regenerated, in: tree)
    }
    var run = OrchestrationRun(
      plan: plan, request: request, files: files, detection: detection, config: config,
      transaction: try begin(plan, request, in: tree), machine: machine)
    try run.leaveOutMissing()
    try run.settleModules()
    try run.settleMigration()
    try run.settleEntity()
    try run.settlePage()
    run.transaction = try begin(run.plan, run.request, in: tree)
    return run
  }

  /// The dialogue in front of a run, for what the given answers leave open.
  ///
  /// - Throws: what is missing, as a run would, and flags that say nothing of an entity that is
  ///   there.
  package func dialogue(_ given: GivenAnswers) throws(OrchestrationError) -> Dialogue {
    let tree: WorkspaceTree
    do throws(BackstitchError) {
      tree = try workspace.tree()
    } catch {
      throw .library(error)
    }
    let (detection, config) = try detect(in: tree, for: given.request)
    let plan = try plan(for: given.request, in: tree)
    let facts = try DialogueFacts(
      plan: plan, request: given.request, detection: detection, config: config,
      tree: StagedTree(base: tree))
    return try Dialogue(facts, given: given)
  }

  /// A run that goes on with an open transaction, by the request it recorded.
  package func run(
    resuming transaction: Transaction
  ) throws(OrchestrationError) -> OrchestrationRun {
    guard let request = GenerationRequest(words: transaction.arguments) else {
      throw .notResumable(
        "what it was asked for was not recorded; commit it or roll it back")
    }
    let files = try files(in: transaction.tree)
    let (detection, config) = try detect(in: transaction.tree, files: files, for: request)
    let plan = try plan(for: request, in: transaction.tree)
    var run = OrchestrationRun(
      plan: plan, request: request, files: files, detection: detection, config: config,
      transaction: transaction, machine: machine)
    let ids = Set(transaction.steps.map(\.id))
    run.plan.steps.removeAll { !ids.contains($0.id) }
    for step in run.plan.steps.indices {
      run.plan.steps[step].needs.removeAll { !ids.contains($0) }
    }
    try run.checkNeeds()
    run.isResumed = true
    try run.renew()
    return run
  }

  var machine: Machine { Machine(workspace, environment: environment) }

  private func plan(
    for request: GenerationRequest, in tree: some ReadableTree
  ) throws(OrchestrationError) -> OrchestrationPlan {
    let plan =
      request.plan == BuiltInPlans.regenerate.name
      ? BuiltInPlans.regenerate : try plan(named: request.plan, in: tree)
    var whole = try plan.making(request.name).adding(modules: request.modules)
      .adding(docker: request.docker)
      .adding(request.migration).adding(regenerated: request.regenerated)
    whole.settleParts(of: request)
    return whole
  }

  /// What a request changes of what is there, for the log: ` (stock is new)`.
  private func changes(in request: GenerationRequest, of tree: some ReadableTree) -> String {
    // What cannot be read is told by the run itself; the log only says less.
    let differences: [String]
    if let choices = request.project {
      differences = (try? .recorded(in: tree)).map(choices.differences(from:)) ?? []
    } else if request.regenerated.contains(EntityNames.canonical(request.name)),
      let wanted = request.entity, let stored = try? GenerationRequest.stored(wanted.name, in: tree)
    {
      differences = wanted.differences(from: stored)
    } else {
      return ""
    }
    return differences.isEmpty ? "" : " (\(differences.joined(separator: ", ")))"
  }

  private func begin(
    _ plan: OrchestrationPlan, _ request: GenerationRequest, in tree: some ReadableTree
  ) throws(OrchestrationError) -> Transaction {
    let isScaffold = plan.isScaffold || request.project != nil
    let name = isScaffold ? request.name : EntityNames.canonical(request.name)
    let isAgain = plan.name == BuiltInPlans.regenerate.name
    let command = isScaffold ? plan.scaffoldCommand : "generate \(plan.name)"
    let description =
      isAgain
      ? "regenerate \(request.regenerated.joined(separator: ", "))"
      : "\(command) \(name)\(changes(in: request, of: tree))"
    do throws(BackstitchError) {
      return try workspace.begin(
        description, plan: plan.name, arguments: request.words,
        entity: isScaffold ? nil : name, steps: plan.recorded)
    } catch {
      throw .library(error)
    }
  }
}
