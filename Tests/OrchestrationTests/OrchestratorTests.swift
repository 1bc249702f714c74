import Backstitch
import Foundation
import Generators
import Orchestration
import Patch
import ProjectModel
import TestSupport
import Testing

@Suite struct OrchestratorTests {
  private static let shop = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/shop")

  private func workspace(_ directory: TemporaryDirectory) throws -> Workspace {
    try FileManager.default.copyItem(
      atPath: Self.shop.path, toPath: directory.path + "/shop")
    let root = directory.path + "/shop"
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", "-b", "main", root]).finish()
    return try Workspace(
      containing: Array(root.utf8),
      context: Context(author: "T <t@example.com>", now: { 1 }, pause: { _ in }))
  }

  private func request(_ name: String, _ fields: String...) -> EntityRequest {
    var request = EntityRequest(name: name)
    request.fields = fields
    return request
  }

  @Test func `an entity is staged, lands, and a second run changes nothing`() throws {
    let directory = try TemporaryDirectory()
    let workspace = try workspace(directory)
    let orchestrator = Orchestrator(workspace)
    let product = request("product", "name:str:64:required", "category:ref:Category")
    let staged = try orchestrator.stageEntity(product, arguments: [])
    #expect(directory.read("shop/backend/api/crud/products.py") == nil)
    #expect(try staged.transaction.commit()?.operation.entity == "product")
    #expect(directory.read("shop/backend/api/crud/products.py") != nil)
    let again = try orchestrator.stageEntity(product, arguments: [])
    #expect(again.generated.changes.isEmpty)
    #expect(try again.transaction.commit() == nil)
    // Without fields the entity is the one of its file.
    let known = try orchestrator.stageEntity(request("Products"), arguments: []).entity
    #expect(known.fields == staged.entity.fields)
  }

  @Test(arguments: [
    "main.py", "core/app_setup/setup_routers.py",
    "core/app_setup/routers_group/setting_routers.py",
  ])
  func `a broken file where routers may be registered is refused with its line`(
    file: String
  ) throws {
    let directory = try TemporaryDirectory()
    let workspace = try workspace(directory)
    let path = "shop/backend/" + file
    try directory.write(path, try #require(directory.read(path)) + "x = (\n")
    let error = try #require(throws: OrchestrationError.self) {
      try Orchestrator(workspace).stageEntity(request("product", "name:str"), arguments: [])
    }
    #expect(error.findings.map(\.path?.description) == ["backend/" + file])
    #expect(error.findings.map(\.kind) == [.refused])
    #expect(error.findings.allSatisfy { $0.line != nil })
  }

  @Test func `undoing the first of two entities leaves the second as it is`() throws {
    let directory = try TemporaryDirectory()
    let workspace = try workspace(directory)
    let orchestrator = Orchestrator(workspace)
    for (name, field) in [("product", "title:str:64:required"), ("order", "note:text")] {
      try orchestrator.stageEntity(request(name, field), arguments: []).transaction.commit()
    }
    try workspace.proposeUndo(of: 1).land()
    let registrar = try #require(
      directory.read("shop/backend/core/app_setup/routers_group/setting_routers.py"))
    #expect(!registrar.contains("product"))
    #expect(registrar.contains("order_router"))
    let models = try #require(directory.read("shop/backend/db/model.py"))
    #expect(!models.contains("class Product("))
    #expect(models.contains("class Order("))
    try workspace.proposeUndo(of: 2).land()
    for path in ["backend/db/model.py", "backend/core/app_setup/routers_group/setting_routers.py"] {
      let original = try String(
        contentsOf: Self.shop.appendingPathComponent(path), encoding: .utf8)
      #expect(directory.read("shop/" + path) == original)
    }
  }

  @Test func `what is missing is blocked, what is wrong is refused`() throws {
    let directory = try TemporaryDirectory()
    let orchestrator = Orchestrator(try workspace(directory))
    func kind(_ request: EntityRequest) -> Finding.Kind? {
      do throws(OrchestrationError) {
        _ = try orchestrator.stageEntity(request, arguments: [])
        return nil
      } catch {
        return Refusal(error.findings).kind
      }
    }
    #expect(kind(request("thing", "other:ref:Nothing")) == .blocked)
    #expect(kind(request("thing")) == .blocked)
    #expect(kind(request("thing", "a:colour")) == .refused)
    #expect(kind(request("thing", "metadata:str:10")) == .refused)
    #expect(kind(request("class", "a:int")) == .refused)
  }
}
