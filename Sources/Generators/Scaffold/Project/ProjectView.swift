internal import ProjectModel

/// What the templates of containers, proxy and README go by.
struct ProjectView {
  let name: String
  let databaseName: String
  let backendDirectory: String
  let frontendDirectory: String
  let backend: Bool
  let frontend: Bool
  let both: Bool
  let mariadb: Bool
  let postgresql: Bool
  let sqlite: Bool
  /// The database is a server.
  let server: Bool
  let jwt: Bool
  let authPages: Bool
  let redis: Bool
  let celery: Bool
  let scheduler: Bool
  let docker: Bool
  let nginx: Bool
  /// The database is a server in a container.
  let serverInDocker: Bool
  /// A container has what the backend needs.
  let dockerServices: Bool
  /// Where the API is reached from outside.
  let apiPort: String

  init(_ choices: ProjectChoices, _ layers: ProjectLayers) {
    name = choices.name
    databaseName = choices.databaseName
    backendDirectory = choices.backend
    frontendDirectory = choices.frontend
    (backend, frontend) = (layers.hasBackend, layers.hasFrontend)
    both = backend && frontend
    mariadb = choices.database == .mariadb
    postgresql = choices.database == .postgresql
    sqlite = choices.database == .sqlite
    server = !sqlite
    jwt = choices.auth == .jwt
    authPages = frontend && choices.has(.authPages)
    redis = choices.has(.redis)
    celery = choices.has(.celery)
    scheduler = choices.has(.scheduler)
    docker = choices.has(.docker)
    nginx = choices.has(.nginx)
    serverInDocker = docker && server && backend
    dockerServices = docker && backend && (server || redis)
    apiPort = nginx ? "8080" : "8000"
  }
}

extension ProjectChoices {
  /// The name of the database and of its user: `my_shop`.
  var databaseName: String { name.replacing("-", with: "_") }
}
