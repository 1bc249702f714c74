internal import Patch
internal import ProjectModel

/// One run of an agent for a part of a project.
struct ProjectRun {
  let part: ProjectPart
  var choices: ProjectChoices
  /// What stands in the tree; nil where nothing does that is not this program's.
  var detection: Detection?
  var builder: OutputBuilder

  /// The changes of all that is missing.
  mutating func generate(_ tree: some ReadableTree) throws(GenerationError) -> GeneratedChanges {
    let layers = try layers(in: tree)
    let standing = try standingCompose(layers)
    // The containers are those of its own Compose file.
    if standing != nil { choices.features.subtract([.docker, .nginx]) }
    let kept = try kept(layers, tree)
    var files: [GeneratedChanges.File] = []
    var variables: [ProjectEnvironment.Variable] = []
    var notes: [String] = []
    let content = content(layers, kept)
    for output in content.outputs {
      switch output {
      case .file(let path, let template, let view):
        files.append(try make(path, template) { template.render(view) })
      case .text(let path, let text, let template):
        files.append(try make(path, template) { text })
      case .variable(let name, let value):
        variables.append(.init(name: name, value: value))
      case .ignored(let name):
        if try builder.ignore(name) {
          notes.append("'\(name)' is added to .gitignore: what it holds is no business of git's")
        }
      }
    }
    if !variables.isEmpty {
      let path = ProjectEnvironment.path
      if try !builder.exists(path) { files.append(.init(path: path, state: .made)) }
      try ProjectEnvironment.put(variables, with: &builder)
    }
    var generated = GeneratedChanges(files: files)
    if let kept { try addImages(of: kept, to: &generated) }
    let others = try somebodysOwn(among: generated.files)
    generated.notes = others.map { "\($0) stands there already and is kept" } + notes
    if part == .infrastructure, let standing {
      generated.files.append(.init(path: standing, state: .adopted))
      generated.notes.append(
        "\(standing) stands there already and is left as it is; '--docker' of generate adds what it"
          + " lacks; moved away, it makes room for the project's")
    }
    if !builder.changes.isEmpty { try builder.putProjectFiles(named: part.lockName) }
    (generated.changes, generated.holds) = (builder.changes, builder.holds)
    if !builder.changes.isEmpty {
      let steps = content.nextSteps.filter { Set($0.files).isDisjoint(with: others) }
      generated.nextSteps.insert(contentsOf: steps.map(\.text), at: 0)
      generated.notes += content.notes
    } else {
      (generated.warnings, generated.nextSteps) = ([], [])
    }
    return generated
  }

  /// The files that stood there before the project had anything there.
  private func somebodysOwn(
    among files: [GeneratedChanges.File]
  ) throws(GenerationError) -> [RelativePath] {
    let made = try made(part)
    return files.filter { $0.state == .adopted && !made.contains($0.path) }.map(\.path)
  }

  // MARK: Layers of somebody's own

  /// The Compose file of a project with a layer of somebody's own, when it is theirs too.
  private func standingCompose(_ layers: ProjectLayers) throws(GenerationError) -> RelativePath? {
    guard layers.keeps, choices.has(.docker) else { return nil }
    let made = try made(.infrastructure)
    return (detection?.compose ?? []).map(\.path).first { !made.contains($0) }
  }

  /// The files that an earlier run made of a part.
  private func made(_ part: ProjectPart) throws(GenerationError) -> Set<RelativePath> {
    let text = try builder.contents(of: ProjectFiles.lock(part.lockName))
    let lock = text.flatMap { try? LockFile(reading: $0) }
    let files = (lock?.outputs ?? []).filter { $0.node == nil }
    return Set(files.map { $0.origin ?? $0.path })
  }

  private func kept(
    _ layers: ProjectLayers, _ tree: some ReadableTree
  ) throws(GenerationError) -> KeptServices? {
    guard part == .infrastructure, layers.keeps, choices.has(.docker), let detection else {
      return nil
    }
    return try KeptServices(choices, layers, detection, tree: tree)
  }

  /// Makes what the services of somebody's own are built from.
  private mutating func addImages(
    of kept: KeptServices, to generated: inout GeneratedChanges
  ) throws(GenerationError) {
    var run = DockerServiceRun(services: kept.found, builder: builder)
    let images = try run.images()
    builder = run.builder
    generated.files += images.files
    generated.warnings = images.warnings
    generated.nextSteps = images.nextSteps
  }

  // MARK: Parts

  private func layers(in tree: some ReadableTree) throws(GenerationError) -> ProjectLayers {
    do throws(TreeError) {
      return try ProjectLayers(choices, tree: tree, detection: detection)
    } catch {
      throw .tree(error)
    }
  }

  private mutating func make(
    _ path: RelativePath, _ template: Template, text: () -> String
  ) throws(GenerationError) -> GeneratedChanges.File {
    let stands = try builder.exists(path)
    if !stands { try builder.write(path, text(), template: template.label) }
    return .init(path: path, state: stands ? .adopted : .made)
  }

  private func content(_ layers: ProjectLayers, _ kept: KeptServices?) -> any ProjectContent {
    switch part {
    case .backend: BackendProject(choices: choices)
    case .frontend: FrontendProject(choices: choices)
    case .infrastructure: InfrastructureProject(choices: choices, layers: layers, kept: kept)
    case .wiring: WiringProject(choices: choices, layers: layers)
    }
  }
}
