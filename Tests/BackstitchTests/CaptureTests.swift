import Backstitch
import Foundation
import Patch
import Testing

/// What a command changed, recorded as one operation.
@Suite struct CaptureTests {
  /// Captures what a body does to the tree, as a command would.
  @discardableResult
  private func capture(
    in sandbox: Sandbox, including globs: [String] = [], status: Int = 0,
    _ body: () throws -> Void
  ) throws -> Capture.Recorded {
    let capture = try sandbox.workspace.beginCapture(of: ["sh", "-c", "it"], including: globs)
    try body()
    return try capture.finish(status: status)
  }

  private func commitAll(_ sandbox: Sandbox) throws {
    try Sandbox.git(["add", "-A"], in: sandbox.root)
    try Sandbox.git(["commit", "-q", "-m", "all"], in: sandbox.root)
  }

  private func shell(_ line: String, in sandbox: Sandbox) throws {
    let process = try Process.run(
      URL(fileURLWithPath: "/bin/sh"), arguments: ["-ec", "cd \(sandbox.root); \(line)"])
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(line)")
  }

  @Test(arguments: [true, false])
  func `every kind of change is recorded, and undo and redo give every byte`(git: Bool) throws {
    let sandbox = try Sandbox(git: git)
    for name in ["changed", "deleted/only", "moved", "run", "touched", "kind"] {
      try sandbox.write(name, "\(name)\n")
    }
    try shell("ln -s changed link; ln -s moved other; mkdir empty", in: sandbox)
    if git { try commitAll(sandbox) }
    try sandbox.write("untracked", "mine\n")
    try sandbox.write("changed", "changed, and mine\n")
    let before = try sandbox.snapshot()
    let recorded = try capture(in: sandbox) {
      try shell(
        """
        echo new > changed; rm -r deleted; mkdir -p a/b; mv moved a/b/moved; chmod +x run
        touch touched; rm kind; mkdir kind; echo in > kind/in; ln -sfn run link; rm other
        echo > untracked; rmdir empty; mkdir -p made/deep; printf 'x' > 'a/q"uote'
        """, in: sandbox)
    }
    let after = try sandbox.snapshot()
    let operation = try #require(recorded.operation)
    #expect(recorded.left.isEmpty)
    #expect(operation.kind == .capture && operation.captured?.words == ["sh", "-c", "it"])
    #expect(operation.captured?.status == 0)
    let kinds = operation.changes.map { "\($0.path) \($0.kind)" }
    #expect(
      Set(kinds).isSuperset(of: [
        "changed modify", "deleted removeDirectory", "deleted/only delete", "a/b/moved create",
        "moved delete", "run chmod", "link modify", "other delete", "empty removeDirectory",
        "made/deep makeDirectory", "kind/in create",
      ]))
    #expect(!operation.changes.map(\.path).contains("touched"))
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
    try sandbox.workspace.redo()
    #expect(try sandbox.snapshot() == after)
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
    #expect(try sandbox.workspace.diagnose().findings.isEmpty)
  }

  @Test func `nothing changed is no operation`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "a\n")
    #expect(try capture(in: sandbox) { try shell("touch a; cat a", in: sandbox) }.operation == nil)
    #expect(try sandbox.workspace.operations().isEmpty)
  }

  @Test func `what git has is not stored, and is stored once a command changed it`() throws {
    let sandbox = try Sandbox()
    for index in 0..<20 { try sandbox.write("file\(index)", "\(index)\n") }
    try commitAll(sandbox)
    try shell("touch -d '2020-01-01' file*; git update-index --refresh -q", in: sandbox)
    let capture = try sandbox.workspace.beginCapture(of: ["x"])
    #expect(try sandbox.workspace.diagnose().objects == 0)
    try sandbox.write("file3", "changed\n")
    // Git forgets the old content before the command ends.
    try #require(try capture.finish(status: 0).operation != nil)
    try shell(
      """
      git commit -qam two --amend; rm -f .git/ORIG_HEAD; git reflog expire --expire=now --all
      git gc -q --prune=now
      """, in: sandbox)
    try sandbox.workspace.undo()
    #expect(sandbox.read("file3") == "3\n")
  }

  @Test func `line endings that git converts come back as they were on disk`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".gitattributes", "*.txt text eol=crlf\n")
    try sandbox.write("a.txt", "1\r\n2\r\n")
    try commitAll(sandbox)
    #expect(try Sandbox.git(["status", "--porcelain"], in: sandbox.root).isEmpty)
    try capture(in: sandbox) { try sandbox.write("a.txt", "other\n") }
    try sandbox.workspace.undo()
    #expect(sandbox.read("a.txt") == "1\r\n2\r\n")
  }

  @Test func `a file that git has under another size is read, whatever its index says`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.txt", "1\r\n2\r\n")
    try Sandbox.git(["config", "core.autocrlf", "true"], in: sandbox.root)
    try commitAll(sandbox)
    try shell("touch -d 2020-01-01 a.txt; git update-index --refresh -q", in: sandbox)
    try Sandbox.git(["config", "--unset", "core.autocrlf"], in: sandbox.root)
    try capture(in: sandbox) { try sandbox.write("a.txt", "other\n") }
    try sandbox.workspace.undo()
    #expect(sandbox.read("a.txt") == "1\r\n2\r\n")
  }

  // MARK: What counts

  @Test func `ignored files are left alone unless the configuration names them`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".gitignore", "*.log\nout/\n.env\n")
    for name in ["a.log", "out/x", "out/deep/keep.db", ".env", "a"] {
      try sandbox.write(name, "1\n")
    }
    let change = {
      for name in ["a.log", "out/x", "out/deep/keep.db", ".env", "a", "out/new.db"] {
        try sandbox.write(name, "2\n")
      }
    }
    let plain = try capture(in: sandbox) { try change() }
    #expect(plain.operation?.changes.map(\.path) == ["a"])
    try sandbox.workspace.undo()
    for name in ["a.log", "out/x", "out/deep/keep.db", ".env"] { try sandbox.write(name, "1\n") }
    try shell("rm out/new.db", in: sandbox)
    let more = try capture(in: sandbox, including: [".env", "out/**/*.db"]) { try change() }
    #expect(
      more.operation?.changes.map(\.path) == [".env", "a", "out/deep/keep.db", "out/new.db"])
    try sandbox.workspace.undo()
    #expect(sandbox.read(".env") == "1\n" && sandbox.read("out/deep/keep.db") == "1\n")
    #expect(sandbox.read("out/new.db") == nil && sandbox.read("out/x") == "2\n")
  }

  @Test func `a file that a command has git ignore is no deleted file`() throws {
    let sandbox = try Sandbox()
    for name in ["a.log", "logs/b", "nested/c"] { try sandbox.write(name, "1\n") }
    let before = try sandbox.snapshot()
    let recorded = try capture(in: sandbox) {
      try shell(
        "printf '*.log\\nlogs/\\n' > .gitignore; echo 2 > logs/b; git init -q nested", in: sandbox)
    }
    #expect(recorded.operation?.changes.map(\.path) == [".gitignore", "logs/b"])
    try shell("rm -rf nested/.git", in: sandbox)
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
  }

  @Test func `a file that was ignored before is not taken for a new one`() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".gitignore", "secret\nsecrets/\n")
    try sandbox.write("secret", "mine\n")
    try sandbox.write("secrets/deep/one", "mine\n")
    let recorded = try capture(in: sandbox) { try shell("rm .gitignore", in: sandbox) }
    #expect(recorded.operation?.changes.map(\.path) == [".gitignore"])
    // It counts from the next command on, with what it holds.
    try capture(in: sandbox) {
      try shell("echo x > secret; echo x > secrets/deep/one", in: sandbox)
    }
    try sandbox.workspace.undo()
    #expect(sandbox.read("secret") == "mine\n" && sandbox.read("secrets/deep/one") == "mine\n")
  }

  @Test func `a tracked file in an ignored directory counts, also when it is tracked later`() throws
  {
    let sandbox = try Sandbox()
    try sandbox.write(".gitignore", "out/\n")
    try sandbox.write("out/a", "1\n")
    try sandbox.write("out/b", "1\n")
    try capture(in: sandbox) {}
    try Sandbox.git(["add", "-f", "out/a"], in: sandbox.root)
    try sandbox.write("out/a", "mine\n")
    let recorded = try capture(in: sandbox) {
      try shell("echo 2 > out/a; echo 2 > out/b", in: sandbox)
    }
    #expect(recorded.operation?.changes.map(\.path) == ["out/a"])
    try sandbox.workspace.undo()
    #expect(sandbox.read("out/a") == "mine\n")
  }

  @Test func `names that are not UTF-8 and large files are recorded`() throws {
    let sandbox = try Sandbox(git: false)
    try shell("head -c 20000000 /dev/urandom > large; cp large \"$(printf 'n\\377')\"", in: sandbox)
    let before = try sandbox.snapshot()
    try capture(in: sandbox) {
      try shell("echo x >> large; mv \"$(printf 'n\\377')\" \"$(printf 'm\\376')\"", in: sandbox)
    }
    try sandbox.workspace.undo()
    #expect(try sandbox.snapshot() == before)
  }

  // MARK: The cache

  @Test func `a change within one tick of the clock is seen`() throws {
    let sandbox = try Sandbox()
    for round in 0..<5 {
      try sandbox.write("a", "old \(round)\n")
      let recorded = try capture(in: sandbox) {
        let path = "\(sandbox.root)/a"
        var times = stat()
        stat(path, &times)
        let file = open(path, O_WRONLY)
        Glibc.write(file, "new", 3)
        close(file)
        var stamps = [times.st_atim, times.st_mtim]
        utimensat(AT_FDCWD, path, &stamps, 0)
      }
      #expect(recorded.operation?.changes.map(\.path) == ["a"])
    }
  }

  @Test func `a store whose garbage was collected takes down again what it needs`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "mine\n")
    try capture(in: sandbox) {}
    _ = try sandbox.workspace.collectGarbage(Retention())
    #expect(try sandbox.workspace.diagnose().objects == 0)
    let capture = try sandbox.workspace.beginCapture(of: ["x"])
    // While a command runs, what it may need is no garbage.
    _ = try sandbox.workspace.collectGarbage(Retention(seconds: 0, bytes: 1))
    try sandbox.write("a", "other\n")
    try #require(try capture.finish(status: 0).operation != nil)
    try sandbox.workspace.undo()
    #expect(sandbox.read("a") == "mine\n")
    #expect(try sandbox.workspace.diagnose().findings.isEmpty)
  }

  @Test func `a store that would grow beyond its budget refuses before the command runs`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", String(repeating: "x", count: 100_000))
    var workspace = sandbox.workspace
    workspace.context.storeBudget = 50_000
    #expect(throws: BackstitchError.self) { try workspace.beginCapture(of: ["x"]) }
    workspace.context.storeBudget = 500_000
    _ = try workspace.beginCapture(of: ["x"])
  }

  @Test func `a compaction keeps what runs`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "mine\n")
    let capture = try sandbox.workspace.beginCapture(of: ["x"])
    var busy = sandbox.workspace
    busy.thresholds.operations = 1
    busy.thresholds.packs = 1
    for index in 0..<3 {
      var transaction = try busy.begin("other")
      try transaction.step("s") { tree throws(Refusal) in
        try tree.stage(.write("b", "\(index)\n"))
      }
      try transaction.commit()
    }
    try sandbox.write("a", "other\n")
    #expect(try capture.finish(status: 0).operation?.changes.map(\.path) == ["a"])
    try sandbox.workspace.undo()
    #expect(sandbox.read("a") == "mine\n" && sandbox.read("b") == "2\n")
  }

  /// A file whose bytes the newest snapshot leaves to git.
  private func committed(_ text: String) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("first", "first\n")
    try commitAll(sandbox)
    try sandbox.write("work.txt", text)
    try commitAll(sandbox)
    // Behind the ticks in which git, and we, take no file for untouched.
    try shell("touch -d '10 seconds ago' work.txt; git update-index --refresh", in: sandbox)
    return sandbox
  }

  @Test func `bytes that git dropped since the newest snapshot are kept`() throws {
    let text = (1...5000).map { "\($0)\n" }.joined()
    let sandbox = try committed(text)
    try capture(in: sandbox) {}
    try shell(
      "git reset -q HEAD~1; git reflog expire --all --expire=now; git gc -q --prune=now",
      in: sandbox)
    let recorded = try capture(in: sandbox) { try sandbox.write("work.txt", "destroyed\n") }
    #expect(recorded.left.isEmpty)
    try sandbox.workspace.undo()
    #expect(sandbox.read("work.txt") == text)
  }

  @Test(.timeLimit(.minutes(1))) func `bytes whose object of git is cut off are kept`() throws {
    let text = (1...5000).map { "\($0)\n" }.joined()
    let sandbox = try committed(text)
    try shell(
      """
      o=.git/objects/$(git hash-object work.txt | sed 's#..#&/#')
      cp $o whole; chmod 644 $o; head -c 100 whole > $o; rm whole
      """, in: sandbox)
    let recorded = try capture(in: sandbox) { try sandbox.write("work.txt", "destroyed\n") }
    #expect(recorded.left.isEmpty)
    try sandbox.workspace.undo()
    #expect(sandbox.read("work.txt") == text)
  }
}
