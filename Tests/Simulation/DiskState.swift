internal import FileSystem

/// Everything a simulated disk holds: what processes see, and what a power cut would leave.
///
/// A value: a copy is the disk at that moment, from which any number of crashes can be played.
package struct DiskState: Sendable {
  /// A file's bytes, with what of them is not durable yet.
  struct File: Sendable {
    var bytes: [UInt8] = []
    var mode: UInt16
    var owner: UInt32 = 1000
    var group: UInt32 = 1000
    var attributes: [ExtendedAttribute] = []
    /// As of the last flush; nil when nothing changed since.
    var flushed: Flushed?
    var links: UInt64 = 1
    var modified: Int64
  }

  /// A file as its last flush left it, and where it was written since.
  struct Flushed: Sendable {
    var bytes: [UInt8]
    var mode: UInt16
    var attributes: [ExtendedAttribute]
    var written: [Range<Int>] = []
    /// What a failed flush gave up: later flushes say nothing of it, and do not make it durable,
    /// unless it is written again (fsync(2), Linux since 4.13).
    var givenUp: [Range<Int>] = []
  }

  struct Directory: Sendable {
    var entries: [[UInt8]: Int] = [:]
    var mode: UInt16
    /// Before a change that was not flushed.
    var flushedMode: UInt16?
    var parent: Int
  }

  enum Node: Sendable {
    case file(File)
    case symlink([UInt8])
    case directory(Directory)
    case other
  }

  /// One name in one directory.
  struct Name: Hashable, Sendable {
    var directory: Int
    var name: [UInt8]
  }

  /// An atomic change of names that a power cut may still take back: whole or not at all.
  struct NameChange: Sendable {
    /// What each name stands for afterwards; nil for nothing.
    var names: [(name: Name, node: Int?)]
    /// Directories whose flush it still waits for; empty: durable.
    var waiting: Set<Int>
    /// The directory it removes, when it does: then its entries' removal survives with it.
    var removes: Int?
    var isDurable: Bool { waiting.isEmpty }
    /// Whether it is a rename across directories of which the new one alone was flushed: some file
    /// systems (Btrfs) then keep both names.
    private var canHalve: Bool {
      guard names.count == 2, !isDurable else { return false }
      let new = names.filter { $0.node != nil }
      return new.count == 1 && new.allSatisfy { !waiting.contains($0.name.directory) }
    }
    /// How many ends a power cut may give it: lost, kept, or (a rename) kept beside its old name.
    var fates: Int { canHalve ? 3 : 2 }
  }

  var nodes: [Int: Node] = [:]
  /// Which mount each node lies on.
  var mounts: [Int: UInt64] = [:]
  /// The names as they are for sure after a power cut, but for `pending`.
  var durable: [Name: Int] = [:]
  var pending: [NameChange] = []
  var nextNode = 2
  package internal(set) var clock: Int64 = 1
  /// Names used again before their removal was durable: a fault of the program.
  package internal(set) var reuses: [String] = []
  /// Bytes that still fit; nil for no limit.
  var space: Int?

  static let root = 1

  /// An empty disk.
  package init() {
    nodes[Self.root] = .directory(Directory(mode: 0o755, parent: Self.root))
    mounts[Self.root] = 1
  }

  /// Makes all that was done durable: how a scenario's start is set up.
  package mutating func settle() {
    for id in nodes.keys { flush(node: id) }
    pending = []
    durable = [:]
    for (id, node) in nodes {
      guard case .directory(let directory) = node else { continue }
      for (name, child) in directory.entries { durable[Name(directory: id, name: name)] = child }
    }
    reuses = []
  }

  // MARK: Durability

  mutating func flush(node id: Int) {
    switch nodes[id] {
    case .file(var file) where file.flushed != nil:
      file.settle()
      nodes[id] = .file(file)
    case .directory(var directory) where directory.flushedMode != nil:
      directory.flushedMode = nil
      nodes[id] = .directory(directory)
    default: break
    }
  }

  /// A flush of a file failed.
  mutating func giveUp(node id: Int) {
    guard case .file(var file) = nodes[id], let flushed = file.flushed else { return }
    file.flushed?.givenUp = flushed.givenUp + flushed.written
    nodes[id] = .file(file)
  }

  mutating func giveUp(mount: UInt64) {
    for id in nodes.keys where mounts[id] == mount { giveUp(node: id) }
  }

  /// A directory's entries are durable after its flush; a rename across two, after both.
  mutating func flush(directory id: Int) {
    flush(node: id)
    for index in pending.indices { pending[index].waiting.remove(id) }
    prune()
  }

  /// A directory and those above it: what a person saved is reachable.
  mutating func flush(upFrom id: Int) {
    var next = id
    while true {
      flush(directory: next)
      guard next != Self.root, case .directory(let directory) = nodes[next] else { return }
      next = directory.parent
    }
  }

  mutating func flush(mount: UInt64) {
    for (id, _) in nodes where mounts[id] == mount {
      flush(node: id)
      for index in pending.indices { pending[index].waiting.remove(id) }
    }
    prune()
  }

  /// A directory's durable removal makes the removal of its entries durable.
  private mutating func settleRemovals() {
    for index in pending.indices.reversed() where pending[index].isDurable {
      guard let removed = pending[index].removes else { continue }
      for earlier in 0..<index
      where pending[earlier].names.contains(where: { $0.name.directory == removed }) {
        pending[earlier].waiting = []
      }
    }
  }

  /// Takes in what is durable, unless an earlier change of the same name is still open.
  private mutating func prune() {
    settleRemovals()
    var open: Set<Name> = []
    var kept: [NameChange] = []
    for change in pending {
      let names = change.names.map(\.name)
      if change.isDurable, open.isDisjoint(with: names) {
        for (name, node) in change.names { durable[name] = node }
      } else {
        open.formUnion(names)
        kept.append(change)
      }
    }
    pending = kept
  }

  // MARK: Names

  /// Changes names atomically, for processes at once, for a power cut when it is flushed.
  mutating func change(_ names: [(name: Name, node: Int?)], removes: Int? = nil) {
    for (name, node) in names {
      guard case .directory(var directory) = nodes[name.directory] else { continue }
      if let node, directory.entries[name.name] == nil { noteReuse(of: name, by: node) }
      directory.entries[name.name] = node
      nodes[name.directory] = .directory(directory)
      if let node, case .directory(var moved) = nodes[node] {
        moved.parent = name.directory
        nodes[node] = .directory(moved)
      }
    }
    pending.append(
      NameChange(names: names, waiting: Set(names.map(\.name.directory)), removes: removes))
  }

  /// The node that stood there may come back: whichever change survives, the name is its own.
  private mutating func noteReuse(of name: Name, by node: Int) {
    var last = durable[name]
    var isOpen = false
    for change in pending {
      guard let found = change.names.first(where: { $0.name == name }) else { continue }
      last = found.node ?? last
      isOpen = !change.isDurable
    }
    if isOpen, let last, last != node { reuses.append(String(decoding: name.name, as: UTF8.self)) }
  }
}

extension DiskState {
  /// Begins to look for reused names anew: after a crash nobody knows what was not durable.
  package mutating func forgetReuses() { reuses = [] }
}
