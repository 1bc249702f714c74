/// The language of fields on a command line: `NAME:TYPE[:ARG][:MODIFIER...][=DEFAULT]`.
///
/// ```text
/// name_en:str:64:required   price:decimal:10,2        category:ref:Category:restrict
/// status:enum:draft,live=draft   sku:str:32:unique    "price:Decimal(10,2)"   "note:str?"
/// ```
package enum FieldLanguage {
  /// What a list of specifications defines.
  package struct Definition: Hashable, Sendable {
    /// The fields in order.
    package var fields: [Field] = []
    /// The relationships of the `ref` fields among them.
    package var relationships: [Relationship] = []

    /// Creates a definition without fields.
    package init() {}
  }

  /// Reads specifications.
  ///
  /// - Throws: everything that is wrong with each of them, in order. Names are checked by
  ///   ``EntityRules``.
  package static func parse(_ specifications: [String]) throws(EntityRefusal) -> Definition {
    let (definition, problems) = read(specifications)
    guard problems.isEmpty else { throw EntityRefusal(problems) }
    return definition
  }

  /// The fields that could be read, and what is wrong with the others.
  static func read(_ specifications: [String]) -> (Definition, [EntityProblem]) {
    var definition = Definition()
    var problems: [EntityProblem] = []
    for text in specifications {
      var parser = FieldParser(text)
      let parsed = parser.parse()
      problems += parser.problems
      if let field = parsed?.field { definition.fields.append(field) }
      if let relationship = parsed?.relationship { definition.relationships.append(relationship) }
    }
    return (definition, problems)
  }
}
