import Foundation
import TestSupport
import Testing

/// `exec`: commands that people run, told and taken back.
@Suite struct ExecTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  private static let files = ["backend/main.py", "backend/db/base.py", "backend/db/model.py"]

  init() throws { shop = try Shop(of: Self.files) }

  private func tree() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root)
    where !path.hasPrefix(".git/") {
      found[path] = FileManager.default.contents(atPath: "\(root)/\(path)") ?? Data()
    }
    return found
  }

  private func exec(
    _ line: String, _ options: String..., input: String? = nil, status: Int32 = 0,
    at location: SourceLocation = #_sourceLocation
  ) throws -> RunningProgram.Result {
    try run(
      words: ["exec"] + options + ["--", "sh", "-c", line], input: input, status: status,
      at: location)
  }

  // MARK: Stories

  @Test func `a formatter is taken back, around what somebody wrote since`() throws {
    try shop.directory.write("untracked.py", "y = 1\n")
    let before = try tree()
    let result = try exec("for f in $(find . -name '*.py'); do sed -i 's/ = /  =  /' $f; done")
    #expect(result.output.isEmpty)
    #expect(result.error.contains("  M backend/db/model.py"))
    #expect(result.error.contains("Undo: backstitch undo 1"))
    #expect(shop.directory.read("untracked.py") == "y  =  1\n")
    let edited = "# mine\n" + (try #require(shop.directory.read("backend/main.py")))
    try shop.directory.write("backend/main.py", edited)
    try run("undo")
    var expected = before
    expected["backend/main.py"]?.insert(contentsOf: Data("# mine\n".utf8), at: 0)
    #expect(try tree() == expected)
  }

  @Test func `a codemod that renames and deletes comes back whole`() throws {
    try shop.directory.write("notes/mine.txt", "untracked, nowhere else\n")
    let before = try tree()
    let line =
      "git mv backend/db backend/database && sed -i 's/app/application/' backend/main.py && rm -r notes"
    let told = try exec(line).error
    #expect(told.contains("  R backend/db/base.py -> backend/database/base.py\n"))
    #expect(told.contains("  D notes/mine.txt\n") && told.contains("  M backend/main.py\n"))
    #expect(shop.directory.read("backend/database/base.py") != nil)
    try run("undo")
    #expect(try tree() == before)
    try run("redo")
    #expect(shop.directory.read("notes/mine.txt") == nil)
  }

  @Test func `an agent's shell that commits to git is told that HEAD moved, and files come back`()
    throws
  {
    let result = try exec(
      "echo x >> backend/main.py && git commit -qam agent && git branch -q other")
    #expect(result.error.contains("HEAD moved from "))
    try run("undo")
    #expect(try shop.git("log", "--format=%s").hasPrefix("agent"))
    #expect(try shop.git("status", "--porcelain") == " M backend/main.py\n")
    #expect(try shop.git("diff", "HEAD~1", "--stat").isEmpty)
  }

  @Test func `a command that fails has its status passed on, and is taken back when that is asked`()
    throws
  {
    let before = try tree()
    let failed = try exec("echo half > half; exit 7", status: 7)
    #expect(failed.error.contains("Operation 1"))
    #expect(shop.directory.read("half") == "half\n")
    try run("undo")
    let undone = try exec("echo half > half; exit 7", "--undo-on-failure", status: 7)
    #expect(undone.error.contains("Operation 4: undo 3"))
    #expect(try tree() == before)
    let kinds = try run("log").output.split(separator: "\n").map { $0.split(separator: " ")[1] }
    #expect(kinds == ["undo", "capture", "undo", "capture"])
    // One that succeeds stays.
    _ = try exec("echo all > all", "--undo-on-failure")
    #expect(shop.directory.read("all") == "all\n")
  }

  @Test(arguments: [("exit 3", 3), ("kill -TERM $$", 143), ("kill -KILL $$", 137)])
  func `the status is the command's`(line: String, status: Int32) throws {
    _ = try exec(line, status: status)
  }

  @Test func `what cannot be run is 127 or 126, and our own failures are 125`() throws {
    #expect(try run("exec", "--", "no-such-program", status: 127).error.contains("no-such-program"))
    #expect(try run("exec", "--", "./backend", status: 126).error.contains("./backend"))
    try shop.directory.write(".backstitch/config.yaml", "exec:\n  nonsense: 1\n")
    let refused = try exec("touch ran", status: 125)
    #expect(refused.error.contains("exec.nonsense"))
    #expect(shop.directory.read("ran") == nil)
    try run("exec", status: 64)
  }

  @Test func `input, output and variables are the command's own`() throws {
    let result = try exec("cat; echo told >&2; pwd", input: "typed\n")
    #expect(result.output == "typed\n\(URL(filePath: root).resolvingSymlinksInPath().path())\n")
    #expect(result.error == "told\n")
    let below = try run("-C", "backend", "exec", "--", "sh", "-c", "basename $(pwd); touch here")
    #expect(below.output == "backend\n")
    #expect(below.error.contains("A backend/here"))
  }

  @Test func `with JSON the document alone is on standard output`() throws {
    let document = try json(
      run("exec", "--json", "--", "sh", "-c", "echo said; echo x > x; exit 5", status: 5))
    #expect(document["status"] as? Int == 5 && document["operation"] as? Int == 1)
    let changes = try #require(document["changes"] as? [[String: Any]])
    #expect(changes.map { $0["path"] as? String } == ["x"])
  }

  @Test func `ignored files that the configuration names are recorded`() throws {
    try shop.directory.write(".gitignore", ".env\n*.db\n")
    try shop.directory.write(".env", "SECRET=mine\n")
    try shop.directory.write(".backstitch/config.yaml", "exec:\n  include:\n  - .env\n")
    _ = try exec("echo gone > .env; echo db > x.db")
    try run("undo")
    #expect(shop.directory.read(".env") == "SECRET=mine\n" && shop.directory.read("x.db") == "db\n")
  }

  // MARK: Others

  @Test func `backstitch inside a command has operations of its own`() throws {
    let change = #"{"description":"inner","changes":[{"write":"inner.txt","content":"i\n"}]}"#
    let line =
      "echo 1 > outer1; printf %s '\(change)' | \(backstitchPath) apply -; "
      + "\(backstitchPath) exec -- sh -c 'echo n > nested'; echo 2 > outer2"
    _ = try exec(line)
    let document = try json(run("log", "--json"))
    let operations = try #require(document["operations"] as? [[String: Any]])
    let told = operations.map { operation in
      let changes = operation["changes"] as? [[String: Any]] ?? []
      return "\(operation["kind"] ?? "") \(changes.compactMap { $0["path"] as? String })"
    }
    #expect(
      told == [
        #"capture ["outer1", "outer2"]"#, #"capture ["nested"]"#, #"commit ["inner.txt"]"#,
      ])
    try run("undo")
    #expect(shop.directory.read("outer1") == nil && shop.directory.read("nested") == "n\n")
  }

  @Test func `a killed exec is an operation marked interrupted by the next command that writes`()
    throws
  {
    try shop.directory.write("mine.txt", "mine\n")
    let running = try RunningProgram(
      backstitchPath, ["exec", "--", "sh", "-c", "echo half > mine.txt; touch ready; sleep 3"],
      in: root)
    try waitFor("ready")
    // Somebody else reads meanwhile, and is told of nothing.
    #expect(try run("log").output == "No operations yet.\n")
    running.kill(SIGKILL)
    _ = try running.finish()
    // Who only reads is told, and changes nothing.
    let journal = shop.directory.read(".git/backstitch/journal.jsonl")
    #expect(try run("log").error.contains("'backstitch exec' ended before it recorded what sh -c "))
    #expect(try run("status").output.contains("'backstitch recover' now."))
    let killed = try json(run("status", "--json"))["killedCommands"] as? [String]
    #expect(killed?.count == 1 && killed?.first?.hasPrefix("sh -c ") == true)
    #expect(shop.directory.read(".git/backstitch/journal.jsonl") == journal)
    let undone = try run("undo")
    #expect(undone.error.contains("'backstitch exec' ended before it recorded what sh -c "))
    #expect(shop.directory.read("mine.txt") == "mine\n" && shop.directory.read("ready") == nil)
    let log = try run("log").output
    #expect(log.contains("exec (interrupted)"))
    #expect(try !run("status").output.contains("killed"))
  }

  @Test
  func `an exec whose disk refuses does not say that nothing was changed, or that it was killed`()
    throws
  {
    _ = try exec("true")
    // No file may grow beyond a limit that the pack of all those files exceeds.
    let command = "for i in 1 2 3 4 5 6 7 8 9; do head -c 90000 /dev/urandom > f$i; done"
    let refused = try RunningProgram(
      "/bin/bash",
      [
        "-c", "trap '' XFSZ; ulimit -f 200; exec \"$@\"", "-", backstitchPath, "exec", "--", "sh",
        "-c", command,
      ], in: root
    ).finish()
    #expect(refused.status == 125 && refused.error.contains("File too large"))
    #expect(refused.error.contains("what it changed is not recorded"), "\(refused.error)")
    #expect(!refused.error.contains("Nothing was changed"), "\(refused.error)")
    let told = try run("status").output
    #expect(
      told.contains("'backstitch exec' ended before it recorded what sh -c ")
        && !told.contains("was killed"))
    #expect(try run("recover").error.contains("is operation 1"))
  }

  @Test func `recover records what a killed exec changed`() throws {
    let running = try RunningProgram(
      backstitchPath, ["exec", "--", "sh", "-c", "touch ready; sleep 3"], in: root)
    try waitFor("ready")
    running.kill(SIGKILL)
    _ = try running.finish()
    let recovered = try run("recover")
    #expect(
      recovered.output
        == "No operation was interrupted; what commands changed whose 'backstitch exec' ended early is"
        + " recorded.\n")
    #expect(recovered.error.contains("is operation 1"))
    #expect(try run("recover").output == "Nothing to recover: no operation was interrupted.\n")
  }

  @Test func `a signal to exec reaches the command, and what it did is recorded`() throws {
    let running = try RunningProgram(
      backstitchPath,
      [
        "exec", "--", "sh", "-c",
        "trap 'echo got > got; exit 9' TERM; touch ready; while :; do sleep 0.05; done",
      ],
      in: root)
    try waitFor("ready")
    running.kill(SIGTERM)
    #expect(try running.finish().status == 9)
    #expect(try run("show", "1", "--stat").output.contains("got"))
  }

  @Test func `an interrupt on the terminal ends the command alone, and what it did is recorded`()
    throws
  {
    let session = try TerminalSession(
      backstitchPath,
      ["exec", "--", "sh", "-c", "echo half > half; echo waits; while :; do sleep 0.05; done"],
      in: root)
    try session.wait(for: "waits")
    session.type("\u{3}")
    #expect(try session.finish(seconds: 300) == 130)
    #expect(session.shown.contains("Operation 1"))
    #expect(shop.directory.read("half") == "half\n")
  }

  private func waitFor(_ name: String) throws {
    for _ in 0..<600 where shop.directory.read(name) == nil { usleep(50_000) }
    try #require(shop.directory.read(name) != nil)
  }
}
