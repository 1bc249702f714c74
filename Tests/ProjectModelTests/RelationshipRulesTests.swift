import ProjectModel
import Testing

/// Names of plurals, relationships and classes.
@Suite struct RelationshipRulesTests {
  private func problems(
    _ relationships: [Relationship], fields: [Field] = [Field("a_id", .int), Field("b_id", .int)],
    features: Features = Features()
  ) -> [EntityProblem] {
    EntityRules.problems(
      of: Entity(
        name: "node", fields: fields, relationships: relationships, features: features))
  }

  @Test("a plural is no keyword, and no name of a hook or component that pages import")
  func plurals() {
    for (name, plural) in [("a", nil), ("product", "class"), ("product", "import")] {
      #expect(throws: EntityRefusal.self) {
        try EntityDefinition.make(name: name, plural: plural, fields: ["b:str"])
      }
    }
    let entity = Entity(name: "datum", plural: "data", fields: [Field("b", .int)])
    #expect(EntityRules.problems(of: entity) == [.reservedPlural("data", by: [.generated])])
    #expect(EntityRules.problems(of: Entity(name: "order", fields: [Field("b", .int)])).isEmpty)
  }

  @Test(
    "a relationship's name is checked as a field's is",
    arguments: [
      ("class", EntityProblem.reservedRelationship("class", by: [.python, .typescript])),
      ("metadata", .reservedRelationship("metadata", by: [.sqlalchemy])),
      ("isDone", .badFieldName("isDone", suggestion: "is_done")),
      ("b_id", .duplicate("b_id")),
      ("is_active", .featureClash("is_active", feature: "the feature active")),
    ])
  func names(name: String, problem: EntityProblem) {
    let relationship = Relationship(name: name, target: "Category", field: "a_id")
    #expect(problems([relationship], features: Features(active: true)).contains(problem))
  }

  @Test("the other side is checked too, and is another one for each relationship")
  func otherSides() {
    let reserved = Relationship(name: "a", target: "Category", backPopulates: "class")
    #expect(
      problems([reserved]) == [.reservedRelationship("class", by: [.python])])
    let plural = Entity(
      name: "zebra", plural: "metadata", fields: [Field("a_id", .int)],
      relationships: [Relationship(name: "a", target: "Category")])
    #expect(
      EntityRules.problems(of: plural) == [.reservedRelationship("metadata", by: [.sqlalchemy])])
    let both = ["a", "b"].map {
      Relationship(name: $0, target: "Category", backPopulates: "nodes")
    }
    #expect(problems(both) == [.duplicate("nodes")])
    let parent = Relationship(name: "parent", target: "Node", field: "a_id")
    #expect(problems([parent]).isEmpty)
    let fields = [Field("a_id", .int), Field("children", .int)]
    #expect(problems([parent], fields: fields) == [.duplicate("children")])
  }

  @Test("a target is a class")
  func targets() {
    for target in ["", "class", "A b", "1A", "a-b"] {
      let relationship = Relationship(name: "a", target: target)
      #expect(problems([relationship]) == [.badTarget(relationship: "a", target: target)])
    }
  }

  @Test("two classes of one name are refused; an enum leaves the schemas' names alone")
  func classes() throws {
    let enums = ["create", "update", "response", "base", "form_values"]
    let entity = try EntityDefinition.make(
      name: "product", fields: enums.map { "\($0):enum:x,y" })
    #expect(entity.fields.map(entity.enumName).first == "ProductCreateChoice")
    let fields = [Field("a_id", .int), Field("a_ref", .enumeration, .init(values: ["x"]))]
    let relationship = Relationship(name: "a", target: "Category")
    #expect(
      problems([relationship], fields: fields) == [
        .classClash("the field 'a_ref'", "the relationship 'a'", name: "NodeARef")
      ])
  }

  @Test("a reference has one action")
  func actions() {
    do {
      _ = try EntityDefinition.make(name: "node", fields: ["a:ref:Category:cascade:set-null"])
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems == [.contradiction(field: "a", "cascade", "set-null")])
    }
  }
}
