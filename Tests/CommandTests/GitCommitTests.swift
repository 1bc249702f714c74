import Foundation
import TestSupport
import Testing

/// `--git-commit`, end to end, with the real git.
@Suite struct GitCommitTests {
  static let all = ["M a.txt", "D b.txt", "A dir/new.txt"]

  // MARK: What is committed

  @Test func `only the touched paths are committed, and nothing of a person's work`() throws {
    let sample = try GitSample()
    try sample.write("a.txt", "one\n" + GitSample.lines.dropFirst(2))
    try sample.write("mine.txt", "edited\n")
    try sample.write("staged.txt", "once\n")
    try sample.git("add", "staged.txt")
    try sample.write("staged.txt", "once\ntwice\n")
    try sample.write("untracked.txt", "u\n")
    let staged = try sample.git("diff", "--cached")
    let result = try sample.apply("--git-commit")
    #expect(try sample.committed() == Self.all)
    #expect(try sample.short() == [" M a.txt", " M mine.txt", "MM staged.txt", "?? untracked.txt"])
    #expect(try sample.git("diff", "--cached") == staged)
    // Our line is committed, the person's first line is not.
    #expect(
      try sample.git("show", "HEAD:a.txt") == GitSample.lines.replacing("\n9\n", with: "\nnine\n"))
    #expect(
      sample.directory.read("a.txt")
        == "one\n" + GitSample.lines.dropFirst(2).replacing("\n9\n", with: "\nnine\n"))
    #expect(result.output.contains("on branch 'main'"))
    #expect(try sample.git("fsck", "--strict") == "")
  }

  @Test func `a hunk that was staged of a touched file stays staged`() throws {
    let sample = try GitSample()
    let staged = GitSample.lines.replacing("1\n2\n", with: "staged\n2\n")
    try sample.write("a.txt", staged)
    try sample.git("add", "a.txt")
    try sample.write("a.txt", staged.replacing("\n4\n", with: "\nfour\n"))
    try sample.apply("--git-commit")
    let mine = try sample.git("diff", "--cached", "-U0", "a.txt")
    #expect(mine.contains("+staged") && !mine.contains("nine") && !mine.contains("four"))
    let unstaged = try sample.git("diff", "-U0", "a.txt")
    #expect(unstaged.contains("+four") && !unstaged.contains("nine"))
    #expect(try sample.git("show", "-U0", "HEAD", "--", "a.txt").contains("+nine"))
  }

  @Test func `our change on lines that were edited and not committed is a conflict`() throws {
    let sample = try GitSample()
    try sample.write("a.txt", GitSample.lines.replacing("\n8\n", with: "\neight\n"))
    try sample.refuses("--git-commit", naming: "a.txt:", "not committed", status: 2)
    try sample.git("add", "a.txt")
    try sample.refuses("--git-commit", naming: "a.txt:", status: 2)
  }

  @Test func `a file that is not in HEAD is a conflict, and one that goes needs no commit`() throws
  {
    let sample = try GitSample()
    try sample.write("new.txt", "x\n")
    try sample.refuses(
      "--git-commit", naming: "new.txt", "not in HEAD",
      input: #"{"changes":[{"replace":"new.txt","old":"x","new":"y"}]}"#, status: 2)
    let result = try sample.apply(
      "--git-commit", input: #"{"changes":[{"delete":"new.txt"}]}"#)
    #expect(result.error.contains("nothing to commit to git"))
    #expect(try sample.git("log", "--oneline").split(separator: "\n").count == 1)
  }

  @Test func `modes and links are committed as git has them`() throws {
    let sample = try GitSample()
    try sample.apply(
      "--git-commit",
      input: #"{"changes":[{"chmod":"a.txt","mode":"100755"},{"symlink":"l","target":"a.txt"}]}"#)
    let tree = try sample.git("ls-tree", "HEAD", "a.txt", "l")
    #expect(tree.contains("100755 blob") && tree.contains("120000 blob"))
    #expect(try sample.short() == [])
  }

  // MARK: Message and identity

  @Test func `the message is the operation's or the one given, with trailers behind it`() throws {
    let sample = try GitSample()
    try sample.apply("--git-commit")
    #expect(
      try sample.git("log", "-1", "--format=%B")
        == "change things\n\nBackstitch-Operation: 1\n\n")
    try sample.apply(
      "--git-commit", "-m", "My words\n\nWhy.\n\nRefs: 7",
      input: #"{"changes":[{"write":"c.txt","content":"c\n"}]}"#)
    #expect(
      try sample.git("log", "-1", "--format=%B")
        == "My words\n\nWhy.\n\nRefs: 7\nBackstitch-Operation: 2\n\n")
    #expect(
      try sample.git("log", "-1", "--format=%(trailers:key=Backstitch-Operation,valueonly)")
        == "2\n\n")
    #expect(
      try sample.git("reflog", "--format=%gs").hasPrefix(
        "commit: My words\ncommit: change things\n"))
  }

  @Test func `the message can be edited on a terminal, and an empty one writes nothing`() throws {
    let shop = try Shop(of: ["backend/main.py"])
    try shop.directory.write("change.json", #"{"changes":[{"write":"c.txt","content":"c\n"}]}"#)
    let apply = "apply change.json --git-commit -m first --edit"
    let empty = try shop.type(at: apply, environment: ["GIT_EDITOR": "sed -i d"])
    #expect(empty.status == 1 && empty.output.contains("message is empty"))
    #expect(shop.directory.read("c.txt") == nil)
    let edited = try shop.type(at: apply, environment: ["GIT_EDITOR": "sed -i s/first/second/"])
    #expect(edited.status == 0, "\(edited.output)")
    #expect(try shop.git("log", "-1", "--format=%B") == "second\n\nBackstitch-Operation: 1\n\n")
    // Nobody is there to edit it.
    try shop.run("undo", "--git-commit", "--edit", status: 64)
  }

  @Test func `without an identity nothing is written`() throws {
    let sample = try GitSample()
    try sample.refuses(
      "--git-commit", naming: "user.name",
      environment: ["GIT_COMMITTER_NAME": "", "GIT_AUTHOR_NAME": ""])
  }

  @Test func `commits are signed where git signs them, or nothing is written`() throws {
    let sample = try GitSample()
    try sample.write(
      "../\(URL(fileURLWithPath: sample.root).lastPathComponent)/.git/signer",
      """
      #!/bin/sh
      cat >/dev/null
      echo '[GNUPG:] SIG_CREATED ' >&2
      printf -- '-----BEGIN PGP SIGNATURE-----\\nfake\\n-----END PGP SIGNATURE-----\\n'
      """)
    try sample.git("config", "gpg.program", "\(sample.root)/.git/signer")
    try sample.git("config", "commit.gpgSign", "true")
    // Not executable yet.
    try sample.refuses("--git-commit", naming: "git commit-tree")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(sample.root)/.git/signer")
    try sample.apply("--git-commit")
    #expect(try sample.git("cat-file", "commit", "HEAD").contains("gpgsig -----BEGIN PGP"))
  }

  // MARK: Hooks

  @Test func `pre-commit sees what is committed, and its refusal takes everything back`() throws {
    let sample = try GitSample()
    try sample.write("staged.txt", "mine\n")
    try sample.git("add", "staged.txt")
    try sample.hook(
      "pre-commit", "git diff --cached --name-only >.git/seen; cat dir/new.txt; exit 3")
    let before = try sample.state()
    let result = try sample.apply("--git-commit", status: 1)
    #expect(sample.directory.read(".git/seen") == "a.txt\nb.txt\ndir/new.txt\n")
    #expect(result.error.contains("new\n") && result.error.contains("status 3"))
    #expect(try sample.state() == before)
    try sample.apply("--git-commit", "--no-verify")
    #expect(try sample.committed() == Self.all)
    #expect(try sample.short() == ["M  staged.txt"])
  }

  @Test func `a hook that changes what is committed is told, and takes everything back`() throws {
    let sample = try GitSample()
    try sample.hook("pre-commit", "echo more >>a.txt; git add a.txt")
    let result = try sample.apply("--git-commit", status: 1)
    #expect(result.error.contains("changed what is committed"))
    #expect(try sample.git("log", "--oneline").split(separator: "\n").count == 1)
  }

  @Test func `commit-msg may edit the message or refuse it, from core.hooksPath too`() throws {
    let sample = try GitSample()
    try sample.git("config", "core.hooksPath", "ours")
    try sample.hook("commit-msg", "echo 'Checked: yes' >>\"$1\"", in: "ours")
    try sample.apply("--git-commit")
    #expect(try sample.git("log", "-1", "--format=%B").contains("Checked: yes"))
    try sample.hook("commit-msg", "echo no thanks; exit 1", in: "ours")
    try sample.refuses(
      "--git-commit", naming: "no thanks", "commit-msg",
      input: #"{"changes":[{"write":"c.txt","content":"c\n"}]}"#)
  }

  // MARK: Steps

  @Test func `a plan's steps can be a git commit each`() throws {
    let shop = try Shop()
    try shop.run(
      "generate", "fullstack", "product", "name:str:64", "--yes", "--git-commit", "--per-step")
    let titles = try shop.git("log", "--format=%(trailers:key=Backstitch-Step,valueonly)")
      .split(separator: "\n")
    #expect(titles.count > 2 && Set(titles).count == titles.count)
    #expect(try shop.git("status", "--short") == "")
    let plan = try shop.git("log", "-1", "--format=%B")
    for line in ["Backstitch-Plan: fullstack", "Backstitch-Entity: product"] {
      #expect(plan.contains(line))
    }
    // Each commit holds its step's paths alone.
    let paths = try shop.git("log", "--format=", "--name-only", "-\(titles.count)")
      .split(separator: "\n")
    #expect(paths.count >= Set(paths).count)
    let shown = try shop.json(try shop.run("show", "1", "--json"))
    let operation = try #require(shown["operation"] as? [String: Any])
    let report = try #require(operation["gitCommit"] as? [String: Any])
    let commits = try #require(report["commits"] as? [[String: Any]])
    #expect(commits.count == titles.count)
    #expect(
      commits.last?["id"] as? String
        == (try shop.git("rev-parse", "HEAD")).trimmingCharacters(in: .newlines))
    try shop.run("undo", "--git-commit")
    #expect(try shop.git("log", "--oneline").split(separator: "\n").count == 1)
    #expect(try shop.git("status", "--short") == "")
  }
}
