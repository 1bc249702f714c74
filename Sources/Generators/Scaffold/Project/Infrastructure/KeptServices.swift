internal import Patch
internal import ProjectModel

/// The services of layers of somebody's own in a project's Compose file: images and databases as the
/// docker agent makes them of what detection finds, in the project's networks.
struct KeptServices {
  /// What the docker agent says of them.
  let found: DockerServices
  /// Those that are made, each behind those it needs.
  let services: [ComposeServiceSource]
  /// The project's settings, where the database's are among them.
  private let known: [String: String]

  init(
    _ choices: ProjectChoices, _ layers: ProjectLayers, _ detection: Detection,
    tree: some ReadableTree
  ) throws(GenerationError) {
    let path = InfrastructureProject.compose
    var input = DockerServiceAgent.Input(
      backend: detection.backends.first { $0.root?.description ?? "." == choices.backend },
      frontend: detection.frontends.first { $0.root?.description ?? "." == choices.frontend },
      compose: nil, path: path, publishes: !choices.has(.nginx))
    if layers.own.hasBackend {
      input.elsewhere[.backend] = .init("backend", in: path, port: 8000, networks: ["web"])
    }
    if layers.own.hasFrontend {
      input.elsewhere[.frontend] = .init("frontend", in: path, port: 3000, networks: ["web"])
    }
    found = try DockerServices(input, tree: tree)
    services = [
      Self.source(found.database, in: ["data"]),
      Self.source(found.backend, in: found.database == nil ? ["web"] : ["web", "data"]),
      Self.source(found.frontend, in: ["web"]),
    ].compactMap(\.self)
    known = Dictionary(
      InfrastructureProject.databases(choices) + [InfrastructureProject.backendAddress],
      uniquingKeysWith: { first, _ in first })
  }

  private static func source(
    _ service: DockerServices.Service?, in networks: [String]
  ) -> ComposeServiceSource? {
    guard case .made(var source)? = service else { return nil }
    source.networks = networks
    return source
  }

  /// Their lines in a Compose file, an empty one in front of each.
  var lines: [String] {
    services.flatMap { service in
      ["", "  \(service.name):"] + service.text.split(separator: "\n").map { "    \($0)" }
    }
  }

  /// The volumes that they need.
  var volumes: [String] {
    services.compactMap { $0.volume.map { String($0.prefix { $0 != ":" }) } }
  }

  /// Whether one of them is in the network of the data.
  var hasData: Bool { found.database != nil }

  /// What they take from the environment, with values to begin with; an empty one where nobody knows
  /// it.
  var variables: [(name: String, value: String)] {
    var names: [String] = []
    for value in services.flatMap(\.environment).map(\.value) {
      for match in value.matches(of: /\$\{([A-Za-z_]\w*)/) where !names.contains("\(match.1)") {
        names.append("\(match.1)")
      }
    }
    return names.map { ($0, known[$0] ?? "") }
  }
}
