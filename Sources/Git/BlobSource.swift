internal import Clibgit2

/// The blobs of a repository, whatever else of it libgit2 can read.
package final class BlobSource {
  private var database: OpaquePointer?

  /// Opens a repository's objects, those it borrows from others among them.
  package init(of location: GitLocation) throws(GitError) {
    try Library.start("git's objects")
    let path = location.commonDirectory + Array("/objects".utf8)
    let code = withCString(path) { git_odb_open(&database, $0) }
    try Library.check(code, "git's objects")
  }

  deinit { git_odb_free(database) }

  /// A blob's size in bytes; nil when it is not there.
  package func size(of id: [UInt8]) -> UInt64? {
    var (size, kind) = (0, GIT_OBJECT_INVALID)
    var oid = git_oid()
    guard git_oid_fromraw(&oid, id) == 0,
      git_odb_read_header(&size, &kind, database, &oid) == 0, kind == GIT_OBJECT_BLOB
    else { return nil }
    return UInt64(size)
  }

  /// A blob's bytes, its id checked; nil when it is not there.
  package func bytes(of id: [UInt8]) -> [UInt8]? {
    var oid = git_oid()
    var object: OpaquePointer?
    guard git_oid_fromraw(&oid, id) == 0, git_odb_read(&object, database, &oid) == 0 else {
      return nil
    }
    defer { git_odb_object_free(object) }
    guard git_odb_object_type(object) == GIT_OBJECT_BLOB else { return nil }
    let size = git_odb_object_size(object)
    guard size > 0, let data = git_odb_object_data(object) else { return [] }
    return Array(UnsafeRawBufferPointer(start: data, count: size))
  }
}
