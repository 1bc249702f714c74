internal import Journal
internal import Patch

/// What somebody wants landed: for each path of each step the three sides of a merge.
struct LandingRequest {
  var kind: OperationRecord.Kind
  var description: String
  var transaction: Int?
  var plan: String?
  var entity: String?
  var target: OperationRecord.Target?
  /// What a rollback or a restore takes back besides.
  var others: [OperationRecord.Target] = []
  /// The operation whose state paths are brought to.
  var restored: Int?
  var steps: [Step]
  /// Directories to bring back or, once empty, to remove: before and after as wanted.
  var directories: [PathChange] = []
  /// Which directories may go when they become empty; nil: any.
  var removable: Set<RelativePath>?
  /// What must still stand at paths because it was decided by it that they need no change.
  var relied: [RelativePath: Image?] = [:]
  /// Steps in effect that need what is taken back.
  var dependents: [Dependent] = []
  /// Of a restore: what it takes back in part.
  var partial: [PartialRetraction] = []
  var contents: ContentPool
  var policy: ConflictPolicy = .abort
  /// Looks up the operations that wrote each of some paths, newest first, to say whose work a
  /// conflict is with; asked only when there are conflicts.
  var writers: @Sendable ([RelativePath]) throws(BackstitchError) -> [RelativePath: [Writer]] = {
    _ throws(BackstitchError) in [:]
  }

  struct Step {
    var step: PlannedStep
    var items: [Item]
  }

  struct Item {
    var path: RelativePath
    /// The recorded side.
    var base: Image?
    /// The wanted side.
    var theirs: Image?
    /// Structured edits that lead from base to theirs, by meaning. Without the two sides they are
    /// all there is to do.
    var edits: [RecordedEdit]
    /// Whether it is there only for what others may have made: it need not be changed.
    var isHold = false
    /// Whether it takes something back.
    var isRemoval = false
    /// Operations in effect that made, or hold, the same: it is left to them.
    var holders: [Int] = []
    /// Why the wanted side is not what was meant: it is taken only where somebody decides so.
    var collision: String?
    /// Whether it stayed when the rest was taken back: absent now, somebody deleted it since.
    var wasLeft = false
    /// All structured edits that lead from base to theirs, when some of them are left to others.
    var all: [RecordedEdit] = []

    /// Whether only structured edits say what is to be done.
    var isByMeaning: Bool { base == nil && theirs == nil && !edits.isEmpty }
  }

  struct Writer {
    var operation: Int
    var before: Image?
    var after: Image?
  }
}
