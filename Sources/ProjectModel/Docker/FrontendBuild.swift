package import Patch

/// How a frontend is installed, built and started in a container.
package struct FrontendBuild: Hashable, Sendable {
  /// Where it is built.
  package var place: BuildPlace
  /// What installs its packages.
  package var manager: PackageManager
  /// The lock file below the context; nil when there is none.
  package var lock: String?
  /// Whether it is Yarn 2 or newer.
  package var isModernYarn: Bool
  /// Whether packages lie in `node_modules`, unlike with Yarn's Plug'n'Play.
  package var hasModules: Bool
  /// What the installation reads besides the lock, below the context.
  package var settings: [String]
  /// Whether the installation needs the sources: it runs scripts of the project, or installs
  /// packages of the workspace.
  package var needsSources: Bool
  /// The major version of Node.js.
  package var node: Int
  /// What `next build` makes.
  package var output: Output
  /// Whether there are files that are served as they are.
  package var hasPublic: Bool
  /// Its environment file, or where that goes by the example beside it; nil when there is neither.
  package var environment: RelativePath?

  /// What `next build` makes.
  package enum Output: String, Hashable, Sendable {
    /// What `next start` serves.
    case server
    /// A server of its own with the packages it needs.
    case standalone
    /// Files alone, without a server.
    case export
  }
}

extension Frontend {
  /// The variable with the backend's address that the server alone reads.
  package var serverVariable: String {
    backendURL.value.hasPrefix("NEXT_PUBLIC_") ? "BACKEND_URL" : backendURL.value
  }
}
