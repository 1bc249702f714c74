import Foundation

/// The Python of the machine, run on the scripts beside these tests.
enum CPython {
  static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Python")

  /// Why a script gave no answer.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs a script to its end and gives its output by lines.
  static func run(
    _ script: String, _ arguments: [String], input: String = ""
  ) throws -> [Substring] {
    try Running(script, arguments, input: input).lines()
  }

  /// A script under way, so that several work at once.
  struct Running {
    private let process: Process
    private let output: URL

    init(_ script: String, _ arguments: [String], input: String) throws {
      let name = UUID().uuidString
      let directory = FileManager.default.temporaryDirectory
      output = directory.appending(path: "\(name).out")
      let source = directory.appending(path: "\(name).in")
      try Data(input.utf8).write(to: source)
      try Data().write(to: output)
      process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments =
        ["python3", CPython.scripts.appending(path: script).path] + arguments
      process.standardInput = try FileHandle(forReadingFrom: source)
      process.standardOutput = try FileHandle(forWritingTo: output)
      try process.run()
      try FileManager.default.removeItem(at: source)
    }

    /// Waits for the end.
    func lines() throws -> [Substring] {
      process.waitUntilExit()
      defer { try? FileManager.default.removeItem(at: output) }
      guard process.terminationStatus == 0 else {
        throw Failure(description: "python3 ended with \(process.terminationStatus)")
      }
      return try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
    }
  }

  /// Every file of the standard library and of the installed packages.
  static let library: [String] = ((try? run("reference.py", ["list"])) ?? []).map(String.init)

  /// A third of the standard library and some of the packages, which agree with it in kind; all of them
  /// with `BACKSTITCH_WHOLE_LIBRARY` set.
  static let sample: [String] = {
    if ProcessInfo.processInfo.environment["BACKSTITCH_WHOLE_LIBRARY"] != nil { return library }
    let packages = library.filter { $0.contains("/site-packages/") }
    let standard = library.filter { !$0.contains("/site-packages/") }
    return some(of: standard, every: 3) + some(of: packages, every: 25)
  }()

  private static func some(of files: [String], every step: Int) -> [String] {
    files.enumerated().filter { $0.offset % step == 0 }.map(\.element)
  }

  /// The bytes of one of them.
  static func read(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
  }
}
