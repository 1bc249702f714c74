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
    let schemas = try schemas(tree)
    let listed = list.map { self.listed($0, schemas) }
    if let listed { offer.shape = listed.shape }
    guard let schemas else { return offer }
    let read = found[.get]?.response ?? listed?.element ?? entity.pascal + "Response"
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

  /// What a list answers, and the type of a row where it is known.
  private func listed(
    _ list: EndpointFinding, _ schemas: SchemaReading?
  ) -> (shape: EntityContract.ListShape, element: String?) {
    guard let response = list.response else {
      // Nothing says it: what is not asked for pages is all of them.
      return (list.queries.contains("page") ? .page : .array, nil)
    }
    if let element = Self.element(of: response) { return (.array, element) }
    let name = String(response.prefix { $0 != "[" })
    let members = schemas?.members(of: name) ?? []
    guard !members.isEmpty else {
      // `Page[CategoryResponse]`, as libraries have it.
      let isGeneric = response.hasSuffix("]") && name.hasSuffix("Page")
      let inner = isGeneric ? String(response.dropFirst(name.count + 1).dropLast()) : nil
      return (isGeneric ? .object(items: "items", total: "total") : .page, inner)
    }
    let rows = members.first { Self.element(of: $0.annotation) != nil }
    let names = Set(members.map(\.name))
    if names.isSuperset(of: ["items", "total", "page", "per_page", "total_pages"]) || rows == nil {
      return (.page, rows.flatMap { Self.element(of: $0.annotation) })
    }
    let total = ["total", "total_count", "count"].first(where: names.contains)
    return (
      .object(items: rows?.name ?? "items", total: total),
      rows.flatMap { Self.element(of: $0.annotation) }
    )
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
