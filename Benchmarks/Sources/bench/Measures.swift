import Backstitch
import Foundation
import Patch

/// A fresh directory, removed at the end.
func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("bench-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? run("/bin/rm", ["-rf", path]) }
  return try body(path)
}

/// Runs a program; throws when it fails.
func run(_ program: String, _ arguments: [String], in directory: String? = nil) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
  process.environment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null",
    "HOME": "/nonexistent",
    "GIT_AUTHOR_NAME": "B", "GIT_AUTHOR_EMAIL": "b@example.com", "GIT_COMMITTER_NAME": "B",
    "GIT_COMMITTER_EMAIL": "b@example.com",
  ]
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw CocoaError(
      .executableLoad, userInfo: [NSLocalizedDescriptionKey: "\(program) \(arguments) failed"])
  }
}

/// Seconds a body takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  try body()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted[sorted.count / 2]
}

/// Two-kilobyte contents, all different, in directories of a hundred.
func samples(_ count: Int) -> [(path: String, bytes: [UInt8])] {
  (0..<count).map { index in
    let line = Array("line of file \(index) with some words in it\n".utf8)
    var bytes: [UInt8] = []
    while bytes.count < 2048 { bytes += line }
    return ("dir\(index / 100)/file\(index).txt", Array(bytes.prefix(2048)))
  }
}

func makeWorkspace(_ root: String) throws -> Workspace {
  try Workspace(
    containing: Array(root.utf8),
    context: Context(
      author: "Bench <bench@example.com>", now: { Int64(time(nil)) },
      pause: { usleep(UInt32($0) * 1000) }))
}

func makeRepository(_ root: String, tracked: Int) throws {
  try run("/usr/bin/git", ["init", "-q", "-b", "main"], in: root)
  for (path, bytes) in samples(tracked) {
    let url = URL(fileURLWithPath: "\(root)/tracked/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes.prefix(200)).write(to: url)
  }
  try run("/usr/bin/git", ["add", "-A"], in: root)
  try run("/usr/bin/git", ["commit", "-q", "--allow-empty", "-m", "base"], in: root)
  // So that nobody pays for another's unwritten data.
  sync()
}

/// Commits files with undo data; seconds for the commit and its undo.
func commitAndUndo(
  _ files: [(path: String, bytes: [UInt8])], in root: String
) throws -> (commit: Double, undo: Double) {
  let workspace = try makeWorkspace(root)
  // The store is made before: a first use is not what is measured.
  if !workspace.hasStore {
    var first = try workspace.begin("first")
    try first.step("s") { tree throws(Refusal) in
      try tree.stage(Change("first.txt", .write(contents: [0x31], mode: nil)))
    }
    try first.commit()
  }
  let commit = try seconds {
    var transaction = try workspace.begin("bench")
    let changes = try files.map { file in
      Change(try RelativePath("new/" + file.path), .write(contents: file.bytes, mode: nil))
    }
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(ChangeSet(changes: changes))
    }
    try transaction.commit()
  }
  let undo = try seconds { try workspace.undo() }
  return (commit, undo)
}

/// What a careful plain program does: temporary files, syncfs, renames, syncfs; no undo data.
func plainWriter(_ files: [(path: String, bytes: [UInt8])], in root: String) throws -> Double {
  try seconds {
    var made: Set<String> = []
    for (path, bytes) in files {
      let target = "\(root)/plain/\(path)"
      let directory = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
      if made.insert(directory).inserted {
        try FileManager.default.createDirectory(
          atPath: directory, withIntermediateDirectories: true)
      }
      let file = open("\(target).tmp", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard file >= 0, write(file, bytes, bytes.count) == bytes.count else {
        throw CocoaError(.fileWriteUnknown)
      }
      close(file)
    }
    let directory = open(root, O_RDONLY)
    _ = flushFileSystem(directory)
    for (path, _) in files { rename("\(root)/plain/\(path).tmp", "\(root)/plain/\(path)") }
    _ = flushFileSystem(directory)
    close(directory)
  }
}

/// `git add && git commit` of the same files, written before.
func gitCommit(_ files: [(path: String, bytes: [UInt8])], in root: String) throws -> Double {
  for (path, bytes) in files {
    let url = URL(fileURLWithPath: "\(root)/git/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }
  sync()
  return try seconds {
    try run("/usr/bin/git", ["add", "git"], in: root)
    try run("/usr/bin/git", ["commit", "-q", "-m", "files"], in: root)
  }
}

/// glibc's `syncfs`, which Foundation's overlay does not show.
private let flushFileSystem: @convention(c) (Int32) -> Int32 = {
  guard let symbol = dlsym(nil, "syncfs") else { preconditionFailure("glibc has syncfs") }
  return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
}()
