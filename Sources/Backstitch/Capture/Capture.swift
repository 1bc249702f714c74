internal import FileSystem
internal import Journal
public import Patch

/// A command whose changes are being recorded: from what stood in the tree before it to what stands
/// there at its end.
///
/// ```swift
/// let capture = try workspace.beginCapture(of: ["black", "."])
/// let status = run()
/// let recorded = try capture.finish(status: status)
/// ```
///
/// The workspace is free for others meanwhile: operations that land are not part of it. A process that
/// dies leaves the capture to the next one that writes, which records it as interrupted.
public final class Capture: Sendable {
  /// What became of a capture.
  public struct Recorded: Sendable {
    /// The operation; nil when the command changed nothing.
    public var operation: Operation?
    /// Paths whose change is not part of it, with the reason.
    public var left: [(path: RelativePath, reason: String)]
  }

  private let workspace: Workspace
  private let capturing: Record.Capturing
  private let before: TreeSnapshot
  private let files: any FileSystem
  private let lock: OpenFile

  init(
    _ workspace: Workspace, _ capturing: Record.Capturing, _ before: TreeSnapshot,
    _ files: any FileSystem, lock: OpenFile
  ) {
    self.workspace = workspace
    self.capturing = capturing
    self.before = before
    self.files = files
    self.lock = lock
  }

  deinit { files.close(lock) }

  /// Records what the command changed, durable when this returns (I3).
  ///
  /// - Parameter status: the command's exit status.
  /// - Throws: ``BackstitchError/damaged(_:)`` when the command removed the store.
  public func finish(status: Int) throws(BackstitchError) -> Recorded {
    guard workspace.hasStore else { throw Self.storeIsGone }
    let result = try workspace.locked { store throws(BackstitchError) in
      if store.journal.lastNumber < capturing.capture { throw Self.storeIsGone }
      // Somebody may have taken the command for dead, and recorded it.
      guard store.log.captures[capturing.capture] != nil else { return CaptureEnd.Result() }
      let end = CaptureEnd(capturing, store: store, workspace: workspace)
      return try end.run(from: before, status: status)
    }
    CaptureSettlement.removeLock(of: capturing, files)
    return Recorded(
      operation: result.operation.map { Operation(record: $0, state: .inEffect, left: []) },
      left: result.left)
  }

  /// What stood in the tree before went with the store.
  private static var storeIsGone: BackstitchError {
    .damaged("the store was removed while the command ran, and with it what could be taken back")
  }
}

extension Workspace {
  /// Takes down what stands in the tree, so that all a command changes can be told and taken back; all
  /// of it is durable when this returns (I1).
  ///
  /// - Parameters:
  ///   - command: its words, for the log.
  ///   - globs: ignored files that count all the same.
  ///   - home: the user's home directory, where git's configuration lies; nil: nobody's.
  /// - Throws: ``BackstitchError/refused(_:)`` naming the files that cannot be read.
  public func beginCapture(
    of command: [String], including globs: [String] = [], home: [UInt8]? = nil
  ) throws(BackstitchError) -> Capture {
    try locked { store throws(BackstitchError) in
      let rules = CaptureRules(root: root, git: git, include: globs)
      let start = CaptureStart(store: store, context: context, rules: rules, home: home)
      let (file, snapshot) = try start.run()
      let number = store.journal.lastNumber + 1
      let name = "capture-\(number)-\(String(context.random(), radix: 36)).lock"
      let head = head
      let capturing = Record.Capturing(
        capture: number, command: command, author: context.author, branch: head.branch,
        head: head.commit, time: context.now(), lastOperation: store.log.lastOperation,
        snapshot: file, include: globs, lock: name)
      let lock = try CaptureSettlement.takeLock(of: capturing, store.files)
      do throws(BackstitchError) {
        // Before the command can change a byte (I1).
        try store.append(.capturing(capturing), flush: true)
      } catch {
        store.files.close(lock)
        throw error
      }
      SnapshotFiles(files: store.files).removeUnneeded(by: store.log)
      return Capture(self, capturing, snapshot, store.files, lock: lock)
    }
  }
}
