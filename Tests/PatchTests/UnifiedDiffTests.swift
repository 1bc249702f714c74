import Foundation
import Patch
import Testing

@Suite struct UnifiedDiffTests {
  private func apply(_ diff: String, to files: [RelativePath: String]) throws -> [String: String] {
    let tree = MemoryTree(files.mapValues { .file(.init(contents: Array($0.utf8))) })
    var staged = StagedTree(base: tree)
    try staged.stage(ChangeSet(unifiedDiff: Array(diff.utf8), on: tree))
    var found: [String: String] = [:]
    for path in try staged.files() {
      found[path.description] = String(decoding: try staged.contents(of: path) ?? [], as: UTF8.self)
    }
    return found
  }

  @Test(arguments: [("i/", "w/"), ("c/", "i/"), ("w/", "o/"), ("", ""), ("a/", "b/")])
  func `names have the prefixes that git was told to give them`(old: String, new: String) throws {
    let diff = """
      diff --git \(old)w/edit \(new)w/edit
      --- \(old)w/edit
      +++ \(new)w/edit
      @@ -1 +1 @@
      -one
      +two
      diff --git \(old)a/new \(new)a/new
      new file mode 100644
      --- /dev/null
      +++ \(new)a/new
      @@ -0,0 +1 @@
      +hello
      diff --git \(old)b/from \(new)a/to
      similarity index 50%
      rename from b/from
      rename to a/to
      --- \(old)b/from
      +++ \(new)a/to
      @@ -1 +1 @@
      -three
      +four

      """
    let files = try apply(diff, to: ["w/edit": "one\n", "b/from": "three\n"])
    #expect(files == ["w/edit": "two\n", "a/new": "hello\n", "a/to": "four\n"])
  }

  @Test func `edits, creations, deletions, renames and missing newlines apply`() throws {
    let diff = """
      diff --git a/edit b/edit
      --- a/edit
      +++ b/edit
      @@ -1,3 +1,3 @@
       one
      -two
      +2
       three
      \\ No newline at end of file
      diff --git a/new b/new
      new file mode 100755
      --- /dev/null
      +++ b/new
      @@ -0,0 +1 @@
      +hello
      diff --git a/gone b/gone
      deleted file mode 100644
      --- a/gone
      +++ /dev/null
      @@ -1 +0,0 @@
      -bye
      diff --git a/from b/to
      similarity index 100%
      rename from from
      rename to to

      """
    let result = try apply(
      diff, to: ["edit": "one\ntwo\nthree", "gone": "bye\n", "from": "moved\n"])
    #expect(result == ["edit": "one\n2\nthree", "new": "hello\n", "to": "moved\n"])
  }

  @Test func `a hunk whose lines moved is found, a hunk that is nowhere is refused`() throws {
    let diff = "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n+B\n"
    #expect(try apply(diff, to: ["f": "x\ny\na\nb\n"]) == ["f": "x\ny\na\nB\n"])
    #expect(throws: Refusal.self) { try apply(diff, to: ["f": "x\ny\n"]) }
    #expect(throws: Refusal.self) { try apply(diff, to: ["f": "y\na\nb\na\nb\n"]) }
  }

  @Test(arguments: [
    "", "nonsense", "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n",
    "--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-a\n+b\n",
    "--- /etc/passwd\n+++ /etc/passwd\n@@ -1 +1 @@\n-a\n+b\n",
  ])
  func `malformed diffs are refused`(diff: String) {
    #expect(throws: Refusal.self) { try apply(diff, to: ["f": "a\n"]) }
  }

  @Test func `what diff -u writes applies to give the new file, thousands of times`() throws {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    var generator = Seeded(state: seed)
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("diff-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for round in 0..<100 {
      let old = text(&generator)
      let new = mutated(old, &generator)
      if old == new { continue }
      try Data(old.utf8).write(to: directory.appendingPathComponent("old"))
      try Data(new.utf8).write(to: directory.appendingPathComponent("new"))
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/diff")
      process.arguments = ["-u", "--label", "a/f", "--label", "b/f", "old", "new"]
      process.currentDirectoryURL = directory
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let diff = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let result = try apply(String(decoding: diff, as: UTF8.self), to: ["f": old])
      #expect(result == ["f": new], "seed \(seed), round \(round)")
    }
  }

  private func text(_ generator: inout Seeded) -> String {
    (0..<Int.random(in: 1...40, using: &generator)).map { _ in
      ["a", "b", "c", "", "dd"].randomElement(using: &generator) ?? "e"
    }.joined(separator: "\n") + (Bool.random(using: &generator) ? "\n" : "")
  }

  private func mutated(_ text: String, _ generator: inout Seeded) -> String {
    var lines = text.components(separatedBy: "\n")
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      let index = Int.random(in: 0..<lines.count, using: &generator)
      if Bool.random(using: &generator) || lines.count == 1 {
        lines.insert("new \(index)", at: index)
      } else {
        lines.remove(at: index)
      }
    }
    return lines.joined(separator: "\n")
  }
}

/// SplitMix64, so that a printed seed replays a run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
