internal import Glibc

/// Where a git working tree keeps its things, found without libgit2, so that repositories it
/// refuses (sha256, reftable, unknown extensions) still have a place for the store.
package struct GitLocation: Sendable {
  /// The working tree's root; nil in a bare repository.
  package let workTree: [UInt8]?
  /// This working tree's own git directory.
  package let gitDirectory: [UInt8]
  /// The repository's git directory; the same but in linked worktrees.
  package let commonDirectory: [UInt8]

  /// Whether this is a linked worktree.
  package var isLinkedWorktree: Bool { gitDirectory != commonDirectory }

  /// Looks from a directory upward for `.git`, a directory or a file that names one.
  ///
  /// - Parameter directory: an absolute path.
  package static func discover(from directory: [UInt8]) throws(GitError) -> GitLocation? {
    var next = directory
    while true {
      let marker = next + Array("/.git".utf8)
      if isDirectory(marker), exists(marker + Array("/HEAD".utf8)) {
        return GitLocation(workTree: next, gitDirectory: marker, commonDirectory: marker)
      }
      if let text = contents(marker), text.starts(with: "gitdir:".utf8) {
        return try linked(next, named: trimmed(text.dropFirst(7)))
      }
      guard let slash = next.lastIndex(of: 0x2F) else { return nil }
      if slash == 0 && next.count == 1 { return nil }
      next = slash == 0 ? [0x2F] : Array(next[..<slash])
      if next == [0x2F], directory == [0x2F] { return nil }
    }
  }

  private static func linked(
    _ workTree: [UInt8], named target: [UInt8]
  ) throws(GitError) -> GitLocation {
    let directory = target.first == 0x2F ? target : workTree + [0x2F] + target
    guard isDirectory(directory) else {
      throw GitError(
        operation: "'.git' in \(String(decoding: workTree, as: UTF8.self))",
        reason: "it names a git directory that is not there; run 'git worktree repair'")
    }
    var common = directory
    if let text = contents(directory + Array("/commondir".utf8)) {
      let named = trimmed(text[...])
      common = named.first == 0x2F ? named : directory + [0x2F] + named
    }
    return GitLocation(workTree: workTree, gitDirectory: directory, commonDirectory: common)
  }

  /// The branch and commit checked out, read as plain files; nils where they cannot be told.
  package func head() -> (branch: String?, commit: String?) {
    guard let text = Self.contents(gitDirectory + Array("/HEAD".utf8)) else { return (nil, nil) }
    let line = Self.trimmed(text[...])
    guard line.starts(with: "ref: ".utf8) else {
      return (nil, String(decoding: line, as: UTF8.self))
    }
    let name = Array(line.dropFirst(5))
    let prefix = Array("refs/heads/".utf8)
    let branch = name.starts(with: prefix) ? Array(name.dropFirst(prefix.count)) : name
    return (String(decoding: branch, as: UTF8.self), commit(of: name))
  }

  /// What HEAD says, `ref: refs/heads/main` or a commit's name; nil when it cannot be read.
  package var headContent: String? {
    Self.contents(gitDirectory + Array("/HEAD".utf8)).map {
      String(decoding: Self.trimmed($0[...]), as: UTF8.self)
    }
  }

  /// What a reference says, read as plain files: a commit's name; nil for nothing.
  package func commit(of reference: [UInt8]) -> String? {
    for directory in [gitDirectory, commonDirectory] {
      if let text = Self.contents(directory + [0x2F] + reference) {
        return String(decoding: Self.trimmed(text[...]), as: UTF8.self)
      }
    }
    guard let packed = Self.contents(commonDirectory + Array("/packed-refs".utf8)) else {
      return nil
    }
    for line in packed.split(separator: 0x0A) where line.count > 41 {
      if line.dropFirst(41).elementsEqual(reference) {
        return String(decoding: line.prefix(40), as: UTF8.self)
      }
      if line.dropFirst(65).elementsEqual(reference) {
        return String(decoding: line.prefix(64), as: UTF8.self)
      }
    }
    return nil
  }

  // MARK: Looking

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = bytes
    while let last = bytes.last, last == 0x0A || last == 0x0D || last == 0x20 { bytes.removeLast() }
    while bytes.first == 0x20 { bytes.removeFirst() }
    return Array(bytes)
  }

  static func status(_ path: [UInt8]) -> stat? {
    var found = stat()
    let result = withCString(path) { stat($0, &found) }
    return result == 0 ? found : nil
  }

  static func exists(_ path: [UInt8]) -> Bool { status(path) != nil }

  static func isDirectory(_ path: [UInt8]) -> Bool {
    status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  static func contents(_ path: [UInt8]) -> [UInt8]? {
    guard let found = status(path), found.st_mode & S_IFMT == S_IFREG else { return nil }
    let descriptor = withCString(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count <= 0 { return count == 0 ? bytes : nil }
      bytes += chunk[..<count]
    }
  }
}
