import Foundation
import TestSupport
import Testing

/// Signals to commands that only read.
@Suite struct InterruptionTests: ProgramSuite {
  private let place: TemporaryDirectory
  var root: String { place.path }

  /// Whatever tells of the operation, or of the transaction, is longer than a pipe holds.
  init() throws {
    place = try TemporaryDirectory()
    let text = String(repeating: "x", count: 300_000)
    let set = #"{"description":"\#(text)","changes":[{"write":"a","content":"\#(text)"}]}"#
    _ = try run("apply", "-", input: set)
    _ = try run("apply", "-", "--stage", input: set)
  }

  @Test(arguments: [SIGINT, SIGTERM], [["status"], ["diff", "1"], ["show"], ["log"]])
  func `a command that only reads ends at once`(signal: Int32, command: [String]) throws {
    let pipe = root + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let end = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    try #require(end >= 0)
    let program = try RunningProgram(
      "/bin/sh", ["-c", #"exec "$@" > pipe"#, "sh", backstitchPath] + command, in: root)
    // Once something was written, the rest waits for a reader.
    var entry = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
    #expect(poll(&entry, 1, 60_000) == 1)
    program.kill(signal)
    close(end)
    #expect(try program.finish().status == 128 + signal)
  }
}
