import Testing

@testable import ProjectModel

/// Changes of an entity that is there.
@Suite struct EntityChangeTests {
  private func entity(features: Features = Features()) throws -> Entity {
    try EntityDefinition.make(
      name: "product",
      fields: [
        "name_en:str:64:required", "name_ar:str:64:required", "price:decimal:10,2",
        "category:ref:Category:cascade",
      ],
      features: features)
  }

  private func names(_ entity: Entity) -> [String] { entity.fields.map(\.name) }

  @Test func `only what is named becomes otherwise`() throws {
    let before = try entity()
    let after = try EntityChange(fields: ["price:float", "stock:int:required"]).applied(to: before)
    #expect(names(after) == ["name_en", "name_ar", "price", "category_id", "stock"])
    #expect(after.field(named: "price")?.type == .float)
    #expect(after.field(named: "name_en") == before.field(named: "name_en"))
    #expect(after.relationships == before.relationships)
    #expect(try EntityChange().applied(to: before) == before)
    #expect(EntityChange().isEmpty)
  }

  @Test(arguments: ["category", "category_id"])
  func `a reference is named by itself or by its column`(name: String) throws {
    let dropped = try EntityChange(dropped: [name]).applied(to: entity())
    #expect(names(dropped) == ["name_en", "name_ar", "price"] && dropped.relationships.isEmpty)
    let rename = try EntityChange.Rename(reading: "\(name):group")
    let renamed = try EntityChange(renames: [rename]).applied(to: entity())
    #expect(names(renamed).last == "group_id")
    #expect(renamed.relationships.map(\.name) == ["group"])
    #expect(renamed.relationships.map(\.onDelete) == [.cascade])
    let plain = try EntityChange(fields: ["category_id:int"]).applied(to: entity())
    #expect(plain.relationships.isEmpty && plain.field(named: "category_id")?.type == .int)
  }

  @Test func `both languages of a text go together in a bilingual entity, and only there`() throws {
    let rename = try EntityChange.Rename(reading: "name_en:title_en")
    let bilingual = try entity(features: Features(bilingual: true))
    #expect(
      names(try EntityChange(renames: [rename]).applied(to: bilingual)).prefix(2)
        == ["title_en", "title_ar"])
    let more = EntityChange(fields: ["note_ar:str"], dropped: ["name_ar"])
    #expect(
      names(try more.applied(to: bilingual)) == ["price", "category_id", "note_en", "note_ar"])
    #expect(
      names(try EntityChange(dropped: ["name_ar"]).applied(to: entity())).first == "name_en")
  }

  @Test func `features are switched on and off`() throws {
    let on = try EntityChange(features: ["active,audit"]).applied(to: entity())
    #expect(on.features == Features(auditFields: true, active: true))
    let off = try EntityChange(features: ["no-active", "soft_delete"]).applied(to: on)
    #expect(off.features == Features(softDelete: true, auditFields: true))
    #expect(throws: EntityRefusal.self) {
      try EntityChange(features: ["no-colour"]).applied(to: entity())
    }
  }

  @Test(arguments: [
    (["name_en:price", "price:name_en"], []), (["price:category"], []), (["price:category_id"], []),
    (["price:name_en"], ["name_en"]), (["price:name_en", "name_en:cost"], []),
  ])
  func `a rename to the name of another field is refused, a swap with it`(
    renames: [String], dropped: [String]
  ) throws {
    let stored = try entity()
    let change = EntityChange(
      dropped: dropped, renames: try renames.map { try .init(reading: $0) })
    let error = #expect(throws: EntityRefusal.self) { try change.applied(to: stored) }
    let first = try #require(change.renames.first)
    #expect(error?.problems.contains(.takenName(first.old, new: first.new)) == true)
  }

  @Test func `everything that is wrong is told at once`() throws {
    let change = EntityChange(
      fields: ["weight:heavy"], dropped: ["colour"], renames: [try .init(reading: "size:width")])
    let stored = try entity()
    do throws(EntityRefusal) {
      _ = try change.applied(to: stored)
      Issue.record("it was taken")
    } catch {
      let known = ["name_en", "name_ar", "price", "category"]
      #expect(error.problems.contains(.unknownField("colour", known: known)))
      #expect(error.problems.contains(.unknownField("size", known: known)))
      #expect(error.problems.count == 3)
    }
    for text in ["name", "a:b:c", ":x", "x:"] {
      #expect(throws: EntityRefusal([.badRename(text)])) {
        try EntityChange.Rename(reading: text)
      }
    }
    let clash = EntityChange(renames: [try .init(reading: "price:name_en")])
    #expect(throws: EntityRefusal.self) { try clash.applied(to: entity()) }
  }
}
