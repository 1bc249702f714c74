/// Makes an entity of what a person gave: a name in any spelling, fields, features.
package enum EntityDefinition {
  /// Makes and checks an entity.
  ///
  /// - Parameters:
  ///   - name: Singular, plural, Pascal or kebab.
  ///   - plural: The plural, when the English one is not wanted.
  ///   - fields: Specifications in the field language.
  ///   - features: What it does beside its fields.
  ///   - deferred: Names of `ref` fields whose target comes later, or `*` for all.
  /// - Throws: everything that is wrong.
  package static func make(
    name: String, plural: String? = nil, fields: [String], features: Features = Features(),
    deferred: Set<String> = []
  ) throws(EntityRefusal) -> Entity {
    let (definition, problems) = FieldLanguage.read(fields)
    return try make(name, plural, definition, features, deferred, problems)
  }

  /// Makes and checks an entity of fields that were read.
  package static func make(
    name: String, plural: String? = nil, definition: FieldLanguage.Definition,
    features: Features = Features(), deferred: Set<String> = []
  ) throws(EntityRefusal) -> Entity {
    try make(name, plural, definition, features, deferred, [])
  }

  private static func make(
    _ name: String, _ plural: String?, _ definition: FieldLanguage.Definition,
    _ features: Features, _ deferred: Set<String>, _ problems: [EntityProblem]
  ) throws(EntityRefusal) -> Entity {
    var (definition, problems) = (definition, problems)
    for index in definition.relationships.indices {
      let relationship = definition.relationships[index]
      if !deferred.isDisjoint(with: ["*", relationship.name, relationship.field]) {
        definition.relationships[index].deferred = true
      }
    }
    var entity = Entity(
      name: EntityNames.canonical(name), plural: plural.map { NameCase.snake($0) },
      fields: definition.fields,
      relationships: definition.relationships, features: features)
    entity.completeTwins()
    if features.bilingual, problems.isEmpty, !entity.fields.isEmpty,
      !entity.fields.contains(where: \.isTranslated)
    {
      problems.append(.nothingBilingual)
    }
    // Fields that could not be read are no missing fields.
    let known = Set(problems + (problems.isEmpty ? [] : [.noFields]))
    problems += EntityRules.problems(of: entity).filter { !known.contains($0) }
    guard problems.isEmpty else { throw EntityRefusal(problems) }
    return entity
  }
}

extension Entity {
  /// Adds the missing `_ar` or `_en` twin of each text field when the entity is bilingual; a given
  /// pair is never doubled.
  package mutating func completeTwins() {
    guard features.bilingual else { return }
    let names = Set(fields.map(\.name))
    var completed: [Field] = []
    for field in fields {
      guard let twin = twin(of: field), !names.contains(twin.name) else {
        completed.append(field)
        continue
      }
      completed += field.name.hasSuffix("_ar") ? [twin, field] : [field, twin]
    }
    fields = completed
  }

  private func twin(of field: Field) -> Field? {
    guard field.type == .str || field.type == .text else { return nil }
    let base = field.name.dropLast(3)
    guard !base.isEmpty else { return nil }
    var twin = field
    if field.name.hasSuffix("_en") {
      twin.name = base + "_ar"
    } else if field.name.hasSuffix("_ar") {
      twin.name = base + "_en"
    } else {
      return nil
    }
    return twin
  }
}

extension Field {
  /// Whether it is one language of a text: `name_ar`, `name_en`.
  package var isTranslated: Bool {
    (type == .str || type == .text) && (name.hasSuffix("_ar") || name.hasSuffix("_en"))
  }
}
