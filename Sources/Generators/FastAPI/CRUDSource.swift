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
    var imports: [String] = []
    var constants: [String] = []
    var plural: String
    var pascal: String
    var row: String
    var rows: String
    var key: String
    var label: String
    var pluralLabel: String
    var searches: Bool
    var filters: [Filter]
    var conditionsType = ""
    var alive = ""
    var hasOptions: Bool
    var options: [String]
    var getHead: [String]
    var getWhere: [String]
    var createHead: [String]
    var createdBy: String
    var updateHead: [String]
    var deleteHead: [String]
    var softDelete: Bool
    var markDeleted: String
    var author: Bool
    var active: Bool
    var setActiveHead: [String]
    var setActiveWhere: [String]
    var setUpdatedBy: String
    var conflicts: Bool
    var conflictHead: [String]
    var unique: Bool
    var found: String
    var foundSelect: [String]
    var refreshed: [String]
  }

  init(_ entity: BackendEntity) {
    var builder = Builder(entity: entity)
    text = Template.crud.render(builder.view())
  }

  private struct Builder {
    let entity: BackendEntity
    var imports = PythonImports()

    private var words: EntityWords { entity.words }
    private var pascal: String { entity.entity.pascal }
    private var name: String { entity.entity.name }
    private var idParameter: String { "\(name)_id: \(entity.keyType)" }
    private var userParameter: [String] {
      entity.author.map { ["user_id: \(TypeMapping.row(of: $0.key).python)"] } ?? []
    }

    mutating func view() -> View {
      collectImports()
      let references = entity.references.map(\.relationship.name)
      let options =
        references.isEmpty
        ? [] : PythonText.options(references.map { "selectinload(\(pascal).\($0))" })
      let queries = entity.queries
      return View(
        imports: imports.lines, constants: constants(queries), plural: entity.entity.plural,
        pascal: pascal, row: words.row, rows: rows, key: entity.key.name,
        label: entity.names.label, pluralLabel: entity.names.pluralLabel,
        searches: !queries.searched.isEmpty, filters: queries.filters,
        conditionsType: alive == nil ? ": list[ColumnElement[bool]]" : "", alive: alive ?? "",
        hasOptions: !options.isEmpty, options: options, getHead: getHead, getWhere: getWhere,
        createHead: function(
          "create_\(name)", ["data: \(pascal)Create"] + userParameter, returns: pascal),
        createdBy: entity.author == nil ? "" : ", created_by=user_id, updated_by=user_id",
        updateHead: function(
          "update_\(name)", ["\(words.row): \(pascal)", "data: \(pascal)Update"] + userParameter,
          returns: pascal),
        deleteHead: function(
          "delete_\(name)",
          ["\(words.row): \(pascal)"] + (entity.softDelete == nil ? [] : userParameter),
          returns: "None"),
        softDelete: entity.softDelete != nil, markDeleted: markDeleted,
        author: entity.author != nil, active: entity.entity.features.active,
        setActiveHead: function(
          "set_active", ["ids: list[\(entity.keyType)]", "is_active: bool"] + userParameter,
          returns: "int"),
        setActiveWhere: PythonText.call(
          ".where", ["\(pascal).\(entity.key.name).in_(ids)"] + (alive.map { [$0] } ?? []), indent: 8
        ).map { String($0.dropFirst(8)) },
        setUpdatedBy: entity.author == nil ? "" : ", updated_by=user_id",
        conflicts: queries.canConflict, conflictHead: conflictHead,
        unique: !queries.unique.isEmpty, found: entity.softDelete == nil ? "found" : "is_deleted",
        foundSelect: foundSelect,
        refreshed: references.isEmpty
          ? [] : ["[" + references.map { "\"\($0)\"" }.joined(separator: ", ") + "]"])
    }

    private var rows: String { words.row == entity.entity.plural ? "rows" : entity.entity.plural }

    private mutating func collectImports() {
      let queries = entity.queries
      imports.add("sqlalchemy", "func", "select")
      imports.add("sqlalchemy.ext.asyncio", "AsyncSession")
      if alive == nil { imports.add("sqlalchemy", "ColumnElement") }
      if !queries.searched.isEmpty { imports.add("sqlalchemy", "or_") }
      if entity.entity.features.active { imports.add("sqlalchemy", "update") }
      if !entity.references.isEmpty { imports.add("sqlalchemy.orm", "selectinload") }
      imports.add(entity.files.schemas.module, "\(pascal)Create", "\(pascal)Update")
      imports.add(entity.files.model.module, pascal)
      for field in queries.enums { imports.add(entity.files.model.module, entity.enumName(of: field)) }
      imports.add(TypeMapping.row(of: entity.key.type).pythonImports)
      if let author = entity.author {
        imports.add(TypeMapping.row(of: author.key).pythonImports)
      }
      for reference in entity.references {
        imports.add(TypeMapping.row(of: reference.key).pythonImports)
      }
      if entity.softDelete == .moment { imports.add("datetime", "UTC", "datetime") }
    }

    // MARK: Constants

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

    // MARK: Functions

    private func function(_ name: String, _ parameters: [String], returns: String) -> [String] {
      PythonText.call(
        "async def \(name)", ["session: AsyncSession"] + parameters, tail: " -> \(returns):")
    }

    private var getHead: [String] {
      function("get_\(name)", [idParameter], returns: "\(pascal) | None")
    }

    private var getWhere: [String] {
      PythonText.call(
        ".where",
        ["\(pascal).\(entity.key.name) == \(name)_id"] + (alive.map { [$0] } ?? []), indent: 8
      ).map { String($0.dropFirst(8)) }
    }

    private var conflictHead: [String] {
      [
        "async def conflict(", "    session: AsyncSession,",
        "    data: \(pascal)Create | \(pascal)Update,",
        "    \(name)_id: \(entity.keyType) | None = None,", ") -> str:",
      ]
    }

    private var foundSelect: [String] {
      let selected: String
      switch entity.softDelete {
      case .flag: selected = "\(pascal).is_deleted"
      case .moment: selected = "\(pascal).deleted_at.is_not(None)"
      case nil: selected = "\(pascal).\(entity.key.name)"
      }
      return PythonText.call(
        "select(\(selected)).where",
        ["getattr(\(pascal), name) == value", "\(pascal).\(entity.key.name) != \(name)_id"],
        indent: 16
      ).map { String($0.dropFirst(16)) }
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
