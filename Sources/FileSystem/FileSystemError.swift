internal import Glibc

/// A primitive of the file system failed.
package struct FileSystemError: Error, Hashable, Sendable {
  /// The primitive's name in the imperative: `create`, `rename`.
  package var operation: String
  package var place: Place?
  /// The errno.
  package var code: Int32

  package init(_ operation: String, _ place: Place?, code: Int32) {
    self.operation = operation
    self.place = place
    self.code = code
  }

  /// Nothing stands at the place.
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  /// The name is taken.
  package var isTaken: Bool { code == EEXIST || code == ENOTEMPTY }
  /// A symbolic link stands on the way.
  package var isBehindLink: Bool { code == ELOOP }
  /// This process may not.
  package var isForbidden: Bool { code == EACCES || code == EPERM }
  /// What stands at a place that was opened is no regular file.
  package var isNoRegularFile: Bool { code == EINVAL }
  /// The kernel or file system lacks the call or the flag.
  package var isUnsupported: Bool { code == ENOSYS || code == EINVAL || code == EOPNOTSUPP }
}
