package import Backstitch
package import Generators
package import Patch
package import ProjectModel

/// Runs a plan's steps into a transaction: detection, agents, staging. Lands nothing itself.
package struct Orchestrator: Sendable {
  private let workspace: Workspace

  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// A transaction whose steps are staged, with what the agents said.
  package struct Staged: Sendable {
    package var transaction: Transaction
    package var entity: Entity
    package var generated: GeneratedChanges
  }

  /// Detects the project in the tree.
  package func detect(
    in tree: some ReadableTree
  ) throws(OrchestrationError) -> (Detection, ProjectConfig) {
    let config: ProjectConfig
    do {
      config = try ProjectConfig.load(in: tree)
    } catch {
      throw .files("\(error)")
    }
    do throws(TreeError) {
      return (try Detection.detect(in: tree, config: config), config)
    } catch {
      throw .files(error.description)
    }
  }

  /// Stages `generate entity`.
  ///
  /// - Parameter arguments: the command line's words, to resume it.
  package func stageEntity(
    _ request: EntityRequest, arguments: [String]
  ) throws(OrchestrationError) -> Staged {
    var transaction: Transaction
    do throws(BackstitchError) {
      transaction = try workspace.begin(
        "generate entity \(EntityNames.canonical(request.name))", plan: BuiltInPlans.entity,
        arguments: arguments, entity: EntityNames.canonical(request.name),
        steps: BuiltInPlans.steps(of: BuiltInPlans.entity))
    } catch {
      throw .library(error)
    }
    return try runEntity(request, in: &transaction)
  }

  /// Runs the step of `generate entity` in a transaction, also one that is resumed.
  package func runEntity(
    _ request: EntityRequest, in transaction: inout Transaction
  ) throws(OrchestrationError) -> Staged {
    let tree = transaction.tree
    let (detection, config) = try detect(in: tree)
    let backend: Backend
    do throws(DetectionError) {
      backend = try detection.backend(in: request.backend ?? config.backend?.directory)
      if request.options.registrar == nil { try detection.checkRegistrars(of: backend) }
    } catch {
      throw .detection(error)
    }
    let entity = try entity(request, backend, tree)
    let generated: GeneratedChanges
    do throws(GenerationError) {
      generated = try FastAPIEntityAgent.generate(
        entity, backend: backend, tree: tree, options: request.options)
    } catch {
      throw .generation(error)
    }
    do throws(Refusal) {
      try transaction.step("backend") { tree throws(Refusal) in
        // An entity that stands there whole changes nothing.
        if !generated.changes.isEmpty { try tree.stage(ChangeSet(changes: generated.changes)) }
      }
    } catch {
      throw .library(.refused(error))
    }
    return Staged(transaction: transaction, entity: entity, generated: generated)
  }

  /// The entity as asked for, else as its file, else as its model says.
  private func entity(
    _ request: EntityRequest, _ backend: Backend, _ tree: StagedTree
  ) throws(OrchestrationError) -> Entity {
    if let spec = request.spec { return spec }
    if !request.fields.isEmpty {
      do throws(EntityRefusal) {
        return try EntityDefinition.make(
          name: request.name, plural: request.plural, fields: request.fields,
          features: request.features,
          deferred: request.options.defersMissingTargets ? ["*"] : [])
      } catch {
        throw .entity(error)
      }
    }
    let name = EntityNames.canonical(request.name)
    do throws(EntityFileError) {
      if let known = try EntityFile.load(name, in: tree) { return known }
    } catch {
      throw .generation(.entityFile(error))
    }
    do throws(TreeError) {
      if let reading = try EntityReader.read(name, backend: backend, tree: tree) {
        return reading.entity
      }
    } catch {
      throw .files(error.description)
    }
    throw .noFields(name)
  }
}
