import Generators
import Patch
import ProjectModel
import Testing

@Suite struct SchemaAdoptionTests {
  /// Generates the backend of a model that stands in a tree.
  private func generate(
    _ name: String, in tree: some ReadableTree, tests: Bool = false
  ) throws -> (changes: GeneratedChanges, tree: StagedTree) {
    let backend = try Detection.detect(in: tree).backend()
    let reading = try #require(try EntityReader.read(name, backend: backend, tree: tree))
    return try Samples.generate(reading.entity, in: tree, options: .init(tests: tests))
  }

  private func findings(_ name: String, in tree: some ReadableTree) throws -> [Finding] {
    do {
      _ = try generate(name, in: tree)
      Issue.record("nothing was refused")
      return []
    } catch let error as GenerationError {
      return error.findings
    }
  }

  private func put(
    _ path: RelativePath, _ text: String, in tree: some ReadableTree
  ) throws -> StagedTree {
    var staged = StagedTree(base: tree)
    try staged.stage(Change(path, .write(contents: Array(text.utf8))))
    return staged
  }

  private let schemas: RelativePath = "api/api/schemas/customer_schema.py"

  // MARK: What is lacking is added

  @Test("the shop's user gets the schemas it lacks, and those that stand there stay as they are")
  func user() throws {
    let shop = try Samples.shop()
    let (changes, tree) = try generate("user", in: shop, tests: true)
    let path: RelativePath = "backend/api/schemas/user_schema.py"
    let text = try tree.text(path)
    #expect(text.hasPrefix("from pydantic import Field, StrictBool"))
    let before = try shop.text(path)
    let response = try #require(before.firstRange(of: "class UserResponse"))
    #expect(text.contains(before[response.lowerBound...]))
    for name in ["UserCreate", "UserUpdate", "UserListResponse"] {
      #expect(text.contains("\n\n\nclass \(name)(CamelModel):\n"))
      #expect(
        changes.changes.contains { $0.path == path && "\($0)".contains(name) },
        "\(name) is no structured edit")
    }
    #expect(changes.layers.first { $0.layer == .schemas }?.state == .adopted)
    #expect(changes.notes.contains { $0.contains("UserCreate, UserUpdate, UserListResponse") })
    // What would try the whole response does not fit the one that stands there.
    #expect(changes.warnings.contains { $0.hasPrefix("no tests were made") })
    #expect(try Samples.generate(userEntity(in: tree), in: tree).changes.changes.isEmpty)
  }

  private func userEntity(in tree: some ReadableTree) throws -> Entity {
    try #require(try EntityFile.load("user", in: tree))
  }

  @Test("schemas in snake case stay so: the classes that are added derive from what the others do")
  func style() throws {
    let (_, tree) = try generate("customer", in: SampleBackends.customers(router: false))
    let text = try tree.text(schemas)
    let backend = try Detection.detect(in: SampleBackends.customers(router: false)).backend()
    #expect(backend.schemaBase == nil)
    for type in SampleBackends.schemas.split(separator: "\n\n\n").dropFirst() {
      #expect(text.contains(String(type).trimming("\n") + "\n"))
    }
    #expect(text.contains("class CustomerUpdate(BaseModel):"))
    #expect(text.contains("class CustomerListResponse(BaseModel):"))
    #expect(!text.contains("CamelModel"))
    // The schema that stands there takes an empty name.
    #expect(text.contains("full_name: str = Field(default=None, max_length=120)"))
    #expect(text.contains("    @field_validator(\"seen_at\")\n"))
  }

  @Test("schemas below functions alone get what those import, and no more")
  func functionsAlone() throws {
    let (changes, tree) = try generate(
      "customer", in: SampleBackends.customers(router: true), tests: true)
    #expect(changes.layers.first { $0.layer == .router }?.state == .adopted)
    let text = try tree.text(schemas)
    #expect(text.contains("class CustomerUpdate(") && !text.contains("ListResponse"))
    #expect(!changes.changes.contains { $0.path.description.contains("test") })
  }

  // MARK: What cannot be adopted

  @Test("a schema file that does not parse is refused with its line")
  func broken() throws {
    let tree = try put(
      schemas, "class CustomerCreate(:\n", in: SampleBackends.customers(router: false))
    let found = try findings("customer", in: tree)
    #expect(found.map(\.path) == [schemas] && found.map(\.line) == [1])
  }

  @Test(
    "a class of a needed name that means something else is refused with its line",
    arguments: [
      ("class CustomerListResponse(BaseModel):\n    rows: int\n", "is no page of a list"),
      ("class CustomerUpdate(BaseModel):\n    colour: str\n", "takes colour"),
    ])
  func meanings(source: String, words: String) throws {
    let text = SampleBackends.schemas + "\n\n" + source
    let tree = try put(schemas, text, in: SampleBackends.customers(router: false))
    let found = try findings("customer", in: tree)
    let line = text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { source.hasPrefix($0 + "\n") }
    #expect(found.count == 1 && found.first?.line == line.map { $0 + 1 })
    #expect(found.first?.message.contains(words) == true)
  }

  @Test("a required column that creating does not take is refused: no row could be created")
  func uncreatable() throws {
    let text = SampleBackends.schemas.replacing("    full_name: str\n", with: "")
    let tree = try put(schemas, text, in: SampleBackends.customers(router: false))
    let found = try findings("customer", in: tree)
    #expect(found.map(\.path) == ["api/db/model.py"] && found.map(\.line) == [13])
    #expect(found.first?.message.contains("'full_name' is NOT NULL without a default") == true)
  }

  @Test("functions that stand there without what the router calls are refused, naming each")
  func functions() throws {
    let crud: RelativePath = "api/api/crud/customers.py"
    let text = "SORTABLE = (\"id\",)\n\n\nasync def list_customers(session, page, per_page): ...\n"
    let tree = try put(crud, text, in: SampleBackends.customers(router: false))
    let found = try findings("customer", in: tree)
    #expect(found.allSatisfy { $0.path == crud && $0.kind == .refused })
    #expect(found.first?.line == 4 && found.first?.message.contains("search, sort") == true)
    #expect(found.contains { $0.message.contains("calls update_customer") })
  }

  // MARK: It runs

  @Test(
    "the application starts after every layer that is adopted", arguments: ["user", "category"])
  func starts(name: String) throws {
    guard PythonRun.program != nil else { return }
    let (_, tree) = try generate(name, in: Samples.shop())
    let run = try PythonRun("import main", in: "backend", of: tree)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("a hand-written customer's application starts", arguments: [false, true])
  func customerStarts(router: Bool) throws {
    guard PythonRun.program != nil else { return }
    let (_, tree) = try generate("customer", in: SampleBackends.customers(router: router))
    // Functions that nothing calls are imported too.
    let script = "import main, api.crud.customers"
    let run = try PythonRun(script, in: "api", of: tree)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("rows are made, listed, changed and deleted through adopted schemas")
  func served() throws {
    guard PythonRun.program != nil else { return }
    let (_, tree) = try generate("customer", in: SampleBackends.customers(router: false))
    let script = """
      import asyncio
      from fastapi.testclient import TestClient
      from db.base import Base
      from db.session import engine
      from main import app

      async def create():
          async with engine.begin() as connection:
              await connection.run_sync(Base.metadata.create_all)

      asyncio.run(create())
      client = TestClient(app)
      url = next(path for path in app.openapi()["paths"] if path.endswith("customers"))
      new = {"full_name": "Sara", "seen_at": "2024-01-31T12:00:00"}
      made = client.post(url, json=new)
      assert made.status_code == 201, made.text
      body = made.json()
      assert body["full_name"] == "Sara" and body["seen_at"] == "2024-01-31T12:00:00"
      assert client.get(url).json()["items"] == [body]
      one = f"{url}/{body['id']}"
      # The class that was added keeps moments in UTC.
      changed = client.put(one, json={"full_name": "Lina", "seen_at": "2024-01-31T12:00:00+02:00"})
      wanted = body | {"full_name": "Lina", "seen_at": "2024-01-31T10:00:00"}
      assert changed.json() == wanted, changed.text
      assert client.delete(one).status_code == 204
      assert client.get(url).json()["total"] == 0
      """
    let run = try PythonRun(script, in: "api", of: tree)
    #expect(run.status == 0, "\(run.output)")
  }
}
