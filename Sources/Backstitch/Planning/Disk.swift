internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// The working tree as images: read, hashed, never followed through links.
struct Disk {
  let files: any FileSystem

  /// What stands at a path, its metadata recorded; nil for nothing.
  ///
  /// - Throws: ``BackstitchError/refused(_:)`` for a FIFO, socket or device.
  func image(at path: RelativePath) throws(BackstitchError) -> (image: Image, links: UInt64)? {
    do throws(FileSystemError) {
      guard let status = try files.status(of: .workspace(path)) else { return nil }
      switch status.kind {
      case .directory: return (.directory(mode: status.mode), 1)
      case .symlink:
        return (.symlink(target: Bytes(try files.linkTarget(of: .workspace(path)))), status.links)
      case .file: return (.file(try file(at: .workspace(path))), status.links)
      case .other: break
      }
    } catch {
      if error.isBehindLink { return nil }
      if error.isMissing { return nil }
      throw BackstitchError(error)
    }
    throw .refused(Refusal(Finding(.refused, path: path, "a FIFO, socket or device stands there")))
  }

  /// A file's image, its content hashed as it streams by.
  func file(at place: Place) throws(FileSystemError) -> FileImage {
    let file = try files.open(place)
    defer { files.close(file) }
    let status = try files.status(of: file)
    let attributes = try files.attributes(of: file)
    let id = try ObjectID.blob(of: file, size: status.size, in: files)
    return FileImage(
      id: id.hexadecimal, size: status.size, mode: status.mode, owner: status.owner,
      group: status.group,
      attributes: attributes.isEmpty
        ? nil : attributes.map { .init(name: $0.name, value: Bytes($0.value)) })
  }

  /// Whether a place holds exactly what the image says: kind, bytes and permissions.
  func holds(_ image: Image?, at place: Place) throws(FileSystemError) -> Bool {
    guard let status = try status(of: place) else { return image == nil }
    return try holds(image, at: place, seen: status)
  }

  /// - Parameter status: what was just seen there.
  func holds(
    _ image: Image?, at place: Place, seen status: FileStatus
  ) throws(FileSystemError) -> Bool {
    switch (image, status.kind) {
    case (.directory, .directory): return true
    case (.symlink(let target), .symlink): return try files.linkTarget(of: place) == target.bytes
    case (.file(let file), .file):
      guard status.size == file.size, status.mode == file.mode else { return false }
      let open: OpenFile
      do throws(FileSystemError) {
        open = try files.open(place)
      } catch {
        // Somebody took it away, or put something else there, since it was looked at.
        guard error.isMissing || error.isBehindLink || error.isNoRegularFile else { throw error }
        return false
      }
      defer { files.close(open) }
      return try ObjectID.blob(of: open, size: file.size, in: files).hexadecimal == file.id
    default: return false
    }
  }

  func exists(_ place: Place) throws(FileSystemError) -> Bool { try status(of: place) != nil }

  /// Nothing of ours stands behind a link.
  func status(of place: Place) throws(FileSystemError) -> FileStatus? {
    do throws(FileSystemError) {
      return try files.status(of: place)
    } catch {
      if error.isBehindLink { return nil }
      throw error
    }
  }
}
