import Backstitch
import Foundation
import Glibc
import Patch
import Synchronization
import Testing

/// A temporary tree with a workspace in it, removed at the end.
final class Sandbox: Sendable {
  let root: String
  let workspace: Workspace
  private let clock: Clock
  private let heard = Heard()

  /// What people were told.
  var notices: [String] { heard.notices.withLock { $0 } }

  private final class Heard: Sendable { let notices = Mutex<[String]>([]) }

  final class Clock: Sendable {
    private let value = Mutex<Int64>(1_700_000_000)
    func tick() -> Int64 {
      value.withLock { value in
        value += 1
        return value
      }
    }
  }

  init(git: Bool = true) throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("backstitch-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    root = directory
    clock = Clock()
    let (clock, heard) = (clock, heard)
    if git { try Sandbox.git(["init", "-q", "-b", "main"], in: directory) }
    workspace = try Workspace(
      containing: Array(directory.utf8),
      context: Context(
        author: "Tester <tester@example.com>", now: { clock.tick() },
        pause: { usleep(UInt32($0) * 1000) }, wait: 200,
        notice: { notice in heard.notices.withLock { $0.append(notice) } }))
  }

  deinit {
    // Deeper than FileManager goes.
    let process = try? Process.run(URL(fileURLWithPath: "/bin/rm"), arguments: ["-rf", root])
    process?.waitUntilExit()
  }

  @discardableResult
  static func git(_ arguments: [String], in directory: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments = ["-C", directory] + arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.com", "GIT_COMMITTER_NAME": "T",
      "GIT_COMMITTER_EMAIL": "t@example.com", "HOME": "/nonexistent",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    try #require(process.terminationStatus == 0, "\(arguments): \(text)")
    return text
  }

  func write(_ path: String, _ text: String) throws {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ path: String) -> String? {
    (try? Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)"))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Every path with kind, mode and content; `.git` and the store's directory are left out.
  func snapshot() throws -> [[UInt8]: String] {
    var found: [[UInt8]: String] = [:]
    let directory = open(root, O_RDONLY | O_DIRECTORY)
    try #require(directory >= 0)
    try walk(directory, below: [], into: &found)
    return found
  }

  /// By open directories, since paths may be longer than the kernel takes.
  private func walk(
    _ directory: Int32, below: [UInt8], into found: inout [[UInt8]: String]
  ) throws {
    let stream = try #require(fdopendir(directory))
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if [".", "..", ".git", ".backstitch"].contains(where: { $0.utf8.elementsEqual(name) }) {
        continue
      }
      let path = below.isEmpty ? name : below + [0x2F] + name
      let text = name.map { CChar(bitPattern: $0) } + [0]
      var status = stat()
      try #require(fstatat(directory, text, &status, AT_SYMLINK_NOFOLLOW) == 0)
      let mode = String(status.st_mode, radix: 8)
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        found[path] = mode
        try walk(openat(directory, text, O_RDONLY | O_DIRECTORY), below: path, into: &found)
      case S_IFLNK:
        var target = [CChar](repeating: 0, count: 4096)
        let count = readlinkat(directory, text, &target, 4096)
        let bytes = target[..<count].map { UInt8(bitPattern: $0) }
        found[path] = mode + Data(bytes).base64EncodedString()
      default:
        let file = openat(directory, text, O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        try #require(Glibc.read(file, &bytes, bytes.count) == bytes.count)
        found[path] = mode + Data(bytes).base64EncodedString()
      }
    }
  }

  /// Stages one step and commits it.
  @discardableResult
  func commit(_ changes: [Change], _ description: String = "change") throws -> LandedOperation? {
    var transaction = try workspace.begin(description)
    try transaction.step("step") { tree throws(Refusal) in
      try tree.stage(ChangeSet(changes: changes))
    }
    return try transaction.commit()
  }
}

extension Change {
  static func write(_ path: RelativePath, _ text: String, mode: FileMode? = nil) -> Change {
    Change(path, .write(contents: Array(text.utf8), mode: mode))
  }
}

/// The conflicts a body was refused for.
func conflicts(_ body: () throws -> Void) -> [Conflict] {
  do {
    try body()
  } catch {
    if case BackstitchError.conflicts(let found) = error { return found }
    Issue.record("another error: \(error)")
    return []
  }
  Issue.record("it was not refused")
  return []
}
