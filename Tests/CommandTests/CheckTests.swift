import Foundation
import TestSupport
import Testing

/// `--check`, end to end.
@Suite struct CheckTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  private static let change =
    #"{"description":"hello","changes":[{"write":"a/b.txt","content":"hi\n"},"#
    + #"{"replace":"backend/main.py","old":"FastAPI(","new":"FastAPI(debug=True, "},"#
    + #"{"delete":"backend/db/base.py"}]}"#

  init() throws {
    shop = try Shop(
      of: [
        "main.py", "db/base.py", "db/model.py", "db/session.py", "api/schemas/base_schema.py",
        "core/app_setup/routers_group/setting_routers.py",
        "core/app_setup/routers_group/general_routers.py",
      ].map { "backend/\($0)" })
  }

  /// What stands in the tree, byte for byte.
  private func tree() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root)
    where !path.hasPrefix(".git/") {
      found[path] = FileManager.default.contents(atPath: "\(root)/\(path)") ?? Data()
    }
    return found
  }

  private func checks(_ document: [String: Any]) throws -> [[String: Any]] {
    try #require(document["checks"] as? [[String: Any]])
  }

  // MARK: How it ends

  @Test func `checks run in the root on what landed, and what they say is shown`() throws {
    let applied = try run(
      "apply", "-", "--check", "cat a/b.txt; echo told >&2", "--check", "test -f backend/main.py",
      input: Self.change)
    #expect(
      applied.error
        == "Check: cat a/b.txt; echo told >&2\nhi\ntold\nCheck: test -f backend/main.py\n")
    #expect(applied.output.hasSuffix("Undo: backstitch undo\n"))
    #expect(shop.directory.read("a/b.txt") == "hi\n")
  }

  @Test func `a failing check is status 1, told with what it said, and leaves all as before`()
    throws
  {
    let before = try tree()
    let failed = try run(
      "apply", "-", "--check", "true", "--check", "echo why; exit 3", "--check", "touch never",
      input: Self.change, status: 1)
    #expect(failed.output.isEmpty)
    #expect(failed.error.contains("why\n"))
    #expect(failed.error.contains("'echo why; exit 3' failed: it ended with status 3"))
    #expect(failed.error.contains("the files are as they were"))
    #expect(try tree() == before)
    #expect(try shop.git("status", "--short").isEmpty)
    #expect(try run("log").output.isEmpty == false)
    #expect(try run("recover").output.contains("Nothing to recover"))
  }

  @Test func `with --keep-on-failed-check it is committed, status 1, with its number and the undo`()
    throws
  {
    let before = try tree()
    let kept = try run(
      "apply", "-", "--keep-on-failed-check", "--check", "exit 3", "--check", "echo too",
      input: Self.change, status: 1)
    #expect(kept.output.contains("Operation 1"))
    #expect(kept.error.contains("too\n"))
    #expect(kept.error.contains("operation 1 is committed all the same"))
    #expect(kept.error.contains("backstitch undo 1"))
    #expect(shop.directory.read("a/b.txt") == "hi\n")
    _ = try run("undo", "1")
    #expect(try tree() == before)
  }

  @Test func `JSON has each check that ran, with status and output, and nothing else is said`()
    throws
  {
    let applied = try run("apply", "-", "--json", "--check", "echo x", input: Self.change)
    #expect(applied.error.isEmpty)
    let good = try checks(try json(applied))
    #expect(good.count == 1 && good[0]["command"] as? String == "echo x")
    #expect(good[0]["status"] as? Int == 0 && good[0]["output"] as? String == "x\n")
    _ = try run("undo")
    let failed = try json(
      try run(
        "apply", "-", "--json", "--check", "echo y >&2; exit 7", "--check", "true",
        input: Self.change, status: 1))
    let bad = try checks(failed)
    #expect(bad.count == 1 && bad[0]["status"] as? Int == 7)
    #expect(bad[0]["output"] as? String == "y\n")
    let error = try #require(failed["error"] as? [String: Any])
    #expect(error["kind"] as? String == "failed" && failed["operation"] == nil)
    let kept = try json(
      try run(
        "apply", "-", "--json", "--keep-on-failed-check", "--check", "exit 7", "--check", "true",
        input: Self.change, status: 1))
    #expect(try checks(kept).map { $0["status"] as? Int } == [7, 0])
    #expect(kept["operation"] as? Int == 3 && kept["error"] != nil)
  }

  @Test func `a check that is empty or could not run is refused`() throws {
    #expect(try run("apply", "-", "--check", " ", input: "{}", status: 64).error.contains("check"))
    let staged = try run(
      "apply", "-", "--stage", "--check", "true", input: Self.change, status: 64)
    #expect(staged.error.contains("backstitch commit"))
    _ = try run("undo", "--check", "true", status: 64)
    _ = try run("redo", "--check", "true", status: 64)
  }

  @Test func `a staged transaction stays open when its check fails`() throws {
    _ = try run("apply", "-", "--stage", input: Self.change)
    let before = try tree()
    _ = try run("commit", "t1", "--check", "false", status: 1)
    #expect(try tree() == before)
    _ = try run("resume", "t1", "--check", "test -f a/b.txt")
    #expect(shop.directory.read("a/b.txt") == "hi\n")
  }

  // MARK: The project's own checks

  @Test func `the configuration's checks come first, and its failure keeps what was generated`()
    throws
  {
    try shop.directory.write(
      ".backstitch/config.yaml", "checks:\n- echo own; test ! -f fail\n")
    try shop.directory.write("fail", "")
    let before = try tree()
    let failed = try run(
      "generate", "entity", "brand", "name:str:64", "--check", "echo second", status: 1)
    #expect(
      failed.error.contains("Check: echo own") && !failed.error.contains("Check: echo second"))
    #expect(try tree() == before)
    try FileManager.default.removeItem(atPath: root + "/fail")
    let made = try run("generate", "entity", "brand", "name:str:64", "--check", "echo second")
    #expect(made.error.contains("own\nCheck: echo second\nsecond\n"))
    #expect(shop.directory.read("backend/api/routers/setting/brand_router.py") != nil)
    // Not of a change set, which has no project.
    #expect(try !run("apply", "-", input: Self.change).error.contains("Check:"))
  }

  @Test func `an orchestration stays open, and the commands it names go on`() throws {
    let plan = "steps:\n- id: one\n  agent: { command: [sh, -c, \"cat answer.json\"] }\n"
    try shop.directory.write(
      ".backstitch/plans/two.yaml",
      plan + "- id: two\n  needs: [one]\n  agent: { command: [sh, -c, \"cat answer2.json\"] }\n")
    let answer = #"{"changes":[{"write":"made.txt","content":"1"}]}"#
    try shop.directory.write("answer.json", answer)
    try shop.directory.write("answer2.json", answer.replacingOccurrences(of: "made", with: "more"))
    let before = try tree()
    let check = "test -f ../ready || test -f ready"
    let failed = try json(
      try run("generate", "two", "thing", "--json", "--check", check, status: 1))
    #expect(try tree() == before)
    let error = try #require(failed["error"] as? [String: Any])
    #expect(error["transaction"] as? String == "t1")
    let next = try #require(error["next"] as? [String])
    #expect(next.first == "backstitch resume t1 --check '\(check)'")
    try shop.directory.write("ready", "")
    _ = try RunningProgram(
      "/bin/sh", ["-c", next[0].replacingOccurrences(of: "backstitch", with: backstitchPath)],
      in: root
    ).finish()
    #expect(shop.directory.read("made.txt") == "1" && shop.directory.read("more.txt") == "1")
  }

  // MARK: Signals and kills

  /// Starts a commit whose check waits, and gives the check's process.
  private func waiting() throws -> (program: RunningProgram, check: Int32) {
    try shop.directory.write(".git/set.json", Self.change)
    let pid = root + "/.git/check-pid"
    let program = try RunningProgram(
      backstitchPath,
      ["apply", ".git/set.json", "--check", "echo $$ > .git/pid; mv .git/pid \(pid); sleep 60"],
      in: root)
    for _ in 0..<2000 where !FileManager.default.fileExists(atPath: pid) { usleep(10_000) }
    let text = try String(contentsOfFile: pid, encoding: .utf8)
    return (program, try #require(Int32(text.dropLast())))
  }

  @Test(arguments: [
    ("rm a/b.txt", "a/b.txt was removed meanwhile; it stays away"),
    ("echo >> a/b.txt", "a/b.txt was changed meanwhile; it stays as it is"),
  ])
  func `what a check does to a landed file is a warning`(check: String, warning: String) throws {
    let applied = try run("apply", "-", "--json", "--check", check, input: Self.change)
    #expect(try json(applied)["warnings"] as? [String] == [warning])
    #expect(applied.error == "backstitch: \(warning)\n")
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal stops the check and takes everything back, status 130`(number: Int32) throws {
    let before = try tree()
    let (program, check) = try waiting()
    #expect(shop.directory.read("a/b.txt") == "hi\n")
    program.kill(number)
    #expect(try program.finish().status == 130)
    #expect(kill(check, 0) == -1)
    #expect(try tree() == before)
    #expect(try run("recover").output.contains("Nothing to recover"))
  }

  @Test func `others are told which check holds the workspace, and readers are not kept`() throws {
    let (program, _) = try waiting()
    let busy = try run("undo", "--wait", "100ms", status: 4)
    #expect(busy.error.contains("running the check 'echo $$"))
    #expect(try run("status").output.contains("Operation 1 is landing now"))
    program.kill(SIGINT)
    _ = try program.finish()
  }

  @Test func `killed during a check, it can only go back, and the next command does`() throws {
    let before = try tree()
    let (program, check) = try waiting()
    program.kill(SIGKILL)
    _ = try program.finish()
    // It may run on; nobody waits for it.
    #expect(kill(check, 0) == 0)
    kill(check, SIGKILL)
    let refused = try run("recover", "--forward", status: 1)
    #expect(refused.error.contains("checks"))
    #expect(shop.directory.read("a/b.txt") == "hi\n")
    let next = try run("apply", "-", input: #"{"changes":[{"write":"c","content":""}]}"#)
    #expect(next.error.contains("was interrupted; it was taken back first"))
    _ = try run("undo")
    #expect(try tree() == before)
  }

  @Test func `what a failing check rewrote is named, and nothing of it or before it is lost`()
    throws
  {
    let main = try #require(shop.directory.read("backend/main.py"))
    let failed = try run(
      "apply", "-", "--check", "echo x > backend/main.py; exit 1", input: Self.change, status: 1)
    #expect(failed.error.contains("Everything was taken back but backend/main.py"))
    #expect(shop.directory.read("backend/main.py") == "x\n")
    #expect(shop.directory.read("backend/main.py.backstitch-conflict-1") == main)
    #expect(shop.directory.read("a/b.txt") == nil)
    #expect(shop.directory.read("backend/db/base.py") != nil)
  }
}
