import Foundation
import TestSupport
import Testing

/// A small repository with the real git, and a person's work in it.
struct GitSample: ProgramSuite {
  let directory: TemporaryDirectory
  var root: String { directory.path }

  static let lines = (1...10).map { "\($0)\n" }.joined()
  /// Changes line 9, deletes one file, makes another.
  static let change =
    #"{"description":"change things","changes":["#
    + #"{"replace":"a.txt","old":"9\n","new":"nine\n"},"#
    + #"{"write":"dir/new.txt","content":"new\n"},{"delete":"b.txt"}]}"#

  /// - Parameter options: of `git init`.
  init(_ options: String..., isCommitted: Bool = true) throws {
    directory = try TemporaryDirectory()
    _ = try RunningProgram(
      "/usr/bin/git", ["init", "-q", "-b", "main"] + options + ["."], in: root
    ).finish()
    try write("a.txt", Self.lines)
    try write("b.txt", "b\n")
    try write("mine.txt", "mine\n")
    try write("staged.txt", "staged\n")
    guard isCommitted else { return }
    try git("add", "-A")
    try git("commit", "-q", "-m", "start")
  }

  func write(_ path: String, _ text: String) throws { try directory.write(path, text) }

  /// A hook of the repository, executable.
  func hook(_ name: String, _ script: String, in folder: String = ".git/hooks") throws {
    try write("\(folder)/\(name)", "#!/bin/sh\n\(script)\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(root)/\(folder)/\(name)")
  }

  /// What git prints; it must succeed.
  @discardableResult
  func git(
    _ arguments: String..., at location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try RunningProgram("/usr/bin/git", arguments, in: root).finish()
    #expect(
      result.status == 0, "git \(arguments): \(result.output)\(result.error)",
      sourceLocation: location)
    return result.output
  }

  /// Applies the change with a git commit.
  @discardableResult
  func apply(
    _ options: String..., input: String = GitSample.change, status: Int32 = 0,
    environment: [String: String] = [:], at location: SourceLocation = #_sourceLocation
  ) throws -> RunningProgram.Result {
    let result = try RunningProgram(
      backstitchPath, ["apply", "-"] + options, in: root, input: input, environment: environment
    ).finish()
    #expect(
      result.status == status, "\(options): \(result.output)\(result.error)",
      sourceLocation: location)
    return result
  }

  /// All that may move: files, index entries, references, HEAD and reflogs.
  func state() throws -> [String: String] {
    var found = [
      "index": try git("ls-files", "--stage"), "references": try git("for-each-ref"),
      "HEAD": directory.read(".git/HEAD") ?? "", "logs": directory.read(".git/logs/HEAD") ?? "",
    ]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root)
    where !path.hasPrefix(".git/") || path.hasSuffix(".lock") || path.contains("landing") {
      // The store's lock is a file that stays.
      if path == ".git/backstitch/lock" { continue }
      found[path] = directory.read(path) ?? "directory"
    }
    return found
  }

  /// Applies the change and expects a refusal that leaves everything as it is.
  func refuses(
    _ options: String..., naming words: String..., input: String = GitSample.change,
    status: Int32 = 1, environment: [String: String] = [:],
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try state()
    let result = try RunningProgram(
      backstitchPath, ["apply", "-"] + options, in: root, input: input, environment: environment
    ).finish()
    #expect(
      result.status == status, "\(result.output)\(result.error)", sourceLocation: location)
    for word in words {
      #expect(result.error.contains(word), "\(result.error)", sourceLocation: location)
    }
    #expect(try state() == before, sourceLocation: location)
  }

  /// The paths of HEAD's commit, with git's letters.
  func committed() throws -> [String] {
    try git("show", "--format=", "--name-status", "HEAD").split(separator: "\n").map {
      String($0.replacing("\t", with: " "))
    }
  }

  /// What `git status --short` says.
  func short() throws -> [String] {
    try git("status", "--short").split(separator: "\n").map(String.init)
  }
}
