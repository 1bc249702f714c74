internal import ProjectModel

/// The schema file of an entity.
struct SchemaSource {
  /// The file's text.
  let text: String

  private struct View {
    var imports: [String] = []
    var hasMinimum = false
    var readsMoments = false
    var writesMoments = false
    var hasObjects = false
    var hasFunctions = false
    var hasAliases = false
    var datetime: String
    var aliases: [String] = []
    var ownBase = false
    var base: String
    var pascal: String
    var label: String
    var aLabel: String
    var active: Bool
    var written: [String] = []
    var hasUpdated = false
    var updated: [String] = []
    var ids: [String] = []
    var labels: [Label] = []
    var read: [String] = []
  }

  private struct Label {
    let name: String
    let base: String
    let lines: [String]
  }

  init(_ entity: BackendEntity) {
    var builder = Builder(entity: entity)
    text = Template.schemas.render(builder.view())
  }

  /// Fills the view, collecting imports on the way.
  private struct Builder {
    let entity: BackendEntity
    var imports = PythonImports()

    private var members: SchemaMembers { SchemaMembers(entity: entity) }
    private var fields: [Field] { entity.entity.fields }
    private var features: Features { entity.entity.features }

    mutating func view() -> View {
      var view = View(
        datetime: entity.words.local("datetime"), base: baseName(),
        pascal: entity.entity.pascal, label: entity.names.label,
        aLabel: entity.names.labelWithArticle, active: features.active)
      view.ownBase = entity.backend.schemaBase == nil
      imports.add("typing", "Any")
      view.written = fields.flatMap { source($0).schemaLine(&imports) }
      if features.active {
        imports.add("pydantic", "StrictBool")
        view.written.append("    is_active: StrictBool = True")
      }
      view.updated = updated()
      view.hasUpdated = !view.updated.isEmpty
      view.ids = features.active ? members.ids(&imports) : []
      view.labels = entity.shown.map { reference in
        Label(
          name: entity.entity.labelName(of: reference.relationship), base: view.base,
          lines: members.label(reference, &imports))
      }
      view.read = members.read(&imports)
      addMoments(&view)
      addDecimals(&view)
      addObjects(&view)
      view.hasMinimum = fields.contains { source($0).bounds.contains("ge=INT_MIN") }
      view.hasFunctions = view.readsMoments || view.hasObjects
      view.hasAliases = !view.aliases.isEmpty
      view.imports = imports.lines
      return view
    }

    private func source(_ field: Field) -> FieldSource { FieldSource(field: field, entity: entity) }

    private mutating func baseName() -> String {
      if let base = entity.backend.schemaBase?.value {
        imports.add(base.symbol)
        return base.symbol.name
      }
      imports.add("pydantic", "BaseModel", "ConfigDict")
      imports.add("pydantic.alias_generators", "to_camel")
      return "CamelModel"
    }

    // MARK: Written

    private mutating func updated() -> [String] {
      var lines: [String] = []
      for field in fields where !field.isNullable {
        lines += source(field).schemaLine(&imports, default: "UNSET")
      }
      if features.active { lines.append("    is_active: StrictBool = UNSET") }
      return lines
    }

    // MARK: Types on the wire

    private mutating func addMoments(_ view: inout View) {
      view.writesMoments = fields.contains { $0.type == .datetime }
      view.readsMoments = view.writesMoments || features.auditFields
      guard view.readsMoments else { return }
      imports.add("datetime", "UTC", entity.words.imported("datetime"))
      imports.add("typing", "Annotated")
      imports.add("pydantic", "AfterValidator")
      let moment = view.datetime
      if view.writesMoments {
        view.aliases.append("Moment = Annotated[\(moment), AfterValidator(_to_utc)]")
      }
      view.aliases.append("UTCMoment = Annotated[\(moment), AfterValidator(_from_utc)]")
    }

    private mutating func addDecimals(_ view: inout View) {
      guard fields.contains(where: { $0.type == .decimal }), entity.options.decimal == .number
      else { return }
      imports.add("typing", "Annotated")
      imports.add("pydantic", "PlainSerializer")
      imports.add("decimal", "Decimal")
      view.aliases.append(
        "JSONNumber = Annotated[Decimal, PlainSerializer(float, return_type=float)]")
    }

    private mutating func addObjects(_ view: inout View) {
      view.hasObjects = fields.contains { $0.type == .json }
      guard view.hasObjects else { return }
      imports.addModule("json")
      imports.add("typing", "Annotated")
      imports.add("pydantic", "AfterValidator")
      view.aliases.append(
        "JSONObject = Annotated[dict[str, Any], AfterValidator(_to_json)]")
    }
  }
}
