internal import Backstitch
internal import Generators
internal import Patch
internal import ProjectModel

/// What an entity refers to and the workspace lacks parts of, with the command that makes them.
package struct RelatedEntity: Hashable, Sendable {
  /// Its name: `category`.
  package var name: String
  /// The plan that makes what is missing.
  package var plan: String
  /// Whether nothing says yet what its fields are.
  package var needsFields: Bool

  /// The words of the command; on a terminal it asks for the fields.
  package var words: [String] { ["generate", plan, name] }
}

extension OrchestrationRun {
  /// The targets of the entity's references that lack a router, a list or a page for which the
  /// workspace has a project, in the order of the fields.
  package var related: [RelatedEntity] {
    guard let step = plan.steps.first, transaction.entity != nil,
      results.contains(where: { !$0.generated.changes.isEmpty })
    else { return [] }
    var input = AgentInput(
      request: request(in: transaction.tree), step: step, tree: transaction.tree,
      detection: detection, config: config)
    // A run that got this far has its entity; several projects are no reason to guess.
    guard let entity = try? input.entity() else { return [] }
    let targets = entity.relationships.map(\.target).filter { $0 != entity.pascal }
    let names = targets.reduce(into: [String]()) { names, target in
      let name = EntityNames.canonical(target)
      if !names.contains(name) { names.append(name) }
    }
    input.request.entity = nil
    return names.compactMap { name in
      input.request.name = name
      return RelatedEntity(name, in: input)
    }
  }
}

extension RelatedEntity {
  /// What is missing of an entity; nil when all is there.
  fileprivate init?(_ name: String, in input: AgentInput) {
    let backend = try? input.backend()
    let frontend = try? input.frontend()
    let whole =
      switch (backend, frontend) {
      case (nil, _): BuiltInPlans.crud
      case (_, nil): BuiltInPlans.entity
      default: BuiltInPlans.fullstack
      }
    guard let entity = try? input.entity() else {
      self.init(name: name, plan: whole.name, needsFields: true)
      return
    }
    guard
      let progress = try? EntityProgress(
        of: entity, backend: backend, frontend: frontend, tree: input.tree)
    else { return nil }
    var missing = Set(
      progress.remaining.filter { Self.counted.contains($0.layer) }.map(\.layer.part))
    // A router of another name or place is not made twice.
    if let backend, backend.lists(entity) { missing.remove(.backend) }
    guard let first = missing.first else { return nil }
    let plan: OrchestrationPlan =
      if missing.contains(.backend) || missing.count > 1 {
        whole
      } else {
        first == .apiRoutes ? BuiltInPlans.apiRoute : BuiltInPlans.dataTable
      }
    self.init(name: name, plan: plan.name, needsFields: false)
  }

  /// The layers without which a part cannot be used: the router, the list, the page.
  private static let counted: Set<EntityLayer> = [.router, .registration, .getRoute, .page]
}

extension Backend {
  /// Whether some router lists an entity, at a path that ends in its plural.
  fileprivate func lists(_ entity: Entity) -> Bool {
    let names = [entity.plural, NameCase.kebab(entity.plural)]
    return routers.contains { router in
      router.endpoints.contains { endpoint in
        guard endpoint.method == "GET" else { return false }
        return router.reachedAt.contains { prefix in
          let last = (prefix + endpoint.path).split(separator: "/").last.map(String.init)
          return last.map(names.contains) ?? false
        }
      }
    }
  }
}
