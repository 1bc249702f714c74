import Patch
import SourceEdits
import Synchronization
import Testing

@Suite struct StagedTreeTests {
  private static let base = MemoryTree([
    "a.txt": .file(.init(contents: Array("one two one\n".utf8), mode: .exact(0o644))),
    "d/x": .file(.init(contents: [1], mode: .exact(0o600))), "d/e/y": .file(.init(contents: [2])),
    "link": .symlink(target: [0x64]), "pipe": .special,
  ])

  private func stage(_ changes: Change...) throws(Refusal) -> StagedTree {
    var tree = StagedTree(base: Self.base)
    try tree.stage(ChangeSet(changes: changes))
    return tree
  }

  private func write(_ path: RelativePath, _ text: String = "x") -> Change {
    Change(path, .write(contents: Array(text.utf8)))
  }

  @Test func `changes of one path compose in order`() throws {
    let tree = try stage(
      Change("a.txt", .replace(old: Array("one".utf8), new: Array("1".utf8), count: 2)),
      Change("a.txt", .replace(old: Array("two".utf8), new: Array("2".utf8), count: 1)),
      Change("a.txt", .chmod(.executable(true))), Change("a.txt", .move(to: "n/b.txt")))
    #expect(try tree.node(at: "a.txt") == nil)
    #expect(
      try tree.node(at: "n/b.txt")
        == .file(.init(contents: Array("1 2 1\n".utf8), mode: .exact(0o755))))
    #expect(try tree.node(at: "n") == .directory)
  }

  @Test func `deleting a directory hides all that was in it, also from listings`() throws {
    let tree = try stage(Change("d", .delete), write("d/new"))
    #expect(try tree.node(at: "d/x") == nil)
    #expect(try tree.node(at: "d/e/y") == nil)
    #expect(try tree.children(of: "d") == ["d/new"])
    #expect(try tree.files() == ["a.txt", "d/new", "link", "pipe"])
  }

  @Test func `a listing known already is brought up to date by what was staged`() throws {
    let tree = try stage(
      write("a.txt"), write("b/new"), Change("link", .delete), Change("d/e", .move(to: "f")))
    let known = Self.base.files()
    #expect(tree.files(over: known) == ["a.txt", "b/new", "d/x", "f/y", "pipe"])
    #expect(try tree.files() == tree.files(over: known))
    let above = StagedTree(base: tree)
    #expect(above.files(over: tree.files(over: known)) == tree.files(over: known))
    #expect(tree.files(over: known + ["z"]).last == "z")
  }

  @Test func `every finding is reported and nothing is staged`() throws {
    var tree = StagedTree(base: Self.base)
    let refusal = try #require(throws: Refusal.self) {
      try tree.stage(
        ChangeSet(changes: [
          write("fine"), Change("nothing", .delete), Change("missing", .chmod(.executable(true))),
          Change("a.txt", .replace(old: Array("one".utf8), new: [], count: 1)), write("link"),
          write("link/below"), write("a.txt/below"), write("pipe"), write("d"),
          Change("gone", .move(to: "g")), Change("a.txt", .move(to: "d/x")),
        ]))
    }
    #expect(refusal.findings.count == 10)
    #expect(tree.touched.isEmpty)
  }

  @Test func `what cannot be read and what cannot be staged are found together`() throws {
    let json = """
      {"changes":[{"write":"../x","content":""},{"write":"fine","content":1},
      {"replace":"fine","old":"a","new":"b"},{"delete":"nothing"},{"write":".git/x","content":""}]}
      """
    let refusal = try #require(throws: Refusal.self) {
      try ChangeSet(reading: Array(json.utf8), on: Self.base)
    }
    #expect(refusal.findings.map(\.path) == [nil, nil, "nothing", ".git/x"])
    #expect(refusal.findings.count == 4)
  }

  @Test(arguments: [
    #"{"changes":[{"chmod":"a.txt","mode":"777"}]}"#,
    #"{"changes":[{"edit":"a.txt","frobnicate":{}}]}"#, "hello\n",
  ])
  func `one mistake is one finding`(input: String) throws {
    let refusal = try #require(throws: Refusal.self) {
      try ChangeSet(reading: Array(input.utf8), on: Self.base)
    }
    #expect(refusal.findings.count == 1)
  }

  @Test func `two different writes of one path are refused, a delete in between is not`() throws {
    #expect(throws: Refusal.self) { try stage(write("n", "1"), write("n", "2")) }
    _ = try stage(write("n", "1"), write("n", "1"))
    _ = try stage(write("n", "1"), Change("n", .delete), write("n", "2"))
  }

  @Test func `expectations that do not hold are conflicts`() throws {
    for expect in [
      Change.Expectation(exists: false), .init(sha256: String(repeating: "0", count: 64)),
    ] {
      let refusal = #expect(throws: Refusal.self) {
        try stage(Change("a.txt", .delete, expect: expect))
      }
      #expect(refusal?.kind == .conflict)
    }
    let digest = Digest.sha256(Array("one two one\n".utf8))
    _ = try stage(Change("a.txt", .delete, expect: .init(exists: true, sha256: digest)))
  }

  @Test(arguments: [
    ".git/config", ".GIT/hooks/x", "sub/.git/x", ".git./x", ".git /x", "git~1/x", "GIT~1/x",
    ".git\\x",
    ".git::$INDEX_ALLOCATION/x", ".g\u{200C}it/x", ".backstitch/store/journal.jsonl",
    ".Backstitch/Store/x",
  ])
  func `no spelling of the git directory or the store is written to`(path: String) throws {
    let path = try RelativePath(path)
    #expect(throws: Refusal.self) { try stage(write(path)) }
    #expect(throws: Refusal.self) { try stage(Change("a.txt", .move(to: path))) }
  }

  @Test func `names that only look like it are fine`() throws {
    for path: RelativePath in [
      ".gitignore", ".github/x", "git", ".backstitch/config.yaml", "a.git",
    ] {
      _ = try stage(write(path))
    }
  }

  @Test(arguments: ["", "/abs", "a//b", "a/", "./a", "a/../b", "..", "a\u{0}b"])
  func `paths that leave or confuse are no paths`(text: String) {
    #expect(throws: PathError.self) { try RelativePath(text) }
  }

  @Test func `NFC and NFD, and bytes that are not UTF-8, are different paths`() throws {
    let composed: RelativePath = "caf\u{E9}"
    let decomposed: RelativePath = "cafe\u{301}"
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    let raw = try RelativePath(bytes: [0x66, 0xFF])
    #expect(raw.description == "\"f\\377\"")
  }

  @Test func `a structured edit that changes nothing leaves no trace`() throws {
    var tree = StagedTree(
      base: MemoryTree(["m.py": .file(.init(contents: Array("import os\n".utf8)))]))
    try tree.stage(Change("m.py", .edit(.addImport(.init(module: "os")))))
    #expect(tree.touched.isEmpty)
    try tree.stage(Change("m.py", .edit(.addImport(.init(module: "sys")))))
    #expect(tree.touched["m.py"]?.edits.count == 1)
  }

  /// Whose file somebody saves after each look at it.
  private final class BusyTree: ReadableTree {
    private let looks = Mutex(0)

    func node(at path: RelativePath) -> Node? {
      let count = looks.withLock { count in
        count += 1
        return count
      }
      return .file(.init(contents: Array("save = \(count)\n".utf8), mode: .exact(0o644)))
    }
    func files() -> [RelativePath] { ["note"] }
    func children(of directory: RelativePath?) -> [RelativePath] { ["note"] }
  }

  @Test(arguments: [
    Change("note", .write(contents: [1])), Change("note", .delete),
    Change("note", .chmod(.executable(true))),
    Change("note", .replace(old: Array("save".utf8), new: [1], count: 1)),
    Change("note", .edit(.addImport(.init(module: "os")))),
  ])
  func `the recorded base is what the change was made from, not a later save`(
    _ change: Change
  ) throws {
    var tree = StagedTree(base: BusyTree())
    try tree.stage(change)
    let seen = Node.file(.init(contents: Array("save = 1\n".utf8), mode: .exact(0o644)))
    #expect(tree.touched["note"]?.before == seen)
  }
}
