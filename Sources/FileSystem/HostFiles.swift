internal import CShims
internal import Glibc
internal import Patch

/// The few looks at absolute paths that come before a workspace is opened.
package enum HostFiles {
  /// Whether something stands there.
  package static func exists(_ path: [UInt8]) -> Bool {
    var found = stat()
    return withCString(path) { lstat($0, &found) } == 0
  }

  /// Whether a directory stands there, also behind a link.
  package static func isDirectory(_ path: [UInt8]) -> Bool {
    var found = stat()
    return withCString(path) { stat($0, &found) } == 0 && found.st_mode & S_IFMT == S_IFDIR
  }

  /// A small file's bytes; nil when there is none or it cannot be read.
  package static func contents(_ path: [UInt8]) -> [UInt8]? {
    let descriptor = withCString(path) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// The nearest directory from here upward that has an entry of that name.
  package static func nearest(_ name: String, from directory: [UInt8]) -> [UInt8]? {
    var next = directory
    while true {
      if isDirectory(next + [0x2F] + Array(name.utf8)) { return next }
      guard let slash = next.lastIndex(of: 0x2F), slash > 0 else { return nil }
      next = Array(next[..<slash])
    }
  }

  /// Makes the directories of a path that are missing below a root, durably.
  package static func makeDirectories(
    _ path: [UInt8], below root: [UInt8]
  ) throws(FileSystemError) {
    guard path.starts(with: root + [0x2F]) else { return }
    var directory = root
    for name in path[(root.count + 1)...].split(separator: 0x2F) {
      let parent = directory
      directory += [0x2F] + name
      guard withCString(directory, { mkdir($0, 0o777) }) == 0 || errno == EEXIST else {
        throw FileSystemError("create", .workspace(".backstitch"), code: errno)
      }
      try flushDirectory(parent)
    }
  }

  /// Flushes a directory's entries to the device.
  package static func flushDirectory(_ path: [UInt8]) throws(FileSystemError) {
    let opened = withCString(path) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw FileSystemError("open", nil, code: errno) }
    defer { close(opened) }
    guard fsync(opened) == 0 else { throw FileSystemError("flush", nil, code: errno) }
  }

  /// Removes a directory we made, with all that is in it.
  package static func removeTree(_ path: [UInt8]) throws(FileSystemError) {
    var found = stat()
    guard withCString(path, { lstat($0, &found) }) == 0 else { return }
    if found.st_mode & S_IFMT == S_IFDIR {
      for name in try names(in: path) { try removeTree(path + [0x2F] + name) }
      guard withCString(path, { rmdir($0) }) == 0 else {
        throw FileSystemError("delete", nil, code: errno)
      }
    } else if withCString(path, { unlink($0) }) != 0 {
      throw FileSystemError("delete", nil, code: errno)
    }
  }

  /// Waits a little.
  package static func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }

  /// Removes a directory with nothing in it.
  package static func removeDirectory(_ path: [UInt8]) throws(FileSystemError) {
    guard withCString(path, { rmdir($0) }) == 0 else {
      throw FileSystemError("delete", nil, code: errno)
    }
  }

  /// Gives a path another name, where nothing but an empty directory stands.
  package static func rename(_ path: [UInt8], to other: [UInt8]) throws(FileSystemError) {
    let result = withCString(path) { old in withCString(other) { new in Glibc.rename(old, new) } }
    guard result == 0 else { throw FileSystemError("rename", nil, code: errno) }
  }

  /// Flushes all that was written to the file system of a directory.
  package static func flushFileSystem(of path: [UInt8]) throws(FileSystemError) {
    let opened = withCString(path) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw FileSystemError("open", nil, code: errno) }
    defer { close(opened) }
    guard bs_sync_file_system(opened) == 0 else {
      throw FileSystemError("flush", nil, code: errno)
    }
  }

  /// The names in a directory.
  package static func names(in directory: [UInt8]) throws(FileSystemError) -> [[UInt8]] {
    guard let stream = withCString(directory, { opendir($0) }) else {
      throw FileSystemError("list", nil, code: errno)
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
    }
    return names
  }
}
