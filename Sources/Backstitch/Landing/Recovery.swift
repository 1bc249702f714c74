internal import FileSystem
internal import Git
internal import Journal
internal import ObjectStore
public import Patch

/// What a recovery did.
public struct RecoveryReport: Hashable, Sendable {
  /// The interrupted operation's number.
  public var operation: Int
  /// What kind of operation it is.
  public var kind: Operation.Kind
  /// The transaction it lands or rolls back.
  public var transaction: Int?
  /// Which way it went.
  public var direction: BackstitchError.Direction
  /// Why it had been turning back, when it had.
  public var reason: String?
  /// Paths that hold somebody else's work and so left the operation, with where their bytes were
  /// saved when they are not at the path.
  public var left: [RelativePath: RelativePath?]
}

extension RecoveryReport {
  /// Whether an operation of this kind is done now: whoever asks for one again means that one.
  public func finished(_ kind: Operation.Kind) -> Bool {
    self.kind == kind && direction == .forward
  }
}

/// Settles an interrupted operation: forward, or back once it was turning back; can be
/// interrupted itself (I7).
struct Recovery {
  let store: Store
  let context: Context
  /// The commit checked out now, hexadecimal.
  let head: String?
  /// The repository of the working tree, and the machine it lies on.
  var git: GitLocation?
  var host: any Host = LocalHost()

  /// Deals with whatever an earlier process left; the start of every writing command.
  ///
  /// - Parameter wanted: the direction a person chose; nil: automatic, where that is safe.
  func run(wanted: BackstitchError.Direction? = nil) throws(BackstitchError) -> RecoveryReport? {
    let report: RecoveryReport?
    if let pending = store.log.pending {
      report = try settle(pending, wanted: wanted)
    } else {
      report = nil
      try cleanUp()
    }
    repairReferences()
    return report
  }

  private func settle(
    _ pending: Log.Pending, wanted: BackstitchError.Direction?
  ) throws(BackstitchError) -> RecoveryReport {
    let lander = Lander(pending.intent, files: store.files)
    let git = try git(of: pending.intent)
    let direction = try direction(of: pending, lander, git, wanted: wanted)
    // I2: the process that wrote the intent may have died before its flush, or seen that fail.
    // Nothing moves on the word of a record that a power cut could still take.
    try store.flush()
    do throws(FileSystemError) {
      try lander.undoHalfRenames()
    } catch {
      throw .outcomeUnknown("the operation could not be recovered (\(error))")
    }
    if direction == .back, pending.turningBack == nil {
      // I3: from here on recovery only goes back.
      let reason = pending.obstacle == nil ? "recover --back" : "not checked"
      try store.append(.turningBack(.init(reason: reason)), flush: true)
    }
    let landing = Landing(store: store, context: context, git: git)
    // In the order of landing, and the other way round.
    if direction == .back { landing.tellStaged(try move(git, direction)) }
    let left = try move(lander, direction)
    if direction == .forward { landing.tellStaged(try move(git, direction)) }
    try store.append(.outcome(.init(committed: direction == .forward, left: left)), flush: true)
    let saved = landing.clean(lander)
    // What a later command had prepared before the power went. The operation is durable either way:
    // what fails now is up to the next writer, see ``requireClean()``.
    if store.log.uncleaned == nil { try? cleanUp() }
    return RecoveryReport(
      operation: pending.intent.operation.number,
      kind: Operation.Kind(rawValue: pending.intent.operation.kind.rawValue) ?? .commit,
      transaction: pending.intent.operation.transaction, direction: direction,
      reason: pending.turningBack,
      left: Dictionary(
        (left + saved).map { ($0.path, $0.savedAs) }, uniquingKeysWith: { $1 ?? $0 }))
  }

  private func direction(
    of pending: Log.Pending, _ lander: Lander, _ git: GitLander?,
    wanted: BackstitchError.Direction?
  ) throws(BackstitchError) -> BackstitchError.Direction {
    // I3: what somebody was told failed is never applied later; what was not checked may have failed.
    let gitObstacle = try obstacle(of: git)
    let obstacle = pending.obstacle ?? gitObstacle
    if wanted == .forward, let obstacle { throw .directionRefused(.forward, reason: obstacle) }
    if let wanted { return wanted }
    let foreign: [RelativePath]
    do throws(FileSystemError) {
      foreign = try lander.foreignPaths()
    } catch {
      throw BackstitchError(error)
    }
    let operation = pending.intent.operation
    // What a command did is done, whatever is checked out by now: only its record is missing.
    let moved =
      operation.kind != .capture && head != operation.head
      && (operation.git == nil || head != operation.git?.oldHead)
    if foreign.isEmpty && !moved { return obstacle == nil ? .forward : .back }
    throw .needsRecovery(
      operation: pending.intent.operation.number, paths: foreign,
      heads: moved ? .init(before: operation.git?.oldHead ?? operation.head, now: head) : nil,
      directions: obstacle == nil ? [.forward, .back] : [.back])
  }

  /// Why the git part cannot go forward.
  private func obstacle(of git: GitLander?) throws(BackstitchError) -> String? {
    guard let git else { return nil }
    do throws(GitRefusal) {
      return try git.isUnmoved ? nil : "its branch was moved by somebody else since"
    } catch {
      throw .git(error)
    }
  }

  private func git(of intent: Record.Intent) throws(BackstitchError) -> GitLander? {
    do throws(GitRefusal) {
      return try GitLander(intent.operation.git, git, host: host, context: context)
    } catch {
      throw .git(error)
    }
  }

  private func move(
    _ git: GitLander?, _ direction: BackstitchError.Direction
  ) throws(BackstitchError) -> [RelativePath] {
    guard let git else { return [] }
    do throws(GitRefusal) {
      return direction == .forward ? try git.resume() : try git.takeBack()
    } catch {
      throw .outcomeUnknown("the repository could not be brought along (\(error))")
    }
  }

  private func move(
    _ lander: Lander, _ direction: BackstitchError.Direction
  ) throws(BackstitchError) -> [Record.Outcome.Left] {
    switch direction {
    case .forward:
      do throws(Lander.Surprise) {
        return try lander.resume()
      } catch {
        switch error {
        case .failed(let error):
          throw .outcomeUnknown("the operation could not be finished (\(error))")
        case .drift(let path): throw .drifted([path])
        case .interrupted: throw .interrupted
        }
      }
    case .back:
      do throws(FileSystemError) {
        return try lander.takeBack()
      } catch {
        throw .outcomeUnknown("the operation could not be taken back (\(error))")
      }
    }
  }

  /// Nothing lands while a displaced file may be somebody's: the next operation's record would take
  /// the place of the one that knows it (I6).
  func requireClean() throws(BackstitchError) {
    if store.log.uncleaned != nil { try cleanUp() }
  }

  /// Writes the references that a crash took, from the newest operation's down to the first that
  /// is whole. What fails costs nothing: nothing relies on them.
  private func repairReferences() {
    let references = OperationReferences(store.files)
    let log = store.log
    do {
      for number in stride(from: log.lastOperation, through: log.firstOperation, by: -1) {
        if try references.commit(of: number) != nil { return }
        guard let operation = try log.operation(number) else { return }
        try references.write(number, to: operation.commit, random: context.random())
      }
    } catch {
      return
    }
  }

  /// Temporary and displaced files of operations that ended, or never got an intent.
  private func cleanUp() throws(BackstitchError) {
    // Nothing is dropped on the word of an outcome that a power cut could still take.
    if store.log.uncleaned != nil { try store.flush() }
    do throws(FileSystemError) {
      // A git of a process that was killed may still be at work there: then the next one drops it.
      if let git { try? GitDirectories.dropStrays(in: git, host) }
      // First what an operation displaced, which may be somebody's bytes (I6) ...
      if let intent = store.log.uncleaned {
        let landing = Landing(store: store, context: context)
        try Lander(intent, files: store.files).clean { landing.tell([$0]) }
        try dropLocks(of: intent)
      }
      if store.log.uncleaned == nil, store.log.prepared.isEmpty, try !hasSpares() { return }
      // ... then what preparations without an intent made, which is nobody's.
      let disk = Disk(files: store.files)
      for path in store.log.prepared where try disk.exists(.workspace(path)) {
        try store.files.remove(.workspace(path))
      }
      for name in try store.files.entries(of: .store(Store.spares)) {
        try store.files.remove(.store(Store.spares.appending(name: name)))
      }
      // Names in the store, too: a record that numbered them may be lost, so that they come again.
      let beside = store.log.prepared.map { Place.workspace($0).parent }
      try Flusher(files: store.files).flush(Set(beside + [.store(Store.spares)]))
    } catch {
      throw BackstitchError(error)
    }
    try store.append(.cleaned(.init()), flush: false)
  }

  /// Locks of git's that an operation which ended had taken.
  private func dropLocks(of intent: Record.Intent) throws(FileSystemError) {
    do throws(GitRefusal) {
      try GitLander(intent.operation.git, git, host: host, context: context)?.clean()
    } catch {
      throw FileSystemError("clean up", nil, code: 5)
    }
  }

  private func hasSpares() throws(FileSystemError) -> Bool {
    try !store.files.entries(of: .store(Store.spares)).isEmpty
  }
}

extension Lander {
  /// Paths that hold neither what was there before nor what the operation wants.
  func foreignPaths() throws(FileSystemError) -> [RelativePath] {
    var found: [RelativePath] = []
    for move in moves where move.kind != .makeDirectory && move.kind != .removeDirectory {
      if try disk.holds(move.before, at: move.place) { continue }
      if try disk.holds(move.after, at: move.place) { continue }
      // Between two moves of one path (a file that becomes a directory) nothing stands there, or
      // the directory already does.
      let isBetween = moves.count { $0.path == move.path } > 1
      if isBetween { continue }
      found.append(move.path)
    }
    for move in moves {
      guard let spare = move.spare, let status = try disk.status(of: spare.place) else { continue }
      if try !isOneOfOurs(spare, of: move, seen: status) { found.append(move.path) }
    }
    return Array(Set(found)).sorted()
  }
}
