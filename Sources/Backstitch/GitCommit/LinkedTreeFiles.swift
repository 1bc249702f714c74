internal import FileSystem
internal import Git
internal import Patch
internal import Synchronization

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

  /// Removes the tree, unless there is more in it than was checked out or landed there.
  ///
  /// - Parameter isOwn: Whether this command made it: what else is in a hidden one is its checks' then,
  ///   and goes along.
  func removeTree(_ marker: LinkedTreeMarker, isOwn: Bool) throws(GitRefusal) {
    let path = String(decoding: marker.path, as: UTF8.self)
    do {
      if isOwn, marker.isHidden {
        try host.removeTree(marker.path)
      } else if host.exists(marker.path) {
        let commit = try repository.commit(named: "refs/heads/\(marker.branch)") ?? marker.start
        let removal = try LinkedTreeRemoval(
          of: marker.path, at: commit, in: repository, host, umask: umask)
        let others = try removal.run()
        guard others.isEmpty else {
          // The branch of a tree that nobody chose a place for is free.
          if marker.isHidden {
            _ = try removal.program?.output(["update-ref", "--no-deref", "HEAD", commit])
          }
          throw GitRefusal.treeInUse(path, LinkedTreeRemoval.told(others))
        }
      }
      // What git knows of it. It may have hardly begun it, or be still at it, and then says no.
      _ = try repository.program.run(["worktree", "remove", "--force", "--force", path])
    } catch let error as GitRefusal {
      throw error
    } catch let error as GitError {
      throw GitRefusal(error)
    } catch {
      throw .treeInUse(path, "\(error)")
    }
  }

  /// Removes the tree, and the branch while it is at its start and ours.
  func takeBack(_ marker: LinkedTreeMarker, isOwn: Bool) throws(GitRefusal) {
    let kept: GitRefusal?
    do throws(GitRefusal) {
      try removeTree(marker, isOwn: isOwn)
      kept = nil
    } catch {
      // A tree that somebody works in keeps its branch; a hidden one is on none then.
      guard marker.isHidden else { throw error }
      kept = error
    }
    try removeBranch(marker)
    if let kept { throw kept }
  }

  private func removeBranch(_ marker: LinkedTreeMarker) throws(GitRefusal) {
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
  ///
  /// - Returns: what was done, in words; nil when nothing had to be.
  func settle(_ marker: LinkedTreeMarker, _ context: Context) throws(GitRefusal) -> String? {
    let wasThere = host.exists(marker.path)
    if wasThere,
      let tree = try? Workspace(containing: marker.path, context: context)
    {
      // What was landing in it ends first: then the branch says which side it is on.
      do throws(BackstitchError) {
        _ = try tree.recover()
      } catch {
        let path = String(decoding: marker.path, as: UTF8.self)
        throw marker.isHidden ? .treeUnsettled(path, "\(error)") : .treeInUse(path, "\(error)")
      }
    }
    let isBuilt = isBuilt(marker)
    if isBuilt, !marker.isHidden { return nil }
    if isBuilt {
      try removeTree(marker, isOwn: false)
    } else {
      try takeBack(marker, isOwn: false)
    }
    let path = String(decoding: marker.path, as: UTF8.self)
    return (wasThere ? "the working tree \(path) that a killed command had begun is removed; " : "")
      + "the branch '\(marker.branch)' "
      + (isBuilt ? "is built" : marker.isNew ? "got nothing and is taken back" : "got nothing")
  }

  /// Whether its branch got anything.
  func isBuilt(_ marker: LinkedTreeMarker) -> Bool {
    let name = Array("refs/heads/\(marker.branch)".utf8)
    return directories.location.commit(of: name).map { $0 != marker.start } ?? false
  }

  /// The marker goes last.
  func drop(_ tag: String) throws(GitRefusal) {
    try directories.remove(place(tag))
    let file = held.withLock { $0.removeValue(forKey: tag) }
    if let file { directories.files.close(file) }
  }

  /// Markers whose command is dead; they are ours from here on.
  ///
  /// - Returns: and the tags of torn ones, which were never durable, so that nothing they tell of was made.
  func strays() throws(GitRefusal) -> (markers: [LinkedTreeMarker], torn: [String]) {
    let suffix = ".marker"
    var found: (markers: [LinkedTreeMarker], torn: [String]) = ([], [])
    do throws(FileSystemError) {
      let folder = directories.shared(Self.folder)
      guard try directories.files.status(of: folder) != nil else { return found }
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
          found.markers.append(marker)
        } else {
          found.torn.append(tag)
        }
      }
    } catch {
      throw GitRefusal(error)
    }
    return found
  }
}
