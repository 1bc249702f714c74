public import Patch
internal import FileSystem
internal import Journal
internal import ObjectStore

/// Why the library did not do what it was asked. Unless the case says otherwise nothing changed.
public enum BackstitchError: Error, Sendable {
  /// An input cannot be used; every finding.
  case refused(Refusal)
  /// Somebody else's work is in the way; every conflict. Nothing was written.
  case conflicts([Conflict])
  /// The plan is not the one that was reviewed.
  case otherPlan(expected: String, found: String)
  /// Another process holds the workspace; who, when known.
  case busy(holder: String?)
  /// The journal or the store is damaged, foreign or newer than this program.
  case damaged(String)
  /// The disk refused; what, in words. Everything is as before.
  case disk(String)
  /// While landing a path turned out to be somebody else's; all was taken back.
  case drifted([RelativePath])
  /// A signal stopped the landing; all was taken back.
  case interrupted
  /// A check failed after the files had landed; all was taken back but paths that somebody, or the
  /// check itself, changed meanwhile.
  case checkFailed(FailedCheck, left: [RelativePath])
  /// It cannot be told whether the operation is durable; `recover` settles it.
  case outcomeUnknown(String)
  /// An interrupted operation must be settled first: the paths that somebody changed since, and the
  /// commits checked out then and now, when they are not the same; the directions allowed.
  case needsRecovery(
    operation: Int, paths: [RelativePath], heads: Heads? = nil, directions: [Direction])
  /// A direction that is not allowed, and why.
  case directionRefused(Direction, reason: String)
  /// There is no such operation.
  case noOperation(Int)
  /// The operation was dropped by `gc`; the first that was not.
  case dropped(operation: Int, first: Int)
  /// The store would grow beyond its budget; all in bytes.
  case overBudget(needed: UInt64, size: UInt64, budget: UInt64)
  /// There is no such transaction.
  case noTransaction(Int)
  /// Nothing to undo, redo, or recover; which.
  case nothing(String)
  /// The operation was made on another branch.
  case otherBranch(operation: Int, branch: String?, current: String?)
  /// A step of which something landed cannot be left out.
  case hasLanded(step: String, operation: Int)
  /// A chosen step has nothing staged; where it stands.
  case notStaged(step: String, Transaction.Step.State)
  /// None of the chosen steps is about the chosen path.
  case stepsElsewhere([String], RelativePath)
  /// Chosen steps need others that are not chosen.
  case missingSteps(step: String, needs: [String])
  /// A step needs another whose operation was undone.
  case needUndone(step: String, need: String, operation: Int)
  /// The git commit that was asked for is not made; nothing is left of the operation.
  case git(GitRefusal)
  /// There is no step or path of that name in the operation or transaction; its steps, where one
  /// was asked for.
  case unknownSelection(String, steps: [String] = [])
  /// The operation changed nothing at the chosen path.
  case untouched(RelativePath, operation: Int)

  /// Which commits are checked out; nil: none.
  public struct Heads: Sendable, Hashable {
    /// When the operation was made.
    public var before: String?
    /// Now.
    public var now: String?
  }

  /// Which way an interrupted operation is settled.
  public enum Direction: String, Sendable, Hashable {
    /// Everything is after.
    case forward
    /// Everything is before.
    case back
  }
}

extension BackstitchError {
  init(_ error: FileSystemError) {
    self = error.isDamage ? .damaged(error.damage) : .disk(error.description)
  }

  init(_ error: ObjectStoreError) {
    switch error {
    case .file(let error): self = Self(error)
    case .damaged, .missing: self = .damaged(error.description)
    case .changed(let place): self = .drifted(place.path.map { [$0] } ?? [])
    }
  }

  init(_ error: TreeError) {
    self = error.isDamage ? .damaged(error.description) : .disk(error.description)
  }

  /// Whether the store is damaged.
  var isDamage: Bool {
    if case .damaged = self { true } else { false }
  }

  init(_ error: JournalError) {
    switch error {
    case .unwritable(let error), .notWritten(let error), .unreadable(let error): self = Self(error)
    case .damaged, .damagedTable, .damagedArchive, .newer, .unknownRecord, .unencodable:
      self = .damaged(error.description)
    }
  }
}

extension FileSystemError {
  /// Whether it says that the store is not what Backstitch made: something of it is missing, or
  /// something else stands there.
  fileprivate var isDamage: Bool {
    place?.root == .store
      && (isMissing || isBehindLink || (operation == "read" && isUnsupported))
  }

  fileprivate var damage: String {
    let what = place.map(\.description) ?? "the store"
    let state = isMissing ? "is missing" : "is not the file Backstitch made"
    return "\(what) \(state); nothing was touched. "
      + "Restore it from a backup, or move the store away to start anew"
  }
}
