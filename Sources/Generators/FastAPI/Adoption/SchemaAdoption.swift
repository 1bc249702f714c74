internal import Patch
internal import ProjectModel
internal import SourceEdits

/// A schema file that stands there, below CRUD functions or a router that are made.
struct SchemaAdoption {
  let entity: BackendEntity
  let path: RelativePath
  let reading: SchemaReading
  /// The layers that are made and import from it.
  let users: Set<EntityLayer>

  /// The schemas of an entity.
  enum Part: String, CaseIterable {
    case create = "Create"
    case update = "Update"
    case activeUpdate = "ActiveUpdate"
    case activeBulkUpdate = "ActiveBulkUpdate"
    case response = "Response"
    case listResponse = "ListResponse"
  }

  /// - Throws: when the file does not parse.
  init(
    _ entity: BackendEntity, path: RelativePath, _ bytes: [UInt8], users: Set<EntityLayer>
  ) throws(GenerationError) {
    do throws(PythonSyntaxProblem) {
      _ = try PythonOutline(bytes)
    } catch {
      throw .refused(
        Refusal(
          Finding(
            .refused, path: path, line: error.line,
            "the file does not parse (\(error.reason)), and the schemas of \(entity.entity.pascal)"
              + " are imported from it; repair it and run the command again")))
    }
    guard let reading = SchemaReading(bytes) else { throw .lock(path) }
    self.entity = entity
    self.path = path
    self.reading = reading
    self.users = users
  }

  func name(of part: Part) -> String { entity.entity.pascal + part.rawValue }

  /// What the layers above import.
  var needed: [Part] {
    Part.allCases.filter { part in
      switch part {
      case .create, .update: !users.isEmpty
      case .activeUpdate, .activeBulkUpdate:
        users.contains(.router) && entity.entity.features.active
      case .response, .listResponse: users.contains(.router)
      }
    }
  }

  /// What of it the file lacks.
  var missing: [Part] { needed.filter { !reading.provides(name(of: $0)) } }

  /// The names that creating takes.
  var created: Set<String> {
    let name = name(of: .create)
    if let fields = reading.fields(of: name) { return fields }
    return Set(
      entity.entity.fields.map(\.name) + (entity.entity.features.active ? ["is_active"] : []))
  }

  /// What the router must know of the schemas.
  var forRouter: RouterSource.Schemas {
    let name = name(of: .response)
    let isOwn = reading.line(of: name) != nil
    let base = isOwn ? nil : SchemaAddition(self).baseSymbol
    let reads =
      isOwn
      ? reading.readsAttributes(name, base: entity.backend.schemaBase?.value)
      : base == nil
        || (base == entity.backend.schemaBase?.value.symbol.name
          && entity.backend.schemaBase?.value.readsAttributes == true)
    return RouterSource.Schemas(hasMaximum: reading.provides("INT_MAX"), readsAttributes: reads)
  }

  // MARK: What means something else

  /// Refuses classes of the names that are imported and mean something else.
  func check() throws(GenerationError) {
    let findings = needed.flatMap(findings)
    guard findings.isEmpty else { throw .refused(Refusal(findings)) }
  }

  private func findings(of part: Part) -> [Finding] {
    let name = name(of: part)
    guard let line = reading.line(of: name) else { return [] }
    let members = reading.members(of: name)
    let names = Set(members.map(\.name))
    func finding(_ words: String) -> Finding { Finding(.refused, path: path, line: line, words) }
    switch part {
    case .create, .update:
      let unknown = members.map(\.name).filter { !isColumn($0) }
      return unknown.isEmpty
        ? []
        : [
          finding(
            "\(name) takes \(unknown.joined(separator: ", ")), which the model"
              + " \(entity.entity.pascal) does not have; rename the class, or add the columns")
        ]
    case .activeUpdate, .activeBulkUpdate:
      let wanted: Set = part == .activeUpdate ? ["is_active"] : ["ids", "is_active"]
      return names.isSuperset(of: wanted)
        ? [] : [finding("\(name) needs \(wanted.sorted().joined(separator: " and "))")]
    case .response:
      let unknown = members.filter { $0.isRequired && !isMember($0.name) }.map(\.name)
      return unknown.isEmpty
        ? []
        : [
          finding(
            "\(name) needs \(unknown.joined(separator: ", ")), which a \(entity.entity.pascal) does"
              + " not have; give it a default, or rename the class")
        ]
    case .listResponse:
      let wanted = ["items", "total", "page", "per_page", "total_pages"]
      let lacking = wanted.filter { !names.contains($0) }
      let others = members.filter { $0.isRequired && !wanted.contains($0.name) }.map(\.name)
      guard !lacking.isEmpty || !others.isEmpty else { return [] }
      return [
        finding(
          "\(name) is no page of a list: it must have \(wanted.joined(separator: ", ")) and need"
            + " nothing else; correct it, or rename the class")
      ]
    }
  }

  private func isColumn(_ name: String) -> Bool {
    entity.entity.field(named: name) != nil || isMember(name)
  }

  private func isMember(_ name: String) -> Bool {
    if name == entity.key.name || entity.entity.field(named: name) != nil { return true }
    guard let adopted = entity.adopted else {
      return entity.entity.relationships.contains { $0.name == name }
        || EntityReader.added.contains(name)
    }
    return adopted.reading.members.contains(name)
  }
}
