extension FieldLanguage {
  /// A field as the language's safe form, for help and printed commands.
  package static func write(_ field: Field, relationship: Relationship? = nil) -> String {
    var parts = [relationship?.name ?? field.name]
    let constraints = field.constraints
    if let relationship {
      parts += ["ref", relationship.target, relationship.onDelete.rawValue]
    } else {
      parts += [field.type.rawValue.lowercased()] + argument(of: field)
    }
    if constraints.required { parts.append("required") }
    if constraints.unique { parts.append("unique") }
    if constraints.index, relationship == nil { parts.append("index") }
    if let other = relationship?.backPopulates { parts += ["other", other] }
    if let least = constraints.minLength.map(String.init) ?? constraints.minimum {
      parts += ["min", least]
    }
    // The length of a `str` is its argument.
    let length = field.type == .text ? constraints.maxLength.map(String.init) : nil
    if let most = length ?? constraints.maximum { parts += ["max", most] }
    if let pattern = constraints.pattern { parts += ["pattern", pattern] }
    return parts.joined(separator: ":") + (constraints.defaultValue.map { "=" + $0 } ?? "")
  }

  private static func argument(of field: Field) -> [String] {
    let constraints = field.constraints
    switch field.type {
    case .str: return constraints.maxLength.map { ["\($0)"] } ?? []
    case .decimal: return constraints.precision.map { ["\($0),\(constraints.scale ?? 0)"] } ?? []
    case .enumeration: return [(constraints.values ?? []).joined(separator: ",")]
    default: return []
    }
  }

  /// A field's type with its argument, for people: `decimal 10,2`, `enum draft,live`.
  package static func typeWords(for field: Field) -> String {
    ([field.type.rawValue.lowercased()] + argument(of: field)).joined(separator: " ")
  }

  /// What makes an entity again on a command line.
  package struct Words: Hashable, Sendable {
    /// One specification a field.
    package var fields: [String]
    /// The plural, where it is not the English one.
    package var plural: String?
    /// The features, as ``Features/init(flags:)`` reads them; nil for none.
    package var features: String?
    /// Whether missing targets become plain columns.
    package var defersMissingTargets: Bool
  }

  /// The words of an entity; nil when the language cannot say all of it, such as a pattern with a
  /// default, or a foreign key of another name.
  ///
  /// - Parameter name: What the entity is called on the command line.
  package static func words(for entity: Entity, called name: String) -> Words? {
    let deferred = entity.relationships.contains(where: \.deferred)
    let fields = entity.fields.map { write($0, relationship: entity.relationship(of: $0)) }
    let words = Words(
      fields: fields,
      plural: entity.plural == Inflection.plural(of: entity.name)
        ? nil : entity.plural,
      features: entity.features.flags, defersMissingTargets: deferred)
    // What reads back as something else cannot be said, whatever the reason.
    let again = try? EntityDefinition.make(
      name: name, plural: words.plural, fields: fields, features: entity.features,
      deferred: deferred ? ["*"] : [])
    return again == entity ? words : nil
  }
}

extension Features {
  /// The chosen features as the command line names them; nil for none.
  package var flags: String? {
    let chosen = zip(Self.flags, [softDelete, auditFields, bilingual, active]).filter(\.1)
    return chosen.isEmpty ? nil : chosen.map(\.0).joined(separator: ",")
  }
}
