internal import Backstitch

/// A workspace in which nothing was begun: a new project's, whose process was killed early, looks
/// like that.
enum EmptyWorkspace {
  /// The command that begins a project in it; nil where something is there, or was.
  static func beginning(_ workspace: Workspace, _ globals: Globals) -> String? {
    guard let overview = try? workspace.overview(), overview.newest == nil,
      overview.transactions.isEmpty,
      let directory = try? WorkspaceDirectory(workspace.root), directory.holdsNothing
    else { return nil }
    return globals.command("scaffold", "fullstack")
  }
}
