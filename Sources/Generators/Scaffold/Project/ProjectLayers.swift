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
  ///
  /// - Parameter detection: What stands in the tree besides what was made.
  init(
    _ choices: ProjectChoices, tree: some ReadableTree, detection: Detection?
  ) throws(TreeError) {
    func stands(_ roots: [RelativePath?], _ directory: String) -> Bool {
      roots.contains { $0?.description ?? "." == directory }
    }
    let hasMade = (
      backend: try Self.isMade(.backend, in: tree), frontend: try Self.isMade(.frontend, in: tree)
    )
    keepsBackend =
      !hasMade.backend && stands(detection?.backends.map(\.root) ?? [], choices.backend)
    keepsFrontend =
      !hasMade.frontend && stands(detection?.frontends.map(\.root) ?? [], choices.frontend)
    let (backend, frontend) = (hasMade.backend || keepsBackend, hasMade.frontend || keepsFrontend)
    hasBackend = backend || !frontend
    hasFrontend = frontend || !backend
  }

  /// Whether a layer is somebody's own.
  var keeps: Bool { keepsBackend || keepsFrontend }

  /// Those that were made by this program.
  var own: ProjectLayers {
    var own = self
    own.hasBackend = hasBackend && !keepsBackend
    own.hasFrontend = hasFrontend && !keepsFrontend
    return own
  }

  private static func isMade(
    _ part: ProjectPart, in tree: some ReadableTree
  ) throws(TreeError) -> Bool {
    try tree.node(at: ProjectFiles.lock(part.lockName)) != nil
  }
}
