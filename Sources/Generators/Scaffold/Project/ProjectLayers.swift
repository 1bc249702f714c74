internal import Patch
internal import ProjectModel

/// The layers of a project that others rest on: those that stand there, else both.
struct ProjectLayers {
  var hasBackend: Bool
  var hasFrontend: Bool
  /// Whether the backend is somebody's own, of which nothing is known but what detection finds.
  var keepsBackend: Bool
  /// Whether the frontend is.
  var keepsFrontend: Bool

  /// What an agent that runs after those of both layers finds.
  init(_ choices: ProjectChoices, tree: some ReadableTree) throws(TreeError) {
    let backend = try Self.stands(choices.backend, in: tree)
    let frontend = try Self.stands(choices.frontend, in: tree)
    hasBackend = backend || !frontend
    hasFrontend = frontend || !backend
    let isBackendMade = try Self.isMade(.backend, in: tree)
    let isFrontendMade = try Self.isMade(.frontend, in: tree)
    keepsBackend = backend && !isBackendMade
    keepsFrontend = frontend && !isFrontendMade
  }

  /// Those that were made by this program.
  var own: ProjectLayers {
    var own = self
    own.hasBackend = hasBackend && !keepsBackend
    own.hasFrontend = hasFrontend && !keepsFrontend
    return own
  }

  private static func stands(
    _ directory: String, in tree: some ReadableTree
  ) throws(TreeError) -> Bool {
    guard let path = try? RelativePath(directory) else { return true }
    return try !tree.children(of: path).isEmpty
  }

  private static func isMade(
    _ part: ProjectPart, in tree: some ReadableTree
  ) throws(TreeError) -> Bool {
    try tree.node(at: ProjectFiles.lock(part.lockName)) != nil
  }
}
