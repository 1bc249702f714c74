import Backstitch
import Generators
import Orchestration
import Patch
import ProjectModel
import Testing

@Suite struct OrchestratorTests {
  @Test func `an entity is staged, lands, and a second run changes nothing`() async throws {
    let shop = try ShopWorkspace()
    let product = try GenerationRequest.entity(
      "entity", "product", "name:str:64:required", "category:ref:Category")
    let (run, stopped) = try await shop.run(product)
    #expect(stopped == nil)
    #expect(shop.read("backend/api/crud/products.py") == nil)
    #expect(run.transaction.number == nil, "one step has nothing to keep")
    #expect(try run.transaction.commit()?.operation.entity == "product")
    #expect(shop.read("backend/api/crud/products.py") != nil)
    let again = try await shop.run(product).run
    #expect(again.results[0].generated.changes.isEmpty)
    #expect(try again.transaction.commit() == nil)
    // Without fields the entity is the one of its file.
    let known = try await shop.run(.entity("entity", "Products")).run
    #expect(known.results[0].generated.changes.isEmpty)
  }

  @Test(arguments: [
    "main.py", "core/app_setup/setup_routers.py",
    "core/app_setup/routers_group/setting_routers.py",
  ])
  func `a broken file where routers may be registered is refused with its line`(
    file: String
  ) async throws {
    let shop = try ShopWorkspace()
    let path = "backend/" + file
    try shop.write(path, try #require(shop.read(path)) + "x = (\n")
    let error = try await #require(throws: OrchestrationError.self) {
      try await shop.run(.entity("entity", "product", "name:str"))
    }
    #expect(error.findings.map(\.path?.description) == ["backend/" + file])
    #expect(error.findings.map(\.kind) == [.refused])
    #expect(error.findings.allSatisfy { $0.line != nil })
  }

  @Test func `undoing the first of two entities leaves the second as it is`() async throws {
    let shop = try ShopWorkspace()
    for (name, field) in [("product", "title:str:64:required"), ("order", "note:text")] {
      try await shop.run(.entity("entity", name, field)).run.transaction.commit()
    }
    try shop.workspace.proposeUndo(of: 1).land()
    let registrar = try #require(
      shop.read("backend/core/app_setup/routers_group/setting_routers.py"))
    #expect(!registrar.contains("product"))
    #expect(registrar.contains("order_router"))
    let models = try #require(shop.read("backend/db/model.py"))
    #expect(!models.contains("class Product("))
    #expect(models.contains("class Order("))
    try shop.workspace.proposeUndo(of: 2).land()
    for path in ["backend/db/model.py", "backend/core/app_setup/routers_group/setting_routers.py"] {
      #expect(shop.read(path) == (try shop.original(path)))
    }
  }

  @Test func `what is missing is blocked, what is wrong is refused`() async throws {
    let shop = try ShopWorkspace()
    func kind(_ name: String, _ fields: String...) async -> Finding.Kind? {
      do {
        var request = GenerationRequest(plan: "entity", name: name)
        if !fields.isEmpty {
          request.entity = try EntityDefinition.make(name: name, fields: fields)
        }
        try await shop.run(request)
        return nil
      } catch let error as OrchestrationError {
        return Refusal(error.findings).kind
      } catch let error as EntityRefusal {
        return Refusal(error.findings).kind
      } catch {
        return nil
      }
    }
    #expect(await kind("thing", "other:ref:Nothing") == .blocked)
    #expect(await kind("thing") == .blocked)
    #expect(await kind("thing", "a:colour") == .refused)
    #expect(await kind("thing", "metadata:str:10") == .refused)
    #expect(await kind("class", "a:int") == .refused)
  }

  @Test func `an unknown plan is refused with the known ones`() async throws {
    let shop = try ShopWorkspace()
    try shop.write(".backstitch/plans/own.yaml", "steps: [{id: a, agent: generate/api-route}]\n")
    let error = try await #require(throws: OrchestrationError.self) {
      try await shop.run(.entity("nope", "product"))
    }
    #expect(error.message.contains("fullstack, crud, entity, api-route, data-table"))
    #expect(error.message.contains("own"))
  }
}
