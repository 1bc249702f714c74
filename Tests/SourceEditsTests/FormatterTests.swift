import Foundation
import SourceEdits
import Testing

/// Edit, let a formatter run over the file, undo by meaning: what is left means what it meant.
///
/// Looks for `black` and `ruff` in `BACKSTITCH_PYTHON_TOOLS`, a directory, and then in `PATH`.
struct FormatterTests {
  /// A formatter as it is called.
  struct Formatter: CustomTestStringConvertible, Sendable {
    var tool: String
    var arguments: [String]

    var testDescription: String { ([tool] + arguments).joined(separator: " ") }

    /// The program; nil where it is not installed.
    var path: String? {
      let environment = ProcessInfo.processInfo.environment
      let directories =
        [environment["BACKSTITCH_PYTHON_TOOLS"] ?? ""]
        + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
      return directories.filter { !$0.isEmpty }.map { "\($0)/\(tool)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Formats files in place.
    func format(_ files: [String]) throws {
      let process = Process()
      process.executableURL = URL(filePath: path ?? tool)
      process.arguments = arguments + files
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw CPython.Failure(description: "\(tool) ended with \(process.terminationStatus)")
      }
    }
  }

  static let formatters = [
    Formatter(tool: "black", arguments: ["-q"]),
    Formatter(tool: "black", arguments: ["-q", "-l", "50"]),
    Formatter(tool: "black", arguments: ["-q", "-l", "120", "-C", "-S"]),
    Formatter(tool: "ruff", arguments: ["format", "-q", "--isolated"]),
    Formatter(tool: "ruff", arguments: ["format", "-q", "--isolated", "--line-length", "50"]),
    Formatter(
      tool: "ruff",
      arguments: ["format", "-q", "--isolated", "--config", "format.quote-style='single'"]),
    Formatter(
      tool: "ruff",
      arguments: ["check", "-q", "--isolated", "--fix", "--exit-zero", "--select", "I"]),
  ]

  @Test(arguments: formatters)
  func `an undo finds its node after a formatter`(_ formatter: Formatter) throws {
    guard formatter.path != nil else {
      print("no \(formatter.tool): BACKSTITCH_PYTHON_TOOLS names no directory with it")
      return
    }
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "backstitch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var files: [String] = []
    func write(_ text: [UInt8], _ name: String) throws -> String {
      let url = directory.appending(path: name)
      try Data(text).write(to: url)
      files.append(url.path)
      return url.path
    }
    var undone: [(name: String, before: String, edited: String, applied: AppliedEdit)] = []
    for golden in Golden.all {
      let applied = try golden.edit().apply(to: golden.before())
      undone.append(
        (
          golden.name, try write(golden.before(), "\(golden.name).before.py"),
          try write(applied.text, "\(golden.name).after.py"), applied
        ))
    }
    try formatter.format(files)
    var cases: [String] = []
    for (name, before, edited, applied) in undone {
      var text = CPython.read(edited)
      for edit in applied.inverse {
        do {
          let undo = try edit.apply(to: text)
          #expect(undo.changed, "\(name): \(edit)")
          text = undo.text
        } catch {
          Issue.record("\(name): \(error)\n\(text.string)")
        }
      }
      let result = directory.appending(path: "\(name).undone.py").path
      try Data(text).write(to: URL(filePath: result))
      cases.append("same\t\(before)\t\(result)")
    }
    for line in try CPython.run("judge.py", [], input: cases.joined(separator: "\n")) {
      Issue.record("\(line)")
    }
  }

  @Test(arguments: formatters.dropLast())
  func `what a formatter makes of a file is equivalent to it`(_ formatter: Formatter) throws {
    guard formatter.path != nil else { return }
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "backstitch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let originals = CPython.library.enumerated().filter { $0.offset % 400 == 0 }.map(\.element)
    var copies: [(copy: String, original: String, text: [UInt8])] = []
    for (index, original) in originals.enumerated() {
      let text = CPython.read(original)
      guard text.count < 60_000, pythonSyntaxProblem(in: text) == nil else { continue }
      let copy = directory.appending(path: "\(index).py").path
      try Data(text).write(to: URL(filePath: copy))
      copies.append((copy, original, text))
    }
    // What a formatter cannot read it leaves alone, and ends with a status that says so.
    try? formatter.format(copies.map(\.copy))
    for (copy, original, text) in copies {
      #expect(pythonEquivalentUpToFormatting(text, CPython.read(copy)), "\(original)")
    }
  }
}
