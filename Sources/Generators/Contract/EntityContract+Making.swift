package import Patch
package import ProjectModel

extension EntityContract {
  /// The contract of an entity.
  ///
  /// - Parameters:
  ///   - backend: The backend in the workspace; without one, paths are the defaults.
  ///   - offer: What the backend offers; nil to read it from the router that stands there, else
  ///     what the generators make.
  /// - Throws: when a pattern of the layout gives no path, or the tree cannot be read. A backend
  ///   that cannot be generated into is no error.
  package static func make(
    of entity: Entity, backend: Backend?, frontend: Frontend, tree: some ReadableTree,
    offer: Offer? = nil, options: Options = Options()
  ) throws(GenerationError) -> EntityContract {
    let resolution = try Resolution(entity, backend: backend, options: options)
    let builder = EntityContractBuilder(
      resolution: resolution, offer: try read(offer, resolution, backend, tree),
      options: options, frontend: frontend,
      targets: ContractTargets(
        resolution: resolution, frontend: frontend, backend: backend, tree: tree))
    return try builder.contract()
  }

  private static func read(
    _ given: Offer?, _ resolution: Resolution, _ backend: Backend?, _ tree: some ReadableTree
  ) throws(GenerationError) -> Offer {
    if let given { return given }
    guard let backend, let router = resolution.router else { return Offer() }
    return try OfferReading(entity: resolution.entity, backend: backend, router: router)
      .offer(tree)
  }

  /// An entity resolved against a backend, as far as there is one.
  struct Resolution {
    /// The entity, resolved where it could be.
    var entity: Entity
    /// It as the backend needs it; nil when there is none that can be generated into.
    var backend: BackendEntity?
    /// Its router, when one stands there that an application reaches.
    var router: RouterFinding?
    /// The prefix in the backend.
    var upstream: String
    /// Where it comes from.
    var source: Source

    init(_ entity: Entity, backend: Backend?, options: Options) throws(GenerationError) {
      self.entity = entity
      upstream = "/setting/" + EntityNames(entity).segment
      source = .assumed("no backend was found")
      guard let backend else { return }
      router = Self.router(of: entity, in: backend)
      var chosen = FastAPIEntityAgent.Options(
        defersMissingTargets: true, decimal: options.decimal, registrar: options.registrar)
      chosen.router = options.router
      do throws(GenerationError) {
        let resolved = try BackendEntityResolver(backend: backend, options: chosen).resolve(entity)
        self.backend = resolved
        self.entity = resolved.entity
        if router == nil { upstream = try RouterPlan(resolved).prefix }
        source = .backend
      } catch .detection(let error) {
        source = .assumed(error.description)
      }
      if let path = router?.reachedAt.first {
        upstream = path
        source = .backend
      }
    }

    /// The router of an entity that stands there and is reached.
    static func router(of entity: Entity, in backend: Backend) -> RouterFinding? {
      guard let path = try? backend.layout.routers.value.path(for: entity) else { return nil }
      let found = backend.routers.filter {
        $0.path == backend.path(path) && !$0.reachedAt.isEmpty
      }
      return found.first { !$0.endpoints.isEmpty } ?? found.first
    }
  }
}
