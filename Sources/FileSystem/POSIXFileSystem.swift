internal import CShims
internal import Glibc
internal import Patch
internal import Synchronization

/// The real disk: Linux calls below two directories held open.
///
/// Confinement (I12): the directory of every place is opened with `openat2` and
/// `RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS`, and the last name is used with `*at` calls that do not
/// follow links, so that a directory swapped for a link meanwhile fails instead of leading out.
/// Directories in the store are opened once and then held, as the store itself is: it is ours alone,
/// and every temporary file goes through one of them.
package final class POSIXFileSystem: FileSystem {
  private let workspace: Int32
  private let store: Int32
  /// Directories in the store, by path, opened as `O_PATH`.
  private let held = Mutex<[RelativePath: Int32]>([:])
  /// A directory of each mount, by the mount's id, open since it was first looked at: `syncfs` tells
  /// of errors since its descriptor was opened, and of earlier ones only to who asks first.
  let mounts = Mutex<[UInt64: Int32]>([:])
  package let umask: UInt16
  /// Whose the store is, when root works in somebody else's: what root makes in it is theirs, or they
  /// could not read it any more.
  private let storeOwner: uid_t?

  /// Opens the two roots.
  ///
  /// - Parameters:
  ///   - workspace: absolute path of the tree.
  ///   - store: absolute path of the store's directory; nil when there is none yet: every call on
  ///     a place in it then fails with `EBADF`.
  ///   - umask: the permission bits new files do not get.
  package init(workspace: [UInt8], store: [UInt8]?, umask: UInt16) throws(FileSystemError) {
    self.umask = umask
    self.workspace = try Self.openRoot(workspace, Place(.workspace, nil))
    do {
      self.store =
        try store.map { path throws(FileSystemError) in
          try Self.openRoot(path, Place(.store, nil))
        } ?? -1
    } catch {
      Glibc.close(self.workspace)
      throw error
    }
    var found = stat()
    let isOthers = geteuid() == 0 && self.store >= 0 && fstat(self.store, &found) == 0
    storeOwner = isOthers && found.st_uid != 0 ? found.st_uid : nil
    for root in [self.workspace, self.store] where root >= 0 { holdMount(of: root) }
  }

  deinit {
    Glibc.close(workspace)
    if store >= 0 { Glibc.close(store) }
    held.withLock { for descriptor in $0.values { Glibc.close(descriptor) } }
    mounts.withLock { for descriptor in $0.values { Glibc.close(descriptor) } }
  }

  private static func openRoot(_ path: [UInt8], _ place: Place) throws(FileSystemError) -> Int32 {
    let descriptor = withCString(path) { Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw FileSystemError("open", place, code: errno) }
    return descriptor
  }

  // MARK: Looking

  package func status(of place: Place) throws(FileSystemError) -> FileStatus? {
    do {
      return try inDirectory(of: place, "look at") { directory, name in
        var found = bs_status()
        guard bs_status(directory, name, &found) == 0 else { return .failure(errno) }
        let status = FileStatus(found)
        if status.kind == .directory { self.noteMount(status.mount, directory, name) }
        return .success(status)
      }
    } catch let error where error.isMissing {
      return nil
    }
  }

  package func entries(of place: Place) throws(FileSystemError) -> [[UInt8]] {
    var names: [[UInt8]] = []
    try eachEntry(of: place) { _, name throws(FileSystemError) in names.append(name) }
    return names
  }

  package func listing(
    of place: Place
  ) throws(FileSystemError) -> [(name: [UInt8], status: FileStatus)] {
    var found: [(name: [UInt8], status: FileStatus)] = []
    try eachEntry(of: place) { directory, name throws(FileSystemError) in
      var status = bs_status()
      if withCString(name, { bs_status(directory, $0, &status) }) == 0 {
        found.append((name, FileStatus(status)))
      } else if errno != ENOENT {
        throw FileSystemError("look at", place, code: errno)
      }
    }
    return found
  }

  private func eachEntry(
    of place: Place, _ body: (Int32, [UInt8]) throws(FileSystemError) -> Void
  ) throws(FileSystemError) {
    let directory = try openDirectory(place, "list")
    guard let stream = fdopendir(directory) else {
      let code = errno
      Glibc.close(directory)
      throw FileSystemError("list", place, code: code)
    }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw FileSystemError("list", place, code: errno) }
        return
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E] && name != [0x2E, 0x2E] { try body(directory, name) }
    }
  }

  package func isWritable(_ directory: Place) throws(FileSystemError) -> Bool {
    let opened = try openDirectory(directory, "look at")
    defer { Glibc.close(opened) }
    if faccessat(opened, ".", W_OK | X_OK, AT_EACCESS) == 0 { return true }
    if errno == EACCES || errno == EPERM { return false }
    throw FileSystemError("write to", directory, code: errno)
  }

  package func linkTarget(of place: Place) throws(FileSystemError) -> [UInt8] {
    try inDirectory(of: place, "read") { directory, name in
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlinkat(directory, name, &buffer, buffer.count)
      return count < 0
        ? .failure(errno) : .success(buffer[..<count].map { UInt8(bitPattern: $0) })
    }
  }

  // MARK: Files

  package func open(_ place: Place) throws(FileSystemError) -> OpenFile {
    try openRegular(place, "read", flags: O_RDONLY)
  }

  package func openForUpdate(_ place: Place) throws(FileSystemError) -> OpenFile {
    try openRegular(place, "open", flags: O_RDWR)
  }

  /// `O_NONBLOCK` so that a FIFO put there does not make us wait for its other end.
  private func openRegular(
    _ place: Place, _ operation: String, flags: Int32
  ) throws(FileSystemError) -> OpenFile {
    let descriptor = try inDirectory(of: place, operation) { directory, name in
      let opened = openat(directory, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      return opened < 0 ? .failure(errno) : .success(opened)
    }
    var found = stat()
    guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(descriptor)
      throw FileSystemError(operation, place, code: EINVAL)
    }
    return OpenFile(number: descriptor)
  }

  package func create(_ place: Place, mode: UInt16) throws(FileSystemError) -> OpenFile {
    let descriptor = try inDirectory(of: place, "create") { directory, name in
      let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let opened = openat(directory, name, flags, mode_t(mode))
      return opened < 0 ? .failure(errno) : .success(opened)
    }
    let isOwned = ownerOfNew(in: place).map { fchown(descriptor, $0, gid_t.max) == 0 } ?? true
    if !isOwned || mode & umask != 0 && fchmod(descriptor, mode_t(mode)) != 0 {
      let code = errno
      Glibc.close(descriptor)
      throw FileSystemError("create", place, code: code)
    }
    return OpenFile(number: descriptor)
  }

  /// Who gets what is made here; nil: whoever makes it.
  private func ownerOfNew(in place: Place) -> uid_t? { place.root == .store ? storeOwner : nil }

  private func giveToOwner(
    of place: Place, _ directory: Int32, _ name: UnsafePointer<CChar>
  ) -> Bool {
    guard let owner = ownerOfNew(in: place) else { return true }
    return fchownat(directory, name, owner, gid_t.max, AT_SYMLINK_NOFOLLOW) == 0
  }

  package func status(of file: OpenFile) throws(FileSystemError) -> FileStatus {
    var found = bs_status()
    guard bs_status(file.number, "", &found) == 0 else {
      throw FileSystemError("look at", nil, code: errno)
    }
    return FileStatus(found)
  }

  package func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileSystemError) -> Int {
    while true {
      let count = pread(file.number, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw FileSystemError("read", nil, code: errno) }
    }
  }

  package func write(
    _ bytes: UnsafeRawBufferPointer, to file: OpenFile, at offset: UInt64
  ) throws(FileSystemError) {
    let failure = completing(bytes.count) { written in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      return pwrite(file.number, rest.baseAddress, rest.count, off_t(offset) + off_t(written))
    }
    if let failure { throw FileSystemError("write", nil, code: failure) }
  }

  package func close(_ file: OpenFile) { Glibc.close(file.number) }

  package func lock(_ file: OpenFile) throws(FileSystemError) -> Bool {
    if flock(file.number, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw FileSystemError("lock", nil, code: errno)
  }

  // MARK: Names

  package func rename(_ from: Place, to: Place, mode: RenameMode) throws(FileSystemError) {
    let flags: UInt32 =
      switch mode {
      case .replace: 0
      case .noReplace: 1
      case .exchange: 2
      }
    try inDirectory(of: from, "rename") { fromDirectory, fromName -> CallResult<Void> in
      // The target's directory is opened inside, so that both stay open for the call.
      do throws(FileSystemError) {
        try self.inDirectory(of: to, "rename") { toDirectory, toName -> CallResult<Void> in
          bs_rename(fromDirectory, fromName, toDirectory, toName, flags) == 0
            ? .success(()) : .failure(errno)
        }
        return .success(())
      } catch {
        return .failure(error.code)
      }
    }
  }

  package func remove(_ place: Place) throws(FileSystemError) {
    try inDirectory(of: place, "delete") { directory, name -> CallResult<Void> in
      unlinkat(directory, name, 0) == 0 ? .success(()) : .failure(errno)
    }
  }

  package func makeDirectory(
    _ place: Place, mode: UInt16, exact: Bool
  ) throws(FileSystemError) {
    try inDirectory(of: place, "create") { directory, name -> CallResult<Void> in
      guard mkdirat(directory, name, mode_t(mode)) == 0,
        self.giveToOwner(of: place, directory, name)
      else { return .failure(errno) }
      guard exact else { return .success(()) }
      return fchmodat(directory, name, mode_t(mode), 0) == 0 ? .success(()) : .failure(errno)
    }
  }

  package func removeDirectory(_ place: Place) throws(FileSystemError) {
    release(place)
    try inDirectory(of: place, "delete") { directory, name -> CallResult<Void> in
      unlinkat(directory, name, AT_REMOVEDIR) == 0 ? .success(()) : .failure(errno)
    }
  }

  package func makeSymlink(_ place: Place, target: [UInt8]) throws(FileSystemError) {
    try inDirectory(of: place, "create") { directory, name -> CallResult<Void> in
      withCString(target) { symlinkat($0, directory, name) } == 0
        && self.giveToOwner(of: place, directory, name)
        ? .success(()) : .failure(errno)
    }
  }

  package func setMode(
    _ mode: UInt16, ofDirectory directory: Place
  ) throws(FileSystemError) {
    let opened = try openDirectory(directory, "change")
    defer { Glibc.close(opened) }
    guard fchmod(opened, mode_t(mode)) == 0 else {
      throw FileSystemError("change", directory, code: errno)
    }
  }

  // MARK: Confinement

  private func descriptor(of root: Root) -> Int32 {
    switch root {
    case .workspace: workspace
    case .store: store
    }
  }

  func openDirectory(
    _ place: Place, _ operation: String, flags: Int32 = O_RDONLY
  ) throws(FileSystemError) -> Int32 {
    let root = descriptor(of: place.root)
    let descriptor = openBeneath(root, place.path?.bytes ?? [0x2E], flags | O_DIRECTORY)
    guard descriptor >= 0 else { throw FileSystemError(operation, place, code: errno) }
    return descriptor
  }

  /// A directory in the store, kept open; -1 and `errno` when it cannot be opened.
  private func holding(_ directory: RelativePath) -> Int32 {
    held.withLock { held in
      if let descriptor = held[directory] { return descriptor }
      let opened = openBeneath(store, directory.bytes, bs_o_path | O_DIRECTORY)
      if opened >= 0 { held[directory] = opened }
      return opened
    }
  }

  /// A directory that is removed may be made again under its name.
  private func release(_ place: Place) {
    guard place.root == .store, let path = place.path else { return }
    held.withLock { held in
      for directory in held.keys where directory == path || directory.isBelow(path) {
        if let descriptor = held.removeValue(forKey: directory) { Glibc.close(descriptor) }
      }
    }
  }

  /// Runs a call with the directory that holds the place and the name in it (empty for a root).
  private func inDirectory<Value>(
    of place: Place, _ operation: String,
    _ call: (_ directory: Int32, _ name: UnsafePointer<CChar>) -> CallResult<Value>
  ) throws(FileSystemError) -> Value {
    let result: CallResult<Value>
    if let path = place.path, let parent = path.parent {
      let isHeld = place.root == .store
      let directory =
        isHeld
        ? holding(parent) : openBeneath(workspace, parent.bytes, bs_o_path | O_DIRECTORY)
      guard directory >= 0 else { throw FileSystemError(operation, place, code: errno) }
      defer { if !isHeld { Glibc.close(directory) } }
      result = withCString(path.name) { call(directory, $0) }
    } else {
      result = withCString(place.path?.bytes ?? []) { call(descriptor(of: place.root), $0) }
    }
    switch result {
    case .success(let value): return value
    case .failure(let code): throw FileSystemError(operation, place, code: code)
    }
  }
}

/// What a call gave, or its errno.
enum CallResult<Value> {
  case success(Value)
  case failure(Int32)
}
