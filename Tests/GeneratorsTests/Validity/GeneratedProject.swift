import Generators
import Patch
import ProjectModel

/// A repository with all layers of an entity in it: backend, route handlers, page and table.
struct GeneratedProject {
  let tree: StagedTree

  /// The frontends that differ in what they have.
  static let frontends: [@Sendable () -> Frontend] = [
    { SampleFrontends.shopPage() },
    { SampleFrontends.shopPage(SampleFrontends.standardTable) },
    { SampleFrontends.fullPage() },
    { SampleFrontends.fullPage(zod: 3, table: 9, tailwind: 3) },
    {
      // Nothing but React and zod; classes are those of a module.
      SampleFrontends.page(table: SampleFrontends.shopTable, packages: ["zod": 4], components: [:])
    },
    {
      SampleFrontends.page(
        SampleFrontends.frontend(root: "frontend", names: .snake, forbidsAny: true),
        table: SampleFrontends.standardTable, packages: ["sonner": 2, "tailwindcss": 4],
        components: ["dialog": SampleFrontends.shadcn["dialog"] ?? []])
    },
  ]

  init(
    _ entity: Entity, frontend: Frontend = SampleFrontends.shopPage(),
    in start: some ReadableTree
  ) throws {
    var tree = StagedTree(base: start)
    func stage(_ changes: GeneratedChanges) throws {
      for change in changes.changes { try tree.stage(change) }
    }
    try stage(
      FastAPIEntityAgent.generate(
        entity, backend: Detection.detect(in: tree).backend(), tree: tree,
        options: .init(defersMissingTargets: true, tests: true)))
    let backend = try Detection.detect(in: tree).backend()
    let stored = try EntityFile.load(entity.name, in: tree) ?? entity
    try stage(
      APIRouteAgent.generate(stored, backend: backend, frontend: frontend, tree: tree))
    try stage(
      NextDataTableAgent.generate(stored, backend: backend, frontend: frontend, tree: tree))
    self.tree = tree
  }
}
