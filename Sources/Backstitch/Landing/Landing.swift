internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// Lands a plan under the lock: prepare, intent, land, outcome, clean (Commit, steps 3 to 8).
struct Landing {
  let store: Store
  let context: Context
  private var files: any FileSystem { store.files }

  init(store: Store, context: Context) {
    self.store = store
    self.context = context
  }

  /// What became of a plan that landed.
  struct Result {
    var operation: OperationRecord
    /// Paths whose displaced bytes were somebody's and were saved beside them.
    var saved: [Record.Outcome.Left]
  }

  /// Bytes kept free behind an intent, so that what follows it does not fail for want of space:
  /// turning back with its reason, landed, outcome, cleaned.
  private static let tail = 16 * 1024

  /// - Throws: when it fails before the intent, nothing changed; afterwards all was taken back, or
  ///   ``BackstitchError/outcomeUnknown(_:)``.
  func land(_ operation: OperationRecord, contents: ContentPool) throws(BackstitchError) -> Result {
    var preparation = Preparation(
      operation: operation, contents: contents, files: files, context: context,
      serial: store.journal.lastNumber)
    let beside = try preparation.sparesBeside()
    if !beside.isEmpty { try store.append(.preparing(.init(temporary: beside)), flush: true) }
    let intent: Record.Intent
    do throws(BackstitchError) {
      intent = try preparation.prepare()
    } catch {
      preparation.discard()
      throw error
    }
    // All the intent names is durable (I1, I2); the intent itself before the first path changes.
    do throws(JournalError) {
      try store.write(.intent(intent), tail: Self.tail)
    } catch {
      if case .unwritable = error {
        throw BackstitchError.outcomeUnknown("the intent could not be written (\(error))")
      }
      preparation.discard()
      throw BackstitchError(error)
    }
    return try land(intent)
  }

  private func land(_ intent: Record.Intent) throws(BackstitchError) -> Result {
    let lander = Lander(intent, files: files)
    do throws(Lander.Surprise) {
      try lander.land(isInterrupted: context.isInterrupted)
    } catch {
      throw try takeBack(lander, after: error)
    }
    do throws(BackstitchError) {
      try store.append(.landed(.init()), flush: false)
      // Success is said only after this is durable (I3).
      try store.append(.outcome(.init(committed: true, left: [])), flush: true)
    } catch {
      throw BackstitchError.outcomeUnknown("the outcome could not be written (\(error))")
    }
    noteReference(to: intent.operation)
    return Result(operation: intent.operation, saved: clean(lander))
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
    _ lander: Lander, after surprise: Lander.Surprise
  ) throws(BackstitchError) -> BackstitchError {
    let (reason, result): (String, BackstitchError) =
      switch surprise {
      case .drift(let path): ("drift at \(path)", .drifted([path]))
      case .failed(let error): (error.description, BackstitchError(error))
      case .interrupted: ("interrupted", .interrupted)
      }
    let left: [Record.Outcome.Left]
    do {
      try store.append(.turningBack(.init(reason: reason)), flush: true)
      left = try lander.takeBack()
      try store.append(.outcome(.init(committed: false, left: left)), flush: true)
    } catch {
      throw BackstitchError.outcomeUnknown("\(reason), and taking it back failed (\(error))")
    }
    tell(left + clean(lander))
    return result
  }

  /// Says where somebody else's work is that came between, when nothing else says it (I6).
  func tell(_ left: [Record.Outcome.Left]) {
    for left in left {
      context.notice(
        left.savedAs.map { "\(left.path) was changed meanwhile; that is now in \($0)" }
          ?? "\(left.path) was changed meanwhile; it stays as it is")
    }
  }

  /// Drops displaced files; what fails here is done by the next writer.
  func clean(_ lander: Lander) -> [Record.Outcome.Left] {
    var saved: [Record.Outcome.Left] = []
    do {
      try lander.clean { saved.append($0) }
      try store.append(.cleaned(.init()), flush: false)
    } catch {
      // The operation is durable either way; without the record recovery cleans again.
      return saved
    }
    return saved
  }
}
