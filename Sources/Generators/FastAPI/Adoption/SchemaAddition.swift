internal import ProjectModel
internal import SourceEdits

/// The classes that a schema file lacks, in the style of those it has.
struct SchemaAddition {
  /// A class with its source.
  struct Class {
    let name: String
    let source: String
  }

  private let adoption: SchemaAdoption
  private var imports = PythonImports()
  private var classes: [Class] = []

  init(_ adoption: SchemaAdoption) { self.adoption = adoption }

  private var entity: BackendEntity { adoption.entity }
  private var reading: SchemaReading { adoption.reading }
  private var pascal: String { entity.entity.pascal }

  /// The class that those of the file derive from; nil when one is added too.
  var baseSymbol: String? {
    reading.base(of: pascal) ?? entity.backend.schemaBase?.value.symbol.name
  }

  /// What is imported, and the classes in order.
  mutating func make() -> (imports: [ImportEdit], classes: [Class]) {
    let missing = adoption.missing
    let base = makeBase()
    for part in missing {
      let name = adoption.name(of: part)
      switch part {
      case .create: add(name, doc: "A new \(entity.names.label).", createBase(base), created(base))
      case .update:
        let doc = "Changes to \(entity.names.labelWithArticle); what is left out stays as it is."
        add(name, doc: doc, base, updated())
      case .activeUpdate:
        imports.add("pydantic", "StrictBool")
        add(name, base, ["    is_active: StrictBool"])
      case .activeBulkUpdate:
        add(name, pascal + "ActiveUpdate", members.ids(&imports))
      case .response:
        for reference in entity.shown { addLabel(reference, base) }
        let lines = members.read(&imports)
        add(name, base, lines + conversions())
      case .listResponse:
        add(
          name, base,
          ["    items: list[\(pascal)Response]"]
            + ["total", "page", "per_page", "total_pages"].map { "    \($0): int" })
      }
    }
    return (imports.edits, classes)
  }

  private var members: SchemaMembers { SchemaMembers(entity: entity, isStandalone: true) }

  // MARK: Bases

  private mutating func makeBase() -> String {
    if let known = reading.base(of: pascal) { return known }
    if let base = entity.backend.schemaBase?.value {
      imports.add(base.symbol)
      return base.symbol.name
    }
    if !reading.provides("CamelModel") {
      imports.add("pydantic", "BaseModel", "ConfigDict")
      imports.add("pydantic.alias_generators", "to_camel")
      classes.append(Class(name: "CamelModel", source: Template.schemaBase.trimmed([:])))
    }
    return "CamelModel"
  }

  /// `CustomerBase`, where it has what creating needs.
  private func createBase(_ base: String) -> String {
    let own = pascal + "Base"
    guard let fields = reading.fields(of: own) else { return base }
    let all = Set(entity.entity.fields.map(\.name))
    let required = entity.entity.fields.filter(\.constraints.required).map(\.name)
    return fields.isSubset(of: all) && fields.isSuperset(of: required) ? own : base
  }

  // MARK: Written

  private mutating func created(_ base: String) -> [String] {
    guard createBase(base) == base else { return [] }
    var lines: [String] = []
    for field in entity.entity.fields { lines += source(field).schemaLine(&imports) }
    if entity.entity.features.active {
      imports.add("pydantic", "StrictBool")
      lines.append("    is_active: StrictBool = True")
    }
    return lines + checks(of: entity.entity.fields)
  }

  /// What creating takes, all of it optional.
  private mutating func updated() -> [String] {
    let known = reading.fields(of: pascal + "Create")
    let fields = entity.entity.fields.filter { known?.contains($0.name) ?? true }
    let created = reading.members(of: pascal + "Create")
    var lines: [String] = []
    for field in fields {
      let member = created.first { $0.name == field.name }
      let allowsEmpty = member.map { !($0.value ?? "").contains("min_length") } ?? false
      lines += source(field).optionalLine(&imports, allowsEmpty: allowsEmpty)
    }
    if entity.entity.features.active, known?.contains("is_active") ?? true {
      imports.add("pydantic", "Field", "StrictBool")
      lines.append("    is_active: StrictBool = Field(default=None)")
    }
    return (lines.isEmpty ? ["    pass"] : lines) + checks(of: fields)
  }

  private func source(_ field: Field) -> FieldSource {
    FieldSource(field: field, entity: entity, isStandalone: true)
  }

  /// Moments are kept in UTC, and objects as text that every database keeps.
  private mutating func checks(of fields: [Field]) -> [String] {
    let moments = fields.filter { $0.type == .datetime }
    let objects = fields.filter { $0.type == .json }
    var lines: [String] = []
    if !moments.isEmpty {
      imports.add("datetime", "UTC", entity.words.imported("datetime"))
      imports.add("pydantic", "field_validator")
      let type = entity.words.local("datetime") + " | None"
      lines += [
        "", "    @field_validator(\(names(of: moments)))", "    @classmethod",
        "    def _to_utc(cls, value: \(type)) -> \(type):",
        "        \"\"\"A moment as its column keeps it: in UTC, without an offset.\"\"\"",
        "        if value is None or value.tzinfo is None:", "            return value",
        "        try:", "            return value.astimezone(UTC).replace(tzinfo=None)",
        "        except OverflowError:",
        "            raise ValueError(\"datetime is out of range\") from None",
      ]
    }
    if !objects.isEmpty {
      imports.addModule("json")
      imports.add("typing", "Any")
      imports.add("pydantic", "field_validator")
      let type = "dict[str, Any] | None"
      lines += [
        "", "    @field_validator(\(names(of: objects)))", "    @classmethod",
        "    def _to_json(cls, value: \(type)) -> \(type):",
        "        \"\"\"An object as every database keeps it: valid text.\"\"\"",
        "        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()",
        "        return value",
      ]
    }
    return lines
  }

  private func names(of fields: [Field]) -> String {
    fields.map { PythonText.literal($0.name) }.joined(separator: ", ")
  }

  // MARK: Read

  /// Moments have an offset on the wire, and decimals are numbers.
  private mutating func conversions() -> [String] {
    var moments = entity.entity.fields.filter { $0.type == .datetime }.map(\.name)
    if entity.entity.features.auditFields { moments += ["created_at", "updated_at"] }
    let decimals =
      entity.options.decimal == .number
      ? entity.entity.fields.filter { $0.type == .decimal } : []
    var lines: [String] = []
    if !moments.isEmpty {
      imports.add("datetime", "UTC", entity.words.imported("datetime"))
      imports.add("pydantic", "field_validator")
      let type = entity.words.local("datetime") + " | None"
      let quoted = moments.map(PythonText.literal).joined(separator: ", ")
      lines += [
        "", "    @field_validator(\(quoted))", "    @classmethod",
        "    def _from_utc(cls, value: \(type)) -> \(type):",
        "        return value and value.replace(tzinfo=UTC)",
      ]
    }
    if !decimals.isEmpty {
      imports.add("decimal", "Decimal")
      imports.add("pydantic", "field_serializer")
      lines += [
        "", "    @field_serializer(\(names(of: decimals)))",
        "    def _to_number(self, value: Decimal | None) -> float | None:",
        "        return None if value is None else float(value)",
      ]
    }
    return lines
  }

  private mutating func addLabel(_ reference: EntityReference, _ base: String) {
    let name = entity.entity.labelName(of: reference.relationship)
    guard !reading.provides(name) else { return }
    add(name, base, members.label(reference, &imports))
  }

  private mutating func add(
    _ name: String, doc: String? = nil, _ base: String, _ lines: [String]
  ) {
    let words = doc.map { ["    \"\"\"\($0)\"\"\""] } ?? []
    let gap = words.isEmpty || lines.isEmpty || lines.first?.isEmpty == true ? [] : [""]
    let text = ["class \(name)(\(base)):"] + words + gap + lines
    classes.append(Class(name: name, source: PythonReflow.wrap(text.joined(separator: "\n"))))
  }
}
