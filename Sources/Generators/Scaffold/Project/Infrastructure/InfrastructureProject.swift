internal import Patch
internal import ProjectModel

/// What a new project has of Compose, images and the reverse proxy.
struct InfrastructureProject: ProjectContent {
  let choices: ProjectChoices
  let layers: ProjectLayers
  /// The services of layers that were not made here; nil where there are none.
  var kept: KeptServices?

  /// The services.
  static let compose: RelativePath = "docker-compose.yml"
  private static let development: RelativePath = "docker-compose.dev.yml"

  private var view: ProjectView { ProjectView(choices, layers, kept) }

  /// All it makes, in order; nothing where no containers were chosen.
  var outputs: [ProjectOutput] {
    guard choices.has(.docker) else { return [] }
    return files + variables.map { .variable($0.name, value: $0.value) } + [.ignored(".env")]
  }

  private var files: [ProjectOutput] {
    var files: [ProjectOutput] = [.file(Self.compose, .projectCompose, view: view)]
    if view.development {
      files.append(.file(Self.development, .projectComposeDevelopment, view: view))
    }
    if layers.own.hasBackend {
      files += image(
        choices.backend, .projectBackendImage, ignoring: .projectBackendIgnore)
      switch choices.database {
      case .mariadb: files.append(.file(Self.initialization, .projectMariaDBInit, view: view))
      case .postgresql:
        files.append(.file(Self.initialization, .projectPostgreSQLInit, view: view))
      case .sqlite: break
      }
    }
    if layers.own.hasFrontend {
      files += image(
        choices.frontend, .projectFrontendImage, ignoring: .projectFrontendIgnore)
    }
    if choices.has(.nginx) { files.append(.file(Self.proxy, .projectProxy, view: view)) }
    return files
  }

  private static let initialization: RelativePath = "database/init/01-database.sql"
  private static let proxy: RelativePath = "nginx/nginx.conf"

  private func image(
    _ directory: String, _ image: Template, ignoring ignored: Template
  ) -> [ProjectOutput] {
    [
      .file(ProjectChoices.path(directory, "Dockerfile"), image, view: view),
      .file(ProjectChoices.path(directory, ".dockerignore"), ignored, view: view),
    ]
  }

  // MARK: Variables

  /// What the Compose file reads; most of it backend and frontend read too.
  private var variables: [ProjectEnvironment.Variable] {
    let hasOwn = layers.own.hasBackend
    var found = hasOwn ? Self.application(choices) : []
    if hasOwn, choices.auth == .jwt { found += Self.signingIn }
    if !layers.hasBackend { found.append(Self.backendAddress) }
    // The pages know how long a session lasts, as a backend does, and where its cookies may go.
    if view.authPages, !hasOwn { found.append(("REFRESH_TOKEN_DAYS", "14")) }
    if view.authPages { found.append(("COOKIE_SECURE", "false")) }
    if hasOwn { found += Self.database(choices.database, named: choices.databaseName) }
    let others = kept?.variables ?? []
    found += others.filter { other in !found.contains { $0.name == other.name } }
    if choices.has(.nginx) { found.append(("HTTP_PORT", "8080")) }
    return found.map { .init(name: $0.name, value: $0.value) }
  }

  private typealias Variables = [(name: String, value: String)]

  /// Where a frontend finds a backend that has no container.
  static let backendAddress = ("BACKEND_URL", "http://127.0.0.1:8000")

  private static func application(_ choices: ProjectChoices) -> Variables {
    [
      ("ENVIRONMENT", "development"), ("APP_NAME", choices.name), ("LOG_LEVEL", "INFO"),
      ("CORS_ORIGINS", "http://localhost:3000"),
    ]
  }

  private static let signingIn: Variables = [
    ("SECRET_KEY", "change-me-to-the-output-of-openssl-rand-hex-32"),
    ("ACCESS_TOKEN_MINUTES", "15"), ("REFRESH_TOKEN_DAYS", "14"), ("REGISTRATION_OPEN", "true"),
  ]

  /// What the containers of all databases read.
  static func databases(_ choices: ProjectChoices) -> [(String, String)] {
    ProjectChoices.Database.allCases.flatMap { database($0, named: choices.databaseName) }
  }

  private static func database(
    _ database: ProjectChoices.Database, named name: String
  ) -> Variables {
    switch database {
    case .mariadb:
      [
        ("MARIADB_DATABASE", name), ("MARIADB_USER", name), ("MARIADB_PASSWORD", "change-me"),
        ("MARIADB_ROOT_PASSWORD", "change-me"),
      ]
    case .postgresql:
      [("POSTGRES_DB", name), ("POSTGRES_USER", name), ("POSTGRES_PASSWORD", "change-me")]
    case .sqlite: []
    }
  }

  // MARK: Words

  /// What a person does next.
  var nextSteps: [NextStep] {
    let open = (kept?.variables ?? []).filter(\.value.isEmpty).map(\.name)
    let steps =
      open.isEmpty
      ? ["cp .env.example .env && docker compose up --build"]
      : [
        "cp .env.example .env", "set \(open.joined(separator: ", ")) in .env",
        "docker compose up --build",
      ]
    return steps.map { .init(text: $0, files: [Self.compose]) }
  }

  /// Which paths the proxy takes for those of a backend of somebody's own.
  var notes: [String] {
    guard choices.has(.docker), choices.has(.nginx), layers.keepsBackend else { return [] }
    return [
      "\(Self.proxy) sends /api/v1/, /health and /docs to the backend; change that where its paths"
        + " are others"
    ]
  }
}
