import ProjectModel
import Testing

@Suite struct FieldLanguageTests {
  private func one(_ text: String) throws -> Field {
    try #require(try FieldLanguage.parse([text]).fields.first)
  }

  private func problems(_ texts: String...) -> [EntityProblem] {
    do {
      _ = try FieldLanguage.parse(texts)
      return []
    } catch {
      return error.problems
    }
  }

  @Test("the fields of the handbook's example are read")
  func example() throws {
    let definition = try FieldLanguage.parse([
      "name_en:str:64:required", "price:decimal:10,2", "category:ref:Category:restrict",
      "status:enum:draft,live=draft", "sku:str:32:unique",
    ])
    #expect(
      definition.fields == [
        Field("name_en", .str, Constraints(required: true, maxLength: 64)),
        Field("price", .decimal, Constraints(precision: 10, scale: 2)),
        Field("category_id", .int, Constraints(index: true, foreignKey: "category.id")),
        Field(
          "status", .enumeration, Constraints(values: ["draft", "live"], defaultValue: "draft")),
        Field("sku", .str, Constraints(unique: true, maxLength: 32)),
      ])
    #expect(definition.relationships == [Relationship(name: "category", target: "Category")])
  }

  @Test(
    "the quoted and the safe forms mean the same",
    arguments: [
      ("price:Decimal(10,2)", "price:decimal:10,2"),
      ("price:Decimal(10, 2)!", "price:decimal:10,2:required"),
      ("name:str:64!", "name:str:64:required"), ("note:str?", "note:str:optional"),
      ("note:str", "note:str:255"), ("name:str(64)", "name:str:64"),
      ("status:enum(draft,live)=draft", "status:enum:draft,live=draft"),
      ("category:ref(Category)", "category:ref:Category"),
      ("category_id:ref:Category", "category:ref:Category"),
      ("category:ref:categories", "category:ref:Category"),
      ("owner:ref:user:set_null", "owner:REF:User:set-null"),
    ])
  func equivalents(left: String, right: String) throws {
    #expect(try FieldLanguage.parse([left]) == FieldLanguage.parse([right]))
  }

  @Test(
    "types are read in any case and by their aliases",
    arguments: [
      ("String", FieldType.str), ("TEXT", .text), ("integer", .int), ("Boolean", .bool),
      ("DATETIME", .datetime), ("timestamp", .datetime), ("uuid", .uuid), ("json", .json),
      ("Decimal", .decimal), ("double", .float), ("date", .date),
    ])
  func aliases(name: String, type: FieldType) throws {
    #expect(try one("x:\(name)").type == type)
  }

  @Test("bounds and patterns are modifiers")
  func validations() throws {
    let amount = try one("amount:int:min:0:max:100:required").constraints
    #expect(amount.minimum == "0" && amount.maximum == "100" && amount.required)
    let code = try one("code:str:8:min:2:pattern:^[A-Z]+=:?$").constraints
    #expect(code.minLength == 2 && code.maxLength == 8 && code.pattern == "^[A-Z]+=:?$")
  }

  @Test("a default implies NOT NULL")
  func defaults() throws {
    #expect(try !one("active:bool=true").isNullable)
    #expect(try one("active:bool").isNullable)
    #expect(
      try one("at:datetime=2024-01-31T12:00:00").constraints.defaultValue == "2024-01-31T12:00:00")
  }

  @Test("a unique ref is one-to-one, and its other side can be named")
  func oneToOne() throws {
    let found = try FieldLanguage.parse(["profile:ref:Profile:cascade:unique:other:owner"])
    let relationship = try #require(found.relationships.first)
    #expect(relationship.kind == .oneToOne)
    #expect(relationship.onDelete == .cascade)
    #expect(relationship.backPopulates == "owner")
  }

  @Test("what the language writes it reads again")
  func roundTrip() throws {
    let texts = [
      "name_en:str:64:required", "price:decimal:10,2:min:0", "status:enum:draft,live=draft",
      "sku:str:32:unique", "note:text", "at:datetime=now", "category:ref:Category:cascade:required",
      "code:str:8:min:2:pattern:^a:b$",
    ]
    let first = try FieldLanguage.parse(texts)
    let written = first.fields.map { field in
      FieldLanguage.write(field, relationship: first.relationships.first { $0.field == field.name })
    }
    #expect(try FieldLanguage.parse(written) == first)
    #expect(written == texts)
  }

  @Test("all findings are returned at once")
  func allFindings() {
    let found = problems(
      "name", "a:strin", "b:int:loud", "c:str:0", "d:enum", "e:int=x", "f:decimal:2,4",
      "g:str:required:optional", "h:ref", "i:ref:User:set-null:required", "j:bool:min:1",
      "k:json:unique")
    #expect(found.count == 12)
    #expect(found.first == .incomplete(specification: "name"))
    #expect(found.contains(.unknownType(field: "a", type: "strin")))
    #expect(found.contains(.unknownModifier(field: "b", modifier: "loud")))
    #expect(found.contains(.contradiction(field: "g", "required", "optional")))
    #expect(found.contains(.setNullOnRequired(field: "i_id")))
  }

  @Test(arguments: [
    ("qty:int:max:3000000000", false), ("qty:int:min:-2147483649", false),
    ("qty:int:min:-2147483648:max:2147483647", true), ("qty:float:max:3000000000", true),
  ])
  func `bounds are values of their type`(text: String, isFine: Bool) {
    #expect(problems(text).isEmpty == isFine)
  }

  @Test(
    "defaults are values of their type",
    arguments: [
      ("a:int=2147483648", false), ("a:int=-5", true), ("a:decimal:4,2=99.99", true),
      ("a:decimal:4,2=100.00", false), ("a:bool=maybe", false), ("a:date=2024-02-30", false),
      ("a:date=today", true), ("a:uuid=random", true), ("a:json={}", true), ("a:json=[]", false),
      ("a:enum:x,y=z", false), ("a:str:3=abcd", false), ("a:int:min:5=4", false),
      ("a:datetime=2024-01-31T25:00", false),
    ])
  func defaultValues(text: String, isFine: Bool) {
    #expect(problems(text).isEmpty == isFine)
  }
}
