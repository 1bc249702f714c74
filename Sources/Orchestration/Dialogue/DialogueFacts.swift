internal import Generators
internal import Patch
internal import ProjectModel

/// What a dialogue asks about and takes its defaults from: the plan, and what was detected.
struct DialogueFacts: Sendable {
  /// The plan, without the steps whose project is not there.
  let plan: OrchestrationPlan
  /// What stands in the tree.
  let detection: Detection
  /// The project's choices.
  let config: ProjectConfig
  /// The tree the plan would run on.
  let tree: StagedTree

  /// - Throws: what is missing, as a run would say it, so that nobody answers in vain.
  init(
    plan: OrchestrationPlan, request: GenerationRequest, detection: Detection,
    config: ProjectConfig, tree: StagedTree
  ) throws(OrchestrationError) {
    self.detection = detection
    self.config = config
    self.tree = tree
    var run = plan
    let missing = try plan.missing { agent throws(OrchestrationError) in
      let input = AgentInput(
        request: request, step: plan.steps[0], tree: tree, detection: detection, config: config)
      do throws(OrchestrationError) {
        try input.check(agent.needs)
      } catch .detection(.severalBackends), .detection(.severalFrontends) {
        // That is asked.
      }
    }
    run.leaveOut(missing)
    self.plan = run
  }

  /// Whether the plan has a step of an agent.
  func runs(_ agent: BuiltInAgent) -> Bool {
    plan.steps.contains { $0.agent == .builtIn(agent) }
  }

  private func runs(in project: BuiltInAgent.Project) -> Bool {
    plan.steps.contains { step in
      if case .builtIn(let agent) = step.agent { agent.needs == project } else { false }
    }
  }

  /// Whether the plan works on an entity. A command takes one that is given, and does without.
  var needsEntity: Bool {
    plan.steps.contains { step in
      if case .builtIn(let agent) = step.agent { agent.needsEntity } else { false }
    }
  }

  // MARK: Projects

  /// The backends to choose from; none when the choice is made.
  func backends(_ request: GenerationRequest) -> [Backend] {
    let isChosen = (request.backend ?? config.backend?.directory) != nil
    let isUsed = runs(in: .fastAPI) || runs(.apiRoute) || runs(.dataTable)
    return isUsed && !isChosen && detection.backends.count > 1 ? detection.backends : []
  }

  /// The frontends to choose from, of those that generated pages can be in.
  func frontends(_ request: GenerationRequest) -> [Frontend] {
    let isChosen = (request.frontend ?? config.frontend?.directory) != nil
    guard runs(in: .nextJS), !isChosen, detection.frontends.count > 1 else { return [] }
    return detection.frontends.filter { $0.router.value.kind == .app }
  }

  /// The backend of a request; nil when the workspace has none.
  func backend(_ request: GenerationRequest) -> Backend? { try? input(request).backend() }

  /// The frontend of a request; nil when the workspace has none.
  func frontend(_ request: GenerationRequest) -> Frontend? { try? input(request).frontend() }

  /// The registrars to choose from: several are as good, and none has the router yet.
  func registrars(_ request: GenerationRequest, for entity: Entity) -> [RegistrarFinding] {
    guard runs(.fastAPIEntity), (request.registrar ?? config.backend?.registrar) == nil,
      let backend = backend(request),
      let path = try? backend.layout.routers.value.path(for: entity),
      let module = backend.module(of: backend.path(path))
    else { return [] }
    let live = backend.registrars.filter(\.isLive)
    guard !live.contains(where: { $0.modules.contains(module) }) else { return [] }
    do throws(DetectionError) {
      _ = try backend.registrar(for: module)
      return []
    } catch .severalRegistrars(let places) {
      return live.filter { places.contains($0.evidence) }
    } catch {
      return []
    }
  }

  private func input(_ request: GenerationRequest) -> AgentInput {
    AgentInput(
      request: request, step: plan.steps[0], tree: tree, detection: detection, config: config)
  }

  // MARK: The entity

  /// An entity that is there, and where.
  struct Known: Hashable {
    /// As its file, else its model says.
    var entity: Entity
    /// The file, or the model's file and line.
    var place: String
  }

  /// The entity of the request's name; nil when there is none yet.
  func known(_ request: GenerationRequest) throws(OrchestrationError) -> Known? {
    var asked = request
    asked.entity = nil
    let entity: Entity
    do throws(OrchestrationError) {
      entity = try input(asked).entity()
    } catch .noFields {
      return nil
    }
    let file = ProjectFiles.entity(EntityNames.canonical(request.name))
    let hasFile: Bool
    do throws(TreeError) {
      hasFile = try tree.node(at: file) != nil
    } catch {
      throw OrchestrationError(error)
    }
    let model = backend(request)?.models?.model(named: entity.pascal)
    let place = hasFile ? nil : model.map { "\($0.path):\($0.line)" }
    return Known(entity: entity, place: place ?? file.description)
  }

  /// The models an entity can refer to.
  func models(_ request: GenerationRequest) -> [ModelsFinding.Model] {
    backend(request)?.models?.all ?? []
  }

  /// What a page of the entity can show and do; nil when no page is made.
  func page(_ request: GenerationRequest, of entity: Entity) -> EntityContract.PageChoices? {
    guard runs(.dataTable), let frontend = frontend(request) else { return nil }
    // What stands in the contract's way is told by the step itself.
    let contract = try? EntityContract.make(
      of: entity, backend: backend(request), frontend: frontend, tree: tree,
      options: input(request).contract)
    return contract?.pageChoices(in: frontend)
  }

  // MARK: Besides

  /// A test module of the backend, which speaks for making one.
  func testModule(_ request: GenerationRequest) -> RelativePath? {
    guard let backend = backend(request), let files = try? tree.files() else { return nil }
    return files.first { path in
      let name = path.components.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
      return name.hasPrefix("test_") && name.hasSuffix(".py")
        && (backend.root.map { path.isBelow($0) } ?? true)
    }
  }

  /// What Docker lacks of the projects that the plan touches, in words; nothing where that cannot be
  /// said: a flag that asks for it tells why.
  func missingContainers(_ request: GenerationRequest) -> [String] {
    let docker = plan.adding(docker: true).steps.last
    guard let docker, docker.agent == .builtIn(.dockerService), !runs(.dockerService) else {
      return []
    }
    var input = input(request)
    input.step = docker
    guard let containers = try? input.containers() else { return [] }
    return (try? DockerServiceAgent.missing(containers, tree: tree)) ?? []
  }

  /// The module whose lack a later step would fail for; nil when all is there.
  ///
  /// - Parameter chosen: the request with the frontend that was chosen.
  func missingModule(_ given: GenerationRequest, chosen: GenerationRequest) -> String? {
    let name = "data-table"
    guard runs(.dataTable), !runs(.frontendModule), !given.modules.contains(name),
      let frontend = frontend(chosen), frontend.dataTable == nil
    else { return nil }
    return name
  }
}
