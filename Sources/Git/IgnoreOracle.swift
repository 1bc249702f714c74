internal import Clibgit2

/// Answers for single paths whether git ignores them.
package final class IgnoreOracle {
  private var repository: OpaquePointer?

  /// - Returns: nil where libgit2 refuses the repository: then nothing counts as ignored.
  package init?(root: [UInt8]) throws(GitError) {
    try Library.start("ignore rules")
    guard withCString(root, { git_repository_open(&repository, $0) }) == 0 else { return nil }
  }

  deinit { git_repository_free(repository) }

  /// - Parameter path: below the root; a directory's ends with a slash.
  package func isIgnored(_ path: [UInt8]) throws(GitError) -> Bool {
    var ignored: Int32 = 0
    let code = withCString(path) { git_ignore_path_is_ignored(&ignored, repository, $0) }
    try Library.check(code, "ignore rules")
    return ignored != 0
  }
}
