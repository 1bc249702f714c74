internal import FileSystem
internal import Journal
internal import Patch
internal import SourceEdits

extension Lander {
  /// Takes back every move that landed, in reverse order.
  ///
  /// - Returns: paths that hold somebody else's work and so stay as they are.
  func takeBack() throws(FileSystemError) -> [Record.Outcome.Left] {
    var left: [Record.Outcome.Left] = []
    var barrier = Barrier(flusher)
    // What landed freed these names, or taking creations back frees them now.
    for move in moves where move.freesName { barrier.noteFreed(move) }
    for move in moves.reversed() {
      if move.freesName { try barrier.beforeUsingNames() }
      if move.kind == .remove { try barrier.beforeFilling() }
      if case .theirs(let path) = try takeBack(move) { left.append(path) }
      if move.kind == .removeDirectory { barrier.noteMade(move) }
    }
    try flushEverything(made: .removeDirectory)
    return left
  }

  private func takeBack(_ move: Move) throws(FileSystemError) -> Landed {
    switch move.kind {
    case .removeDirectory: try makeDirectoryAgain(move, as: move.before)
    case .makeDirectory: try removeDirectoryAgain(move)
    case .create: try takeBackCreation(move)
    case .remove: try takeBackRemoval(move)
    case .replace: try takeBackReplacement(move)
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
    guard try holdsLanded(move, at: move.place) else { return theirs }
    do throws(FileSystemError) {
      try files.rename(move.place, to: spare.place, mode: .noReplace)
    } catch {
      if error.isMissing || error.isBehindLink { return theirs }
      throw error
    }
    if try holdsLanded(move, at: spare.place) { return .done }
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
    if isOurs, try disk.holds(move.before, at: move.place) { return .done }
    if isOurs, try !isLost(move) { return .theirs(.init(path: move.path)) }
    return .theirs(.init(path: move.path, savedAs: try saveAside(spare, of: move.path)))
  }

  private func takeBackReplacement(_ move: Move) throws(FileSystemError) -> Landed {
    guard let spare = move.spare else { return .done }
    let theirs = Landed.theirs(.init(path: move.path))
    guard try disk.exists(spare.place) else {
      return try disk.holds(move.before, at: move.place) ? .done : theirs
    }
    let spareIsStaged = try holdsLanded(move, at: spare.place)
    if spareIsStaged { return .done }
    let displacedIsOurs = try disk.holds(move.before, at: spare.place)
    // Somebody put it back before.
    if displacedIsOurs, try disk.holds(move.before, at: move.place) { return .done }
    guard try holdsLanded(move, at: move.place) else {
      // What they put there, or that they deleted it, stands. With its whole directory gone nothing
      // says so of this file: it stands beside, not nowhere.
      let parent = try disk.status(of: move.place.parent)
      if displacedIsOurs, parent?.kind == .directory, try !isLost(move) { return theirs }
      return .theirs(.init(path: move.path, savedAs: try saveAside(spare, of: move.path)))
    }
    try files.rename(spare.place, to: move.place, mode: .exchange)
    if try !holdsLanded(move, at: spare.place) {
      // Somebody saved between the look and the exchange: theirs goes back to the path.
      try files.rename(spare.place, to: move.place, mode: .exchange)
      return theirs
    }
    return displacedIsOurs ? .done : theirs
  }

  /// Whether what stood at a path before would be nowhere any more, for people, when something else
  /// stays there.
  private func isLost(_ move: Move) throws(FileSystemError) -> Bool {
    guard savesDisplaced else { return false }
    return try !disk.holds(move.before, at: move.place)
  }

  // MARK: A formatter's work

  /// Whether a place holds what landed, perhaps as a formatter left it that a check ran.
  private func holdsLanded(_ move: Move, at place: Place) throws(FileSystemError) -> Bool {
    if try disk.holds(move.after, at: place) { return true }
    return try isReformatted(move, at: place)
  }

  /// Whether a place holds what landed in another layout: a formatter's work goes with what it
  /// formatted. Else half of a landing would stay, in a file that names what was taken back.
  private func isReformatted(_ move: Move, at place: Place) throws(FileSystemError) -> Bool {
    guard savesDisplaced, case .file(let after) = move.after,
      let language = SourceLanguage(fileName: move.path.name),
      let status = try disk.status(of: place), status.kind == .file, status.mode == after.mode,
      max(status.size, after.size) <= LargeFile.limit, let landed = content(of: after)
    else { return false }
    // What stood there before in another layout than what landed is not told from that.
    if case .file(let before) = move.before {
      guard let displaced = content(of: before),
        !equivalentUpToFormatting(displaced, landed, language)
      else { return false }
    }
    return equivalentUpToFormatting(landed, try files.contents(of: place), language)
  }

  /// A recorded content; nil when it cannot be read: nothing is taken for it then.
  private func content(of file: FileImage) -> [UInt8]? {
    var contents = ContentPool()
    contents.note(.file(file))
    return try? contents.bytes(of: file.id, in: files)
  }

  // MARK: Cleaning

  /// Whether a spare name holds one of the two images, which the store has.
  ///
  /// - Parameter status: what was just seen there.
  func isOneOfOurs(
    _ spare: Spare, of move: Move, seen status: FileStatus
  ) throws(FileSystemError) -> Bool {
    if try disk.holds(move.before, at: spare.place, seen: status) { return true }
    if try disk.holds(move.after, at: spare.place, seen: status) { return true }
    return try isReformatted(move, at: spare.place)
  }

  /// Drops what is left at spare names; somebody's bytes are saved beside their path instead.
  ///
  /// Names beside people's files are gone for good when this returns: once the journal says that
  /// all is cleaned, nobody would look for them. Those in the store are always looked for.
  ///
  /// - Parameter onSaved: told at once of bytes that were saved, also when this throws later.
  func clean(onSaved: (Record.Outcome.Left) -> Void) throws(FileSystemError) {
    let beside = moves.compactMap(\.spare).filter { $0.root == .workspace }
    for move in moves {
      guard let spare = move.spare, let status = try disk.status(of: spare.place) else { continue }
      if try isOneOfOurs(spare, of: move, seen: status) {
        try files.remove(spare.place)
      } else {
        onSaved(.init(path: move.path, savedAs: try saveAside(spare, of: move.path)))
      }
    }
    try flusher.flush(Set(beside.map(\.place.parent)))
  }
}
