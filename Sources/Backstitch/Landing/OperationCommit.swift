internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// The store's commit of an operation: a tree with `before/`, `after/` and `operation.json`, so
/// that `git --git-dir=STORE log` and `show` read it.
struct OperationCommit {
  let operation: OperationRecord

  /// Writes it behind its contents; returns its id.
  func write(to pack: inout PackWriter) throws(FileSystemError) -> String {
    var entries: [TreeEntry] = []
    for change in operation.net {
      if let entry = try entry("before", change.path, change.before, &pack) {
        entries.append(entry)
      }
      if let entry = try entry("after", change.path, change.after, &pack) { entries.append(entry) }
    }
    let summary = try pack.add(.blob, json())
    entries.append(TreeEntry(path: "operation.json", mode: "100644", id: summary.id))
    let tree = try pack.addTree(entries)
    let id = try pack.addCommit(
      tree: tree, parents: [], author: operation.author, time: operation.time,
      message: operation.description)
    return id.hexadecimal
  }

  private func entry(
    _ side: String, _ path: RelativePath, _ image: Image?, _ pack: inout PackWriter
  ) throws(FileSystemError) -> TreeEntry? {
    let place = RelativePath(unchecked: Array(side.utf8)).appending(path)
    switch image {
    case nil, .directory: return nil
    case .symlink(let target):
      return TreeEntry(path: place, mode: "120000", id: try pack.add(.blob, target.bytes).id)
    case .file(let file):
      guard let id = ObjectID(hexadecimal: file.id) else { return nil }
      return TreeEntry(path: place, mode: file.mode & 0o100 == 0 ? "100644" : "100755", id: id)
    }
  }

  /// What trees cannot say: kind, steps, directories, all mode bits.
  private func json() -> [UInt8] {
    var bare = operation
    bare.steps = operation.steps.map { StepChanges(step: $0.step, changes: []) }
    do {
      return try RecordEncoder.encode(bare) + [0x0A]
    } catch {
      preconditionFailure("an operation's record is plain JSON: \(error)")
    }
  }
}
