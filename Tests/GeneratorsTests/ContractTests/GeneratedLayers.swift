import Generators
import Patch
import ProjectModel

/// All layers of an entity that the contract is about, generated into a tree and read back.
struct GeneratedLayers {
  let entity: Entity
  let model: PythonReading
  let schemas: PythonReading
  let crud: PythonReading
  let router: PythonReading
  /// The prefix of the router as detection sees it.
  let prefix: String
  let types: TypeScriptReading
  /// The route modules by their address: `/api/setting/products/[id]`.
  let routes: [String: TypeScriptReading]
  let contract: EntityContract

  init(
    _ entity: Entity, in start: some ReadableTree, decimal: ProjectConfig.DecimalStyle,
    defersMissingTargets: Bool
  ) throws {
    var tree = StagedTree(base: start)
    let first = try Detection.detect(in: tree).backend()
    let made = try FastAPIEntityAgent.generate(
      entity, backend: first, tree: tree,
      options: .init(defersMissingTargets: defersMissingTargets, decimal: decimal))
    for change in made.changes { try tree.stage(change) }
    let backend = try Detection.detect(in: tree).backend()
    let stored = try EntityFile.load(entity.name, in: tree) ?? entity
    let frontend = SampleFrontends.frontend(root: "web")
    let options = EntityContract.Options(decimal: decimal)
    let routes = try APIRouteAgent.generate(
      stored, backend: backend, frontend: frontend, tree: tree, options: .init(contract: options))
    for change in routes.changes { try tree.stage(change) }

    func path(_ layer: EntityLayer, _ changes: GeneratedChanges) -> RelativePath {
      changes.layers.first { $0.layer == layer }?.path ?? "missing"
    }
    func python(_ layer: EntityLayer) throws -> PythonReading {
      PythonReading(try tree.text(path(layer, made)))
    }
    self.entity = stored
    model = try python(.model)
    schemas = try python(.schemas)
    crud = try python(.crud)
    router = try python(.router)
    let file = path(.router, made)
    prefix = backend.routers.first { $0.path == file }?.reachedAt.first ?? "unreached"
    types = TypeScriptReading(try tree.text(path(.types, routes)))
    var modules: [String: TypeScriptReading] = [:]
    for change in routes.changes where change.path.description.hasSuffix("/route.ts") {
      let address = change.path.description.dropFirst("web/app".count).dropLast("/route.ts".count)
      modules[String(address)] = TypeScriptReading(try tree.text(change.path))
    }
    self.routes = modules
    contract = try EntityContract.make(
      of: stored, backend: backend, frontend: frontend, tree: tree, options: options)
  }
}
