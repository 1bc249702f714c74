internal import CShims
internal import Glibc

extension POSIXFileSystem {
  package func attributes(of file: OpenFile) throws(FileSystemError) -> [ExtendedAttribute] {
    let needed = flistxattr(file.number, nil, 0)
    guard needed > 0 else {
      if needed == 0 || errno == EOPNOTSUPP { return [] }
      throw FileSystemError("read the attributes of", nil, code: errno)
    }
    var names = [CChar](repeating: 0, count: needed)
    let listed = flistxattr(file.number, &names, names.count)
    guard listed >= 0 else { throw FileSystemError("read the attributes of", nil, code: errno) }
    var found: [ExtendedAttribute] = []
    for name in names[..<listed].split(separator: 0) {
      let name = String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let size = fgetxattr(file.number, name, nil, 0)
      guard size >= 0 else { throw FileSystemError("read the attributes of", nil, code: errno) }
      var value = [UInt8](repeating: 0, count: size)
      let read = fgetxattr(file.number, name, &value, size)
      guard read >= 0 else { throw FileSystemError("read the attributes of", nil, code: errno) }
      found.append(ExtendedAttribute(name: name, value: Array(value[..<read])))
    }
    return found.sorted { $0.name < $1.name }
  }

  package func defaultAccessList(of place: Place) throws(FileSystemError) -> [UInt8]? {
    let directory = try openDirectory(place, "read the attributes of")
    defer { Glibc.close(directory) }
    let name = "system.posix_acl_default"
    let size = fgetxattr(directory, name, nil, 0)
    guard size > 0 else {
      if size == 0 || errno == ENODATA || errno == EOPNOTSUPP { return nil }
      throw FileSystemError("read the attributes of", place, code: errno)
    }
    var value = [UInt8](repeating: 0, count: size)
    let read = fgetxattr(directory, name, &value, size)
    guard read >= 0 else { throw FileSystemError("read the attributes of", place, code: errno) }
    return Array(value[..<read])
  }

  /// Owner first, since changing it drops the set-user and set-group bits; the mode last.
  package func setMetadata(
    _ metadata: FileMetadata, of file: OpenFile
  ) throws(FileSystemError) {
    if metadata.owner != nil || metadata.group != nil {
      let owner = metadata.owner ?? UInt32.max
      let group = metadata.group ?? UInt32.max
      guard fchown(file.number, owner, group) == 0 else {
        throw FileSystemError("set the owner of", nil, code: errno)
      }
    }
    for attribute in metadata.attributes {
      let result = attribute.value.withUnsafeBytes {
        fsetxattr(file.number, attribute.name, $0.baseAddress, $0.count, 0)
      }
      guard result == 0 else {
        throw FileSystemError("set the attributes of", nil, code: errno)
      }
    }
    guard fchmod(file.number, mode_t(metadata.mode)) == 0 else {
      throw FileSystemError("set the mode of", nil, code: errno)
    }
  }
}
