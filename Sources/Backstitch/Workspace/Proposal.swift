internal import Journal
public import Patch

/// Something that can be looked at before it lands: a plan, and the way to land it.
///
/// A dry run stops at ``plan``; ``land(expecting:)`` plans again under the lock, so that what lands
/// is planned against what is on disk then (I5, I11).
public struct Proposal: Sendable {
  /// What would happen now.
  public private(set) var plan: Plan
  /// One line.
  public let description: String
  private let landing: DeferredLanding
  var workspace: Workspace { landing.workspace }

  init(_ landing: DeferredLanding) throws(BackstitchError) {
    self.landing = landing
    let request = try landing.request(landing.log)
    description = request.description.onOneLine
    plan = try Planner.plan(
      request, files: try landing.workspace.files(), umask: landing.workspace.context.umask)
  }

  /// The proposal with word of where files that are gone seem to be now.
  public func telling(moved places: [RelativePath: RelativePath]) -> Proposal {
    var told = self
    told.plan.tell(moved: places)
    return told
  }

  /// Lands it crash-atomically, durable when this returns (I3).
  ///
  /// - Parameters:
  ///   - digest: refuse when the plan, as it will land, is another one.
  ///   - checks: run once the files have landed; unless all succeed, or may fail, it is taken back.
  ///   - commit: the git commit to make of it; nil: none.
  /// - Returns: the operation; nil when there was nothing to change, and so nothing to check.
  /// - Throws: ``BackstitchError``; nothing was written then unless the case says otherwise.
  @discardableResult
  public func land(
    expecting digest: String? = nil, checking checks: Checks = Checks(),
    committing commit: GitCommitRequest? = nil
  ) throws(BackstitchError) -> LandedOperation? {
    try landing.land(expecting: digest, checking: checks, committing: commit)
  }
}

/// An operation that landed, with what people may want to know.
public struct LandedOperation: Sendable {
  /// The operation.
  public var operation: Operation
  /// The plan as it landed.
  public var plan: Plan
  /// Where bytes were saved that somebody wrote through an old handle while their file was
  /// replaced.
  public var saved: [RelativePath]
  /// Checks that failed and were put up with.
  public var failedChecks: [FailedCheck]
}

extension Workspace {
  /// What undoing would do.
  ///
  /// - Parameters:
  ///   - number: the operation; nil: the newest in effect, other than undo and redo.
  ///   - selection: some of its steps or paths.
  ///   - here: also when that operation was made on another branch.
  public func proposeUndo(
    of number: Int? = nil, _ selection: Selection = .all, here: Bool = false,
    onConflict policy: ConflictPolicy = .abort
  ) throws(BackstitchError) -> Proposal {
    try Proposal(reversal(.undo, number, selection, here: here, policy))
  }

  /// What redoing would do.
  ///
  /// - Parameter number: the operation; nil: the one undone last, unless something new was
  ///   committed since.
  public func proposeRedo(
    of number: Int? = nil, _ selection: Selection = .all,
    onConflict policy: ConflictPolicy = .abort
  ) throws(BackstitchError) -> Proposal {
    try Proposal(reversal(.redo, number, selection, here: true, policy))
  }

  /// Undoes the newest operation in effect.
  ///
  /// - Returns: nil when all it did was to finish an undo that was interrupted.
  @discardableResult
  public func undo() throws(BackstitchError) -> LandedOperation? {
    if let report = try settle(), report.finished(.undo) { return nil }
    return try reversal(.undo, nil, .all, here: false, .abort).land()
  }

  /// Redoes the operation undone last.
  ///
  /// - Returns: nil when all it did was to finish a redo that was interrupted.
  @discardableResult
  public func redo() throws(BackstitchError) -> LandedOperation? {
    if let report = try settle(), report.finished(.redo) { return nil }
    return try reversal(.redo, nil, .all, here: true, .abort).land()
  }

  private func reversal(
    _ direction: Reversal.Direction, _ number: Int?, _ selection: Selection, here: Bool,
    _ policy: ConflictPolicy
  ) throws(BackstitchError) -> DeferredLanding {
    // The operation is chosen once; the plan is made again under the lock.
    let log = try log()
    let chosen = try choose(direction, number, log, here: here)
    return DeferredLanding(workspace: self, log: log) { log throws(BackstitchError) in
      guard let log else { throw .noOperation(chosen) }
      var reversal = try Reversal(log)
      let record = try reversal.record(chosen)
      var request = try reversal.request(direction, of: record, selection)
      request.policy = policy
      return request
    }
  }

  private func choose(
    _ direction: Reversal.Direction, _ number: Int?, _ log: Log?, here: Bool
  ) throws(BackstitchError) -> Int {
    let nothing = direction == .undo ? "there is nothing to undo" : "there is nothing to redo"
    guard let log else {
      if let number { throw .noOperation(number) }
      throw .nothing(nothing)
    }
    if let number { return number }
    let operations = try OperationLog(log)
    var discarded: Int?
    let found: Int?
    switch direction {
    case .redo: found = try operations.redoCandidate()
    case .undo:
      found = try operations.undoCandidate { record throws(BackstitchError) in
        if try stands(record, log) { return true }
        discarded = discarded ?? record.number
        return false
      }
    }
    guard let found else {
      if let discarded {
        throw .nothing(
          "nothing of operation \(discarded) stands here any more; it was discarded")
      }
      let first = log.firstOperation
      let dropped = first > 1 ? "; 'gc' dropped the operations before \(first)" : ""
      throw .nothing(nothing + dropped)
    }
    if direction == .undo, !here, git != nil, let record = try operations.find(found),
      record.branch != branch
    {
      throw .otherBranch(operation: found, branch: record.branch, current: branch)
    }
    return found
  }

  /// Whether something of an operation in effect stands, or stands in the way of taking it back: git
  /// may have brought all of it to what was before. On another branch nobody looks.
  private func stands(_ record: OperationRecord, _ log: Log) throws(BackstitchError) -> Bool {
    if git != nil, record.branch != branch { return true }
    let files = try files()
    let disk = Disk(files: files)
    for change in record.net {
      guard let after = change.after, !after.isDirectory else { continue }
      if try disk.image(at: change.path)?.image.isSame(as: after) == true { return true }
    }
    var reversal = try Reversal(log)
    let plan = try Planner.plan(
      try reversal.request(.undo, of: record, .all), files: files, umask: context.umask)
    return !plan.isEmpty || !plan.conflicts.isEmpty || plan.endsHolds
  }
}
