package import Patch

/// A Compose file, read by meaning: anchors, merge keys, `extends`, `include` and override files are
/// followed.
package struct ComposeFile: Hashable, Sendable, Codable {
  /// The file.
  package var path: RelativePath
  /// Its services, those of included files too, by name.
  package var services: [ComposeService]
  /// The names of its volumes.
  package var volumes: [String]
  /// Why it cannot be read; nil when it can.
  package var problem: String?

  /// Creates a finding.
  package init(
    path: RelativePath, services: [ComposeService] = [], volumes: [String] = [],
    problem: String? = nil
  ) {
    self.path = path
    self.services = services
    self.volumes = volumes
    self.problem = problem
  }

  /// The names that Compose looks for, the one it prefers first.
  package static let names: [RelativePath] = [
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
  ]

  /// Whether Compose finds it without being told its name.
  package var hasStandardName: Bool {
    Self.names.contains { $0.bytes.elementsEqual(path.name) }
  }

  /// The service of a name.
  package func service(_ name: String) -> ComposeService? { services.first { $0.name == name } }
}

/// One service of a Compose file.
package struct ComposeService: Hashable, Sendable, Codable {
  /// Its name.
  package var name: String
  /// Where it is defined, in the Compose file or one that this includes.
  package var place: Evidence
  /// What its image is built from; nil when it is pulled.
  package var build: ComposeBuild?
  /// The build context as it is written, when it rests on a variable without a default.
  package var unknownContext: String?
  /// Its image; for one that is built, what it is built upon.
  package var image: String?
  /// The directories of the workspace that are mounted into it; nil is the workspace.
  package var mounts: [RelativePath?]
  /// The names of its environment variables, those of its environment files too.
  package var environment: [String]
  /// Whether its environment is that of an anchor alone: one of its own would replace it.
  package var inheritsEnvironment: Bool
  /// The port it listens on in its container; nil when nothing says.
  package var port: Int?
  /// The ports of the host that it takes.
  package var published: [Int]
  /// Its networks; empty for the default one.
  package var networks: [String]
  /// Whether it tells when it is healthy.
  package var hasHealthcheck: Bool
  /// The values of its variables as they are written; not in the JSON, as they may be secrets.
  package var values: [String: String] = [:]

  private enum CodingKeys: String, CodingKey {
    case name, place, build, unknownContext, image, mounts, environment, inheritsEnvironment, port
    case published, networks, hasHealthcheck
  }

  /// The database it is, as detection names those of drivers; nil when it is none.
  package var database: String? {
    guard let image else { return nil }
    let name = image.split(separator: "/").last?.prefix { $0 != ":" && $0 != "@" } ?? ""
    return switch name {
    case "mariadb", "mysql", "mysql-server", "percona", "percona-server": "mariadb"
    case "postgres", "postgresql", "postgis", "timescaledb", "timescaledb-ha", "pgvector":
      "postgresql"
    default: nil
    }
  }
}

extension ComposeService {
  /// A service that is written elsewhere, as far as others need to know of it.
  package init(_ name: String, in file: RelativePath, port: Int, networks: [String]) {
    self.init(
      name: name, place: Evidence(file, 1, name), build: nil, unknownContext: nil, image: nil,
      mounts: [], environment: [], inheritsEnvironment: false, port: port, published: [],
      networks: networks, hasHealthcheck: true)
  }
}

/// What a service's image is built from.
package struct ComposeBuild: Hashable, Sendable, Codable {
  /// The directory that the build is given; nil is the workspace.
  package var context: RelativePath?
  /// Its Dockerfile; nil when it stands in the Compose file itself.
  package var dockerfile: RelativePath?
  /// Whether the Dockerfile is there.
  package var isThere: Bool
  /// What the Dockerfile copies out of the context; nil is the workspace.
  package var copies: [RelativePath?]
  /// What it starts: the words of its command.
  package var command: [String]

  /// Whether it builds the code in a directory: as its context, by a Dockerfile that lies there, or
  /// by one that copies it.
  package func builds(_ directory: RelativePath?) -> Bool {
    if context == directory { return true }
    guard let directory, context.map({ directory.isBelow($0) }) ?? true else { return false }
    return dockerfile.map { $0.parent == directory } == true || copies.contains(directory)
  }
}
