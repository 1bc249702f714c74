internal import ProjectModel

/// Where a router is registered, under which prefix, and what guards it: as its siblings do.
struct RouterPlan {
  /// The registrar, and why.
  let choice: RegistrarChoice
  /// The prefix the router gives itself; empty when the call gives it.
  let ownPrefix: String
  /// The prefix of the call; nil for none.
  let callPrefix: String?
  /// What every request depends on.
  let guards: [PythonSymbolPath]
  /// Whether the router gave itself tags when it was made; nil: that is decided now.
  let hasTags: Bool?

  init(_ entity: BackendEntity) throws(GenerationError) {
    let backend = entity.backend
    let module = entity.files.router.module
    do throws(DetectionError) {
      choice = try backend.registrar(for: module, configured: entity.options.registrar)
    } catch {
      throw .detection(error)
    }
    let registrar = choice.registrar
    let siblings = Self.siblings(registrar, backend, nextTo: module)
    let segments = Segments(entity.entity)
    let shared = Set(registrar.callPrefixes).count == 1 ? registrar.callPrefixes.first : nil
    let made = entity.options.router
    hasTags = made?.hasTags
    if let inCall = siblings.lazy.compactMap({ sibling in
      sibling.router.prefix.isEmpty ? segments.prefix(like: sibling.callPrefix, sibling.stem) : nil
    }).first, made?.prefix.isEmpty ?? true {
      ownPrefix = ""
      callPrefix = inCall
    } else {
      let like = siblings.lazy.compactMap { segments.prefix(like: $0.router.prefix, $0.stem) }.first
      ownPrefix = made?.prefix ?? like ?? Self.plainPrefix(entity, registrar, module)
      callPrefix = shared.flatMap { $0.isEmpty || $0.contains("{") ? nil : $0 }
    }
    let user = backend.currentUser?.value.symbol
    let recorded = made?.guards.map { $0.name == user?.name ? user ?? $0 : $0 }
    let usual = siblings.map(\.router.guards).mostFrequent
    guards = recorded ?? usual ?? user.map { [$0] } ?? []
  }

  /// The whole prefix of its paths.
  var prefix: String { (choice.registrar.prefix ?? "") + (callPrefix ?? "") + ownPrefix }

  private struct Sibling {
    var router: RouterFinding
    var callPrefix: String
    var stem: String
  }

  /// The routers of the registrar, those of the same package alone when there are some.
  private static func siblings(
    _ registrar: RegistrarFinding, _ backend: Backend, nextTo module: String
  ) -> [Sibling] {
    let all = zip(registrar.modules, registrar.callPrefixes).compactMap { name, prefix in
      backend.routers.first { backend.module(of: $0.path) == name }.map { router in
        (name, Sibling(router: router, callPrefix: prefix, stem: stem(of: name)))
      }
    }
    let package = module.split(separator: ".").dropLast()
    let near = all.filter { $0.0.split(separator: ".").dropLast() == package }
    return (near.isEmpty ? all : near).filter { $0.0 != module }.map(\.1)
  }

  private static func stem(of module: String) -> String {
    var stem = module.split(separator: ".").last.map(String.init) ?? module
    for suffix in ["_router", "_routes", "_api"] where stem.hasSuffix(suffix) {
      stem.removeLast(suffix.count)
    }
    return Inflection.singular(of: stem)
  }

  /// `/setting/products`: the package's name and the plural, unless the registrar's prefix has the
  /// first.
  private static func plainPrefix(
    _ entity: BackendEntity, _ registrar: RegistrarFinding, _ module: String
  ) -> String {
    let generic: Set<String> = ["api", "endpoints", "route", "router", "routers", "routes", "v1"]
    let package = module.split(separator: ".").dropLast().last.map(String.init) ?? ""
    let group = NameCase.kebab(package)
    let isNamed = (registrar.prefix ?? "").split(separator: "/").contains(Substring(group))
    let head = group.isEmpty || generic.contains(package) || isNamed ? "" : "/" + group
    return head + "/" + entity.names.segment
  }

  /// The ways an entity's name stands in a path.
  private struct Segments {
    let entity: Entity

    init(_ entity: Entity) { self.entity = entity }

    /// The prefix of a sibling with this entity's name instead of its own; nil when its last part
    /// does not name it.
    func prefix(like prefix: String, _ stem: String) -> String? {
      var parts = prefix.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard let last = parts.popLast(), !prefix.contains("{") else { return nil }
      let plural = Inflection.plural(of: stem)
      let spellings: [(String, String)] = [
        (NameCase.kebab(plural), NameCase.kebab(entity.plural)), (plural, entity.plural),
        (NameCase.kebab(stem), NameCase.kebab(entity.name)), (stem, entity.name),
      ]
      guard let own = spellings.first(where: { $0.0 == last })?.1 else { return nil }
      return (parts + [own]).joined(separator: "/")
    }
  }
}
