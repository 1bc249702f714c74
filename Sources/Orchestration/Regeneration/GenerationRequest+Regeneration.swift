internal import Generators
internal import Patch
internal import ProjectModel

extension GenerationRequest {
  /// The request with its entity among those that are made again, where it is there with another
  /// definition.
  func regenerating(in tree: some ReadableTree) throws(OrchestrationError) -> GenerationRequest {
    guard let entity, regenerated.isEmpty, let stored = try Self.stored(entity.name, in: tree),
      !entity.differences(from: stored).isEmpty
    else { return self }
    if entity.plural != stored.plural || entity.pascal != stored.pascal {
      throw .generation(
        .entityDiffers(
          ProjectFiles.entity(entity.name), differences: entity.differences(from: stored)))
    }
    var request = self
    request.regenerated = [entity.name]
    return request
  }

  /// The entity as its file has it; nil without one.
  static func stored(
    _ name: String, in tree: some ReadableTree
  ) throws(OrchestrationError) -> Entity? {
    do throws(EntityFileError) {
      return try EntityFile.load(name, in: tree)
    } catch {
      throw .generation(.entityFile(error))
    }
  }
}

extension OrchestrationPlan {
  /// Takes out the steps whose agents made something of entities that are made again: that is done
  /// by then.
  mutating func leaveOut(
    generated names: [String], in tree: some ReadableTree
  ) throws(OrchestrationError) {
    for name in names {
      let outputs: GeneratedOutputs?
      do throws(GenerationError) {
        outputs = try GeneratedOutputs(of: name, in: StagedTree(base: tree))
      } catch {
        throw .generation(error)
      }
      guard let outputs else { continue }
      let agents = outputs.agents
      leaveOut(
        steps.filter { step in
          if case .builtIn(let agent) = step.agent { agents.contains(agent) } else { false }
        })
    }
  }
}

extension GeneratedOutputs {
  /// The agents that made it, in the order they run.
  var agents: [BuiltInAgent] {
    BuiltInAgent.allCases.filter { agent in
      agent != .regeneration && lock.outputs.contains { $0.generator == agent.rawValue }
    }
  }
}
