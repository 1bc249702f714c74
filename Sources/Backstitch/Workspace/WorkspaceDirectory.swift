internal import FileSystem
internal import Git

/// A directory that is to become a workspace: made when it is missing, with a git repository of its
/// own where it has none.
///
/// A process that dies meanwhile leaves nothing, or a directory that the next one goes on with: the
/// repository comes into place by one rename, when all of it is durable.
public struct WorkspaceDirectory: Sendable {
  /// Its absolute path.
  public let path: [UInt8]
  /// What stands there now.
  public let state: State
  /// The root of the repository that it lies in, itself aside; nil for none.
  public let enclosing: [UInt8]?
  private let isWithinWorkspace: Bool

  /// What can stand at a path.
  public enum State: Hashable, Sendable {
    /// Nothing.
    case absent
    /// A directory without anything of somebody's.
    case empty
    /// A directory with files, or with a repository.
    case taken
    /// No directory.
    case other
  }

  /// What was made of it.
  public struct Made: Sendable {
    /// Whether the directory was made.
    public var directory = false
    /// Whether a repository was made in it.
    public var repository = false
  }

  /// Where a repository is made, until it is whole.
  private static let begun = Array("/.backstitch-begun".utf8)
  private static let git = Array("/.git".utf8)
  private static let own = Array("/.backstitch".utf8)

  /// Looks at a path.
  public init(_ path: [UInt8]) throws(BackstitchError) {
    self.path = path
    state = try Self.state(of: path)
    let parent = Array(path[..<(path.lastIndex(of: 0x2F) ?? 0)])
    let enclosing = try Self.catching { () throws(GitError) in
      try GitLocation.discover(from: parent.isEmpty ? [0x2F] : parent)?.workTree
    }
    self.enclosing = enclosing
    isWithinWorkspace = enclosing != nil || HostFiles.nearest(".backstitch", from: parent) != nil
  }

  private static func state(of path: [UInt8]) throws(BackstitchError) -> State {
    guard HostFiles.exists(path) else { return .absent }
    guard HostFiles.isDirectory(path) else { return .other }
    let mine = [begun, own].map { $0.dropFirst() }
    let others = try catching { () throws(FileSystemError) in
      try HostFiles.names(in: path).filter { name in !mine.contains { $0.elementsEqual(name) } }
    }
    return others.isEmpty ? .empty : .taken
  }

  /// Whether a repository would be made in it: nobody's files are there, and it lies in none.
  public var wantsRepository: Bool {
    (state == .absent || state == .empty) && enclosing == nil
      && !HostFiles.exists(path + Self.own + Array("/store".utf8))
  }

  /// Whether it gets no repository because of the files in it, and lies in none.
  public var lacksRepository: Bool {
    state == .taken && enclosing == nil && !HostFiles.exists(path + Self.git)
  }

  /// Whether nothing is in it but what making it puts there: its process died, or nothing was begun.
  public var holdsNothing: Bool {
    let mine = [Self.begun, Self.git, Self.own].map { Array($0.dropFirst()) }
    guard HostFiles.isDirectory(path), let names = try? HostFiles.names(in: path) else {
      return false
    }
    return names.allSatisfy(mine.contains)
  }

  /// Makes what is missing, durably.
  ///
  /// - Parameter repository: whether it gets a repository of its own, if it wants one.
  /// - Throws: ``BackstitchError/disk(_:)``, and ``BackstitchError/git(_:)`` with what git said; nothing
  ///   that was made is left then.
  public func make(
    repository: Bool, environment: [String: String]
  ) throws(BackstitchError) -> Made {
    var made = Made()
    do throws(BackstitchError) {
      try make(&made, repository: repository, environment)
      return made
    } catch {
      if made.directory {
        try? Self.removeTree(path + Self.begun)
        // Where somebody put something meanwhile it stays.
        for directory in [path + Self.own, path] { try? HostFiles.removeDirectory(directory) }
      }
      throw error
    }
  }

  private func make(
    _ made: inout Made, repository: Bool, _ environment: [String: String]
  ) throws(BackstitchError) {
    guard let slash = path.lastIndex(of: 0x2F) else { return }
    let parent = Array(path[..<slash])
    if state == .absent {
      made.directory = true
      try Self.catching { () throws(FileSystemError) in
        try HostFiles.makeDirectories(path, below: parent)
      }
    }
    if repository, wantsRepository {
      try makeRepository(environment)
      made.repository = true
      return
    }
    try Self.catching { () throws(FileSystemError) in
      // One that died behind its rename left the place it worked in.
      try Self.removeTree(path + Self.begun)
    }
    if isWithinWorkspace || state != .taken, !HostFiles.exists(path + Self.git) {
      // By this a directory within a repository, or within another workspace, is one of its own.
      try Self.catching { () throws(FileSystemError) in
        try HostFiles.makeDirectories(path + Self.own, below: path)
      }
    }
  }

  private func makeRepository(_ environment: [String: String]) throws(BackstitchError) {
    let begun = path + Self.begun
    try Self.catching { () throws(FileSystemError) in
      // One that died in the middle of it leaves what cannot be trusted, and perhaps a git that is
      // still writing.
      try Self.removeTree(begun)
      try HostFiles.makeDirectories(begun, below: path)
    }
    do throws(GitError) {
      try GitProgram.initialize(begun, environment: environment)
    } catch {
      // What is left of it is removed by the next attempt, too.
      try? HostFiles.removeTree(begun)
      throw .git(.notMade(error.reason))
    }
    try Self.catching { () throws(FileSystemError) in
      // Git flushes nothing of it; no name may show a repository that a power cut could empty.
      try HostFiles.flushFileSystem(of: begun)
      try HostFiles.rename(begun + Self.git, to: path + Self.git)
      try HostFiles.flushDirectory(path)
      try HostFiles.removeTree(begun)
    }
  }

  private static func removeTree(_ path: [UInt8]) throws(FileSystemError) {
    var attempt = 0
    while HostFiles.exists(path) {
      attempt += 1
      do throws(FileSystemError) {
        return try HostFiles.removeTree(path)
      } catch {
        guard error.isTaken || error.isMissing, attempt < 100 else { throw error }
        HostFiles.pause(milliseconds: 10)
      }
    }
  }

  /// Takes back what was made, so long as nobody put anything there and nothing was done in it.
  ///
  /// - Parameter workspace: the one that it became.
  public func takeBack(_ made: Made, of workspace: Workspace) throws(BackstitchError) {
    guard made.directory || made.repository else { return }
    // Held to the end: another process that begins here now finds no directory, and fails.
    let store = workspace.hasStore ? try workspace.storeIfUnused() : nil
    guard store != nil || !workspace.hasStore else { return }
    try Self.catching { () throws(FileSystemError) in
      guard try !isUsed() else { return }
      if made.repository { try HostFiles.removeTree(path + Self.git) }
      guard made.directory else { return }
      if HostFiles.exists(path + Self.own) {
        if store != nil {
          try HostFiles.removeTree(path + Self.own)
        } else {
          try HostFiles.removeDirectory(path + Self.own)
        }
      }
      try HostFiles.removeDirectory(path)
    }
    withExtendedLifetime(store) {}
  }

  /// Whether somebody works there: files, an index, a branch, anything in the repository's database.
  /// What cannot be looked at is not taken for nothing.
  private func isUsed() throws(FileSystemError) -> Bool {
    let mine = [Self.git, Self.own].map { Array($0.dropFirst()) }
    let names = try HostFiles.names(in: path)
    if names.contains(where: { !mine.contains($0) }) { return true }
    let git = path + Self.git
    guard HostFiles.exists(git) else { return false }
    if HostFiles.exists(git + Array("/index".utf8)) { return true }
    for place in ["/refs/heads", "/objects/pack"] {
      if try !HostFiles.names(in: git + Array(place.utf8)).isEmpty { return true }
    }
    let fresh = ["info", "pack"].map { Array($0.utf8) }
    return try HostFiles.names(in: git + Array("/objects".utf8)).contains { name in
      !fresh.contains(name)
    }
  }

  private static func catching<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(BackstitchError) -> Value {
    do throws(Failure) {
      return try body()
    } catch {
      throw (error as? FileSystemError).map(BackstitchError.init) ?? .disk("\(error)")
    }
  }
}
