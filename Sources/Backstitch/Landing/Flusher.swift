internal import FileSystem
internal import Journal
internal import Patch

/// Flushes directories: each while they are few, else the file systems they lie on.
struct Flusher {
  let files: any FileSystem
  /// From this many on one flush of a file system is cheaper than one of each.
  static let each = 16

  /// Makes the entries of directories durable; one that is gone is passed over, since its parent's
  /// flush says so.
  func flush(_ directories: Set<Place>) throws(FileSystemError) {
    guard directories.count > Self.each else {
      for directory in directories { try flush(directory) }
      return
    }
    try flushWhole(directories)
  }

  /// Flushes every file system that one of the directories lies on.
  func flushWhole(_ directories: Set<Place>) throws(FileSystemError) {
    var mounts: Set<UInt64> = []
    for directory in directories {
      guard let status = try statusIfReachable(of: directory) else { continue }
      // A mount that cannot be told apart is flushed by itself.
      if status.mount == 0 || mounts.insert(status.mount).inserted {
        try files.flushAll(on: directory)
      }
    }
  }

  private func flush(_ directory: Place) throws(FileSystemError) {
    do throws(FileSystemError) {
      try files.flushDirectory(directory)
    } catch {
      guard error.isMissing || error.isBehindLink else { throw error }
    }
  }

  private func statusIfReachable(of directory: Place) throws(FileSystemError) -> FileStatus? {
    do throws(FileSystemError) {
      let status = try files.status(of: directory)
      return status?.kind == .directory ? status : nil
    } catch {
      guard error.isBehindLink else { throw error }
      return nil
    }
  }
}

/// What must be durable between two moves of a landing.
///
/// A name is used again only once its removal is durable, or a power cut could bring back what
/// stood there over what came. A file moves into a directory only once that is durable, or a power
/// cut could keep the move and lose the directory with the file.
struct Barrier {
  private let flusher: Flusher
  private var freed: Set<Place> = []
  private var made: Set<Place> = []

  init(_ flusher: Flusher) { self.flusher = flusher }

  /// A move's name became free, and is used again later; a move between two directories is durable
  /// once both are.
  mutating func noteFreed(_ move: Move) {
    freed.insert(move.place.parent)
    if let spare = move.spare { freed.insert(spare.place.parent) }
  }

  /// That directory was made, by this run or an earlier one.
  mutating func noteMade(_ move: Move) { made.insert(move.place.parent) }

  mutating func beforeUsingNames() throws(FileSystemError) {
    try flusher.flush(freed)
    freed = []
  }

  mutating func beforeFilling() throws(FileSystemError) {
    try flusher.flush(made)
    made = []
  }
}
