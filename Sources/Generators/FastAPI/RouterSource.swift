internal import ProjectModel

/// The router file of an entity.
struct RouterSource {
  /// The file's text.
  let text: String

  /// What it must know of the schemas it imports.
  struct Schemas {
    /// Whether they have the greatest value of an INTEGER column.
    var hasMaximum = true
    /// Whether a response reads the attributes of objects.
    var readsAttributes = true
  }

  private struct View {
    var imports: [String] = []
    var routerLine = ""
    var ownMaximum = false
    var reading = ""
    var name: String
    var plural: String
    var pascal: String
    var label: String
    var row: String
    var key: String
    var keyType: String
    var idPath: String
    var idParameter: String
    var session: String
    var notFound: String
    var unique: Bool
    var conflictError: String
    var hardDelete: Bool
    var aliases: [String] = []
    var hasAliases = false
    var searches: Bool
    var filters: [CRUDSource.Filter]
    var author: String?
    var deleteAuthor: String?
    var active: Bool
    var commits: Bool
    var commit: String
  }

  init(
    _ entity: BackendEntity, plan: RouterPlan, schemas: Schemas = Schemas(), hasTags: Bool = true
  ) {
    var builder = Builder(entity: entity, plan: plan, schemas: schemas, hasTags: hasTags)
    text = PythonReflow.wrap(Template.router.render(builder.view()))
  }

  private struct Builder {
    let entity: BackendEntity
    let plan: RouterPlan
    let schemas: Schemas
    /// Whether it gives itself tags; the call gives some else.
    let hasTags: Bool
    var imports = PythonImports()

    private var pascal: String { entity.entity.pascal }
    private var features: Features { entity.entity.features }

    mutating func view() -> View {
      let queries = entity.queries
      let hardDelete = entity.softDelete == nil
      collectImports(queries)
      let session = sessionParameter()
      var view = View(
        name: entity.entity.name, plural: entity.entity.plural, pascal: pascal,
        label: entity.names.label, row: entity.words.row, key: entity.key.name,
        keyType: entity.keyType, idPath: "{\(entity.entity.name)_id}",
        idParameter: idParameter(), session: session.name,
        notFound: raised(404, "No such \(entity.names.label)"), unique: !queries.unique.isEmpty,
        conflictError: raised(409, nil), hardDelete: hardDelete,
        searches: !queries.searched.isEmpty, filters: filters(queries), active: features.active,
        commits: entity.session.committer != .dependency,
        commit: entity.session.committer == .dependency ? "flush" : "commit")
      view.aliases = session.alias.map { [$0] } ?? []
      addUser(&view)
      view.hasAliases = !view.aliases.isEmpty
      view.ownMaximum = !schemas.hasMaximum
      view.reading = schemas.readsAttributes ? "" : ", from_attributes=True"
      view.routerLine = routerLine()
      view.imports = imports.lines
      return view
    }

    // MARK: Imports

    private mutating func collectImports(_ queries: EntityQueries) {
      imports.add("collections.abc", "AsyncIterator")
      imports.add("contextlib", "asynccontextmanager")
      imports.add("math", "ceil")
      imports.add("typing", "Annotated", "Any")
      imports.add("fastapi", "APIRouter", "Depends", "Query")
      if entity.key.type == .int { imports.add("fastapi", "Path") }
      imports.add("sqlalchemy.exc", "IntegrityError")
      imports.add("sqlalchemy.ext.asyncio", "AsyncSession")
      let parts = entity.files.crud.module.split(separator: ".").map(String.init)
      let module = parts.last ?? ""
      let package = parts.dropLast().joined(separator: ".")
      imports.add(package, module == "crud" ? module : "\(module) as crud")
      let schemas = entity.files.schemas.module
      if self.schemas.hasMaximum { imports.add(schemas, "INT_MAX") }
      imports.add(
        schemas, "\(pascal)Create", "\(pascal)ListResponse", "\(pascal)Response",
        "\(pascal)Update")
      if features.active {
        imports.add(schemas, "\(pascal)ActiveBulkUpdate", "\(pascal)ActiveUpdate")
      }
      imports.add(entity.files.model.module, pascal)
      for field in queries.enums { imports.add(entity.enumType(of: field).source) }
      imports.add(TypeMapping.row(of: entity.key.type).pythonImports)
    }

    // MARK: Parameters

    private func idParameter() -> String {
      let name = "\(entity.entity.name)_id"
      return entity.key.type == .int
        ? "\(name): Annotated[int, Path(ge=1, le=INT_MAX)]" : "\(name): \(entity.keyType)"
    }

    private mutating func sessionParameter() -> (name: String, alias: String?) {
      if let alias = entity.session.alias {
        imports.add(alias)
        return (alias.name, nil)
      }
      imports.add(entity.session.symbol)
      return (
        "SessionDep",
        "SessionDep = Annotated[AsyncSession, Depends(\(entity.session.symbol.name))]"
      )
    }

    private mutating func addUser(_ view: inout View) {
      guard let author = entity.author, let type = author.type,
        let model = entity.backend.models?.model(named: type),
        let module = entity.backend.module(of: model.path)
      else { return }
      imports.add(module, type)
      imports.add(author.symbol)
      view.aliases.append("CurrentUser = Annotated[\(type), Depends(\(author.symbol.name))]")
      view.author = entity.key.name
      view.deleteAuthor = entity.softDelete == nil ? nil : entity.key.name
    }

    private mutating func filters(_ queries: EntityQueries) -> [CRUDSource.Filter] {
      queries.filters.map { filter in
        let field = entity.entity.field(named: filter.name)
        let isReference = field.flatMap { entity.entity.relationship(of: $0) } != nil
        if isReference, let field {
          imports.add(TypeMapping.row(of: field.type).pythonImports)
        }
        let type =
          isReference && filter.type == "int"
          ? "Annotated[int | None, Query(ge=1, le=INT_MAX)]" : "\(filter.type) | None"
        return CRUDSource.Filter(name: filter.name, type: type)
      }
    }

    // MARK: Lines

    private mutating func routerLine() -> String {
      var arguments: [String] = []
      if !plan.ownPrefix.isEmpty {
        arguments.append("prefix=\(PythonText.literal(plan.ownPrefix))")
      }
      if hasTags { arguments.append("tags=[\(PythonText.literal(entity.names.pluralLabel))]") }
      var responses = ["400: {\"description\": \"The body is not UTF-8\"}"]
      if !plan.guards.isEmpty {
        for guardian in plan.guards { imports.add(guardian) }
        let list = plan.guards.map { "Depends(\($0.name))" }.joined(separator: ", ")
        arguments.append("dependencies=[\(list)]")
        if plan.guards.contains(where: { $0 == entity.backend.currentUser?.value.symbol }) {
          responses.append("401: {\"description\": \"Not signed in\"}")
        }
      }
      arguments.append("responses={\(responses.joined(separator: ", "))}")
      return "router = APIRouter(\(arguments.joined(separator: ", ")))"
    }

    /// The project's exception for a status, else FastAPI's; nil stands for the variable `reason`.
    private mutating func raised(_ status: Int, _ text: String?) -> String {
      let message = text.map(PythonText.literal) ?? "reason"
      if let own = entity.backend.exceptions.first(where: { $0.value.status == status })?.value {
        imports.add(own.symbol)
        return "\(own.symbol.name)(\(message))"
      }
      imports.add("fastapi", "HTTPException")
      return "HTTPException(\(status), \(message))"
    }
  }
}
