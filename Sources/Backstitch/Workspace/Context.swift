/// What the library needs to know of its surroundings and never looks up itself: who acts, the
/// time, and how to wait.
public struct Context: Sendable {
  /// Who is recorded as the author of operations, `Name <address>`.
  public var author: String
  /// The command line or program, as the lock's holder is named.
  public var program: String
  /// The process's number, likewise.
  public var process: Int32
  /// The permission bits new files do not get.
  public var umask: UInt16
  /// Seconds since 1970.
  public var now: @Sendable () -> Int64
  /// Sleeps that many milliseconds.
  public var pause: @Sendable (Int) -> Void
  /// How long to wait for another holder of the workspace, in milliseconds.
  public var wait: Int
  /// Whether a signal asked to stop; looked at between two changes of the tree.
  public var isInterrupted: @Sendable () -> Bool
  /// Bytes the store may take; a commit that would exceed them is refused before anything changes.
  /// Nil: any.
  public var storeBudget: UInt64?
  /// A fresh random number, for names beside people's files.
  public var random: @Sendable () -> UInt64
  /// The environment that programs are given, git among them.
  public var environment: [String: String] = [:]
  /// Takes a sentence that people should read though nothing failed.
  public var notice: @Sendable (String) -> Void

  /// Creates a context; waits 10 s for a busy workspace, and is never interrupted.
  public init(
    author: String, program: String = "backstitch", process: Int32 = 0, umask: UInt16 = 0o022,
    now: @escaping @Sendable () -> Int64, pause: @escaping @Sendable (Int) -> Void,
    wait: Int = 10_000, isInterrupted: @escaping @Sendable () -> Bool = { false },
    storeBudget: UInt64? = nil,
    random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 0...UInt64.max) },
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.author = author
    self.program = program
    self.process = process
    self.umask = umask
    self.now = now
    self.pause = pause
    self.wait = wait
    self.isInterrupted = isInterrupted
    self.storeBudget = storeBudget
    self.random = random
    self.notice = notice
  }
}
