import Foundation
import TestSupport
import Testing

/// A copy of the sample repository, committed to git, with the program to run in it.
struct Shop: ProgramSuite {
  let directory: TemporaryDirectory
  var root: String { directory.path }

  /// - Parameter files: only these of the sample; nil: all.
  init(of files: [String]? = nil) throws {
    directory = try TemporaryDirectory()
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/shop").standardizedFileURL
    try git("init", "-q", "-b", "main", ".")
    if let files {
      for file in files {
        let text = try String(contentsOf: fixtures.appending(path: file), encoding: .utf8)
        try directory.write(file, text)
      }
    } else {
      _ = try RunningProgram("/bin/cp", ["-R", fixtures.path() + "/.", root]).finish()
    }
    try git("add", "-A")
    try git("commit", "-q", "-m", "the shop as it is")
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    try RunningProgram("/usr/bin/git", arguments, in: root).finish().output
  }

  /// Runs it on a terminal; what the terminal shows is the output.
  ///
  /// - Parameters:
  ///   - keys: what somebody types, when `prompt` is shown.
  func type(
    _ keys: String = "", after prompt: String = "", at arguments: String,
    environment: [String: String] = [:]
  ) throws -> RunningProgram.Result {
    let shown = try TemporaryDirectory()
    let wait = prompt.isEmpty ? "" : "until grep -qF '\(prompt)' shown; do sleep 0.05; done;"
    let line = "cd \(root) && \(backstitchPath) \(arguments)"
    let command =
      "(\(wait) printf '\(keys)') | script -qefc '\(line)' "
      + "/dev/null > shown; status=$?; cat shown; exit $status"
    return try RunningProgram(
      "/bin/sh", ["-c", command], in: shown.path,
      // Nobody would leave a pager.
      environment: ["TERM": "xterm", "PAGER": "cat"].merging(environment) { $1 }
    ).finish()
  }
}
