internal import Glibc

/// A working tree's index, read as a plain file: what git saw of each tracked file when it last knew
/// it to be as committed or staged.
package struct IndexFile: Sendable {
  /// A tracked file.
  package struct Entry: Sendable, Hashable {
    /// The blob's id, 20 bytes.
    package var id: [UInt8]
    /// Nanoseconds since 1970, as `stat` gave them.
    package var changed: Int64
    package var modified: Int64
    /// The lower 32 bits.
    package var inode: UInt32
    package var size: UInt32
    package var owner: UInt32
    package var group: UInt32
    /// `100644`, `100755`, `120000` or `160000`, octal.
    package var mode: UInt32
    /// Whether git would take the file's word for it: no conflict, no flag that says not to look.
    package var isPlain: Bool
  }

  /// By path.
  package private(set) var entries: [[UInt8]: Entry] = [:]
  /// Directories that hold a tracked file, however deep.
  package private(set) var directories: Set<[UInt8]> = []
  /// When the index was written; a file modified since may have changed within one tick.
  package let written: Int64

  /// Reads a worktree's index.
  ///
  /// - Returns: nil when there is none, or it has a form that is not read: another hash, a split or
  ///   sparse index.
  package init?(of location: GitLocation) {
    let path = location.gitDirectory + Array("/index".utf8)
    guard let status = GitLocation.status(path), let bytes = GitLocation.contents(path) else {
      return nil
    }
    self.init(parsing: bytes, written: Self.nanoseconds(status.st_mtim))
  }

  /// Tells one state of a worktree's index from another without reading it; nil when there is none.
  package static func stamp(of location: GitLocation) -> [UInt8]? {
    GitLocation.status(location.gitDirectory + Array("/index".utf8)).map { status in
      Array("\(status.st_ino) \(status.st_size) \(nanoseconds(status.st_ctim))".utf8)
    }
  }

  init?(parsing bytes: [UInt8], written: Int64) {
    self.written = written
    let reader = Reader(bytes: bytes)
    guard reader.isIndex, let end = reader.entries(into: &entries), reader.isWhole(from: end) else {
      return nil
    }
    for path in entries.keys {
      var next = path[...]
      while let slash = next.lastIndex(of: 0x2F) {
        next = next[..<slash]
        if !directories.insert(Array(next)).inserted { break }
      }
    }
  }

  static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The index's bytes; see `gitformat-index(5)`.
private struct Reader {
  let bytes: [UInt8]
  private var version: UInt32 { number(4) }
  /// The SHA-1 at the end.
  private static let checksum = 20

  var isIndex: Bool {
    bytes.count >= 12 + Self.checksum && bytes.starts(with: "DIRC".utf8)
      && (2...4).contains(version)
  }

  private func number(_ offset: Int) -> UInt32 {
    guard offset + 4 <= bytes.count else { return 0 }
    return UInt32(bytes[offset]) << 24 | UInt32(bytes[offset + 1]) << 16
      | UInt32(bytes[offset + 2]) << 8 | UInt32(bytes[offset + 3])
  }

  private func time(_ offset: Int) -> Int64 {
    Int64(number(offset)) * 1_000_000_000 + Int64(number(offset + 4))
  }

  /// Reads all entries; where they end, nil when they do not fit.
  func entries(into found: inout [[UInt8]: IndexFile.Entry]) -> Int? {
    let count = Int(number(8))
    guard count <= bytes.count / 62 else { return nil }
    found.reserveCapacity(count)
    var start = 12
    var previous: [UInt8] = []
    for _ in 0..<count {
      guard start + 64 < bytes.count else { return nil }
      let flags = number(start + 60) >> 16
      let isExtended = flags & 0x4000 != 0
      let more = isExtended ? number(start + 62) >> 16 : 0
      guard let (path, next) = path(at: start + (isExtended ? 64 : 62), from: start, previous)
      else {
        return nil
      }
      // Assume-valid, a stage, skip-worktree, intent-to-add: the working tree was not looked at.
      let isPlain = flags & 0xB000 == 0 && more & 0x6000 == 0
      found[path] = IndexFile.Entry(
        id: Array(bytes[(start + 40)..<(start + 60)]), changed: time(start),
        modified: time(start + 8), inode: number(start + 20), size: number(start + 36),
        owner: number(start + 28), group: number(start + 32), mode: number(start + 24),
        isPlain: isPlain)
      previous = path
      start = next
    }
    return start
  }

  private func path(
    at offset: Int, from start: Int, _ previous: [UInt8]
  ) -> (path: [UInt8], next: Int)? {
    var offset = offset
    var path: [UInt8] = []
    if version == 4 {
      guard let (dropped, next) = variable(at: offset), dropped <= previous.count else {
        return nil
      }
      path = Array(previous.dropLast(dropped))
      offset = next
    }
    guard offset < bytes.count, let end = bytes[offset...].firstIndex(of: 0) else { return nil }
    path += bytes[offset..<end]
    // Up to version 3 an entry is padded to eight bytes with at least one zero.
    return (path, version == 4 ? end + 1 : start + (end - start + 8) / 8 * 8)
  }

  private func variable(at offset: Int) -> (value: Int, next: Int)? {
    var (value, next) = (0, offset)
    while next < bytes.count, value < 1 << 24 {
      let byte = bytes[next]
      value = value << 7 | Int(byte & 0x7F)
      next += 1
      if byte & 0x80 == 0 { return (value, next) }
      value += 1
    }
    return nil
  }

  /// Whether the extensions fit, and none has entries elsewhere or directories for entries.
  func isWhole(from end: Int) -> Bool {
    var start = end
    while start + 8 <= bytes.count - Self.checksum {
      let name = bytes[start..<(start + 4)]
      if name.elementsEqual("link".utf8) || name.elementsEqual("sdir".utf8) { return false }
      start += 8 + Int(number(start + 4))
    }
    return start == bytes.count - Self.checksum
  }
}
