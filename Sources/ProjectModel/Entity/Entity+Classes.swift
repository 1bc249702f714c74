extension Entity {
  /// The class of an enum field in Python, and its union in TypeScript: `ProductStatus`, or
  /// `ProductCreateChoice` where a schema has the plain name.
  package func enumName(of field: Field) -> String {
    let suffix = NameCase.pascal(field.name)
    return pascal + suffix + (ReservedNames.schemaSuffixes.contains(suffix) ? "Choice" : "")
  }

  /// The object that stands for a target in responses: `ProductCategoryRef`.
  package func labelName(of relationship: Relationship) -> String {
    pascal + NameCase.pascal(relationship.name) + "Ref"
  }
}
