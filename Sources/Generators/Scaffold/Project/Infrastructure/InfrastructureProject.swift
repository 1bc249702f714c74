internal import Patch
internal import ProjectModel

/// What a new project has of Compose, images and the reverse proxy.
struct InfrastructureProject {
  let choices: ProjectChoices
  let layers: ProjectLayers

  private var view: ProjectView { ProjectView(choices, layers) }

  /// All it makes, in order.
  var outputs: [ProjectOutput] { files + variables.map { .variable($0.name, value: $0.value) } }

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
    let path = RelativePath(unchecked: Array(directory.utf8))
    return [
      .file(path.appending("Dockerfile"), image, view: view),
      .file(path.appending(".dockerignore"), ignored, view: view),
    ]
  }

  /// What the Compose file reads; most of it the backend reads too.
  private var variables: [ProjectEnvironment.Variable] {
    var variables: [ProjectEnvironment.Variable] = []
    func add(_ name: String, _ value: String) {
      variables.append(.init(name: name, value: value))
    }
    if layers.hasBackend {
      add("ENVIRONMENT", "development")
      add("APP_NAME", choices.name)
      add("LOG_LEVEL", "INFO")
      add("CORS_ORIGINS", "http://localhost:3000")
      if choices.auth == .jwt {
        add("SECRET_KEY", "change-me-to-the-output-of-openssl-rand-hex-32")
        add("ACCESS_TOKEN_MINUTES", "15")
        add("REFRESH_TOKEN_DAYS", "14")
        add("REGISTRATION_OPEN", "true")
      }
      switch choices.database {
      case .mariadb:
        add("MARIADB_DATABASE", choices.databaseName)
        add("MARIADB_USER", choices.databaseName)
        add("MARIADB_PASSWORD", "change-me")
        add("MARIADB_ROOT_PASSWORD", "change-me")
      case .postgresql:
        add("POSTGRES_DB", choices.databaseName)
        add("POSTGRES_USER", choices.databaseName)
        add("POSTGRES_PASSWORD", "change-me")
      case .sqlite: break
      }
    } else {
      add("BACKEND_URL", "http://127.0.0.1:8000")
    }
    if choices.has(.nginx) { add("HTTP_PORT", "8080") }
    return variables
  }

  /// What a person does next.
  var nextSteps: [String] { ["cp .env.example .env && docker compose up --build"] }
}
