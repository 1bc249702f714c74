internal import Glibc

extension FileSystemError: CustomStringConvertible {
  package var description: String {
    let what = place.map(\.description) ?? "the workspace's disk"
    switch code {
    case ENOSPC, EDQUOT:
      return "\(what): the disk is full; free some space and run the command again"
    case EACCES, EPERM:
      return "\(what): no permission to \(operation) it; check its owner and mode"
    case EROFS:
      return "\(what): the file system is read-only; mount it writable and run the command again"
    case EMFILE, ENFILE:
      return "\(what): too many open files; raise the limit with 'ulimit -n'"
    case ELOOP, EXDEV:
      return "\(what): a symbolic link stands on the way; Backstitch does not write through links"
    case ENAMETOOLONG:
      return "\(what): the name is too long for this file system"
    case EISDIR:
      return "\(what): a directory stands there; delete it first"
    case EIO:
      return "\(what): the device reported an I/O error during '\(operation)'; check the disk"
    default:
      return "\(what): '\(operation)' failed: \(String(cString: strerror(code)))"
    }
  }
}
