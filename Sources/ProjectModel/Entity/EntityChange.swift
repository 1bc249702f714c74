/// A change of an entity that is there: only what it names becomes otherwise.
package struct EntityChange: Hashable, Sendable {
  /// Fields to add, or to have instead of those of the same names, in the field language.
  package var fields: [String]
  /// Names of fields or relationships to take out.
  package var dropped: [String]
  /// Fields or relationships that get another name.
  package var renames: [Rename]
  /// Features to switch, as the command line has them: `active`, `no-audit`.
  package var features: [String]
  /// Makes references to missing targets plain columns.
  package var defersMissingTargets: Bool

  /// One rename.
  package struct Rename: Hashable, Sendable {
    package var old: String
    package var new: String

    /// Reads `old:new`.
    package init(reading text: String) throws(EntityRefusal) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw EntityRefusal([.badRename(text)])
      }
      (old, new) = (parts[0], parts[1])
    }
  }

  /// Creates a change; of nothing unless something is named.
  package init(
    fields: [String] = [], dropped: [String] = [], renames: [Rename] = [],
    features: [String] = [], defersMissingTargets: Bool = false
  ) {
    self.fields = fields
    self.dropped = dropped
    self.renames = renames
    self.features = features
    self.defersMissingTargets = defersMissingTargets
  }

  /// Whether it names nothing.
  package var isEmpty: Bool {
    fields.isEmpty && dropped.isEmpty && renames.isEmpty && features.isEmpty
  }

  /// The entity with the change: renames first, then what goes, then what comes.
  ///
  /// - Throws: everything that is wrong, names that the entity does not have among it.
  package func applied(to entity: Entity) throws(EntityRefusal) -> Entity {
    var changed = entity
    var problems: [EntityProblem] = []
    for rename in renames {
      // Which of two fields of a name the rest of the change means would be a guess.
      if entity.has(rename.old), entity.has(rename.new) {
        problems.append(.takenName(rename.old, new: rename.new))
      } else if !changed.rename(rename) {
        problems.append(.unknownField(rename.old, known: entity.names))
      }
    }
    for name in dropped where !changed.drop(name) {
      problems.append(.unknownField(name, known: entity.names))
    }
    let (definition, unread) = FieldLanguage.read(fields)
    problems += unread
    changed.take(definition, deferring: defersMissingTargets)
    if !features.isEmpty {
      changed.features = try changed.features.switched(by: features.joined(separator: ","))
    }
    changed.completeTwins()
    if changed.features.bilingual, !changed.fields.contains(where: \.isTranslated) {
      problems.append(.nothingBilingual)
    }
    problems += EntityRules.problems(of: changed).filter { !problems.contains($0) }
    guard problems.isEmpty else { throw EntityRefusal(problems) }
    return changed
  }
}

extension Entity {
  /// What can be named of it.
  fileprivate var names: [String] {
    fields.filter { relationship(of: $0) == nil }.map(\.name) + relationships.map(\.name)
  }

  /// Whether a field, a relationship or its column has a name.
  fileprivate func has(_ name: String) -> Bool {
    field(named: name) != nil || relationshipIndex(name) != nil
  }

  private func relationshipIndex(_ name: String) -> Int? {
    relationships.firstIndex { $0.name == name || $0.field == name }
  }

  /// The same text in the other language, where both go together.
  private func twin(of name: String) -> String? {
    guard features.bilingual, let field = field(named: name), field.isTranslated else { return nil }
    return name.dropLast(3) + (name.hasSuffix("_en") ? "_ar" : "_en")
  }

  /// Renames a field or a relationship with its column; false when there is none.
  fileprivate mutating func rename(_ rename: EntityChange.Rename) -> Bool {
    if let index = relationshipIndex(rename.old) {
      let column = relationships[index].field
      let name = rename.new.hasSuffix("_id") ? String(rename.new.dropLast(3)) : rename.new
      relationships[index].name = name
      relationships[index].field = name + "_id"
      guard let place = fields.firstIndex(where: { $0.name == column }) else { return false }
      fields[place].name = name + "_id"
      return true
    }
    guard let place = fields.firstIndex(where: { $0.name == rename.old }) else { return false }
    let twin = twin(of: rename.old)
    fields[place].name = rename.new
    guard let twin, let other = fields.firstIndex(where: { $0.name == twin }),
      rename.new.hasSuffix(rename.old.suffix(3))
    else { return true }
    fields[other].name = String(rename.new.dropLast(3) + twin.suffix(3))
    return true
  }

  /// Takes out a field or a relationship with its column; false when there is none.
  fileprivate mutating func drop(_ name: String) -> Bool {
    if let index = relationshipIndex(name) {
      let column = relationships.remove(at: index).field
      fields.removeAll { $0.name == column }
      return true
    }
    guard field(named: name) != nil else { return false }
    let twin = twin(of: name)
    fields.removeAll { $0.name == name || $0.name == twin }
    return true
  }

  /// Adds fields, or takes them instead of those of the same names.
  fileprivate mutating func take(_ definition: FieldLanguage.Definition, deferring: Bool) {
    for field in definition.fields {
      if let index = fields.firstIndex(where: { $0.name == field.name }) {
        relationships.removeAll { relationship in
          relationship.field == field.name
            && !definition.relationships.contains { $0.field == field.name }
        }
        fields[index] = field
      } else {
        fields.append(field)
      }
    }
    for relationship in definition.relationships {
      var relationship = relationship
      relationship.deferred = deferring
      if let index = relationships.firstIndex(where: { $0.field == relationship.field }) {
        relationships[index] = relationship
      } else {
        relationships.append(relationship)
      }
    }
  }
}

extension Features {
  /// The features with those of a list switched on, or off where `no-` stands in front.
  ///
  /// - Throws: every name that is no feature.
  package func switched(by list: String) throws(EntityRefusal) -> Features {
    var features = self
    let names = list.split(separator: ",").map { $0.filter { $0 != " " } }
    let on = try Features(flags: names.filter { !$0.hasPrefix("no-") }.joined(separator: ","))
    let off = try Features(
      flags: names.filter { $0.hasPrefix("no-") }.map { String($0.dropFirst(3)) }
        .joined(separator: ","))
    for part in [\Features.bilingual, \.softDelete, \.auditFields, \.active] {
      if on[keyPath: part] { features[keyPath: part] = true }
      if off[keyPath: part] { features[keyPath: part] = false }
    }
    return features
  }
}
