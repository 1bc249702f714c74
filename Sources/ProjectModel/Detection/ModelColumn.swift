internal import Patch
internal import SourceEdits

/// One column of a model: `name: Mapped[str] = mapped_column(...)`, the annotation alone, or the
/// call alone.
struct ModelColumn {
  let name: String
  /// Where it stands.
  let place: Evidence
  /// The type that values have in Python.
  let type: ModelColumnType
  /// The calls that describe it: its own, then that of the `Annotated` alias it is annotated with.
  let calls: [Call]
  private let primaryKey: String

  /// A call with the file it stands in.
  struct Call {
    let outline: PythonOutline
    let call: PythonCall
  }

  /// nil for what is no column: relationships, constants, what is derived.
  init?(
    _ attribute: PythonAssignment, in source: PythonDefinitionLookup.Source, backend: Backend,
    lookup: PythonDefinitionLookup
  ) throws(TreeError) {
    let outline = source.outline
    guard let name = attribute.name, !name.hasPrefix("__") else { return nil }
    let call = attribute.value.flatMap { outline.call($0) }
    let isColumn = call.map { ["mapped_column", "Column"].contains(String($0.function)) } ?? false
    let mapped = attribute.annotation.flatMap { ModelColumnType.mapped($0, in: outline) }
    guard isColumn || (mapped != nil && attribute.value == nil) else { return nil }
    self.name = name
    let tokens = outline.statements[attribute.statement].tokens
    let words = outline.text(of: tokens).split(whereSeparator: \.isWhitespace)
    place = Evidence(
      source.path, outline.line(of: attribute.statement), words.joined(separator: " "))
    type = try ModelColumnType(mapped, in: source, lookup: lookup)
    calls = (call.map { [Call(outline: outline, call: $0)] } ?? []) + type.calls
    primaryKey = backend.models?.primaryKey.value.name ?? "id"
  }

  // MARK: What is said

  /// Whether it is the primary key; an alias that cannot be followed has it by name.
  var isPrimaryKey: Bool {
    keyword("primary_key") == "True" || (calls.isEmpty && type.name == nil && name == primaryKey)
  }

  /// Whether it allows NULL.
  var isNullable: Bool {
    switch keyword("nullable") {
    case "True": true
    case "False": false
    default: type.isOptional ?? true
    }
  }

  /// Whether nothing but a value that is written fills it.
  var isNeeded: Bool { !isNullable && !hasDefault && generation == nil }

  /// What fills it instead of a value: `Computed`, `Identity`.
  var generation: String? {
    ["Computed", "Identity", "Sequence", "FetchedValue"].first { typeCall($0) != nil }
  }

  /// Whether it says the length or the digits of its values.
  var hasSize: Bool { !sizes.isEmpty }

  /// A keyword's text without blanks.
  func keyword(_ name: String) -> String? {
    argument(name).map { $0.outline.compactText(of: $0.range) }
  }

  /// A keyword's value.
  func argument(_ name: String) -> (outline: PythonOutline, range: Range<Int>)? {
    for entry in calls {
      if let range = entry.call.keyword(name) { return (entry.outline, range) }
    }
    return nil
  }

  /// The column type or constraint of a name among the arguments: `String(64)`, `ForeignKey(...)`.
  func typeCall(_ name: String) -> Call? {
    for entry in calls {
      for range in arguments(of: entry) {
        guard let call = entry.outline.call(range), call.function == name else { continue }
        return Call(outline: entry.outline, call: call)
      }
    }
    return nil
  }

  /// The names of the column types and constraints: `String`, `ForeignKey`.
  var typeNames: [String] {
    calls.flatMap { entry in
      arguments(of: entry).map { range in
        let text = entry.outline.compactText(of: range).prefix { $0 != "(" }
        return text.split(separator: ".").last.map(String.init) ?? ""
      }
    }
  }

  private func arguments(of entry: Call) -> [Range<Int>] {
    entry.call.positional + ["type_"].compactMap { entry.call.keyword($0) }
  }

  /// The length, or the digits and those after the point, in the order of the type's parameters.
  var sizes: [Int] {
    for name in ["String", "Unicode", "VARCHAR", "CHAR", "Numeric", "DECIMAL"] {
      guard let found = typeCall(name) else { continue }
      let keywords = ["length", "precision", "scale"].compactMap { found.call.keyword($0) }
      return (found.call.positional + keywords).compactMap {
        Int(found.outline.compactText(of: $0))
      }
    }
    return []
  }

  // MARK: Foreign keys

  /// `table.column` of a foreign key.
  func foreignKey(_ backend: Backend?) -> String? {
    guard let found = typeCall("ForeignKey"), let target = found.call.positional.first else {
      return nil
    }
    if let text = found.outline.stringValue(target) { return text }
    let parts = found.outline.compactText(of: target).split(separator: ".").map(String.init)
    guard parts.count == 2 else { return nil }
    let table = backend?.models?.model(named: parts[0])?.table ?? NameCase.snake(parts[0])
    return table + "." + parts[1]
  }

  /// The relationship of a foreign key column.
  func relationship(of field: Field, _ backend: Backend) -> Relationship? {
    guard let target = foreignKey(backend) else { return nil }
    let table = target.prefix { $0 != "." }
    let model = backend.models?.all.first { model in
      model.table.map { $0 == table } ?? (NameCase.snake(model.name) == table)
    }
    let base = field.name.hasSuffix("_id") ? String(field.name.dropLast(3)) : field.name
    let action = typeCall("ForeignKey").flatMap { found in
      found.call.keyword("ondelete").flatMap { found.outline.stringValue($0) }
    }
    return Relationship(
      name: base, kind: field.constraints.unique ? .oneToOne : .manyToOne,
      target: model?.name ?? NameCase.pascal(Inflection.singular(of: table)), field: field.name,
      onDelete: action.flatMap { Relationship.OnDelete(named: $0) } ?? .restrict)
  }
}
