internal import Clibgit2

/// The blobs of a repository, whatever else of it libgit2 can read.
package final class BlobSource {
  private var packs: OpaquePointer?
  private let loose: LooseObjects

  /// Opens a repository's objects, those it borrows from others among them.
  package init(of location: GitLocation) throws(GitError) {
    try Library.start("git's objects")
    let directories = Self.directories(of: location.commonDirectory + Array("/objects".utf8))
    loose = LooseObjects(in: directories)
    try Library.check(git_odb_new(&packs), "git's objects")
    for directory in directories {
      var backend: OpaquePointer?
      let code = withCString(directory) { git_odb_backend_pack(&backend, $0) }
      try Library.check(code, "git's objects")
      try Library.check(git_odb_add_backend(packs, backend, 1), "git's objects")
    }
  }

  deinit { git_odb_free(packs) }

  /// A directory of objects, and those that it borrows from.
  private static func directories(of first: [UInt8]) -> [[UInt8]] {
    var found = [first]
    var next = 0
    while next < found.count {
      let directory = found[next]
      next += 1
      let list = GitLocation.contents(directory + Array("/info/alternates".utf8)) ?? []
      for line in list.split(separator: 0x0A) where line.first != 0x23 {
        let path = line.first == 0x2F ? Array(line) : directory + [0x2F] + line
        if !found.contains(path), GitLocation.isDirectory(path) { found.append(path) }
      }
    }
    return found
  }

  /// A blob's size in bytes; nil when it is not there.
  package func size(of id: [UInt8]) -> UInt64? {
    // First a file of its own: to miss one in the packs has them all looked for anew.
    if let size = loose.size(of: id) { return size }
    var (size, kind) = (0, GIT_OBJECT_INVALID)
    var oid = git_oid()
    guard git_oid_fromraw(&oid, id) == 0,
      git_odb_read_header(&size, &kind, packs, &oid) == 0, kind == GIT_OBJECT_BLOB
    else { return nil }
    return UInt64(size)
  }

  /// A blob's bytes, its id checked; nil when it is not there.
  package func bytes(of id: [UInt8]) -> [UInt8]? {
    var oid = git_oid()
    guard git_oid_fromraw(&oid, id) == 0 else { return nil }
    if let bytes = loose.bytes(of: id), Self.is(bytes, oid) { return bytes }
    var object: OpaquePointer?
    guard git_odb_read(&object, packs, &oid) == 0 else { return nil }
    defer { git_odb_object_free(object) }
    guard git_odb_object_type(object) == GIT_OBJECT_BLOB else { return nil }
    let size = git_odb_object_size(object)
    guard size > 0, let data = git_odb_object_data(object) else { return [] }
    return Array(UnsafeRawBufferPointer(start: data, count: size))
  }

  private static func `is`(_ bytes: [UInt8], _ id: git_oid) -> Bool {
    var (found, id) = (git_oid(), id)
    let code = bytes.withUnsafeBytes {
      git_odb_hash(&found, $0.baseAddress, $0.count, GIT_OBJECT_BLOB)
    }
    return code == 0 && git_oid_equal(&found, &id) == 1
  }
}
