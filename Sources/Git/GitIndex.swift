/// An index file, worked on by git: a scratch one of ours, or the user's, which is only read.
package struct GitIndex: Sendable {
  let git: GitProgram
  /// Absolute; nil is the user's own.
  package let path: [UInt8]?

  /// A scratch index is kept plain, whatever the repository prefers for its own.
  private static let plain = [
    "core.splitIndex=false", "core.untrackedCache=false", "core.fsmonitor=false",
    "core.sparseCheckout=false", "index.sparse=false",
  ]

  package init(_ git: GitProgram, at path: [UInt8]?) {
    self.git = git
    self.path = path
  }

  private var variables: [String: [UInt8]] { path.map { ["GIT_INDEX_FILE": $0] } ?? [:] }

  /// Every entry.
  package func entries() throws(GitError) -> GitEntries {
    try GitEntries(
      listing: try git.output(["ls-files", "--stage", "-z", "--full-name"], with: variables))
  }

  /// Makes it hold a tree; nil: nothing.
  package func read(tree: String?) throws(GitError) {
    let what = tree.map { [$0] } ?? ["--empty"]
    _ = try git.output(["read-tree"] + what, with: variables, settings: Self.plain)
  }

  /// Takes files in as `git add` would, filters and attributes included.
  ///
  /// - Parameters:
  ///   - paths: where they are below the directory, and in the index.
  ///   - directory: stands for the working tree; absolute.
  ///   - objects: where objects go that are only asked for their names; nil: to the others.
  package func add(
    _ paths: [[UInt8]], from directory: [UInt8], objects: [UInt8]? = nil
  ) throws(GitError) {
    guard !paths.isEmpty else { return }
    var variables = variables
    variables["GIT_DIR"] = git.location.gitDirectory
    variables["GIT_WORK_TREE"] = directory
    if let objects {
      variables["GIT_OBJECT_DIRECTORY"] = objects
      variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] =
        git.location.commonDirectory + Array("/objects".utf8)
    }
    let program = GitProgram(standingIn: directory, for: git)
    _ = try program.output(
      ["update-index", "--add", "--replace", "-z", "--stdin"],
      input: Array(paths.joined(separator: [0])) + [0], with: variables, settings: Self.plain)
  }

  /// Sets entries; nil takes one out. The form of the file and its extensions stay.
  ///
  /// - Parameter isScratch: false for a copy of the user's, which keeps its own form.
  package func set(
    _ entries: [(path: [UInt8], entry: GitEntry?)], isScratch: Bool = true
  ) throws(GitError) {
    let settings = isScratch ? Self.plain : []
    // Removals first: a file may give way to a directory.
    let gone = entries.filter { $0.entry == nil }.map(\.path)
    if !gone.isEmpty {
      _ = try git.output(
        ["update-index", "-z", "--force-remove", "--stdin"],
        input: Array(gone.joined(separator: [0])) + [0], with: variables, settings: settings)
    }
    var input: [UInt8] = []
    for case (let path, let entry?) in entries {
      input += Array("\(entry.mode) \(entry.id) 0\t".utf8) + path + [0]
    }
    guard !input.isEmpty else { return }
    _ = try git.output(
      ["update-index", "-z", "--index-info"], input: input, with: variables, settings: settings)
  }

  /// Notes which files are as the index has them, so that hooks see no change where there is none.
  package func refresh() throws(GitError) {
    // Its status says whether some files differ.
    _ = try git.run(["update-index", "-q", "--refresh"], with: variables, settings: Self.plain)
  }

  /// Writes its entries as a tree; the tree's name.
  package func writeTree() throws(GitError) -> String {
    try git.line(["write-tree"], with: variables, settings: Self.plain)
  }
}
