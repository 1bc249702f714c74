/// A question asked of an operation's files once they have landed and before it is committed.
public struct Check: Sendable {
  /// What it is called for people and in the journal: its command line, for one that is a command.
  public var name: String
  /// Asks it. The files are there for everybody to see, and the workspace is locked: a command of
  /// ours that writes would wait for itself.
  public var run: @Sendable () throws(CheckFailure) -> Void
  /// Whether nothing is committed when it fails, also where others may fail.
  public var isRequired: Bool

  /// Creates a check.
  public init(
    _ name: String, isRequired: Bool = false,
    run: @escaping @Sendable () throws(CheckFailure) -> Void
  ) {
    self.name = name
    self.isRequired = isRequired
    self.run = run
  }
}

/// Why a check did not succeed.
public enum CheckFailure: Error, Hashable, Sendable {
  /// It said no; how, in words.
  case failed(String)
  /// It was stopped because the command is to stop.
  case interrupted
}

/// A check that failed.
public struct FailedCheck: Hashable, Sendable {
  /// The check's name.
  public var name: String
  /// How it failed, in words.
  public var reason: String
  /// Whether it cannot be put up with, as a hook of git's.
  public var isRequired = false
}

/// The checks of a landing, in their order.
///
/// When one fails the landing is taken back, as when it is interrupted; until all are over recovery
/// goes back, too. What a check changes is somebody's work like any other (I6): at a path of the
/// operation it stays, and what stood there before is saved beside it when the landing is taken back.
public struct Checks: Sendable {
  /// The checks.
  public var checks: [Check]
  /// Whether the operation is committed though some fail; all of them are run then. Else the first
  /// that fails is the last.
  public var keepsFailed: Bool

  /// Creates them.
  public init(_ checks: [Check] = [], keepsFailed: Bool = false) {
    self.checks = checks
    self.keepsFailed = keepsFailed
  }
}
