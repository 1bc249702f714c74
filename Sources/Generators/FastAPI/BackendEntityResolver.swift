internal import Patch
internal import ProjectModel

/// Resolves an entity against a backend: its references, key, table and features.
struct BackendEntityResolver {
  let backend: Backend
  let options: FastAPIEntityAgent.Options
  /// The entity's model, when one stands there and was read.
  var adopted: AdoptedModel?

  /// The entity as the backend needs it.
  ///
  /// - Throws: what the backend lacks, or every `ref` whose target has no model.
  func resolve(_ entity: Entity) throws(GenerationError) -> BackendEntity {
    let (models, session) = try foundations
    var entity = entity
    entity.relationships = try relationships(of: entity, models)
    let own = models.model(named: entity.pascal)
    let author = entity.features.auditFields ? author(models, own) : nil
    let references = try references(of: entity, models, author: author)
    if models.model(named: entity.pascal) == nil { try checkForeignKeys(of: entity, references) }
    for reference in references { resolve(reference, in: &entity) }
    for relationship in entity.relationships where relationship.deferred {
      deferColumn(relationship, in: &entity)
    }
    let naming = models.tables.value
    return BackendEntity(
      entity: entity, names: EntityNames(entity), backend: backend, options: options,
      files: try BackendEntityFiles(entity: entity, backend: backend),
      table: own?.table ?? (naming == .plural ? entity.plural : entity.name),
      namesTable: naming != .inherited, base: models.base.value, key: models.primaryKey.value,
      session: session.value, references: references,
      softDelete: entity.features.softDelete ? softDelete(models, own) : nil, author: author,
      adopted: adopted)
  }

  // MARK: The backend

  /// What generated code rests on.
  ///
  /// - Throws: everything of it that the backend lacks, so that nobody mends it one by one.
  private var foundations: (ModelsFinding, Found<SessionDependency>) {
    get throws(GenerationError) {
      var lacking: [DetectionError] = []
      if let models = backend.models {
        if models.dialect.value != .mapped {
          lacking.append(
            .unsupportedDialect(models.dialect.value, models.dialect.evidence.first))
        }
      } else {
        lacking.append(.noModels(backend.root))
      }
      if let session = backend.session {
        if !session.value.isAsync {
          lacking.append(.synchronousSession(session.evidence.first))
        }
      } else {
        lacking.append(.noSession(backend.root))
      }
      guard lacking.isEmpty, let models = backend.models, let session = backend.session else {
        throw .detection(lacking.count == 1 ? lacking[0] : .several(lacking))
      }
      return (models, session)
    }
  }

  // MARK: References

  private func relationships(
    of entity: Entity, _ models: ModelsFinding
  ) throws(GenerationError) -> [Relationship] {
    var missing: [Relationship] = []
    var result: [Relationship] = []
    for var relationship in entity.relationships {
      let isThere =
        relationship.target == entity.pascal || models.model(named: relationship.target) != nil
      if isThere {
        // A column that stands there as a plain one stays so.
        relationship.deferred =
          relationship.deferred && models.model(named: entity.pascal) != nil
      } else if relationship.deferred || options.defersMissingTargets {
        relationship.deferred = true
      } else {
        missing.append(relationship)
      }
      result.append(relationship)
    }
    guard missing.isEmpty else { throw .missingTargets(missing) }
    return result
  }

  private func references(
    of entity: Entity, _ models: ModelsFinding, author: CurrentUser?
  ) throws(GenerationError) -> [EntityReference] {
    let kept = entity.relationships.filter { !$0.deferred }
    return kept.map { relationship in
      let isSelf = relationship.target == entity.pascal
      let target = isSelf ? nil : models.model(named: relationship.target)
      let own = models.tables.value == .plural ? entity.plural : entity.name
      let isAuthor = author?.type == relationship.target
      let standing = models.model(named: entity.pascal)
      let isMapped = standing?.attributes.contains(relationship.name) ?? true
      let isNamed = kept.filter { $0.target == relationship.target }.count > 1
      return EntityReference(
        relationship: relationship, target: target,
        table: target.map { $0.table ?? NameCase.snake($0.name) } ?? own,
        key: target?.key ?? models.primaryKey.value.type,
        label: !isMapped ? nil : isSelf ? entity.label : target?.label,
        // What the author's columns refer to has no other side.
        otherSide: otherSide(of: relationship, entity, isOneOfSeveral: isNamed),
        isOneOfSeveral: isNamed || isAuthor)
    }
  }

  /// A foreign key that is written out must be that of its relationship: nothing else is made.
  private func checkForeignKeys(
    of entity: Entity, _ references: [EntityReference]
  ) throws(GenerationError) {
    var problems: [EntityProblem] = []
    for field in entity.fields {
      guard let key = field.constraints.foreignKey else { continue }
      let relationship = entity.relationship(of: field)
      if relationship?.deferred == true { continue }
      guard let relationship,
        let reference = references.first(where: { $0.relationship.field == field.name })
      else {
        problems.append(
          .badArgument(
            field: field.name, type: "a reference", argument: key,
            expected: "describe its target among the relationships, or leave foreign_key out"))
        continue
      }
      let target = NameCase.snake(relationship.target)
      let names = [reference.table, target, Inflection.plural(of: target)]
      if names.contains(where: { key == "\($0).id" }) { continue }
      problems.append(
        .badArgument(
          field: field.name, type: "a reference to \(relationship.target)", argument: key,
          expected: "its key is \(reference.table).id"))
    }
    guard problems.isEmpty else { throw .entity(EntityRefusal(problems)) }
  }

  private func otherSide(
    of relationship: Relationship, _ entity: Entity, isOneOfSeveral: Bool
  ) -> String {
    let plain = relationship.otherSide(of: entity)
    let isGiven = relationship.backPopulates != nil || relationship.target == entity.pascal
    return isOneOfSeveral && !isGiven ? "\(relationship.name)_\(plain)" : plain
  }

  private func resolve(_ reference: EntityReference, in entity: inout Entity) {
    guard let index = entity.fields.firstIndex(where: { $0.name == reference.relationship.field })
    else { return }
    entity.fields[index].type = reference.key
    entity.fields[index].constraints.foreignKey = "\(reference.table).id"
    entity.fields[index].constraints.index = true
    if let position = entity.relationships.firstIndex(where: {
      $0.name == reference.relationship.name
    }) {
      entity.relationships[position].backPopulates = reference.otherSide
    }
  }

  private func deferColumn(_ relationship: Relationship, in entity: inout Entity) {
    guard let index = entity.fields.firstIndex(where: { $0.name == relationship.field }) else {
      return
    }
    entity.fields[index].constraints.foreignKey = nil
    entity.fields[index].constraints.index = true
  }

  // MARK: Features

  /// The project's user, unless the model stands there and records none.
  private func author(_ models: ModelsFinding, _ own: ModelsFinding.Model?) -> CurrentUser? {
    guard let user = backend.currentUser?.value, user.type.flatMap(models.model) != nil else {
      return nil
    }
    let isRecorded = own.map { Set($0.attributes).isSuperset(of: ["created_by", "updated_by"]) }
    return isRecorded ?? true ? user : nil
  }

  /// The flag that the project's models use; `is_deleted` where none does.
  private func softDelete(
    _ models: ModelsFinding, _ own: ModelsFinding.Model?
  ) -> BackendEntity.SoftDelete {
    let considered = own.map { [$0] } ?? models.all
    let flags = considered.filter { $0.attributes.contains("is_deleted") }.count
    let moments = considered.filter { $0.attributes.contains("deleted_at") }.count
    return moments > flags ? .moment : .flag
  }
}
