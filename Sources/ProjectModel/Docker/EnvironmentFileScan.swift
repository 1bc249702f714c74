internal import Patch

/// Finds the file that a container takes its variables from.
enum EnvironmentFileScan {
  /// `.env` of the nearest directory that has it, or an example of it.
  static func file(
    from directory: RelativePath?, in tree: any ReadableTree
  ) throws(TreeError) -> RelativePath? {
    let directories = [directory] + (directory?.ancestors ?? []).map(Optional.some) + [nil]
    for directory in directories {
      if let file = try file(in: directory, of: tree) { return file }
    }
    return nil
  }

  /// `.env` of one directory.
  static func file(
    in directory: RelativePath?, of tree: any ReadableTree
  ) throws(TreeError) -> RelativePath? {
    for name: RelativePath in [".env", ".env.example", ".env.sample", ".env.template", ".env.dist"]
    {
      let path = directory?.appending(name) ?? name
      guard case .file? = try tree.node(at: path) else { continue }
      return directory?.appending(".env") ?? ".env"
    }
    return nil
  }
}
