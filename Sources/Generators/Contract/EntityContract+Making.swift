package import Patch
package import ProjectModel

extension EntityContract {
  /// The contract of an entity.
  ///
  /// - Parameters:
  ///   - backend: The backend in the workspace; without one, paths are the defaults.
  ///   - offer: What a router that somebody wrote offers; the default is what the generators make.
  /// - Throws: when a pattern of the layout gives no path, or the tree cannot be read. A backend
  ///   that cannot be generated into is no error: its paths are the defaults then.
  package static func make(
    of entity: Entity, backend: Backend?, frontend: Frontend, tree: some ReadableTree,
    offer: Offer = Offer(), options: Options = Options()
  ) throws(GenerationError) -> EntityContract {
    let resolution = try Resolution(entity, backend: backend, options: options)
    let builder = EntityContractBuilder(
      resolution: resolution, offer: offer, options: options, frontend: frontend,
      targets: ContractTargets(
        resolution: resolution, frontend: frontend, models: backend?.models, tree: tree))
    return try builder.contract()
  }

  /// An entity resolved against a backend, or the reason why it is not.
  struct Resolution {
    /// The entity, resolved where it could be.
    let entity: Entity
    /// It as the backend needs it; nil when there is none that can be generated into.
    let backend: BackendEntity?
    /// The prefix in the backend.
    let upstream: String
    /// Where it comes from.
    let source: Source

    init(_ entity: Entity, backend: Backend?, options: Options) throws(GenerationError) {
      let standard = "/setting/" + EntityNames(entity).segment
      guard let backend else {
        self.init(entity, nil, standard, .assumed("no backend was found"))
        return
      }
      let chosen = FastAPIEntityAgent.Options(
        defersMissingTargets: true, decimal: options.decimal, registrar: options.registrar)
      do throws(GenerationError) {
        let resolved = try BackendEntityResolver(backend: backend, options: chosen).resolve(entity)
        let upstream = try Self.upstream(of: resolved)
        self.init(resolved.entity, resolved, upstream, .backend)
      } catch .detection(let error) {
        self.init(entity, nil, standard, .assumed(error.description))
      }
    }

    private init(
      _ entity: Entity, _ backend: BackendEntity?, _ upstream: String, _ source: Source
    ) {
      self.entity = entity
      self.backend = backend
      self.upstream = upstream
      self.source = source
    }

    /// The prefix that its router is reached at; else the one that the router agent would give it.
    private static func upstream(of entity: BackendEntity) throws(GenerationError) -> String {
      let reached = entity.backend.routers.lazy.filter { $0.path == entity.files.router.path }
        .compactMap(\.reachedAt.first).first
      if let reached { return reached }
      return try RouterPlan(entity).prefix
    }
  }
}
