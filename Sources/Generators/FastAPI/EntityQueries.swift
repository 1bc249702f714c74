internal import ProjectModel

/// What the list of an entity can be searched, sorted and filtered by.
struct EntityQueries {
  /// The texts that a search looks in.
  let searched: [String]
  /// The columns it can be sorted by.
  let sorted: [String]
  /// The filters, with the annotation of their values.
  let filters: [CRUDSource.Filter]
  /// The enum fields among the filters.
  let enums: [Field]
  /// The unique columns.
  let unique: [String]

  /// - Parameters:
  ///   - key: The attribute of the primary key.
  ///   - type: The annotation of a field's values; the one that is generated unless given.
  init(_ entity: Entity, key: String, type: ((Field) -> String)? = nil) {
    let fields = entity.fields
    let features = entity.features
    let words = EntityWords(entity)
    func isReference(_ field: Field) -> Bool {
      entity.relationship(of: field).map { !$0.deferred } ?? false
    }
    searched = fields.filter { $0.type == .str || $0.type == .text }
      .filter { !isReference($0) }.map(\.name)
    let sortable = fields.filter { field in
      ![.text, .json, .uuid].contains(field.type) || isReference(field)
    }
    sorted =
      [key] + sortable.map(\.name) + (features.active ? ["is_active"] : [])
      + (features.auditFields ? ["created_at", "updated_at"] : [])
    let filterable = fields.filter { field in
      let isChoice = field.type == .bool || field.type == .enumeration
      return (isChoice || entity.relationship(of: field) != nil)
        && words.isFreeParameter(field.name)
    }
    filters =
      filterable.map { CRUDSource.Filter(name: $0.name, type: (type ?? entity.pythonType)($0)) }
      + (features.active ? [CRUDSource.Filter(name: "is_active", type: "bool")] : [])
    enums = filterable.filter { $0.type == .enumeration }
    unique = fields.filter(\.constraints.unique).map(\.name)
  }
}

extension BackendEntity {
  /// What its list can be asked.
  var queries: EntityQueries { EntityQueries(entity, key: key.name, type: pythonType) }
}
