internal import Glibc

extension FileSystemError: CustomStringConvertible {
  package var description: String {
    "\(place.map(\.description) ?? "the workspace's disk"): \(reason)"
  }

  /// What happened and what to do, without the place.
  package var reason: String {
    switch code {
    case ENOSPC, EDQUOT:
      return "the disk is full; free some space and run the command again"
    case EACCES, EPERM:
      return "no permission to \(operation) it; check its owner and mode"
    case EROFS:
      return "the file system is read-only; mount it writable and run the command again"
    case EMFILE, ENFILE:
      return "too many open files; raise the limit with 'ulimit -n'"
    case ELOOP, EXDEV:
      return "a symbolic link stands on the way; Backstitch does not write through links"
    case ENAMETOOLONG:
      return "the name is too long for this file system"
    case EINVAL where operation == "exchange", ENOSYS where operation == "exchange",
      EOPNOTSUPP where operation == "exchange":
      return "this file system cannot exchange two files (RENAME_EXCHANGE), without which a file"
        + " cannot be replaced safely; move the tree to another one"
    case EISDIR:
      return "a directory stands there; delete it first"
    case EIO:
      return "the device reported an I/O error during '\(operation)'; check the disk"
    default:
      return "'\(operation)' failed: \(String(cString: strerror(code)))"
    }
  }
}
