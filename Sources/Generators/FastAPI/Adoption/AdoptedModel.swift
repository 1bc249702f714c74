internal import Patch
package import ProjectModel

/// The model of an entity that stands in a backend.
struct AdoptedModel {
  let model: ModelsFinding.Model
  let reading: EntityReader.Reading

  /// The model of an entity; nil when there is none, or it cannot be read.
  static func find(
    _ entity: Entity, in backend: Backend?, tree: some ReadableTree
  ) throws(GenerationError) -> AdoptedModel? {
    guard let backend, let model = backend.models?.model(named: entity.pascal) else { return nil }
    do throws(TreeError) {
      let reading = try EntityReader.read(entity.pascal, backend: backend, tree: tree)
      return reading.map { AdoptedModel(model: model, reading: $0) }
    } catch {
      throw .tree(error)
    }
  }

  /// How the values of an enum field are written; nil for another field.
  func choices(of field: Field) -> EntityReader.Choices? {
    reading.column(named: field.name)?.choices
  }

  // MARK: What it says otherwise

  /// Refuses an entity that says otherwise, listing each difference.
  func check(_ entity: Entity) throws(GenerationError) {
    let differences = differences(from: entity)
    guard differences.isEmpty else {
      throw .modelDiffers(
        Evidence(model.path, model.line, "class \(model.name)"), differences: differences)
    }
  }

  /// What the model says otherwise, in the order of the fields that were asked for.
  func differences(from entity: Entity) -> [ModelDifference] {
    let asked = entity.fields.compactMap { difference(of: $0, in: entity) }
    let unasked = reading.entity.fields.filter { entity.field(named: $0.name) == nil }
    return asked
      + unasked.map { field in
        ModelDifference(
          field: field.name, place: place(of: field.name), says: words(field, of: reading.entity),
          asked: nil)
      } + missingFeatures(of: entity)
  }

  private func difference(of field: Field, in entity: Entity) -> ModelDifference? {
    let column = reading.column(named: field.name)
    let asked = words(field, of: entity)
    guard column != nil || model.attributes.contains(field.name) else {
      return ModelDifference(
        field: field.name, place: place(of: field.name), says: nil, asked: asked)
    }
    // What is inherited, or could not be read, cannot contradict.
    guard let column, let own = column.field, !agrees(field, of: entity, with: own, column) else {
      return nil
    }
    return ModelDifference(
      field: field.name, place: column.place, says: words(own, of: reading.entity), asked: asked)
  }

  private func agrees(
    _ field: Field, of entity: Entity, with own: Field, _ column: EntityReader.Column
  ) -> Bool {
    let (wanted, says) = (field.constraints, own.constraints)
    guard field.isNullable == own.isNullable, wanted.unique == says.unique else { return false }
    if let value = wanted.defaultValue, value != says.defaultValue { return false }
    let target = entity.relationship(of: field)?.target
    let ownTarget = reading.entity.relationship(of: own)?.target
    if let target, let ownTarget { return target == ownTarget }
    if target != nil || ownTarget != nil {
      return entity.relationship(of: field)?.deferred ?? false
    }
    guard field.type == own.type else { return false }
    switch field.type {
    case .str where column.hasSize: return (wanted.maxLength ?? 255) == says.maxLength
    case .decimal where column.hasSize:
      return (wanted.precision ?? 10, wanted.scale ?? 2) == (says.precision ?? 10, says.scale ?? 2)
    case .enumeration: return wanted.values == says.values
    default: return true
    }
  }

  private func missingFeatures(of entity: Entity) -> [ModelDifference] {
    let features = entity.features
    let deleted = ["is_deleted", "deleted_at"]
    let asked: [(Bool, String, [String])] = [
      (features.active, "active", ["is_active"]),
      (features.auditFields, "audit", ["created_at", "updated_at"]),
      (
        features.softDelete && Set(model.attributes).isDisjoint(with: deleted), "soft-delete",
        ["is_deleted"]
      ),
    ]
    return asked.filter(\.0).flatMap { _, feature, names in
      names.filter { !model.attributes.contains($0) }.map { name in
        ModelDifference(
          field: name, place: place(of: name), says: nil, asked: "the feature \(feature)")
      }
    }
  }

  private func place(of name: String) -> Evidence {
    reading.column(named: name)?.place ?? Evidence(model.path, model.line, "class \(model.name)")
  }

  private func words(_ field: Field, of entity: Entity) -> String {
    FieldLanguage.write(field, relationship: entity.relationship(of: field))
  }

  // MARK: What could not be read

  /// The columns that nothing but a value fills and that no layer writes.
  ///
  /// - Parameter written: The names that creating takes.
  func unwritable(besides written: Set<String>) -> [EntityReader.Column] {
    reading.columns.filter { $0.isNeeded && !written.contains($0.name) }
  }

  /// A warning for each column that is no part of the entity.
  var warnings: [String] {
    reading.unread.map { column in
      "\(column.place.path):\(column.place.line): '\(column.name)' is left out of everything that"
        + " is generated: \(column.objection ?? "it could not be read")"
    }
  }
}

/// What a model says of one field, and what was asked for.
package struct ModelDifference: Hashable, Sendable {
  /// The field.
  package var field: String
  /// Where the model says it.
  package var place: Evidence
  /// What it says, in the field language; nil when it has no such column.
  package var says: String?
  /// What was asked for; nil when nothing was.
  package var asked: String?
}
