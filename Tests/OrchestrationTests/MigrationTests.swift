import Backstitch
import Foundation
import Generators
import Orchestration
import Patch
import ProjectModel
import TestSupport
import Testing

@Suite struct MigrationTests {
  private func shop(
    before body: String = "", upgrade: String = "op.create_table('product')"
  ) throws -> ShopWorkspace {
    let shop = try ShopWorkspace()
    try FakeAlembic.write(
      in: shop.directory, at: "shop/backend/.venv/bin", before: body, upgrade: upgrade)
    return shop
  }

  private func request(
    _ plan: String = "entity", _ choice: MigrationChoice = .make
  ) throws -> GenerationRequest {
    var request = try GenerationRequest.entity(plan, "product", "name:str:64:required")
    request.migration = choice
    return request
  }

  private func revisions(_ shop: ShopWorkspace) throws -> [String] {
    try shop.tree().keys.filter { $0.contains("versions/") && !$0.contains("0001") }.sorted()
  }

  // MARK: Making it

  @Test func `the revision is part of the operation, sees the staged model and is undone with it`()
    async throws
  {
    let shop = try shop()
    let before = try shop.tree()
    let (run, stopped) = try await shop.run(request())
    #expect(stopped == nil)
    #expect(run.plan.steps.map(\.id) == ["backend", "migration"])
    #expect(try revisions(shop).isEmpty)
    try run.transaction.commit()
    let made = try #require(try revisions(shop).first)
    let text = try #require(shop.read(made))
    #expect(made.hasSuffix("_add_product.py") && made.hasPrefix("backend/alembic/versions/"))
    #expect(text.contains("op.create_table('product')"))
    #expect(text.contains(/Create Date: \d{4}-\d\d-\d\d\n/), "the day alone: \(text)")
    try shop.workspace.undo()
    #expect(try shop.tree() == before)
  }

  @Test func `a changed entity's revision is made from the model with people's columns in it`()
    async throws
  {
    let shop = try shop(
      before: """
        import os
        if os.path.exists("expected") and command == "revision":
            text = open("db/model.py").read()
            assert "    ours: Mapped" in text and "    stock: Mapped" in text, text
        """)
    var request = try request()
    request.migration = nil
    try await shop.run(request).run.transaction.commit()
    let models = "backend/db/model.py"
    let text = try #require(shop.read(models))
    try shop.write(
      models,
      text.replacing(
        "    name: Mapped[str] = mapped_column(String(64))\n",
        with: "    ours: Mapped[int | None]\n    name: Mapped[str] = mapped_column(String(64))\n"))
    try shop.write("backend/expected", "")
    var change = try GenerationRequest.entity(
      "entity", "product", "name:str:64:required", "stock:int")
    change.migration = .make
    let (run, stopped) = try await shop.run(change)
    #expect(stopped == nil, "\(String(describing: stopped?.error.message))")
    #expect(run.plan.steps.map(\.id) == ["regenerate", "migration"])
    try run.transaction.commit()
    #expect(try revisions(shop).map { $0.hasSuffix("_change_product.py") } == [true])
    #expect(shop.read(models)?.contains("    ours: Mapped") == true)
  }

  @Test func `the same tree gives the same plan, another tree another id`() async throws {
    func plan(_ field: String) async throws -> [String] {
      var request = try GenerationRequest.entity("entity", "product", field)
      request.migration = .make
      let shop = try shop()
      let run = try await shop.run(request).run
      return try run.transaction.propose().plan.changes.map(\.path.description)
        .filter { $0.hasSuffix("_add_product.py") }
    }
    let first = try await plan("name:str:64")
    #expect(first.count == 1)
    #expect(try await plan("name:str:64") == first)
    #expect(try await plan("name:str:65") != first)
  }

  private static let revision =
    "(cd backend && .venv/bin/alembic revision --autogenerate -m \"add product\")  # make the migration"
  private static let upgrade =
    "(cd backend && .venv/bin/alembic upgrade head)  # bring the database to the newest revision"

  @Test func `only the commands that are left are next steps`() async throws {
    let made = try await shop().run(request()).run
    let commands = made.nextSteps().filter { $0.contains("alembic") }
    #expect(commands == [Self.upgrade])
    let byHand = try await shop().run(.entity("entity", "product", "name:str:64")).run
    #expect(
      byHand.nextSteps().filter { $0.contains("alembic") } == [
        Self.revision, Self.upgrade,
      ])
  }

  @Test func `it runs where env.py finds what it reads`() async throws {
    let shop = try shop(
      before: """
        assert open(".env").read() == "DATABASE_URL=x", "no .env"
        assert open("app.db").read() == "rows", "no database"
        assert os.environ["PYTHONPATH"].split(":")[0] == os.getcwd()
        assert "/shop/" not in os.getcwd()
        """)
    try shop.write("backend/.env", "DATABASE_URL=x")
    try shop.write("backend/app.db", "rows")
    let (_, stopped) = try await shop.run(request())
    #expect(stopped == nil, "\(stopped?.error.message ?? "")")
  }

  @Test func `a revision that does nothing is a warning and no file`() async throws {
    let (run, stopped) = try await shop(upgrade: "pass").run(request())
    #expect(stopped == nil)
    #expect(run.results.last?.generated.changes.isEmpty == true)
    #expect(run.warnings.contains { $0.contains("no migration was made") })
    #expect(!run.nextSteps().contains { $0.contains("alembic") })
  }

  @Test func `other tables that the revision makes, too, are told`() async throws {
    let both = "op.create_table('product')\\n    op.create_table('brand')"
    let run = try await shop(upgrade: both).run(request()).run
    #expect(
      run.warnings.contains {
        $0.contains("of more than 'product'") && $0.contains("'brand', too")
      },
      "\(run.warnings)")
    let alone = try await shop().run(request()).run
    #expect(!alone.warnings.contains { $0.contains("of more than") })
  }

  @Test func `a field that rows cannot have is told before, with what mends it`() async throws {
    let shop = try shop()
    try await shop.run(request()).run.transaction.commit()
    let changed = try await shop.run(
      .entity("entity", "product", "name:str:64:required", "stock:int:required", "price:int=0")
    ).run
    #expect(
      changed.warnings.filter { $0.contains("NOT NULL") }.map { $0.contains("'stock'") } == [true],
      "\(changed.warnings)")
  }

  @Test func `values that the model cannot read any more are told before`() async throws {
    let shop = try shop()
    try await shop.run(
      .entity(
        "entity", "product", "name:str:64:required", "status:enum:draft,live,old", "note:text",
        "kind:str", "same:enum:a,b")
    ).run.transaction.commit()
    let changed = try await shop.run(
      .entity(
        "entity", "product", "name:str:64:required", "status:enum:live,draft", "note:json",
        "kind:enum:a,b", "same:enum:a,b,c")
    ).run
    let told = changed.warnings.filter { $0.contains("cannot be read any more") }
    #expect(
      told.map { $0.prefix { !",:".contains($0) } } == [
        "rows whose 'status' is 'old' cannot be read any more",
        "rows whose 'note' is no JSON cannot be read any more",
        "rows whose 'kind' is none of a",
      ], "\(changed.warnings)")
  }

  // MARK: What stands in its way

  @Test(arguments: ["Multiple head revisions are present", "Target database is not up to date."])
  func `several newest revisions are told with the command that joins them`(said: String)
    async throws
  {
    let shop = try shop(before: "print('FAILED: \(said)'); sys.exit(1)")
    for id in ["a", "b"] {
      try shop.write(
        "backend/alembic/versions/\(id).py", "revision = '\(id)'\ndown_revision = '0001'\n")
    }
    let (_, stopped) = try await shop.run(request())
    let message = try #require(stopped).error.message
    #expect(message.contains("'(cd backend && .venv/bin/alembic merge heads)' first"), "\(message)")
  }

  @Test func `without a program nothing runs, and it is said where it was looked for`() async throws
  {
    let shop = try ShopWorkspace()
    let error = try await #require(throws: OrchestrationError.self) {
      try await shop.run(request())
    }
    #expect(error.message.contains("no program 'alembic'") && error.message.contains(".venv"))
    #expect(error.findings.map(\.kind) == [.blocked])
    #expect(try shop.workspace.openTransactions().isEmpty)
  }

  @Test func `without alembic.ini nothing runs`() async throws {
    let shop = try shop()
    try shop.remove("backend/alembic.ini")
    let error = try await #require(throws: OrchestrationError.self) {
      try await shop.run(request())
    }
    #expect(error.message.contains("the backend in backend has no alembic.ini"))
    #expect(error.findings.map(\.kind) == [.blocked])
  }

  @Test(arguments: ["data-table", "api-route"])
  func `a plan without a backend is refused`(plan: String) async throws {
    let error = try await #require(throws: OrchestrationError.self) {
      try await shop().run(request(plan))
    }
    #expect(error.message.contains("has no step that makes a model"))
    #expect(error.findings.map(\.kind) == [.refused])
  }

  @Test func `where the backend is left out, so is its migration`() async throws {
    let shop = try shop()
    try shop.remove("backend")
    let run = try await shop.run(request("crud")).run
    #expect(run.leftOut.map(\.id) == ["backend", "migration"])
    #expect(run.plan.steps.map(\.id) == ["api-routes", "frontend"])
  }

  // MARK: Failure

  private static let unreachable = """
    if not os.path.exists("reachable"):
        print("Traceback", file=sys.stderr)
        sys.exit("OperationalError: the database did not answer in " + os.getcwd())
    """

  @Test func `its failure leaves the rest staged, and resuming makes it once that is mended`()
    async throws
  {
    let shop = try shop(before: Self.unreachable)
    let (_, stopped) = try await shop.run(request("fullstack"))
    let failure = try #require(stopped)
    #expect(failure.number == 4 && failure.step.title == "Make Migration")
    let message = failure.error.message
    #expect(message.contains("'(cd backend && .venv/bin/alembic revision --autogenerate"))
    #expect(message.contains("status 1"))
    #expect(message.contains("OperationalError: the database did not answer"))
    #expect(!message.contains("/backstitch-view-") || message.hasSuffix("backend"))
    let open = try #require(try shop.workspace.openTransactions().first)
    #expect(open.steps.dropLast().allSatisfy { $0.state == .staged })
    try shop.write("backend/reachable", "")
    let (run, again) = try await shop.resume()
    #expect(again == nil)
    #expect(run.nextSteps().contains(Self.upgrade))
    try run.transaction.commit()
    #expect(try revisions(shop).count == 1)
  }

  @Test func `one that is skipped leaves its commands to a person`() async throws {
    let shop = try shop(before: Self.unreachable)
    try await shop.run(request())
    let (run, stopped) = try await shop.resume(skipping: "migration")
    #expect(stopped == nil)
    #expect(
      run.nextSteps().contains(Self.revision))
    try run.transaction.commit()
    #expect(try revisions(shop).isEmpty)
  }

  @Test func `a database that is behind is told with the command that brings it up`() async throws {
    let shop = try shop(
      before: "print('FAILED: Target database is not up to date.'); sys.exit(255)")
    let (_, stopped) = try await shop.run(request())
    #expect(stopped?.error.message.contains("cd backend && .venv/bin/alembic upgrade head") == true)
  }

  // MARK: Applying it

  @Test func `it is applied after landing when that was asked for, and only then`() async throws {
    let shop = try shop()
    let (run, _) = try await shop.run(request("entity", .apply))
    #expect(run.upgrades() && run.upgrades(landing: ["backend", "migration"]))
    #expect(!run.upgrades(landing: ["backend"]))
    let made = try await self.shop().run(request()).run
    #expect(!made.upgrades())
    let empty = try await self.shop(upgrade: "pass").run(request("entity", .apply)).run
    #expect(!empty.upgrades(), "there is nothing to apply")
  }

  @Test func `the answers of a file may ask for it`() throws {
    let request = try AnswersFile.read(Array("name: product\nmigrate: apply\n".utf8))
    #expect(request.migration == .apply)
    let refusal = try #require(throws: EntityRefusal.self) {
      try AnswersFile.read(Array("name: product\nmigrate: later\n".utf8))
    }
    #expect("\(refusal)".contains("'migrate' is make or apply"))
  }
}
