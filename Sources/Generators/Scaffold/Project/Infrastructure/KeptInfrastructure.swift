internal import Patch
internal import ProjectModel
internal import SourceEdits

/// Containers of a project with a layer of somebody's own: Compose and images as the docker agent
/// makes them of what detection finds, with the reverse proxy in front.
struct KeptInfrastructure {
  let choices: ProjectChoices
  let layers: ProjectLayers
  let detection: Detection

  /// The changes of all that is missing.
  func generate(_ tree: some ReadableTree) throws(GenerationError) -> GeneratedChanges {
    guard choices.has(.docker) else { return GeneratedChanges() }
    let lock = ProjectFiles.lock(DockerServiceAgent.lockName)
    let builder = OutputBuilder(
      tree: tree, generator: ProjectPart.infrastructure.agent,
      entity: ProjectPart.infrastructure.lockName)
    if let file = detection.compose.first, try !builder.exists(lock) {
      return GeneratedChanges(
        files: [.init(path: file.path, state: .adopted)],
        notes: [
          "\(file.path) stands there already and is left as it is; '--docker' of generate adds what"
            + " it lacks"
        ])
    }
    // The file has the docker agent's own name, so that it is made again where it lies.
    let input = DockerServiceAgent.Input(
      backend: backend, frontend: frontend, compose: detection.compose.first,
      publishes: !choices.has(.nginx))
    var generated = try DockerServiceAgent.generate(input, tree: tree)
    guard choices.has(.nginx) else { return generated }
    try add(&generated, to: input.compose?.path ?? input.path, tree)
    return generated
  }

  private var backend: Backend? {
    detection.backends.first { $0.root?.description ?? "." == choices.backend }
  }

  private var frontend: Frontend? {
    detection.frontends.first { $0.root?.description ?? "." == choices.frontend }
  }

  // MARK: The reverse proxy

  private func add(
    _ generated: inout GeneratedChanges, to compose: RelativePath, _ tree: some ReadableTree
  ) throws(GenerationError) {
    var staged = StagedTree(base: tree)
    do throws(Refusal) {
      if !generated.changes.isEmpty { try staged.stage(ChangeSet(changes: generated.changes)) }
    } catch {
      throw .refused(error)
    }
    var builder = OutputBuilder(
      tree: staged, generator: ProjectPart.infrastructure.agent,
      entity: ProjectPart.infrastructure.lockName)
    let path: RelativePath = "nginx/nginx.conf"
    let isThere = try builder.exists(path)
    if !isThere {
      let template = Template.projectProxy
      try builder.write(
        path, template.render(ProjectView(choices, layers)), template: template.label)
    }
    let service = service
    try builder.edit(
      compose, .addYAMLEntry(YAMLEntryEdit(path: ["services", "nginx"], source: service)),
      node: "services.nginx", source: service, template: Template.projectProxyService.label)
    guard !builder.changes.isEmpty else { return }
    try ProjectEnvironment.put([.init(name: "HTTP_PORT", value: "8080")], with: &builder)
    try builder.putProjectFiles(named: ProjectPart.infrastructure.lockName)
    generated.changes += builder.changes
    generated.holds += builder.holds
    generated.evidence += builder.evidence
    generated.files.append(.init(path: path, state: isThere ? .adopted : .made))
    if backend != nil {
      generated.notes.append(
        "\(path) sends /api/v1/, /health and /docs to the backend; change that where its paths are"
          + " others")
    }
  }

  /// The value of its entry.
  private var service: String {
    ProxyService(backend: backend != nil, frontend: frontend != nil, development: false).text
  }
}
