import Foundation
import TestSupport

/// A repository with a plan of its own: step `a` writes a file, `b` fails, `c` needs `a` and writes
/// another.
struct OwnPlan: ProgramSuite {
  let directory: TemporaryDirectory
  var root: String { directory.path }

  /// - Parameter steps: other steps than these, as the plan's file has them.
  init(steps: String? = nil) throws {
    directory = try TemporaryDirectory()
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", "-b", "main", "."], in: root).finish()
    let usual =
      Self.step("a", does: Self.writing("a.txt"))
      + Self.step("b", does: "exit 1") + Self.step("c", needs: "a", does: Self.writing("c.txt"))
    try directory.write(".backstitch/plans/own.yaml", "title: Own\nsteps:\n" + (steps ?? usual))
  }

  static func step(_ id: String, needs: String = "", does command: String) -> String {
    "- {id: \(id), title: \(id.uppercased()), needs: [\(needs)], "
      + "agent: {command: [sh, -c, '\(command)']}}\n"
  }

  /// A command that answers with one file.
  static func writing(_ path: String) -> String {
    #"echo "{\"changes\":[{\"write\":\"\#(path)\",\"content\":\"x\"}]}""#
  }

  func has(_ path: String) -> Bool { directory.read(path) != nil }
}
