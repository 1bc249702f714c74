import Foundation

/// Peak memory of whole processes. Runs first, see ``Finished/peak``.
struct Memory {
  let scratch: Scratch
  let program: String
  let count: Int
  /// Bytes of the one large file.
  let large: Int

  private static let limit = 64 * 1024 * 1024

  func run() throws {
    Table.progress("memory")
    let root = try scratch.repository(tracked: 0)
    try prepareStore(in: root)
    let own = ProcessInfo.processInfo.arguments[0]
    let files = "\(grouped(count)) files of 2 KB"
    row(
      "commit of \(files), by the library", try bench.run(own, ["--commit", "\(count)"], in: root))
    row("undo of it, whole process", try bench.run(program, ["undo"], in: root))
    row("redo of it, whole process", try bench.run(program, ["redo"], in: root))

    let file = "\(root)/large.bin"
    try makeLargeFile(file)
    try Data(#"{"changes":[{"delete":"large.bin"}]}"#.utf8).write(
      to: URL(fileURLWithPath: "\(root)/delete.json"))
    let size = "one file of \(mebibytes(large))"
    row(
      "delete \(size), whole process", try bench.run(program, ["apply", "delete.json"], in: root))
    row("undo of it, whole process", try bench.run(program, ["undo"], in: root))
    row("redo of it, whole process", try bench.run(program, ["redo"], in: root))
  }

  private func row(_ measure: String, _ finished: Finished) {
    Table.row(
      "peak memory: \(measure)", mebibytes(finished.peak), target: "under 64 MiB",
      met: finished.peak < Self.limit)
  }

  /// Bytes that do not compress away.
  private func makeLargeFile(_ path: String) throws {
    var random = SystemRandomNumberGenerator()
    let chunk = Data(
      (0..<(1 << 17)).flatMap { _ in withUnsafeBytes(of: random.next(), Array.init) })
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    var left = large
    while left > 0 {
      try handle.write(contentsOf: chunk.prefix(left))
      left -= min(left, chunk.count)
    }
    try handle.close()
  }
}
