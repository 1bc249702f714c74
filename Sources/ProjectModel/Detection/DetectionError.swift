package import Patch

/// Why there is no backend or frontend to work on, or no place in it; exit status 3, or 1 for
/// broken files.
package enum DetectionError: Error, Hashable, Sendable {
  /// No `FastAPI()` anywhere.
  case noFastAPI
  /// Files that do not parse, where the application or its registrars may stand.
  case broken([Evidence])
  /// Several backends and none was named.
  case severalBackends([RelativePath?])
  /// A directory without a backend was named.
  case noBackendThere(String, known: [RelativePath?])
  /// Several applications and nothing says which is served.
  case severalApps([Evidence])
  /// The models are written in a dialect the generator does not write.
  case unsupportedDialect(ModelsFinding.Dialect, Evidence?)
  /// No declarative base class.
  case noModels(RelativePath?)
  /// No function that gives a database session.
  case noSession(RelativePath?)
  /// Sessions are not asynchronous.
  case synchronousSession(Evidence?)
  /// Several of these at once.
  indirect case several([DetectionError])
  /// No place where routers are registered that the application reaches.
  case noLiveRegistrar(dead: [Evidence])
  /// Several equally good registrars.
  case severalRegistrars([Evidence])
  /// The configured registrar is not there.
  case noSuchRegistrar(String, known: [Evidence])
  /// No `package.json` that has Next.js.
  case noNextJS
  /// Manifests that do not parse, of which one may be the frontend's.
  case brokenManifests([Evidence])
  /// Several frontends and none was named.
  case severalFrontends([RelativePath?])
  /// A directory without a frontend was named.
  case noFrontendThere(String, known: [RelativePath?])
  /// The frontend has the pages router alone.
  case pagesRouter(root: RelativePath?, pages: RelativePath)
  /// Several Compose files, or none of a name that Compose looks for; which is in use is not known.
  case severalComposeFiles([RelativePath])
  /// The Compose file cannot be read.
  case brokenCompose(RelativePath, String)

  /// The error as findings.
  package var findings: [Finding] {
    switch self {
    case .broken(let places):
      places.map { place in
        Finding(
          .refused, path: place.path, line: place.line,
          "the file does not parse (\(place.what)) and may be where routers are registered; repair"
            + " it and run the command again, or choose with --registrar PATH")
      }
    case .brokenManifests(let places):
      places.map { place in
        Finding(
          .refused, path: place.path, line: place.line,
          "the file does not parse (\(place.what)) and may be the frontend's; repair it and run the"
            + " command again")
      }
    case .brokenCompose(let path, _): [Finding(.refused, path: path, description)]
    case .several(let errors): errors.flatMap(\.findings)
    default: [Finding(.blocked, description)]
    }
  }
}
