import Foundation
import TestSupport
import Testing

/// What a person decides of conflicts on a real terminal.
@Suite struct ConflictDialogueTests: ProgramSuite {
  private let directory: TemporaryDirectory
  var root: String { directory.path }

  private static let before = (1...12).map { "line \($0)\n" }.joined()

  /// An operation that changed lines 2 and 8, both changed again by hand, and a file it made.
  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("f.txt", Self.before)
    _ = try run(
      "apply", "-",
      input: #"{"changes":[{"replace":"f.txt","old":"line 2\n","new":"two\n"},"#
        + #"{"replace":"f.txt","old":"line 8\n","new":"eight\n"},{"write":"new.txt","content":"a\n"}]}"#
    )
    try directory.write("f.txt", text("my two", "my eight"))
    try directory.write("new.txt", "a\nmine\n")
  }

  private func text(_ second: String, _ eighth: String) -> String {
    Self.before.replacing("line 2\n", with: second + "\n")
      .replacing("line 8\n", with: eighth + "\n")
  }

  private func terminal(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> TerminalSession {
    try TerminalSession(backstitchPath, arguments, in: directory.path, environment: environment)
  }

  @Test func `hunks are taken and kept one by one, and a file as a whole`() throws {
    let terminal = try terminal("undo")
    try terminal.wait(for: "f.txt:2: both sides changed the same lines")
    try terminal.wait(for: "edited by hand since operation 1")
    try terminal.wait(for: "<<<<<<< on disk")
    try terminal.wait(for: "||||||| as operation 1 left it")
    try terminal.wait(for: ">>>>>>> before operation 1")
    try terminal.answer("Take hunk 1 of 2 of f.txt?", "?\r")
    try terminal.wait(for: "quit: nothing is written")
    try terminal.answer("Take hunk 1 of 2 of f.txt?", "y\r")
    try terminal.answer("Take hunk 2 of 2 of f.txt?", "n\r")
    try terminal.answer("Take the wanted side of new.txt?", "n\r")
    try terminal.wait(for: "Operation 2")
    #expect(try terminal.finish() == 0)
    #expect(directory.read("f.txt") == text("line 2", "my eight"))
    #expect(directory.read("new.txt") == "a\nmine\n")
    try run("undo", "2")
    #expect(directory.read("f.txt") == text("my two", "my eight"))
  }

  @Test func `a difference is shown, and quitting writes nothing`() throws {
    let terminal = try terminal("undo")
    try terminal.answer("Take hunk 1 of 2", "d\r")
    try terminal.wait(for: "-my two")
    try terminal.wait(for: "+line 2")
    try terminal.answer("Take hunk 1 of 2", "y\r")
    try terminal.answer("Take hunk 2 of 2", "q\r")
    #expect(try terminal.finish() == 2)
    #expect(terminal.shown.contains("nothing was written"))
    #expect(directory.read("f.txt") == text("my two", "my eight"))
    #expect(try run("log").output.contains("2") == false)
  }

  @Test func `an edited hunk is written, but not with markers in it`() throws {
    let editor = directory.path + "/editor"
    try directory.write(
      "editor", "#!/bin/sh\n[ -e \"$0.clean\" ] && echo both two > \"$1\" || touch \"$0.clean\"\n")
    chmod(editor, 0o755)
    let terminal = try terminal("undo", "--paths", "f.txt", environment: ["EDITOR": editor])
    try terminal.answer("Take hunk 1 of 2", "e\r")
    try terminal.wait(for: "markers remain")
    try terminal.answer("Take hunk 1 of 2", "e\r")
    try terminal.answer("Take hunk 2 of 2", "m\r")
    #expect(try terminal.finish() == 0)
    let written = try #require(directory.read("f.txt"))
    #expect(written.hasPrefix("line 1\nboth two\nline 3\n"))
    #expect(written.contains("<<<<<<< on disk\nmy eight\n||||||| as operation 1 left it\neight\n"))
  }

  @Test func `a file with markers is not merged again`() throws {
    try run("undo", "--paths", "f.txt", "--on-conflict", "markers")
    #expect(
      directory.read("f.txt")?.contains("=======\nline 2\n>>>>>>> before operation 1\n") == true)
    let marked = directory.read("f.txt")
    for policy in ["abort", "take", "markers"] {
      let refused = try run("redo", "--on-conflict", policy, status: 2)
      #expect(refused.error.contains("f.txt:2: it still has conflict markers"), "\(refused.error)")
    }
    #expect(directory.read("f.txt") == marked)
  }

  @Test func `all are taken, or all kept`() throws {
    let keeping = try terminal("undo")
    try keeping.answer("Take hunk 1 of 2", "k\r")
    try keeping.wait(for: "Everything in conflict was kept")
    #expect(try keeping.finish() == 0)
    #expect(directory.read("f.txt") == text("my two", "my eight"))
    let taking = try terminal("undo")
    try taking.answer("Take hunk 1 of 2", "a\r")
    #expect(try taking.finish() == 0)
    #expect(directory.read("f.txt") == Self.before)
    #expect(directory.read("new.txt") == nil)
  }

  @Test func `a remembered decision holds for later runs, and is undone with its operation`() throws
  {
    let first = try terminal("undo")
    try first.answer("Take hunk 1 of 2", "r\r")
    try first.answer("Always, for f.txt?", "keep\r")
    try first.answer("Take the wanted side of new.txt?", "y\r")
    #expect(try first.finish() == 0)
    #expect(directory.read(".backstitch/config.yaml") == "decisions:\n  f.txt: keep\n")
    #expect(directory.read("f.txt") == text("my two", "my eight"))
    try run("redo")
    try directory.write("new.txt", "a\nmine\n")
    let second = try run("undo", "1", status: 2)
    #expect(!second.error.contains("f.txt:"))
    #expect(second.error.contains("new.txt: it was edited"))
    try directory.write("new.txt", "a\n")
    let third = try run("undo", "1")
    #expect(third.error.contains("f.txt is kept, as .backstitch/config.yaml remembers"))
    // The command line comes first.
    try run("redo")
    #expect(try run("undo", "1", "--on-conflict", "abort", status: 2).error.contains("f.txt:2"))
    try run("undo", "2", "--paths", ".backstitch/config.yaml")
    #expect(directory.read(".backstitch/config.yaml") == nil)
  }

  @Test func `what was decided is of these lines: others are another plan`() throws {
    let terminal = try terminal("undo")
    try terminal.wait(for: "Take hunk 1 of 2")
    try directory.write("f.txt", text("my two", "quite another"))
    terminal.type("a\r")
    #expect(try terminal.finish() == 2)
    #expect(terminal.shown.contains("what was decided changed meanwhile; nothing was written"))
    #expect(directory.read("f.txt") == text("my two", "quite another"))
  }
}
