internal import FileSystem
internal import Git
internal import ObjectStore
internal import Patch

/// The removal of a linked tree: nothing goes but what git checked out or a landing put there.
///
/// Neither `git status` nor `git worktree remove` tells that: both pass over files that git ignores,
/// and over those it was told not to look at. So every file is compared with the commit's, and one that
/// is anything else keeps the whole tree.
struct LinkedTreeRemoval {
  /// Git in the tree; nil when it is none yet.
  let program: GitProgram?
  private let files: any FileSystem
  /// The tree's name in the directory that holds it, which is where the files are looked at from.
  private let name: RelativePath
  private let gitFile: [UInt8]
  private let expected: [[UInt8]: GitEntry]
  /// What git took down of each file when it checked it out.
  private let index: IndexFile?

  /// - Parameters:
  ///   - path: the tree's, absolute.
  ///   - commit: what is checked out there.
  init(
    of path: [UInt8], at commit: String, in repository: GitRepository, _ host: any Host,
    umask: UInt16
  ) throws {
    let slash = path.lastIndex(of: 0x2F) ?? 0
    name = RelativePath(unchecked: path[(slash + 1)...])
    files = try host.fileSystem(
      workspace: slash == 0 ? [0x2F] : Array(path[..<slash]), store: nil, umask: umask)
    let location = try? GitLocation.discover(from: path)
    let tree = location?.workTree == path ? location : nil
    program = tree.map { GitProgram($0, like: repository.program) }
    index = tree.flatMap { IndexFile(of: $0) }
    gitFile = Array("gitdir: ".utf8) + (tree?.gitDirectory ?? []) + [0x0A]
    expected = try repository.entries(of: commit)
  }

  /// Removes it when nothing else is in it.
  ///
  /// - Returns: what else is, below the tree; of a directory that is not the commit's only its name.
  func run() throws -> [RelativePath] {
    var found = Found()
    try walk(name, &found)
    let others = found.files.filter { !isOurs($0.path, $0.status) }.map(\.path) + staged()
    guard others.isEmpty else { return summed(others) }
    for (path, status) in inOrder(found.files) {
      // Whoever writes now is no less somebody.
      guard try files.status(of: .workspace(path)) == status else { return summed([path]) }
      try files.remove(.workspace(path))
    }
    for directory in found.directories.reversed() {
      do throws(FileSystemError) {
        try files.removeDirectory(.workspace(directory))
      } catch {
        guard error.isTaken else { throw error }
        let names = try files.entries(of: .workspace(directory))
        return summed(names.map { directory.appending(name: $0) })
      }
    }
    return []
  }

  /// Git's own link last: without it nobody knows what the rest is.
  private func inOrder(_ files: [Found.File]) -> [Found.File] {
    let link = name.appending(name: ".git".utf8)
    return files.filter { $0.path != link } + files.filter { $0.path == link }
  }

  private struct Found {
    typealias File = (path: RelativePath, status: FileStatus)
    var files: [File] = []
    /// Each before what is in it.
    var directories: [RelativePath] = []
  }

  private func walk(_ directory: RelativePath, _ found: inout Found) throws(FileSystemError) {
    found.directories.append(directory)
    for (name, status) in try files.listing(of: .workspace(directory)) {
      let path = directory.appending(name: name)
      if status.kind == .directory {
        try walk(path, &found)
      } else {
        found.files.append((path, status))
      }
    }
  }

  private func below(_ path: RelativePath) -> [UInt8] {
    Array(path.bytes.dropFirst(name.bytes.count + 1))
  }

  // MARK: Comparing

  /// Whether a file is the commit's byte for byte, or git's own link to the repository. One that cannot
  /// be read is not known to be.
  private func isOurs(_ path: RelativePath, _ status: FileStatus) -> Bool {
    let place = Place.workspace(path)
    let below = below(path)
    if below == Array(".git".utf8) {
      return status.kind == .file && (try? files.contents(of: place)) == gitFile
    }
    guard let entry = expected[below] else { return false }
    switch (status.kind, entry.mode) {
    case (.symlink, "120000"):
      guard let target = try? files.linkTarget(of: place) else { return false }
      return ObjectID.blob(target).hexadecimal == entry.id
        || (try? program.map { try GitRepository($0).blob(entry.id) }) == target
    case (.file, "100644"), (.file, "100755"):
      guard (status.mode & 0o100 != 0) == (entry.mode == "100755") else { return false }
      return isAsCheckedOut(below, status, entry) || holds(entry, below, place)
    default: return false
    }
  }

  /// Whether the file is the one that git wrote, as `stat` shows without a look at its bytes.
  private func isAsCheckedOut(_ path: [UInt8], _ status: FileStatus, _ entry: GitEntry) -> Bool {
    guard let index, let seen = index.entries[path] else { return false }
    return ObjectID(raw: seen.id)?.hexadecimal == entry.id && seen.isPlain
      && seen.modified < index.written && seen.isSame(as: status)
  }

  private func holds(_ entry: GitEntry, _ path: [UInt8], _ place: Place) -> Bool {
    guard let bytes = try? files.contents(of: place) else { return false }
    if ObjectID.blob(bytes).hexadecimal == entry.id { return true }
    // Filters and line ends make other bytes of it.
    return (try? program.map { try GitRepository($0).checkedOut(entry.id, at: path) }) == bytes
  }

  /// What somebody staged; its bytes may stand nowhere else.
  private func staged() -> [RelativePath] {
    (index?.entries ?? [:]).filter { path, entry in
      entry.mode != 0o160000 && ObjectID(raw: entry.id)?.hexadecimal != expected[path]?.id
    }.map { name.appending(name: $0.key) }
  }

  // MARK: Telling

  /// Paths below the tree, a directory that has none of the commit's files in place of all in it.
  private func summed(_ paths: [RelativePath]) -> [RelativePath] {
    let known = Set(
      expected.keys.flatMap { RelativePath(unchecked: $0).ancestors }.map(\.bytes))
    let summed = paths.map { path in
      let path = RelativePath(unchecked: below(path))
      return path.ancestors.reversed().first { !known.contains($0.bytes) } ?? path
    }
    return Set(summed).sorted()
  }

  /// Up to this many paths are named.
  private static let named = 5

  static func told(_ paths: [RelativePath]) -> String {
    let rest = paths.count > named ? "\n  and \(paths.count - named) more" : ""
    return "in it is what was neither checked out nor landed there:"
      + paths.prefix(named).map { "\n  \($0)" }.joined() + rest
  }
}
