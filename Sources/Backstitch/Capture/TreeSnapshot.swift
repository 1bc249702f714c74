internal import Crypto
internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// What stands at every path that counts: the state before a command, and the cache by which the next
/// look at the tree reads only what changed.
///
/// In the store it is a file that is never changed, under a name never used before:
///
/// | bytes | |
/// |---|---|
/// | 8 | `bssnap1` and LF |
/// | 4, n | length and bytes of what the ignore rules outside the tree were |
/// | 4, n | the same of which index of git was looked at |
/// | 8 | the number of entries |
/// | each | length of the path (4), path, kind, flags, mode (2), owner, group (4), size, inode, modified, changed (8); of a file its blob's id (20); of a link the length of its target (4), target |
/// | 32 | SHA-256 of all before |
///
/// Numbers are little endian.
struct TreeSnapshot: Hashable, Sendable {
  /// What the ignore rules outside the tree were.
  var rules: [UInt8] = []
  /// Which index of git was looked at.
  var index: [UInt8] = []
  var entries: [RelativePath: SnapshotEntry] = [:]

  private static let magic = Array("bssnap1\n".utf8)

  /// Whether a path, or a directory above it, did not count.
  func leavesOut(_ path: RelativePath) -> Bool {
    ([path] + path.ancestors).contains { path in
      switch entries[path]?.kind {
      case .ignored, .foreign: true
      default: false
      }
    }
  }

  // MARK: Coding

  func encoded() -> [UInt8] {
    var bytes = Self.magic
    bytes.reserveCapacity(entries.count * 120 + 1024)
    for text in [rules, index] {
      Self.append(UInt32(text.count), to: &bytes)
      bytes += text
    }
    Self.append(UInt64(entries.count), to: &bytes)
    for (path, entry) in entries { Self.append(path, entry, to: &bytes) }
    return bytes + Array(SHA256.hash(data: bytes))
  }

  private static func append(
    _ path: RelativePath, _ entry: SnapshotEntry, to bytes: inout [UInt8]
  ) {
    append(UInt32(path.bytes.count), to: &bytes)
    bytes += path.bytes
    let isDirectory = entry.status.kind == .directory
    let flags = entry.content.rawValue | (entry.isRacy ? 4 : 0) | (isDirectory ? 8 : 0)
    bytes += [entry.kind.rawValue, flags]
    append(entry.status.mode, to: &bytes)
    append(entry.status.owner, to: &bytes)
    append(entry.status.group, to: &bytes)
    append(entry.status.size, to: &bytes)
    append(entry.status.inode, to: &bytes)
    append(entry.status.modified, to: &bytes)
    append(entry.status.changed, to: &bytes)
    if entry.kind == .file { bytes += entry.id?.bytes ?? [UInt8](repeating: 0, count: 20) }
    guard entry.kind == .symlink else { return }
    append(UInt32(entry.target.count), to: &bytes)
    bytes += entry.target
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  /// Nil unless the bytes are whole and have exactly this form.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > Self.magic.count + 32, bytes.starts(with: Self.magic),
      SHA256.hash(data: bytes.dropLast(32)).elementsEqual(bytes.suffix(32))
    else { return nil }
    var reader = SnapshotReader(rest: bytes[Self.magic.count..<(bytes.count - 32)])
    guard let rules = reader.text(), let index = reader.text(),
      let count = reader.number(UInt64.self)
    else { return nil }
    self.rules = Array(rules)
    self.index = Array(index)
    entries.reserveCapacity(Int(min(count, UInt64(bytes.count))))
    for _ in 0..<count {
      guard let (path, entry) = reader.entry() else { return nil }
      entries[path] = entry
    }
  }

  init() {}
}

private struct SnapshotReader {
  var rest: ArraySlice<UInt8>

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Bytes with their length before them.
  mutating func text() -> ArraySlice<UInt8>? {
    number(UInt32.self).flatMap { take(Int($0)) }
  }

  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
    guard let bytes = take(MemoryLayout<Number>.size) else { return nil }
    return Number(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(as: Number.self) })
  }

  mutating func entry() -> (RelativePath, SnapshotEntry)? {
    guard let path = text(),
      let kind = number(UInt8.self).flatMap(SnapshotEntry.Kind.init),
      let flags = number(UInt8.self),
      let content = SnapshotEntry.Content(rawValue: flags & 3), let mode = number(UInt16.self),
      let owner = number(UInt32.self), let group = number(UInt32.self),
      let size = number(UInt64.self), let inode = number(UInt64.self),
      let modified = number(Int64.self), let changed = number(Int64.self)
    else { return nil }
    let status = FileStatus(
      kind: flags & 8 != 0 ? .directory : kind == .symlink ? .symlink : .file, mode: mode,
      owner: owner, group: group, size: size, inode: inode,
      mount: 0, links: 1, modified: modified, changed: changed)
    var entry = SnapshotEntry(
      kind: kind, status: status, isRacy: flags & 4 != 0, content: content)
    if kind == .file {
      guard let id = take(20) else { return nil }
      entry.id = ObjectID(raw: id)
    }
    if kind == .symlink {
      guard let target = text() else { return nil }
      entry.target = Array(target)
    }
    return (RelativePath(unchecked: path), entry)
  }
}
