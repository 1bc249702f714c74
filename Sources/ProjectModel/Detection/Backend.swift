package import Patch

/// What was found of one FastAPI backend.
package struct Backend: Hashable, Sendable, Codable {
  /// The directory on `sys.path`, from which modules are imported; nil for the workspace's root.
  package var root: RelativePath?
  /// What speaks for it: the applications in it.
  package var evidence: [Evidence]
  /// Its `FastAPI()` objects, the live one first.
  package var apps: [AppFinding]
  /// Where routers are registered, live ones first.
  package var registrars: [RegistrarFinding]
  /// Its routers.
  package var routers: [RouterFinding]
  /// Its models.
  package var models: ModelsFinding?
  /// How a request gets its database session.
  package var session: Found<SessionDependency>?
  /// The class that schemas derive from, when it gives camelCase aliases.
  package var schemaBase: Found<SchemaBase>?
  /// How CRUD code is written.
  package var crudStyle: Found<CRUDStyle>
  /// How a request gets its user.
  package var currentUser: Found<CurrentUser>?
  /// The project's own exceptions, by the status they answer.
  package var exceptions: [Found<ProjectException>]
  /// The migrations.
  package var alembic: Found<AlembicLocation>?
  /// The database driver, as the requirements or a URL name it.
  package var database: Found<String>?
  /// pytest, in a virtual environment of the project; nil where there is none.
  package var pytest: RelativePath?
  /// Where the requirements are listed, and which are missing.
  package var requirements: Requirements
  /// Where generated files go.
  package var layout: BackendLayout
  /// What was seen that needs a person's eye: a dead registrar, a file that does not parse.
  package var notes: [DetectionNote]

  /// The path below the backend's root.
  package func path(_ relative: RelativePath) -> RelativePath {
    root.map { $0.appending(relative) } ?? relative
  }

  /// The dotted module of a file of the backend; nil when it lies elsewhere.
  package func module(of path: RelativePath) -> String? {
    PythonModules.module(of: path, root: root)
  }

  /// The live application; nil when none is.
  package var liveApp: AppFinding? { apps.first { $0.isLive } }
}

/// One `FastAPI()` object.
package struct AppFinding: Hashable, Sendable, Codable {
  /// The file.
  package var path: RelativePath
  /// The line of the call.
  package var line: Int
  /// The module and the variable or factory, as uvicorn takes it: `main:app`.
  package var target: String
  /// Whether it is made in a function.
  package var isFactory: Bool
  /// Whether it is the application that is served.
  package var isLive: Bool
  /// What decided that.
  package var evidence: [Evidence]
}

/// A place where routers are registered.
package struct RegistrarFinding: Hashable, Sendable, Codable {
  /// The file.
  package var path: RelativePath
  /// The line of the function, list or first call.
  package var line: Int
  /// The function's, list's or variable's name, as a register-router edit takes it; nil for a
  /// module whose calls stand at its top level on the application itself.
  package var name: String?
  /// What it is.
  package var kind: Kind
  /// The prefix in front of what is registered here; nil when nothing reaches it.
  package var prefix: String?
  /// How an application reaches it, outermost first; empty when none does: it is dead.
  package var reachedBy: [Evidence]
  /// The modules of the routers it registers.
  package var modules: [String]
  /// The prefixes in its calls, one for each module; empty where a call gives none.
  package var callPrefixes: [String] = []

  /// The kinds of registrars.
  package enum Kind: String, Hashable, Sendable, Codable {
    /// A function that is given the application or a router.
    case function
    /// Calls on a router or application at module level, or in a factory.
    case calls
    /// A list of routers that a loop goes through.
    case list
  }

  /// Whether an application reaches it.
  package var isLive: Bool { !reachedBy.isEmpty }
}

/// One `APIRouter()` object.
package struct RouterFinding: Hashable, Sendable, Codable {
  /// The file.
  package var path: RelativePath
  /// The line.
  package var line: Int
  /// The variable.
  package var name: String
  /// The prefix it gives itself.
  package var prefix: String
  /// The whole prefix of its paths, for each way it is reached; empty when it is not.
  package var reachedAt: [String]
  /// What every request to it depends on: `dependencies=[Depends(get_current_user)]`.
  package var guards: [PythonSymbolPath] = []
  /// What it answers, by file and line.
  package var endpoints: [EndpointFinding] = []
}

/// One function that answers requests of a router.
package struct EndpointFinding: Hashable, Sendable, Codable {
  /// The method in capitals.
  package var method: String
  /// The path below the router's prefix: nothing, or `/{category_id}`.
  package var path: String
  /// The function.
  package var function: String
  /// Its line.
  package var line: Int
  /// The names of its query parameters, those of its dependencies too.
  package var queries: [String]
  /// The type of its answer as it is written: `CategoryListResponse`; nil for none.
  package var response: String?
  /// The status of success; nil when it could not be read.
  package var status: Int?
}

/// Something seen that needs a person's eye.
package struct DetectionNote: Hashable, Sendable, Codable {
  /// Where.
  package var evidence: Evidence
  /// The kinds of notes.
  package enum Kind: String, Hashable, Sendable, Codable {
    /// Nothing calls this registrar.
    case deadRegistrar = "dead-registrar"
    /// The file does not parse.
    case unparsable
    /// A frontend lies in the backend's directory, or the other way round.
    case nested
    /// A file or choice of the configuration that is not there.
    case configuration
  }
  /// What.
  package var kind: Kind
}
