internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// The objects that records name, directly or through the trees of their commits.
struct Reachability {
  /// Contents that undo and recovery need.
  private(set) var images: Set<ObjectID> = []
  /// Commits, trees and what only they name: for `git --git-dir=STORE`.
  private(set) var others: Set<ObjectID> = []
  private let reader: PackReader

  var all: Set<ObjectID> { images.union(others) }

  init(_ reader: PackReader) { self.reader = reader }

  mutating func add(_ image: Image?) {
    if case .file(let file) = image, let id = ObjectID(hexadecimal: file.id) { images.insert(id) }
  }

  mutating func add(_ content: ObjectID) { images.insert(content) }

  mutating func add(_ changes: [PathChange]) {
    for change in changes {
      add(change.before)
      add(change.after)
    }
  }

  mutating func add(_ operation: OperationRecord) throws(BackstitchError) {
    add(operation.net)
    for step in operation.steps { add(step.all) }
    if let commit = ObjectID(hexadecimal: operation.commit) { try add(commit: commit) }
  }

  /// Open transactions, and an operation that is not settled.
  mutating func add(unfinishedOf log: Log) throws(BackstitchError) {
    for open in log.transactions.values {
      for staged in open.staged { add(staged.step.all) }
    }
    if let pending = log.pending { try add(pending.intent.operation) }
    if let uncleaned = log.uncleaned { try add(uncleaned.operation) }
  }

  mutating func formUnion(_ other: Reachability) {
    images.formUnion(other.images)
    others.formUnion(other.others)
  }

  // MARK: Trees

  private mutating func add(commit: ObjectID) throws(BackstitchError) {
    others.insert(commit)
    guard let bytes = try bytes(of: commit, .commit) else { return }
    let line = bytes.prefix { $0 != 0x0A }
    guard line.starts(with: "tree ".utf8),
      let tree = ObjectID(hexadecimal: String(decoding: line.dropFirst(5), as: UTF8.self))
    else { return }
    try add(tree: tree)
  }

  private mutating func add(tree: ObjectID) throws(BackstitchError) {
    guard others.insert(tree).inserted, let bytes = try bytes(of: tree, .tree) else { return }
    for entry in TreeEntries(bytes) {
      if entry.isTree { try add(tree: entry.id) } else { others.insert(entry.id) }
    }
  }

  /// Nil when the object is lost: what it named cannot be told, and is not needed to undo.
  private func bytes(
    of id: ObjectID, _ kind: ObjectKind
  ) throws(BackstitchError) -> [UInt8]? {
    do throws(ObjectStoreError) {
      let object = try reader.object(id)
      return object.kind == kind ? object.bytes : nil
    } catch {
      if case .file = error { throw BackstitchError(error) }
      return nil
    }
  }
}
