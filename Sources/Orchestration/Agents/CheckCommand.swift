package import Backstitch
internal import Synchronization

/// A check that is a command: a line for the shell, run in the workspace's root.
package struct CheckCommand: Sendable {
  /// How long one may take, in seconds: nobody else can write to the workspace meanwhile.
  package static let timeLimit = 30 * 60
  /// How many of the last bytes it wrote are kept.
  package static let kept = 64 << 10

  let command: String
  let root: String
  let timeLimit: Int
  let isInterrupted: @Sendable () -> Bool

  /// Creates a check of a workspace; its interruption stops the command.
  package init(_ command: String, in workspace: Workspace, timeLimit: Int = Self.timeLimit) {
    self.command = command
    self.timeLimit = timeLimit
    root = String(decoding: workspace.root, as: UTF8.self)
    isInterrupted = workspace.context.isInterrupted
  }

  /// How it ended.
  package struct Report: Hashable, Sendable {
    /// The command.
    package var command: String
    /// Its exit status; 128 and the signal's number for one that a signal ended; nil when it was
    /// stopped or never started.
    package var status: Int?
    /// The last bytes of what it wrote, to either output.
    package var output: [UInt8]
    /// Why it did not succeed; nil when it did.
    package var failure: CheckFailure?
  }

  /// Runs it and waits for it.
  ///
  /// - Parameter tell: told what it writes as it comes.
  package func run(tell: @escaping @Sendable ([UInt8]) -> Void) -> Report {
    let tail = Tail()
    let run = CommandRun(
      words: ["/bin/sh", "-c", command], directory: root, timeLimit: timeLimit,
      outputLimit: Self.kept, isInterrupted: isInterrupted,
      tell: { bytes in
        tail.append(bytes)
        tell(bytes)
      })
    var report = Report(command: command, status: nil, output: [], failure: nil)
    do throws(CommandRun.Failure) {
      let status = try run.result().status
      report.status = status
      if status != 0 { report.failure = .failed("it ended with status \(status)") }
    } catch {
      if case .interrupted = error {
        report.failure = .interrupted
      } else {
        report.failure = .failed(error.description)
      }
    }
    report.output = tail.bytes
    return report
  }
}

/// The last bytes of an output.
private final class Tail: Sendable {
  private let kept = Mutex<[UInt8]>([])
  var bytes: [UInt8] { kept.withLock { Array($0.suffix(CheckCommand.kept)) } }

  func append(_ bytes: [UInt8]) {
    kept.withLock { kept in
      kept += bytes
      // Now and then: each time would copy all of it.
      if kept.count > 2 * CheckCommand.kept { kept = Array(kept.suffix(CheckCommand.kept)) }
    }
  }
}
