import Generators
import Patch
import ProjectModel
import Testing

@Suite struct ModelAdoptionTests {
  private let model: RelativePath = "backend/db/model.py"

  private func shop(with source: String) throws -> StagedTree {
    var shop = StagedTree(base: try Samples.shop())
    let text = try shop.text(model) + "\n\n" + source
    try shop.stage(Change(model, .write(contents: Array(text.utf8))))
    return shop
  }

  private func findings(_ entity: Entity, in tree: some ReadableTree) throws -> [Finding] {
    do {
      _ = try Samples.generate(entity, in: tree)
      Issue.record("nothing was refused")
      return []
    } catch let error as GenerationError {
      return error.findings
    }
  }

  private func line(of text: String, in tree: some ReadableTree) throws -> Int? {
    try tree.text(model).split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains(text) }.map { $0 + 1 }
  }

  // MARK: Contradictions

  @Test("fields that contradict the model are a conflict that lists each with the model's line")
  func contradictions() throws {
    let shop = try Samples.shop()
    let supplier = try EntityDefinition.make(name: "supplier", fields: ["name:str:10", "city:str"])
    let found = try findings(supplier, in: shop)
    #expect(found.allSatisfy { $0.kind == .conflict && $0.path == model })
    #expect(
      found.map(\.message) == [
        "name: it has 'name:str:120:required', asked for was 'name:str:10'",
        "city: it has no such column, asked for was 'city:str:255'; add it to the model first",
        "phone: it has 'phone:str:32', that was not asked for",
        "note: it has 'note:str:500', that was not asked for",
      ])
    let phone = try line(of: "phone: Mapped[str | None]", in: shop)
    #expect(
      found.map(\.line) == [phone.map { $0 - 1 }, found[1].line, phone, phone.map { $0 + 1 }])
  }

  @Test("fields that say what the model says are taken")
  func agreement() throws {
    let supplier = try EntityDefinition.make(
      name: "supplier", fields: ["name:str:120:required", "phone:str:32", "note:str:500"])
    #expect(try !Samples.generate(supplier, in: Samples.shop()).changes.changes.isEmpty)
  }

  @Test("a generated model says what its entity says", arguments: ContractCase.all)
  func readBack(of sample: ContractCase) throws {
    let entity = try sample.entity()
    let options = FastAPIEntityAgent.Options(
      defersMissingTargets: sample.defers, decimal: sample.decimal)
    var (changes, tree) = try Samples.generate(entity, in: sample.start(), options: options)
    let crud = try #require(changes.layers.first { $0.layer == .crud }?.path)
    let before = try tree.text(crud)
    try tree.stage(Change(crud, .delete))
    // A layer is made anew, for which the model is read.
    let (again, whole) = try Samples.generate(entity, in: tree, options: options)
    #expect(again.changes.map(\.path) == [crud] && again.warnings.isEmpty)
    #expect(try whole.text(crud) == before)
  }

  @Test("a feature that the model has no columns for is a difference")
  func features() throws {
    var supplier = try EntityDefinition.make(
      name: "supplier", fields: ["name:str:120:required", "phone:str:32", "note:str:500"])
    supplier.features = Features(softDelete: true, active: true)
    let found = try findings(supplier, in: Samples.shop())
    #expect(found.map(\.message).map { $0.prefix { $0 != ":" } } == ["is_active", "is_deleted"])
  }

  @Test("routes and pages of contradicting fields are refused too")
  func frontend() throws {
    let shop = try Samples.shop()
    let backend = try Detection.detect(in: shop).backend()
    let supplier = try EntityDefinition.make(name: "supplier", fields: ["name:str:10"])
    #expect(throws: GenerationError.self) {
      try APIRouteAgent.generate(
        supplier, backend: backend, frontend: SampleFrontends.shop, tree: shop)
    }
    #expect(throws: GenerationError.self) {
      try NextDataTableAgent.generate(
        supplier, backend: backend, frontend: SampleFrontends.shopPage(), tree: shop)
    }
  }

  // MARK: What cannot be read

  @Test("a column that cannot be read is named with its place, and the rest is made")
  func unread() throws {
    let shop = try shop(
      with: """
        class Employee(Base):
            __tablename__ = "employee"

            id: Mapped[int] = mapped_column(primary_key=True)
            full_name: Mapped[str]
            tags: Mapped[list[str] | None] = mapped_column(JSON)

        """)
    let backend = try Detection.detect(in: shop).backend()
    let reading = try #require(try EntityReader.read("employee", backend: backend, tree: shop))
    let changes = try Samples.generate(reading.entity, in: shop).changes
    let line = try #require(try line(of: "tags: Mapped", in: shop))
    #expect(
      changes.warnings.contains {
        $0.hasPrefix("\(model):\(line): 'tags' is left out") && $0.contains("list[str]")
      })
    let routes = try APIRouteAgent.generate(
      reading.entity, backend: backend, frontend: SampleFrontends.shop, tree: shop)
    #expect(routes.warnings.contains { $0.contains("'tags' is left out") })
  }

  @Test("one that nothing but a value fills is refused with its line: no row could be created")
  func needed() throws {
    let shop = try shop(
      with: """
        class Employee(Base):
            __tablename__ = "employee"

            id: Mapped[int] = mapped_column(primary_key=True)
            full_name: Mapped[str]
            tags: Mapped[list[str]] = mapped_column(JSON)

        """)
    let backend = try Detection.detect(in: shop).backend()
    let reading = try #require(try EntityReader.read("employee", backend: backend, tree: shop))
    let found = try findings(reading.entity, in: shop)
    #expect(found.map(\.kind) == [.refused] && found.map(\.path) == [model])
    #expect(try found.map(\.line) == [line(of: "tags: Mapped", in: shop)])
    #expect(found.first?.message.contains("'tags' is NOT NULL without a default") == true)
  }

  @Test("the enums of a model somebody wrote are used under their own names")
  func enums() throws {
    let shop = try shop(
      with: """
        class Mood(StrEnum):
            happy = "happy"
            so_so = "so-so"


        class Guest(Base):
            __tablename__ = "guest"

            id: Mapped[int] = mapped_column(primary_key=True)
            mood: Mapped[Mood] = mapped_column(default=Mood.so_so)
            kind: Mapped[Literal["new", "old"]] = mapped_column(String(8))

        """)
    let backend = try Detection.detect(in: shop).backend()
    let reading = try #require(try EntityReader.read("guest", backend: backend, tree: shop))
    var tree = try Samples.generate(reading.entity, in: shop).tree
    let schemas = try tree.text("backend/api/schemas/guest_schema.py")
    #expect(schemas.contains("    mood: Mood = Mood.so_so\n"))
    #expect(schemas.contains("    kind: Literal[\"new\", \"old\"]\n"))
    guard PythonRun.program != nil else { return }
    let imports = "from enum import StrEnum\nfrom typing import Literal\n"
    let text = try tree.text(model).replacing("from datetime", with: imports + "from datetime")
    try tree.stage(Change(model, .write(contents: Array(text.utf8))))
    let run = try PythonRun("import main", in: "backend", of: tree)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("a relationship that the model does not have is not loaded")
  func unmapped() throws {
    let shop = try shop(
      with: """
        class Crate(Base):
            __tablename__ = "crate"

            id: Mapped[int] = mapped_column(primary_key=True)
            supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))

        """)
    let backend = try Detection.detect(in: shop).backend()
    let reading = try #require(try EntityReader.read("crate", backend: backend, tree: shop))
    let tree = try Samples.generate(reading.entity, in: shop).tree
    #expect(try !tree.text("backend/api/crud/crates.py").contains("selectinload"))
    #expect(try !tree.text("backend/api/schemas/crate_schema.py").contains("CrateSupplierRef"))
  }

  // MARK: References put off, secrets

  @Test("an entity whose reference was put off stays usable once the target has a model")
  func deferred() throws {
    let note = try EntityDefinition.make(
      name: "note", fields: ["title:str:9:required", "who:ref:Nobody"])
    let (_, first) = try Samples.generate(
      note, in: Samples.shop(), options: .init(defersMissingTargets: true))
    let nobody = try EntityDefinition.make(name: "nobody", fields: ["name:str:9:required"])
    let (_, both) = try Samples.generate(nobody, in: first, options: .init())
    let stored = try #require(try EntityFile.load("note", in: both))
    for entity in [stored, note] {
      let (changes, _) = try Samples.generate(entity, in: both, options: .init())
      #expect(changes.changes.isEmpty)
      #expect(changes.notes.contains { $0.contains("'who_id'") && $0.contains("Nobody") })
    }
    let backend = try Detection.detect(in: both).backend()
    let routes = try APIRouteAgent.generate(
      stored, backend: backend, frontend: SampleFrontends.shop, tree: both)
    #expect(!routes.changes.isEmpty)
  }

  @Test("what is called a secret is warned about")
  func secrets() throws {
    let account = try EntityDefinition.make(
      name: "account",
      fields: ["login:str:9", "password_hash:str:99", "api_key:str:40", "tokens_left:int"])
    let changes = try Samples.generate(account, in: Samples.shop()).changes
    #expect(changes.warnings.contains { $0.hasPrefix("password_hash, api_key: by the name") })
    #expect(
      try !Samples.generate(Samples.tag(), in: Samples.shop()).changes.warnings
        .contains { $0.contains("by the name") })
  }
}
