import Patch
import ProjectModel
import Testing

@Suite struct NameTests {
  @Test(
    "plurals and singulars are English",
    arguments: [
      ("product", "products"), ("category", "categories"), ("box", "boxes"), ("bus", "buses"),
      ("status", "statuses"), ("address", "addresses"), ("person", "people"),
      ("child", "children"), ("analysis", "analyses"), ("index", "indices"), ("key", "keys"),
      ("leaf", "leaves"), ("knife", "knives"), ("hero", "heroes"), ("photo", "photos"),
      ("quiz", "quizzes"), ("matrix", "matrices"), ("house", "houses"), ("invoice", "invoices"),
      ("purchase", "purchases"), ("warehouse", "warehouses"), ("expense", "expenses"),
      ("case", "cases"), ("database", "databases"), ("movie", "movies"), ("company", "companies"),
      ("day", "days"), ("tax", "taxes"), ("batch", "batches"), ("wish", "wishes"),
      ("order_item", "order_items"), ("sales_person", "sales_people"), ("equipment", "equipment"),
      ("series", "series"), ("news", "news"), ("criterion", "criteria"), ("lens", "lenses"),
      ("virus", "viruses"), ("course", "courses"), ("size", "sizes"), ("cache", "caches"),
      ("tie", "ties"), ("chef", "chefs"), ("roof", "roofs"), ("human", "humans"),
      ("price", "prices"), ("response", "responses"), ("clause", "clauses"), ("gas", "gases"),
    ])
  func inflection(singular: String, plural: String) {
    #expect(Inflection.plural(of: singular) == plural)
    #expect(Inflection.singular(of: plural) == singular)
    #expect(Inflection.singular(of: singular) == singular)
    #expect(Inflection.plural(of: plural) == plural)
  }

  @Test(
    "an entity is named in any spelling",
    arguments: [
      "order_item", "order_items", "OrderItem", "OrderItems", "order-item", "order-items",
      "orderItem", "Order Items",
    ])
  func spellings(typed: String) {
    #expect(EntityNames.canonical(typed) == "order_item")
  }

  @Test(
    "names on the wire are what Pydantic makes of them",
    arguments: [
      ("name_en", "nameEn"), ("a_1", "a1"), ("a1", "a1"), ("a_b_c", "aBC"),
      ("line2_text", "line2Text"),
      ("is_active", "isActive"), ("html5_url", "html5Url"), ("x1y", "x1Y"),
    ])
  func camel(snake: String, camel: String) {
    #expect(NameCase.camel(snake) == camel)
  }

  private func problems(_ entity: Entity) -> [EntityProblem] { EntityRules.problems(of: entity) }

  @Test("reserved names are refused, all at once, with who takes them")
  func reserved() {
    let entity = Entity(
      name: "class",
      fields: [
        Field("for", .int), Field("metadata", .json),
        Field("model_config", .str, .init(maxLength: 9)),
        Field("copy", .int), Field("json", .int), Field("default", .int), Field("id", .int),
      ])
    let found = problems(entity)
    #expect(found.contains(.reservedEntity("class", by: [.python, .typescript])))
    #expect(found.contains(.reservedField("for", by: [.python, .typescript])))
    #expect(found.contains(.reservedField("metadata", by: [.sqlalchemy])))
    #expect(found.contains(.reservedField("model_config", by: [.pydantic])))
    #expect(found.contains(.reservedField("copy", by: [.pydantic])))
    #expect(found.contains(.reservedField("default", by: [.typescript])))
    #expect(found.contains(.reservedField("id", by: [.generated])))
    #expect(found.count == 8)
  }

  @Test("SQL's words are fine names")
  func sqlWords() {
    let fields = ["order", "group", "number", "date", "select", "type", "match"].map {
      Field($0, .int)
    }
    #expect(problems(Entity(name: "order", fields: fields)).isEmpty)
  }

  @Test("clashes after case conversion, doubles and features are findings")
  func clashes() {
    let entity = Entity(
      name: "product",
      fields: [
        Field("a_1", .int), Field("a1", .int), Field("b", .int), Field("b", .int),
        Field("created_at", .datetime), Field("isDone", .bool),
      ],
      features: Features(auditFields: true))
    let found = problems(entity)
    #expect(found.contains(.caseClash("a_1", "a1", camel: "a1")))
    #expect(found.contains(.duplicate("b")))
    #expect(found.contains(.featureClash("created_at", feature: "the feature audit")))
    #expect(found.contains(.badFieldName("isDone", suggestion: "is_done")))
  }

  @Test("bilingual adds the missing twin and never doubles a given pair")
  func twins() throws {
    let entity = try EntityDefinition.make(
      name: "Products",
      fields: ["name_en:str:64:required", "note_ar:text", "title_en:str:9", "title_ar:str:9"],
      features: Features(bilingual: true))
    #expect(entity.name == "product")
    #expect(
      entity.fields.map(\.name) == [
        "name_en", "name_ar", "note_en", "note_ar", "title_en", "title_ar",
      ])
    #expect(entity.field(named: "name_ar")?.constraints.required == true)
  }

  @Test("problems of the language and of the names come together")
  func together() {
    do {
      _ = try EntityDefinition.make(name: "class", fields: ["for:int", "x:strin"])
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.count == 3)
      #expect(error.findings.allSatisfy { $0.kind == .refused })
    }
  }
}
