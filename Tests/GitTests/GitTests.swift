import Foundation
import Git
import Testing

@Suite struct GitTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `changes of different lines merge, of the same line conflict with all three sides`()
    throws
  {
    let base = bytes("1\n2\n3\n4\n5\n6\n7\n")
    let ours = bytes("1\nour\n3\n4\n5\n6\n7\n")
    let theirs = bytes("1\n2\n3\n4\n5\nher\n7\n")
    guard case .merged(let text) = try mergeFile(base: base, ours: ours, theirs: theirs) else {
      Issue.record("no merge")
      return
    }
    #expect(text == bytes("1\nour\n3\n4\n5\nher\n7\n"))
    let other = bytes("1\nmine\n3\n4\n5\n6\n7\n")
    guard
      case .conflict(let marked, let line, let hunk) = try mergeFile(
        base: base, ours: ours, theirs: other)
    else {
      Issue.record("no conflict")
      return
    }
    #expect(line == 2)
    for side in ["our", "2", "mine", "<<<<<<<", "|||||||", ">>>>>>>"] {
      #expect(hunk.contains(side))
    }
    #expect(String(decoding: marked, as: UTF8.self).hasSuffix("7\n"))
  }

  @Test func `binary content merges only when one side changed`() throws {
    let base: [UInt8] = [0, 1, 2]
    if case .merged(let text) = try mergeFile(base: base, ours: base, theirs: [0, 9]) {
      #expect(text == [0, 9])
    } else {
      Issue.record("one changed side is no conflict")
    }
    if case .merged = try mergeFile(base: base, ours: [0, 8], theirs: [0, 9]) {
      Issue.record("two changed sides are a conflict")
    }
  }

  @Test func `git applies the diffs`() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("git-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let cases: [(String?, String?)] = [
      ("a\nb\nc\n", "a\nB\nc\n"), (nil, "new\n"), ("old\n", nil), ("no end", "no end\n"),
      ("x\n", ""), ("\r\n1\r\n", "\r\n2\r\n"),
    ]
    for (name, mode) in [("plain", 0o100644), ("with \"quote\nline", 0o100755)]
      as [(String, UInt32)]
    {
      for (old, new) in cases {
        let target = directory.appendingPathComponent(name)
        try? FileManager.default.removeItem(at: target)
        if let old { try Data(old.utf8).write(to: target) }
        let diff = try unifiedDiff(
          path: bytes(name), old: old.map { DiffSide(bytes: bytes($0), mode: 0o100644) },
          new: new.map { DiffSide(bytes: bytes($0), mode: old == nil ? mode : 0o100644) })
        let patch = directory.appendingPathComponent("patch")
        try Data(diff.text).write(to: patch)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
        process.arguments = ["apply", "--unsafe-paths", "patch"]
        process.currentDirectoryURL = directory
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: diff.text, as: UTF8.self))")
        #expect((try? String(contentsOf: target, encoding: .utf8)) == new)
      }
    }
  }

  @Test func `a repository, a linked worktree and a plain directory are told apart`() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("find-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: directory + "/plain", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    func git(_ arguments: String...) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
      process.arguments = ["-c", "user.name=T", "-c", "user.email=t@example.com"] + arguments
      process.currentDirectoryURL = URL(fileURLWithPath: directory)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    #expect(try GitLocation.discover(from: bytes(directory + "/plain")) == nil)
    try git("init", "-q", "-b", "main", "repo")
    try git("-C", "repo", "commit", "-q", "--allow-empty", "-m", "x")
    try git("-C", "repo", "worktree", "add", "-q", "../linked", "-b", "side")
    try FileManager.default.createDirectory(
      atPath: directory + "/repo/deep/er", withIntermediateDirectories: true)
    let repository = try #require(
      try GitLocation.discover(from: bytes(directory + "/repo/deep/er")))
    #expect(repository.workTree == bytes(directory + "/repo"))
    #expect(repository.head().branch == "main")
    #expect(repository.head().commit?.count == 40)
    #expect(!repository.isLinkedWorktree)
    let linked = try #require(try GitLocation.discover(from: bytes(directory + "/linked")))
    #expect(linked.isLinkedWorktree)
    #expect(linked.head().branch == "side")
    #expect(linked.head().commit == repository.head().commit)
    try git("-C", "repo", "pack-refs", "--all")
    #expect(repository.head().commit?.count == 40)
    try git("-C", "repo", "checkout", "-q", "--detach")
    #expect(repository.head().branch == nil)
  }

  @Test func `ignored files are left out, as git leaves them out`() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("ignore-\(UUID().uuidString)").path
    for (path, text) in [
      (".gitignore", "*.log\nout/\n!keep.log\n"), ("a.py", ""), ("b.log", ""), ("keep.log", ""),
      ("out/x", ""), ("src/.gitignore", "local\n"), ("src/local", ""), ("src/code.py", ""),
      ("node_modules/m/index.js", ""),
    ] {
      let url = URL(fileURLWithPath: "\(directory)/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments = ["init", "-q", directory]
    try process.run()
    process.waitUntilExit()
    let location = try GitLocation.discover(from: bytes(directory))
    let found = try IgnoreRules.files(root: bytes(directory), git: location)
    #expect(
      found.map { String(decoding: $0, as: UTF8.self) }
        == [".gitignore", "a.py", "keep.log", "src/.gitignore", "src/code.py"])
  }
}
