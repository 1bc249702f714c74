internal import CShims
internal import Glibc
internal import Synchronization

extension POSIXFileSystem {
  package func flush(_ file: OpenFile) throws(FileSystemError) {
    guard fsync(file.number) == 0 else { throw FileSystemError("flush", nil, code: errno) }
  }

  package func flushDirectory(_ place: Place) throws(FileSystemError) {
    let directory = try openDirectory(place, "flush")
    defer { Glibc.close(directory) }
    guard fsync(directory) == 0 else { throw FileSystemError("flush", place, code: errno) }
  }

  package func flushAll(on directory: Place) throws(FileSystemError) {
    let opened = try openDirectory(directory, "flush")
    defer { Glibc.close(opened) }
    guard bs_sync_file_system(holdMount(of: opened)) == 0 else {
      throw FileSystemError("flush", directory, code: errno)
    }
  }

  // MARK: Mounts

  /// The descriptor that stands for an open directory's mount, made when there is none; the
  /// directory's own where that cannot be had.
  @discardableResult
  func holdMount(of directory: Int32) -> Int32 {
    var found = bs_status()
    guard bs_status(directory, "", &found) == 0, found.mount != 0 else { return directory }
    return mounts.withLock { mounts in
      if let known = mounts[found.mount] { return known }
      let opened = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard opened >= 0 else { return directory }
      mounts[found.mount] = opened
      return opened
    }
  }

  /// Holds the mount that a directory lies on, by its name in another, unless that is held.
  func noteMount(_ mount: UInt64, _ directory: Int32, _ name: UnsafePointer<CChar>) {
    guard mount != 0, mounts.withLock({ $0[mount] == nil }) else { return }
    let opened = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { return }
    holdMount(of: opened)
    Glibc.close(opened)
  }
}
