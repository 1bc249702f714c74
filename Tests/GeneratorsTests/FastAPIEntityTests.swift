import Generators
import Patch
import ProjectModel
import TestSupport
import Testing

@Suite struct FastAPIEntityTests {
  @Test("the product and the least entity are what the goldens say", arguments: ["product", "tag"])
  func goldens(name: String) throws {
    let entity = try name == "product" ? Samples.product() : Samples.tag()
    let (changes, tree) = try Samples.generate(entity, in: Samples.shop())
    var golden = Golden(name)
    for path in Set(changes.changes.map(\.path)).sorted() {
      let isCopy = path.isBelow(".backstitch/pristine") && !path.description.contains(".py/")
      if isCopy { continue }
      golden.check(path.description, try tree.text(path))
    }
    golden.finish()
  }

  @Test("a pristine is the generated text, for a node its source alone")
  func pristines() throws {
    let (_, tree) = try Samples.generate(Samples.product(), in: Samples.shop())
    let crud: RelativePath = "backend/api/crud/products.py"
    #expect(try tree.text(crud) == tree.text(ProjectFiles.pristine(of: crud)))
    let node = ProjectFiles.pristine(
      of: "backend/db/model.py", entity: "product", node: "Product")
    #expect(try tree.text(node).hasPrefix("class Product(Base):\n"))
    #expect(try tree.text("backend/db/model.py").contains(tree.text(node)))
  }

  @Test("generating again changes nothing and adopts every layer")
  func again() throws {
    let entity = try Samples.product()
    let (first, tree) = try Samples.generate(entity, in: Samples.shop())
    #expect(first.layers.map(\.state) == Array(repeating: .made, count: 5))
    let (second, _) = try Samples.generate(entity, in: tree)
    #expect(second.changes.isEmpty)
    #expect(second.nextSteps.isEmpty && second.warnings.isEmpty)
    #expect(second.layers.map(\.layer) == EntityLayer.allCases.filter { $0.part == .backend })
    #expect(second.layers.allSatisfy { $0.state == .adopted })
  }

  @Test("the same input gives the same changes")
  func determinism() throws {
    let first = try Samples.generate(Samples.product(), in: Samples.shop()).changes
    let second = try Samples.generate(Samples.product(), in: Samples.shop()).changes
    #expect(first == second)
  }

  @Test("two entities share the model file and the registrar, and stay apart in everything else")
  func two() throws {
    let (_, one) = try Samples.generate(Samples.product(), in: Samples.shop())
    let (changes, both) = try Samples.generate(Samples.tag(), in: one)
    let model = try both.text("backend/db/model.py")
    #expect(model.contains("class Product(Base):") && model.contains("class Tag(Base):"))
    let registrar = try both.text(
      "backend/core/app_setup/routers_group/setting_routers.py")
    #expect(registrar.contains("product_router") && registrar.contains("tag_router"))
    #expect(!changes.changes.contains { $0.path.description.contains("product") })
    let backend = try Detection.detect(in: both).backend()
    #expect(
      Set(backend.routers.flatMap(\.reachedAt)).isSuperset(of: [
        "/setting/products", "/setting/tags",
      ]))
    #expect(try Samples.generate(Samples.product(), in: both).changes.changes.isEmpty)
  }

  @Test("only missing layers are made; what stands there is left as it is")
  func partial() throws {
    let (_, tree) = try Samples.generate(Samples.tag(), in: Samples.shop())
    var partial = tree
    try partial.stage(Change("backend/api/crud/tags.py", .delete))
    let edited = try tree.text("backend/api/schemas/tag_schema.py") + "# mine\n"
    try partial.stage(
      Change("backend/api/schemas/tag_schema.py", .write(contents: Array(edited.utf8))))
    let (changes, whole) = try Samples.generate(Samples.tag(), in: partial)
    #expect(changes.changes.map(\.path) == ["backend/api/crud/tags.py"])
    #expect(try whole.text("backend/api/schemas/tag_schema.py") == edited)
  }

  @Test("an entity that exists with other fields is refused, naming them")
  func otherFields() throws {
    let (_, tree) = try Samples.generate(Samples.tag(), in: Samples.shop())
    let other = try EntityDefinition.make(
      name: "tag", fields: ["name:str:50:required", "colour:str:7"])
    do {
      _ = try Samples.generate(other, in: tree)
      Issue.record("nothing was refused")
    } catch GenerationError.entityDiffers(let path, let differences) {
      #expect(path == ".backstitch/entities/tag.yaml")
      #expect(differences == ["name differs", "colour is new", "position is missing"])
    }
  }

  @Test("a missing target blocks, or is put off")
  func missingTarget() throws {
    let entity = try EntityDefinition.make(
      name: "invoice", fields: ["number:str:20:required", "customer:ref:Customer:restrict"])
    do {
      _ = try Samples.generate(entity, in: Samples.shop())
      Issue.record("nothing was refused")
    } catch let error as GenerationError {
      #expect(error.findings.map(\.kind) == [.blocked])
      #expect(error.description.contains("--defer-ref"))
    }
    let (_, tree) = try Samples.generate(
      entity, in: Samples.shop(), options: .init(defersMissingTargets: true))
    let model = try tree.text("backend/db/model.py")
    #expect(
      model.contains("customer_id: Mapped[int | None] = mapped_column(Integer, index=True)"))
    #expect(!model.contains("Customer\""))
    let stored = try #require(try EntityFile.load("invoice", in: tree))
    #expect(stored.relationships.map(\.deferred) == [true])
  }

  @Test("a model somebody wrote is adopted, and the layers above it are made")
  func adopted() throws {
    let tree = try Samples.shop()
    let backend = try Detection.detect(in: tree).backend()
    let reading = try #require(
      try EntityReader.read("suppliers", backend: backend, tree: tree))
    #expect(reading.entity.fields.map(\.name) == ["name", "phone", "note"])
    let (changes, after) = try Samples.generate(reading.entity, in: tree)
    #expect(changes.layers.map(\.state) == [.adopted, .made, .made, .made, .made])
    #expect(try after.text("backend/db/model.py") == tree.text("backend/db/model.py"))
    let short = try EntityDefinition.make(name: "supplier", fields: ["name:str:9", "city:str:9"])
    #expect(throws: GenerationError.self) { try Samples.generate(short, in: tree) }
  }

  @Test("a class of that name that is no model is a finding")
  func taken() throws {
    var tree = StagedTree(base: try Samples.shop())
    let model = try tree.text("backend/db/model.py") + "\n\nclass Tag:\n    pass\n"
    try tree.stage(Change("backend/db/model.py", .write(contents: Array(model.utf8))))
    #expect(throws: GenerationError.self) { try Samples.generate(Samples.tag(), in: tree) }
  }

  @Test("names that the code around them uses, or that types have, stay apart")
  func names() throws {
    let entity = try EntityDefinition.make(
      name: "item", fields: ["date:date", "datetime:datetime:required", "page:bool", "on:bool"])
    let (_, tree) = try Samples.generate(entity, in: Samples.shop())
    let schema = try tree.text("backend/api/schemas/item_schema.py")
    #expect(schema.contains("from datetime import date as date_type\n"))
    #expect(schema.contains("    date: date_type | None = None\n"))
    let router = try tree.text("backend/api/routers/setting/item_router.py")
    #expect(router.contains("item_row: Existing"))
    #expect(!router.contains("page: bool"))
  }
}
