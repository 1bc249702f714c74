internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// Lands a plan under the lock: prepare, intent, land, check, outcome, clean (Commit, steps 3 to 8).
struct Landing {
  let store: Store
  let context: Context
  /// The repository that takes part, if one does.
  var git: GitLander?
  private var files: any FileSystem { store.files }

  init(store: Store, context: Context, git: GitLander? = nil) {
    self.store = store
    self.context = context
    self.git = git
  }

  /// What became of a plan that landed.
  struct Result {
    var operation: OperationRecord
    /// Paths whose displaced bytes were somebody's and were saved beside them.
    var saved: [Record.Outcome.Left]
    /// Checks that failed and were put up with.
    var failedChecks: [FailedCheck]
  }

  /// Bytes kept free behind an intent, so that what follows it does not fail for want of space:
  /// turning back with its reason, landed, checked, outcome, cleaned.
  private static let tail = 16 * 1024

  /// - Throws: when it fails before the intent, nothing changed; afterwards all was taken back, or
  ///   ``BackstitchError/outcomeUnknown(_:)``.
  func land(
    _ operation: OperationRecord, contents: ContentPool, checks: Checks = Checks()
  ) throws(BackstitchError) -> Result {
    var preparation = Preparation(
      operation: operation, contents: contents, files: files, context: context,
      serial: store.journal.lastNumber)
    let beside = try preparation.sparesBeside()
    if !beside.isEmpty { try store.append(.preparing(.init(temporary: beside)), flush: true) }
    var intent: Record.Intent
    do throws(BackstitchError) {
      intent = try preparation.prepare()
    } catch {
      discard(preparation)
      throw error
    }
    // Recovery must know of checks before anything lands that they could refuse.
    if !checks.checks.isEmpty { intent.checks = checks.checks.map(\.name) }
    // All the intent names is durable (I1, I2); the intent itself before the first path changes.
    do throws(JournalError) {
      try store.write(.intent(intent), tail: Self.tail)
    } catch {
      if case .unwritable = error {
        throw BackstitchError.outcomeUnknown("the intent could not be written (\(error))")
      }
      discard(preparation)
      throw BackstitchError(error)
    }
    return try land(intent, checks)
  }

  private func land(
    _ intent: Record.Intent, _ checks: Checks
  ) throws(BackstitchError) -> Result {
    let lander = Lander(intent, files: files)
    do throws(Lander.Surprise) {
      try lander.land(isInterrupted: context.isInterrupted)
    } catch {
      throw try takeBack(lander, after: .surprise(error))
    }
    do throws(BackstitchError) {
      try store.append(.landed(.init()), flush: false)
    } catch {
      throw BackstitchError.outcomeUnknown("what landed could not be recorded (\(error))")
    }
    let failed: [FailedCheck]
    do throws(Stop) {
      failed = try run(checks)
    } catch {
      throw try takeBack(lander, after: error)
    }
    do throws(BackstitchError) {
      if intent.checks != nil {
        // What hooks allowed stays allowed once git is told of it.
        try store.append(.checked(.init(succeeded: failed.isEmpty)), flush: git != nil)
      }
    } catch {
      throw BackstitchError.outcomeUnknown("the checks' end could not be written (\(error))")
    }
    do throws(GitRefusal) {
      try git?.land()
    } catch {
      // A signal that is meant for us reaches the git we run, too.
      throw try takeBack(
        lander, after: context.isInterrupted() ? .surprise(.interrupted) : .git(error))
    }
    do throws(BackstitchError) {
      // Success is said only after this is durable (I3).
      try store.append(.outcome(.init(committed: true, left: [])), flush: true)
    } catch {
      throw BackstitchError.outcomeUnknown("the outcome could not be written (\(error))")
    }
    noteReference(to: intent.operation)
    if intent.checks != nil { tellChanged(intent.operation) }
    return Result(
      operation: intent.operation, saved: clean(lander), failedChecks: failed)
  }

  private func discard(_ preparation: Preparation) {
    preparation.discard()
    // Nothing names it; the next git commit makes it anew.
    try? git?.clean()
  }

  /// What fails is left for the next writer to repair.
  private func noteReference(to operation: OperationRecord) {
    do throws(FileSystemError) {
      try OperationReferences(files).write(
        operation.number, to: operation.commit, random: context.random())
    } catch {
      return
    }
  }

  /// The landing stopped: decide durably to go back, go back, record it.
  private func takeBack(
    _ lander: Lander, after stop: Stop
  ) throws(BackstitchError) -> BackstitchError {
    let reason =
      switch stop {
      case .surprise(.drift(let path)): "drift at \(path)"
      case .surprise(.failed(let error)): error.description
      case .surprise(.interrupted): "interrupted"
      // Within what is kept free for this record.
      case .check(let failed): "the check '\(failed.name.prefix(200))' failed"
      case .git(let refusal): String(refusal.description.prefix(400))
      }
    let left: [Record.Outcome.Left]
    do {
      try store.append(.turningBack(.init(reason: reason)), flush: true)
      tellStaged(try git?.takeBack() ?? [])
      left = try lander.takeBack()
      try store.append(.outcome(.init(committed: false, left: left)), flush: true)
    } catch {
      throw BackstitchError.outcomeUnknown("\(reason), and taking it back failed (\(error))")
    }
    let others = left + clean(lander)
    tell(others)
    return switch stop {
    case .surprise(.drift(let path)): .drifted([path])
    case .surprise(.failed(let error)): BackstitchError(error)
    case .surprise(.interrupted): .interrupted
    case .check(let failed): .checkFailed(failed, left: Set(others.map(\.path)).sorted())
    case .git(let refusal): .git(refusal)
    }
  }

  /// Says where somebody else's work is that came between, when nothing else says it (I6).
  func tell(_ left: [Record.Outcome.Left]) {
    for left in left {
      // What cannot be looked at is there.
      let isThere = (try? Disk(files: files).exists(.workspace(left.path))) ?? true
      let what = isThere ? "changed" : "removed"
      let rest =
        left.savedAs.map { "what could not go back to it is in \($0)" }
        ?? (isThere ? "it stays as it is" : "it stays away")
      context.notice("\(left.path) was \(what) meanwhile; \(rest)")
    }
  }

  /// Says which index entries somebody else changed meanwhile.
  func tellStaged(_ paths: [RelativePath]) {
    for path in paths {
      context.notice("\(path) was staged otherwise meanwhile; its index entry stays as it is")
    }
  }

  /// Drops displaced files; what fails here is done by the next writer.
  func clean(_ lander: Lander) -> [Record.Outcome.Left] {
    var saved: [Record.Outcome.Left] = []
    do {
      // Others wait for the locks.
      try git?.clean()
      try lander.clean { saved.append($0) }
      try store.append(.cleaned(.init()), flush: false)
    } catch {
      // The operation is durable either way; without the record recovery cleans again.
      return saved
    }
    return saved
  }
}
