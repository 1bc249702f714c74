import Backstitch
import Foundation
import Patch

func openWorkspace(_ root: String) throws -> Workspace {
  try Workspace(
    containing: Array(root.utf8),
    context: Context(
      author: "Bench <bench@example.com>", now: { Int64(time(nil)) },
      pause: { usleep(UInt32($0) * 1000) }))
}

/// Commits new files as one operation, in this process.
func commit(_ files: [Sample], in root: String) throws {
  let workspace = try openWorkspace(root)
  var transaction = try workspace.begin("bench")
  let changes = try files.map { file in
    Change(try RelativePath(file.path), .write(contents: file.bytes, mode: nil))
  }
  try transaction.step("s") { tree throws(Refusal) in
    try tree.stage(ChangeSet(changes: changes))
  }
  try transaction.commit()
}

/// Makes the store: a first use is not what is measured.
func prepareStore(in root: String) throws {
  try commit([Sample(path: "first.txt", bytes: [0x31])], in: root)
}

/// The most memory this process ever held, in bytes.
func ownPeak() throws -> Int {
  let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
}
