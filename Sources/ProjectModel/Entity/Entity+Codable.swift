extension Entity: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case name
    case plural = "name_plural"
    case pascal = "name_pascal"
    case fields
    case relationships
    case features
  }

  /// Reads the shared entity context; everything but the name has a default.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decode(String.self, forKey: .name),
      plural: try values.decodeIfPresent(String.self, forKey: .plural),
      pascal: try values.decodeIfPresent(String.self, forKey: .pascal),
      fields: try values.decodeIfPresent([Field].self, forKey: .fields) ?? [],
      relationships: try values.decodeIfPresent([Relationship].self, forKey: .relationships) ?? [],
      features: try values.decodeIfPresent(Features.self, forKey: .features) ?? Features())
  }

  /// Writes every key.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(plural, forKey: .plural)
    try values.encode(pascal, forKey: .pascal)
    try values.encode(fields, forKey: .fields)
    try values.encode(relationships, forKey: .relationships)
    try values.encode(features, forKey: .features)
  }
}

extension Features: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case bilingual
    case softDelete = "soft_delete"
    case auditFields = "audit_fields"
    case active
  }

  /// Reads the features; absent ones are off.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      bilingual: try values.decodeIfPresent(Bool.self, forKey: .bilingual) ?? false,
      softDelete: try values.decodeIfPresent(Bool.self, forKey: .softDelete) ?? false,
      auditFields: try values.decodeIfPresent(Bool.self, forKey: .auditFields) ?? false,
      active: try values.decodeIfPresent(Bool.self, forKey: .active) ?? false)
  }

  /// Writes every key.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(bilingual, forKey: .bilingual)
    try values.encode(softDelete, forKey: .softDelete)
    try values.encode(auditFields, forKey: .auditFields)
    try values.encode(active, forKey: .active)
  }
}

extension Field: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case name
    case type
    case constraints
  }

  /// Reads a field; the type in any case, with aliases.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let type = try values.decode(String.self, forKey: .type)
    guard let known = FieldType(named: type) else {
      throw DecodingError.dataCorruptedError(
        forKey: .type, in: values,
        debugDescription: "'\(type)' is no type; use one of "
          + FieldType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.init(
      try values.decode(String.self, forKey: .name), known,
      try values.decodeIfPresent(Constraints.self, forKey: .constraints) ?? Constraints())
  }

  /// Writes the field; constraints only when there are some.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(type.rawValue, forKey: .type)
    if constraints != Constraints() { try values.encode(constraints, forKey: .constraints) }
  }
}

extension Relationship: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case name
    case kind = "type"
    case target
    case field
    case onDelete = "on_delete"
    case backPopulates = "back_populates"
    case deferred
  }

  /// Reads a relationship.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decode(String.self, forKey: .name),
      kind: try values.decodeIfPresent(Kind.self, forKey: .kind) ?? .manyToOne,
      target: try values.decode(String.self, forKey: .target),
      field: try values.decodeIfPresent(String.self, forKey: .field),
      onDelete: try values.decodeIfPresent(OnDelete.self, forKey: .onDelete) ?? .restrict,
      backPopulates: try values.decodeIfPresent(String.self, forKey: .backPopulates),
      deferred: try values.decodeIfPresent(Bool.self, forKey: .deferred) ?? false)
  }

  /// Writes a relationship; `deferred` only when it is.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(kind, forKey: .kind)
    try values.encode(target, forKey: .target)
    try values.encode(field, forKey: .field)
    try values.encode(onDelete, forKey: .onDelete)
    try values.encodeIfPresent(backPopulates, forKey: .backPopulates)
    if deferred { try values.encode(true, forKey: .deferred) }
  }
}
