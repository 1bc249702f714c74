internal import Patch

/// Programs of a virtual environment in the project: it need not be active, so that commands name
/// them by their paths.
enum ProgramScan {
  /// The directories of virtual environments, by the names they commonly have.
  static let environments: [RelativePath] = [".venv", "venv"]

  /// The program of the first environment that has it.
  ///
  /// - Parameter places: where environments lie; nil: in the workspace's root.
  static func find(
    _ name: RelativePath, in tree: any ReadableTree, below places: [RelativePath?]
  ) -> RelativePath? {
    for place in places {
      for environment in environments {
        let program = environment.appending("bin").appending(name)
        let path = place.map { $0.appending(program) } ?? program
        // What cannot be looked at cannot be run.
        switch (try? tree.node(at: path)) ?? nil {
        case .file, .large, .symlink: return path
        default: break
        }
      }
    }
    return nil
  }
}
