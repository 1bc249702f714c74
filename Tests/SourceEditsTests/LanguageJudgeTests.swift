import Foundation
import SourceEdits
import Testing

/// Parsers of the languages read what the goldens' edits made.
struct LanguageJudgeTests {
  /// The files of goldens before and after, as lines for a judge.
  private func cases(
    _ directory: URL, where isIncluded: (LanguageGolden) throws -> Bool
  ) throws -> [String] {
    try LanguageGolden.all.filter(isIncluded).map { golden in
      let before = directory.appending(path: "\(golden.name).in.\(golden.kind)")
      let after = directory.appending(path: "\(golden.name).out.\(golden.kind)")
      try Data(golden.before()).write(to: before)
      try Data(golden.edit().apply(to: golden.before()).text).write(to: after)
      return "\(before.path)\t\(after.path)"
    }
  }

  private func withDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "backstitch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }

  @Test func `TypeScript's parser reads every golden and finds one insertion`() throws {
    guard TypeScriptReference.isInstalled else {
      #expect(!TypeScriptReference.isRequired, "node-typescript is missing: scripts/setup --verify")
      return
    }
    try withDirectory { directory in
      let cases = try cases(directory) { $0.isTypeScript }
      try #require(cases.count > 20)
      let input = cases.joined(separator: "\n")
      for line in try TypeScriptReference.run("judge.js", [], input: input) {
        Issue.record("\(line)")
      }
    }
  }

  @Test func `parsers of JSON, TOML and YAML find one addition in every golden`() throws {
    guard let python = Self.python else {
      #expect(!TypeScriptReference.isRequired, "PyYAML is missing: scripts/setup --verify")
      return
    }
    try withDirectory { directory in
      // An assignment that replaces a value adds nothing.
      let cases = try cases(directory) { !$0.isTypeScript && !$0.name.contains("replace") }
      try #require(cases.count > 20)
      let input = directory.appending(path: "cases")
      try Data(cases.joined(separator: "\n").utf8).write(to: input)
      let output = Pipe()
      let process = Process()
      process.executableURL = URL(filePath: python)
      process.arguments = [CPython.scripts.appending(path: "values.py").path]
      process.standardInput = try FileHandle(forReadingFrom: input)
      process.standardOutput = output
      try process.run()
      let answer = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      for line in String(decoding: answer, as: UTF8.self).split(separator: "\n") {
        Issue.record("\(line)")
      }
    }
  }

  /// The Python that has PyYAML: that of the tests' environment.
  private static var python: String? {
    let tools = ProcessInfo.processInfo.environment["BACKSTITCH_PYTHON_TOOLS"]
    return tools.map { "\($0)/python" }.flatMap {
      FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil
    }
  }
}
