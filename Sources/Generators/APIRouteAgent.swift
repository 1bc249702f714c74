package import Patch
package import ProjectModel

/// `generate/api-route`: the types of an entity and the route handlers in front of its backend.
package enum APIRouteAgent {
  /// The name plans call it by.
  package static let name = "generate/api-route"

  /// What a person can choose.
  package struct Options: Hashable, Sendable {
    /// What decides the contract.
    package var contract: EntityContract.Options
    /// What the backend offers; nil to read it from the router that stands there.
    package var offer: EntityContract.Offer?

    /// Creates options.
    package init(
      contract: EntityContract.Options = .init(), offer: EntityContract.Offer? = nil
    ) {
      self.contract = contract
      self.offer = offer
    }
  }

  /// Generates the layers that are missing; those that stand there are adopted untouched.
  ///
  /// Pure, as ``FastAPIEntityAgent``. Without a backend the handlers call the default prefix, and a
  /// warning says so.
  package static func generate(
    _ entity: Entity, backend: Backend?, frontend: Frontend, tree: some ReadableTree,
    options: Options = Options()
  ) throws(GenerationError) -> GeneratedChanges {
    let problems = EntityRules.problems(of: entity)
    guard problems.isEmpty else { throw .entity(EntityRefusal(problems)) }
    try PluralOwner.check(entity, backend: backend, tree: tree)
    let builder = OutputBuilder(tree: tree, generator: name, entity: entity.name)
    let stored = try builder.storedEntity(like: entity)
    let contract = try EntityContract.make(
      of: stored ?? entity, backend: backend, frontend: frontend, tree: tree, offer: options.offer,
      options: options.contract)
    let adopted = try AdoptedModel.find(entity, in: backend, tree: tree)
    if stored == nil { try adopted?.check(entity) }
    var run = APIRouteRun(
      contract: contract, routes: try RouteModules(of: contract, in: tree), frontend: frontend,
      builder: builder, adopted: adopted)
    return try run.generate(stored: stored, tree: tree)
  }
}
