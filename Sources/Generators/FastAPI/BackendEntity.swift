internal import Patch
internal import ProjectModel

/// An entity as one backend needs it: what the templates' view models are made of.
struct BackendEntity {
  /// The entity with its references resolved.
  let entity: Entity
  /// Its names.
  let names: EntityNames
  /// The backend.
  let backend: Backend
  /// What was chosen.
  let options: FastAPIEntityAgent.Options
  /// Its files.
  let files: BackendEntityFiles
  /// The table.
  let table: String
  /// Whether the class names its table itself.
  let namesTable: Bool
  /// The class models derive from.
  let base: PythonSymbolPath
  /// The primary key.
  let key: ModelsFinding.PrimaryKey
  /// The session dependency.
  let session: SessionDependency
  /// Its references in the order of the relationships, deferred ones left out.
  let references: [EntityReference]
  /// The attribute that marks a deleted row; nil without soft delete.
  let softDelete: SoftDelete?
  /// Who is recorded as author; nil without audit, or where the project knows no users.
  let author: CurrentUser?
  /// Its model, when one stands there.
  let adopted: AdoptedModel?

  /// How a deleted row is marked.
  enum SoftDelete: String {
    /// `is_deleted`, true or false.
    case flag = "is_deleted"
    /// `deleted_at`, a moment or NULL.
    case moment = "deleted_at"
  }

  /// The references to one target, of those whose column is a foreign key.
  func reference(of field: Field) -> EntityReference? {
    references.first { $0.relationship.field == field.name }
  }

  /// The annotation of a field's values in Python, without `None`.
  func pythonType(of field: Field) -> String {
    field.type == .enumeration ? enumType(of: field).name : entity.pythonType(of: field)
  }

  /// The annotation of an enum's values, and what it imports: `ProductStatus`, or what the model
  /// that stands there has.
  func enumType(of field: Field) -> (name: String, source: PythonSymbolPath) {
    switch adopted?.choices(of: field) {
    case .members(let symbol, _): (symbol.name, symbol)
    case .texts:
      (
        "Literal[\((field.constraints.values ?? []).map(PythonText.literal).joined(separator: ", "))]",
        PythonSymbolPath(module: "typing", name: "Literal")
      )
    case nil:
      (
        entity.enumName(of: field),
        PythonSymbolPath(module: files.model.module, name: entity.enumName(of: field))
      )
    }
  }

  /// Whether the database makes the index of a foreign key itself, as InnoDB does; a second one
  /// would stop Alembic's downgrade, which drops it before the table (error 1553).
  var databaseIndexesKeys: Bool { backend.database?.value == "mariadb" }

  /// The references whose target has a text to show.
  var shown: [EntityReference] { references.filter { $0.label != nil } }

  /// The words its code uses.
  var words: EntityWords { EntityWords(entity) }

  /// A function that gives the present moment, in UTC without an offset.
  func now(_ imports: inout PythonImports) -> String {
    imports.add("datetime", "UTC", words.imported("datetime"))
    return "lambda: \(words.local("datetime")).now(UTC).replace(tzinfo=None)"
  }

  /// The annotation of the primary key.
  var keyType: String { TypeMapping.row(of: key.type).python }
}

extension Entity {
  /// The annotation of a field's values in Python, without `None`.
  func pythonType(of field: Field) -> String {
    field.type == .enumeration ? enumName(of: field) : TypeMapping.row(of: field.type).python
  }

  /// The text that stands for a row: `name`, `title_en`; nil when it has none.
  var label: String? {
    let texts = fields.filter { $0.type == .str }.map(\.name)
    return ModelsFinding.labels.first(where: texts.contains)
  }
}

/// A reference with what its target is.
struct EntityReference {
  /// The relationship.
  let relationship: Relationship
  /// The target's model; nil for the entity itself.
  let target: ModelsFinding.Model?
  /// The target's table.
  let table: String
  /// The type of the target's key.
  let key: FieldType
  /// The text that stands for a row of the target; nil when it has none.
  let label: String?
  /// The attribute on the target's side.
  let otherSide: String
  /// Whether several foreign keys go to the target, so that each relationship names its own.
  let isOneOfSeveral: Bool

  /// Whether the entity refers to itself.
  var isSelf: Bool { target == nil }
}

/// The files of an entity's backend with their modules.
struct BackendEntityFiles {
  /// A file and its dotted module.
  struct File {
    let path: RelativePath
    let module: String
  }

  let model: File
  let schemas: File
  let crud: File
  let router: File
  let tests: RelativePath

  init(entity: Entity, backend: Backend) throws(GenerationError) {
    func file(_ pattern: PathPattern) throws(GenerationError) -> File {
      let path: RelativePath
      do throws(PathError) {
        path = backend.path(try pattern.path(for: entity))
      } catch {
        throw .layout(pattern.text, reason: "\(error)")
      }
      guard let module = backend.module(of: path) else {
        throw .layout(pattern.text, reason: "it is no Python module of the backend")
      }
      return File(path: path, module: module)
    }
    let layout = backend.layout
    if let existing = backend.models?.model(named: entity.pascal),
      let module = backend.module(of: existing.path)
    {
      model = File(path: existing.path, module: module)
    } else {
      model = try file(layout.models.value)
    }
    schemas = try file(layout.schemas.value)
    crud = try file(layout.crud.value)
    router = try file(layout.routers.value)
    tests = try file(layout.tests.value).path
  }
}
