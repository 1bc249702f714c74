internal import Patch
internal import ProjectModel

/// The layers of a new project that others rest on: those that stand there, else both.
struct ProjectLayers {
  let hasBackend: Bool
  let hasFrontend: Bool

  /// What an agent that runs after those of both layers finds.
  init(_ choices: ProjectChoices, tree: some ReadableTree) throws(TreeError) {
    let backend = try Self.stands(choices.backend, in: tree)
    let frontend = try Self.stands(choices.frontend, in: tree)
    hasBackend = backend || !frontend
    hasFrontend = frontend || !backend
  }

  private static func stands(
    _ directory: String, in tree: some ReadableTree
  ) throws(TreeError) -> Bool {
    guard let path = try? RelativePath(directory) else { return true }
    return try !tree.children(of: path).isEmpty
  }
}
