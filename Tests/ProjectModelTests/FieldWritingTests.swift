import ProjectModel
import Testing

/// What the field language says of an entity it reads back, and what it cannot say it does not.
@Suite struct FieldWritingTests {
  /// One of everything the language can say.
  private static let all = [
    "name_en:str:64:required", "name_ar:str:64:required", "title:str:255",
    "note:text:min:2:max:500",
    "sku:str:32:unique", "code:str:8:index:min:2:pattern:^[A-Z]{2}:(a|b)=x$",
    "greeting:str:20=a:b=c",
    "empty:str:4=", "count:int:min:-5:max:10=0", "ratio:float:min:0.5", "price:decimal:10,2:min:0",
    "rate:decimal:4,0:required", "visible:bool=true", "at:datetime=now", "day:date=2024-01-31",
    "token:uuid=random", "extra:json={}", "state:enum:in stock,sold out=in stock",
    "kind:enum:a,b:required:unique", "category:ref:Category:restrict",
    "owner:ref:User:cascade:required:other:owned_things", "profile:ref:Profile:set-null:unique",
    "order_item:ref:OrderItem:restrict:required:unique:other:product",
  ]

  private func entity(
    _ fields: [String], _ features: Features = Features(), plural: String? = nil,
    deferred: Set<String> = []
  ) throws -> Entity {
    try EntityDefinition.make(
      name: "product", plural: plural, fields: fields, features: features, deferred: deferred)
  }

  private func again(_ words: FieldLanguage.Words) throws -> Entity {
    try EntityDefinition.make(
      name: "products", plural: words.plural, fields: words.fields,
      features: words.features.map { try Features(flags: $0) } ?? Features(),
      deferred: words.defersMissingTargets ? ["*"] : [])
  }

  @Test(arguments: all)
  func `each specification is written as it was read`(specification: String) throws {
    let words = try #require(
      FieldLanguage.words(for: try entity([specification]), called: "product"))
    #expect(words.fields == [specification])
    #expect(try again(words) == entity([specification]))
  }

  @Test func `an entity with all of it, features and a plural is made again`() throws {
    let features = Features(bilingual: true, softDelete: true, auditFields: true, active: true)
    let whole = try entity(Self.all, features, plural: "stock", deferred: ["*"])
    let words = try #require(FieldLanguage.words(for: whole, called: "Products"))
    #expect(words.features == "soft-delete,audit,bilingual,active")
    #expect(words.plural == "stock")
    #expect(words.defersMissingTargets)
    #expect(try again(words) == whole)
  }

  @Test func `twins that a feature added are written, and are not doubled`() throws {
    let bilingual = try entity(["name_en:str:64:required"], Features(bilingual: true))
    let words = try #require(FieldLanguage.words(for: bilingual, called: "product"))
    #expect(words.fields == ["name_en:str:64:required", "name_ar:str:64:required"])
    #expect(try again(words) == bilingual)
  }

  @Test func `quoted forms and aliases are written in the safe form`() throws {
    let forms = ["price:Decimal(10, 2)", "name:String(64)!", "note:text?", "owner_id:ref:users"]
    let words = try #require(FieldLanguage.words(for: try entity(forms), called: "product"))
    #expect(
      words.fields == [
        "price:decimal:10,2", "name:str:64:required", "note:text", "owner:ref:User:restrict",
      ])
    let safe = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=+@%")
    #expect(words.fields.allSatisfy { $0.allSatisfy(safe.contains) })
  }

  @Test(
    arguments: [
      // A pattern takes the rest of the specification, a default too.
      {
        $0.fields[0].constraints.pattern = "^a"; $0.fields[0].constraints.defaultValue = "abc"
      },
      { $0.fields[0].constraints.maxLength = nil },
      { $0.fields[0].constraints.pattern = "a\tb" },
      {
        $0.relationships[0].field = "code"; $0.fields[1].name = "code"
      },
      { $0.relationships[0].name = "shelf" },
      { $0.relationships[0].target = "Categories" },
      { $0.relationships[0].kind = .oneToOne },
      { $0.fields[1].type = .uuid },
      { $0.fields[1].constraints.foreignKey = "shop.category.id" },
      { $0.pascal = "ShopProduct" },
      { $0.relationships.append(.init(name: "maker", target: "Maker", deferred: true)) },
    ] as [@Sendable (inout Entity) -> Void])
  func `what the language cannot say is not said`(
    change: @Sendable (inout Entity) -> Void
  ) throws {
    var entity = try entity(["name:str:9", "category:ref:Category"])
    #expect(FieldLanguage.words(for: entity, called: "product") != nil)
    change(&entity)
    #expect(FieldLanguage.words(for: entity, called: "product") == nil)
  }

  @Test func `the features are written as they are read`() throws {
    #expect(Features().flags == nil)
    for flags in ["soft-delete", "audit", "bilingual", "active", "soft-delete,active"] {
      #expect(try Features(flags: flags).flags == flags)
    }
  }
}
