internal import Patch
internal import ProjectModel

/// One run of the agent: the types, the module that calls the backend, the route handlers, then
/// the project's own files.
struct APIRouteRun {
  let contract: EntityContract
  let routes: RouteModules
  let frontend: Frontend
  var builder: OutputBuilder
  /// The model that stands in the backend.
  let adopted: AdoptedModel?
  private var layers: [GeneratedChanges.Layer] = []
  private var warnings: [String] = []
  private var nextSteps: [String] = []

  init(
    contract: EntityContract, routes: RouteModules, frontend: Frontend, builder: OutputBuilder,
    adopted: AdoptedModel?
  ) {
    self.contract = contract
    self.routes = routes
    self.frontend = frontend
    self.builder = builder
    self.adopted = adopted
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
      nextSteps: isChanged ? nextSteps + (contract.isAnswered ? [trial] : []) : [])
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
    var proxy: BackendProxy?
    for module in RouteSource.Module.allCases {
      let wanted = module.operations.filter(contract.offers)
      guard !wanted.isEmpty else { continue }
      if let present = routes.module(module) {
        adopt(present, wanted)
        continue
      }
      if proxy == nil { proxy = try makeProxy(tree) }
      guard let proxy else { continue }
      let path = routes.directory(of: module).appending("route.ts")
      let source = RouteSource(
        module, of: contract, slug: routes.slug,
        proxy: frontend.specifier(of: proxy.path, from: path))
      try builder.write(path, source.text, template: Template.route.label)
      note(wanted, path, .made)
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
    // Whoever has made an environment of the example knows it.
    let isKnown = try example.has(variable, in: builder)
    try example.upsert(variable, address, with: &builder)
    guard !isKnown else { return }
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
    } else if !contract.isAnswered {
      found.append(
        "nothing in the backend answers \(contract.paths.upstream) yet, which the handlers call;"
          + " make it with 'backstitch generate entity \(contract.entity.name)'")
    }
    found += adopted?.warnings ?? []
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
