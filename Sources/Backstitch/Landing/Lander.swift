internal import FileSystem
internal import Journal
internal import Patch

/// Lands the moves of an intent, or takes them back; both can be run again after a crash.
///
/// A landed move is told from one that has not landed by what its spare name holds, so neither
/// direction depends on how far an earlier run came (I7). Every displaced file is compared with
/// what the plan saw before it may be dropped (I5, I6).
struct Lander {
  let files: any FileSystem
  let moves: [Move]
  let disk: Disk
  /// Whether what stood at a path before is saved beside it where it cannot go back. A change of a
  /// moment after the landing was made by somebody who saw what stood there before; one while checks
  /// run for minutes was made by somebody who did not.
  let savesDisplaced: Bool

  init(_ intent: Record.Intent, files: any FileSystem) {
    self.files = files
    moves = Move.moves(of: intent)
    savesDisplaced = intent.checks != nil
    disk = Disk(files: files)
  }

  /// Why a landing stopped.
  enum Surprise: Error {
    case drift(RelativePath)
    case failed(FileSystemError)
    case interrupted
  }

  /// How one move went.
  enum Landed: Equatable {
    case done
    /// The path holds somebody else's work.
    case theirs(Record.Outcome.Left)
  }

  // MARK: Forward

  /// Lands every move for the first time; the first surprise stops it.
  func land(isInterrupted: () -> Bool) throws(Surprise) {
    try inOrder(isInterrupted: isInterrupted) { move throws(FileSystemError) in
      try landFresh(move)
    } onTheirs: { left throws(Surprise) in
      throw .drift(left.path)
    }
  }

  /// Lands what an earlier run has not landed.
  ///
  /// - Returns: paths that hold somebody else's work and so leave the operation.
  func resume() throws(Surprise) -> [Record.Outcome.Left] {
    var left: [Record.Outcome.Left] = []
    try inOrder(isInterrupted: { false }) { move throws(FileSystemError) in
      try landAgain(move)
    } onTheirs: { path in
      left.append(path)
    }
    return left
  }

  private func inOrder(
    isInterrupted: () -> Bool, land: (Move) throws(FileSystemError) -> Landed,
    onTheirs: (Record.Outcome.Left) throws(Surprise) -> Void
  ) throws(Surprise) {
    let reused = Set(moves.filter { !$0.freesName }.map(\.path))
    var barrier = Barrier(flusher)
    for move in moves {
      if isInterrupted() { throw .interrupted }
      let result: Landed
      do throws(FileSystemError) {
        if !move.freesName { try barrier.beforeUsingNames() }
        if move.kind == .create { try barrier.beforeFilling() }
        result = try land(move)
      } catch {
        throw .failed(error)
      }
      if case .theirs(let left) = result { try onTheirs(left) }
      if move.freesName, reused.contains(move.path) { barrier.noteFreed(move) }
      if move.kind == .makeDirectory { barrier.noteMade(move) }
    }
    do throws(FileSystemError) {
      try flushEverything(made: .makeDirectory)
    } catch {
      throw .failed(error)
    }
  }

  private func landFresh(_ move: Move) throws(FileSystemError) -> Landed {
    let theirs = Landed.theirs(.init(path: move.path))
    do throws(FileSystemError) {
      switch move.kind {
      case .remove:
        guard let spare = move.spare else { return .done }
        try files.rename(move.place, to: spare.place, mode: .noReplace)
        return try disk.holds(move.before, at: spare.place) ? .done : theirs
      case .removeDirectory: try files.removeDirectory(move.place)
      case .makeDirectory: try makeDirectory(move.place, as: move.after)
      case .create:
        guard let spare = move.spare else { return .done }
        try files.rename(spare.place, to: move.place, mode: .noReplace)
      case .replace:
        guard let spare = move.spare else { return .done }
        return try exchange(move, spare) ? .done : theirs
      }
      return .done
    } catch {
      if error.isMissing || error.isTaken || error.isBehindLink { return theirs }
      // People know the path, not the name its content moves through.
      throw FileSystemError(error.operation, move.place, code: error.code)
    }
  }

  /// Swaps spare and path; whether what came out is what the plan saw.
  private func exchange(_ move: Move, _ spare: Spare) throws(FileSystemError) -> Bool {
    do throws(FileSystemError) {
      try files.rename(spare.place, to: move.place, mode: .exchange)
    } catch {
      guard error.isUnsupported else { throw error }
      // A rename over it would drop what stands there before it could be compared (I5), and could
      // not be taken back.
      throw FileSystemError("exchange", move.place, code: error.code)
    }
    return try disk.holds(move.before, at: spare.place)
  }

  private func landAgain(_ move: Move) throws(FileSystemError) -> Landed {
    let theirs = Landed.theirs(.init(path: move.path))
    switch move.kind {
    case .makeDirectory: return try makeDirectoryAgain(move, as: move.after)
    case .removeDirectory:
      // Somebody's file in it keeps it.
      _ = try landFresh(move)
      return .done
    case .remove, .create, .replace: break
    }
    guard let spare = move.spare else { return .done }
    let spareExists = try disk.exists(spare.place)
    switch move.kind {
    case .create:
      if try disk.holds(move.after, at: move.place) { return .done }
      return spareExists ? try landFresh(move) : theirs
    case .remove where !spareExists:
      if try !disk.exists(move.place) { return .done }
      return try disk.holds(move.before, at: move.place) ? try landFresh(move) : theirs
    case .replace where !spareExists:
      return try disk.holds(move.after, at: move.place) ? .done : theirs
    case .replace where try disk.holds(move.after, at: spare.place):
      if try disk.holds(move.after, at: move.place) { return .done }
      return try disk.holds(move.before, at: move.place) ? try landFresh(move) : theirs
    default:
      if try disk.holds(move.before, at: spare.place) { return .done }
      return .theirs(try giveBack(spare, of: move, ours: move.after))
    }
  }

  // MARK: After a power cut

  /// Takes the spare name from every file that stands at its path as well.
  ///
  /// A power cut between the flushes of two directories may leave a renamed file at both names:
  /// Btrfs does. What a spare name holds then says nothing about how far the landing came. It is one
  /// file with two names, so that nothing is lost with the spare one, and either direction begins
  /// from a path that holds what it holds.
  func undoHalfRenames() throws(FileSystemError) {
    for move in moves {
      guard let spare = move.spare, let aside = try disk.status(of: spare.place),
        let standing = try disk.status(of: move.place), aside.kind != .directory,
        aside.inode == standing.inode, aside.mount == standing.mount
      else { continue }
      try files.remove(spare.place)
    }
  }

  // MARK: Somebody else's bytes

  /// Somebody's bytes stand at the spare name: they go back if the path holds our image (or
  /// nothing, when that is our image), else to a named conflict path. A directory is no image to
  /// change places with: what landed in it would go with it.
  func giveBack(
    _ spare: Spare, of move: Move, ours: Image?
  ) throws(FileSystemError) -> Record.Outcome.Left {
    if ours?.isDirectory != true, try disk.holds(ours, at: move.place) {
      let mode: RenameMode = ours == nil ? .noReplace : .exchange
      do throws(FileSystemError) {
        try files.rename(spare.place, to: move.place, mode: mode)
        return .init(path: move.path)
      } catch {
        guard error.isTaken || error.isMissing || error.isUnsupported || error.isBehindLink else {
          throw error
        }
      }
    }
    return .init(path: move.path, savedAs: try saveAside(spare, of: move.path))
  }

  /// Moves somebody's bytes from a spare name to a free conflict path beside their path; where its
  /// directory is gone or was swapped for a link, in the nearest one above that is left.
  func saveAside(_ spare: Spare, of path: RelativePath) throws(FileSystemError) -> RelativePath {
    var directory = path.parent
    var number = 1
    while true {
      let target = ConflictPath.name(for: path, in: directory, number: number)
      do throws(FileSystemError) {
        try files.rename(spare.place, to: .workspace(target), mode: .noReplace)
        // Both, or a power cut could leave the bytes at the spare name, which nobody would compare.
        try files.flushDirectory(Place.workspace(target).parent)
        try files.flushDirectory(spare.place.parent)
        return target
      } catch {
        if error.isTaken {
          number += 1
        } else if error.isMissing || error.isBehindLink, let gone = directory {
          directory = gone.parent
        } else {
          throw error
        }
      }
    }
  }

  // MARK: Directories

  /// The permissions a directory gets by being made; only others must be set behind that.
  private var plainMode: UInt16 { 0o777 & ~files.umask }

  private func makeDirectory(_ place: Place, as image: Image?) throws(FileSystemError) {
    guard case .directory(let mode) = image else { return }
    let isPlain = mode == plainMode
    try files.makeDirectory(place, mode: isPlain ? 0o777 : mode, exact: !isPlain)
  }

  /// Makes a directory that an earlier run may have made, perhaps without its permissions yet.
  func makeDirectoryAgain(_ move: Move, as image: Image?) throws(FileSystemError) -> Landed {
    guard let status = try disk.status(of: move.place) else {
      do throws(FileSystemError) {
        try makeDirectory(move.place, as: image)
        return .done
      } catch {
        guard error.isMissing || error.isTaken || error.isBehindLink else { throw error }
        return .theirs(.init(path: move.path))
      }
    }
    guard status.kind == .directory, case .directory(let mode) = image else {
      return .theirs(.init(path: move.path))
    }
    if status.mode != mode, status.mode & 0o777 == mode & plainMode {
      try files.setMode(mode, ofDirectory: move.place)
    }
    return .done
  }

  // MARK: Flushing

  var flusher: Flusher { Flusher(files: files) }

  /// Flushes the entries of every directory a move touches, and directories of the kind that this
  /// direction makes.
  func flushEverything(made kind: Move.Kind) throws(FileSystemError) {
    var directories: Set<Place> = []
    for move in moves {
      directories.insert(move.place.parent)
      if let spare = move.spare { directories.insert(spare.place.parent) }
      if move.kind == kind { directories.insert(move.place) }
    }
    try flusher.flush(directories)
  }
}
