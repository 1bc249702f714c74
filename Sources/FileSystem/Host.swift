/// The machine a workspace lies on: what is looked at and made by absolute path before the two roots
/// are open. The real one, or a simulated one that can crash.
package protocol Host: Sendable {
  /// Whether something stands there.
  func exists(_ path: [UInt8]) -> Bool
  /// Opens the roots.
  ///
  /// - Parameters:
  ///   - workspace: absolute path of the tree.
  ///   - store: absolute path of the store's directory; nil when there is none yet.
  ///   - umask: the permission bits new files do not get.
  func fileSystem(
    workspace: [UInt8], store: [UInt8]?, umask: UInt16
  ) throws(FileSystemError) -> any FileSystem
  /// Makes the directories of a path that are missing below a root, durably.
  func makeDirectories(_ path: [UInt8], below root: [UInt8]) throws(FileSystemError)
  /// Flushes a directory's entries to the device.
  func flushDirectory(_ path: [UInt8]) throws(FileSystemError)
  /// Removes a directory we made, with all that is in it.
  func removeTree(_ path: [UInt8]) throws(FileSystemError)
}

/// The real machine.
package struct LocalHost: Host {
  package init() {}

  package func exists(_ path: [UInt8]) -> Bool { HostFiles.exists(path) }

  package func fileSystem(
    workspace: [UInt8], store: [UInt8]?, umask: UInt16
  ) throws(FileSystemError) -> any FileSystem {
    try POSIXFileSystem(workspace: workspace, store: store, umask: umask)
  }

  package func makeDirectories(
    _ path: [UInt8], below root: [UInt8]
  ) throws(FileSystemError) {
    try HostFiles.makeDirectories(path, below: root)
  }

  package func flushDirectory(_ path: [UInt8]) throws(FileSystemError) {
    try HostFiles.flushDirectory(path)
  }

  package func removeTree(_ path: [UInt8]) throws(FileSystemError) {
    try HostFiles.removeTree(path)
  }
}
