import Foundation
import Patch
import ProjectModel
import TestSupport
import Testing

/// Parsers of Python and TypeScript that read whole generated projects, many at once.
struct SourceJudge {
  private let directory: TemporaryDirectory
  private var backends: [String] = []
  private var frontends: [String] = []

  init() throws { directory = try TemporaryDirectory() }

  /// Writes a project; its name is that of a directory.
  ///
  /// - Parameters:
  ///   - backend: Where the backend is; nil for the tree itself.
  ///   - frontend: Where the frontend is; nil for none.
  ///   - application: The module of the application; nil when it need not be imported.
  mutating func add(
    _ name: String, _ tree: some ReadableTree, backend: String? = "backend",
    frontend: String? = "frontend", application: String? = "main"
  ) throws {
    for path in try tree.files() {
      guard let bytes = try tree.contents(of: path) else { continue }
      try directory.write("\(name)/\(path)", String(decoding: bytes, as: UTF8.self))
    }
    let root = "\(directory.path)/\(name)"
    backends.append("\(backend.map { "\(root)/\($0)" } ?? root)\t\(application ?? "")")
    if let frontend { frontends.append("\(root)/\(frontend)") }
  }

  /// What is wrong with any file; fails when the tests' environment is set up and a judge is not.
  func problems() throws -> [String] { try python() + typescript() + esbuild() }

  // MARK: Judges

  private static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Judges")

  private func python() throws -> [String] {
    guard isThere(interpreter, "python3") else { return [] }
    return try answer(interpreter, ["python.py"], backends)
  }

  private func typescript() throws -> [String] {
    guard isThere("/usr/bin/node", "node"),
      isThere("/usr/share/nodejs/typescript/lib/typescript.js", "node-typescript")
    else { return [] }
    return try answer("/usr/bin/node", ["typescript.js"], frontends)
  }

  /// Which patterns a browser, Python or Pydantic cannot compile.
  static func problems(ofPatterns patterns: [String]) throws -> [String] {
    let judge = try SourceJudge()
    let lines = try patterns.map {
      String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
    }
    var problems: [String] = []
    if judge.isThere("/usr/bin/node", "node") {
      problems += try judge.answer("/usr/bin/node", ["patterns.js"], lines)
    }
    if judge.isThere(judge.interpreter, "python3") {
      problems += try judge.answer(judge.interpreter, ["patterns.py"], lines)
    }
    return problems
  }

  /// The Python of the tests' environment, else the machine's.
  private var interpreter: String {
    let tools = ProcessInfo.processInfo.environment["BACKSTITCH_PYTHON_TOOLS"]
    return tools.map { "\($0)/python" } ?? "/usr/bin/python3"
  }

  /// The answer of a script without its last line, which says that it came to its end.
  private func answer(
    _ program: String, _ arguments: [String], _ input: [String]
  ) throws -> [String] {
    let result = try RunningProgram(
      program, arguments.map { Self.scripts.appending(path: $0).path }, input: lines(input),
      environment: ["NODE_PATH": "/usr/share/nodejs"]
    ).finish()
    var answer = result.output.split(separator: "\n").map(String.init)
    guard result.status == 0, answer.popLast()?.hasPrefix("judged ") == true else {
      return answer + ["\(program) ended with \(result.status): \(result.error)"]
    }
    return answer
  }

  private func lines(_ input: [String]) -> String { input.map { $0 + "\n" }.joined() }

  /// A second parser, which finds more names that are declared twice.
  private func esbuild() throws -> [String] {
    guard isThere("/usr/bin/esbuild", "esbuild") else { return [] }
    let files = frontends.flatMap { frontend in
      let names = FileManager.default.enumerator(atPath: frontend)?.compactMap { $0 as? String }
      return (names ?? []).filter { $0.hasSuffix(".ts") || $0.hasSuffix(".tsx") }
        .map { "\(frontend)/\($0)" }
    }
    // A command line takes only so many.
    return try stride(from: 0, to: files.count, by: 400).compactMap { start in
      let result = try RunningProgram(
        "/usr/bin/esbuild",
        files[start..<min(start + 400, files.count)] + [
          "--outdir=\(directory.path)/built", "--jsx=preserve", "--log-level=error",
          "--log-limit=0",
        ]
      ).finish()
      return result.status == 0 ? nil : result.error
    }
  }

  private func isThere(_ path: String, _ package: String) -> Bool {
    if FileManager.default.fileExists(atPath: path) { return true }
    let isRequired = ProcessInfo.processInfo.environment["BACKSTITCH_PYTHON_TOOLS"] != nil
    #expect(!isRequired, "\(package) is missing: scripts/setup --verify")
    return false
  }
}
