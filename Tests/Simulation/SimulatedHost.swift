package import FileSystem
internal import Glibc
internal import Patch

/// A machine whose only disk is simulated.
package struct SimulatedHost: Host {
  package let disk: SimulatedDisk
  /// Stands between the program and the disk: a deliberate fault.
  package var interposing: (@Sendable (SimulatedFileSystem) -> any FileSystem)?

  package init(
    _ disk: SimulatedDisk,
    interposing: (@Sendable (SimulatedFileSystem) -> any FileSystem)? = nil
  ) {
    self.disk = disk
    self.interposing = interposing
  }

  package func exists(_ path: [UInt8]) -> Bool {
    let state = disk.state
    guard let name = try? state.locate(DiskState.components(path)[...], from: DiskState.root) else {
      return false
    }
    return state.entry(name) != nil
  }

  package func fileSystem(
    workspace: [UInt8], store: [UInt8]?, umask: UInt16
  ) throws(FileSystemError) -> any FileSystem {
    let files = try SimulatedFileSystem(disk, workspace: workspace, store: store, umask: umask)
    return interposing?(files) ?? files
  }

  package func makeDirectories(
    _ path: [UInt8], below root: [UInt8]
  ) throws(FileSystemError) {
    guard path.starts(with: root + [0x2F]) else { return }
    let files = try fileSystem(workspace: root, store: nil, umask: 0o022)
    let relative = RelativePath(unchecked: Array(path[(root.count + 1)...]))
    for directory in Array(relative.ancestors.reversed()) + [relative] {
      do throws(FileSystemError) {
        try files.makeDirectory(.workspace(directory), mode: 0o777, exact: false)
      } catch {
        guard error.isTaken else { throw error }
      }
      try files.flushDirectory(Place.workspace(directory).parent)
    }
  }

  package func flushDirectory(_ path: [UInt8]) throws(FileSystemError) {
    try fileSystem(workspace: path, store: nil, umask: 0o022).flushDirectory(.workspace(nil))
  }

  package func removeTree(_ path: [UInt8]) throws(FileSystemError) {
    let files = try fileSystem(workspace: path, store: nil, umask: 0o022)
    try empty(nil, in: files)
  }

  private func empty(
    _ directory: RelativePath?, in files: any FileSystem
  ) throws(FileSystemError) {
    for name in try files.entries(of: .workspace(directory)) {
      let child = directory?.appending(name: name) ?? RelativePath(unchecked: name)
      if try files.status(of: .workspace(child))?.kind == .directory {
        try empty(child, in: files)
        try files.removeDirectory(.workspace(child))
      } else {
        try files.remove(.workspace(child))
      }
    }
  }
}
