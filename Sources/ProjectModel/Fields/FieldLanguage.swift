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
  }

  /// Reads specifications.
  ///
  /// - Throws: everything that is wrong with each of them, in order. Names are checked by
  ///   ``EntityRules``.
  package static func parse(_ specifications: [String]) throws(EntityRefusal) -> Definition {
    var definition = Definition()
    var problems: [EntityProblem] = []
    for text in specifications {
      var parser = FieldParser(text)
      let parsed = parser.parse()
      problems += parser.problems
      if let field = parsed?.field { definition.fields.append(field) }
      if let relationship = parsed?.relationship { definition.relationships.append(relationship) }
    }
    guard problems.isEmpty else { throw EntityRefusal(problems) }
    return definition
  }

  /// A field as the language's safe form, for help and printed commands.
  package static func write(_ field: Field, relationship: Relationship? = nil) -> String {
    var parts = [relationship?.name ?? field.name]
    let constraints = field.constraints
    if let relationship {
      parts += ["ref", relationship.target, relationship.onDelete.rawValue]
    } else {
      parts.append(field.type.rawValue.lowercased())
      switch field.type {
      case .str: if let length = constraints.maxLength { parts.append("\(length)") }
      case .decimal:
        if let precision = constraints.precision {
          parts.append("\(precision),\(constraints.scale ?? 0)")
        }
      case .enumeration: parts.append((constraints.values ?? []).joined(separator: ","))
      default: break
      }
    }
    if constraints.required { parts.append("required") }
    if constraints.unique { parts.append("unique") }
    if constraints.index, relationship == nil { parts.append("index") }
    if let least = constraints.minLength.map(String.init) ?? constraints.minimum {
      parts += ["min", least]
    }
    if let most = constraints.maximum { parts += ["max", most] }
    if let pattern = constraints.pattern { parts += ["pattern", pattern] }
    return parts.joined(separator: ":") + (constraints.defaultValue.map { "=" + $0 } ?? "")
  }
}
