internal import ProjectModel
internal import SourceEdits

/// The classes of a schema file.
struct SchemaReading {
  private let outline: PythonOutline

  /// nil when the file does not parse.
  init?(_ bytes: [UInt8]) {
    guard let outline = try? PythonOutline(bytes) else { return nil }
    self.outline = outline
  }

  /// One field of a class.
  struct Member {
    let name: String
    /// Its type, without blanks.
    let annotation: String
    /// What it is assigned, without blanks; nil for nothing.
    let value: String?

    /// Whether it must be given.
    var isRequired: Bool {
      guard let value, value != "..." else { return true }
      guard value.hasPrefix("Field(") else { return false }
      let hasDefault = value.contains("default=") || value.contains("default_factory=")
      let first = value.dropFirst("Field(".count).prefix { $0 != "," && $0 != ")" }
      return !hasDefault && (first == "..." || first.contains("=") || first.isEmpty)
    }
  }

  // MARK: Names

  /// The line of the class of a name; nil when the file defines none.
  func line(of name: String) -> Int? { type(named: name).map { outline.line(of: $0.statement) } }

  /// Whether another module can import the name from the file.
  func provides(_ name: String) -> Bool {
    line(of: name) != nil
      || outline.children(of: nil).contains { outline.assignment(at: $0)?.name == name }
      || outline.imports.contains { found in
        outline.scope(of: found.statement) == nil && found.names.contains { $0.local == name }
      }
  }

  /// The names of its classes, in order.
  var classes: [String] {
    outline.children(of: nil).compactMap { outline.classDefinition(at: $0)?.name }
  }

  // MARK: Members

  /// The fields of a class, those of its bases in the file too; nil when the file has no such class.
  func fields(of name: String) -> Set<String>? {
    type(named: name).map { _ in Set(members(of: name).map(\.name)) }
  }

  /// The fields of a class, those of its bases in the file first.
  func members(of name: String) -> [Member] {
    var found: [Member] = []
    for attribute in lineage(of: name).reversed().flatMap(attributes) {
      guard let annotation = attribute.annotation, let name = attribute.name else { continue }
      let member = Member(
        name: name, annotation: outline.compactText(of: annotation),
        value: attribute.value.map { outline.compactText(of: $0) })
      if let index = found.firstIndex(where: { $0.name == name }) {
        found[index] = member
      } else {
        found.append(member)
      }
    }
    return found
  }

  // MARK: Settings

  /// Whether a class gives camelCase aliases: itself, or by a base.
  func hasAliases(_ name: String, base: SchemaBase?) -> Bool {
    if let base, base.hasCamelAliases, bases(of: name).contains(base.symbol.name) { return true }
    return settings(of: name).contains { $0.contains("alias_generator") }
  }

  /// Whether a class reads the attributes of objects: itself, or by a base.
  func readsAttributes(_ name: String, base: SchemaBase?) -> Bool {
    if let base, base.readsAttributes, bases(of: name).contains(base.symbol.name) { return true }
    return settings(of: name).contains { text in
      ["from_attributes=True", "from_attributes\":True", "from_attributes':True"]
        .contains(where: text.contains)
    }
  }

  /// The base that the classes of an entity have in common: the first above one of them that is
  /// not named after the entity; nil when none has a base.
  func base(of pascal: String) -> String? {
    let own = classes.filter { $0.hasPrefix(pascal) }
    let usual = [pascal + "Response", pascal + "Base", pascal + "Create"].filter(own.contains)
    for name in usual + own {
      let found = bases(of: name).first { !$0.hasPrefix(pascal) && !$0.hasPrefix("Generic[") }
      if let found { return found }
    }
    return nil
  }

  private func settings(of name: String) -> [String] {
    lineage(of: name).flatMap { type in
      outline.children(of: type.statement).compactMap { statement in
        if outline.classDefinition(at: statement)?.name == "Config" {
          return outline.children(of: statement).map { inner in
            outline.compactText(of: outline.statements[inner].tokens)
          }.joined(separator: ",")
        }
        guard let attribute = outline.assignment(at: statement), attribute.name == "model_config"
        else { return nil }
        return attribute.value.map { outline.compactText(of: $0) }
      }
    }
  }

  /// The bases of a class and of its bases in the file, nearest first.
  private func bases(of name: String) -> [String] {
    lineage(of: name).flatMap { type in type.bases.map { outline.compactText(of: $0) } }
  }

  private func type(named name: String) -> PythonClass? {
    outline.classes.first { $0.name == name && outline.scope(of: $0.statement) == nil }
  }

  private func attributes(of type: PythonClass) -> [PythonAssignment] {
    outline.children(of: type.statement).compactMap { outline.assignment(at: $0) }
  }

  private func lineage(of name: String, depth: Int = 0) -> [PythonClass] {
    guard depth < 12, let type = type(named: name) else { return [] }
    return [type]
      + type.bases.flatMap { lineage(of: outline.compactText(of: $0), depth: depth + 1) }
  }
}
