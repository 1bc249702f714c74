import Foundation

/// TypeScript's own parser, run by the machine's `node` on the scripts beside these tests.
enum TypeScriptReference {
  static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "TypeScript")

  /// Where Debian's packages put what they bring for `node`.
  static let roots = ["/usr/share/nodejs", "/usr/lib/node_modules", "/usr/share/javascript"]

  /// Whether the tests' environment is set up: then a missing parser is a failure.
  static var isRequired: Bool {
    ProcessInfo.processInfo.environment["BACKSTITCH_PYTHON_TOOLS"] != nil
  }

  /// Whether the parser is there.
  static let isInstalled: Bool =
    FileManager.default.fileExists(atPath: "/usr/share/nodejs/typescript/lib/typescript.js")
    || ProcessInfo.processInfo.environment["NODE_PATH"] != nil

  /// Runs a script to its end and gives its output by lines.
  static func run(
    _ script: String, _ arguments: [String], input: String = ""
  ) throws -> [Substring] {
    let directory = FileManager.default.temporaryDirectory
    let name = UUID().uuidString
    let (source, output) = (
      directory.appending(path: "\(name).in"), directory.appending(path: "\(name).out")
    )
    try Data(input.utf8).write(to: source)
    try Data().write(to: output)
    defer {
      try? FileManager.default.removeItem(at: source)
      try? FileManager.default.removeItem(at: output)
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["node", scripts.appending(path: script).path] + arguments
    var environment = ProcessInfo.processInfo.environment
    if environment["NODE_PATH"] == nil { environment["NODE_PATH"] = "/usr/share/nodejs" }
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CPython.Failure(description: "node ended with \(process.terminationStatus)")
    }
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
  }

  /// Every file that `node`'s packages brought, and those below `BACKSTITCH_TYPESCRIPT_CORPUS`.
  static let library: [String] = {
    let more = ProcessInfo.processInfo.environment["BACKSTITCH_TYPESCRIPT_CORPUS"]
    let files = try? run("reference.js", ["list"] + roots + [more].compactMap { $0 })
    return (files ?? []).map(String.init)
  }()
}
