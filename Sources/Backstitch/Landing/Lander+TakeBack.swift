internal import FileSystem
internal import Journal
internal import Patch

extension Lander {
  /// Takes back every move that landed, in reverse order.
  ///
  /// - Returns: paths that hold somebody else's work and so stay as they are.
  func takeBack() throws(FileSystemError) -> [Record.Outcome.Left] {
    var left: [Record.Outcome.Left] = []
    let refilled = Set(moves.filter(\.freesName).map(\.path))
    var freed: Set<Place> = []
    for move in moves.reversed() {
      if move.freesName, !freed.isEmpty {
        // Names freed by taking creations back are used again by what stood there before.
        for directory in freed { try flushIfThere(directory) }
        freed = []
      }
      if case .theirs(let path) = try takeBack(move) { left.append(path) }
      if !move.freesName, refilled.contains(move.path) { freed.insert(move.place.parent) }
    }
    try flushAllDirectories()
    return left
  }

  private func flushIfThere(_ directory: Place) throws(FileSystemError) {
    do throws(FileSystemError) {
      try files.flushDirectory(directory)
    } catch {
      guard error.isMissing || error.isBehindLink else { throw error }
    }
  }

  private func takeBack(_ move: Move) throws(FileSystemError) -> Landed {
    switch move.kind {
    case .removeDirectory: try makeDirectoryAgain(move)
    case .makeDirectory: try removeDirectoryAgain(move)
    case .create: try takeBackCreation(move)
    case .remove: try takeBackRemoval(move)
    case .replace: try takeBackReplacement(move)
    }
  }

  private func makeDirectoryAgain(_ move: Move) throws(FileSystemError) -> Landed {
    guard case .directory(let mode) = move.before else { return .done }
    if try disk.exists(move.place) {
      return try disk.holds(move.before, at: move.place) ? .done : .theirs(.init(path: move.path))
    }
    do throws(FileSystemError) {
      try files.makeDirectory(move.place, mode: mode, exact: true)
      return .done
    } catch {
      guard error.isMissing || error.isBehindLink else { throw error }
      return .theirs(.init(path: move.path))
    }
  }

  private func removeDirectoryAgain(_ move: Move) throws(FileSystemError) -> Landed {
    do throws(FileSystemError) {
      try files.removeDirectory(move.place)
      return .done
    } catch {
      // Never made, or somebody keeps a file in it.
      if error.isMissing || error.isBehindLink { return .done }
      if error.isTaken { return .theirs(.init(path: move.path)) }
      throw error
    }
  }

  private func takeBackCreation(_ move: Move) throws(FileSystemError) -> Landed {
    guard let spare = move.spare, try !disk.exists(spare.place) else { return .done }
    let theirs = Landed.theirs(.init(path: move.path))
    guard try disk.exists(move.place) else { return .done }
    guard try disk.holds(move.after, at: move.place) else { return theirs }
    do throws(FileSystemError) {
      try files.rename(move.place, to: spare.place, mode: .noReplace)
    } catch {
      if error.isMissing || error.isBehindLink { return theirs }
      throw error
    }
    if try disk.holds(move.after, at: spare.place) { return .done }
    // Somebody saved between the look and the rename.
    return .theirs(try giveBack(spare, of: move, ours: nil))
  }

  private func takeBackRemoval(_ move: Move) throws(FileSystemError) -> Landed {
    guard let spare = move.spare, try disk.exists(spare.place) else { return .done }
    let isOurs = try disk.holds(move.before, at: spare.place)
    do throws(FileSystemError) {
      try files.rename(spare.place, to: move.place, mode: .noReplace)
      return isOurs ? .done : .theirs(.init(path: move.path))
    } catch {
      // Somebody took its directory away, or put a link there: the file stands beside, not nowhere.
      if error.isMissing || error.isBehindLink {
        return .theirs(.init(path: move.path, savedAs: try saveAside(spare, of: move.path)))
      }
      guard error.isTaken else { throw error }
    }
    guard !isOurs else { return .theirs(.init(path: move.path)) }
    return .theirs(.init(path: move.path, savedAs: try saveAside(spare, of: move.path)))
  }

  private func takeBackReplacement(_ move: Move) throws(FileSystemError) -> Landed {
    guard let spare = move.spare else { return .done }
    let theirs = Landed.theirs(.init(path: move.path))
    guard try disk.exists(spare.place) else {
      return try disk.holds(move.before, at: move.place) ? .done : theirs
    }
    let spareIsStaged = try disk.holds(move.after, at: spare.place)
    if spareIsStaged { return .done }
    let displacedIsOurs = try disk.holds(move.before, at: spare.place)
    guard try disk.holds(move.after, at: move.place) else {
      if displacedIsOurs { return theirs }
      return .theirs(.init(path: move.path, savedAs: try saveAside(spare, of: move.path)))
    }
    try files.rename(spare.place, to: move.place, mode: .exchange)
    if try !disk.holds(move.after, at: spare.place) {
      // Somebody saved between the look and the exchange: theirs goes back to the path.
      try files.rename(spare.place, to: move.place, mode: .exchange)
      return theirs
    }
    return displacedIsOurs ? .done : theirs
  }

  // MARK: Cleaning

  /// Whether a spare name holds one of the two images, which the store has.
  func isOneOfOurs(_ spare: Spare, of move: Move) throws(FileSystemError) -> Bool {
    if try disk.holds(move.before, at: spare.place) { return true }
    return try disk.holds(move.after, at: spare.place)
  }

  /// Drops what is left at spare names; somebody's bytes are saved beside their path instead.
  func clean() throws(FileSystemError) -> [Record.Outcome.Left] {
    var saved: [Record.Outcome.Left] = []
    for move in moves {
      guard let spare = move.spare, try disk.exists(spare.place) else { continue }
      if try isOneOfOurs(spare, of: move) {
        try files.remove(spare.place)
      } else {
        saved.append(.init(path: move.path, savedAs: try saveAside(spare, of: move.path)))
      }
    }
    return saved
  }
}
