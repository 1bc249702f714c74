import Git
import TestSupport
import Testing

/// The user's own git, run for what libgit2 cannot do.
@Suite struct GitProgramTests {
  private let directory: TemporaryDirectory
  private let program: GitProgram
  private static let environment = [
    "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.com",
    "GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.com",
  ]

  init() throws {
    directory = try TemporaryDirectory()
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", "-b", "main"], in: directory.path)
      .finish()
    program = try Self.program(in: directory.path)
  }

  private static func program(
    in root: String, _ more: [String: String] = [:]
  ) throws -> GitProgram {
    let location = try #require(try GitLocation.discover(from: Array(root.utf8)))
    return GitProgram(location, environment: environment.merging(more) { $1 })
  }

  private var repository: GitRepository { GitRepository(program) }

  @Test func `megabytes go in and come out at once`() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let id = try repository.store(bytes)
    #expect(try repository.blob(id) == bytes)
    let lines = Array(String(repeating: "x y\n", count: 400_000).utf8)
    #expect(try program.output(["stripspace"], input: lines) == lines)
  }

  @Test func `a run that reads nothing of its input says why it failed`() throws {
    let input = [UInt8](repeating: 0, count: 1_000_000)
    let result = try program.run(["cat-file", "blob", "nothing"], input: input)
    #expect(result.status == 128 && result.complaint.contains("nothing"))
    #expect(!result.complaint.hasPrefix("fatal: "))
    #expect(throws: GitError.self) { try program.output(["no-such-command"]) }
  }

  @Test func `variables that would lead git elsewhere are left out`() throws {
    let other = try Self.program(
      in: directory.path, ["GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere"])
    #expect(try other.line(["rev-parse", "--show-toplevel"]) == directory.path)
    #expect(try GitIndex(other, at: nil).entries().byPath.isEmpty)
  }

  @Test func `entries are set and taken out, a file gives way to a directory`() throws {
    let index = GitIndex(program, at: nil)
    let entry = GitEntry(mode: "100644", id: try repository.store([0x78]))
    let (file, inside) = (Array("thing".utf8), Array("thing/in \"side\n".utf8))
    try index.set([(file, entry)])
    #expect(try index.entries().byPath == [file: entry])
    try index.set([(inside, entry), (file, nil)])
    #expect(try index.entries().byPath == [inside: entry])
    try index.set([(inside, nil)])
    #expect(try index.entries().byPath.isEmpty)
  }

  @Test func `the rule that ignores a path is named, and one that takes it out again is none`()
    throws
  {
    try directory.write(".gitignore", "*.log\n!kept.log\n")
    let rules = try repository.ignoreRules(
      for: ["a.log", "kept.log", "d/b.log", "c.txt"].map { Array($0.utf8) })
    #expect(
      rules == [
        Array("a.log".utf8): ".gitignore:1:*.log", Array("d/b.log".utf8): ".gitignore:1:*.log",
      ])
  }

  @Test func `names of branches are judged as git judges them`() throws {
    for name in ["main", "feature/product", "a.b"] {
      #expect(try repository.isBranchName(name), "\(name)")
    }
    for name in ["", "-x", "a..b", "a b", "x.lock", "@{-1}", "a/"] {
      #expect(try !repository.isBranchName(name), "\(name)")
    }
  }
}
