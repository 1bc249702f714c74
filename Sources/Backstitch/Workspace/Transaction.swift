internal import FileSystem
internal import Journal
public import Patch

/// Steps staged against a recorded base; open until committed, rolled back or partly both.
///
/// A transaction lives in memory until ``save()`` writes its savepoints to the journal, or
/// ``commit(_:onConflict:expecting:checking:)`` lands it. One that is dropped unsaved leaves nothing behind;
/// a saved one stays open in the journal, also when the process dies.
public struct Transaction: Sendable {
  /// The workspace it changes.
  public let workspace: Workspace
  /// Its number once saved; `t` and the number is its id for people.
  public private(set) var number: Int?
  /// One line that says what it is for.
  public let description: String
  /// The plan's name.
  public let plan: String?
  /// The command line's words that make it again.
  public let arguments: [String]
  /// The entity it generates.
  public let entity: String?
  /// Its steps in order.
  public private(set) var steps: [Step]
  /// What later steps read: the disk with all that is staged.
  public private(set) var tree: StagedTree
  var staged: [StepChanges] = []
  var contents = ContentPool()
  /// What each staged step left as it is because of what stood there.
  private(set) var relied: [String: [RelativePath: Image?]] = [:]
  private var saved: Set<String> = []
  /// Staged steps of which some paths have landed, with the last operation that landed some.
  public private(set) var partlyLanded: [String: Int] = [:]

  init(
    _ workspace: Workspace, description: String, plan: String?, arguments: [String],
    entity: String?, steps: [Step]
  ) throws(BackstitchError) {
    self.workspace = workspace
    self.description = description.onOneLine
    self.plan = plan
    self.arguments = arguments
    self.entity = entity
    self.steps = steps
    tree = StagedTree(base: try workspace.tree())
  }

  // MARK: Staging

  /// Runs a step: the body stages changes into the tree; if it throws, nothing of it is staged.
  ///
  /// - Parameters:
  ///   - id: a step of the plan, or a new one that is appended.
  ///   - title: what a new step is called; its id when left out.
  public mutating func step<Failure: Error>(
    _ id: String, title: String? = nil, _ body: (inout StagedTree) throws(Failure) -> Void
  ) throws(Failure) {
    let index = index(of: id, title: title)
    var trial = StagedTree(base: tree)
    do throws(Failure) {
      try body(&trial)
    } catch {
      steps[index].state = .failed("\(error)")
      throw error
    }
    let staging = Staging(umask: workspace.context.umask)
    let changes: [PathChange]
    (changes, relied[id]) = staging.changes(of: trial, pool: &contents)
    let holds = staging.holds(of: trial, pool: &contents)
    let drifted = changes.compactMap { change -> (RelativePath, Node)? in
      guard let present = try? tree.node(at: change.path),
        trial.touched[change.path]?.before != present
      else { return nil }
      return merged(change, over: present).map { (change.path, $0) }
    }
    tree.take(trial)
    for (path, node) in drifted { tree.show(node, at: path) }
    staged.removeAll { $0.step.id == id }
    staged.append(StepChanges(step: steps[index].planned, changes: changes, holds: holds))
    saved.remove(id)
    steps[index].state = .staged
  }

  private mutating func index(of id: String, title: String?) -> Int {
    if let index = steps.firstIndex(where: { $0.id == id }) { return index }
    steps.append(Step(id: id, title: title ?? id))
    return steps.count - 1
  }

  /// The staged tree before a step, to go back to: assign it to undo later staging.
  public struct Savepoint: Sendable {
    let transaction: Transaction
  }

  /// Where the transaction stands now.
  public var savepoint: Savepoint { Savepoint(transaction: self) }

  /// Forgets what was staged after a savepoint of this transaction.
  public mutating func rollBack(to savepoint: Savepoint) {
    let number = number
    self = savepoint.transaction
    self.number = number
  }

  /// Leaves a step out, with what it has staged.
  ///
  /// - Parameter reason: why; nil: on purpose.
  /// - Throws: ``BackstitchError/hasLanded(step:operation:)`` when something of it landed: that is
  ///   taken back by an undo.
  public mutating func skip(
    _ id: String, because reason: String? = nil
  ) throws(BackstitchError) {
    guard let index = steps.firstIndex(where: { $0.id == id }) else { return }
    if let operation = operation(landing: id) {
      throw .hasLanded(step: id, operation: operation)
    }
    if steps[index].state == .staged { try reopen([id]) }
    steps[index].state = .skipped(because: reason)
  }

  /// The operation that landed a step, whole or in part; nil: none did.
  public func operation(landing id: String) -> Int? {
    if case .landed(let number) = steps.first(where: { $0.id == id })?.state { return number }
    return partlyLanded[id]
  }

  /// Notes that a step failed; it stays to be run.
  public mutating func fail(_ id: String, reason: String) {
    if let index = steps.firstIndex(where: { $0.id == id }) {
      steps[index].state = .failed(reason)
    }
  }

  /// Takes up what savepoints say.
  mutating func restore(_ open: Log.OpenTransaction, _ log: Log) throws(BackstitchError) {
    number = open.opened.transaction
    for record in open.staged {
      for change in record.step.all {
        contents.note(change.before)
        contents.note(change.after)
      }
      try stageAgain(record.step)
      take(record.step)
      relied[record.step.step.id] = Dictionary(
        record.reads.map { ($0.path, $0.image) }
      ) { first, _ in first }
    }
    saved = Set(staged.map(\.step.id))
    for ended in open.ended {
      let index = index(of: ended.step, title: nil)
      switch ended.end {
      case .skipped:
        steps[index].state = .skipped(because: ended.reason.isEmpty ? nil : ended.reason)
      case .failed: steps[index].state = .failed(ended.reason)
      }
    }
    let operations = try OperationLog(log)
    for number in open.landed {
      for step in try operations.find(number)?.steps ?? [] {
        if staged.contains(where: { $0.step.id == step.step.id }) {
          partlyLanded[step.step.id] = number
        } else {
          steps[index(of: step.step.id, title: step.step.title)].state = .landed(number)
        }
      }
    }
  }

  /// Counts a step among the staged ones, its changes being in the tree.
  mutating func take(_ step: StepChanges) {
    staged.append(step)
    steps[index(of: step.step.id, title: step.step.title)].state = .staged
  }

  /// Takes steps back that are staged, so that they run again. One that has landed in part stays.
  public mutating func reopen(_ ids: Set<String>) throws(BackstitchError) {
    let ids = ids.subtracting(partlyLanded.keys)
    let kept = staged.filter { !ids.contains($0.step.id) }
    for step in staged where ids.contains(step.step.id) {
      relied[step.step.id] = nil
      saved.remove(step.step.id)
      steps[index(of: step.step.id, title: nil)].state = .waiting
    }
    tree = StagedTree(base: try workspace.tree())
    staged = kept
    for step in kept { try stageAgain(step) }
  }

  mutating func stageAgain(_ step: StepChanges) throws(BackstitchError) {
    let files = try workspace.files()
    for change in step.changes {
      let node: Node? =
        switch change.after {
        case nil: nil
        case .directory: .directory
        case .symlink(let target): .symlink(target: target.bytes)
        case .file(let file) where file.size > LargeFile.limit:
          .large(stored(file, at: change.path, files))
        case .file(let file):
          .file(
            .init(
              contents: try contents.bytes(of: file.id, in: files), mode: .exact(file.mode)))
        }
      do throws(TreeError) {
        let present = try tree.node(at: change.path)
        try tree.put(node, at: change.path)
        if let merged = merged(change, over: present) { tree.show(merged, at: change.path) }
      } catch {
        throw BackstitchError(error)
      }
    }
  }

  private func stored(
    _ file: FileImage, at path: RelativePath, _ files: any FileSystem
  ) -> LargeFile {
    LargeFile(id: file.id, size: file.size, mode: .exact(file.mode), origin: path) {
      [contents] () throws(TreeError) in
      do throws(BackstitchError) {
        return try contents.bytes(of: file.id, in: files)
      } catch {
        throw TreeError(path: path, reason: "\(error)", isDamage: error.isDamage)
      }
    }
  }

  // MARK: Saving

  /// Writes savepoints of all staged steps to the journal, durable when this returns; the
  /// transaction is then open, also for other processes.
  @discardableResult
  public mutating func save() throws(BackstitchError) -> Int {
    let copy = self
    let (number, staged) = try workspace.locked { store throws(BackstitchError) in
      try copy.write(to: store)
    }
    self.number = number
    self.staged = staged
    for step in staged {
      for change in step.all {
        contents.note(change.before)
        contents.note(change.after)
      }
    }
    saved = Set(staged.map(\.step.id))
    return number
  }

  private func write(to store: Store) throws(BackstitchError) -> (Int, [StepChanges]) {
    if let number, store.log.transactions[number] == nil { throw .noTransaction(number) }
    let known = number ?? store.log.lastTransaction + 1
    var staged = staged
    let unsaved = staged.indices.filter { !saved.contains(staged[$0].step.id) }
    var pack = SavepointPack(
      contents: contents, files: store.files, serial: store.journal.lastNumber,
      random: workspace.context.random())
    for index in unsaved { try pack.add(staged[index]) }
    try pack.finish()
    for index in unsaved { staged[index] = pack.placed(staged[index]) }
    let savepoints = unsaved.map { index in
      Record.Staged(
        transaction: known, step: staged[index],
        reads: (relied[staged[index].step.id] ?? [:]).sorted { $0.key < $1.key }
          .map { .init(path: $0.key, image: $0.value) })
    }
    let ended = steps.compactMap { $0.ended(in: known) }
    if number == nil {
      let head = workspace.head
      // One record: a process killed meanwhile leaves all of the transaction or nothing.
      try store.append(
        .opened(
          .init(
            transaction: known, description: description, plan: plan, arguments: arguments,
            entity: entity, branch: head.branch, head: head.commit,
            time: workspace.context.now(), steps: steps.map(\.planned), staged: savepoints,
            ended: ended)), flush: false)
    } else {
      for savepoint in savepoints { try store.append(.staged(savepoint), flush: false) }
      for step in ended { try store.append(.stepEnded(step), flush: false) }
    }
    try store.flush()
    return (known, staged)
  }
}
