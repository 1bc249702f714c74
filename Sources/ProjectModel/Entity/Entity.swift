/// A thing the project stores: the shared context of every generator.
///
/// Written to `.backstitch/entities/NAME.yaml` as confirmed in the dialogue.
package struct Entity: Hashable, Sendable {
  /// The name in snake case, singular: `order_item`.
  package var name: String
  /// The name in snake case, plural: `order_items`.
  package var plural: String
  /// The class name: `OrderItem`.
  package var pascal: String
  /// The fields in order, foreign key columns included.
  package var fields: [Field]
  /// The relationships in order.
  package var relationships: [Relationship]
  /// What it does beside its fields.
  package var features: Features

  /// Creates an entity; names that are not given follow from the name.
  package init(
    name: String, plural: String? = nil, pascal: String? = nil, fields: [Field] = [],
    relationships: [Relationship] = [], features: Features = Features()
  ) {
    self.name = name
    self.plural = plural ?? Inflection.plural(of: name)
    self.pascal = pascal ?? NameCase.pascal(name)
    self.fields = fields
    self.relationships = relationships
    self.features = features
  }

  /// The field of a name.
  package func field(named name: String) -> Field? { fields.first { $0.name == name } }

  /// The relationship whose column is the field.
  package func relationship(of field: Field) -> Relationship? {
    relationships.first { $0.field == field.name }
  }
}

/// What an entity does beside its fields.
package struct Features: Hashable, Sendable {
  /// Each text exists in Arabic and English: `name_ar`, `name_en`.
  package var bilingual: Bool
  /// Deleting marks a row and keeps it.
  package var softDelete: Bool
  /// `created_at` and `updated_at`, and who, where the project knows its users.
  package var auditFields: Bool
  /// `is_active`, with a status endpoint.
  package var active: Bool

  /// Creates a choice of features.
  package init(
    bilingual: Bool = false, softDelete: Bool = false, auditFields: Bool = false,
    active: Bool = false
  ) {
    self.bilingual = bilingual
    self.softDelete = softDelete
    self.auditFields = auditFields
    self.active = active
  }
}

extension Features {
  /// The features by the names the command line gives them.
  package static let flags = ["soft-delete", "audit", "bilingual", "active"]

  /// Reads a list such as `soft-delete,audit`.
  ///
  /// - Throws: every name that is no feature.
  package init(flags list: String) throws(EntityRefusal) {
    self.init()
    var problems: [EntityProblem] = []
    for part in list.split(separator: ",") {
      switch part.filter({ $0 != " " }).replacing("_", with: "-").lowercased() {
      case "soft-delete": softDelete = true
      case "audit", "audit-fields": auditFields = true
      case "bilingual": bilingual = true
      case "active": active = true
      default: problems.append(.unknownFeature(String(part), known: Self.flags))
      }
    }
    guard problems.isEmpty else { throw EntityRefusal(problems) }
  }
}
