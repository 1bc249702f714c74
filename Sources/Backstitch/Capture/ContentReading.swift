internal import FileSystem
internal import Git
internal import ObjectStore
internal import Patch

/// Reads files whose content a look at the tree did not know, and puts into the store what git could
/// not give back.
struct ContentReading {
  let files: any FileSystem
  let known: TreeSnapshot
  /// Git's index and objects, where its word is taken; nil: all is read.
  var git: Trusted?

  /// What git says of tracked files.
  struct Trusted {
    var index: IndexFile
    var blobs: BlobSource
    /// Whether a file in the working tree has other bytes than its blob, perhaps.
    var converts: Bool
  }

  /// A file that was read.
  struct Read {
    var path: RelativePath
    var status: FileStatus
    var id: ObjectID
    var content: SnapshotEntry.Content
    /// Whether the store lacks it yet.
    var isNew = false
  }

  /// Blobs beyond this many bytes are not left to git: it gives them back whole only.
  private static let limit: UInt64 = 64 * 1024 * 1024
  /// Up to this many bytes a file is held in memory, so that it cannot change between two looks.
  private static let small: UInt64 = 8 * 1024 * 1024

  /// - Returns: nil when it is gone by now.
  /// - Throws: what reading threw; a file that may not be read is for the caller to judge.
  func read(_ path: RelativePath, _ seen: FileStatus) throws(FileSystemError) -> Read? {
    if let id = cleanBlob(path, seen) {
      return Read(path: path, status: seen, id: id, content: .git)
    }
    let place = Place.workspace(path)
    let file: OpenFile
    do throws(FileSystemError) {
      file = try files.open(place)
    } catch {
      if error.isMissing || error.isBehindLink || error.isNoRegularFile { return nil }
      throw error
    }
    defer { files.close(file) }
    let status = try files.status(of: file)
    let id = try ObjectID.blob(of: file, size: status.size, in: files)
    if let before = known.entries[path], before.kind == .file, before.id == id {
      return Read(path: path, status: status, id: id, content: before.content)
    }
    if let git, status.size <= Self.limit, git.index.entries[path.bytes]?.id == id.bytes,
      git.blobs.size(of: id.bytes) == status.size
    {
      return Read(path: path, status: status, id: id, content: .git)
    }
    return Read(path: path, status: status, id: id, content: .store, isNew: true)
  }

  /// The blob that git would call a file the same as, without reading it.
  private func cleanBlob(_ path: RelativePath, _ seen: FileStatus) -> ObjectID? {
    guard let git, !git.converts, let entry = git.index.entries[path.bytes], entry.isPlain,
      entry.modified < git.index.written, seen.size <= Self.limit,
      entry.isSame(as: seen), git.blobs.size(of: entry.id) == seen.size
    else { return nil }
    return ObjectID(raw: entry.id)
  }

  /// Puts a file that was read into a pack.
  ///
  /// - Throws: ``ObjectStoreError/changed(_:)`` when it is another by now; the pack is then lost.
  func store(_ read: Read, in pack: inout PackWriter) throws(ObjectStoreError) {
    let place = Place.workspace(read.path)
    guard read.status.size <= Self.small else {
      _ = try pack.add(blobOf: place, expecting: read.id)
      return
    }
    do throws(FileSystemError) {
      let bytes = try files.contents(of: place)
      guard ObjectID.blob(bytes) == read.id else { throw FileSystemError("read", place, code: 0) }
      _ = try pack.add(.blob, bytes, knownAs: read.id)
    } catch {
      if error.code == 0 || error.isMissing || error.isNoRegularFile { throw .changed(place) }
      throw .file(error)
    }
  }
}

extension IndexFile.Entry {
  /// Whether `stat` says what it said when git looked.
  func isSame(as now: FileStatus) -> Bool {
    let isExecutable = now.mode & 0o100 != 0
    return mode == (isExecutable ? 0o100755 : 0o100644) && modified == now.modified
      && changed == now.changed && inode == UInt32(truncatingIfNeeded: now.inode)
      && size == UInt32(truncatingIfNeeded: now.size) && owner == now.owner && group == now.group
  }
}
