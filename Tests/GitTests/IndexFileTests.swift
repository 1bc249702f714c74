import Foundation
import Git
import TestSupport
import Testing

/// The index as git writes it.
@Suite struct IndexFileTests {
  private let directory: TemporaryDirectory
  private var location: GitLocation {
    get throws { try #require(try GitLocation.discover(from: Array(directory.path.utf8))) }
  }

  init() throws {
    directory = try TemporaryDirectory()
    try git("init", "-q", "-b", "main", ".")
    for name in ["a", "b/c/d", "b/c/long-name-of-a-file", "b/x", "é"] {
      try directory.write(name, "\(name)\n")
    }
    try git("add", "-A")
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> String {
    try RunningProgram("/usr/bin/git", arguments, in: directory.path).finish().output
  }

  /// `mode id path` of each entry, as `git ls-files` tells.
  private func told() throws -> Set<String> {
    let lines = try git("-c", "core.quotePath=false", "ls-files", "-s").split(separator: "\n")
    return Set(
      lines.map { line in
        let parts = line.split(separator: "\t", maxSplits: 1)
        let words = parts[0].split(separator: " ")
        return "\(words[0]) \(words[1]) \(parts[1])"
      })
  }

  private func read(_ index: IndexFile) -> Set<String> {
    Set(
      index.entries.map { path, entry in
        let id = entry.id.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
        return
          "\(String(entry.mode, radix: 8)) \(id.joined()) \(String(decoding: path, as: UTF8.self))"
      })
  }

  @Test(arguments: ["2", "3", "4"])
  func `each version is read as git tells it`(version: String) throws {
    if version == "3" { try git("update-index", "--skip-worktree", "b/x") }
    try git("update-index", "--index-version", version)
    let index = try #require(IndexFile(of: try location))
    #expect(try read(index) == told())
    #expect(index.directories == [Array("b".utf8), Array("b/c".utf8)])
    #expect(index.entries[Array("b/x".utf8)]?.isPlain == (version != "3"))
    #expect(index.entries[Array("a".utf8)]?.isPlain == true)
    var status = stat()
    stat("\(directory.path)/a", &status)
    let entry = try #require(index.entries[Array("a".utf8)])
    #expect(entry.size == UInt32(status.st_size))
    #expect(
      entry.modified == Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    )
  }

  @Test func `a conflict, an intent to add and what is assumed are not plain`() throws {
    try directory.write("new", "new\n")
    try git("add", "-N", "new")
    try git("update-index", "--assume-unchanged", "a")
    let index = try #require(IndexFile(of: try location))
    #expect(index.entries[Array("new".utf8)]?.isPlain == false)
    #expect(index.entries[Array("a".utf8)]?.isPlain == false)
  }

  @Test func `a split index, another hash and a torn file are not read`() throws {
    let path = "\(directory.path)/.git/index"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in [0, 11, 40, whole.count - 1] {
      try whole.prefix(length).write(to: URL(fileURLWithPath: path))
      #expect(IndexFile(of: try location) == nil, "\(length)")
    }
    try whole.write(to: URL(fileURLWithPath: path))
    try git("update-index", "--split-index")
    #expect(IndexFile(of: try location) == nil)
    let other = try TemporaryDirectory()
    _ = try RunningProgram(
      "/bin/sh", ["-c", "git init -q --object-format=sha256 . && echo a > a && git add a"],
      in: other.path
    ).finish()
    let location = try #require(try GitLocation.discover(from: Array(other.path.utf8)))
    #expect(IndexFile(of: location) == nil)
  }
}
