import Generators
import Patch
import ProjectModel
import TestSupport
import Testing

@Suite struct NextDataTableTests {
  /// Generates the page of an entity into a tree: the changes, and the tree with them.
  private func generate(
    _ entity: Entity, in tree: some ReadableTree, backend: Bool = true,
    frontend: Frontend = SampleFrontends.shopPage(),
    options: NextDataTableAgent.Options = .init()
  ) throws -> (changes: GeneratedChanges, tree: StagedTree) {
    let found = backend ? try Detection.detect(in: tree).backend() : nil
    let changes = try NextDataTableAgent.generate(
      entity, backend: found, frontend: frontend, tree: tree, options: options)
    var staged = StagedTree(base: tree)
    for change in changes.changes { try staged.stage(change) }
    return (changes, staged)
  }

  private func check(_ name: String, _ changes: GeneratedChanges, _ tree: StagedTree) throws {
    var golden = Golden(name)
    for path in Set(changes.changes.map(\.path)).sorted()
    where !path.description.hasPrefix(".backstitch") {
      golden.check(path.description, try tree.text(path))
    }
    golden.finish()
  }

  private static func path(_ below: String) throws -> RelativePath {
    try RelativePath("frontend/app/(pages)/setting/products/" + below)
  }

  // MARK: Dialects

  @Test("in the shop: Tailwind, one button, a table without a pager")
  func shop() throws {
    let (_, backend) = try Samples.generate(Samples.product(), in: Samples.shop())
    let (changes, tree) = try generate(Samples.product(), in: backend)
    try check("page-shop", changes, tree)
    #expect(
      changes.layers.map(\.layer)
        == [.context, .columns, .table, .addModal, .editModal, .page])
  }

  @Test("with shadcn, zod, React Hook Form, sonner and a table that can do everything")
  func full() throws {
    let (_, backend) = try Samples.generate(Samples.product(), in: Samples.shop())
    let (changes, tree) = try generate(
      Samples.product(), in: backend, frontend: SampleFrontends.fullPage())
    try check("page-full", changes, tree)
    #expect(changes.warnings.isEmpty)
  }

  @Test(
    "without a backend, Tailwind, components or an alias, names in snake case, TanStack Table 9")
  func bare() throws {
    let frontend = SampleFrontends.page(
      SampleFrontends.plain,
      table: DataTableComponent(
        ModuleSymbol("@/components/data-table", "DataTable"), props: []),
      packages: ["@tanstack/react-table": 9, "zod": 3], components: [:])
    let (changes, tree) = try generate(
      SampleEntities.node(), in: MemoryTree([:]), backend: false, frontend: frontend,
      options: .init(contract: .init(decimal: .string)))
    try check("page-bare", changes, tree)
  }
}
