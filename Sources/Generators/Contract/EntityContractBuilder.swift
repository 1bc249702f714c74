internal import Patch
internal import ProjectModel

/// Puts the contract of an entity together.
struct EntityContractBuilder<Tree: ReadableTree> {
  let resolution: EntityContract.Resolution
  let offer: EntityContract.Offer
  let options: EntityContract.Options
  let frontend: Frontend
  let targets: ContractTargets<Tree>

  private var entity: Entity { resolution.entity }
  private var types: TypeScriptTypes {
    TypeScriptTypes(entity: entity, decimal: options.decimal, forbidsAny: frontend.forbidsAny)
  }

  /// The contract.
  func contract() throws(GenerationError) -> EntityContract {
    let files = try FrontendFiles(entity: entity, frontend: frontend)
    let upstream = trimmed(offer.upstream ?? resolution.upstream)
    let operations = offer.operations ?? Self.operations(of: entity)
    let references = try self.references(listing: operations[.list] != nil)
    return EntityContract(
      entity: entity, names: EntityNames(entity), source: resolution.source,
      paths: .init(
        upstream: upstream, list: upstream + (offer.trailingSlash ? "/" : ""),
        route: files.routePath, page: files.pagePath),
      files: files.files, operations: operations, key: key, members: members(references),
      creates: creates, updates: updates, queries: queries, references: references,
      enumerations: enumerations, isAnswered: resolution.router != nil,
      snakeCaseOnTheWire: offer.snakeCaseOnTheWire)
  }

  private static func operations(of entity: Entity) -> [EntityContract.Operation: String] {
    let status: Set<EntityContract.Operation> = [.setActive, .setActiveMany]
    let offered = EntityContract.Operation.allCases.filter { operation in
      entity.features.active || !status.contains(operation)
    }
    return Dictionary(
      offered.map { ($0, $0.standardMethod) }, uniquingKeysWith: { first, _ in first })
  }

  private func trimmed(_ path: String) -> String {
    var path = path
    while path.hasSuffix("/") { path.removeLast() }
    return path.hasPrefix("/") || path.isEmpty ? path : "/" + path
  }

  private func wire(_ name: String) -> String {
    offer.snakeCaseOnTheWire ? name : NameCase.camel(name)
  }

  // MARK: Read

  private var keyName: String { resolution.backend?.key.name ?? "id" }
  private var keyType: FieldType { resolution.backend?.key.type ?? .int }

  private var key: EntityContract.Member {
    member(keyName, types.plain(keyType), .key)
  }

  private func member(
    _ name: String, _ type: String, isNullable: Bool = false, _ kind: EntityContract.Member.Kind
  ) -> EntityContract.Member {
    EntityContract.Member(
      name: name, wire: wire(name), type: type, isNullable: isNullable, kind: kind)
  }

  private func members(
    _ references: [EntityContract.Reference]
  ) -> [EntityContract.Member] {
    var members = [key]
    for field in entity.fields {
      members.append(
        member(field.name, types.type(of: field), isNullable: field.isNullable, .field(field)))
      let reference = references.first { $0.relationship.field == field.name }
      guard let reference, let label = reference.label else { continue }
      let name = reference.relationship.name
      members.append(member(name, label.type, isNullable: true, .label(relationship: name)))
    }
    if entity.features.active { members.append(member("is_active", "boolean", .active)) }
    if entity.features.auditFields {
      members += ["created_at", "updated_at"].map { member($0, types.plain(.datetime), .audit) }
      if let author = resolution.backend?.author {
        members += ["created_by", "updated_by"].map {
          member($0, types.plain(author.key), isNullable: true, .audit)
        }
      }
    }
    return members.filter { offer.members?.contains($0.name) ?? true }
  }

  // MARK: Written

  private var creates: [EntityContract.Input] {
    written.filter { offer.creates?.contains($0.name) ?? true }.map { field in
      input(field, isOptional: field.isNullable || field.constraints.defaultValue != nil)
    }
  }

  private var updates: [EntityContract.Input] {
    written.filter { offer.updates?.contains($0.name) ?? true }
      .map { input($0, isOptional: true) }
  }

  private var written: [Field] {
    entity.fields + (entity.features.active ? [Self.active] : [])
  }

  private static var active: Field {
    Field("is_active", .bool, Constraints(defaultValue: "true"))
  }

  private func input(_ field: Field, isOptional: Bool) -> EntityContract.Input {
    let isReference = entity.relationship(of: field).map { !$0.deferred } ?? false
    return EntityContract.Input(
      field: field, wire: wire(field.name), type: types.type(of: field),
      isNullable: field.isNullable, isOptional: isOptional,
      bounds: EntityContract.Bounds(of: field, isReference: isReference))
  }

  private var enumerations: [EntityContract.Enumeration] {
    entity.fields.filter { $0.type == .enumeration }.map { field in
      EntityContract.Enumeration(
        field: field.name, type: entity.enumName(of: field),
        list: "\(entity.name)_\(field.name)_values".uppercased(),
        values: field.constraints.values ?? [])
    }
  }

  // MARK: Asked

  private var queries: EntityContract.Queries {
    let made = EntityQueries(entity, key: keyName)
    func takes(_ name: String) -> Bool { offer.queries?.contains(name) ?? true }
    let filters = made.filters.filter { takes($0.name) }.map { filter in
      let field = entity.field(named: filter.name) ?? Self.active
      return EntityContract.Filter(
        name: filter.name, wire: wire(filter.name), type: field.type,
        typescript: types.type(of: field))
    }
    let sorts = takes(EntityContract.Queries.sort) ? made.sorted : []
    return EntityContract.Queries(
      shape: offer.shape,
      isPaged: takes(EntityContract.Queries.page) && takes(EntityContract.Queries.perPage),
      searches: !made.searched.isEmpty && takes(EntityContract.Queries.search),
      sorts: sorts.map { EntityContract.Sort(name: $0, wire: wire($0)) }, filters: filters,
      defaultSort: sorts.isEmpty ? nil : "-\(keyName)")
  }

  // MARK: References

  /// Whether responses can have the target's object: a model that stands there may not load it.
  private func isLoaded(_ relationship: Relationship) -> Bool {
    guard let backend = resolution.backend else { return true }
    return backend.references.contains { reference in
      reference.relationship.name == relationship.name && reference.label != nil
    }
  }

  private func references(
    listing: Bool
  ) throws(GenerationError) -> [EntityContract.Reference] {
    var found: [EntityContract.Reference] = []
    for relationship in entity.relationships where !relationship.deferred {
      guard let field = entity.field(named: relationship.field) else { continue }
      let known = try targets.target(of: relationship, listing: listing, offer: offer)
      let shows =
        (offer.members?.contains(relationship.name) ?? true) && isLoaded(relationship)
      found.append(
        EntityContract.Reference(
          relationship: relationship, wire: wire(field.name), key: field.type,
          isNullable: field.isNullable,
          label: shows
            ? known.label.map { label in
              EntityContract.Label(
                wire: wire(relationship.name), type: entity.labelName(of: relationship),
                text: wire(label))
            } : nil,
          target: known.target))
    }
    return found
  }
}
