import Patch
import ProjectModel
import Testing

@Suite struct EntityFileTests {
  static func product() throws -> Entity {
    try EntityDefinition.make(
      name: "product",
      fields: [
        "name_en:str:64:required", "price:decimal:10,2:min:0=1.50",
        "category:ref:Category:restrict",
        "status:enum:draft,live=draft", "sku:str:32:unique", "code:str:8:pattern:^[0-9]+$",
        "stock:int=0",
      ], features: Features(bilingual: true, softDelete: true, auditFields: true, active: true))
  }

  @Test("an entity is written in the keys of the shared context and read back exactly")
  func roundTrip() throws {
    let entity = try Self.product()
    let text = EntityFile.text(of: entity)
    #expect(text.hasPrefix("name: product\nname_plural: products\nname_pascal: Product\nfields:\n"))
    #expect(text.contains("max_length: 64"))
    #expect(text.contains("foreign_key: category.id"))
    #expect(text.contains("soft_delete: true"))
    let read = try EntityFile.read(Array(text.utf8))
    #expect(read == entity)
    #expect(EntityFile.text(of: read) == text)
  }

  @Test("the handbook's entity context is read as it stands, as JSON too")
  func shared() throws {
    let text = """
      {"name": "product", "name_plural": "products", "name_pascal": "Product",
       "fields": [
         {"name": "name_en", "type": "str", "constraints": {"max_length": 64, "required": true}},
         {"name": "price", "type": "Decimal", "constraints": {"precision": 10, "scale": 2}},
         {"name": "category_id", "type": "int", "constraints": {"foreign_key": "category.id"}}],
       "relationships": [{"name": "category", "type": "many-to-one", "target": "Category"}],
       "features": {"bilingual": true, "soft_delete": true, "audit_fields": true}}
      """
    let entity = try EntityFile.read(Array(text.utf8))
    #expect(entity.relationships == [Relationship(name: "category", target: "Category")])
    #expect(entity.features == Features(bilingual: true, softDelete: true, auditFields: true))
    #expect(entity.fields.map(\.type) == [.str, .decimal, .int])
  }

  @Test("unknown keys and bad values are findings")
  func unknown() {
    let text = """
      name: product
      colour: red
      fields:
        - {name: a, type: int, constraints: {requird: true}}
        - {name: for, type: int}
      """
    do {
      _ = try EntityFile.read(Array(text.utf8))
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.count == 3)
    }
  }

  @Test("Arabic values stay readable")
  func arabic() throws {
    let entity = Entity(
      name: "city",
      fields: [Field("kind", .enumeration, Constraints(values: ["قرية", "مدينة"]))])
    let text = EntityFile.text(of: entity)
    #expect(text.contains("مدينة"))
    #expect(try EntityFile.read(Array(text.utf8)) == entity)
  }

  @Test("an entity file is found by name, and a broken one is an error")
  func load() throws {
    let text = EntityFile.text(of: try Self.product())
    let present = tree([(".backstitch/entities/product.yaml", text)])
    #expect(try EntityFile.load("product", in: present) == Self.product())
    #expect(try EntityFile.load("order", in: present) == nil)
    #expect(throws: EntityFileError.self) {
      try EntityFile.load("product", in: tree([(".backstitch/entities/product.yaml", "name: [")]))
    }
  }

  @Test("a lock is stable JSON, sorted, and read back")
  func lock() throws {
    var lock = LockFile(name: "product")
    lock.record([
      .init(path: "b.py", generator: "g", template: "t@1"),
      .init(path: "a.py", node: "class", generator: "g", template: "t@1"),
    ])
    #expect(lock.outputs.map(\.path) == ["a.py", "b.py"])
    let read = try LockFile(reading: lock.bytes)
    #expect(read == lock)
    #expect(String(decoding: lock.bytes, as: UTF8.self).hasSuffix("}\n"))
  }

  @Test("pristine files of one entity's nodes are its own")
  func pristine() {
    #expect(
      ProjectFiles.pristine(of: "api/crud/products.py")
        == ".backstitch/pristine/api/crud/products.py.txt")
    #expect(
      ProjectFiles.pristine(of: "db/model.py", entity: "product", node: "class")
        == ".backstitch/pristine/db/model.py/product.class.txt")
  }

  @Test("a configuration is written, read, and refuses unknown keys")
  func config() throws {
    var config = ProjectConfig()
    config.backend = ProjectConfig.Backend()
    config.backend?.directory = "backend"
    config.backend?.registrar = "core/routers.py:register"
    config.backend?.decimal = .string
    #expect(try ProjectConfig(reading: Array(config.text.utf8)) == config)
    #expect(try ProjectConfig(reading: []) == ProjectConfig())
    #expect(try ProjectConfig(reading: Array("# nothing\n".utf8)) == ProjectConfig())
    #expect(throws: ProjectConfigError.unknownKey("backend.registar")) {
      try ProjectConfig(reading: Array("backend:\n  registar: x\n".utf8))
    }
  }

  @Test("the type mapping has one row for each type")
  func mapping() {
    #expect(TypeMapping.rows.map(\.type) == FieldType.allCases)
    let seed: [(FieldType, String, String, String)] = [
      (.str, "str", "string", "String"), (.int, "int", "number", "Integer"),
      (.float, "float", "number", "Float"), (.decimal, "Decimal", "number", "Numeric"),
      (.bool, "bool", "boolean", "Boolean"), (.datetime, "datetime", "string", "DateTime"),
      (.date, "date", "string", "Date"), (.uuid, "UUID", "string", "Uuid"),
    ]
    for (type, python, typescript, sqlalchemy) in seed {
      let row = TypeMapping.row(of: type)
      #expect(row.python == python && row.typescript == typescript && row.sqlalchemy == sqlalchemy)
    }
  }
}
