internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

extension BlockedReport {
  /// What is missing, in a few words.
  var missing: String {
    switch error {
    case .detection(let error), .generation(.detection(let error)): missing(error)
    case .generation(.missingTargets(let missing)):
      "model \(missing.map(\.target).joined(separator: ", "))"
    case .noName: "name"
    case .noFields: "fields"
    case .migration: "Alembic"
    case .library(.needUndone(_, let need, _)): "step \(need)"
    default: "a choice"
    }
  }

  private func missing(_ error: DetectionError) -> String {
    switch error {
    case .noFastAPI: "FastAPI project"
    case .noNextJS: "Next.js project"
    case .pagesRouter: "App Router"
    case .unsupportedDialect: "typed SQLAlchemy 2 models"
    case .noModels: "SQLAlchemy base class"
    case .noSession: "database session"
    case .synchronousSession: "asynchronous session"
    case .noLiveRegistrar: "place to register routers"
    case .noSuchRegistrar: "registrar"
    case .noBackendThere: "FastAPI project in that directory"
    case .noFrontendThere: "Next.js project in that directory"
    case .several(let errors): errors.map(missing).joined(separator: ", ")
    case .severalComposeFiles: "Compose file to use"
    case .severalBackends, .severalFrontends, .severalApps, .severalRegistrars, .broken,
      .brokenManifests, .brokenCompose:
      "a choice"
    }
  }

  /// The seed's sentence, where it has one.
  var reason: String? {
    switch error {
    case .detection(.noNextJS):
      "The frontend portion requires a Next.js project, but none was detected."
    case .detection(.noFastAPI) where request.plan != BuiltInPlans.entity.name:
      "The backend portion requires a FastAPI project, but none was detected."
    default: nil
    }
  }
}
