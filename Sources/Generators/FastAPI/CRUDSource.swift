internal import ProjectModel

/// The file of CRUD functions.
struct CRUDSource {
  /// The file's text.
  let text: String

  /// One filter of the list.
  struct Filter {
    let name: String
    let type: String
  }

  private struct View {
    var imports: [String]
    var constants: [String]
    var name: String
    var plural: String
    var pascal: String
    var row: String
    var rows: String
    var key: String
    var keyType: String
    var label: String
    var pluralLabel: String
    var searches: Bool
    var filters: [Filter]
    var alive: String?
    var options: String?
    var userType: String?
    var softDelete: Bool
    var markDeleted: String
    var active: Bool
    var unique: Bool
    var found: String
    var selected: String
    var refreshed: String?
  }

  init(_ entity: BackendEntity) {
    var builder = Builder(entity: entity)
    text = PythonReflow.wrap(Template.crud.render(builder.view()))
  }

  private struct Builder {
    let entity: BackendEntity
    var imports = PythonImports()

    private var words: EntityWords { entity.words }
    private var pascal: String { entity.entity.pascal }

    mutating func view() -> View {
      collectImports()
      let relationships = entity.shown.map(\.relationship.name)
      let queries = entity.queries
      return View(
        imports: imports.lines, constants: constants(queries), name: entity.entity.name,
        plural: entity.entity.plural, pascal: pascal, row: words.row,
        rows: words.rows,
        key: entity.key.name, keyType: entity.keyType, label: entity.names.label,
        pluralLabel: entity.names.pluralLabel, searches: !queries.searched.isEmpty,
        filters: queries.filters, alive: alive,
        options: relationships.isEmpty
          ? nil : relationships.map { "selectinload(\(pascal).\($0))" }.joined(separator: ", "),
        userType: entity.author.map { TypeMapping.row(of: $0.key).python },
        softDelete: entity.softDelete != nil, markDeleted: markDeleted,
        active: entity.entity.features.active, unique: !queries.unique.isEmpty,
        found: entity.softDelete == nil ? "found" : "is_deleted", selected: selected,
        refreshed: relationships.isEmpty
          ? nil : "[" + relationships.map { "\"\($0)\"" }.joined(separator: ", ") + "]")
    }

    private mutating func collectImports() {
      let queries = entity.queries
      imports.add("sqlalchemy", "ColumnElement", "func", "select")
      imports.add("sqlalchemy.ext.asyncio", "AsyncSession")
      if !queries.searched.isEmpty { imports.add("sqlalchemy", "or_") }
      if entity.entity.features.active { imports.add("sqlalchemy", "update") }
      if !entity.shown.isEmpty { imports.add("sqlalchemy.orm", "selectinload") }
      imports.add(entity.files.schemas.module, "\(pascal)Create", "\(pascal)Update")
      imports.add(entity.files.model.module, pascal)
      for field in queries.enums { imports.add(entity.enumType(of: field).source) }
      imports.add(TypeMapping.row(of: entity.key.type).pythonImports)
      if let author = entity.author {
        imports.add(TypeMapping.row(of: author.key).pythonImports)
      }
      for reference in entity.references {
        imports.add(TypeMapping.row(of: reference.key).pythonImports)
      }
      if entity.softDelete == .moment { imports.add("datetime", "UTC", "datetime") }
    }

    private func constants(_ queries: EntityQueries) -> [String] {
      var lines: [String] = []
      if !queries.searched.isEmpty {
        lines += PythonText.tuple("SEARCHED", queries.searched.map { "\(pascal).\($0)" })
      }
      lines += PythonText.tuple("SORTABLE", queries.sorted.map { "\"\($0)\"" })
      if !queries.unique.isEmpty {
        lines += PythonText.tuple("UNIQUE", queries.unique.map { "\"\($0)\"" })
      }
      return lines
    }

    /// What is asked of the row that holds a unique value.
    private var selected: String {
      switch entity.softDelete {
      case .flag: "\(pascal).is_deleted"
      case .moment: "\(pascal).deleted_at.is_not(None)"
      case nil: "\(pascal).\(entity.key.name)"
      }
    }

    private var alive: String? {
      switch entity.softDelete {
      case .flag: "\(pascal).is_deleted.is_(False)"
      case .moment: "\(pascal).deleted_at.is_(None)"
      case nil: nil
      }
    }

    private var markDeleted: String {
      switch entity.softDelete {
      case .moment: "\(words.row).deleted_at = datetime.now(UTC).replace(tzinfo=None)"
      default: "\(words.row).is_deleted = True"
      }
    }
  }
}
