internal import Backstitch
internal import Generators
internal import Patch
internal import ProjectModel

/// One entity or scaffold, made again: its generators run in memory on the tree without what they
/// made, and what they make now is compared with what they made then.
///
/// The text they made then is the base of a merge, what stands on disk one side, what they make now
/// the other: people's edits survive, and a file nobody edited becomes what they make now.
struct Regeneration {
  let input: AgentInput
  let machine: Machine
  let name: String

  init(_ input: AgentInput, on machine: Machine) {
    self.input = input
    self.machine = machine
    let asked = input.step.options["name"] ?? input.request.name
    name = asked.contains("-") ? asked : EntityNames.canonical(asked)
  }

  /// The changes to stage; none when nothing is made otherwise than before.
  func changes() throws(OrchestrationError) -> GeneratedChanges {
    // A section of a file that people write is found by its marks, not by its path.
    if let agent = CodingAgent(lockName: name), agent.isSection {
      var known = input
      known.request.name = name
      return try BuiltInAgent.agentFiles.run(known, on: machine)
    }
    let stored = try GenerationRequest.stored(name, in: input.tree)
    guard let lock = try outputs(in: input.tree)?.rebased(to: partDirectory()) else {
      guard let stored, let wanted = input.request.entity else { throw .notGenerated(name) }
      return Self.definition(wanted, replacing: stored)
    }
    let layers = try layerDirectories()
    let recorded = try Self.generating { () throws(GenerationError) in
      try lock.following(layers, in: input.tree)
    }
    let wanted = input.request.entity.flatMap { $0.name == name ? $0 : nil } ?? stored
    let files = try files(of: input.tree)
    var old = try Self.generating { () throws(GenerationError) in
      recorded.moved(to: try MovedFiles(tree: input.tree, files: files).places(of: recorded))
    }
    let registration = StandingRegistration(of: old, in: input)
    old = registration.outputs
    var made = try make(wanted, old, registration, config: input.config)
    if PinnedLayout.isNeeded(old, made.outputs) {
      let pinned = PinnedLayout(old: old, detection: input.detection)
      made = try make(wanted, old, registration, config: pinned.config(over: input.config))
    }
    (old, made.outputs) = try Self.generating { [old, made] () throws(GenerationError) in
      try registration.paired(old, made.outputs)
    }
    let comparison = try Self.generating { [made] () throws(GenerationError) in
      var comparison = RegenerationComparison(
        tree: input.tree, recorded: recorded, old: old, made: made,
        recreates: input.request.recreates, files: files, together: together)
      try comparison.compare()
      if let stored { try comparison.compareEntity(stored) }
      return comparison
    }
    return told(comparison.result(telling: made.generated), made, old, stored, wanted)
  }

  /// What is made again in the same operation, by the names of locks.
  private var together: Set<String> {
    let parts = input.request.renewed.compactMap { ProjectPart(rawValue: $0)?.lockName }
    return Set(parts + input.request.regenerated)
  }

  /// The directory of a part of a project that is made again; nil for all else.
  private func partDirectory() throws(OrchestrationError) -> String? {
    let part = ProjectPart.allCases.first { $0.lockName == name }
    switch part {
    case .backend: return try input.projectChoices().backend
    case .frontend: return try input.projectChoices().frontend
    case .infrastructure, .wiring, nil: return nil
    }
  }

  /// Where the layers of the project lie; nothing where none was scaffolded.
  private func layerDirectories() throws(OrchestrationError) -> [String] {
    let recorded = try ProjectChoices.recorded(in: input.tree)
    return (input.request.project ?? recorded).map { [$0.backend, $0.frontend] } ?? []
  }

  private func make(
    _ entity: Entity?, _ old: GeneratedOutputs, _ registration: StandingRegistration,
    config: ProjectConfig
  ) throws(OrchestrationError) -> MadeAgain {
    var bare = try Self.generating { () throws(GenerationError) in
      try BareTree.make(without: old, in: input.tree)
    }
    let files = try files(of: bare)
    var made = GeneratedChanges()
    for agent in old.agents {
      let generated = try run(agent, entity, old, registration, on: bare, files, config)
      do throws(Refusal) {
        if !generated.changes.isEmpty { try bare.stage(ChangeSet(changes: generated.changes)) }
      } catch {
        throw .library(.refused(error))
      }
      made.add(generated)
    }
    let outputs = try outputs(in: bare) ?? GeneratedOutputs(nothingOf: name)
    return MadeAgain(tree: bare, generated: made, outputs: outputs)
  }

  /// The changes with what people are told.
  private func told(
    _ changes: GeneratedChanges, _ made: MadeAgain, _ old: GeneratedOutputs,
    _ stored: Entity?, _ wanted: Entity?
  ) -> GeneratedChanges {
    var result = changes
    let differences = wanted.flatMap { wanted in stored.map(wanted.differences(from:)) } ?? []
    if !differences.isEmpty { result.notes += byHand(made, differences) }
    result.notes += deleted(result)
    result.warnings += unrecorded(result)
    if let wanted, let stored {
      result.warnings += unfilled(wanted, stored, made) + unreadable(wanted, stored, made)
    }
    if let wanted { result.nextSteps = nextSteps(of: wanted, result, old) }
    return result
  }

  /// The entity file alone: nothing was generated of it yet.
  private static func definition(_ wanted: Entity, replacing stored: Entity) -> GeneratedChanges {
    var changes = GeneratedChanges()
    changes.merges = [
      BasedChange(
        ProjectFiles.entity(stored.name), base: Array(EntityFile.text(of: stored).utf8),
        wanted: Array(EntityFile.text(of: wanted).utf8))
    ]
    return changes
  }

  private func outputs(in tree: StagedTree) throws(OrchestrationError) -> GeneratedOutputs? {
    try Self.generating { () throws(GenerationError) in try GeneratedOutputs(of: name, in: tree) }
  }

  private static func generating<Value>(
    _ body: () throws(GenerationError) -> Value
  ) throws(OrchestrationError) -> Value {
    do throws(GenerationError) {
      return try body()
    } catch {
      throw .generation(error)
    }
  }

  private func files(of tree: StagedTree) throws(OrchestrationError) -> [RelativePath] {
    do throws(TreeError) {
      return try tree.files()
    } catch {
      throw OrchestrationError(error)
    }
  }

  // MARK: One generator

  /// What was decided of the router. In a project that was made without users since, nobody guards it.
  private func router(
    of old: GeneratedOutputs, on bare: StagedTree
  ) throws(OrchestrationError) -> RecordedRouter? {
    var router = RecordedRouter(of: old)
    var choices = input.request.project
    if choices == nil { choices = try ProjectChoices.recorded(in: input.tree) }
    guard let choices, choices.auth == .none else { return router }
    let users = ProjectChoices.path(choices.backend, RecordedRouter.currentUser)
    if !bare.isStanding(users) { router?.forgetUsers() }
    return router
  }

  private func run(
    _ agent: BuiltInAgent, _ entity: Entity?, _ old: GeneratedOutputs,
    _ registration: StandingRegistration, on bare: StagedTree, _ files: [RelativePath],
    _ config: ProjectConfig
  ) throws(OrchestrationError) -> GeneratedChanges {
    let detection: Detection
    do throws(TreeError) {
      detection = try Detection.detect(
        in: bare, files: bare.files(over: files), config: config)
    } catch {
      throw OrchestrationError(error)
    }
    var request = input.request
    request.name = name
    // What an earlier generator recorded has its references resolved.
    request.entity = bare.isStanding(ProjectFiles.entity(name)) ? nil : entity
    request.columns = request.columns ?? old.lock.page?.columns
    request.filters = request.filters ?? old.lock.page?.filters
    request.actions = request.actions ?? old.lock.page?.actions
    request.rename()
    Self.choose(&request, old, detection)
    request.registrar = request.registrar ?? registration.registrar(in: detection)
    request.tests =
      request.tests || old.lock.outputs.contains { $0.template.hasPrefix("fastapi/tests@") }
    var step = input.step
    step.agent = .builtIn(agent)
    step.options["layers"] = old.lock.layers?.joined(separator: ",")
    if let module = FrontendModule.allCases.first(where: { $0.lockName == name }) {
      step.options["module"] = module.rawValue
    }
    let known = AgentInput(
      request: request, step: step, tree: bare, detection: detection, config: config,
      router: try router(of: old, on: bare))
    do throws(OrchestrationError) {
      return try agent.run(known, on: machine)
    } catch .generation(.unknownNames(let gone, _, _)) {
      // What the page showed of a field goes with it.
      var rest = known
      rest.request.forget(gone)
      return try agent.run(rest, on: machine)
    }
  }
}

extension Regeneration {
  /// Chooses the projects that it was generated in, where there are several.
  private static func choose(
    _ request: inout GenerationRequest, _ old: GeneratedOutputs, _ detection: Detection
  ) {
    func directory(_ roots: [RelativePath?]) -> String? {
      let homes = roots.compactMap(\.self).filter { root in
        old.lock.outputs.contains { ($0.origin ?? $0.path).isBelow(root) }
      }
      return homes.max { $0.bytes.count < $1.bytes.count }?.description
    }
    if request.backend == nil, detection.backends.count > 1 {
      request.backend = directory(detection.backends.map(\.root))
    }
    if request.frontend == nil, detection.frontends.count > 1 {
      request.frontend = directory(detection.frontends.map(\.root))
    }
  }
}

extension StagedTree {
  /// Whether something stands at a path.
  func isStanding(_ path: RelativePath) -> Bool {
    (try? node(at: path)).flatMap(\.self) != nil
  }
}

extension GenerationRequest {
  /// Gives renamed fields their new names among what the page was asked to show.
  fileprivate mutating func rename() {
    let pairs = renames.compactMap { try? EntityChange.Rename(reading: $0) }
    func renamed(_ names: [String]?) -> [String]? {
      names?.map { name in pairs.first { $0.old == name }?.new ?? name }
    }
    (columns, filters) = (renamed(columns), renamed(filters))
  }

  /// Takes names out of what the page was asked to show and do.
  fileprivate mutating func forget(_ names: [String]) {
    columns?.removeAll(where: names.contains)
    filters?.removeAll(where: names.contains)
    actions?.removeAll(where: names.contains)
  }
}

extension GeneratedChanges {
  /// Adds what another agent made, and what it says.
  fileprivate mutating func add(_ other: GeneratedChanges) {
    changes += other.changes
    layers += other.layers
    files += other.files
    evidence += other.evidence
    warnings += other.warnings
    notes += other.notes
    nextSteps += other.nextSteps
  }
}
