internal import Patch
internal import ProjectModel
internal import SourceEdits

/// One run of the agent: the images, the services, what documents their variables, then the
/// project's own files.
struct DockerServiceRun {
  let services: DockerServices
  var builder: OutputBuilder
  private var files: [GeneratedChanges.File] = []
  private var warnings: [String] = []
  private var nextSteps: [String] = []

  init(services: DockerServices, builder: OutputBuilder) {
    self.services = services
    self.builder = builder
  }

  /// The changes; none when everything stands there.
  mutating func generate() throws(GenerationError) -> GeneratedChanges {
    try hold()
    try makeImages()
    try makeServices()
    guard !builder.changes.isEmpty else {
      return GeneratedChanges(holds: builder.holds, files: files, warnings: warnings, notes: [done])
    }
    try documentVariables()
    try builder.putProjectFiles(named: DockerServiceAgent.lockName)
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds, files: files, evidence: builder.evidence,
      warnings: warnings + services.warnings,
      nextSteps: nextSteps + services.nextSteps + [start, migration].compactMap { $0 })
  }

  // MARK: Images

  /// The images alone, for services that another agent writes; the builder has the changes.
  mutating func images() throws(GenerationError) -> GeneratedChanges {
    try makeImages()
    return GeneratedChanges(
      files: files, warnings: warnings + services.warnings,
      nextSteps: [migration].compactMap(\.self))
  }

  private mutating func makeImages() throws(GenerationError) {
    if let service = services.backend, let build = services.backendBuild {
      if !build.hasServer, case .made = service {
        warnings.append("uvicorn is not among the backend's requirements, and its image starts it")
      }
      let source = BackendImage(build, driver: services.input.backend?.driver)
      let others = [services.input.frontend?.root].compactMap { $0 }
      let ignored = IgnoreSource.python(source.ignored(others)).text
      try make(build.place, of: service, source.text, Template.fastAPIImage, ignored)
    }
    if let service = services.frontend, let build = services.frontendBuild {
      let source = FrontendImage(build)
      try make(
        build.place, of: service, source.text, Template.nextImage, IgnoreSource.node.text)
    }
  }

  /// Makes the Dockerfile that a service is built by and what keeps files out of its context.
  private mutating func make(
    _ place: BuildPlace, of service: DockerServices.Service, _ text: String, _ template: Template,
    _ ignored: String
  ) throws(GenerationError) {
    var path = place.dockerfile
    if case .standing(let service) = service {
      // Where the context is another one, what it needs is not known.
      guard let build = service.build, let file = build.dockerfile, build.context == place.context
      else { return }
      path = file
    }
    guard try !builder.exists(path) else { return files.append(.init(path: path, state: .adopted)) }
    try builder.write(path, text, template: template.label)
    files.append(.init(path: path, state: .made))
    // One of its own beside a Dockerfile that does not lie in the context.
    let isOwn = path.parent != place.context
    let ignore =
      isOwn
      ? RelativePath(unchecked: path.bytes + Array(".dockerignore".utf8))
      : place.context?.appending(".dockerignore") ?? ".dockerignore"
    guard try !builder.exists(ignore) else { return }
    try builder.write(ignore, ignored, template: Template.dockerIgnore.label)
    files.append(.init(path: ignore, state: .made))
  }

  // MARK: Services

  private var volumes: [String] {
    services.made.compactMap { $0.volume.map { String($0.prefix { $0 != ":" }) } }
  }

  private mutating func makeServices() throws(GenerationError) {
    let path = services.path
    guard services.input.compose != nil else {
      let source = ComposeFileSource(services: services.made, volumes: volumes)
      try builder.write(path, source.text, template: Template.compose.label)
      return files.append(.init(path: path, state: .made))
    }
    for source in services.made {
      let place = YAMLEntryEdit(path: ["services", source.name], source: source.text)
      try add(place, to: path, template: Template.composeService.label)
    }
    for volume in volumes {
      try add(YAMLEntryEdit(path: ["volumes", volume], source: ""), to: path, template: "")
    }
    try addAddress()
  }

  private mutating func add(
    _ edit: YAMLEntryEdit, to path: RelativePath, template: String
  ) throws(GenerationError) {
    try builder.edit(
      path, .addYAMLEntry(edit), node: edit.path.joined(separator: "."), source: edit.source,
      template: template)
  }

  /// The backend's address in a frontend's service that stands there.
  private mutating func addAddress() throws(GenerationError) {
    guard case .standing(let service) = services.frontend, let address = services.missingAddress,
      let variable = services.input.frontend?.serverVariable
    else { return }
    let edit = YAMLEntryEdit(
      path: ["services", service.name, "environment", variable], source: address)
    let byHand =
      "the service '\(service.name)' (\(service.place.path):\(service.place.line)) lacks"
      + " \(variable); add '\(variable)=\(address)' to its environment by hand"
    guard !service.inheritsEnvironment else { return warnings.append(byHand) }
    do throws(GenerationError) {
      try add(edit, to: service.place.path, template: "")
    } catch .refused {
      // A list, an alias or a mapping on one line: nothing is written into those.
      warnings.append(byHand)
    }
  }

  // MARK: Variables

  /// The variables that the database's service needs, in the example beside the Compose file.
  private mutating func documentVariables() throws(GenerationError) {
    guard case .made(let database) = services.database else { return }
    let names = database.environment.filter { $0.value.hasPrefix("${") }.map(\.name)
    let path = services.path.parent
    let example = EnvironmentExample(path: path?.appending(".env.example") ?? ".env.example")
    for name in names { try example.upsert(name, "", with: &builder) }
    nextSteps.append("set \(names.joined(separator: ", ")) in \(services.environmentPath)")
  }

  // MARK: What an earlier run made

  /// Holds what the lock says an earlier run made and is there.
  private mutating func hold() throws(GenerationError) {
    let path = ProjectFiles.lock(DockerServiceAgent.lockName)
    guard let bytes = try builder.contents(of: path) else { return }
    guard let lock = try? LockFile(reading: bytes) else { throw .lock(path) }
    builder.hold(path, bytes)
    for output in lock.outputs {
      guard let pristine = output.pristine, let text = try builder.contents(of: pristine),
        try builder.exists(output.path)
      else { continue }
      builder.hold(pristine, text)
      guard let node = output.node else {
        builder.hold(output.path, text)
        continue
      }
      let source = String(decoding: text.dropLast(), as: UTF8.self)
      let keys = node.split(separator: ".").map(String.init)
      builder.hold(output.path, .addYAMLEntry(YAMLEntryEdit(path: keys, source: source)))
    }
  }

  // MARK: Words

  private var done: String {
    let names = [services.backend, services.frontend].compactMap { $0?.name }
    return "\(services.path) has what is needed (\(names.joined(separator: ", "))): nothing to do"
  }

  private var home: String { services.path.parent.map { "cd \($0) && " } ?? "" }

  private var start: String {
    let isStandard = ComposeFile(path: services.path).hasStandardName
    let file = isStandard ? "" : "--file \(services.path.fileName) "
    return "\(home)docker compose \(file)up --build"
  }

  /// The command that migrates the database in its container, where the image has the migrations.
  private var migration: String? {
    guard case .made(let source) = services.backend, let alembic = services.input.backend?.alembic,
      let build = services.backendBuild, alembic.value.ini.parent == build.place.root
    else { return nil }
    return "\(home)docker compose run --rm \(source.name) alembic upgrade head"
  }
}

extension BuildPlace {
  /// What becomes the image's working directory: the context, or the code where others share that.
  var root: RelativePath? { dockerfile.parent }
}
