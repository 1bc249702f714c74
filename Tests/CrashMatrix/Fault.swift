/// A deliberate fault at the seam, which the matrix must catch.
enum Fault: String, CaseIterable, Sendable {
  /// Flushes of the journal are skipped.
  case journalNotFlushed
  /// The intent is flushed, later records of the journal are not.
  case outcomeNotFlushed
  /// Flushes of packs are skipped.
  case packNotFlushed
  /// Flushes of temporary files are skipped.
  case temporaryFilesNotFlushed
  /// The store's file system is not flushed as a whole.
  case storeNotFlushedAsAWhole
  /// The tree's file system is not flushed as a whole.
  case treeNotFlushedAsAWhole
  /// The directory of temporary and displaced files is not flushed.
  case sparesNotFlushed
  /// The directory of packs is not flushed.
  case packDirectoryNotFlushed
  /// Directories of the tree are not flushed.
  case landedDirectoriesNotFlushed
  /// Images are flushed only after the intent.
  case intentBeforeImages
  /// Directories of the tree are flushed only after the outcome.
  case outcomeBeforeFlush
  /// Displaced files are dropped before the outcome is flushed.
  case droppedBeforeOutcome
  /// A rename is done after the next one.
  case renamesReordered
  /// A rename to a free name takes the place of what stands there.
  case renameOverwrites
  /// An exchange takes the place of what stands there.
  case exchangeOverwrites
  /// A displaced file looks as the plan saw it.
  case displacedNotChecked
  /// The lock is given to everybody.
  case lockShared
  /// What does not fit on the disk is left out, and success said.
  case fullDiskNotNoticed
  /// Errors of flushing are not reported.
  case flushErrorsSwallowed
  /// Permissions of new contents are not set.
  case modesNotKept
  /// New files of a store being made are not flushed.
  case storeNotFlushedWhenMade
  /// The decision to turn back is not flushed.
  case turningBackNotFlushed
  /// Recovery takes checks that an intent announces for done, though no record says so.
  case checksTakenForDone

  /// Which plays are its net.
  enum Net { case crashes, persons, errors, processes }

  var net: Net {
    switch self {
    case .renameOverwrites, .exchangeOverwrites, .displacedNotChecked: .persons
    case .fullDiskNotNoticed, .flushErrorsSwallowed: .errors
    case .lockShared: .processes
    default: .crashes
    }
  }

  /// The scenario that shows it.
  var scenario: String {
    switch self {
    case .storeNotFlushedAsAWhole, .treeNotFlushedAsAWhole: "many"
    case .storeNotFlushedWhenMade: "first use of a store"
    case .turningBackNotFlushed: "stopped after 16 moves"
    case .checksTakenForDone: "checks that fail"
    case .renamesReordered: "file becomes directory"
    case .flushErrorsSwallowed, .fullDiskNotNoticed: "replace"
    default: "everything"
    }
  }
}
