package import Patch
internal import ProjectModel

/// What the templates of containers, proxy and README go by.
struct ProjectView {
  let name: String
  let databaseName: String
  let backendDirectory: String
  let frontendDirectory: String
  /// The backend's directory as Compose has it: `./backend`.
  let backendContext: String
  /// The frontend's directory as Compose has it.
  let frontendContext: String
  /// The way back to the workspace: `..`.
  let rootFromFrontend: String
  /// The backend was made here.
  let backend: Bool
  /// The frontend was made here.
  let frontend: Bool
  let both: Bool
  /// The backend is somebody's own.
  let keptBackend: Bool
  /// The frontend is somebody's own.
  let keptFrontend: Bool
  /// There is a backend, whosever.
  let hasBackend: Bool
  /// There is a frontend, whosever.
  let hasFrontend: Bool
  let hasBoth: Bool
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
  /// There are containers of layers that were made here, and a file for development.
  let development: Bool
  let nginx: Bool
  /// The database is a server in a container.
  let serverInDocker: Bool
  /// A container has what the backend needs.
  let dockerServices: Bool
  /// There is a frontend without the table that generated pages use.
  let needsTable: Bool
  /// Where the API is reached from outside.
  let apiPort: String
  /// The lines of the reverse proxy's service.
  let proxy: [String]
  /// The lines of the services of somebody's own.
  let keptServices: [String]
  /// The volumes of those.
  let keptVolumes: [String]
  /// There is a network for the data.
  let hasData: Bool
  let hasVolumes: Bool

  init(_ choices: ProjectChoices, _ layers: ProjectLayers, _ kept: KeptServices? = nil) {
    name = choices.name
    databaseName = choices.databaseName
    backendDirectory = choices.backend
    frontendDirectory = choices.frontend
    backendContext = Self.context(choices.backend)
    frontendContext = Self.context(choices.frontend)
    rootFromFrontend = choices.frontend.split(separator: "/").map { $0 == "." ? "." : ".." }
      .joined(separator: "/")
    (backend, frontend) = (layers.own.hasBackend, layers.own.hasFrontend)
    both = backend && frontend
    (keptBackend, keptFrontend) = (layers.keepsBackend, layers.keepsFrontend)
    (hasBackend, hasFrontend) = (layers.hasBackend, layers.hasFrontend)
    hasBoth = hasBackend && hasFrontend
    mariadb = choices.database == .mariadb
    postgresql = choices.database == .postgresql
    sqlite = choices.database == .sqlite
    server = !sqlite
    jwt = choices.auth == .jwt
    authPages = frontend && jwt && choices.has(.authPages)
    redis = choices.has(.redis)
    celery = choices.has(.celery)
    scheduler = choices.has(.scheduler)
    docker = choices.has(.docker)
    development = docker && (backend || frontend)
    nginx = choices.has(.nginx)
    serverInDocker = development && server && backend
    dockerServices = development && backend && (server || redis)
    needsTable = frontend && !choices.has(.dataTables)
    apiPort = nginx ? "8080" : "8000"
    let service = ProxyService(
      hasBackend: hasBackend, hasFrontend: hasFrontend, keptFrontend: keptFrontend)
    proxy = nginx ? service.lines : []
    keptServices = kept?.lines ?? []
    keptVolumes = kept?.volumes ?? []
    hasData = backend || kept?.hasData == true
    hasVolumes = backend || !keptVolumes.isEmpty
  }

  private static func context(_ directory: String) -> String {
    directory == "." ? "." : "./" + directory
  }
}

extension ProjectChoices {
  /// The name of the database and of its user: `my_shop`.
  var databaseName: String { name.replacing("-", with: "_") }

  /// A path below one of its directories.
  package static func path(_ directory: String, _ below: RelativePath) -> RelativePath {
    directory == "." ? below : RelativePath(unchecked: Array("\(directory)/".utf8) + below.bytes)
  }
}

/// What the template of the reverse proxy's service goes by.
struct ProxyService {
  let hasBackend: Bool
  let hasFrontend: Bool
  /// The frontend is somebody's own, whose service does not tell when it is healthy.
  let keptFrontend: Bool

  /// Its lines, without indentation.
  var lines: [String] {
    Template.projectProxyService.render(self).split(separator: "\n").map(String.init)
  }
}
