internal import ProjectModel

/// The test module of an entity.
struct TestsSource {
  /// The file's text; nil when a required field has no value that could be made up, or the
  /// application is not one that can be imported.
  let text: String?

  private struct View {
    var imports: [String]
    var url: String
    var row: String
    var values: [Value]
    var base: String
    var session: String
    var user: User?
    var key: String
    var label: String
    var found: [String]
    var missed: [String]
    var hasMissed: Bool
    var change: Change?
    var active: Bool
    var hasUnique: Bool
    var unique: [Unique]
    var keepsDeleted: Bool
  }

  private struct Value {
    let name: String
    let value: String
  }

  private struct User {
    let dependency: String
    let type: String
    let key: String
  }

  private struct Change {
    let row: String
    let key: String
    let name: String
    let value: String
    let audit: Bool
    let refusesNull: Bool
  }

  private struct Unique {
    let name: String
    let change: String
  }

  init(_ entity: BackendEntity, plan: RouterPlan) {
    let builder = Builder(entity: entity, plan: plan)
    text = builder.view().map { PythonReflow.wrap(Template.tests.render($0)) }
  }

  private struct Builder {
    let entity: BackendEntity
    let plan: RouterPlan

    private var fields: [Field] { entity.entity.fields }
    private var features: Features { entity.entity.features }

    func view() -> View? {
      guard let app = entity.backend.liveApp, let separator = app.target.firstIndex(of: ":"),
        plan.choice.registrar.prefix?.contains("{") != true
      else { return nil }
      var imports = PythonImports()
      imports.addModule("asyncio")
      imports.addModule("pytest")
      imports.add("typing", "Any")
      imports.add("fastapi.testclient", "TestClient")
      imports.add("sqlalchemy", "NullPool")
      imports.add("sqlalchemy.ext.asyncio", "async_sessionmaker", "create_async_engine")
      imports.add(entity.base)
      imports.add(entity.session.symbol)
      let variable = String(app.target[app.target.index(after: separator)...])
      let isMade = app.isFactory && !app.target.hasSuffix(":app")
      guard !isMade else { return nil }
      imports.add(
        String(app.target[..<separator]), variable == "app" ? "app" : "\(variable) as app")
      let user = user(&imports)
      guard let values = values() else { return nil }
      let queries = entity.queries
      let missed = missed(queries)
      let unique = unique(queries)
      return View(
        imports: imports.lines, url: plan.prefix, row: entity.words.row, values: values,
        base: entity.base.name, session: entity.session.symbol.name, user: user,
        key: entity.key.name, label: entity.names.label, found: Self.loop(found(queries)),
        missed: Self.loop(missed),
        hasMissed: !missed.isEmpty, change: change(), active: features.active,
        hasUnique: !unique.isEmpty, unique: unique, keepsDeleted: entity.softDelete != nil)
    }

    private func user(_ imports: inout PythonImports) -> User? {
      guard let user = entity.backend.currentUser?.value,
        entity.author != nil || plan.guards.contains(user.symbol), let type = user.type,
        let model = entity.backend.models?.model(named: type),
        let module = entity.backend.module(of: model.path)
      else { return nil }
      imports.add(user.symbol)
      imports.add(module, type)
      return User(
        dependency: user.symbol.name, type: type, key: user.key == .int ? "id=1" : "")
    }

    private func values() -> [Value]? {
      var values: [Value] = []
      for field in fields {
        guard let value = TestValue(field: field, entity: entity).first else {
          if field.isNullable || field.constraints.defaultValue != nil { continue }
          return nil
        }
        values.append(Value(name: NameCase.camel(field.name), value: value))
      }
      if features.active { values.append(Value(name: "isActive", value: "True")) }
      return values
    }

    // MARK: Queries

    private static func loop(_ elements: [String]) -> [String] {
      guard elements.count > 1 else { return ["    for params in (\(elements.first ?? ""),):"] }
      return ["    for params in ("] + elements.map { "        \($0)," } + ["    ):"]
    }

    private func found(_ queries: EntityQueries) -> [String] {
      var found: [String] = []
      let searched = fields.first { field in
        field.name == queries.searched.first
      }.flatMap { TestValue(field: $0, entity: entity).first }
      if let searched { found.append("{\"search\": \(searched.uppercased())}") }
      let sorted = queries.sorted.count > 1 ? queries.sorted[1] : queries.sorted[0]
      found.append("{\"sort\": \"-\(sorted)\"}")
      for filter in queries.filters where filter.name != "is_active" {
        guard let field = entity.entity.field(named: filter.name),
          entity.entity.relationship(of: field) == nil,
          let value = TestValue(field: field, entity: entity).first
        else { continue }
        found.append("{\"\(filter.name)\": \(value)}")
      }
      return found + (features.active ? ["{\"is_active\": True}"] : [])
    }

    private func missed(_ queries: EntityQueries) -> [String] {
      var missed: [String] = []
      if !queries.searched.isEmpty { missed.append("{\"search\": \"nothing like it\"}") }
      for filter in queries.filters where filter.name != "is_active" {
        guard let field = entity.entity.field(named: filter.name) else { continue }
        if field.type == .bool {
          missed.append("{\"\(filter.name)\": False}")
        } else if let values = field.constraints.values, values.count > 1 {
          missed.append("{\"\(filter.name)\": \(PythonText.literal(values[0]))}")
        } else if entity.entity.relationship(of: field) != nil, field.type == .int {
          missed.append("{\"\(filter.name)\": \(field.isNullable ? 1 : 2)}")
        }
      }
      return missed + (features.active ? ["{\"is_active\": False}"] : [])
    }

    // MARK: Changes

    /// The first text that can become another one.
    private func change() -> Change? {
      let changed = fields.first { field in
        let isText = field.type == .str || field.type == .text
        return isText && field.constraints.pattern == nil && !field.constraints.unique
          && (field.constraints.maxLength ?? 255) >= 7 && (field.constraints.minLength ?? 0) <= 7
      }
      guard let changed else { return nil }
      return Change(
        row: entity.words.row, key: entity.key.name, name: NameCase.camel(changed.name),
        value: "\"Changed\"", audit: features.auditFields, refusesNull: !changed.isNullable)
    }

    /// For each unique field a change of all the others.
    private func unique(_ queries: EntityQueries) -> [Unique] {
      let fields = queries.unique.compactMap { entity.entity.field(named: $0) }
      return fields.compactMap { field in
        guard let own = TestValue(field: field, entity: entity).first, own != "None" else {
          return nil
        }
        var changes: [String] = []
        for other in fields where other.name != field.name {
          guard let value = TestValue(field: other, entity: entity).second else { return nil }
          changes.append("\"\(NameCase.camel(other.name))\": \(value)")
        }
        return Unique(name: field.name, change: "{\(changes.joined(separator: ", "))}")
      }
    }
  }
}
