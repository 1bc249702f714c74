internal import Clibgit2
internal import Glibc

/// Which files of a tree people work on: what git does not ignore.
package enum IgnoreRules {
  /// Directories never entered, whatever the rules say: they hold what tools made.
  private static let generated: Set<[UInt8]> = Set(
    [
      ".git", "node_modules", ".venv", "venv", "__pycache__", ".next", "dist", "build", ".tox",
      ".mypy_cache", ".ruff_cache", ".pytest_cache", "site-packages",
    ].map { Array($0.utf8) })

  /// All files and links that are not ignored, as paths below the root, sorted.
  ///
  /// - Parameters:
  ///   - root: the tree's absolute path.
  ///   - git: its repository, for its ignore rules; without one only tool-made directories are left
  ///     out.
  package static func files(root: [UInt8], git: GitLocation?) throws(GitError) -> [[UInt8]] {
    var repository: OpaquePointer?
    if git != nil {
      try Library.start("ignore rules")
      // A repository libgit2 refuses is walked without its rules.
      _ = withCString(root) { git_repository_open(&repository, $0) }
    }
    defer { git_repository_free(repository) }
    var walk = Walk(root: root, repository: repository)
    try walk.enter([])
    return walk.found.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private struct Walk {
    let root: [UInt8]
    let repository: OpaquePointer?
    var found: [[UInt8]] = []

    mutating func enter(_ directory: [UInt8]) throws(GitError) {
      let path = directory.isEmpty ? root : root + [0x2F] + directory
      let opened = withCString(path) { opendir($0) }
      // Unreadable, or gone since it was listed: nothing of it can be read.
      guard let opened else { return }
      defer { closedir(opened) }
      while let entry = readdir(opened) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
        if name == [0x2E] || name == [0x2E, 0x2E] { continue }
        let below = directory.isEmpty ? name : directory + [0x2F] + name
        switch Int32(entry.pointee.d_type) {
        case Int32(DT_DIR):
          if IgnoreRules.generated.contains(name) || below == Array(".backstitch/store".utf8) {
            continue
          }
          // A nested repository is somebody else's tree.
          if GitLocation.exists(root + [0x2F] + below + Array("/.git".utf8)) { continue }
          if try isIgnored(below + [0x2F]) { continue }
          try enter(below)
        case Int32(DT_REG), Int32(DT_LNK):
          if try !isIgnored(below) { found.append(below) }
        default: continue
        }
      }
    }

    private func isIgnored(_ path: [UInt8]) throws(GitError) -> Bool {
      guard let repository else { return false }
      var ignored: Int32 = 0
      let code = withCString(path) { git_ignore_path_is_ignored(&ignored, repository, $0) }
      try Library.check(code, "ignore rules")
      return ignored != 0
    }
  }
}
