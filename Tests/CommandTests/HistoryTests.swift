import Foundation
import TestSupport
import Testing

/// `log`, `show`, `diff` and `why` for people, and as JSON.
@Suite struct HistoryTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  init() throws { shop = try Shop(of: ["backend/main.py"]) }

  private func apply(_ description: String, _ changes: String) throws {
    try run("apply", "-", input: #"{"description":"\#(description)","changes":[\#(changes)]}"#)
  }

  private static let lines = (1...6).map { #"line \#($0)\n"# }.joined()

  /// Text without what differs from run to run.
  private func settled(_ text: String) -> String {
    text.replacing(/Date:   .*/, with: "Date:   <date>")
      .replacing(/(just now|\d+ seconds? ago)/, with: "<when>")
      .replacing(/index [0-9a-f]+\.\.[0-9a-f]+/, with: "index <ids>")
  }

  @Test func `the log and one operation are told as the goldens say`() throws {
    try apply(
      "first",
      #"{"write":"a.txt","content":"\#(Self.lines)"},{"write":"b.txt","content":"b\n"}"#)
    try apply("second", #"{"replace":"a.txt","old":"line 2","new":"LINE 2"}"#)
    try run("undo", "1", "--paths", "b.txt")
    try run("undo", "2")
    try run("redo", "2")
    try run("exec", "--", "sh", "-c", "echo c > c.txt; exit 3", status: 3)
    try shop.directory.write("a.txt", try #require(shop.directory.read("a.txt")) + "mine\n")
    try run("restore", "1", "--paths", "a.txt")
    var golden = Golden("history")
    for (name, words) in [
      ("log", ["log"]), ("log-stat", ["log", "--stat", "-n", "3"]),
      ("log-patch", ["log", "-p", "--paths", "b.txt"]), ("show-partly", ["show", "1", "--stat"]),
      ("show-restore", ["show", "7"]), ("show-capture", ["show", "6"]),
      ("diff-stat", ["diff", "1", "--stat"]),
    ] {
      golden.check(name, settled(try run(words: words).output))
    }
    golden.finish()
  }

  @Test func `the log has only operations that changed the paths`() throws {
    try apply("one", #"{"write":"d/a","content":"1\n"}"#)
    try apply("two", #"{"write":"b","content":"1\n"}"#)
    try apply("three", #"{"write":"d/c","content":"1\n"}"#)
    #expect(try run("log", "--paths", "d", "-n", "1").output.hasPrefix("3  commit  three"))
    let document = try json(run("log", "--json", "--paths", "d"))
    let operations = try #require(document["operations"] as? [[String: Any]])
    #expect(operations.map { $0["number"] as? Int } == [3, 1])
    #expect(try run("log", "--paths", "nowhere").output == "No operation changed nowhere.\n")
  }

  @Test func `the record in JSON names every change with modes and objects`() throws {
    try apply("one", #"{"write":"run","content":"1\n","mode":"100755"}"#)
    let document = try json(run("log", "--json"))
    let operation = try #require((document["operations"] as? [[String: Any]])?.first)
    let record = try #require(operation["record"] as? [String: Any])
    let steps = try #require(record["steps"] as? [[String: Any]])
    let changes = try #require(steps.first?["changes"] as? [[String: Any]])
    let after = try #require(changes.first?["after"] as? [String: [String: [String: Any]]])
    let image = try #require(after["file"]?["_0"])
    #expect(image["mode"] as? Int == 0o755)
    let id = try #require(image["id"] as? String)
    #expect(try shop.git("--git-dir", ".git/backstitch", "cat-file", "blob", id) == "1\n")
  }

  // MARK: Why

  private func why(_ place: String) throws -> String {
    settled(try run("why", place).output)
  }

  @Test func `a line is followed through people's edits, and theirs are said to be`() throws {
    try apply("first", #"{"write":"a.txt","content":"\#(Self.lines)"}"#)
    try apply("second", #"{"replace":"a.txt","old":"line 4","new":"LINE 4"}"#)
    let text = try #require(shop.directory.read("a.txt"))
    try shop.directory.write("a.txt", "mine\nmine too\n" + text)
    #expect(try why("a.txt:6").contains("\n2  commit  second"))
    #expect(try why("a.txt:5").contains("\n1  commit  first"))
    #expect(try why("a.txt:1") == "a.txt:1: mine\nby hand, after operation 2\n")
    #expect(try why("backend/main.py:1").hasSuffix("\nby hand, or before Backstitch\n"))
  }

  @Test func `a path that is not there and never was is told as that, not as by hand`() throws {
    let result = try run("why", "nowhere.txt", status: 1)
    #expect(result.error.contains("there is no path nowhere.txt, and no operation wrote one"))
    try apply("first", #"{"write":"a.txt","content":"1\n"}"#)
    try run("undo")
    #expect(try why("a.txt").contains("2  undo"))
  }

  @Test func `a line that undo and redo brought back is its first writer's`() throws {
    try apply("first", #"{"write":"a.txt","content":"\#(Self.lines)"}"#)
    try apply("second", #"{"replace":"a.txt","old":"line 4","new":"LINE 4"}"#)
    try run("undo")
    #expect(try why("a.txt:4").contains("\n1  commit  first"))
    try run("redo")
    #expect(try why("a.txt:4").contains("\n2  commit  second"))
    try run("restore", "1")
    #expect(try why("a.txt:4").contains("\n1  commit  first"))
  }

  @Test func `a line is followed through a move that an operation made`() throws {
    try apply("first", #"{"write":"a.txt","content":"\#(Self.lines)"}"#)
    try run("exec", "--", "sh", "-c", "mkdir d; sed 's/line 2/two/' a.txt > d/b.txt; rm a.txt")
    #expect(try why("d/b.txt:4").contains("\n1  commit  first"))
    #expect(try why("d/b.txt:4").hasSuffix(", as a.txt\n"))
    #expect(try why("d/b.txt:2").contains("\n2  capture  exec: sh -c"))
  }

  // MARK: The terminal

  @Test func `on a terminal the log goes through the chosen pager, in a pipe never`() throws {
    try apply("first", #"{"write":"a.txt","content":"1\n"}"#)
    let pager = ["BACKSTITCH_PAGER": "sed s/^/paged:/", "PAGER": "false"]
    let shown = try shop.type(at: "log", environment: pager)
    #expect(shown.output.contains("paged:\u{1B}[1m1\u{1B}[0m  commit  first"))
    #expect(try shop.type(at: "show 1", environment: pager).output.contains("paged:"))
    #expect(try shop.type(at: "diff 1", environment: pager).output.contains("paged:"))
    #expect(try !shop.type(at: "log --json", environment: pager).output.contains("paged:"))
    #expect(try !shop.type(at: "log", environment: ["PAGER": "cat"]).output.contains("paged:"))
    let piped = try RunningProgram(
      "/bin/sh", ["-c", "\(backstitchPath) log | cat"], in: root, environment: pager
    ).finish()
    #expect(piped.output.hasPrefix("1  commit  first"))
  }

  @Test func `a pager that ends early ends the log, and that is success`() throws {
    for _ in 0..<3 { try apply("again", #"{"write":"a.txt","content":"\#(UUID())\n"}"#) }
    let shown = try shop.type(at: "log -p", environment: ["PAGER": "head -n 1"])
    #expect(shown.status == 0)
    #expect(shown.output.contains("commit  again"))
  }
}
