import Foundation
import TestSupport
import Testing

/// `--git-commit` in every state a repository can be in.
@Suite struct GitStateTests {
  // MARK: Branches

  @Test func `a detached HEAD moves alone`() throws {
    let sample = try GitSample()
    try sample.git("checkout", "-q", "--detach")
    let result = try sample.apply("--git-commit")
    #expect(result.output.contains("a detached HEAD"))
    #expect(try sample.committed() == GitCommitTests.all)
    #expect(try sample.git("rev-list", "--count", "main") == "1\n")
    try sample.run("undo", "--git-commit")
    #expect(try sample.git("rev-list", "--count", "HEAD") == "1\n")
    #expect(try sample.short() == [])
  }

  @Test func `the first commit of a branch holds the touched paths alone`() throws {
    let sample = try GitSample(isCommitted: false)
    try sample.git("add", "staged.txt")
    let change = #"{"changes":[{"write":"c.txt","content":"c\n"}]}"#
    try sample.apply("--git-commit", input: change)
    #expect(try sample.git("ls-tree", "-r", "--name-only", "HEAD") == "c.txt\n")
    #expect(
      try sample.short() == ["A  staged.txt", "?? a.txt", "?? b.txt", "?? mine.txt"])
    #expect(try sample.git("reflog", "--format=%gs").hasPrefix("commit (initial): "))
  }

  @Test func `a new branch begins at HEAD and is switched to, the work in the tree stays`() throws {
    let sample = try GitSample()
    try sample.write("mine.txt", "edited\n")
    let main = try sample.git("rev-parse", "main")
    let result = try sample.apply("--branch", "feature/product")
    #expect(result.output.contains("Switched to branch 'feature/product'"))
    #expect(try sample.git("symbolic-ref", "HEAD") == "refs/heads/feature/product\n")
    #expect(try sample.git("rev-parse", "main", "HEAD^") == main + main)
    #expect(try sample.short() == [" M mine.txt"])
    #expect(
      try sample.git("reflog", "--format=%gs")
        .hasPrefix("commit: change things\ncheckout: moving from main to feature/product\n"))
    #expect(
      try sample.git("reflog", "--format=%gs", "feature/product")
        == "commit: change things\nbranch: Created from HEAD\n")
    // Switching back is git's business, and works.
    try sample.git("switch", "-q", "-")
    #expect(sample.directory.read("b.txt") == "b\n")
  }

  @Test func `a branch that exists is used where HEAD is, and refused elsewhere`() throws {
    let sample = try GitSample()
    try sample.git("branch", "same")
    try sample.apply("--branch", "same")
    #expect(try sample.git("symbolic-ref", "HEAD") == "refs/heads/same\n")
    try sample.git("switch", "-q", "main")
    let change = #"{"changes":[{"write":"c.txt","content":"c\n"}]}"#
    try sample.refuses(
      "--branch", "same", naming: "'same' exists", "git switch same", input: change)
    try sample.refuses("--branch", "same/more", naming: "beside 'same'", input: change)
    try sample.refuses("--branch", "a..b", naming: "'a..b'", input: change)
    try sample.git("branch", "elsewhere")
    try sample.git("worktree", "add", "-q", "../\(UUID().uuidString)", "elsewhere")
    try sample.refuses("--branch", "elsewhere", naming: "checked out in", input: change)
  }

  // MARK: In progress

  @Test(arguments: [
    ("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"), ("rebase-merge/done", "rebase"), ("rebase-apply/next", "git am"),
  ])
  func `what git has not finished is named with what ends it`(
    mark: String, name: String
  ) throws {
    let sample = try GitSample()
    try sample.write(".git/\(mark)", try sample.git("rev-parse", "HEAD"))
    try sample.refuses("--git-commit", naming: name, "in progress", "git ")
    // Without a git commit it is nobody's concern.
    try sample.apply()
  }

  // MARK: Attributes and filters

  @Test func `line ends and external filters are git's`() throws {
    let sample = try GitSample()
    try sample.git("config", "core.autocrlf", "true")
    try sample.git("config", "filter.loud.clean", "tr a-z A-Z")
    try sample.git("config", "filter.loud.smudge", "tr A-Z a-z")
    try sample.write(".gitattributes", "*.loud filter=loud\n")
    try sample.git("add", ".gitattributes")
    try sample.git("commit", "-q", "-m", "attributes")
    try sample.apply(
      "--git-commit",
      input: #"{"changes":[{"write":"x.txt","content":"a\r\nb\r\n"},"#
        + #"{"write":"d/y.loud","content":"quiet\n"}]}"#)
    #expect(try sample.git("show", "HEAD:x.txt") == "a\nb\n")
    #expect(try sample.git("show", "HEAD:d/y.loud") == "QUIET\n")
    #expect(sample.directory.read("x.txt") == "a\r\nb\r\n")
    #expect(try sample.short() == [])
    // A person's edit in a filtered file stays out of the commit.
    try sample.write("d/y.loud", "quiet\n2\n3\n4\n5\nmine\n")
    try sample.apply(
      "--git-commit",
      input: #"{"changes":[{"replace":"d/y.loud","old":"quiet","new":"silent"}]}"#, status: 2)
  }

  @Test func `a person's edit in a file with CRLF stays out of the commit`() throws {
    let sample = try GitSample()
    try sample.git("config", "core.autocrlf", "true")
    try FileManager.default.removeItem(atPath: "\(sample.root)/a.txt")
    try sample.git("checkout", "a.txt")
    let text = GitSample.lines.replacing("\n", with: "\r\n")
    #expect(sample.directory.read("a.txt") == text)
    try sample.write("a.txt", "mine\r\n" + text)
    try sample.apply(
      "--git-commit", input: #"{"changes":[{"replace":"a.txt","old":"9","new":"nine"}]}"#)
    #expect(try sample.git("show", "HEAD:a.txt") == GitSample.lines.replacing("9", with: "nine"))
    let mine = try sample.git("diff", "-U0")
    #expect(mine.contains("+mine") && !mine.contains("nine"))
  }

  @Test func `a missing required filter refuses before anything is written`() throws {
    let sample = try GitSample()
    try sample.git("config", "filter.lfs.clean", "no-such-program")
    try sample.git("config", "filter.lfs.required", "true")
    try sample.write(".gitattributes", "*.bin filter=lfs\n")
    try sample.refuses(
      "--git-commit", naming: "clean filter",
      input: #"{"changes":[{"write":"x.bin","content":"x"}]}"#)
  }

  @Test func `ignored paths are named with their rule`() throws {
    let sample = try GitSample()
    try sample.write(".gitignore", "*.log\n/dir/\n")
    try sample.refuses("--git-commit", naming: "dir/new.txt", ".gitignore:2:/dir/")
    // What is tracked all the same is not ignored.
    try sample.git("add", "-f", "mine.txt")
    try sample.write(".gitignore", "mine.txt\n")
    try sample.apply(
      "--git-commit", input: #"{"changes":[{"replace":"mine.txt","old":"mine","new":"ours"}]}"#)
  }

  // MARK: Forms of the repository

  @Test(arguments: [
    ["update-index", "--split-index"], ["update-index", "--untracked-cache"],
    ["update-index", "--index-version", "4"], ["config", "core.fileMode", "false"],
    ["config", "index.skipHash", "true"], ["pack-refs", "--all"],
    ["config", "core.logAllRefUpdates", "false"],
  ])
  func `an index and references of every form are kept in it`(command: [String]) throws {
    let sample = try GitSample()
    try sample.write("staged.txt", "mine\n")
    try sample.git("add", "staged.txt")
    _ = try RunningProgram("/usr/bin/git", command, in: sample.root).finish()
    let shared = try shared(in: sample)
    try sample.apply("--git-commit")
    #expect(try sample.committed() == GitCommitTests.all)
    #expect(try sample.short() == ["M  staged.txt"])
    #expect(try self.shared(in: sample).isEmpty == shared.isEmpty)
    try sample.run("undo", "--git-commit")
    #expect(try sample.short() == ["M  staged.txt"])
    #expect(try sample.git("fsck", "--strict", "--no-dangling") == "")
  }

  private func shared(in sample: GitSample) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(sample.root)/.git")
      .filter { $0.hasPrefix("sharedindex.") }
  }

  @Test func `a sparse checkout with a sparse index stays one`() throws {
    let sample = try GitSample()
    for path in ["in/x.txt", "out/y.txt", "out/deep/z.txt"] { try sample.write(path, "x\n") }
    try sample.git("add", "-A")
    try sample.git("commit", "-q", "-m", "folders")
    try sample.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
    try sample.apply(
      "--git-commit",
      input: #"{"changes":[{"replace":"in/x.txt","old":"x","new":"y"},"#
        + #"{"write":"out/new.txt","content":"n\n"}]}"#)
    #expect(try sample.committed() == ["M in/x.txt", "A out/new.txt"])
    #expect(try sample.git("ls-tree", "-r", "--name-only", "HEAD", "out").contains("out/y.txt"))
    #expect(sample.directory.read("out/y.txt") == nil)
    #expect(try sample.short() == [])
  }

  @Test func `a repository with SHA-256 names is committed to`() throws {
    let sample = try GitSample("--object-format=sha256")
    try sample.apply("--git-commit")
    #expect(try sample.committed() == GitCommitTests.all)
    #expect(try sample.git("rev-parse", "HEAD").count == 65)
    #expect(try sample.short() == [])
    try sample.run("undo", "--git-commit")
    #expect(try sample.git("rev-list", "--count", "HEAD") == "1\n")
  }

  @Test func `references of another form are refused, and the store works all the same`() throws {
    let sample = try GitSample()
    try sample.git("config", "core.repositoryFormatVersion", "1")
    try sample.git("config", "extensions.refStorage", "reftable")
    let result = try sample.apply("--git-commit", status: 1)
    #expect(result.error.lowercased().contains("refstorage") || result.error.contains("reftable"))
    #expect(sample.directory.read("b.txt") == "b\n")
    try sample.apply()
    #expect(sample.directory.read("b.txt") == nil)
  }

  @Test func `a linked working tree commits to its own branch and index`() throws {
    let sample = try GitSample()
    let tree = try TemporaryDirectory()
    try sample.git("worktree", "add", "-q", "-b", "side", "\(tree.path)/tree")
    let result = try backstitch(
      ["apply", "-", "--git-commit"], in: "\(tree.path)/tree", input: GitSample.change)
    #expect(result.status == 0, "\(result.error)")
    #expect(try sample.git("log", "--format=%s", "side") == "change things\nstart\n")
    #expect(try sample.git("log", "--format=%s", "main") == "start\n")
    #expect(try sample.short() == [])
    let status = try RunningProgram("/usr/bin/git", ["status", "--short"], in: "\(tree.path)/tree")
    #expect(try status.finish().output == "")
  }

  @Test func `paths in a submodule are refused`() throws {
    let (sample, other) = (try GitSample(), try GitSample())
    try sample.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.root, "sub")
    try sample.git("commit", "-q", "-m", "submodule")
    try sample.refuses(
      "--git-commit", naming: "sub/c.txt", "submodule",
      input: #"{"changes":[{"write":"sub/c.txt","content":"c\n"}]}"#)
    // The submodule is a repository of its own.
    let inside = try backstitch(
      ["apply", "-", "--git-commit"], in: "\(sample.root)/sub", input: GitSample.change)
    #expect(inside.status == 0, "\(inside.error)")
    try sample.apply("--git-commit")
    #expect(try sample.short() == [" M sub"])
  }

  @Test func `a plain directory has nothing to commit to`() throws {
    let directory = try TemporaryDirectory()
    let result = try backstitch(
      ["apply", "-", "--git-commit"], in: directory.path,
      input: #"{"changes":[{"write":"c.txt","content":"c\n"}]}"#)
    #expect(result.status == 1 && result.error.contains("git init"))
    #expect(directory.read("c.txt") == nil)
  }

  // MARK: Others at work

  @Test(arguments: ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
  func `a lock of somebody else's takes everything back and stays`(lock: String) throws {
    let sample = try GitSample()
    try sample.write(".git/\(lock)", "somebody's\n")
    try sample.refuses("--git-commit", "--wait", "100ms", naming: ".git/\(lock)", "taken back")
    #expect(sample.directory.read(".git/\(lock)") == "somebody's\n")
  }

  @Test func `a branch that moves while checks run is not moved back`() throws {
    let sample = try GitSample()
    let result = try sample.apply(
      "--git-commit", "--check", "git commit -q --allow-empty -m other", status: 1)
    #expect(result.error.contains("branch 'main'"))
    #expect(try sample.git("log", "--format=%s") == "other\nstart\n")
    #expect(try sample.short() == [])
  }

  // MARK: Killed

  /// A hook that kills the program which runs it.
  private static let killer = "kill -9 $(ps -o ppid= -p $PPID)"

  @Test func `what is killed while its hook runs goes back, index and branch with it`() throws {
    let sample = try GitSample()
    let before = try sample.state()
    try sample.hook("pre-commit", Self.killer)
    try sample.apply("--git-commit", status: 9)
    #expect(sample.directory.read("dir/new.txt") == "new\n")
    try sample.run("recover", "--forward", status: 1)
    try sample.run("recover")
    #expect(try sample.state() == before)
  }

  @Test func `a branch that somebody moved after a crash stays, and recovery only goes back`()
    throws
  {
    let sample = try GitSample()
    try sample.hook("pre-commit", Self.killer)
    try sample.apply("--git-commit", status: 9)
    try sample.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "other")
    let refused = try sample.run("recover", status: 2)
    #expect(refused.error.contains("recover --back") && !refused.error.contains("--forward"))
    try sample.run("recover", "--back")
    #expect(try sample.git("log", "--format=%s") == "other\nstart\n")
    #expect(try sample.short() == [])
  }

  // MARK: Undo

  @Test func `undo moves the branch back while nobody has the commit, else commits the undo`()
    throws
  {
    let sample = try GitSample()
    try sample.write("mine.txt", "edited\n")
    let before = try sample.git("rev-parse", "HEAD")
    try sample.apply("--git-commit")
    let undone = try sample.run("undo", "--git-commit")
    #expect(undone.output.contains("moved back"))
    #expect(try sample.git("rev-parse", "HEAD") == before)
    #expect(try sample.short() == [" M mine.txt"])
    try sample.run("redo", "--git-commit")
    #expect(try sample.committed() == GitCommitTests.all)
    try sample.git("update-ref", "refs/remotes/origin/main", "HEAD")
    try sample.run("undo", "--git-commit")
    #expect(try sample.git("rev-list", "--count", "HEAD") == "3\n")
    #expect(
      try sample.git("rev-parse", "HEAD^{tree}")
        == (try sample.git("rev-parse", "\(before.trimmingCharacters(in: .newlines))^{tree}")))
    #expect(try sample.short() == [" M mine.txt"])
  }

  @Test func `an undo of files alone says how the branch follows, and that works`() throws {
    let sample = try GitSample()
    try sample.apply("--git-commit")
    let undone = try sample.run("undo")
    #expect(undone.error.contains("'backstitch redo', then 'backstitch undo 1 --git-commit'"))
    #expect(try sample.git("rev-list", "--count", "HEAD") == "2\n")
    try sample.run("redo")
    try sample.run("undo", "1", "--git-commit")
    #expect(try sample.git("rev-list", "--count", "HEAD") == "1\n")
    #expect(try sample.short() == [])
  }

  @Test func `a redo to git after an undo of files alone brings back what HEAD has all along`()
    throws
  {
    let sample = try GitSample()
    try sample.apply("--git-commit")
    let head = try sample.git("rev-parse", "HEAD")
    try sample.run("undo")
    let redone = try sample.run("redo", "--git-commit")
    #expect(redone.error.contains("nothing to commit to git: HEAD has it already"))
    #expect(try sample.git("rev-parse", "HEAD") == head)
    #expect(try sample.short() == [])
    #expect(
      try sample.run("undo", "--git-commit").output.contains(
        "\nRedo: backstitch redo --git-commit\n"))
  }

  @Test func `the document tells of commits and branch`() throws {
    let sample = try GitSample()
    let document = try sample.json(try sample.apply("--branch", "b", "--json"))
    let report = try #require(document["gitCommit"] as? [String: Any])
    let head = try sample.git("rev-parse", "HEAD").trimmingCharacters(in: .newlines)
    #expect(report["branch"] as? String == "b" && report["switched"] as? Bool == true)
    #expect(report["after"] as? String == head && report["before"] is NSNull)
    #expect((report["commits"] as? [[String: Any]])?.map { $0["id"] as? String } == [head])
  }
}
