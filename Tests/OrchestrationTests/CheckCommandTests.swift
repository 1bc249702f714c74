import Backstitch
import Foundation
import Orchestration
import Synchronization
import TestSupport
import Testing

@Suite struct CheckCommandTests {
  private let directory: TemporaryDirectory
  private let workspace: Workspace

  init() throws {
    directory = try TemporaryDirectory()
    workspace = try Workspace(
      containing: Array(directory.path.utf8),
      context: Context(author: "T <t@example.com>", now: { 1 }, pause: { _ in }))
  }

  private func run(_ command: String, limit: Int = 900) async -> CheckCommand.Report {
    let check = CheckCommand(command, in: workspace, timeLimit: limit)
    return await onOwnThread { check.run { _ in } }
  }

  private func text(_ report: CheckCommand.Report) -> String {
    String(decoding: report.output, as: UTF8.self)
  }

  @Test func `it is a shell's line, run in the root, with both outputs as one`() async throws {
    try directory.write("a.txt", "one\n")
    let report = await run("cat *.txt && echo two >&2 && echo three | cat; read line || echo four")
    #expect(report.status == 0 && report.failure == nil)
    #expect(text(report) == "one\ntwo\nthree\nfour\n")
  }

  @Test func `a status, a signal and a command that is not there are failures`() async {
    for (command, status) in [("exit 3", 3), ("kill -9 $$", 137), ("no-such-command", 127)] {
      let report = await run(command)
      #expect(report.status == status)
      #expect(report.failure == .failed("it ended with status \(status)"))
    }
    #expect(text(await run("no-such-command")).contains("no-such-command"))
  }

  @Test func `what it writes is told as it comes, and its end is kept`() async throws {
    let told = Counter()
    let count = CheckCommand.kept * 3
    let check = CheckCommand("head -c \(count) /dev/zero; echo end", in: workspace)
    let report = await onOwnThread { check.run { told.add($0.count) } }
    #expect(told.sum == count + 4)
    #expect(report.output.count == CheckCommand.kept)
    #expect(report.output.suffix(4).elementsEqual("end\n".utf8))
  }

  @Test func `its time limit stops it and all it started, and says so`() async throws {
    let report = await run(
      "echo begun; (while :; do echo x >> ticks; sleep 0.1; done) & sleep 600", limit: 1)
    #expect(report.status == nil && text(report) == "begun\n")
    guard case .failed(let reason) = report.failure else {
      Issue.record("\(report)")
      return
    }
    #expect(reason.contains("limit of 1 s"))
    let ticks = try #require(directory.read("ticks"))
    try await Task.sleep(for: .milliseconds(500))
    #expect(directory.read("ticks") == ticks)
  }

  @Test func `an interruption stops it`() async {
    var interrupted = workspace
    let start = ContinuousClock.now
    interrupted.context.isInterrupted = { ContinuousClock.now - start > .milliseconds(300) }
    let check = CheckCommand("sleep 600", in: interrupted)
    let report = await onOwnThread { check.run { _ in } }
    #expect(report.failure == .interrupted && report.status == nil)
  }

  @Test func `what it leaves running is not waited for`() async {
    let report = await run("sleep 600 & echo $!")
    #expect(report.status == 0)
    if let left = Int32(text(report).dropLast()) { kill(left, SIGKILL) }
  }

  @Test func `one that closes its outputs is waited for all the same`() async {
    let report = await run("exec >&- 2>&-; sleep 1; exit 4")
    #expect(report.status == 4)
  }
}

/// Adds up numbers from any thread.
private final class Counter: Sendable {
  private let value = Mutex(0)
  var sum: Int { value.withLock { $0 } }
  func add(_ number: Int) { value.withLock { $0 += number } }
}
