internal import FileSystem
internal import Git
internal import Patch
internal import Synchronization

/// What is remembered of a linked tree while it is made.
struct LinkedTreeMarker: Sendable, Equatable {
  var tag: String
  var branch: String
  /// The commit it starts at.
  var start: String
  /// Whether the branch is new.
  var isNew: Bool
  /// Whether the tree goes when its command is done.
  var isHidden: Bool
  /// Absolute.
  var path: [UInt8]

  /// A line each, the path last.
  var bytes: [UInt8] {
    Array("\(branch)\n\(start)\n\(isNew)\n\(isHidden)\n".utf8) + path
  }

  init(
    tag: String, branch: String, start: String, isNew: Bool, isHidden: Bool, path: [UInt8]
  ) {
    self.tag = tag
    self.branch = branch
    self.start = start
    self.isNew = isNew
    self.isHidden = isHidden
    self.path = path
  }

  /// Nil for anything else.
  init?(tag: String, _ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[4].first == 0x2F else { return nil }
    let texts = parts[..<4].map { String(decoding: $0, as: UTF8.self) }
    self.init(
      tag: tag, branch: texts[0], start: texts[1], isNew: texts[2] == "true",
      isHidden: texts[3] == "true", path: Array(parts[4]))
  }
}

/// Linked trees and their markers, below the repository's directory.
final class LinkedTreeFiles: Sendable {
  private let repository: GitRepository
  private let directories: GitDirectories
  private let host: any Host
  private let umask: UInt16
  /// Markers of ours, open and so locked.
  private let held = Mutex<[String: OpenFile]>([:])

  private static let folder = "backstitch-trees"

  init(_ location: GitLocation, _ workspace: Workspace) throws(GitRefusal) {
    repository = GitRepository(
      GitProgram(location, environment: workspace.context.environment))
    directories = try GitDirectories(
      location, host: workspace.host, umask: workspace.context.umask)
    host = workspace.host
    umask = workspace.context.umask
  }

  deinit {
    held.withLock { for file in $0.values { directories.files.close(file) } }
  }

  /// Whether a tree lies where hidden ones do.
  static func isHidden(_ root: [UInt8]) -> Bool {
    let parts = root.split(separator: 0x2F)
    return parts.count > 1 && parts[parts.count - 2].elementsEqual(folder.utf8)
  }

  func hiddenPath(_ tag: String) -> [UInt8] {
    directories.location.commonDirectory + Array("/\(Self.folder)/\(tag)".utf8)
  }

  private func place(_ tag: String) -> Place {
    directories.shared("\(Self.folder)/\(tag).marker")
  }

  // MARK: Making

  /// Looks whether the branch can be made.
  func marker(
    branch: String, start: String, path: [UInt8], isHidden: Bool, tag: String
  ) throws(GitRefusal) -> LinkedTreeMarker {
    _ = try GitStanding.basics(repository)
    // What is taken back later must be ours.
    if host.exists(path) { throw .treeExists(String(decoding: path, as: UTF8.self)) }
    let commit: String?
    do throws(GitError) {
      commit = try repository.commit(named: start)
    } catch {
      throw GitRefusal(error)
    }
    guard let commit else { throw .unknownStart(start) }
    let old = try GitStanding.place(branch, at: commit, repository)
    return LinkedTreeMarker(
      tag: tag, branch: branch, start: commit, isNew: old == nil, isHidden: isHidden, path: path)
  }

  /// The marker is durable, and ours alone, before anything it tells of is made.
  func write(_ marker: LinkedTreeMarker) throws(GitRefusal) {
    do throws(FileSystemError) {
      let place = place(marker.tag)
      try directories.makeParents(of: place)
      let file = try directories.files.create(place, mode: 0o600)
      held.withLock { $0[marker.tag] = file }
      guard try directories.files.lock(file) else {
        throw FileSystemError("lock", place, code: 11)
      }
      try directories.files.write(marker.bytes, to: file, at: 0)
      try directories.files.flush(file)
      try directories.files.flushDirectory(place.parent)
    } catch {
      throw GitRefusal(error)
    }
  }

  /// Makes the branch, if it is new; from here on it is ours to take back.
  func addBranch(_ marker: LinkedTreeMarker) throws(GitRefusal) {
    guard marker.isNew else { return }
    do throws(GitError) {
      // The empty old value: it must not exist.
      _ = try repository.program.output([
        "update-ref", "--create-reflog", "-m", "branch: Created from \(marker.start)",
        "refs/heads/\(marker.branch)", marker.start, "",
      ])
    } catch {
      throw GitRefusal(error)
    }
  }

  /// Has git check the start out, and makes that durable: git flushes nothing of it.
  func addTree(_ marker: LinkedTreeMarker) throws(GitRefusal) {
    let path = String(decoding: marker.path, as: UTF8.self)
    do throws(GitError) {
      _ = try repository.program.output(["worktree", "add", "-q", path, marker.branch])
    } catch {
      throw GitRefusal(error)
    }
    do throws(FileSystemError) {
      let tree = try host.fileSystem(workspace: marker.path, store: nil, umask: umask)
      try tree.flushAll(on: .workspace(nil))
      try directories.files.flushAll(on: directories.shared("objects"))
    } catch {
      throw GitRefusal(error)
    }
  }

  // MARK: Ending

  /// Removes the tree; without force only where nobody works in it.
  func removeTree(_ marker: LinkedTreeMarker, isForced: Bool) throws(GitRefusal) {
    let path = String(decoding: marker.path, as: UTF8.self)
    let result: GitProgram.Result
    do throws(GitError) {
      result = try repository.program.run(
        ["worktree", "remove"] + (isForced ? ["--force", "--force"] : []) + [path])
    } catch {
      throw GitRefusal(error)
    }
    guard result.status != 0, host.exists(marker.path) else { return }
    if marker.isHidden {
      // Git had hardly begun it, or a git of a process that was killed is still at it.
      do throws(FileSystemError) {
        return try host.removeTree(marker.path)
      } catch {
        throw GitRefusal(error)
      }
    }
    throw .treeInUse(path, result.complaint)
  }

  /// Removes the tree, and the branch while it is at its start and ours.
  func takeBack(_ marker: LinkedTreeMarker, _ context: Context) throws(GitRefusal) {
    if host.exists(marker.path) { try removeTree(marker, isForced: marker.isHidden) }
    guard marker.isNew else { return }
    do throws(GitError) {
      // Compared and removed at once; one that moved stays.
      _ = try repository.program.run(
        ["update-ref", "-d", "refs/heads/\(marker.branch)", marker.start])
    } catch {
      throw GitRefusal(error)
    }
  }

  /// Settles what a command that died left.
  func settle(_ marker: LinkedTreeMarker, _ context: Context) throws(GitRefusal) {
    if host.exists(marker.path),
      let tree = try? Workspace(containing: marker.path, context: context)
    {
      // What was landing in it ends first: then the branch says which side it is on.
      do throws(BackstitchError) {
        _ = try tree.recover()
      } catch {
        throw .treeInUse(String(decoding: marker.path, as: UTF8.self), "\(error)")
      }
    }
    guard isBuilt(marker) else { return try takeBack(marker, context) }
    if marker.isHidden { try removeTree(marker, isForced: true) }
  }

  /// Whether its branch got anything.
  func isBuilt(_ marker: LinkedTreeMarker) -> Bool {
    let name = Array("refs/heads/\(marker.branch)".utf8)
    return directories.location.commit(of: name).map { $0 != marker.start } ?? false
  }

  /// The marker goes last.
  func drop(_ marker: LinkedTreeMarker) throws(GitRefusal) {
    try directories.remove(place(marker.tag))
    let file = held.withLock { $0.removeValue(forKey: marker.tag) }
    if let file { directories.files.close(file) }
  }

  /// Markers whose command is dead; they are ours from here on.
  func strays() throws(GitRefusal) -> [LinkedTreeMarker] {
    let suffix = ".marker"
    var found: [LinkedTreeMarker] = []
    do throws(FileSystemError) {
      let folder = directories.shared(Self.folder)
      guard try directories.files.status(of: folder) != nil else { return [] }
      for bytes in try directories.files.entries(of: folder) {
        let name = String(decoding: bytes, as: UTF8.self)
        guard name.hasSuffix(suffix) else { continue }
        let tag = String(name.dropLast(suffix.count))
        let file = try directories.files.openForUpdate(place(tag))
        guard try directories.files.lock(file) else {
          directories.files.close(file)
          continue
        }
        held.withLock { $0[tag] = file }
        if let marker = LinkedTreeMarker(tag: tag, try directories.files.contents(of: file)) {
          found.append(marker)
        } else {
          // Torn: it was never durable, so that nothing it tells of was made.
          try directories.drop(place(tag))
        }
      }
    } catch {
      throw GitRefusal(error)
    }
    return found
  }
}
