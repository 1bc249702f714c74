internal import Patch
internal import SourceEdits

/// The models of a backend: dialect, base class, primary key and table naming.
struct ModelScan {
  let project: PythonProject
  let files: [PythonFile]

  private typealias Entry = ClassTable.Entry

  /// The models; nil when no class derives from a declarative base.
  func scan() throws(TreeError) -> ModelsFinding? {
    let table = try ClassTable(project: project, files: files)
    let declared = table.entries.filter { isDeclarative($0, table) }
    let models = declared.filter { dialect(of: $0) != nil }
    guard let base = try base(of: models, declared, table) else { return nil }
    let dialects = models.compactMap { entry in
      dialect(of: entry).map { ($0, entry) }
    }
    let usual = dialects.map(\.0).mostFrequent ?? fallbackDialect(base)
    let keys = models.compactMap { primaryKey(of: $0, table) }
    let key = keys.map(\.key).mostFrequent
    return ModelsFinding(
      dialect: Found(
        usual, dialects.isEmpty ? .likely : .certain,
        dialects.filter { $0.0 == usual }.prefix(1).map { evidence($0.1, "class") }),
      base: base,
      primaryKey: Found(
        key ?? .init(name: "id", type: .int, source: nil), key == nil ? .assumed : .certain,
        keys.filter { $0.key == key }.prefix(1).map(\.evidence)),
      tables: tables(models), all: models.map { finding($0, table) })
  }

  private func evidence(_ entry: Entry, _ what: String) -> Evidence {
    entry.file.evidence(entry.definition.statement, "\(what) \(entry.definition.name)")
  }

  // MARK: Classes

  private func isDeclarative(_ entry: Entry, _ table: ClassTable) -> Bool {
    if entry.text(of: "__abstract__") != nil { return false }
    return table.ancestors(of: entry).contains { base in
      switch base {
      case .library(let name): isBase(name)
      case .project(let key, _): isBaseAssignment(key)
      }
    }
  }

  private func isBase(_ name: String) -> Bool {
    [
      "sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta",
      "sqlalchemy.ext.asyncio.AsyncAttrs", "sqlmodel.SQLModel",
    ].contains(name) && !name.hasSuffix("AsyncAttrs")
  }

  /// `Base = declarative_base()`.
  private func isBaseAssignment(_ key: ClassTable.ClassKey) -> Bool {
    guard let file = files.first(where: { $0.path == key.path }),
      let value = project.assignedValue(file, key.statement)
    else { return false }
    return value.call?.function == "declarative_base"
  }

  private func dialect(of entry: Entry) -> ModelsFinding.Dialect? {
    if entry.definition.keywords.contains(where: { $0.name == "table" }) { return .sqlmodel }
    let attributes = entry.attributes
    if attributes.contains(where: { entry.annotation($0)?.hasPrefix("Mapped[") == true }) {
      return .mapped
    }
    let hasColumns = attributes.contains { attribute in
      guard let value = attribute.value else { return false }
      return entry.file.outline.call(value)?.function == "Column"
    }
    if hasColumns { return .column }
    return attributes.contains { $0.name == "__tablename__" } ? .mapped : nil
  }

  private func fallbackDialect(_ base: Found<PythonSymbolPath>) -> ModelsFinding.Dialect {
    base.value.module == "sqlmodel" ? .sqlmodel : .mapped
  }

  /// The class most models derive from directly; without models, the declarative base itself.
  private func base(
    of models: [Entry], _ declared: [Entry], _ table: ClassTable
  ) throws(TreeError) -> Found<PythonSymbolPath>? {
    let direct = models.compactMap { entry in
      entry.bases.first { base in
        switch base {
        case .library(let name): isBase(name)
        case .project(let key, _):
          isBaseAssignment(key) || table.entry(key).map { isDeclarative($0, table) } == true
        }
      }
    }
    if let usual = direct.mostFrequent { return symbol(usual, table) }
    let roots = declared.filter { entry in
      entry.bases.contains { if case .library(let name) = $0 { isBase(name) } else { false } }
    }
    guard let root = roots.first else { return assignedBase() }
    return symbol(.project(root.key, name: root.definition.name), table)
  }

  private func assignedBase() -> Found<PythonSymbolPath>? {
    for file in files {
      for statement in file.outline.children(of: nil) {
        let key = ClassTable.ClassKey(path: file.path, statement: statement)
        guard isBaseAssignment(key), let name = file.outline.assignment(at: statement)?.name,
          let module = project.module(of: file.path)
        else { continue }
        return Found(
          PythonSymbolPath(module: module, name: name, path: file.path), .certain,
          [file.evidence(statement, "\(name) = declarative_base()")])
      }
    }
    return nil
  }

  private func symbol(_ base: ClassTable.Base, _ table: ClassTable) -> Found<PythonSymbolPath>? {
    switch base {
    case .library(let name):
      let parts = name.split(separator: ".")
      return Found(
        PythonSymbolPath(
          module: parts.dropLast().joined(separator: "."), name: parts.last.map(String.init) ?? ""),
        .certain, [])
    case .project(let key, let name):
      guard let module = project.module(of: key.path),
        let file = files.first(where: { $0.path == key.path })
      else { return nil }
      return Found(
        PythonSymbolPath(module: module, name: name, path: key.path), .certain,
        [file.evidence(key.statement, "class \(name)")])
    }
  }

  // MARK: Primary keys and tables

  private func primaryKey(
    of entry: Entry, _ table: ClassTable
  ) -> (key: ModelsFinding.PrimaryKey, evidence: Evidence)? {
    for owner in table.lineage(of: entry) {
      for attribute in owner.attributes {
        let outline = owner.file.outline
        guard let name = attribute.name, let value = attribute.value,
          let call = outline.call(value), let flag = call.keyword("primary_key"),
          outline.compactText(of: flag) == "True"
        else { continue }
        let isOwn = owner.key == entry.key
        let tokens = outline.statements[attribute.statement].tokens
        return (
          ModelsFinding.PrimaryKey(
            name: name, type: keyType(owner.annotation(attribute), outline.compactText(of: value)),
            source: isOwn ? outline.text(of: tokens) : nil),
          owner.file.evidence(attribute.statement, "primary key \(name)")
        )
      }
    }
    return nil
  }

  private func keyType(_ annotation: String?, _ value: String) -> FieldType {
    let text = (annotation ?? "") + " " + value
    if text.lowercased().contains("uuid") || text.contains("GUID") { return .uuid }
    if annotation?.contains("str") == true || value.contains("String") { return .str }
    return .int
  }

  private func tables(_ models: [Entry]) -> Found<ModelsFinding.TableNaming> {
    let named = models.compactMap { entry -> (ModelsFinding.TableNaming, Entry)? in
      let snake = NameCase.snake(entry.definition.name)
      guard let table = entry.text(of: "__tablename__") else { return (.inherited, entry) }
      let plural = Inflection.plural(of: snake)
      if table == plural, table != snake { return (.plural, entry) }
      return table == snake && plural != snake ? (.singular, entry) : nil
    }
    guard let usual = named.map(\.0).mostFrequent else { return Found(.plural, .assumed) }
    return Found(
      usual, .certain, named.filter { $0.0 == usual }.prefix(1).map { evidence($0.1, "table of") })
  }

  private func finding(_ entry: Entry, _ table: ClassTable) -> ModelsFinding.Model {
    ModelsFinding.Model(
      name: entry.definition.name, path: entry.file.path,
      line: entry.file.outline.line(of: entry.definition.statement),
      table: entry.text(of: "__tablename__"),
      key: primaryKey(of: entry, table)?.key.type ?? .int,
      attributes: table.lineage(of: entry).flatMap { $0.attributes.compactMap(\.name) },
      label: label(of: entry))
  }

  /// The first of the usual names among the texts.
  private func label(of entry: Entry) -> String? {
    let texts = entry.attributes.filter { attribute in
      ["Mapped[str]", "Mapped[str|None]", "Mapped[Optional[str]]"]
        .contains(entry.annotation(attribute))
    }.compactMap(\.name)
    return ModelsFinding.labels.first(where: texts.contains)
  }
}
