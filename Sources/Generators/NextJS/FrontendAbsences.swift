internal import Patch
internal import ProjectModel

/// What a frontend lacks and generated code does without, in words with the command that adds it.
struct FrontendAbsences {
  let frontend: Frontend
  let manager: PackageManager

  init(_ frontend: Frontend, in tree: some ReadableTree) throws(GenerationError) {
    self.frontend = frontend
    do throws(TreeError) {
      manager = try PackageManager.of(frontend.root, in: tree)
    } catch {
      throw .tree(error)
    }
  }

  /// The warning of components; nil when none is absent.
  func components(_ missing: [String]) -> String? {
    guard !missing.isEmpty else { return nil }
    let command = inRoot(manager.running("shadcn@latest add \(missing.joined(separator: " "))"))
    return "native elements stand in for \(missing.joined(separator: ", ")); to have the project's"
      + " own, undo this, run '\(command)' and run it again"
  }

  /// The warning of packages that plain code stands in for; nil when none is absent.
  func packages(_ missing: [String]) -> String? {
    guard !missing.isEmpty else { return nil }
    let command = inRoot(manager.adding(missing.joined(separator: " ")))
    return "plain code stands in for \(missing.joined(separator: ", ")); to have the packages used,"
      + " undo this, run '\(command)' and run it again"
  }

  /// A command as it is run from the workspace's root.
  func inRoot(_ command: String) -> String {
    frontend.root.map { "cd \($0) && \(command)" } ?? command
  }
}
