import Foundation
import TestSupport
import Testing

/// `--no-switch`, `--worktree` and `--from`.
@Suite struct GitPlaceTests {
  private func branches(_ sample: GitSample) throws -> [String] {
    try sample.git("for-each-ref", "--format=%(refname:short)", "refs/heads")
      .split(separator: "\n").map(String.init)
  }

  @Test func `a branch is built without touching the working tree`() throws {
    let sample = try GitSample()
    try sample.git("tag", "old")
    try sample.git("rm", "-q", "b.txt")
    try sample.git("commit", "-q", "-m", "later")
    try sample.write("a.txt", "somebody is in the middle of it\n")
    try sample.git("add", "a.txt")
    // The tree is nobody's while a rebase stops in it.
    try sample.write(".git/rebase-merge/done", "")
    let (before, head) = (try sample.state(), try sample.git("rev-parse", "HEAD"))
    let result = try sample.apply("--branch", "side", "--no-switch", "--from", "old")
    #expect(result.output.contains("Undo: git branch -D side"))
    var after = try sample.state()
    #expect(after["references"] != before["references"])
    after["references"] = before["references"]
    #expect(after == before)
    #expect(try sample.git("rev-parse", "HEAD") == head)
    #expect(
      try sample.git("diff", "--name-status", "old", "side")
        == "M\ta.txt\nD\tb.txt\nA\tdir/new.txt\n")
    #expect(try sample.git("log", "-1", "--format=%B", "side") == "change things\n\n")
    #expect(try sample.git("worktree", "list").split(separator: "\n").count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: "\(sample.root)/.git/backstitch-trees") == [])
  }

  @Test func `a run that fails or changes nothing leaves no branch and no tree`() throws {
    let sample = try GitSample()
    try sample.refuses(
      "--branch", "side", "--no-switch", naming: "c.txt",
      input: #"{"changes":[{"delete":"c.txt"}]}"#)
    try sample.refuses("--branch", "side", "--no-switch", "--from", "nowhere", naming: "nowhere")
    let before = try sample.state()
    try sample.apply("--branch", "side", "--no-switch", "--dry-run")
    #expect(try sample.state() == before)
    try sample.apply(
      "--branch", "side", "--no-switch", input: #"{"changes":[{"write":"b.txt","content":"b\n"}]}"#)
    #expect(try sample.state() == before)
    let place = try TemporaryDirectory()
    let result = try sample.apply(
      "--branch", "side", "--worktree", "\(place.path)/tree",
      input: #"{"changes":[{"write":"b.txt","content":"b\n"}]}"#)
    #expect(!result.output.contains("Working tree:"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == [])
    #expect(try sample.state() == before)
    try sample.git("branch", "side", "HEAD")
    try sample.apply("--branch", "side", "--no-switch", "--dry-run")
    #expect(try branches(sample) == ["main", "side"])
  }

  @Test func `a linked working tree is made with the branch, and has its own log`() throws {
    let (sample, place) = (try GitSample(), try TemporaryDirectory())
    let tree = "\(place.path)/tree"
    let result = try sample.apply("--branch", "side", "--worktree", tree)
    #expect(result.output.contains("Working tree: \(tree)"))
    #expect(place.read("tree/dir/new.txt") == "new\n")
    #expect(try sample.short() == [])
    let status = try RunningProgram(
      "/usr/bin/git", ["status", "--short", "--branch"], in: tree
    ).finish()
    #expect(status.output == "## side\n")
    let undone = try backstitch(["undo", "--git-commit"], in: tree)
    #expect(undone.status == 0)
    #expect(try sample.git("rev-parse", "side") == (try sample.git("rev-parse", "main")))
  }

  @Test func `a directory that is taken is nobody's to remove`() throws {
    let (sample, place) = (try GitSample(), try TemporaryDirectory())
    try sample.git("worktree", "add", "-q", "--detach", "\(place.path)/tree")
    try sample.refuses(
      "--branch", "side", "--worktree", "\(place.path)/tree", naming: "stands at")
    #expect(place.read("tree/b.txt") == "b\n")
    #expect(try branches(sample) == ["main"])
  }

  @Test func `files named on the command line are those of the directory one is in`() throws {
    let sample = try GitSample()
    try sample.write("change.json", GitSample.change)
    try sample.run("apply", "change.json", "--branch", "side", "--no-switch")
    #expect(try branches(sample) == ["main", "side"])
  }

  @Test func `options that make no sense together are usage`() throws {
    let sample = try GitSample()
    for options in [
      ["--no-switch"], ["--from", "HEAD", "--branch", "x"],
      ["--no-switch", "--worktree", "x", "--branch", "x"], ["-m", "words"], ["--per-step"],
      ["--git-commit", "--stage"],
    ] {
      try sample.run(words: ["apply", "-"] + options, input: GitSample.change, status: 64)
    }
    #expect(try sample.short() == [])
  }

  /// A tree as a killed command leaves it.
  private func begin(_ name: String, _ sample: GitSample, at tree: String) throws {
    try sample.git("worktree", "add", "-q", "-b", name, tree)
    let start = try sample.git("rev-parse", "HEAD")
    try sample.write(
      ".git/backstitch-trees/\(name).marker", "\(name)\n\(start)true\nfalse\n\(tree)")
  }

  @Test func `what a killed command left is settled, and somebody's work in it stays`() throws {
    let (sample, place) = (try GitSample(), try TemporaryDirectory())
    for name in ["clean", "used"] { try begin(name, sample, at: "\(place.path)/\(name)") }
    try place.write("used/mine.md", "mine\n")
    #expect(try sample.run("status").output.contains("\(place.path)/clean was begun"))
    let recovered = try sample.run("recover")
    #expect(
      recovered.error.contains("\(place.path)/clean that a killed command had begun is removed"))
    #expect(recovered.error.contains("\(place.path)/used is kept"))
    #expect(place.read("clean/b.txt") == nil)
    #expect(place.read("used/mine.md") == "mine\n")
    #expect(try branches(sample) == ["main", "used"])
    // Told once.
    #expect(try !sample.run("recover").error.contains("used"))
    #expect(try !sample.run("status").output.contains("was begun"))
  }

  @Test func `files that git passes over keep a tree that is settled`() throws {
    let (sample, place) = (try GitSample(), try TemporaryDirectory())
    try sample.write(".gitignore", ".env\nnode_modules/\n")
    try sample.git("add", "-A")
    try sample.git("commit", "-q", "-m", "rules")
    let trees = ["ignored", "nested", "assumed", "mode", "staged"]
    for name in trees { try begin(name, sample, at: "\(place.path)/\(name)") }
    func git(_ arguments: String..., in tree: String) throws {
      #expect(
        try RunningProgram("/usr/bin/git", arguments, in: "\(place.path)/\(tree)").finish().status
          == 0)
    }
    try place.write("ignored/.env", "SECRET=by-hand\n")
    try place.write("nested/node_modules/x/mine.txt", "mine\n")
    try git("init", "-q", "node_modules/x", in: "nested")
    try place.write("assumed/b.txt", "edited\n")
    try git("update-index", "--assume-unchanged", "b.txt", in: "assumed")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(place.path)/mode/b.txt")
    try place.write("staged/b.txt", "staged\n")
    try git("add", "b.txt", in: "staged")
    try place.write("staged/b.txt", "b\n")
    let told = try sample.run("recover").error
    for (tree, path) in zip(trees, [".env", "node_modules", "b.txt", "b.txt", "b.txt"]) {
      #expect(told.contains("\(place.path)/\(tree) is kept"), "\(told)")
      #expect(told.contains("\n  \(path)\n"), "\(told)")
      #expect(place.read("\(tree)/mine.txt") == "mine\n")
    }
    #expect(place.read("ignored/.env") == "SECRET=by-hand\n")
    #expect(place.read("nested/node_modules/x/mine.txt") == "mine\n")
    #expect(place.read("assumed/b.txt") == "edited\n")
  }

  @Test func `a tree with line ends and links of its own goes when nobody changed it`() throws {
    let (sample, place) = (try GitSample(), try TemporaryDirectory())
    try sample.write(".gitattributes", "*.txt text eol=crlf\n")
    try sample.run(words: ["exec", "--", "ln", "-s", "a.txt", "link"])
    try sample.git("add", "-A")
    try sample.git("commit", "-q", "-m", "links")
    try begin("side", sample, at: "\(place.path)/side")
    // Not the file that git wrote any more, and the same bytes.
    try place.write("side/a.txt", try #require(place.read("side/a.txt")))
    try sample.run("recover")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == [])
    #expect(try branches(sample) == ["main"])
  }

  @Test func `the command that was killed can be given again`() throws {
    let (sample, place) = (try GitSample(), try TemporaryDirectory())
    try begin("side", sample, at: "\(place.path)/side")
    try sample.apply("--branch", "side", "--worktree", "\(place.path)/side")
    #expect(place.read("side/dir/new.txt") == "new\n")
  }

  @Test func `a check's failure is told before what stays of the tree`() throws {
    let (sample, place) = (try GitSample(), try TemporaryDirectory())
    let error = try sample.run(
      words: [
        "apply", "-", "--branch", "side", "--worktree", "\(place.path)/side", "--check",
        "echo mine > extra.txt; false",
      ], input: GitSample.change, status: 1
    ).error
    let failure = try #require(error.range(of: "the check 'echo"))
    let kept = try #require(error.range(of: "is kept: in it is what was neither"))
    #expect(failure.lowerBound < kept.lowerBound)
    #expect(error.contains("extra.txt") && !error.contains("--force"))
    #expect(place.read("side/extra.txt") == "mine\n")
  }

  @Test(arguments: [true, false])
  func `what a check leaves in a hidden tree goes with it`(holds: Bool) throws {
    let sample = try GitSample()
    let result = try sample.run(
      words: [
        "apply", "-", "--branch", "side", "--no-switch", "--check",
        "echo mine > extra.txt; \(holds)",
      ], input: GitSample.change, status: holds ? 0 : 1)
    #expect(!result.error.contains("is kept"))
    #expect(try sample.git("worktree", "list").split(separator: "\n").count == 1)
    let trees = sample.root + "/.git/backstitch-trees"
    #expect((try? FileManager.default.contentsOfDirectory(atPath: trees))?.isEmpty ?? true)
    if holds { try sample.git("switch", "-q", "side") }
  }
}
