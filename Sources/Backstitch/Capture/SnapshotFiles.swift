internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// The snapshots in a store: what open captures rest on, and the newest, by which the next look at the
/// tree is quick.
struct SnapshotFiles {
  let files: any FileSystem

  private static let prefix = "snapshot-"

  private static func place(_ name: String) -> Place {
    .store(RelativePath(unchecked: name.utf8))
  }

  /// Writes a snapshot, durable when this returns; gives its name.
  ///
  /// - Parameter serial: how many records the journal has had.
  func write(
    _ snapshot: TreeSnapshot, serial: Int, random: UInt64
  ) throws(BackstitchError) -> String {
    let number = String(serial)
    let padding = String(repeating: "0", count: max(0, 16 - number.count))
    let name = "\(Self.prefix)\(padding)\(number)-\(String(random, radix: 36))"
    do throws(FileSystemError) {
      try files.create(
        Self.place(name), mode: 0o600, contents: snapshot.encoded(), flush: true)
      try files.flushDirectory(.store(nil))
    } catch {
      throw BackstitchError(error)
    }
    return name
  }

  /// Nil when it is lost or not whole.
  func read(_ name: String) throws(BackstitchError) -> TreeSnapshot? {
    do throws(FileSystemError) {
      return TreeSnapshot(try files.contents(of: Self.place(name)))
    } catch {
      if error.isMissing { return nil }
      throw BackstitchError(error)
    }
  }

  /// The newest that is whole.
  func newest() throws(BackstitchError) -> (name: String, snapshot: TreeSnapshot)? {
    for name in try names().reversed() {
      if let snapshot = try read(name) { return (name, snapshot) }
    }
    return nil
  }

  private func names() throws(BackstitchError) -> [String] {
    do throws(FileSystemError) {
      return try files.entries(of: .store(nil)).map { String(decoding: $0, as: UTF8.self) }
        .filter { $0.hasPrefix(Self.prefix) }.sorted()
    } catch {
      throw BackstitchError(error)
    }
  }

  /// Removes snapshots, and locks of captures, as far as that works; the store's lock is held.
  ///
  /// - Parameter newest: whether the newest goes too; what it knew costs the next look a reading.
  func removeUnneeded(by log: Log, newest: Bool = false) {
    let needed = Set(log.captures.values.map(\.snapshot))
    // What cannot be listed or removed now takes space and means nothing.
    guard let names = try? names() else { return }
    for name in newest ? names[...] : names.dropLast() where !needed.contains(name) {
      try? files.remove(Self.place(name))
    }
    // A lock that no record names was left by a process that died before it wrote that.
    let locks = Set(log.captures.values.map(\.lock))
    let present = (try? files.entries(of: .store(nil))) ?? []
    for name in present.map({ String(decoding: $0, as: UTF8.self) })
    where name.hasPrefix("capture-") && name.hasSuffix(".lock") && !locks.contains(name) {
      try? files.remove(Self.place(name))
    }
  }
}

extension Reachability {
  /// Contents that only open captures rest on.
  mutating func add(capturesOf log: Log, _ files: any FileSystem) throws(BackstitchError) {
    for capturing in log.captures.values {
      let snapshot = try SnapshotFiles(files: files).read(capturing.snapshot)
      for entry in snapshot?.entries.values.map({ $0 }) ?? [] where entry.content == .store {
        if entry.kind == .file, let id = entry.id { add(id) }
      }
    }
  }
}
