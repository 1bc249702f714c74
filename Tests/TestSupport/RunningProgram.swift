import Foundation

/// A program of the machine, started in a hermetic environment: fixed identity, no configuration.
public final class RunningProgram {
  /// What a program that ended said.
  public struct Result: Sendable {
    /// The exit status.
    public var status: Int32
    /// Standard output.
    public var output: String
    /// Standard error.
    public var error: String
  }

  private let process = Process()
  private let output: URL
  private let error: URL

  /// A fixed identity, no configuration.
  static let hermetic = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "Tester", "GIT_AUTHOR_EMAIL": "tester@example.com",
    "GIT_COMMITTER_NAME": "Tester", "GIT_COMMITTER_EMAIL": "tester@example.com",
  ]

  /// Starts it.
  public init(
    _ program: String, _ arguments: [String], in directory: String? = nil, input: String? = nil,
    environment: [String: String] = [:]
  ) throws {
    let base = FileManager.default.temporaryDirectory
    output = base.appendingPathComponent("output-\(UUID().uuidString)")
    error = base.appendingPathComponent("error-\(UUID().uuidString)")
    for file in [output, error] {
      try Data().write(to: file)
    }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    process.environment = Self.hermetic.merging(environment) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    let pipe = Pipe()
    process.standardInput = pipe
    try process.run()
    if let input { try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
    try pipe.fileHandleForWriting.close()
  }

  /// Sends a signal.
  public func kill(_ signal: Int32) { Foundation.kill(process.processIdentifier, signal) }

  /// Waits for its end.
  public func finish() throws -> Result {
    process.waitUntilExit()
    defer {
      for file in [output, error] { try? FileManager.default.removeItem(at: file) }
    }
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: error), as: UTF8.self))
  }
}

/// The program under test: `BACKSTITCH_BINARY`, else the one built beside the tests.
public func backstitch(
  _ arguments: [String], in directory: String, input: String? = nil
) throws -> RunningProgram.Result {
  try RunningProgram(backstitchPath, arguments, in: directory, input: input).finish()
}

/// Where the program under test is.
public var backstitchPath: String {
  if let named = ProcessInfo.processInfo.environment["BACKSTITCH_BINARY"] { return named }
  let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
  return tests.deletingLastPathComponent().appendingPathComponent("backstitch").path
}
