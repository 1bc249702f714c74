internal import FileSystem
internal import Journal
internal import ObjectStore

/// What stands at a path: as one look at it saw it, with where its content can be had.
struct SnapshotEntry: Hashable, Sendable {
  /// What it is, and whether it counts.
  enum Kind: UInt8 {
    case file = 1
    case symlink, directory
    /// A file or directory that git ignores.
    case ignored
    /// A directory with a repository of its own.
    case foreign
  }

  /// Where a file's bytes are.
  enum Content: UInt8 {
    /// In the store, durable.
    case store = 1
    /// In git's objects: a blob with the same bytes.
    case git
  }

  var kind: Kind
  var status: FileStatus
  /// Whether it may have changed since without showing it: it was modified just before the look.
  var isRacy: Bool
  /// The blob with a file's bytes.
  var id: ObjectID?
  var content = Content.store
  /// A symbolic link's target.
  var target: [UInt8] = []

  /// Whether nothing was written since: what `stat` says of it is the same in every part.
  func isUntouched(in now: FileStatus) -> Bool { !isRacy && isSame(as: now) }

  /// Whether `stat` says the same.
  func isSame(as now: FileStatus) -> Bool {
    status.kind == now.kind && status.size == now.size && status.modified == now.modified
      && status.changed == now.changed && status.inode == now.inode && status.mode == now.mode
      && status.owner == now.owner && status.group == now.group
  }

  /// The same as an image, not stored anywhere yet; nil for what does not count.
  var image: Image? {
    switch kind {
    case .file:
      id.map { id in
        .file(
          FileImage(
            id: id.hexadecimal, size: status.size, mode: status.mode, owner: status.owner,
            group: status.group))
      }
    case .symlink: .symlink(target: Bytes(target))
    case .directory: .directory(mode: status.mode)
    case .ignored, .foreign: nil
    }
  }
}
