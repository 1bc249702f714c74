internal import Generators
internal import Patch
internal import ProjectModel

/// The projects of a tree and its entities, each with the backend and frontend it is in.
struct EntityProjects<Tree: ReadableTree> {
  private let tree: Tree
  private let detection: Detection
  private let config: ProjectConfig
  private let named: (backend: String?, frontend: String?)

  /// - Parameter named: the directories that a person chose.
  init(
    orchestrator: Orchestrator, tree: Tree, _ named: (backend: String?, frontend: String?)
  ) throws(OrchestrationError) {
    self.tree = tree
    self.named = named
    var request = GenerationRequest(plan: "", name: "")
    (request.backend, request.frontend) = named
    (detection, config) = try orchestrator.detect(in: tree, for: request)
  }

  // MARK: Entities

  /// The entities by their files, then those of models alone.
  ///
  /// - Parameter asked: what a transaction was asked for, whose backend counts.
  func entities(_ asked: GenerationRequest? = nil) throws(OrchestrationError) -> [Entity] {
    var entities = try fromFiles()
    var known = Set(entities.map(\.pascal))
    let chosen = try chosenBackend(asked)
    do throws(TreeError) {
      for backend in chosen.map({ [$0] }) ?? detection.backends {
        for model in backend.models?.all ?? [] where !known.contains(model.name) {
          guard let reading = try EntityReader.read(model.name, backend: backend, tree: tree)
          else { continue }
          known.insert(model.name)
          entities.append(reading.entity)
        }
      }
    } catch {
      throw OrchestrationError(error)
    }
    return entities
  }

  private func fromFiles() throws(OrchestrationError) -> [Entity] {
    let paths: [RelativePath]
    do throws(TreeError) {
      paths = try tree.children(of: ProjectFiles.entities)
    } catch {
      throw OrchestrationError(error)
    }
    var entities: [Entity] = []
    for path in paths {
      let file = String(decoding: path.name, as: UTF8.self)
      guard file.hasSuffix(".yaml") else { continue }
      do throws(EntityFileError) {
        if let entity = try EntityFile.load(String(file.dropLast(5)), in: tree) {
          entities.append(entity)
        }
      } catch {
        throw .files("\(path) cannot be used: \(error)")
      }
    }
    return entities
  }

  // MARK: Projects

  /// How far an entity is in its projects.
  func progress(
    of entity: Entity, asked: GenerationRequest?
  ) throws(OrchestrationError) -> EntityProgress {
    let made = try outputs(of: entity)
    let backend =
      try chosenBackend(asked)
      ?? home(of: made, "generate/fastapi-entity", among: detection.backends, \.root)
      ?? detection.backends.first { $0.models?.model(named: entity.pascal) != nil }
    let frontend =
      try chosenFrontend(asked)
      ?? home(of: made, "generate/", among: detection.frontends, \.root)
    var progress = try EntityProgress(
      of: entity, backend: backend, frontend: frontend, tree: tree,
      contract: EntityContract.Options(config: config))
    if detection.backends.count > 1, config.backend?.directory == nil {
      progress.backend = backend.map { $0.root?.description ?? "." }
    }
    if detection.frontends.count > 1, config.frontend?.directory == nil {
      progress.frontend = frontend.map { $0.root?.description ?? "." }
    }
    progress.isUndecided =
      (backend == nil && !detection.backends.isEmpty)
      || (frontend == nil && detection.frontends.count > 1)
    return progress
  }

  /// The backend that was chosen, or the only one; nil when there is none or several are left. A
  /// directory that a person named must have one.
  private func chosenBackend(_ asked: GenerationRequest?) throws(OrchestrationError) -> Backend? {
    if let name = named.backend {
      do throws(DetectionError) {
        return try detection.backend(in: name)
      } catch {
        throw .detection(error)
      }
    }
    return try? detection.backend(in: asked?.backend ?? config.backend?.directory)
  }

  private func chosenFrontend(
    _ asked: GenerationRequest?
  ) throws(OrchestrationError) -> Frontend? {
    if let name = named.frontend {
      do throws(DetectionError) {
        return try detection.frontend(in: name)
      } catch {
        throw .detection(error)
      }
    }
    return try? detection.frontend(in: asked?.frontend ?? config.frontend?.directory)
  }

  /// The project in which most of what an agent made lies; nil when nothing says.
  private func home<Project>(
    of outputs: [LockFile.Output], _ generator: String,
    among projects: [Project], _ root: KeyPath<Project, RelativePath?>
  ) -> Project? {
    let paths = outputs.filter { $0.generator.hasPrefix(generator) }.map(\.path)
    let counted = projects.map { project in
      (
        project: project,
        count: paths.count { path in
          project[keyPath: root].map(path.isBelow) ?? true
        }
      )
    }
    return counted.filter { $0.count > 0 }.max { $0.count < $1.count }?.project
  }

  private func outputs(of entity: Entity) throws(OrchestrationError) -> [LockFile.Output] {
    let bytes: [UInt8]?
    do throws(TreeError) {
      bytes = try tree.contents(of: ProjectFiles.lock(entity.name))
    } catch {
      throw OrchestrationError(error)
    }
    // A lock that cannot be read says nothing here; whoever generates is told.
    return bytes.flatMap { try? LockFile(reading: $0) }?.outputs ?? []
  }
}
