internal import Journal
public import Patch

/// One entry of the operation log: it changed the working tree.
public struct Operation: Sendable {
  /// How an operation came about.
  public enum Kind: String, Sendable, Codable {
    /// Steps were committed.
    case commit
    /// Another operation was reversed.
    case undo
    /// Another operation was reapplied.
    case redo
    /// Paths were brought to a recorded state.
    case restore
    /// A transaction was rolled back after some of it had landed.
    case rollback
    /// A command's changes were recorded.
    case capture
  }

  /// Whether it still holds.
  public enum State: Sendable, Hashable {
    /// All of it.
    case inEffect
    /// Some steps or paths were undone.
    case partlyUndone
    /// All of it was undone, by the operation of that number.
    case undone(by: Int)
  }

  let record: OperationRecord
  /// Whether it still holds.
  public internal(set) var state: State
  /// Paths that somebody changed while it was recovered; they are not part of it.
  public internal(set) var left: [RelativePath]

  /// Of an operation that was partly undone: what of each step was.
  public internal(set) var undoneParts: [UndonePart] = []
  /// The operation that reapplied it last, when it is in effect for that; known only to an
  /// ``OperationHistory``.
  public internal(set) var redoneBy: Int?

  init(record: OperationRecord, state: State, left: [RelativePath]) {
    self.record = record
    self.state = state
    self.left = left
  }

  /// Counted from 1.
  public var number: Int { record.number }
  /// How it came about.
  public var kind: Kind { Kind(rawValue: record.kind.rawValue) ?? .commit }
  /// One line.
  public var description: String { record.description.onOneLine }
  /// Who made it.
  public var author: String { record.author }
  /// Seconds since 1970.
  public var time: Int64 { record.time }
  /// The branch checked out after it.
  public var branch: String? { record.branch }
  /// The commit checked out after it, hexadecimal.
  public var head: String? { record.head }
  /// The plan's digest.
  public var digest: String { record.digest }
  /// The store's commit with `before/`, `after/` and `operation.json`, hexadecimal.
  public var storeCommit: String { record.commit }
  /// The entity it generated.
  public var entity: String? { record.entity }
  /// The plan's name.
  public var plan: String? { record.plan }
  /// What it did to the repository; nil: nothing, no git commit was asked for.
  public var gitCommit: GitCommitReport? { record.git.map(GitCommitReport.init) }
  /// The transaction it landed; `t` and this number is its id.
  public var transaction: Int? { record.transaction }
  /// The operation it reverses or reapplies; of a restore the newest it took back.
  public var target: Int? { record.target?.operation }
  /// Of a restore: the operation whose state the paths were brought to.
  public var restored: Int? { record.restored }
  /// Of a capture: the command.
  public var captured: CapturedCommand? { record.capture.map(CapturedCommand.init) }
  /// Its steps: id, title and the paths each changed.
  public var steps: [Step] {
    record.steps.filter { !$0.changes.isEmpty }.map { step in
      Step(id: step.step.id, title: step.step.title.onOneLine, paths: step.changes.map(\.path))
    }
  }
  /// What it changed in all, sorted by path.
  public var changes: [OperationChange] { record.net.map(OperationChange.init) }

  /// Files that it moved without changing a byte: each new path with the old one.
  public var moves: [RelativePath: RelativePath] {
    var gone: [String: [RelativePath]] = [:]
    for change in record.net.reversed() where change.after == nil {
      guard case .file(let file) = change.before, file.size > 0 else { continue }
      gone[file.id, default: []].append(change.path)
    }
    var found: [RelativePath: RelativePath] = [:]
    for change in record.net where change.before == nil {
      guard case .file(let file) = change.after else { continue }
      if let old = gone[file.id]?.popLast() { found[change.path] = old }
    }
    return found
  }

  /// What was decided at paths where somebody's later work stood.
  public var verdicts: [PathVerdict] {
    (record.verdicts ?? []).compactMap { verdict in
      PathVerdict.Decision(rawValue: verdict.decision).map {
        PathVerdict(step: verdict.step, path: verdict.path, decision: $0)
      }
    }
  }

  /// Everything that is recorded of it, as the journal has it: one JSON object.
  public func recordJSON() throws(BackstitchError) -> [UInt8] {
    do {
      return try RecordEncoder.encode(record)
    } catch {
      throw .damaged("operation \(number) cannot be written: \(error)")
    }
  }

  /// Whether it changed one of the paths, or something below one of the directories.
  public func changes(any paths: [RelativePath]) -> Bool {
    record.net.contains { change in
      paths.contains { change.path == $0 || change.path.isBelow($0) }
    }
  }

  /// What of a step was undone.
  public struct UndonePart: Hashable, Sendable {
    /// The step's id.
    public var step: String
    /// Its paths that were; nil: all.
    public var paths: [RelativePath]?
    /// The operation that did it.
    public var by: Int
  }

  /// A step of an operation.
  public struct Step: Hashable, Sendable {
    /// The step's id.
    public var id: String
    /// What it is called for people.
    public var title: String
    /// The paths it changed.
    public var paths: [RelativePath]
  }
}

/// A command whose changes were recorded.
public struct CapturedCommand: Hashable, Sendable {
  /// Its words.
  public var words: [String]
  /// Its exit status; nil when nobody saw it end: the recording was interrupted.
  public var status: Int?
  /// The branch and commit checked out before it.
  public var branch: String?
  /// The commit, hexadecimal.
  public var head: String?

  init(_ capture: OperationRecord.Capture) {
    words = capture.command
    status = capture.status
    branch = capture.branch
    head = capture.head
  }
}

/// One path of an operation.
public struct OperationChange: Hashable, Sendable {
  /// The path.
  public var path: RelativePath
  /// What happened there.
  public var kind: PlannedChange.Kind
  /// The permission bits before and after, where a file stood.
  public var modes: (before: UInt16?, after: UInt16?) { (Self.mode(before), Self.mode(after)) }
  let before: Image?
  let after: Image?

  init(_ change: PathChange) {
    path = change.path
    before = change.before
    after = change.after
    kind = PlannedChange.Kind(before: change.before, after: change.after)
  }

  private static func mode(_ image: Image?) -> UInt16? {
    if case .file(let file) = image { file.mode } else { nil }
  }
}
