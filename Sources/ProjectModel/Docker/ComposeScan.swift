internal import Patch

/// Finds the Compose files of a workspace.
struct ComposeScan {
  let tree: any ReadableTree
  let files: [RelativePath]
  /// The one that the configuration names.
  let configured: String?

  /// The files in the directories of projects and those above; the configuration decides alone.
  ///
  /// One that Compose must be told the name of, `docker-compose.dev.yml`, counts where there is no
  /// other.
  func scan(around projects: [RelativePath?]) throws(TreeError) -> [ComposeFile] {
    var paths: [RelativePath] = []
    if let configured {
      let name = Detection.directoryName(configured)
      paths = files.filter { $0.bytes.elementsEqual(name.utf8) }
    } else {
      let directories = Set(projects.flatMap { [$0] + ($0?.ancestors ?? []) } + [nil])
      let near = files.filter { directories.contains($0.parent) && Self.isCompose($0) }
      let standard = near.filter { ComposeFile(path: $0).hasStandardName }
      paths = (standard.isEmpty ? near : standard).sorted()
    }
    var found: [ComposeFile] = []
    for path in paths { found.append(try ComposeReader(tree: tree, path: path).file()) }
    return found
  }

  /// `docker-compose.dev.yml` too, but none that is merged over another.
  private static func isCompose(_ path: RelativePath) -> Bool {
    let name = path.fileName
    return (name.hasPrefix("docker-compose.") || name.hasPrefix("compose."))
      && (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && !name.contains(".override.")
  }
}
