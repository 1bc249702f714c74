/// What an entity's definition must keep, whoever wrote it.
package enum EntityRules {
  /// Everything wrong with a definition; empty when it can be generated.
  package static func problems(of entity: Entity) -> [EntityProblem] {
    entityName(entity) + (entity.fields.isEmpty ? [.noFields] : [])
      + entity.fields.flatMap(fieldName) + duplicates(entity)
      + caseClashes(entity) + featureClashes(entity) + relationships(entity)
      + entity.fields.filter { !isReference($0, of: entity) }.flatMap(FieldRules.problems)
  }

  /// Throws everything that is wrong.
  package static func check(_ entity: Entity) throws(EntityRefusal) {
    let problems = problems(of: entity)
    guard problems.isEmpty else { throw EntityRefusal(problems) }
  }

  private static func isReference(_ field: Field, of entity: Entity) -> Bool {
    entity.relationship(of: field) != nil
  }

  // MARK: Names

  private static func entityName(_ entity: Entity) -> [EntityProblem] {
    guard isSnakeCase(entity.name), isSnakeCase(entity.plural), isPascalCase(entity.pascal) else {
      return [.badEntityName(entity.name)]
    }
    let owners = ReservedNames.owners(ofEntity: entity.name, pascal: entity.pascal)
    let takers = ReservedNames.owners(ofPlural: entity.plural)
    return (owners.isEmpty ? [] : [.reservedEntity(entity.name, by: owners)])
      + (takers.isEmpty ? [] : [.reservedPlural(entity.plural, by: takers)])
  }

  private static func fieldName(_ field: Field) -> [EntityProblem] {
    guard isSnakeCase(field.name) else {
      let snake = NameCase.snake(field.name)
      return [.badFieldName(field.name, suggestion: isSnakeCase(snake) ? snake : nil)]
    }
    let owners = ReservedNames.owners(ofField: field.name)
    return owners.isEmpty ? [] : [.reservedField(field.name, by: owners)]
  }

  /// Whether a name is `a`, `a_b`, `a1_b`: lower-case ASCII, no double underscore.
  ///
  /// - Parameter limit: The most characters; databases have limits, attributes of Python have none.
  package static func isSnakeCase(_ name: String, limit: Int = 60) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first), name.utf8.last != 0x5F,
      name.utf8.count <= limit, !name.contains("__")
    else { return false }
    return name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
  }

  private static func isPascalCase(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x41...0x5A).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
  }

  // MARK: Clashes

  private static func duplicates(_ entity: Entity) -> [EntityProblem] {
    var seen: Set<String> = []
    var found: [EntityProblem] = []
    let names =
      entity.fields.map(\.name) + entity.relationships.filter { !$0.deferred }.map(\.name)
    for name in names where !seen.insert(name).inserted { found.append(.duplicate(name)) }
    return found
  }

  private static func caseClashes(_ entity: Entity) -> [EntityProblem] {
    var seen: [String: String] = [:]
    var found: [EntityProblem] = []
    let relationships = entity.relationships.filter { !$0.deferred }.map(\.name)
    for name in entity.fields.map(\.name) + relationships {
      let camel = NameCase.camel(name)
      if let other = seen[camel], other != name {
        found.append(.caseClash(other, name, camel: camel))
      }
      seen[camel] = name
    }
    return found
  }

  private static func featureClashes(_ entity: Entity) -> [EntityProblem] {
    var taken: [String: String] = [:]
    if entity.features.active { taken["is_active"] = "the feature active" }
    if entity.features.softDelete {
      taken["is_deleted"] = "the feature soft-delete"
      taken["deleted_at"] = "the feature soft-delete"
    }
    if entity.features.auditFields {
      for name in ["created_at", "updated_at", "created_by", "updated_by"] {
        taken[name] = "the feature audit"
      }
    }
    return (entity.fields.map(\.name) + entity.relationships.map(\.name)).compactMap { name in
      taken[name].map { .featureClash(name, feature: $0) }
    }
  }
}
