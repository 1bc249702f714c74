internal import Patch
internal import ProjectModel

/// Which services there are and which are to be made.
struct DockerServices {
  /// A service of a layer.
  enum Service {
    /// It stands there.
    case standing(ComposeService)
    /// It is made.
    case made(ComposeServiceSource)

    /// Its name.
    var name: String {
      switch self {
      case .standing(let service): service.name
      case .made(let source): source.name
      }
    }
  }

  let input: DockerServiceAgent.Input
  let backendBuild: BackendBuild?
  let frontendBuild: FrontendBuild?
  /// nil where there is no such project, or none is asked for and none is there.
  private(set) var database: Service?
  private(set) var backend: Service?
  private(set) var frontend: Service?
  /// The backend's address in the frontend's container, where a service lacks it.
  private(set) var missingAddress: String?
  private(set) var warnings: [String] = []
  private(set) var nextSteps: [String] = []

  /// The Compose file, there or to be made.
  var path: RelativePath { input.compose?.path ?? input.path }

  init(_ input: DockerServiceAgent.Input, tree: some ReadableTree) throws(GenerationError) {
    self.input = input
    do throws(TreeError) {
      let roots = (input.backend.map(\.root), input.frontend.map(\.root))
      backendBuild = try input.backend.flatMapThrowing { backend throws(TreeError) in
        try BackendBuildScan(backend, frontends: roots.1.map { [$0] } ?? [], tree: tree).scan()
      }
      frontendBuild = try input.frontend.flatMapThrowing { frontend throws(TreeError) in
        try FrontendBuildScan(frontend, backends: roots.0.map { [$0] } ?? [], tree: tree).scan()
      }
    } catch {
      throw .tree(error)
    }
    if let backend = input.backend, let frontend = input.frontend, backend.root == frontend.root {
      throw .notBuildable(
        backend.root,
        "a backend and a frontend lie in the same directory; write their services by hand")
    }
    try findBackend()
    try findFrontend()
  }

  /// Whether a layer must have a service.
  private func isWanted(_ layer: DockerServiceAgent.Layer) -> Bool {
    input.compose == nil || input.layers.contains(layer)
  }

  /// The services that are made, each behind those it needs.
  var made: [ComposeServiceSource] {
    [database, backend, frontend].compactMap { service in
      if case .made(let source) = service { source } else { nil }
    }
  }

  // MARK: Layers

  private mutating func findBackend() throws(GenerationError) {
    if let service = input.elsewhere[.backend] { return backend = .standing(service) }
    guard let project = input.backend else { return }
    let found = standing(DockerLayer(project, build: backendBuild, besides: input.frontend))
    if let found { return backend = .standing(found) }
    guard isWanted(.backend) else { return }
    try refuseUnknown(project.root)
    guard let build = backendBuild else {
      throw .notBuildable(
        project.root,
        "nothing lists its requirements in a way that pip, uv or Poetry reads; add a"
          + " requirements.txt")
    }
    let address = try DatabaseSource(self, project, build)
    database = address.service
    warnings += address.warnings
    nextSteps += address.nextSteps
    var source = ComposeServiceSource(name: try name("backend", project.root))
    source.take(build.place, from: path.parent)
    source.environmentFile = build.environment.map { ComposePath.text($0, from: path.parent) }
    source.environment = address.variables
    source.ports = input.publishes ? ["\(free(8000)):8000"] : []
    source.health =
      #"["CMD", "python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 2)"]"#
    source.dependencies = address.dependencies
    source.networks = networks(of: database)
    backend = .made(source)
  }

  private mutating func findFrontend() throws(GenerationError) {
    if let service = input.elsewhere[.frontend] { return frontend = .standing(service) }
    guard let project = input.frontend, let build = frontendBuild else { return }
    let address = backend.map { "http://\($0.name):\(port(of: $0))" }
    if let found = standing(DockerLayer(project, build: build, besides: input.backend)) {
      frontend = .standing(found)
      let hasAddress = found.environment.contains(project.serverVariable)
      if isWanted(.frontend), !hasAddress { missingAddress = address }
      return
    }
    guard isWanted(.frontend) else { return }
    try refuseUnknown(project.root)
    guard build.output != .export else {
      throw .notBuildable(
        project.root,
        "its next.config exports files alone (output: \"export\"), which nothing serves; take that"
          + " out, or write its service by hand")
    }
    var source = ComposeServiceSource(name: try name("frontend", project.root))
    source.take(build.place, from: path.parent)
    source.environmentFile = build.environment.map { ComposePath.text($0, from: path.parent) }
    let variable = project.serverVariable
    source.environment = [.init(variable, address ?? "${\(variable):?}")]
    source.ports = input.publishes ? ["\(free(3000)):3000"] : []
    source.dependencies = backend.map { [.init($0.name, isHealthy: tellsHealth($0))] } ?? []
    source.networks = networks(of: backend)
    frontend = .made(source)
    if address == nil { nextSteps.append("set \(variable) in \(environmentPath)") }
  }

  /// Where Compose takes the values of `${...}` from.
  var environmentPath: RelativePath { path.parent?.appending(".env") ?? ".env" }

  // MARK: What stands there

  /// The service of a layer: the one that listens, where several build it.
  private func standing(_ layer: DockerLayer) -> ComposeService? {
    let found = (input.compose?.services ?? []).filter(layer.isBuilt)
    return found.first(where: layer.isServed) ?? found.first { !$0.published.isEmpty }
      ?? found.first
  }

  /// Refuses to add a service that may be there under a directory nobody can know.
  private func refuseUnknown(_ root: RelativePath?) throws(GenerationError) {
    guard let service = input.compose?.services.first(where: { $0.unknownContext != nil }),
      let context = service.unknownContext
    else { return }
    throw .refused(
      Refusal(
        Finding(
          .refused, path: service.place.path, line: service.place.line,
          "whether '\(service.name)' builds \(root?.description ?? ".") cannot be said: its build"
            + " rests on a variable (\(context)); give that a default, as ${NAME:-DIR}")))
  }

  // MARK: Names and ports

  /// A name that no service has: the role's, else the directory's.
  func name(_ role: String, _ directory: RelativePath?) throws(GenerationError) -> String {
    let own = (directory?.fileName ?? "").lowercased().filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
    }
    for name in [role, own] where !name.isEmpty && input.compose?.service(name) == nil {
      return name
    }
    guard let taken = input.compose?.service(role) else { return role }
    throw .refused(
      Refusal(
        Finding(
          .conflict, path: taken.place.path, line: taken.place.line,
          "the service '\(role)' does not build \(directory?.description ?? "."); let it, with"
            + " 'build: \(ComposePath.text(directory, from: path.parent))', or rename it")))
  }

  /// A port of the host that no service takes.
  private func free(_ first: Int) -> Int {
    let taken = Set((input.compose?.services ?? []).flatMap(\.published))
    return (first...).first { !taken.contains($0) } ?? first
  }

  private func port(of service: Service) -> Int {
    if case .standing(let service) = service { service.port ?? 8000 } else { 8000 }
  }

  private func tellsHealth(_ service: Service) -> Bool {
    if case .standing(let service) = service { service.hasHealthcheck } else { true }
  }

  /// The networks on which a service is reached.
  private func networks(of service: Service?) -> [String] {
    switch service {
    case .standing(let service): service.networks
    case .made(let source): source.networks
    case nil: []
    }
  }
}

extension Optional {
  /// The result of a body that may fail; nil for none.
  fileprivate func flatMapThrowing<Result, Failure: Error>(
    _ body: (Wrapped) throws(Failure) -> Result?
  ) throws(Failure) -> Result? {
    guard let self else { return nil }
    return try body(self)
  }
}
