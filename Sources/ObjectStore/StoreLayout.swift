package import FileSystem
package import Patch

/// The files of a fresh store: a bare git repository, readable by its owner only.
package enum StoreLayout {
  private static let directories: [RelativePath] = [
    "objects", "objects/pack", "objects/info", "refs", "refs/heads", "refs/operations",
  ]

  private static let config = """
    [core]
    \trepositoryformatversion = 0
    \tfilemode = true
    \tbare = true
    [gc]
    \tauto = 0

    """

  /// Makes the repository's files and some more below a directory of the store's root, durable when
  /// this returns but for the directory's own name.
  package static func create(
    in directory: RelativePath, adding more: [(path: RelativePath, contents: [UInt8])],
    directories others: [RelativePath], files: some FileSystem
  ) throws(FileSystemError) {
    try files.makeDirectory(.store(directory), mode: 0o700, exact: true)
    let all = directories + others
    for path in all {
      try files.makeDirectory(.store(directory.appending(path)), mode: 0o700, exact: true)
    }
    let own: [(path: RelativePath, contents: [UInt8])] = [
      ("HEAD", Array("ref: refs/heads/main\n".utf8)), ("config", Array(config.utf8)),
      // A store in a plain directory ignores itself, should the tree become a git repository.
      (".gitignore", Array("*\n".utf8)),
    ]
    for file in own + more {
      try files.create(
        .store(directory.appending(file.path)), mode: 0o600, contents: file.contents, flush: true)
    }
    for path in all.reversed() { try files.flushDirectory(.store(directory.appending(path))) }
    try files.flushDirectory(.store(directory))
  }
}
