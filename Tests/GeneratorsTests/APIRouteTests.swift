import Generators
import Patch
import ProjectModel
import SourceEdits
import TestSupport
import Testing

@Suite struct APIRouteTests {
  /// Generates the routes of an entity into a tree: the changes, and the tree with them.
  private func generate(
    _ entity: Entity, in tree: some ReadableTree, backend: Bool = true,
    frontend: Frontend = SampleFrontends.shop, options: APIRouteAgent.Options = .init()
  ) throws -> (changes: GeneratedChanges, tree: StagedTree) {
    let found = backend ? try Detection.detect(in: tree).backend() : nil
    let changes = try APIRouteAgent.generate(
      entity, backend: found, frontend: frontend, tree: tree, options: options)
    var staged = StagedTree(base: tree)
    for change in changes.changes { try staged.stage(change) }
    return (changes, staged)
  }

  private func check(_ name: String, _ changes: GeneratedChanges, _ tree: StagedTree) throws {
    var golden = Golden(name)
    for path in Set(changes.changes.map(\.path)).sorted()
    where !path.isBelow(".backstitch/pristine") {
      golden.check(path.description, try tree.text(path))
    }
    golden.finish()
  }

  @Test("in front of a generated backend, with the project's fetch function")
  func product() throws {
    let (_, backend) = try Samples.generate(Samples.product(), in: Samples.shop())
    let frontend = try Detection.detect(in: backend).frontend()
    let (changes, tree) = try generate(Samples.product(), in: backend, frontend: frontend)
    try check("routes-product", changes, tree)
    #expect(
      changes.layers.map(\.layer) == [.types, .getRoute, .postRoute, .putRoute, .deleteRoute])
    #expect(changes.warnings.isEmpty)
  }

  @Test("without a backend, an alias or a fetch function, below src/, names in snake case")
  func plain() throws {
    let (changes, tree) = try generate(
      SampleEntities.node(), in: MemoryTree([:]), backend: false, frontend: SampleFrontends.plain,
      options: .init(contract: .init(decimal: .string)))
    try check("routes-plain", changes, tree)
    #expect(
      changes.warnings == [
        "the handlers call /setting/order-nodes, which is a default: no backend was found"
      ])
  }

  @Test("in front of a backend with another layout, prefix and kind of key, calling fetch itself")
  func otherLayout() throws {
    let entity = try EntityDefinition.make(
      name: "order item", fields: ["title:str:20:required", "user:ref:User:cascade:required"],
      features: Features(softDelete: true, auditFields: true, active: true))
    let (_, backend) = try Samples.generate(
      entity, in: LayoutTests().tree(LayoutTests().common), options: .init())
    let (changes, tree) = try generate(
      entity, in: backend, frontend: SampleFrontends.frontend(root: "web"))
    try check("routes-uuid", changes, tree)
  }

  // MARK: What stands there

  @Test("generating again changes nothing and adopts every layer")
  func again() throws {
    let (_, backend) = try Samples.generate(Samples.product(), in: Samples.shop())
    let (_, tree) = try generate(Samples.product(), in: backend)
    let (second, _) = try generate(Samples.product(), in: tree)
    #expect(second.changes.isEmpty && second.warnings.isEmpty && second.nextSteps.isEmpty)
    #expect(second.layers.map(\.layer) == EntityLayer.allCases.filter { $0.part == .apiRoutes })
    #expect(second.layers.allSatisfy { $0.state == .adopted })
  }

  @Test("the backend can come first or last: one entity file and one lock hold both")
  func order() throws {
    let entity = try Samples.product()
    let (_, routes) = try generate(entity, in: Samples.shop(), backend: false)
    let (_, both) = try Samples.generate(entity, in: routes)
    let (_, backend) = try Samples.generate(entity, in: Samples.shop())
    #expect(
      try both.text(".backstitch/entities/product.yaml")
        == backend.text(".backstitch/entities/product.yaml"))
    let lock = try LockFile(reading: both.contents(of: ProjectFiles.lock("product")) ?? [])
    #expect(Set(lock.outputs.map(\.generator)) == [APIRouteAgent.name, FastAPIEntityAgent.name])
    let (again, _) = try generate(entity, in: both)
    #expect(again.changes.isEmpty)
  }

  @Test("another definition than the entity file's is refused")
  func otherFields() throws {
    let (_, tree) = try generate(Samples.tag(), in: Samples.shop())
    let other = try EntityDefinition.make(name: "tag", fields: ["name:str:50:required"])
    #expect(throws: GenerationError.self) { try generate(other, in: tree) }
  }

  @Test("handlers and types somebody wrote are adopted, and only what is missing is made")
  func adopted() throws {
    let shop = try Samples.shop()
    let backend = try Detection.detect(in: shop).backend()
    let category = try #require(try EntityReader.read("category", backend: backend, tree: shop))
    let (changes, tree) = try generate(category.entity, in: shop)
    // Its router has no PUT.
    #expect(changes.layers.map(\.layer) == [.types, .getRoute, .postRoute, .deleteRoute])
    #expect(changes.layers.map(\.state) == [.adopted, .adopted, .adopted, .made])
    let route: RelativePath = "frontend/app/api/setting/categories/route.ts"
    #expect(try tree.text(route) == shop.text(route))
    #expect(
      try tree.text("frontend/app/api/setting/categories/[id]/route.ts")
        .contains("const PATH = \"/setting/categories\";"))
  }

  @Test("a module that lacks a handler is left as it is, and the handler is named")
  func incomplete() throws {
    var shop = StagedTree(base: try Samples.shop())
    let path: RelativePath = "frontend/app/api/setting/tags/route.js"
    let text = """
      // export function POST() {}
      const note = "export function POST() {}", pattern = /["'`]/;
      const get = async () => Response.json({ note: `${"`"} export { get as POST }` });
      export { get as GET, type Note };

      """
    try shop.stage(Change(path, .write(contents: Array(text.utf8))))
    let (changes, tree) = try generate(Samples.tag(), in: shop)
    #expect(
      changes.warnings == [
        "\(path) does not answer POST; it is left as it is: add what is missing by hand",
        "nothing in the backend answers /setting/tags yet, which the handlers call; make it with"
          + " 'backstitch generate entity tag'",
      ])
    #expect(!changes.nextSteps.contains { $0.contains("curl") })
    #expect(changes.layers.map(\.layer) == [.types, .getRoute, .putRoute, .deleteRoute])
    #expect(try tree.text(path) == text)
    #expect(try !tree.text("frontend/app/api/setting/tags/[id]/route.ts").isEmpty)
  }

  @Test("a dynamic segment of another name is used: Next.js allows one name alone")
  func segment() throws {
    var shop = StagedTree(base: try Samples.shop())
    let page: RelativePath = "frontend/app/api/setting/tags/[tag-id]/photo/route.ts"
    try shop.stage(Change(page, .write(contents: Array("export const GET = photo;\n".utf8))))
    let (_, tree) = try generate(Samples.tag(), in: shop)
    let text = try tree.text("frontend/app/api/setting/tags/[tag-id]/route.ts")
    #expect(text.contains("params: Promise<{ \"tag-id\": string }>;"))
    #expect(text.contains("const { \"tag-id\": id } = await params;"))
    #expect(text.contains("proxyToBackend(request, PATH, id)"))
  }

  @Test("what the backend does not offer is not made")
  func offered() throws {
    let offer = EntityContract.Offer(
      upstream: "/v2/tags", trailingSlash: true,
      operations: [.list: "GET", .update: "PATCH", .delete: "DELETE"])
    let (changes, tree) = try generate(
      Samples.tag(), in: Samples.shop(), options: .init(offer: offer))
    #expect(changes.layers.map(\.layer) == [.types, .getRoute, .putRoute, .deleteRoute])
    let list = try tree.text("frontend/app/api/setting/tags/route.ts")
    #expect(list.contains("const PATH = \"/v2/tags/\";") && !list.contains("POST"))
    let item = try tree.text("frontend/app/api/setting/tags/[id]/route.ts")
    #expect(item.contains("const PATH = \"/v2/tags\";") && !item.contains("PUT"))
    #expect(item.contains("export async function PATCH("))
    #expect(try !tree.text("frontend/lib/types/api/tag.ts").contains("TagCreate"))
  }

  // MARK: The backend's address

  @Test("two entities share the module that calls the backend; the second leaves it as it is")
  func shared() throws {
    let (first, one) = try generate(Samples.tag(), in: Samples.shop())
    let node = try SampleEntities.node()
    let (second, _) = try generate(node, in: one, backend: false)
    let proxy: RelativePath = "frontend/lib/backend-proxy.ts"
    #expect(first.changes.contains { $0.path == proxy })
    #expect(!second.changes.contains { $0.path == proxy || $0.path == ".env.example" })
    #expect(first.holds.isEmpty)
    let variable = EnvironmentEdit(key: "BACKEND_URL", value: "http://127.0.0.1:8000")
    #expect(
      second.holds == [
        Change(proxy, .write(contents: Array(try one.text(proxy).utf8))),
        Change(
          ".backstitch/pristine/frontend/lib/backend-proxy.ts.txt",
          .write(contents: Array(try one.text(proxy).utf8))),
        Change(".env.example", .edit(.setEnvironment(variable))),
        Change(
          ".backstitch/.gitattributes",
          .write(
            contents: Array(
              try one.text(".backstitch/.gitattributes").utf8))),
        Change(
          ".backstitch/.gitignore",
          .write(
            contents: Array(
              try one.text(".backstitch/.gitignore").utf8))),
      ])
    var taken = StagedTree(base: try Samples.shop())
    try taken.stage(Change(proxy, .write(contents: Array("export const proxy = 1;\n".utf8))))
    #expect(throws: GenerationError.self) { try generate(Samples.tag(), in: taken) }
  }

  @Test("the variable is added once, at the end of the file that documents them")
  func environment() throws {
    var shop = StagedTree(base: try Samples.shop())
    let example: RelativePath = "frontend/.env.example"
    var frontend = SampleFrontends.shop
    frontend.environment.value = example
    func put(_ text: String) throws {
      try shop.stage(Change(example, .write(contents: Array(text.utf8))))
    }
    try put("PORT=3000\r\n# BACKEND_URL=\r\nLAST=1")
    let (changes, tree) = try generate(Samples.tag(), in: shop, frontend: frontend)
    #expect(
      try tree.text(example)
        == "PORT=3000\r\n# BACKEND_URL=\r\nLAST=1\r\nBACKEND_URL=http://127.0.0.1:8000")
    #expect(changes.evidence.map(\.line) == [3])
    try put("export BACKEND_URL=http://backend\n")
    let (kept, _) = try generate(Samples.tag(), in: shop, frontend: frontend)
    #expect(!kept.changes.contains { $0.path == example })
    #expect(kept.holds.contains { $0.path == example })
  }

  @Test("the project's own variable is used, unless browsers see it too")
  func variable() throws {
    var frontend = SampleFrontends.plain
    for (name, used) in [("API_URL", "API_URL"), ("NEXT_PUBLIC_API_URL", "BACKEND_URL")] {
      frontend.backendURL = Found(name)
      let (_, tree) = try generate(
        Samples.tag(), in: MemoryTree([:]), backend: false, frontend: frontend)
      #expect(try tree.text("web/src/lib/backend_proxy.ts").contains("process.env.\(used) ??"))
    }
  }

  @Test("a fetch function that gives no response, or wants a whole address, is not used")
  func otherFetch() throws {
    for fetch in [
      ServerFetch(SampleFrontends.fetch, result: .other, takesPath: true),
      ServerFetch(SampleFrontends.fetch, result: .response, takesPath: false),
    ] {
      let frontend = SampleFrontends.frontend(root: "frontend", serverFetch: fetch)
      let (_, tree) = try generate(Samples.tag(), in: Samples.shop(), frontend: frontend)
      let proxy = try tree.text("frontend/lib/backend-proxy.ts")
      #expect(proxy.contains("await fetch(BACKEND_URL") && !proxy.contains("serverFetch"))
    }
  }

  @Test("a fetch function that does not say so itself is told that the body is JSON")
  func contentType() throws {
    var shop = StagedTree(base: try Samples.shop())
    let path: RelativePath = "frontend/lib/server-fetch.ts"
    let text = "export const serverFetch = (p: string, i?: RequestInit) => fetch(api + p, i);\n"
    try shop.stage(Change(path, .write(contents: Array(text.utf8))))
    let (changes, tree) = try generate(Samples.tag(), in: shop)
    #expect(
      try tree.text("frontend/lib/backend-proxy.ts")
        .contains("headers: { \"Content-Type\": \"application/json\" },"))
    // It takes the address from elsewhere.
    #expect(!changes.changes.contains { $0.path == ".env.example" })
  }
}
