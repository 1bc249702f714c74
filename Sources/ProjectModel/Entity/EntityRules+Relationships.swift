// What relationships must keep, beside the fields and beside each other.
extension EntityRules {
  static func relationships(_ entity: Entity) -> [EntityProblem] {
    entity.relationships.flatMap { relationship in
      name(relationship.name, by: ReservedNames.owners(ofField:))
        + otherSide(of: relationship, entity) + target(of: relationship)
        + column(of: relationship, in: entity)
    } + otherSides(entity) + classClashes(entity)
  }

  /// A relationship and its other side are attributes of models, as fields are.
  private static func name(
    _ name: String, by owners: (String) -> [ReservedNames.Owner]
  ) -> [EntityProblem] {
    // The other side that is made of two names can be longer than each.
    guard isSnakeCase(name, limit: 128) else {
      let snake = NameCase.snake(name)
      return [.badFieldName(name, suggestion: isSnakeCase(snake) ? snake : nil)]
    }
    let owners = owners(name)
    return owners.isEmpty ? [] : [.reservedRelationship(name, by: owners)]
  }

  private static func otherSide(
    of relationship: Relationship, _ entity: Entity
  ) -> [EntityProblem] {
    if relationship.deferred { return [] }
    let side = relationship.otherSide(of: entity)
    // A plural that is wrong is a problem of its own.
    if relationship.backPopulates == nil, !isSnakeCase(side) { return [] }
    return name(side, by: ReservedNames.owners(ofOtherSide:))
  }

  private static func target(of relationship: Relationship) -> [EntityProblem] {
    guard !ReservedNames.isClass(relationship.target) else { return [] }
    return [.badTarget(relationship: relationship.name, target: relationship.target)]
  }

  private static func column(
    of relationship: Relationship, in entity: Entity
  ) -> [EntityProblem] {
    guard let field = entity.field(named: relationship.field) else {
      return [.noColumn(relationship: relationship.name, field: relationship.field)]
    }
    let isImpossible = relationship.onDelete == .setNull && !field.isNullable
    return isImpossible ? [.setNullOnRequired(field: field.name)] : []
  }

  // MARK: Clashes

  /// The other sides on one class: two of one name, or on the entity itself one of a field's.
  private static func otherSides(_ entity: Entity) -> [EntityProblem] {
    var seen: [String: Set<String>] = [:]
    seen[entity.pascal] = Set(entity.fields.map(\.name) + entity.relationships.map(\.name))
    var found: [EntityProblem] = []
    for relationship in entity.relationships where !relationship.deferred {
      let isSelf = relationship.target == entity.pascal
      // What is not given is made different for each relationship, but on the entity itself.
      let name = isSelf ? relationship.otherSide(of: entity) : relationship.backPopulates
      guard let name else { continue }
      if !seen[relationship.target, default: []].insert(name).inserted {
        found.append(.duplicate(name))
      }
    }
    return found
  }

  /// Enums and the objects of references are classes beside the entity's own.
  private static func classClashes(_ entity: Entity) -> [EntityProblem] {
    let enums = entity.fields.filter { $0.type == .enumeration }.map {
      (entity.enumName(of: $0), "the field '\($0.name)'")
    }
    let labels = entity.relationships.map {
      (entity.labelName(of: $0), "the relationship '\($0.name)'")
    }
    var seen: [String: String] = [:]
    return (enums + labels).compactMap { name, owner in
      guard let other = seen.updateValue(owner, forKey: name) else { return nil }
      return .classClash(other, owner, name: name)
    }
  }
}
