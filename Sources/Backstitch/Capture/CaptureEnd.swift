internal import FileSystem
internal import Git
internal import Journal
internal import ObjectStore
internal import Patch

/// Takes down what a command changed, as one operation: what stands in the tree now against what stood
/// there before, without what other operations did meanwhile.
struct CaptureEnd {
  let store: Store
  let workspace: Workspace
  let capturing: Record.Capturing
  private var context: Context { workspace.context }

  /// What became of a capture.
  struct Result {
    /// Nil when nothing had changed.
    var operation: OperationRecord?
    /// Paths whose change is not recorded, with the reason in words.
    var left: [(path: RelativePath, reason: String)] = []
  }

  init(_ capturing: Record.Capturing, store: Store, workspace: Workspace) {
    self.capturing = capturing
    self.store = store
    self.workspace = workspace
  }

  /// Ends a capture whose process died.
  ///
  /// - Throws: ``BackstitchError/damaged(_:)`` when what stood there before is lost.
  func runInterrupted() throws(BackstitchError) -> Result {
    guard let before = try SnapshotFiles(files: store.files).read(capturing.snapshot) else {
      throw .damaged(
        "what stood in the tree before \(capturing.name) is lost from the store, so what it changed "
          + "cannot be told; the files are as they are")
    }
    return try run(from: before, status: nil)
  }

  /// - Parameters:
  ///   - before: what stood there before the command.
  ///   - status: the command's exit status; nil when nobody saw it end.
  func run(from before: TreeSnapshot, status: Int?) throws(BackstitchError) -> Result {
    let meanwhile = try meanwhile()
    let rules = CaptureRules(
      root: workspace.root, git: workspace.git, include: capturing.include)
    let done = try CaptureFailure.retrying(context) { () throws(CaptureFailure) in
      try look(before, meanwhile, rules, status: status)
    }
    try record(done.result.operation)
    let snapshots = SnapshotFiles(files: store.files)
    // Only now is it known what the next look may rely on; what fails costs it a reading.
    if let found = done.found {
      _ = try? snapshots.write(
        found, serial: store.journal.lastNumber, random: context.random())
    }
    snapshots.removeUnneeded(by: store.log)
    return done.result
  }

  /// The operations that landed since the command began.
  private func meanwhile() throws(BackstitchError) -> [OperationRecord] {
    let log = try OperationLog(store.log)
    var found: [OperationRecord] = []
    let first = max(capturing.lastOperation + 1, store.log.firstOperation)
    for number in stride(from: first, through: store.log.lastOperation, by: 1) {
      let operation = try log.operation(number)
      var record = operation.record
      // What left it somebody else did.
      record.net.removeAll { operation.left.contains($0.path) }
      found.append(record)
    }
    return found
  }

  private func look(
    _ before: TreeSnapshot, _ meanwhile: [OperationRecord], _ rules: CaptureRules, status: Int?
  ) throws(CaptureFailure) -> (result: Result, found: TreeSnapshot?) {
    var walk = TreeWalk(store.files, known: before, rules: rules, now: context.now())
    do throws(BackstitchError) {
      try walk.run()
      try walk.lookAgain()
    } catch {
      throw .failed(error)
    }
    if walk.isSame, meanwhile.isEmpty { return (Result(), nil) }
    var contents: CaptureContents
    do throws(FileSystemError) {
      contents = try CaptureContents(
        files: store.files, git: workspace.git, serial: store.journal.lastNumber,
        random: context.random())
    } catch {
      throw .failed(BackstitchError(error))
    }
    do throws(CaptureFailure) {
      var result = Result()
      try read(&walk, before, rules, into: &contents, &result)
      let differences = CaptureDifferences(
        before: before, after: walk.found, changed: walk.changed, meanwhile: meanwhile,
        isLeftOut: { isLeftOut($0, before, rules) })
      let changes = try contents.placed(differences, left: &result.left)
      guard !changes.net.isEmpty || changes.steps.contains(where: { !$0.changes.isEmpty }) else {
        contents.abandon()
        return (result, contents.hasNew || walk.isSame ? nil : walk.found)
      }
      result.operation = try contents.finished(operation(changes, status: status))
      return (result, walk.found)
    } catch {
      contents.abandon()
      throw error
    }
  }

  /// Reads and stores what the command wrote.
  private func read(
    _ walk: inout TreeWalk, _ before: TreeSnapshot, _ rules: CaptureRules,
    into contents: inout CaptureContents, _ result: inout Result
  ) throws(CaptureFailure) {
    let reading = ContentReading(files: store.files, known: before, git: nil)
    for path in walk.unreadable {
      result.left.append((path, "it cannot be listed"))
    }
    for (path, status) in walk.unread {
      // What did not count before, nobody knows how it was: the next capture takes it down.
      if isLeftOut(path, before, rules) {
        walk.leaveOut(path)
        continue
      }
      let read: ContentReading.Read?
      do throws(FileSystemError) {
        read = try reading.read(path, status)
      } catch {
        guard error.isForbidden else { throw .failed(BackstitchError(error)) }
        result.left.append((path, "it cannot be read"))
        walk.keep(path)
        continue
      }
      guard let read else { continue }
      walk.note(path, read.status, read.id, in: read.content)
      if read.isNew { try contents.store(read, by: reading) }
    }
  }

  private func isLeftOut(
    _ path: RelativePath, _ before: TreeSnapshot, _ rules: CaptureRules
  ) -> Bool {
    before.entries[path]?.image == nil && !rules.includes(path) && before.leavesOut(path)
  }

  private func operation(
    _ changes: CaptureDifferences.Changes, status: Int?
  ) -> OperationRecord {
    let head = workspace.head
    let name = capturing.name
    return OperationRecord(
      number: store.log.lastOperation + 1, kind: .capture,
      description: status == nil ? "exec (interrupted): \(name)" : "exec: \(name)",
      transaction: nil, plan: nil, entity: nil, author: capturing.author, time: context.now(),
      branch: head.branch, head: head.commit, digest: Plan.digest(of: changes.net), commit: "",
      steps: changes.steps, net: changes.net, target: nil,
      capture: .init(
        capture: capturing.capture, command: capturing.command, status: status,
        branch: capturing.branch, head: capturing.head))
  }

  /// Makes it an operation, or ends the capture; durable when this returns (I3).
  private func record(_ operation: OperationRecord?) throws(BackstitchError) {
    guard let operation else {
      return try store.append(.captureEnded(.init(capture: capturing.capture)), flush: true)
    }
    // All it names is durable (I2). The tree is changed already, so that nothing has to land between
    // the two, and whoever finds the first alone writes the second.
    let spares = operation.net.map { _ -> Spare? in nil }
    try store.append(.intent(.init(operation: operation, spares: spares)), flush: false)
    try store.append(.outcome(.init(committed: true, left: [])), flush: true)
    try store.append(.cleaned(.init()), flush: false)
    // What fails is left for the next writer to repair.
    try? OperationReferences(store.files).write(
      operation.number, to: operation.commit, random: context.random())
  }
}
