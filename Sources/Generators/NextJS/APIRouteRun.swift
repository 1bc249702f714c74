internal import Patch
internal import ProjectModel

/// One run of the agent: the types, the module that calls the backend, the route handlers, then
/// the project's own files.
struct APIRouteRun {
  let contract: EntityContract
  let frontend: Frontend
  var builder: OutputBuilder
  private var layers: [GeneratedChanges.Layer] = []
  private var warnings: [String] = []
  private var nextSteps: [String] = []

  init(contract: EntityContract, frontend: Frontend, builder: OutputBuilder) {
    self.contract = contract
    self.frontend = frontend
    self.builder = builder
  }

  /// The changes of all layers that are missing.
  ///
  /// - Parameter stored: The entity as its file has it.
  mutating func generate(
    stored: Entity?, tree: some ReadableTree
  ) throws(GenerationError) -> GeneratedChanges {
    try makeTypes()
    try makeRoutes(tree)
    try builder.putProjectFiles(of: stored ?? contract.entity)
    let isChanged = !builder.changes.isEmpty
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds, layers: layers, evidence: builder.evidence,
      warnings: warnings + (isChanged ? generalWarnings : []),
      nextSteps: isChanged ? nextSteps + [trial] : [])
  }

  // MARK: Layers

  private mutating func makeTypes() throws(GenerationError) {
    let path = contract.files.types
    let stands = try builder.exists(path)
    if !stands {
      try builder.write(path, TypesSource(contract).text, template: Template.types.label)
    }
    layers.append(.init(layer: .types, path: path, state: stands ? .adopted : .made))
  }

  private mutating func makeRoutes(_ tree: some ReadableTree) throws(GenerationError) {
    let slug = try slug(tree)
    var proxy: BackendProxy?
    for module in RouteSource.Module.allCases {
      let wanted = module.operations.filter(contract.offers)
      guard !wanted.isEmpty else { continue }
      let directory = directory(of: module, slug: slug)
      if let present = try standing(in: directory, tree) {
        adopt(present, wanted)
        continue
      }
      if proxy == nil { proxy = try makeProxy(tree) }
      guard let proxy else { continue }
      let path = directory.appending("route.ts")
      let source = RouteSource(
        module, of: contract, slug: slug, proxy: frontend.specifier(of: proxy.path, from: path))
      try builder.write(path, source.text, template: Template.route.label)
      note(wanted, path, .made)
    }
  }

  private func directory(of module: RouteSource.Module, slug: String) -> RelativePath {
    let routes = contract.files.routes
    let item = routes.appending(RelativePath(unchecked: Array("[\(slug)]".utf8)))
    return switch module {
    case .collection: routes
    case .item: item
    case .itemStatus: item.appending("status")
    case .status: routes.appending("status")
    }
  }

  /// The name of the dynamic segment: Next.js wants the same one for all of a directory.
  private func slug(_ tree: some ReadableTree) throws(GenerationError) -> String {
    do throws(TreeError) {
      let names = try tree.children(of: contract.files.routes).map {
        String(decoding: $0.name, as: UTF8.self)
      }
      let slugs = names.filter { name in
        name.hasPrefix("[") && name.hasSuffix("]") && !name.contains(".")
      }
      return slugs.first.map { String($0.dropFirst().dropLast()) } ?? "id"
    } catch {
      throw .tree(error)
    }
  }

  private func standing(
    in directory: RelativePath, _ tree: some ReadableTree
  ) throws(GenerationError) -> RouteModule? {
    do throws(TreeError) {
      return try RouteModule.find(in: directory, tree: tree)
    } catch {
      throw .tree(error)
    }
  }

  // MARK: What stands there

  private mutating func adopt(_ present: RouteModule, _ wanted: [EntityContract.Operation]) {
    let answered = wanted.filter { present.answers(contract.method(of: $0)) }
    note(answered, present.path, .adopted)
    let missing = wanted.filter { !answered.contains($0) }.map(contract.method)
    guard !missing.isEmpty else { return }
    warnings.append(
      "\(present.path) does not answer \(missing.joined(separator: " and ")); it is left as it is:"
        + " add what is missing by hand")
  }

  private mutating func note(
    _ operations: [EntityContract.Operation], _ path: RelativePath,
    _ state: GeneratedChanges.State
  ) {
    let known: [EntityContract.Operation: EntityLayer] = [
      .list: .getRoute, .create: .postRoute, .update: .putRoute, .delete: .deleteRoute,
    ]
    for layer in operations.compactMap({ known[$0] }) {
      layers.append(.init(layer: layer, path: path, state: state))
    }
  }

  // MARK: The backend

  private mutating func makeProxy(
    _ tree: some ReadableTree
  ) throws(GenerationError) -> BackendProxy {
    let proxy = try BackendProxy(frontend: frontend, tree: tree)
    let present = try builder.contents(of: proxy.path)
    if let present { try proxy.check(present) }
    try builder.share(proxy.path, proxy.text, template: Template.backendProxy.label)
    guard proxy.usesVariable else { return proxy }
    let example = EnvironmentExample(path: frontend.environment.value)
    if present == nil {
      try document(proxy.variable, in: example)
    } else {
      try example.hold(proxy.variable, BackendProxy.address, with: &builder)
    }
    return proxy
  }

  private mutating func document(
    _ variable: String, in example: EnvironmentExample
  ) throws(GenerationError) {
    let address = BackendProxy.address
    try example.upsert(variable, address, with: &builder)
    let file = frontend.path(".env.local")
    nextSteps.append(
      "echo \(variable)=\(address) >> \(ShellCommand.quoted(file.description))"
        + "  # say where the backend runs, if it is not there")
  }

  // MARK: Words

  private var generalWarnings: [String] {
    var found: [String] = []
    if case .assumed(let reason) = contract.source {
      found.append(
        "the handlers call \(contract.paths.upstream), which is a default: \(reason)")
    }
    if contract.paths.upstream.contains("{") {
      found.append(
        "the backend's prefix \(contract.paths.upstream) has parameters; fill them in by hand in"
          + " \(contract.files.routes)")
    }
    if frontend.next.value < 15 {
      found.append(
        "the handlers await their params, as Next.js 15 has it; this project has Next.js"
          + " \(frontend.next.value)")
    }
    return found
  }

  /// The command that tries the list.
  private var trial: String {
    "curl -i \(ShellCommand.quoted("http://localhost:3000\(contract.paths.route)"))"
      + "  # with the frontend and the backend running"
  }
}
