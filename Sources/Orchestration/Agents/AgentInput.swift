package import Generators
package import Patch
package import ProjectModel

/// What a step works on: the staged tree, and what was found in it.
package struct AgentInput: Sendable {
  /// What was asked for.
  package var request: GenerationRequest
  /// The step.
  package var step: OrchestrationPlan.Step
  /// What earlier steps staged, over the disk.
  package var tree: StagedTree
  /// What stands in the tree.
  package var detection: Detection
  /// The project's choices.
  package var config: ProjectConfig
  /// What was decided of the router that is made again.
  var router: RecordedRouter?

  /// The backend agent's options.
  package var options: FastAPIEntityAgent.Options {
    var options = FastAPIEntityAgent.Options(
      config: config, defersMissingTargets: request.defersMissingTargets, tests: request.tests)
    options.registrar = request.registrar ?? options.registrar
    options.router = router
    options.leavesMigration = request.migration != nil
    return options
  }

  /// The backend to work on.
  package func backend() throws(OrchestrationError) -> Backend {
    do throws(DetectionError) {
      return try detection.backend(in: request.backend ?? config.backend?.directory)
    } catch {
      throw .detection(error)
    }
  }

  /// The backend to work on; nil when the workspace has none.
  package func backendIfAny() throws(OrchestrationError) -> Backend? {
    do throws(OrchestrationError) {
      return try backend()
    } catch {
      guard error.isAbsentProject else { throw error }
      return nil
    }
  }

  /// Throws what stands in an agent's way: no project of the kind it needs, or several.
  func check(_ project: BuiltInAgent.Project) throws(OrchestrationError) {
    switch project {
    case .fastAPI: _ = try backend()
    case .nextJS: _ = try frontend()
    case .either where isOfAgentFiles: break
    case .either where try backendIfAny() == nil: _ = try frontend()
    case .either, .nothing: break
    }
  }

  /// Whether files for coding agents are all that is made again.
  private var isOfAgentFiles: Bool {
    !request.regenerated.isEmpty
      && request.regenerated.allSatisfy { CodingAgent(lockName: $0) != nil }
  }

  /// What decides an entity's contract.
  package var contract: EntityContract.Options {
    var options = EntityContract.Options(config: config)
    options.registrar = request.registrar ?? options.registrar
    options.router = router
    return options
  }

  /// The frontend to work on.
  package func frontend() throws(OrchestrationError) -> Frontend {
    do throws(DetectionError) {
      return try detection.frontend(in: request.frontend ?? config.frontend?.directory)
    } catch {
      throw .detection(error)
    }
  }

  /// The entity: as an earlier step or command recorded it, else as asked for, else as its model
  /// says.
  package func entity() throws(OrchestrationError) -> Entity {
    if let entity = request.entity { return entity }
    let name = EntityNames.canonical(request.name)
    do throws(EntityFileError) {
      if let known = try EntityFile.load(name, in: tree) { return known }
    } catch {
      throw .generation(.entityFile(error))
    }
    let backend = try? backend()
    do throws(TreeError) {
      if let backend, let reading = try EntityReader.read(name, backend: backend, tree: tree) {
        return reading.entity
      }
    } catch {
      throw OrchestrationError(error)
    }
    throw .noFields(name)
  }
}
