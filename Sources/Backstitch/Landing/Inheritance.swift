internal import FileSystem
internal import Patch

/// What creating a file in place would give it: its directory's group and access list.
struct Inheritance {
  let files: any FileSystem

  /// - Parameter mode: the mode wanted, the umask applied already.
  func metadata(mode: UInt16, at path: RelativePath) throws(FileSystemError) -> FileMetadata {
    var metadata = FileMetadata(mode: mode)
    guard let (directory, status) = try nearestDirectory(of: path) else { return metadata }
    // A set-group directory passes its group on (inode(7)).
    if status.mode & 0o2000 != 0 { metadata.group = status.group }
    if let list = try files.defaultAccessList(of: directory) {
      // With a default list the umask does not count (acl(5)): the list limits the mode instead.
      metadata.attributes = [
        ExtendedAttribute(name: "system.posix_acl_access", value: list)
      ]
      let requested: UInt16 = mode & 0o111 == 0 ? 0o666 : 0o777
      metadata.mode = requested & AccessList.limit(list) | mode & 0o7000
    }
    return metadata
  }

  private func nearestDirectory(
    of path: RelativePath
  ) throws(FileSystemError) -> (Place, FileStatus)? {
    for ancestor in path.ancestors {
      if let status = try files.status(of: .workspace(ancestor)), status.kind == .directory {
        return (.workspace(ancestor), status)
      }
    }
    return try files.status(of: .workspace(nil)).map { (.workspace(nil), $0) }
  }
}

/// The kernel's form of an access list: a version, then entries of tag, permissions and id, little
/// endian (`include/uapi/linux/posix_acl_xattr.h`).
enum AccessList {
  /// The permission bits its owner, mask (or group) and others allow.
  static func limit(_ list: [UInt8]) -> UInt16 {
    var owner: UInt16 = 7
    var group: UInt16 = 7
    var mask: UInt16?
    var other: UInt16 = 7
    for start in stride(from: 4, to: list.count - 7, by: 8) {
      let tag = UInt16(list[start]) | UInt16(list[start + 1]) << 8
      let permissions = UInt16(list[start + 2]) & 7
      switch tag {
      case 0x01: owner = permissions
      case 0x04: group = permissions
      case 0x10: mask = permissions
      case 0x20: other = permissions
      default: continue
      }
    }
    return owner << 6 | (mask ?? group) << 3 | other
  }
}
