internal import Patch

extension DetectionError: CustomStringConvertible {
  /// What happened, then what to do.
  package var description: String {
    switch self {
    case .noFastAPI:
      "no FastAPI application was found: no Python file calls FastAPI(); run it in the project,"
        + " or name the directory with --backend DIR"
    case .broken, .brokenManifests, .several: findings.map(\.description).joined(separator: "\n")
    case .severalBackends(let roots):
      "several FastAPI backends were found (\(directories(roots))); choose one with --backend DIR"
    case .noBackendThere(let name, let known):
      "there is no FastAPI backend in '\(name)'"
        + (known.isEmpty ? "" : "; there is one in \(directories(known))")
        + "; name its directory with --backend DIR, or as backend.directory in"
        + " \(ProjectFiles.config)"
    case .severalApps(let places):
      "several FastAPI applications could be the one that is served (\(list(places)));"
        + " set backend.app to MODULE:NAME in \(ProjectFiles.config)"
    case .unsupportedDialect(let dialect, let place):
      "the models are \(words(for: dialect))\(at(place)); generated code is for typed SQLAlchemy 2,"
        + " columns as 'name: Mapped[str] = mapped_column(...)' below a DeclarativeBase; write the"
        + " models so"
    case .noModels(let root):
      "no SQLAlchemy base class was found in \(directory(root)): no class derives from"
        + " DeclarativeBase; add one, or set backend.models in \(ProjectFiles.config)"
    case .noSession(let root):
      "no session dependency was found in \(directory(root)): no function gives an AsyncSession;"
        + " add one, or set backend.session to MODULE:NAME in \(ProjectFiles.config)"
    case .synchronousSession(let place):
      "the session dependency is not asynchronous\(at(place)); generated code awaits an"
        + " AsyncSession, so add one and set backend.session to MODULE:NAME in"
        + " \(ProjectFiles.config)"
    case .noLiveRegistrar(let dead):
      "no place where routers are registered is reached from the application"
        + (dead.isEmpty ? "" : "; nothing calls \(list(dead))")
        + "; call one from the application, or set backend.registrar in \(ProjectFiles.config)"
    case .severalRegistrars(let places):
      "several places could register the router (\(list(places))); set backend.registrar to"
        + " PATH:NAME in \(ProjectFiles.config)"
    case .noSuchRegistrar(let name, let known):
      "the configured registrar '\(name)' is not there"
        + (known.isEmpty ? "" : "; known are \(list(known))")
        + "; correct backend.registrar in \(ProjectFiles.config)"
    case .noNextJS:
      "no Next.js project was found: no package.json has 'next' among its dependencies; run it in"
        + " the project, name the directory with --frontend DIR, or make one with"
        + " backstitch scaffold nextjs"
    case .severalFrontends(let roots):
      "several Next.js frontends were found (\(directories(roots))); choose one with --frontend DIR"
    case .noFrontendThere(let name, let known):
      "there is no Next.js frontend in '\(name)'; there is one in \(directories(known));"
        + " name its directory with --frontend DIR"
    case .pagesRouter(let root, let pages):
      "the frontend in \(directory(root)) has the pages router alone (\(pages)/), and generated"
        + " pages need the App Router; add an app/ directory with a layout beside it, or name"
        + " another frontend with --frontend DIR"
    case .severalComposeFiles(let paths):
      "which Compose file is in use cannot be said"
        + " (\(paths.map(\.description).joined(separator: ", "))); name it in"
        + " \(ProjectFiles.config), as 'compose: PATH'"
    case .brokenCompose(let path, let reason):
      "\(path) cannot be read (\(reason)); repair it and run the command again"
    }
  }

  private func words(for dialect: ModelsFinding.Dialect) -> String {
    switch dialect {
    case .mapped: "typed SQLAlchemy 2"
    case .column: "classic SQLAlchemy (Column)"
    case .sqlmodel: "SQLModel"
    }
  }

  private func at(_ place: Evidence?) -> String { place.map { " (\($0))" } ?? "" }
  private func list(_ places: [Evidence]) -> String {
    places.map(\.description).joined(separator: ", ")
  }
  private func directory(_ root: RelativePath?) -> String {
    root.map { "\($0)/" } ?? "the workspace"
  }
  private func directories(_ roots: [RelativePath?]) -> String {
    roots.map { $0.map { "\($0)" } ?? "." }.joined(separator: ", ")
  }
}
