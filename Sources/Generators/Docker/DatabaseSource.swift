internal import Patch
internal import ProjectModel

/// The database of a backend's service, and how the backend is told where it is.
struct DatabaseSource {
  /// It, there or to be made; nil where the driver needs none.
  private(set) var service: DockerServices.Service?
  /// The backend's variables.
  private(set) var variables: [ComposeServiceSource.Variable] = []
  private(set) var dependencies: [ComposeServiceSource.Dependency] = []
  private(set) var warnings: [String] = []
  private(set) var nextSteps: [String] = []

  /// What a database's image is told, and what the same variables of others are called.
  struct Kind {
    let image: String
    let port: Int
    let data: String
    let health: String
    let prefixes: [String]
    let scheme: String
  }

  /// What is known of a user, a password and a database's name.
  private typealias Credentials = [DatabaseAddress.Kind: String]

  init(
    _ services: DockerServices, _ backend: Backend, _ build: BackendBuild
  ) throws(GenerationError) {
    let all = services.input.compose?.services ?? []
    let standing = all.first { service in
      service.database != nil
        && (backend.driver == nil || service.database == backend.database?.value)
    }
    let driver = backend.driver ?? .standard
    guard driver.database != "sqlite" else {
      warnings.append(
        "the backend's database is SQLite, whose file lies in the container and goes with it; mount"
          + " a volume where it lies")
      return
    }
    let name = standing?.database ?? driver.database
    let kind = name == "postgresql" ? Kind.postgreSQL : Kind.mariaDB
    let scheme = backend.driver?.scheme ?? kind.scheme
    let credentials: Credentials
    if let standing {
      service = .standing(standing)
      credentials = Self.credentials(of: standing, kind)
      dependencies = [.init(standing.name, isHealthy: standing.hasHealthcheck)]
    } else {
      let made = try Self.made(kind, services)
      service = .made(made)
      credentials = kind.own.mapValues { "${\($0):?}" }
      dependencies = [.init(made.name, isHealthy: true)]
    }
    if backend.driver == nil {
      warnings.append(
        "no database driver is among the requirements; \(name) is assumed, and"
          + " '\(scheme.split(separator: "+").last ?? "")' needed for it")
    }
    address(build.address, at: dependencies[0].name, kind, scheme, credentials, services)
  }

  // MARK: The service

  private static func made(
    _ kind: Kind, _ services: DockerServices
  ) throws(GenerationError) -> ComposeServiceSource {
    var source = ComposeServiceSource(name: try services.name("db", "database"))
    source.image = kind.image
    source.environment = DatabaseAddress.Kind.allCases.compactMap { part in
      kind.own[part].map { .init($0, "${\($0):?}") }
    }
    if kind.prefixes.contains("MARIADB") {
      source.environment.append(.init("MARIADB_RANDOM_ROOT_PASSWORD", "1"))
    }
    let volumes = services.input.compose?.volumes ?? []
    let volume = volumes.contains("db-data") ? "backstitch-db-data" : "db-data"
    source.volume = "\(volume):\(kind.data)"
    source.health = kind.health
    return source
  }

  /// What a service says of them that is no secret: literal passwords are left where they are.
  private static func credentials(of service: ComposeService, _ kind: Kind) -> Credentials {
    var found: Credentials = [:]
    for (part, endings) in Kind.endings {
      for name in kind.prefixes.flatMap({ prefix in endings.map { "\(prefix)_\($0)" } }) {
        guard let value = service.values[name], !value.isEmpty else { continue }
        if part == .password, !value.hasPrefix("$") { continue }
        found[part] = value
        break
      }
    }
    return found
  }

  // MARK: The address

  private mutating func address(
    _ address: DatabaseAddress, at host: String, _ kind: Kind, _ scheme: String,
    _ credentials: Credentials, _ services: DockerServices
  ) {
    if case .parts(let variable, let others) = address {
      variables = [.init(variable, host)]
      for part in others {
        variables.append(.init(part.name, credentials[part.kind] ?? "${\(part.name):?}"))
      }
      return
    }
    var variable = "DATABASE_URL"
    if case .url(let name) = address {
      variable = name
    } else {
      warnings.append(
        "the backend reads no variable that names its database; its service has \(variable), which"
          + " it must read")
    }
    guard let user = credentials[.user], let password = credentials[.password],
      let name = credentials[.name]
    else {
      variables = [.init(variable, "${\(variable):?}")]
      nextSteps.append(
        "set \(variable) in \(services.environmentPath), as"
          + " \(scheme)://USER:PASSWORD@\(host):\(kind.port)/NAME")
      return
    }
    variables = [
      .init(variable, "\(scheme)://\(user):\(password)@\(host):\(kind.port)/\(name)")
    ]
  }
}

extension DatabaseSource.Kind {
  static let mariaDB = Self(
    image: "mariadb:11.8", port: 3306, data: "/var/lib/mysql",
    health: #"["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]"#,
    prefixes: ["MARIADB", "MYSQL"], scheme: DatabaseDriver.standard.scheme)

  static let postgreSQL = Self(
    image: "postgres:17", port: 5432, data: "/var/lib/postgresql/data",
    health:
      #"["CMD-SHELL", "pg_isready --username=$${POSTGRES_USER} --dbname=$${POSTGRES_DB}"]"#,
    prefixes: ["POSTGRES", "POSTGRESQL"], scheme: "postgresql+asyncpg")

  /// What variables with a part of the address end in.
  static let endings: [(DatabaseAddress.Kind, [String])] = [
    (.user, ["USER", "USERNAME"]), (.password, ["PASSWORD"]), (.name, ["DATABASE", "DB"]),
  ]

  /// The variables of its own image.
  var own: [DatabaseAddress.Kind: String] {
    [
      .user: "\(prefixes[0])_USER", .password: "\(prefixes[0])_PASSWORD",
      .name: prefixes[0] == "POSTGRES" ? "POSTGRES_DB" : "MARIADB_DATABASE",
    ]
  }
}
