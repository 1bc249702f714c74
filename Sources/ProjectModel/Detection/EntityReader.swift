package import Patch
internal import SourceEdits

/// Reads an entity from the model somebody wrote: `name: Mapped[str] = mapped_column(...)`.
package enum EntityReader {
  /// What a model says.
  package struct Reading: Hashable, Sendable {
    /// The entity.
    package var entity: Entity
    /// Its own columns in order, those of features too; the primary key left out.
    package var columns: [Column]
    /// Everything that rows have: columns, relationships, properties.
    package var members: Set<String>

    /// The column of a name.
    package func column(named name: String) -> Column? { columns.first { $0.name == name } }

    /// The columns that could not be understood; they are not part of the entity.
    package var unread: [Column] { columns.filter { $0.objection != nil } }
  }

  /// The entity of a name in any spelling; nil when no model has it.
  ///
  /// - Throws: when the model's file cannot be read.
  package static func read(
    _ name: String, backend: Backend, tree: some ReadableTree
  ) throws(TreeError) -> Reading? {
    let canonical = EntityNames.canonical(name)
    guard
      let model = backend.models?.model(named: NameCase.pascal(canonical))
        ?? backend.models?.model(named: name),
      let bytes = try tree.contents(of: model.path), let outline = try? PythonOutline(bytes),
      let type = outline.classes.first(where: { $0.name == model.name })
    else { return nil }
    let lookup = PythonDefinitionLookup(root: backend.root, tree: tree)
    let source = PythonDefinitionLookup.Source(path: model.path, outline: outline)
    var reading = Reading(
      entity: Entity(name: NameCase.snake(model.name), pascal: model.name), columns: [],
      members: Set(model.attributes))
    reading.entity.features = features(of: model)
    for statement in outline.children(of: type.statement) {
      if let function = outline.functionDefinition(at: statement) {
        reading.members.insert(function.name)
      }
      guard let attribute = outline.assignment(at: statement),
        let column = try ModelColumn(attribute, in: source, backend: backend, lookup: lookup),
        !column.isPrimaryKey
      else { continue }
      reading.add(column, backend)
    }
    reading.entity.features.bilingual = isBilingual(reading.entity.fields)
    return reading
  }

  private static func features(of model: ModelsFinding.Model) -> Features {
    let attributes = Set(model.attributes)
    return Features(
      softDelete: !attributes.isDisjoint(with: ["is_deleted", "deleted_at"]),
      auditFields: attributes.isSuperset(of: ["created_at", "updated_at"]),
      active: attributes.contains("is_active"))
  }

  /// The columns that features add.
  package static let added: Set<String> = [
    "created_at", "created_by", "created_by_id", "deleted_at", "is_active", "is_deleted",
    "updated_at", "updated_by", "updated_by_id",
  ]

  private static func isBilingual(_ fields: [Field]) -> Bool {
    let names = Set(fields.map(\.name))
    return fields.contains { field in
      field.isTranslated && field.name.hasSuffix("_en")
        && names.contains(field.name.dropLast(3) + "_ar")
    }
  }
}

extension EntityReader.Reading {
  fileprivate mutating func add(_ column: ModelColumn, _ backend: Backend) {
    var found = EntityReader.Column(
      name: column.name, place: column.place, isNeeded: column.isNeeded,
      isFeature: EntityReader.added.contains(column.name))
    defer { columns.append(found) }
    guard !found.isFeature else { return }
    switch column.reading() {
    case .success(let value):
      found.field = value.field
      found.choices = value.choices
      found.hasSize = column.hasSize
      entity.fields.append(value.field)
      if let relationship = column.relationship(of: value.field, backend) {
        entity.relationships.append(relationship)
      }
    case .failure(let objection): found.objection = objection.reason
    }
  }
}
