import Backstitch
import Foundation
import Generators
import Orchestration
import ProjectModel
import Testing

/// What a run says of the entities that its own one refers to.
@Suite struct RelatedEntityTests {
  private func related(
    _ plan: String, _ fields: String..., in shop: ShopWorkspace
  ) async throws -> [[String]] {
    var request = GenerationRequest(plan: plan, name: "product")
    request.entity = try EntityDefinition.make(
      name: "product", fields: ["name:str:64"] + fields, deferred: ["*"])
    return try await shop.run(request).run.related.map(\.words)
  }

  @Test func `a target that has its router, its list and its page is not told`() async throws {
    let shop = try ShopWorkspace()
    let told = try await related("fullstack", "category:ref:Category", in: shop)
    #expect(told.isEmpty)
  }

  @Test func `a target with a model alone gets all layers that the workspace has projects for`()
    async throws
  {
    let whole = try ShopWorkspace()
    let told = try await related(
      "entity", "supplier:ref:Supplier", "importer:ref:Supplier", in: whole)
    #expect(told == [["generate", "fullstack", "supplier"]])
    let backend = try ShopWorkspace()
    try backend.remove("frontend")
    let toldThere = try await related("entity", "supplier:ref:Supplier", in: backend)
    #expect(toldThere == [["generate", "entity", "supplier"]])
  }

  @Test func `a deferred target is told with the fields that are still to be given`() async throws {
    let shop = try ShopWorkspace()
    let told = try await related("crud", "brand:ref:Brand", "parent:ref:Product", in: shop)
    #expect(told == [["generate", "fullstack", "brand"]])
  }

  @Test func `a target that lacks one part is told with the plan of that part`() async throws {
    let page = try ShopWorkspace()
    try page.remove("frontend/app/(pages)/setting/categories")
    #expect(
      try await related("entity", "category:ref:Category", in: page)
        == [["generate", "data-table", "category"]])
    let routes = try ShopWorkspace()
    try routes.remove("frontend/app/api/setting/categories")
    #expect(
      try await related("entity", "category:ref:Category", in: routes)
        == [["generate", "api-route", "category"]])
  }

  @Test func `a router of another name that lists the target is not made again`() async throws {
    let shop = try ShopWorkspace()
    let groups = "backend/core/app_setup/routers_group/setting_routers.py"
    let old = "backend/api/routers/setting/category_router.py"
    let text = try #require(shop.read(old))
    try shop.remove(old)
    try shop.write("backend/api/routers/setting/shelves.py", text)
    let registrar = try #require(shop.read(groups))
    try shop.write(groups, registrar.replacing("category_router", with: "shelves"))
    #expect(try await related("entity", "category:ref:Category", in: shop).isEmpty)
  }

  @Test func `a run that changes nothing tells nothing`() async throws {
    let shop = try ShopWorkspace()
    let request = try GenerationRequest.entity("entity", "product", "supplier:ref:Supplier")
    try await shop.run(request).run.transaction.commit()
    let again = try await shop.run(GenerationRequest(plan: "entity", name: "product")).run
    #expect(again.results.allSatisfy { $0.generated.changes.isEmpty })
    #expect(again.related.isEmpty)
  }
}
