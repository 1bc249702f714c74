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
  private let name: String

  init(_ input: AgentInput, on machine: Machine) {
    self.input = input
    self.machine = machine
    let asked = input.step.options["name"] ?? input.request.name
    name = asked.contains("-") ? asked : EntityNames.canonical(asked)
  }

  /// The changes to stage; none when nothing is made otherwise than before.
  func changes() throws(OrchestrationError) -> GeneratedChanges {
    let stored = try GenerationRequest.stored(name, in: input.tree)
    guard let old = try GeneratedOutputs(of: name, in: input.tree) else {
      guard let stored, let wanted = input.request.entity else { throw .notGenerated(name) }
      return Self.definition(wanted, replacing: stored)
    }
    let wanted = input.request.entity.flatMap { $0.name == name ? $0 : nil } ?? stored
    var bare = try BareTree.make(without: old, in: input.tree)
    let files = try files(of: bare)
    var made = GeneratedChanges()
    for agent in old.agents {
      let generated = try run(agent, wanted, old, on: bare, files)
      do throws(Refusal) {
        if !generated.changes.isEmpty { try bare.stage(ChangeSet(changes: generated.changes)) }
      } catch {
        throw .library(.refused(error))
      }
      made.add(generated)
    }
    guard let new = try GeneratedOutputs(of: name, in: bare) else {
      throw .notGenerated(name)
    }
    var comparison = RegenerationComparison(
      tree: input.tree, bare: bare, old: old, new: new, made: made.changes,
      recreates: input.request.recreates)
    try comparison.compare()
    if let stored { try comparison.compareEntity(stored) }
    return comparison.result(telling: made)
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

  private func files(of tree: StagedTree) throws(OrchestrationError) -> [RelativePath] {
    do throws(TreeError) {
      return try tree.files()
    } catch {
      throw .files(error.description)
    }
  }

  // MARK: One generator

  private func run(
    _ agent: BuiltInAgent, _ entity: Entity?, _ old: GeneratedOutputs, on bare: StagedTree,
    _ files: [RelativePath]
  ) throws(OrchestrationError) -> GeneratedChanges {
    let detection: Detection
    do throws(TreeError) {
      detection = try Detection.detect(
        in: bare, files: bare.files(over: files), config: input.config)
    } catch {
      throw .files(error.description)
    }
    var request = input.request
    request.name = name
    // What an earlier generator recorded has its references resolved.
    request.entity = bare.isStanding(ProjectFiles.entity(name)) ? nil : entity
    request.tests =
      request.tests || old.lock.outputs.contains { $0.template.hasPrefix("fastapi/tests@") }
    var step = input.step
    step.agent = .builtIn(agent)
    return try agent.run(
      AgentInput(
        request: request, step: step, tree: bare, detection: detection, config: input.config),
      on: machine)
  }
}

extension StagedTree {
  /// Whether something stands at a path.
  fileprivate func isStanding(_ path: RelativePath) -> Bool {
    (try? node(at: path)).flatMap(\.self) != nil
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
