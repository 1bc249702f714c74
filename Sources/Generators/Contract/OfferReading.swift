internal import Patch
internal import ProjectModel
internal import SourceEdits

/// Reads what a router that stands in the backend offers: from its endpoints, and from the schemas
/// beside it.
struct OfferReading {
  let entity: Entity
  let backend: Backend
  let router: RouterFinding

  /// The offer; what cannot be read is as the generators make it.
  func offer(_ tree: some ReadableTree) throws(GenerationError) -> EntityContract.Offer {
    var offer = EntityContract.Offer(upstream: router.reachedAt.first)
    guard !router.endpoints.isEmpty else { return offer }
    let found = endpoints
    offer.operations = found.mapValues(\.method)
    let list = found[.list]
    offer.trailingSlash = (list ?? found[.create])?.path == "/"
    offer.queries = list.map { Set($0.queries) }
    let listed = list?.response.flatMap(Self.element)
    offer.answersArray = listed != nil
    guard let schemas = try schemas(tree) else { return offer }
    let read = found[.get]?.response ?? listed ?? entity.pascal + "Response"
    offer.members = schemas.fields(of: read)
    offer.creates = schemas.fields(of: entity.pascal + "Create")
    offer.updates = schemas.fields(of: entity.pascal + "Update")
    if offer.members != nil {
      offer.snakeCaseOnTheWire = !schemas.hasAliases(read, base: backend.schemaBase?.value)
    }
    return offer
  }

  /// The endpoints by what they do; one that answers PUT before one that answers PATCH.
  private var endpoints: [EntityContract.Operation: EndpointFinding] {
    var found: [EntityContract.Operation: EndpointFinding] = [:]
    for endpoint in router.endpoints {
      guard let operation = Self.operation(of: endpoint) else { continue }
      if found[operation]?.method == operation.standardMethod { continue }
      if found[operation] == nil || endpoint.method == operation.standardMethod {
        found[operation] = endpoint
      }
    }
    return found
  }

  private static func operation(of endpoint: EndpointFinding) -> EntityContract.Operation? {
    var parts = endpoint.path.split(separator: "/").map(String.init)
    let isOfOne = parts.first.map { $0.hasPrefix("{") && $0.hasSuffix("}") } ?? false
    if isOfOne { parts.removeFirst() }
    switch (endpoint.method, isOfOne, parts) {
    case ("GET", false, []): return .list
    case ("POST", false, []): return .create
    case ("GET", true, []): return .get
    case ("PUT", true, []), ("PATCH", true, []): return .update
    case ("DELETE", true, []): return .delete
    case ("PUT", true, ["status"]), ("PATCH", true, ["status"]): return .setActive
    case ("PUT", false, ["status"]), ("PATCH", false, ["status"]): return .setActiveMany
    default: return nil
    }
  }

  /// The element of `list[CategoryResponse]`; nil for another type.
  private static func element(of type: String) -> String? {
    guard let open = type.firstIndex(of: "["), type.hasSuffix("]") else { return nil }
    let container = type[..<open].split(separator: ".").last.map(String.init) ?? ""
    guard ["list", "List", "Sequence"].contains(container) else { return nil }
    return String(type[type.index(after: open)...].dropLast())
  }

  private func schemas(_ tree: some ReadableTree) throws(GenerationError) -> SchemaReading? {
    guard let path = try? backend.layout.schemas.value.path(for: entity) else { return nil }
    do throws(TreeError) {
      return try tree.contents(of: backend.path(path)).flatMap(SchemaReading.init)
    } catch {
      throw .tree(error)
    }
  }
}

/// The classes of a schema file.
struct SchemaReading {
  private let outline: PythonOutline

  /// nil when the file does not parse.
  init?(_ bytes: [UInt8]) {
    guard let outline = try? PythonOutline(bytes) else { return nil }
    self.outline = outline
  }

  /// The fields of a class, those of its bases in the file too; nil when the file has no such class.
  func fields(of name: String) -> Set<String>? {
    let lineage = lineage(of: name)
    guard !lineage.isEmpty else { return nil }
    let found = lineage.flatMap(attributes)
    return Set(found.filter { $0.annotation != nil }.compactMap(\.name))
  }

  /// Whether a class gives camelCase aliases: itself, or by a base.
  func hasAliases(_ name: String, base: SchemaBase?) -> Bool {
    let lineage = lineage(of: name)
    let bases = lineage.flatMap { type in type.bases.map { outline.compactText(of: $0) } }
    if let base, base.hasCamelAliases, bases.contains(base.symbol.name) { return true }
    return lineage.flatMap(attributes).contains { attribute in
      let value = attribute.value.map { outline.compactText(of: $0) } ?? ""
      return attribute.name == "model_config" && value.contains("alias_generator")
    }
  }

  private func attributes(of type: PythonClass) -> [PythonAssignment] {
    outline.children(of: type.statement).compactMap { outline.assignment(at: $0) }
  }

  private func lineage(of name: String, depth: Int = 0) -> [PythonClass] {
    guard depth < 12, let type = outline.classes.first(where: { $0.name == name }) else {
      return []
    }
    return [type]
      + type.bases.flatMap { lineage(of: outline.compactText(of: $0), depth: depth + 1) }
  }
}
