internal import Patch
internal import ProjectModel

/// What a new project has of Compose, images and the reverse proxy.
struct InfrastructureProject: ProjectContent {
  let choices: ProjectChoices
  let layers: ProjectLayers

  private var view: ProjectView { ProjectView(choices, layers) }

  /// All it makes, in order; nothing where no containers were chosen.
  var outputs: [ProjectOutput] {
    guard choices.has(.docker) else { return [] }
    return files + variables.map { .variable($0.name, value: $0.value) }
  }

  private var files: [ProjectOutput] {
    var files: [ProjectOutput] = [
      .file("docker-compose.yml", .projectCompose, view: view),
      .file("docker-compose.dev.yml", .projectComposeDevelopment, view: view),
    ]
    if layers.hasBackend {
      files += image(
        choices.backend, .projectBackendImage, ignoring: .projectBackendIgnore)
      switch choices.database {
      case .mariadb: files.append(.file(Self.initialization, .projectMariaDBInit, view: view))
      case .postgresql:
        files.append(.file(Self.initialization, .projectPostgreSQLInit, view: view))
      case .sqlite: break
      }
    }
    if layers.hasFrontend {
      files += image(
        choices.frontend, .projectFrontendImage, ignoring: .projectFrontendIgnore)
    }
    if choices.has(.nginx) { files.append(.file("nginx/nginx.conf", .projectProxy, view: view)) }
    return files
  }

  private static let initialization: RelativePath = "database/init/01-database.sql"

  private func image(
    _ directory: String, _ image: Template, ignoring ignored: Template
  ) -> [ProjectOutput] {
    [
      .file(ProjectChoices.path(directory, "Dockerfile"), image, view: view),
      .file(ProjectChoices.path(directory, ".dockerignore"), ignored, view: view),
    ]
  }

  /// What the Compose file reads; most of it backend and frontend read too.
  private var variables: [ProjectEnvironment.Variable] {
    var found = layers.hasBackend ? Self.application(choices) : []
    if layers.hasBackend, choices.auth == .jwt { found += Self.signingIn }
    if !layers.hasBackend { found.append(("BACKEND_URL", "http://127.0.0.1:8000")) }
    // The pages know how long a session lasts, as a backend does, and where its cookies may go.
    if view.authPages, !layers.hasBackend { found.append(("REFRESH_TOKEN_DAYS", "14")) }
    if view.authPages { found.append(("COOKIE_SECURE", "false")) }
    if layers.hasBackend { found += Self.database(choices) }
    if choices.has(.nginx) { found.append(("HTTP_PORT", "8080")) }
    return found.map { .init(name: $0.name, value: $0.value) }
  }

  private typealias Variables = [(name: String, value: String)]

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

  private static func database(_ choices: ProjectChoices) -> Variables {
    let name = choices.databaseName
    return switch choices.database {
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

  /// What a person does next.
  var nextSteps: [String] { ["cp .env.example .env && docker compose up --build"] }
}
