package import Patch

/// One of the two directories that everything lies in.
package enum Root: String, Hashable, Sendable, Codable {
  /// The tree under Backstitch's care.
  case workspace
  /// The private store.
  case store
}

/// A root, or a path below one.
package struct Place: Hashable, Sendable, CustomStringConvertible {
  package var root: Root
  /// Nil is the root itself.
  package var path: RelativePath?

  package init(_ root: Root, _ path: RelativePath?) {
    self.root = root
    self.path = path
  }

  package static func workspace(_ path: RelativePath?) -> Place { Place(.workspace, path) }
  package static func store(_ path: RelativePath?) -> Place { Place(.store, path) }

  /// The directory that holds it; the root holds itself.
  package var parent: Place { Place(root, path?.parent) }

  package var description: String {
    switch root {
    case .workspace: path?.description ?? "the workspace's root"
    case .store: path.map { "\($0) in the store" } ?? "the store"
    }
  }
}

/// How a rename treats what stands at its target.
package enum RenameMode: Sendable {
  /// Takes its place.
  case replace
  /// Fails with `EEXIST`.
  case noReplace
  /// Changes places with it, atomically.
  case exchange
}

/// An open file; a number the file system gave out.
package struct OpenFile: Hashable, Sendable {
  package let number: Int32
  package init(number: Int32) { self.number = number }
}

/// The seam to the disk: the primitives everything durable is built from, so that a simulated
/// file system can stand in for the real one and crash at every call.
///
/// The crash contract: `rename` is atomic; a directory's entries are durable after
/// `flushDirectory`, a file's bytes and metadata after `flush` (or `flushAll`); before that, any
/// subset of entries and any mixture of bytes may survive a power cut. A directory's removal does
/// not survive without the removal of what was in it. A file renamed across directories may be at
/// both names when only the new one's directory was flushed, never at neither.
///
/// No call follows a symbolic link or leaves its root (I12): one on the way is `ELOOP`, a place
/// outside is `EXDEV`. Errors of flushing are reported and never retried as success.
package protocol FileSystem: Sendable {
  // Looking
  /// What stands there; nil when nothing does (`ENOENT`, or a file on the way).
  func status(of place: Place) throws(FileSystemError) -> FileStatus?
  /// Names in a directory, without `.` and `..`, in no order.
  func entries(of directory: Place) throws(FileSystemError) -> [[UInt8]]
  /// Names in a directory with what stands there, in one pass; what went meanwhile is left out.
  func listing(of directory: Place) throws(FileSystemError) -> [(name: [UInt8], status: FileStatus)]
  /// Whether entries of a directory may be made and removed by this process.
  func isWritable(_ directory: Place) throws(FileSystemError) -> Bool
  /// A symbolic link's target.
  func linkTarget(of place: Place) throws(FileSystemError) -> [UInt8]

  // Files
  /// Opens a regular file for reading; anything else fails with `EINVAL`, at once.
  func open(_ place: Place) throws(FileSystemError) -> OpenFile
  /// Opens an existing regular file for reading and writing.
  func openForUpdate(_ place: Place) throws(FileSystemError) -> OpenFile
  /// Creates a file that must not exist, for writing, with exactly this mode.
  func create(_ place: Place, mode: UInt16) throws(FileSystemError) -> OpenFile
  /// Status of an open file.
  func status(of file: OpenFile) throws(FileSystemError) -> FileStatus
  /// Reads up to the buffer's size at an offset in bytes; 0 at the end.
  func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileSystemError) -> Int
  /// Writes all bytes at an offset.
  func write(
    _ bytes: UnsafeRawBufferPointer, to file: OpenFile, at offset: UInt64
  ) throws(FileSystemError)
  /// Extended attributes (access control lists among them) of an open file.
  func attributes(of file: OpenFile) throws(FileSystemError) -> [ExtendedAttribute]
  /// The default access control list new entries of a directory inherit; nil when it has none.
  func defaultAccessList(of directory: Place) throws(FileSystemError) -> [UInt8]?
  /// Sets owner, extended attributes and then the twelve mode bits of an open file.
  func setMetadata(_ metadata: FileMetadata, of file: OpenFile) throws(FileSystemError)
  /// Flushes an open file's bytes and metadata to the device.
  func flush(_ file: OpenFile) throws(FileSystemError)
  func close(_ file: OpenFile)

  // Names
  func rename(_ from: Place, to: Place, mode: RenameMode) throws(FileSystemError)
  /// Removes a file or link.
  func remove(_ place: Place) throws(FileSystemError)
  /// Makes a directory; `mode` before the umask, or exactly when `exact`.
  func makeDirectory(_ place: Place, mode: UInt16, exact: Bool) throws(FileSystemError)
  func removeDirectory(_ place: Place) throws(FileSystemError)
  func makeSymlink(_ place: Place, target: [UInt8]) throws(FileSystemError)
  /// Flushes a directory's entries to the device.
  func flushDirectory(_ directory: Place) throws(FileSystemError)
  /// Gives a directory exactly these permissions.
  func setMode(_ mode: UInt16, ofDirectory directory: Place) throws(FileSystemError)
  /// Flushes everything on the file system that holds the directory.
  func flushAll(on directory: Place) throws(FileSystemError)

  // The lock
  /// Takes the exclusive lock of an existing file without waiting; false when another holds it.
  /// Released by closing the file, or by the end of the process.
  func lock(_ file: OpenFile) throws(FileSystemError) -> Bool

  /// The permission bits new files do not get.
  var umask: UInt16 { get }
}

/// What `lstat` says.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, Codable {
    case file, symlink, directory, other
  }

  package var kind: Kind
  /// The twelve permission bits.
  package var mode: UInt16
  package var owner: UInt32
  package var group: UInt32
  /// Bytes.
  package var size: UInt64
  package var inode: UInt64
  /// Which mount it lies on: renames work within one.
  package var mount: UInt64
  package var links: UInt64
  /// Nanoseconds since 1970.
  package var modified: Int64
  /// When content or metadata changed last, which nobody can set; nanoseconds since 1970.
  package var changed: Int64

  package init(
    kind: Kind, mode: UInt16, owner: UInt32, group: UInt32, size: UInt64, inode: UInt64,
    mount: UInt64, links: UInt64, modified: Int64, changed: Int64 = 0
  ) {
    self.kind = kind
    self.mode = mode
    self.owner = owner
    self.group = group
    self.size = size
    self.inode = inode
    self.mount = mount
    self.links = links
    self.modified = modified
    self.changed = changed
  }
}

/// One extended attribute.
package struct ExtendedAttribute: Hashable, Sendable {
  package var name: String
  package var value: [UInt8]

  package init(name: String, value: [UInt8]) {
    self.name = name
    self.value = value
  }
}

/// What a file has beside its bytes. Nil fields are left as creation made them.
package struct FileMetadata: Hashable, Sendable {
  /// The twelve permission bits.
  package var mode: UInt16
  package var owner: UInt32?
  package var group: UInt32?
  package var attributes: [ExtendedAttribute]

  package init(
    mode: UInt16, owner: UInt32? = nil, group: UInt32? = nil, attributes: [ExtendedAttribute] = []
  ) {
    self.mode = mode
    self.owner = owner
    self.group = group
    self.attributes = attributes
  }
}
