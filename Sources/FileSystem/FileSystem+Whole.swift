internal import Patch

/// Whole files on top of the primitives.
extension FileSystem {
  package func listing(
    of directory: Place
  ) throws(FileSystemError) -> [(name: [UInt8], status: FileStatus)] {
    var found: [(name: [UInt8], status: FileStatus)] = []
    for name in try entries(of: directory) {
      let path = directory.path?.appending(name: name) ?? RelativePath(unchecked: name)
      if let status = try status(of: Place(directory.root, path)) { found.append((name, status)) }
    }
    return found
  }

  /// Writes an array's bytes at an offset.
  package func write(
    _ bytes: [UInt8], to file: OpenFile, at offset: UInt64
  ) throws(FileSystemError) {
    let result = bytes.withUnsafeBytes { buffer -> Result<Void, FileSystemError> in
      do throws(FileSystemError) {
        return .success(try write(buffer, to: file, at: offset))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Reads from an offset until the array is full or the file ends; returns the bytes read.
  package func read(
    _ file: OpenFile, at offset: UInt64, into bytes: inout [UInt8]
  ) throws(FileSystemError) -> Int {
    let result = bytes.withUnsafeMutableBytes { buffer -> Result<Int, FileSystemError> in
      do throws(FileSystemError) {
        var done = 0
        while done < buffer.count {
          let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
          let count = try read(file, at: offset + UInt64(done), into: rest)
          if count == 0 { break }
          done += count
        }
        return .success(done)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// All bytes of an open file, from its start.
  package func contents(of file: OpenFile) throws(FileSystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(try status(of: file).size))
    let count = try read(file, at: 0, into: &bytes)
    return count == bytes.count ? bytes : Array(bytes[..<count])
  }

  /// All bytes of a regular file.
  package func contents(of place: Place) throws(FileSystemError) -> [UInt8] {
    let file = try open(place)
    defer { close(file) }
    return try contents(of: file)
  }

  /// Creates a file with these bytes, not yet flushed.
  package func create(
    _ place: Place, mode: UInt16, contents: [UInt8], flush flushes: Bool
  ) throws(FileSystemError) {
    let file = try create(place, mode: mode)
    defer { close(file) }
    try write(contents, to: file, at: 0)
    if flushes { try flush(file) }
  }
}
