import Foundation
import Patch

/// Runs Python in a tree that is written to a directory: with the libraries of generated backends,
/// from `BACKSTITCH_PYTHON_TOOLS`.
struct PythonRun {
  /// What it wrote, to either output.
  let output: String
  /// Its exit status.
  let status: Int32

  /// The program; nil where it or FastAPI is not installed.
  static let program: String? = {
    let directory = ProcessInfo.processInfo.environment["BACKSTITCH_PYTHON_TOOLS"] ?? ""
    let path = "\(directory)/python"
    guard !directory.isEmpty, FileManager.default.isExecutableFile(atPath: path) else {
      print("no Python with FastAPI: BACKSTITCH_PYTHON_TOOLS names no directory with it")
      return nil
    }
    return path
  }()

  /// Runs a script in a directory of the tree.
  init(_ script: String, in directory: String, of tree: some ReadableTree) throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "backstitch-python-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for path in try tree.files() where path.description.hasSuffix(".py") {
      let place = root.appending(path: path.description)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(try tree.contents(of: path) ?? []).write(to: place)
    }
    let process = Process()
    process.executableURL = URL(filePath: Self.program ?? "python3")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = root.appending(path: directory)
    process.environment = [
      "DATABASE_URL": "sqlite+aiosqlite:///shop.db", "PYTHONDONTWRITEBYTECODE": "1",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
