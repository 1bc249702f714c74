package import Patch

/// One thing wrong with an entity's definition.
package enum EntityProblem: Error, Hashable, Sendable {
  /// A field specification without a name or a type.
  case incomplete(specification: String)
  /// A name that is not snake case.
  case badFieldName(String, suggestion: String?)
  /// An entity name that gives no identifier.
  case badEntityName(String)
  /// A name somebody else takes.
  case reservedField(String, by: [ReservedNames.Owner])
  /// An entity name somebody else takes.
  case reservedEntity(String, by: [ReservedNames.Owner])
  /// A plural somebody else takes.
  case reservedPlural(String, by: [ReservedNames.Owner])
  /// A relationship's name, or that of its other side, that somebody else takes.
  case reservedRelationship(String, by: [ReservedNames.Owner])
  /// A relationship whose target is no class.
  case badTarget(relationship: String, target: String)
  /// Two classes of the entity with one name.
  case classClash(String, String, name: String)
  /// Two fields of one name.
  case duplicate(String)
  /// Two fields with one name on the wire.
  case caseClash(String, String, camel: String)
  /// A field or relationship with the name of something a feature adds.
  case featureClash(String, feature: String)
  /// A type that is none.
  case unknownType(field: String, type: String)
  /// A modifier that is none.
  case unknownModifier(field: String, modifier: String)
  /// Two modifiers that contradict each other.
  case contradiction(field: String, String, String)
  /// An argument a type cannot take.
  case badArgument(field: String, type: String, argument: String, expected: String)
  /// A constraint a type does not have.
  case misplacedConstraint(field: String, type: String, constraint: String)
  /// A pattern that a browser, Pydantic or Python reads otherwise.
  case badPattern(field: String, pattern: String, column: Int, reason: String)
  /// A default that is no value of the type.
  case badDefault(field: String, type: String, value: String, expected: String)
  /// `set-null` on a column that is NOT NULL.
  case setNullOnRequired(field: String)
  /// A relationship without its column, or whose column is no foreign key.
  case noColumn(relationship: String, field: String)
  /// An entity without fields.
  case noFields
  /// Bilingual without a text that names its language.
  case nothingBilingual
  /// A feature that is none.
  case unknownFeature(String, known: [String])
  /// A field to change that the entity does not have.
  case unknownField(String, known: [String])
  /// A rename that is not `old:new`.
  case badRename(String)
  /// A rename to the name of another field.
  case takenName(String, new: String)
  /// A key of an entity file that means nothing.
  case unknownKey(String, at: String, known: [String])
  /// An entity file that cannot be read.
  case unreadable(String)
}

/// An entity's definition was refused for these reasons.
package struct EntityRefusal: Error, Hashable, Sendable {
  /// At least one.
  package var problems: [EntityProblem]
  /// The file that holds the definition, when one does.
  package var path: RelativePath?

  /// Creates a refusal.
  package init(_ problems: [EntityProblem], path: RelativePath? = nil) {
    self.problems = problems
    self.path = path
  }

  /// The problems as findings, exit status 1.
  package var findings: [Finding] {
    problems.map { Finding(.refused, path: path, "\($0)") }
  }
}
