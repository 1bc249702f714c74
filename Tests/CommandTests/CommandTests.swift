import Foundation
import TestSupport
import Testing

/// The program, end to end, in temporary repositories.
@Suite struct CommandTests: ProgramSuite {
  private let directory: TemporaryDirectory
  var root: String { directory.path }

  init() throws {
    directory = try TemporaryDirectory()
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", "-b", "main", directory.path]).finish()
  }

  private static let hello =
    #"{"description":"hello","changes":[{"write":"a/b.txt","content":"hi\n"}]}"#

  @Test func `apply, undo and redo say what they did and how to take it back`() throws {
    let applied = try run("apply", "-", input: Self.hello)
    #expect(applied.output.contains("A a/b.txt  +1"))
    #expect(applied.output.hasSuffix("Undo: backstitch undo\n"))
    #expect(directory.read("a/b.txt") == "hi\n")
    #expect(try run("undo").output.hasSuffix("Redo: backstitch redo\n"))
    #expect(directory.read("a/b.txt") == nil)
    #expect(try run("redo").output.hasSuffix("Undo: backstitch undo\n"))
    #expect(directory.read("a/b.txt") == "hi\n")
    let log = try run("log").output
    #expect(log.contains("3  redo") && log.contains("2  undo") && log.contains("1  commit"))
    #expect(try run("show", "1").output.contains("+hi"))
    #expect(try run("diff", "2").output.contains("-hi"))
    #expect(try run("why", "a/b.txt:1").output.contains("hello"))
  }

  @Test func `a result that cannot be written is no success; a reader that has read enough is`()
    throws
  {
    try run("apply", "-", input: Self.hello)
    for words in ["diff", "show 1 --json", "log", "status --json"] {
      let full = try shell("\(backstitchPath) \(words) > /dev/full")
      #expect(full.status == 1, "\(words)")
      #expect(full.error.contains("standard output was not written whole"), "\(words)")
    }
    let ended = try shell("(\(backstitchPath) diff; echo $? >&2) | true")
    #expect(ended.error == "0\n")
  }

  private func shell(_ command: String) throws -> RunningProgram.Result {
    try RunningProgram("/bin/sh", ["-c", command], in: root).finish()
  }

  @Test func `nothing to do is success, is said, and makes no operation`() throws {
    #expect(try run("undo").output.contains("nothing to undo"))
    #expect(try run("redo").output.contains("nothing to redo"))
    #expect(try run("recover").output.contains("Nothing to recover"))
    _ = try run("apply", "-", input: Self.hello)
    #expect(try run("apply", "-", input: Self.hello).output.contains("Nothing to change"))
    #expect(try run("log").output.split(separator: "\n").count == 1)
  }

  @Test func `a dry run writes nothing and has the digest of the real run`() throws {
    let dry = try json(try run("apply", "-", "--dry-run", "--json", input: Self.hello))
    #expect(directory.read("a/b.txt") == nil)
    #expect(!FileManager.default.fileExists(atPath: root + "/.git/backstitch"))
    let plan = try #require(dry["plan"] as? [String: Any])
    let digest = try #require(plan["digest"] as? String)
    _ = try run("apply", "-", "--expect-digest", "00", input: Self.hello, status: 2)
    let real = try json(
      try run("apply", "-", "--json", "--expect-digest", digest, input: Self.hello))
    #expect((real["plan"] as? [String: Any])?["digest"] as? String == digest)
    #expect(real["operation"] as? Int == 1)
  }

  @Test(arguments: [
    "lock", "journal.jsonl", "objects/pack",
  ])
  func `a store that lacks something is status 5 and says what to do`(part: String) throws {
    _ = try run("apply", "-", input: Self.hello)
    try FileManager.default.removeItem(atPath: "\(root)/.git/backstitch/\(part)")
    let refused = try run("undo", status: 5)
    #expect(refused.error.contains("is missing") && refused.error.contains("backup"))
    #expect(directory.read("a/b.txt") == "hi\n")
  }

  @Test func `a torn end of the journal is said by the writer that drops it`() throws {
    _ = try run("apply", "-", input: Self.hello)
    let journal = directory.url(".git/backstitch/journal.jsonl")
    let end = try #require(try Data(contentsOf: journal).range(of: Data("\n\n".utf8)))
    let file = try FileHandle(forUpdating: journal)
    try file.seek(toOffset: UInt64(end.lowerBound + 1))
    try file.write(contentsOf: Data("{\"n\":".utf8))
    try file.close()
    #expect(try run("undo").error.contains("torn record (5 bytes)"))
    #expect(try run("redo").error.isEmpty)
  }

  @Test func `what cannot be entered or read is named with the reason`() throws {
    try directory.write("f", "")
    #expect(try run("-C", "f", "log", status: 1).error.contains("'f' cannot be entered"))
    #expect(try run("apply", ".", status: 1).error.contains("is a directory"))
  }

  @Test func `a conflict is status 2, names the line and writes nothing`() throws {
    try directory.write("f", "one\ntwo\nthree\n")
    _ = try run(
      "apply", "-", input: #"{"changes":[{"replace":"f","old":"two","new":"2"}]}"#)
    try directory.write("f", "one\nmine\nthree\n")
    let refused = try run("undo", status: 2)
    #expect(refused.error.contains("f:2"))
    #expect(directory.read("f") == "one\nmine\nthree\n")
    let document = try json(try run("undo", "--json", status: 2))
    let error = try #require(document["error"] as? [String: Any])
    #expect(error["kind"] as? String == "conflict")
    #expect((error["findings"] as? [[String: Any]])?.first?["line"] as? Int == 2)
    _ = try run("undo", "--on-conflict", "markers")
    #expect(directory.read("f")?.contains("|||||||") == true)
    _ = try run("undo", "2")
    #expect(directory.read("f") == "one\nmine\nthree\n")
  }

  @Test(arguments: [
    ("", "empty"), ("{", "not JSON"), ("[]", "JSON object"), (#"{"changes":[]}"#, "no changes"),
    (#"{"changes":[{"write":"../x","content":""}]}"#, ".."),
    (#"{"changes":[{"write":"/etc/x","content":""}]}"#, "absolute"),
    (#"{"changes":[{"write":".git/config","content":""}]}"#, ".git"),
    (#"{"changes":[{"write":"x","content":"","colour":1}]}"#, "unknown key 'colour'"),
    (#"{"changes":[{"write":"x"}]}"#, "'content'"),
    (#"{"changes":[{"delete":"x"}]}"#, "nothing to delete"),
    (#"{"changes":[{"chmod":"x","mode":"0777"}]}"#, "mode"),
    (#"{"changes":[{"edit":"x.py","register-router":{"module":"m"}}]}"#, "'symbol' is missing"),
  ])
  func `bad change sets are refused in words`(input: String, words: String) throws {
    let refused = try run("apply", "-", input: input, status: 1)
    #expect(refused.error.contains(words), "\(refused.error)")
    #expect(!FileManager.default.fileExists(atPath: root + "/x"))
  }

  @Test func `all findings come at once`() throws {
    let set = #"{"changes":[{"delete":"x"},{"write":"../y","content":""},{"what":1}]}"#
    #expect(try run("apply", "-", input: set, status: 1).error.contains("change 2"))
    let broken = #"{"changes":[{"delete":"x"},{"delete":"y"},{"chmod":"z","mode":"100755"}]}"#
    let error = try run("apply", "-", input: broken, status: 1).error
    for path in ["x:", "y:", "z:"] { #expect(error.contains(path)) }
  }

  @Test func `a staged transaction is looked at, committed by step and rolled back`() throws {
    let staged = try run("apply", "-", "--stage", input: Self.hello)
    #expect(staged.output.contains("backstitch commit t1"))
    #expect(directory.read("a/b.txt") == nil)
    #expect(try run("status").output.contains("t1"))
    #expect(try run("diff", "t1").output.contains("+hi"))
    _ = try run(
      "apply", "-", "--stage", input: Self.hello.replacingOccurrences(of: "a/b", with: "c"))
    #expect(try run("commit", status: 3).error.contains("t1"))
    _ = try run("commit", "t1")
    #expect(directory.read("a/b.txt") == "hi\n")
    _ = try run("rollback", "t2")
    _ = try run("commit", "t9", status: 1)
    #expect(try run("status", "--json").output.contains(#""transactions":[]"#))
  }

  @Test func `the lock's holder is named after the wait, status 4`() throws {
    _ = try run("apply", "-", input: Self.hello)
    let lock = open(root + "/.git/backstitch/lock", O_RDWR | O_CLOEXEC)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    let busy = try run("undo", "--wait", "100ms", status: 4)
    #expect(busy.error.contains("another process holds the workspace (process "))
  }

  @Test func `a damaged and a newer journal are status 5 and nothing is touched`() throws {
    _ = try run("apply", "-", input: Self.hello)
    _ = try run("undo")
    let path = root + "/.git/backstitch/journal.jsonl"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    let damaged = whole.replacingOccurrences(of: "hello", with: "hullo")
    try damaged.write(toFile: path, atomically: false, encoding: .utf8)
    #expect(try run("redo", status: 5).error.contains("damaged"))
    #expect(try run("redo", status: 5).error.contains("The store is \(root)/.git/backstitch"))
    #expect(try run("log", status: 5).error.contains("damaged"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == damaged)
    try "nonsense\n".write(toFile: path, atomically: false, encoding: .utf8)
    _ = try run("redo", status: 5)
    // As the next version would write it: its sum is right.
    let zeros = String(repeating: "0", count: 32)
    let sum = "e75b94eddd0f1b224cca8aa56b3c7dbe"
    let chain = #"{"n":1,"durable":0,"prev":"\#(zeros)","sum":"\#(sum)","#
    let newer = chain + #""format":{"version":2}}"# + "\n"
    try newer.write(toFile: path, atomically: false, encoding: .utf8)
    for command in ["redo", "log"] {
      #expect(try run(command, status: 5).error.contains("has format 2, this program knows 1"))
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == newer)
  }

  @Test func `usage errors are status 64`() throws {
    _ = try run("apply", status: 64)
    _ = try run("nonsense", status: 64)
    let document = try json(try run("apply", "--json", status: 64))
    #expect((document["error"] as? [String: Any])?["kind"] as? String == "usage")
  }

  @Test func `a unified diff applies, and what it says is undone`() throws {
    try directory.write("f", "one\ntwo\n")
    let diff = "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"
    _ = try run("apply", "-", input: diff)
    #expect(directory.read("f") == "one\n2\n")
    let again = try run("apply", "-", input: diff, status: 2)
    #expect(again.error.contains("does not apply"))
    _ = try run("undo")
    #expect(directory.read("f") == "one\ntwo\n")
  }

  @Test func `names that are not UTF-8 go through JSON and back`() throws {
    let set =
      #"{"changes":[{"write":{"base64":"Zv9n"},"content":"x"},{"write":"li\nne","content":"y"}]}"#
    let applied = try run("apply", "-", "--json", input: set)
    #expect(applied.output.contains(#"{"base64":"Zv9n"}"#))
    #expect(try run("log", "--json").output.contains(#"li\nne"#))
    _ = try run("undo")
    #expect(try FileManager.default.contentsOfDirectory(atPath: root) == [".git"])
  }

  @Test func `outside a FastAPI project generating is blocked, status 3, with options`() throws {
    let blocked = try run("generate", "entity", "product", "name:str:64", status: 3)
    #expect(blocked.error.contains("## Orchestration Blocked"))
    #expect(blocked.error.contains("**Missing: FastAPI project**"))
  }

  @Test func `a signal takes the landing back, status 130`() throws {
    let changes = (0..<3000).map { #"{"write":"many/f\#($0)","content":"x"}"# }
    let set = #"{"changes":[\#(changes.joined(separator: ","))]}"#
    try directory.write("set.json", set)
    let program = try RunningProgram(backstitchPath, ["apply", "set.json"], in: root)
    // As soon as the first file landed.
    for _ in 0..<20_000 where !FileManager.default.fileExists(atPath: root + "/many") {
      usleep(500)
    }
    program.kill(SIGINT)
    let result = try program.finish()
    let count = (try? FileManager.default.contentsOfDirectory(atPath: root + "/many"))?.count ?? 0
    #expect(result.status == 130 && count == 0 || result.status == 0 && count == 3000)
  }
}
