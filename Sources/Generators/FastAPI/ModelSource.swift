internal import ProjectModel
internal import SourceEdits

/// The model class of an entity, its enums, and the other sides of its relationships.
struct ModelSource {
  /// A class with its source.
  struct Class {
    let name: String
    let source: String
    let template: Template
  }

  /// An attribute of another model.
  struct OtherSide {
    let reference: EntityReference
    let attribute: AttributeEdit
  }

  /// What the file imports.
  private(set) var imports = PythonImports()
  /// The enums, then the model.
  private(set) var classes: [Class] = []
  /// The other sides.
  private(set) var otherSides: [OtherSide] = []

  private let entity: BackendEntity

  init(_ entity: BackendEntity) {
    self.entity = entity
    for field in entity.entity.fields where field.type == .enumeration { addEnum(field) }
    addModel()
    otherSides = entity.references.map(otherSide)
  }

  // MARK: Classes

  private struct EnumView {
    let name: String
    let members: [Member]
    struct Member {
      let member: String
      let value: String
    }
  }

  private mutating func addEnum(_ field: Field) {
    imports.add("enum", "StrEnum")
    let view = EnumView(
      name: entity.entity.enumName(of: field),
      members: (field.constraints.values ?? []).map {
        .init(member: FieldRules.memberName($0), value: PythonText.literal($0))
      })
    classes.append(
      Class(name: view.name, source: Template.enumeration.trimmed(view), template: .enumeration))
  }

  private struct ModelView {
    let name: String
    let base: String
    let table: String?
    let columns: [String]
    let hasRelationships: Bool
    let relationships: [String]
  }

  private mutating func addModel() {
    imports.add(entity.base)
    var columns = primaryKey()
    for field in entity.entity.fields {
      columns += FieldSource(field: field, entity: entity).column(&imports)
    }
    columns += features()
    let relationships = entity.references.flatMap(relationship)
    if !relationships.isEmpty || !entity.references.isEmpty {
      imports.add("sqlalchemy.orm", "relationship")
    }
    let own = ownSelfSides()
    let view = ModelView(
      name: entity.entity.pascal, base: entity.base.name,
      table: entity.namesTable ? entity.table : nil, columns: columns,
      hasRelationships: !relationships.isEmpty, relationships: relationships + own)
    classes.append(
      Class(name: view.name, source: Template.model.trimmed(view), template: .model))
  }

  private mutating func primaryKey() -> [String] {
    imports.add("sqlalchemy.orm", "Mapped", "mapped_column")
    let key = entity.key
    guard entity.backend.models?.primaryKey.confidence == .assumed || key.source != nil else {
      // The base class, or a mixin the base brings, has the key.
      return []
    }
    switch key.type {
    case .uuid:
      imports.add("uuid", "UUID", "uuid4")
      imports.add("sqlalchemy", "Uuid")
      return [
        "    \(key.name): Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)"
      ]
    case .str:
      imports.add("uuid", "uuid4")
      imports.add("sqlalchemy", "String")
      return PythonText.call(
        "\(key.name): Mapped[str] = mapped_column",
        ["String(36)", "primary_key=True", "default=lambda: str(uuid4())"], indent: 4)
    default: return ["    \(key.name): Mapped[int] = mapped_column(primary_key=True)"]
    }
  }

  // MARK: Features

  private mutating func features() -> [String] {
    var lines: [String] = []
    let features = entity.entity.features
    if features.active { lines += flag("is_active", isTrue: true) }
    switch entity.softDelete {
    case .flag: lines += flag("is_deleted", isTrue: false)
    case .moment:
      imports.add("sqlalchemy", "DateTime")
      imports.add("datetime", entity.words.imported("datetime"))
      lines += PythonText.call(
        "deleted_at: Mapped[\(entity.words.local("datetime")) | None] = mapped_column",
        ["DateTime", "index=True"], indent: 4)
    case nil: break
    }
    if features.auditFields { lines += audit() }
    return lines
  }

  private mutating func flag(_ name: String, isTrue: Bool) -> [String] {
    imports.add("sqlalchemy", "Boolean", isTrue ? "true" : "false")
    return PythonText.call(
      "\(name): Mapped[bool] = mapped_column",
      ["Boolean", "default=\(isTrue ? "True" : "False")", "server_default=\(isTrue)()"], indent: 4)
  }

  private mutating func audit() -> [String] {
    imports.add("sqlalchemy", "DateTime", "func")
    let now = entity.now(&imports)
    let moment = entity.words.local("datetime")
    // Rows that are there when the columns come have the moment of the migration.
    let arguments = ["DateTime", "default=\(now)", "server_default=func.now()"]
    var lines =
      PythonText.call("created_at: Mapped[\(moment)] = mapped_column", arguments, indent: 4)
      + PythonText.call(
        "updated_at: Mapped[\(moment)] = mapped_column", arguments + ["onupdate=\(now)"], indent: 4)
    guard let author = entity.author, let type = author.type,
      let model = entity.backend.models?.model(named: type)
    else { return lines }
    imports.add("sqlalchemy", "ForeignKey")
    let table = model.table ?? NameCase.snake(type)
    let key = TypeMapping.row(of: author.key)
    imports.add(key.pythonImports)
    for name in ["created_by", "updated_by"] {
      lines += PythonText.call(
        "\(name): Mapped[\(key.python) | None] = mapped_column",
        ["ForeignKey(\"\(table).id\", ondelete=\"SET NULL\")"]
          + (entity.databaseIndexesKeys ? [] : ["index=True"]), indent: 4)
    }
    return lines
  }

  // MARK: Relationships

  private func relationship(_ reference: EntityReference) -> [String] {
    let relationship = reference.relationship
    let isNullable = entity.entity.field(named: relationship.field)?.isNullable ?? true
    let type = isNullable ? "\"\(relationship.target) | None\"" : "\"\(relationship.target)\""
    var arguments = ["back_populates=\"\(reference.otherSide)\"", "lazy=\"raise\""]
    if reference.isOneOfSeveral { arguments.insert("foreign_keys=[\(relationship.field)]", at: 0) }
    if reference.isSelf { arguments.insert("remote_side=[\(entity.key.name)]", at: 0) }
    var lines = PythonText.call(
      "\(relationship.name): Mapped[\(type)] = relationship", arguments, indent: 4)
    if let target = reference.target, target.path != entity.files.model.path {
      lines[0] += Self.unimported
    }
    return lines
  }

  /// The comment behind a class of another module: it is found by its name when mappers are
  /// configured, and an import would be circular.
  static let unimported = "  # noqa: F821"

  /// The other sides of references to the entity itself stand in its own class.
  private func ownSelfSides() -> [String] {
    entity.references.filter(\.isSelf).flatMap { reference in
      otherSide(reference).attribute.source.split(separator: "\n").map { "    " + $0 }
    }
  }

  private func otherSide(_ reference: EntityReference) -> OtherSide {
    let relationship = reference.relationship
    let name = entity.entity.pascal
    let isOne = relationship.kind == .oneToOne
    let type = isOne ? "\"\(name) | None\"" : "list[\"\(name)\"]"
    // Without passive deletes, deleting a target would load its rows, which `raise` forbids.
    var arguments = [
      "back_populates=\"\(relationship.name)\"", "lazy=\"raise\"", "passive_deletes=\"all\"",
    ]
    if reference.isOneOfSeveral {
      arguments.insert("foreign_keys=\"\(name).\(relationship.field)\"", at: 0)
    }
    let lines = PythonText.call(
      "\(reference.otherSide): Mapped[\(type)] = relationship", arguments, indent: 4)
    let source = lines.map { $0.dropFirst(4) }.joined(separator: "\n")
    return OtherSide(
      reference: reference,
      attribute: AttributeEdit(
        className: relationship.target, name: reference.otherSide, source: source))
  }
}

extension Template {
  /// The text without its last line ending: a class as an edit takes it.
  func trimmed(_ view: Any) -> String {
    var text = render(view)
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
