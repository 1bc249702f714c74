package import ProjectModel

/// What differs between two definitions of one entity.
///
/// What a backend resolves (the type and index of a foreign key, the name of the other side) is no
/// difference: the definition is the same before and after.
enum EntityDifferences {
  /// The differences in words, fields first.
  static func list(_ stored: Entity, _ wanted: Entity) -> [String] {
    var found: [String] = []
    for field in wanted.fields {
      guard let other = stored.field(named: field.name) else {
        found.append("\(field.name) is new")
        continue
      }
      if unresolved(other, of: stored) != unresolved(field, of: wanted) {
        found.append("\(field.name) differs")
      }
    }
    for field in stored.fields where wanted.field(named: field.name) == nil {
      found.append("\(field.name) is missing")
    }
    if found.isEmpty, stored.fields.map(\.name) != wanted.fields.map(\.name) {
      found.append("the order of fields")
    }
    if !areSame(stored.relationships, wanted.relationships) { found.append("relationships") }
    if stored.features != wanted.features { found.append("features") }
    if stored.plural != wanted.plural || stored.pascal != wanted.pascal { found.append("names") }
    return found
  }

  private static func unresolved(_ field: Field, of entity: Entity) -> Field {
    guard entity.relationship(of: field) != nil else { return field }
    var field = field
    field.type = .int
    field.constraints.foreignKey = nil
    field.constraints.index = false
    return field
  }

  private static func areSame(_ stored: [Relationship], _ wanted: [Relationship]) -> Bool {
    guard stored.count == wanted.count else { return false }
    return zip(stored, wanted).allSatisfy { stored, wanted in
      var stored = stored
      if stored.backPopulates == nil || wanted.backPopulates == nil {
        stored.backPopulates = wanted.backPopulates
      }
      // Its target may have got a model since.
      if stored.deferred { stored.deferred = wanted.deferred }
      return stored == wanted
    }
  }
}

extension Entity {
  /// What differs from an earlier definition, in words; nothing where only what a backend resolves
  /// does.
  package func differences(from stored: Entity) -> [String] {
    EntityDifferences.list(stored, self)
  }

  /// The entity with those references put off that an earlier definition put off.
  func deferring(like stored: Entity?) -> Entity {
    var result = self
    for index in relationships.indices {
      let name = relationships[index].name
      let isDeferred = stored?.relationships.contains { $0.name == name && $0.deferred } ?? false
      if isDeferred { result.relationships[index].deferred = true }
    }
    return result
  }
}
