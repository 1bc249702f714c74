package import Patch
package import ProjectModel

/// `generate/nextjs-data-table`: the page of an entity, with its table, its forms and their state.
package enum NextDataTableAgent {
  /// The name plans call it by.
  package static let name = "generate/nextjs-data-table"

  /// What a person can choose, and what is known of a router that somebody wrote.
  package struct Options: Hashable, Sendable {
    /// What decides the contract.
    package var contract: EntityContract.Options
    /// What the backend offers; nil to read it from the router that stands there.
    package var offer: EntityContract.Offer?
    /// The columns in order; nil for those of short values, at most eight.
    package var columns: [String]?
    /// The filters in order; nil for all that the backend offers.
    package var filters: [String]?
    /// The actions: `add`, `edit`, `delete`, `status`, `bulk-status`; nil for all that can be done.
    package var actions: [String]?

    /// Creates options.
    package init(
      contract: EntityContract.Options = .init(), offer: EntityContract.Offer? = nil,
      columns: [String]? = nil, filters: [String]? = nil, actions: [String]? = nil
    ) {
      self.contract = contract
      self.offer = offer
      self.columns = columns
      self.filters = filters
      self.actions = actions
    }
  }

  /// Generates the files that are missing; those that stand there are adopted untouched.
  ///
  /// Pure, as ``FastAPIEntityAgent``. Only a missing table component stops it: what else a frontend
  /// lacks is replaced by elements and plain code, each with a warning.
  package static func generate(
    _ entity: Entity, backend: Backend?, frontend: Frontend, tree: some ReadableTree,
    options: Options = Options()
  ) throws(GenerationError) -> GeneratedChanges {
    let problems = EntityRules.problems(of: entity)
    guard problems.isEmpty else { throw .entity(EntityRefusal(problems)) }
    try PluralOwner.check(entity, backend: backend, tree: tree)
    var builder = OutputBuilder(tree: tree, generator: name, entity: entity.name)
    builder.page = LockFile.Page(
      columns: options.columns, filters: options.filters, actions: options.actions)
    let stored = try builder.storedEntity(like: entity)
    let contract = try EntityContract.make(
      of: stored ?? entity, backend: backend, frontend: frontend, tree: tree, offer: options.offer,
      options: options.contract)
    if stored == nil { try AdoptedModel.find(entity, in: backend, tree: tree)?.check(entity) }
    let routes = try RouteModules(of: contract, in: tree)
    let page = try EntityPage(
      contract.limited(to: routes), types: try PageTypes(contract, builder: builder),
      frontend: frontend, options: options)
    var run = PageRun(page, frontend: frontend, builder: builder, routes: routes, offered: contract)
    return try run.generate(stored: stored, tree: tree)
  }
}
