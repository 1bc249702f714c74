import Foundation
import Patch

/// One file that is to be made.
struct Sample {
  let path: String
  let bytes: [UInt8]
}

/// Two-kilobyte contents, all different, in directories of a hundred.
func samples(_ count: Int, below folder: String, tag: String = "") -> [Sample] {
  (0..<count).map { index in
    let line = Array("line of file \(index)\(tag) with some words in it\n".utf8)
    var bytes: [UInt8] = []
    while bytes.count < 2048 { bytes += line }
    return Sample(
      path: "\(folder)/dir\(index / 100)/file\(index).txt", bytes: Array(bytes.prefix(2048)))
  }
}

/// Writes files as any program would: in place, without a flush.
func write(_ files: [Sample], in root: String) throws {
  for file in files {
    let url = URL(fileURLWithPath: "\(root)/\(file.path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.bytes).write(to: url)
  }
}

/// The directories everything is measured in. They are removed at the very end: ext4 does not use
/// inodes again for a while after their files went, and looks past all of them at each creation, so
/// that removing one round's files would slow the next.
struct Scratch {
  let root: String

  init() throws {
    root =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  /// A new, empty directory.
  func directory() throws -> String {
    let path = "\(root)/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    return path
  }

  /// A git repository with some small tracked files.
  func repository(tracked: Int) throws -> String {
    let path = try directory()
    try run("git", ["init", "-q", "-b", "main"], in: path)
    try write(
      samples(tracked, below: "tracked").map {
        Sample(path: $0.path, bytes: Array($0.bytes.prefix(200)))
      }, in: path)
    try run("git", ["add", "-A"], in: path)
    try run("git", ["commit", "-q", "--allow-empty", "-m", "base"], in: path)
    sync()
    return path
  }

  func remove() throws { try run("rm", ["-rf", root], in: "/") }
}
