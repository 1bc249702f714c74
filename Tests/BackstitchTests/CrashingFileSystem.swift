import FileSystem
import Patch
import Synchronization

/// The real machine with disks that fail.
struct CrashingHost: Host {
  let fuse: CrashingFileSystem.Fuse
  private let local = LocalHost()

  init(fuse: CrashingFileSystem.Fuse) { self.fuse = fuse }

  func exists(_ path: [UInt8]) -> Bool { local.exists(path) }
  func fileSystem(
    workspace: [UInt8], store: [UInt8]?, umask: UInt16
  ) throws(FileSystemError) -> any FileSystem {
    CrashingFileSystem(
      try local.fileSystem(workspace: workspace, store: store, umask: umask), fuse)
  }
  func makeDirectories(_ path: [UInt8], below root: [UInt8]) throws(FileSystemError) {
    try local.makeDirectories(path, below: root)
  }
  func flushDirectory(_ path: [UInt8]) throws(FileSystemError) { try local.flushDirectory(path) }
  func removeTree(_ path: [UInt8]) throws(FileSystemError) { try local.removeTree(path) }
}

/// The real disk until its N-th changing call; from there on every call fails, as after a kill.
final class CrashingFileSystem: FileSystem {
  /// Counts calls over all file systems of one run.
  final class Fuse: Sendable {
    private let state = Mutex<(calls: Int, limit: Int)>((0, Int.max))
    init(limit: Int) { state.withLock { $0.limit = limit } }
    var calls: Int { state.withLock { $0.calls } }
    /// Where runs of as many calls crash: every third. Each one is crashed by `scripts/crash-test`.
    var moments: [Int] { Array(stride(from: 0, to: calls, by: 3)) }
    /// Lets so many calls be the last.
    func shorten(to limit: Int) { state.withLock { $0.limit = limit } }
    var hasBlown: Bool { state.withLock { $0.calls > $0.limit } }
    func burn() throws(FileSystemError) {
      let blown = state.withLock { state in
        state.calls += 1
        return state.calls > state.limit
      }
      if blown { throw FileSystemError("crash", nil, code: 5) }
    }
    func check() throws(FileSystemError) {
      if hasBlown { throw FileSystemError("crash", nil, code: 5) }
    }
  }

  private let disk: any FileSystem
  private let fuse: Fuse

  init(_ disk: any FileSystem, _ fuse: Fuse) {
    self.disk = disk
    self.fuse = fuse
  }

  var umask: UInt16 { disk.umask }

  func status(of place: Place) throws(FileSystemError) -> FileStatus? {
    try fuse.check()
    return try disk.status(of: place)
  }
  func entries(of directory: Place) throws(FileSystemError) -> [[UInt8]] {
    try fuse.check()
    return try disk.entries(of: directory)
  }
  func isWritable(_ directory: Place) throws(FileSystemError) -> Bool {
    try fuse.check()
    return try disk.isWritable(directory)
  }
  func linkTarget(of place: Place) throws(FileSystemError) -> [UInt8] {
    try fuse.check()
    return try disk.linkTarget(of: place)
  }
  func open(_ place: Place) throws(FileSystemError) -> OpenFile {
    try fuse.check()
    return try disk.open(place)
  }
  func openForUpdate(_ place: Place) throws(FileSystemError) -> OpenFile {
    try fuse.check()
    return try disk.openForUpdate(place)
  }
  func create(_ place: Place, mode: UInt16) throws(FileSystemError) -> OpenFile {
    try fuse.burn()
    return try disk.create(place, mode: mode)
  }
  func status(of file: OpenFile) throws(FileSystemError) -> FileStatus {
    try disk.status(of: file)
  }
  func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileSystemError) -> Int {
    try fuse.check()
    return try disk.read(file, at: offset, into: buffer)
  }
  func write(
    _ bytes: UnsafeRawBufferPointer, to file: OpenFile, at offset: UInt64
  ) throws(FileSystemError) {
    do throws(FileSystemError) {
      try fuse.burn()
    } catch {
      // A kill between two pages: half of it is there.
      if !fuse.hasBlown || bytes.count < 2 { throw error }
      let half = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
      try disk.write(half, to: file, at: offset)
      throw error
    }
    try disk.write(bytes, to: file, at: offset)
  }
  func attributes(of file: OpenFile) throws(FileSystemError) -> [ExtendedAttribute] {
    try disk.attributes(of: file)
  }
  func defaultAccessList(of directory: Place) throws(FileSystemError) -> [UInt8]? {
    try disk.defaultAccessList(of: directory)
  }
  func setMetadata(_ metadata: FileMetadata, of file: OpenFile) throws(FileSystemError) {
    try fuse.burn()
    try disk.setMetadata(metadata, of: file)
  }
  func flush(_ file: OpenFile) throws(FileSystemError) {
    try fuse.burn()
    try disk.flush(file)
  }
  func close(_ file: OpenFile) { disk.close(file) }
  func rename(_ from: Place, to: Place, mode: RenameMode) throws(FileSystemError) {
    try fuse.burn()
    try disk.rename(from, to: to, mode: mode)
  }
  func remove(_ place: Place) throws(FileSystemError) {
    try fuse.burn()
    try disk.remove(place)
  }
  func makeDirectory(_ place: Place, mode: UInt16, exact: Bool) throws(FileSystemError) {
    try fuse.burn()
    try disk.makeDirectory(place, mode: mode, exact: exact)
  }
  func removeDirectory(_ place: Place) throws(FileSystemError) {
    try fuse.burn()
    try disk.removeDirectory(place)
  }
  func makeSymlink(_ place: Place, target: [UInt8]) throws(FileSystemError) {
    try fuse.burn()
    try disk.makeSymlink(place, target: target)
  }
  func flushDirectory(_ directory: Place) throws(FileSystemError) {
    try fuse.burn()
    try disk.flushDirectory(directory)
  }
  func setMode(_ mode: UInt16, ofDirectory directory: Place) throws(FileSystemError) {
    try fuse.burn()
    try disk.setMode(mode, ofDirectory: directory)
  }
  func flushAll(on directory: Place) throws(FileSystemError) {
    try fuse.burn()
    try disk.flushAll(on: directory)
  }
  func lock(_ file: OpenFile) throws(FileSystemError) -> Bool { try disk.lock(file) }
}
