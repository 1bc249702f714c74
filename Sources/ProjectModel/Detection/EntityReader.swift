package import Patch
internal import SourceEdits

/// Reads an entity from the model somebody wrote: `name: Mapped[str] = mapped_column(...)`.
package enum EntityReader {
  /// What a model says.
  package struct Reading: Hashable, Sendable {
    /// The entity.
    package var entity: Entity
    /// Attributes that could not be understood; they are not part of the entity.
    package var unread: [Evidence]
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
    var reading = Reading(
      entity: Entity(name: NameCase.snake(model.name), pascal: model.name), unread: [])
    let attributes = Set(model.attributes)
    reading.entity.features = Features(
      softDelete: !attributes.isDisjoint(with: ["is_deleted", "deleted_at"]),
      auditFields: attributes.isSuperset(of: ["created_at", "updated_at"]),
      active: attributes.contains("is_active"))
    for statement in outline.children(of: type.statement) {
      guard let attribute = outline.assignment(at: statement), let name = attribute.name,
        !added.contains(name), !name.hasPrefix("__"), let value = attribute.value,
        let call = outline.call(value), call.function == "mapped_column"
      else { continue }
      if call.keyword("primary_key") != nil { continue }
      let column = ModelColumn(
        outline: outline, name: name, annotation: attribute.annotation, call: call)
      if let field = column.field() {
        reading.entity.fields.append(field)
        if let relationship = column.relationship(of: field, backend) {
          reading.entity.relationships.append(relationship)
        }
      } else {
        reading.unread.append(
          Evidence(model.path, outline.line(of: statement), outline.text(of: attribute.targets[0])))
      }
    }
    reading.entity.features.bilingual = isBilingual(reading.entity.fields)
    return reading
  }

  private static let added: Set<String> = [
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
