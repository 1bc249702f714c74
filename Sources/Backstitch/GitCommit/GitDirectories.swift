internal import FileSystem
internal import Git
internal import Patch

/// The git directories of a working tree behind the file-system seam. The `store` root of these
/// files is the repository's directory, where everything of git's lies, that of a linked worktree
/// too.
struct GitDirectories {
  let location: GitLocation
  let files: any FileSystem
  private let host: any Host
  private let umask: UInt16
  /// The working tree's own directory below the repository's; nil: the same.
  private let own: RelativePath?

  /// Where everything is made before it takes its place; nothing of it outlives a landing.
  private static let scratch: RelativePath = "backstitch-landing"

  /// - Parameter location: a working tree.
  init(_ location: GitLocation, host: any Host, umask: UInt16) throws(GitRefusal) {
    self.location = location
    self.host = host
    self.umask = umask
    let common = location.commonDirectory.normalizedPath
    let directory = location.gitDirectory.normalizedPath
    if directory == common {
      own = nil
    } else if directory.starts(with: common + [0x2F]) {
      own = RelativePath(unchecked: Array(directory[(common.count + 1)...]))
    } else {
      throw .format("the working tree's git directory lies outside its repository's")
    }
    do throws(FileSystemError) {
      files = try host.fileSystem(
        workspace: location.workTree ?? common, store: common, umask: umask)
    } catch {
      throw GitRefusal(error)
    }
  }

  // MARK: Places

  /// A name in the working tree's own git directory.
  func own(_ name: String) -> Place { .store(inOwn(RelativePath(unchecked: Array(name.utf8)))) }

  /// A name in the repository's directory.
  func shared(_ name: String) -> Place { .store(RelativePath(unchecked: Array(name.utf8))) }

  /// A name in the scratch directory.
  func scratch(_ name: String) -> Place {
    .store(inOwn(Self.scratch).appending(name: Array(name.utf8)))
  }

  /// Absolute path of a name in the scratch directory.
  func scratchPath(_ name: String) -> [UInt8] { scratchRoot + Array("/\(name)".utf8) }

  private var scratchRoot: [UInt8] { location.gitDirectory + [0x2F] + Self.scratch.bytes }

  private func inOwn(_ path: RelativePath) -> RelativePath { own?.appending(path) ?? path }

  /// For people: a place as a path.
  static func named(_ place: Place) -> String { place.path.map { ".git/\($0)" } ?? ".git" }

  // MARK: The scratch directory

  /// Makes the scratch directory anew.
  func makeScratch() throws(GitRefusal) {
    try removeScratch()
    try makeScratchAgain()
  }

  /// Makes the scratch directory unless it is there.
  func makeScratchAgain() throws(GitRefusal) {
    do throws(FileSystemError) {
      try host.makeDirectories(scratchRoot, below: location.gitDirectory)
    } catch {
      throw GitRefusal(error)
    }
  }

  /// What a process that died left of it; it is nobody's.
  static func dropStrays(in location: GitLocation, _ host: any Host) throws(FileSystemError) {
    let path = location.gitDirectory + [0x2F] + scratch.bytes
    if host.exists(path) { try host.removeTree(path) }
  }

  /// Removes it with all that is in it.
  func removeScratch() throws(GitRefusal) {
    do throws(FileSystemError) {
      try Self.dropStrays(in: location, host)
    } catch {
      throw GitRefusal(error)
    }
  }

  /// A directory in it that stands for a working tree.
  func scratchTree(_ name: String) throws(GitRefusal) -> any FileSystem {
    do throws(FileSystemError) {
      try host.makeDirectories(scratchPath(name), below: location.gitDirectory)
      return try host.fileSystem(workspace: scratchPath(name), store: nil, umask: umask)
    } catch {
      throw GitRefusal(error)
    }
  }

  // MARK: Files

  /// A file's bytes; nil when there is none.
  func contents(of place: Place) throws(GitRefusal) -> [UInt8]? {
    do throws(FileSystemError) {
      return try files.contents(of: place)
    } catch {
      if error.isMissing { return nil }
      throw GitRefusal(error)
    }
  }

  /// Brings bytes to a place in one step, durably; what stands there gives way.
  ///
  /// - Parameter spare: the name in the scratch directory they are written under.
  func put(_ bytes: [UInt8], at place: Place, through spare: String) throws(GitRefusal) {
    do throws(FileSystemError) {
      let mode = try files.status(of: place)?.mode ?? 0o666 & ~umask
      try drop(scratch(spare))
      // The bytes before the name, or a power cut could show an empty file.
      try files.create(scratch(spare), mode: mode, contents: bytes, flush: true)
      try move(spare, to: place)
    } catch {
      throw GitRefusal(error)
    }
  }

  /// Brings a file of the scratch directory to its place, durably; its bytes were flushed.
  func move(_ spare: String, to place: Place) throws(FileSystemError) {
    try makeParents(of: place)
    try files.rename(scratch(spare), to: place, mode: .replace)
    try files.flushDirectory(place.parent)
  }

  /// Removes a file durably, with the directories above it that are empty then, up to a limit.
  func remove(_ place: Place, upTo limit: Place? = nil) throws(GitRefusal) {
    do throws(FileSystemError) {
      try drop(place)
      try files.flushDirectory(place.parent)
    } catch {
      if error.isMissing { return }
      throw GitRefusal(error)
    }
    var directory = place.parent
    while let limit, directory != limit, directory.path != nil {
      // Another branch lives in it.
      guard (try? files.removeDirectory(directory)) != nil else { return }
      directory = directory.parent
    }
  }

  /// Removes a file unless there is none.
  func drop(_ place: Place) throws(FileSystemError) {
    do throws(FileSystemError) {
      try files.remove(place)
    } catch {
      guard error.isMissing else { throw error }
    }
  }

  /// Makes the directories above a place, durably.
  func makeParents(of place: Place) throws(FileSystemError) {
    for ancestor in (place.path?.ancestors ?? []).reversed() {
      guard try files.status(of: .store(ancestor)) == nil else { continue }
      do throws(FileSystemError) {
        try files.makeDirectory(.store(ancestor), mode: 0o777, exact: false)
      } catch {
        guard error.isTaken else { throw error }
      }
      // A reference must not be lost with its directory.
      try files.flushDirectory(Place.store(ancestor).parent)
    }
  }
}

extension GitRefusal {
  /// The disk refused something in the git directories.
  init(_ error: FileSystemError) {
    self = .disk("\(error.place.map(GitDirectories.named) ?? ".git"): \(error.reason)")
  }

  /// The program complained.
  init(_ error: GitError) { self = .program(error.description) }
}

extension [UInt8] {
  /// Without `.`, `..` and doubled slashes; links are taken for directories.
  fileprivate var normalizedPath: [UInt8] {
    var parts: [ArraySlice<UInt8>] = []
    for part in split(separator: 0x2F) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) { _ = parts.popLast() } else { parts.append(part) }
    }
    return [0x2F] + Array(parts.joined(separator: [0x2F]))
  }
}
