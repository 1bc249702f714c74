import Patch
import ProjectModel
import Testing

@testable import Generators

@Suite struct EntityContractTests {
  private func contract(
    _ entity: Entity, in tree: some ReadableTree, backend: Bool = true,
    frontend: Frontend = SampleFrontends.shop, offer: EntityContract.Offer? = nil,
    options: EntityContract.Options = .init()
  ) throws -> EntityContract {
    let found = backend ? try Detection.detect(in: tree).backend() : nil
    return try EntityContract.make(
      of: entity, backend: found, frontend: frontend, tree: tree, offer: offer, options: options)
  }

  @Test("a generated backend gives its prefix, members in wire order and its queries")
  func backend() throws {
    let (_, tree) = try Samples.generate(Samples.product(), in: Samples.shop())
    let contract = try contract(Samples.product(), in: tree)
    #expect(contract.source == .backend)
    #expect(contract.paths.upstream == "/setting/products")
    #expect(contract.paths.route == "/api/setting/products")
    #expect(contract.paths.page == "/setting/products")
    #expect(contract.files.types == "frontend/lib/types/api/product.ts")
    #expect(contract.files.routes == "frontend/app/api/setting/products")
    #expect(
      contract.members.map { "\($0.wire): \($0.fullType)" } == [
        "id: number", "nameEn: string", "nameAr: string", "descriptionEn: string | null",
        "descriptionAr: string | null", "sku: string | null", "price: number", "stock: number",
        "weight: number | null", "featured: boolean", "publishedAt: string | null",
        "releasedOn: string | null", "externalId: string | null",
        "attributes: Record<string, any> | null", "status: ProductStatus",
        "categoryId: number | null", "category: ProductCategoryRef | null", "isActive: boolean",
        "createdAt: string", "updatedAt: string", "createdBy: number | null",
        "updatedBy: number | null",
      ])
    #expect(
      contract.queries.names == [
        "page", "per_page", "search", "sort", "featured", "status", "category_id", "is_active",
      ])
    #expect(contract.queries.sorts.first?.name == "id")
    #expect(Set(contract.operations.keys) == Set(EntityContract.Operation.allCases))
    #expect(contract.operations.allSatisfy { $0.value == $0.key.standardMethod })
  }

  @Test("what is not generated yet has the prefix that its router will get")
  func ahead() throws {
    let contract = try contract(Samples.tag(), in: Samples.shop())
    #expect(contract.source == .backend)
    #expect(contract.paths.upstream == "/setting/tags")
    #expect(!contract.offers(.setActive) && !contract.offers(.setActiveMany))
  }

  @Test("inputs carry every constraint, and what may be left out or null")
  func inputs() throws {
    let contract = try contract(Samples.product(), in: Samples.shop())
    func input(_ name: String) throws -> EntityContract.Input {
      try #require(contract.creates.first { $0.name == name })
    }
    #expect(try input("name_en").bounds.maxLength == 64)
    #expect(try !input("name_en").isOptional && !input("name_en").isNullable)
    #expect(try input("stock").bounds.minimum == "0")
    #expect(try input("stock").bounds.maximum == "2147483647")
    #expect(try input("stock").isOptional && !input("stock").isNullable)
    #expect(try input("price").bounds.maxDigits == 10 && input("price").bounds.decimalPlaces == 2)
    #expect(try input("category_id").bounds.minimum == "1")
    #expect(try input("status").bounds.values == ["draft", "live"])
    #expect(contract.updates.allSatisfy { $0.isOptional })
    #expect(contract.updates.map(\.wire) == contract.creates.map(\.wire))
    #expect(contract.creates.last?.wire == "isActive")
  }

  @Test("a reference knows its target's list and texts, also its own")
  func references() throws {
    let contract = try contract(Samples.product(), in: Samples.shop())
    let category = try #require(contract.references.first)
    #expect(category.wire == "categoryId")
    #expect(category.label?.wire == "category" && category.label?.text == "nameEn")
    #expect(category.target.list == "/api/setting/categories" && category.target.hasList)
    #expect(category.target.labels == ["nameEn", "nameAr"])
    let node = try EntityDefinition.make(
      name: "node", fields: ["title:str:9:required", "parent:ref:Node:cascade"])
    let own = try #require(self.contract(node, in: Samples.shop()).references.first)
    #expect(own.target.isSelf && own.target.hasList && own.target.labels == ["title"])
    let supplied = try EntityDefinition.make(name: "crate", fields: ["supplier:ref:Supplier"])
    let supplier = try #require(self.contract(supplied, in: Samples.shop()).references.first)
    #expect(!supplier.target.hasList && supplier.target.list == "/api/setting/suppliers")
  }

  @Test("without a backend the paths are the defaults, and say so")
  func alone() throws {
    let tree = MemoryTree([:])
    let contract = try contract(
      Samples.product(), in: tree, backend: false, frontend: SampleFrontends.frontend())
    #expect(contract.source == .assumed("no backend was found"))
    #expect(contract.paths.upstream == "/setting/products")
    #expect(contract.references.first?.label == nil)
    #expect(contract.members.contains { $0.wire == "updatedAt" })
    #expect(!contract.members.contains { $0.wire == "updatedBy" })
  }

  @Test("groups and slots of the app directory are no part of an address")
  func addresses() throws {
    let order = try EntityDefinition.make(name: "order item", fields: ["name:str:9"])
    var snake = SampleFrontends.frontend(root: "web", source: "src", names: .snake)
    snake.layout.page.value.text = "src/app/(admin)/@main/setting/(lists)/{plural}"
    let contract = try contract(order, in: MemoryTree([:]), backend: false, frontend: snake)
    #expect(contract.paths.route == "/api/setting/order_items")
    #expect(contract.paths.page == "/setting/order_items")
    #expect(contract.files.types == "web/src/lib/types/api/order_item.ts")
    #expect(contract.paths.upstream == "/setting/order-items")
    snake.layout.routes.value.text = "api/{plural}"
    #expect(throws: GenerationError.self) {
      try self.contract(order, in: MemoryTree([:]), backend: false, frontend: snake)
    }
  }

  @Test("what a hand-written router offers narrows the contract")
  func offered() throws {
    let category = try EntityDefinition.make(
      name: "category", fields: ["name_en:str:64:required", "position:int=0", "note:text"])
    let offer = EntityContract.Offer(
      upstream: "/v2/shelves/", trailingSlash: true, operations: [.list: "GET", .create: "POST"],
      queries: ["page", "per_page"], members: ["id", "name_en"], creates: ["name_en"],
      snakeCaseOnTheWire: true)
    let contract = try contract(category, in: Samples.shop(), offer: offer)
    #expect(contract.paths.upstream == "/v2/shelves" && contract.paths.list == "/v2/shelves/")
    #expect(contract.members.map(\.wire) == ["id", "name_en"])
    #expect(contract.creates.map(\.wire) == ["name_en"])
    #expect(contract.queries.names == ["page", "per_page"])
    #expect(contract.queries.defaultSort == nil)
    #expect(!contract.offers(.update))
  }

  @Test("a router that stands there is read: what it answers, is asked and takes")
  func handWritten() throws {
    let shop = try Samples.shop()
    let backend = try Detection.detect(in: shop).backend()
    let category = try #require(try EntityReader.read("category", backend: backend, tree: shop))
    let contract = try contract(category.entity, in: shop)
    #expect(contract.paths.upstream == "/setting/categories")
    #expect(Set(contract.operations.keys) == [.list, .get, .create, .delete])
    #expect(contract.queries.names == ["page", "per_page"])
    #expect(
      contract.members.map(\.wire) == ["id", "nameEn", "nameAr", "position", "parentId"])
    #expect(contract.creates.map(\.wire) == ["nameEn", "nameAr", "position", "parentId"])
    // The schema has no object for the parent.
    #expect(contract.references.map(\.label) == [nil])
  }

  @Test("what is read of a generated router and its schemas is what the generators make")
  func readBack() throws {
    for entity in try [Samples.product(), Samples.tag()] {
      let (_, tree) = try Samples.generate(entity, in: Samples.shop())
      let read = try contract(entity, in: tree)
      #expect(try read == contract(entity, in: tree, offer: .init()))
    }
  }

  @Test("arrays, slashes at the end and names in snake case are read too")
  func otherDialect() throws {
    var shop = StagedTree(base: try Samples.shop())
    let router: RelativePath = "backend/api/routers/setting/category_router.py"
    let patch = "\n\n@router.patch(\"/{category_id}\")\nasync def change() -> None: ...\n"
    let text = try (shop.text(router) + patch).replacing("\"\"", with: "\"/\"")
      .replacing("-> CategoryListResponse", with: "-> list[CategoryResponse]")
    try shop.stage(Change(router, .write(contents: Array(text.utf8))))
    let schemas: RelativePath = "backend/api/schemas/category_schema.py"
    let plain = try shop.text(schemas).replacing("(CamelModel)", with: "(BaseModel)")
    try shop.stage(Change(schemas, .write(contents: Array(plain.utf8))))
    let category = try EntityDefinition.make(
      name: "category", fields: ["name_en:str:64:required", "name_ar:str:64:required"])
    let contract = try contract(category, in: shop)
    #expect(contract.paths.list == "/setting/categories/")
    #expect(contract.members.map(\.wire) == ["id", "name_en", "name_ar"])
    #expect(!contract.queries.isPage && contract.queries.isPaged)
    #expect(contract.method(of: .update) == "PATCH")
  }

  @Test("a decimal as text and JSON without any follow the project")
  func types() throws {
    let contract = try contract(
      Samples.product(), in: Samples.shop(),
      frontend: SampleFrontends.frontend(root: "frontend", forbidsAny: true),
      options: .init(decimal: .string))
    let types = Dictionary(
      contract.members.map { ($0.wire, $0.type) }, uniquingKeysWith: { first, _ in first })
    #expect(types["price"] == "string" && types["attributes"] == "Record<string, unknown>")
  }
}
