internal import FileSystem
internal import Glibc

extension DiskState {
  /// Why a call failed.
  struct Failure: Error {
    var code: Int32
    init(_ code: Int32) { self.code = code }
  }

  /// Finds the directory that holds the last component, and that component.
  func locate(_ components: ArraySlice<[UInt8]>, from start: Int) throws(Failure) -> Name {
    guard let last = components.last else { throw Failure(EBUSY) }
    guard last.count <= 255 else { throw Failure(ENAMETOOLONG) }
    return Name(directory: try walk(components.dropLast(), from: start), name: last)
  }

  /// Follows directories only: a link on the way is `ELOOP`, a file `ENOTDIR` (I12).
  func walk(_ components: ArraySlice<[UInt8]>, from start: Int) throws(Failure) -> Int {
    var id = start
    for component in components {
      guard case .directory(let directory) = nodes[id] else { throw Failure(ENOTDIR) }
      guard let next = directory.entries[component] else { throw Failure(ENOENT) }
      switch nodes[next] {
      case .directory: id = next
      case .symlink: throw Failure(ELOOP)
      default: throw Failure(ENOTDIR)
      }
    }
    return id
  }

  func entry(_ name: Name) -> Int? {
    guard case .directory(let directory) = nodes[name.directory] else { return nil }
    return directory.entries[name.name]
  }

  /// The names of a node, without their directories.
  func names(of id: Int) -> [[UInt8]] {
    nodes.values.flatMap { node in
      guard case .directory(let directory) = node else { return [[UInt8]]() }
      return directory.entries.filter { $0.value == id }.map(\.key)
    }
  }

  func status(of id: Int) -> FileStatus? {
    func status(
      _ kind: FileStatus.Kind, _ mode: UInt16, size: Int = 0, links: UInt64 = 1,
      modified: Int64 = 0, owner: UInt32 = 1000, group: UInt32 = 1000
    ) -> FileStatus {
      FileStatus(
        kind: kind, mode: mode, owner: owner, group: group, size: UInt64(size),
        inode: UInt64(id), mount: mounts[id] ?? 0, links: links, modified: modified)
    }
    switch nodes[id] {
    case .file(let file):
      return status(
        .file, file.mode, size: file.bytes.count, links: file.links, modified: file.modified,
        owner: file.owner, group: file.group)
    case .symlink(let target): return status(.symlink, 0o777, size: target.count)
    case .directory(let directory): return status(.directory, directory.mode)
    case .other: return status(.other, 0o644)
    case nil: return nil
    }
  }

  mutating func make(_ node: Node, at name: Name) throws(Failure) -> Int {
    guard case .directory = nodes[name.directory] else { throw Failure(ENOENT) }
    guard entry(name) == nil else { throw Failure(EEXIST) }
    let id = nextNode
    nextNode += 1
    nodes[id] = node
    mounts[id] = mounts[name.directory]
    change([(name, id)])
    return id
  }

  mutating func rename(_ from: Name, to: Name, mode: RenameMode) throws(Failure) {
    guard let moved = entry(from) else { throw Failure(ENOENT) }
    let target = entry(to)
    guard mounts[from.directory] == mounts[to.directory] else { throw Failure(EXDEV) }
    switch mode {
    case .noReplace:
      guard target == nil else { throw Failure(EEXIST) }
    case .exchange:
      guard let target else { throw Failure(ENOENT) }
      return change([(from, target), (to, moved)])
    case .replace:
      if let target {
        guard target != moved else { return }
        if case .directory(let directory) = nodes[target] {
          guard case .directory = nodes[moved] else { throw Failure(EISDIR) }
          guard directory.entries.isEmpty else { throw Failure(ENOTEMPTY) }
        } else if case .directory = nodes[moved] {
          throw Failure(ENOTDIR)
        }
      }
    }
    if case .directory = nodes[moved], isWithin(to.directory, moved) { throw Failure(EINVAL) }
    change([(from, nil), (to, moved)])
  }

  private func isWithin(_ id: Int, _ ancestor: Int) -> Bool {
    var next = id
    while next != Self.root {
      if next == ancestor { return true }
      guard case .directory(let directory) = nodes[next] else { return false }
      next = directory.parent
    }
    return false
  }

  /// Every path below a directory with kind, permissions and content, for comparisons.
  package func tree(below path: [UInt8]) -> [[UInt8]: String] {
    var found: [[UInt8]: String] = [:]
    guard let id = try? walk(Self.components(path)[...], from: Self.root) else { return found }
    collect(id, below: [], into: &found)
    return found
  }

  private func collect(_ id: Int, below: [UInt8], into found: inout [[UInt8]: String]) {
    guard case .directory(let directory) = nodes[id] else { return }
    for (name, child) in directory.entries {
      let path = below.isEmpty ? name : below + [0x2F] + name
      switch nodes[child] {
      case .file(let file):
        let text = String(decoding: file.bytes, as: UTF8.self)
        found[path] = "file \(String(file.mode, radix: 8)) \(text)"
      case .symlink(let target): found[path] = "link \(String(decoding: target, as: UTF8.self))"
      case .directory(let inner):
        found[path] = "directory \(String(inner.mode, radix: 8))"
        collect(child, below: path, into: &found)
      default: found[path] = "other"
      }
    }
  }

  static func components(_ path: [UInt8]) -> [[UInt8]] {
    path.split(separator: 0x2F).map(Array.init)
  }
}
