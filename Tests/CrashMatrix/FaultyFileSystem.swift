import FileSystem
import Journal
import Patch
import Simulation
import Synchronization

/// The simulated disk with one deliberate fault between it and the program.
final class FaultyFileSystem: FileSystem {
  private struct State {
    var places: [OpenFile: Place] = [:]
    /// What was written to each open file last.
    var lastWritten: [OpenFile: [UInt8]] = [:]
    /// Calls put off, to be done later.
    var deferred: [@Sendable () -> Void] = []
    /// What stood at paths when they were first looked at, by the spare it went to.
    var seen: [RelativePath: [UInt8]] = [:]
    var displaced: [Place: [UInt8]] = [:]
    var masked: [OpenFile: [UInt8]] = [:]
  }

  private let disk: SimulatedFileSystem
  private let fault: Fault
  private let state = Mutex(State())

  static func interposing(_ fault: Fault) -> @Sendable (SimulatedFileSystem) -> any FileSystem {
    { FaultyFileSystem($0, fault) }
  }

  init(_ disk: SimulatedFileSystem, _ fault: Fault) {
    self.disk = disk
    self.fault = fault
  }

  var umask: UInt16 { disk.umask }

  private func place(_ file: OpenFile) -> Place? { state.withLock { $0.places[file] } }

  private func note(_ file: OpenFile, _ place: Place) -> OpenFile {
    state.withLock { $0.places[file] = place }
    return file
  }

  /// Puts a call off until the next ``catchUp()``.
  private func put(off call: @escaping @Sendable () throws -> Void) {
    // A call that fails late has been reported as done: that is the fault.
    state.withLock { $0.deferred.append { try? call() } }
  }

  private func catchUp() {
    let calls = state.withLock { state in
      defer { state.deferred = [] }
      return state.deferred
    }
    for call in calls { call() }
  }

  // MARK: Looking

  func status(of place: Place) throws(FileSystemError) -> FileStatus? {
    if fault == .renamesReordered { catchUp() }
    let found = try disk.status(of: place)
    if let mask = state.withLock({ $0.displaced[place] }), var status = found {
      status.size = UInt64(mask.count)
      return status
    }
    return found
  }
  func entries(of directory: Place) throws(FileSystemError) -> [[UInt8]] {
    try disk.entries(of: directory)
  }
  func isWritable(_ directory: Place) throws(FileSystemError) -> Bool {
    try disk.isWritable(directory)
  }
  func linkTarget(of place: Place) throws(FileSystemError) -> [UInt8] {
    try disk.linkTarget(of: place)
  }

  // MARK: Files

  func open(_ place: Place) throws(FileSystemError) -> OpenFile {
    let file = note(try disk.open(place), place)
    if fault == .displacedNotChecked {
      if place.root == .workspace, let path = place.path {
        let bytes = try disk.contents(of: place)
        state.withLock { state in
          if state.seen[path] == nil { state.seen[path] = bytes }
        }
      }
      state.withLock { state in state.masked[file] = state.displaced[place] }
    }
    if fault == .checksTakenForDone, place == .store(Journal.path) {
      let forged = Self.checked(try disk.contents(of: place))
      state.withLock { $0.masked[file] = forged }
    }
    return file
  }

  /// A journal that ends where checks follow, with a record that they are over.
  private static func checked(_ bytes: [UInt8]) -> [UInt8] {
    guard let journal = try? Journal(parsing: bytes), let last = journal.records.last,
      last.kind == .intent || last.kind == .landed,
      let started = journal.records.last(where: { $0.kind == .intent }),
      case .intent(let intent) = try? started.decoded(), intent.checks != nil,
      let line = try? Journal.encode(
        .checked(.init(succeeded: true)), number: journal.lastNumber + 1, durable: 0,
        previous: journal.sum
      ).line
    else { return bytes }
    let end = Int(journal.end)
    return bytes[..<end] + line + bytes[min(end + line.count, bytes.count)...]
  }

  func openForUpdate(_ place: Place) throws(FileSystemError) -> OpenFile {
    note(try disk.openForUpdate(place), place)
  }
  func create(_ place: Place, mode: UInt16) throws(FileSystemError) -> OpenFile {
    note(try disk.create(place, mode: mode), place)
  }
  func status(of file: OpenFile) throws(FileSystemError) -> FileStatus {
    var status = try disk.status(of: file)
    if let mask = state.withLock({ $0.masked[file] }) { status.size = UInt64(mask.count) }
    return status
  }
  func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileSystemError) -> Int {
    if let mask = state.withLock({ $0.masked[file] }) {
      let part = mask.dropFirst(Int(offset)).prefix(buffer.count)
      buffer.copyBytes(from: part)
      return part.count
    }
    return try disk.read(file, at: offset, into: buffer)
  }
  func write(
    _ bytes: UnsafeRawBufferPointer, to file: OpenFile, at offset: UInt64
  ) throws(FileSystemError) {
    let written = Array(bytes)
    state.withLock { $0.lastWritten[file] = written }
    do throws(FileSystemError) {
      try disk.write(bytes, to: file, at: offset)
    } catch {
      if fault != .fullDiskNotNoticed || error.code != 28 { throw error }
    }
  }
  func attributes(of file: OpenFile) throws(FileSystemError) -> [ExtendedAttribute] {
    try disk.attributes(of: file)
  }
  func defaultAccessList(of directory: Place) throws(FileSystemError) -> [UInt8]? {
    try disk.defaultAccessList(of: directory)
  }
  func setMetadata(_ metadata: FileMetadata, of file: OpenFile) throws(FileSystemError) {
    if fault == .modesNotKept { return }
    try disk.setMetadata(metadata, of: file)
  }

  func flush(_ file: OpenFile) throws(FileSystemError) {
    let path = place(file)?.path?.description ?? ""
    let last = state.withLock { $0.lastWritten[file] } ?? []
    let isJournal = path == "journal.jsonl"
    let isPack = path.hasPrefix("objects/pack")
    let isSpare = path.hasPrefix("spares/") || path.contains(".backstitch-")
    func holds(_ kind: String) -> Bool { last.contains(subsequence: Array("\"\(kind)\":".utf8)) }
    switch fault {
    case .journalNotFlushed where isJournal: return
    case .outcomeNotFlushed where isJournal && holds("outcome"): return
    case .turningBackNotFlushed where isJournal && holds("turningBack"): return
    case .packNotFlushed where isPack: return
    case .temporaryFilesNotFlushed where isSpare: return
    case .storeNotFlushedWhenMade where path.contains(".tmp/"): return
    case .intentBeforeImages where isPack || isSpare:
      // The file is closed by then; its directory's flush below stands for the rest.
      let place = place(file) ?? .store(nil)
      let disk = disk
      put {
        let again = try disk.openForUpdate(place)
        defer { disk.close(again) }
        try disk.flush(again)
      }
      return
    default: break
    }
    do throws(FileSystemError) {
      if fault == .droppedBeforeOutcome, isJournal, holds("outcome") {
        let disk = disk
        put {
          let again = try disk.openForUpdate(.store("journal.jsonl"))
          defer { disk.close(again) }
          try disk.flush(again)
        }
        return
      }
      try disk.flush(file)
    } catch {
      if fault != .flushErrorsSwallowed { throw error }
    }
    if isJournal, fault == .intentBeforeImages || fault == .outcomeBeforeFlush { catchUp() }
  }

  func close(_ file: OpenFile) {
    state.withLock { state in
      state.places[file] = nil
      state.masked[file] = nil
      state.lastWritten[file] = nil
    }
    disk.close(file)
  }

  // MARK: Names

  func rename(_ from: Place, to: Place, mode: RenameMode) throws(FileSystemError) {
    var mode = mode
    switch (fault, mode) {
    case (.renameOverwrites, .noReplace), (.exchangeOverwrites, .exchange): mode = .replace
    case (.renamesReordered, _) where from.root != to.root || from.root == .workspace:
      if state.withLock({ $0.deferred.isEmpty }) {
        let (disk, chosen) = (disk, mode)
        return put { try disk.rename(from, to: to, mode: chosen) }
      }
    default: break
    }
    try disk.rename(from, to: to, mode: mode)
    if fault == .renamesReordered { catchUp() }
    if fault == .displacedNotChecked { mask(from, to, mode) }
  }

  /// After a displacement, the spare looks like what the path held when it was first read.
  private func mask(_ from: Place, _ to: Place, _ mode: RenameMode) {
    state.withLock { state in
      let (path, spare) = mode == .exchange ? (to, from) : (from, to)
      state.displaced[from] = nil
      state.displaced[to] = nil
      guard path.root == .workspace, spare.root == .store, let name = path.path else { return }
      if let seen = state.seen[name] { state.displaced[spare] = seen }
    }
  }

  func remove(_ place: Place) throws(FileSystemError) {
    try disk.remove(place)
    state.withLock { $0.displaced[place] = nil }
    if fault == .droppedBeforeOutcome { catchUp() }
  }
  func makeDirectory(_ place: Place, mode: UInt16, exact: Bool) throws(FileSystemError) {
    try disk.makeDirectory(place, mode: mode, exact: exact)
  }
  func removeDirectory(_ place: Place) throws(FileSystemError) {
    if fault == .renamesReordered { catchUp() }
    try disk.removeDirectory(place)
  }
  func makeSymlink(_ place: Place, target: [UInt8]) throws(FileSystemError) {
    try disk.makeSymlink(place, target: target)
  }

  func flushDirectory(_ directory: Place) throws(FileSystemError) {
    let path = directory.path?.description ?? ""
    switch fault {
    case .sparesNotFlushed where path == "spares": return
    case .packDirectoryNotFlushed where path == "objects/pack": return
    case .landedDirectoriesNotFlushed where directory.root == .workspace: return
    case .storeNotFlushedWhenMade where path.contains(".tmp"): return
    case .intentBeforeImages where path == "spares" || path == "objects/pack":
      let disk = disk
      return put { try disk.flushDirectory(directory) }
    case .outcomeBeforeFlush where directory.root == .workspace:
      let disk = disk
      return put { try disk.flushDirectory(directory) }
    default: break
    }
    do throws(FileSystemError) {
      try disk.flushDirectory(directory)
    } catch {
      if fault != .flushErrorsSwallowed { throw error }
    }
  }

  func setMode(_ mode: UInt16, ofDirectory directory: Place) throws(FileSystemError) {
    try disk.setMode(mode, ofDirectory: directory)
  }

  func flushAll(on directory: Place) throws(FileSystemError) {
    switch (fault, directory.root) {
    case (.storeNotFlushedAsAWhole, .store), (.treeNotFlushedAsAWhole, .workspace): return
    default: break
    }
    do throws(FileSystemError) {
      try disk.flushAll(on: directory)
    } catch {
      if fault != .flushErrorsSwallowed { throw error }
    }
  }

  func lock(_ file: OpenFile) throws(FileSystemError) -> Bool {
    fault == .lockShared ? true : try disk.lock(file)
  }
}

extension [UInt8] {
  func contains(subsequence: [UInt8]) -> Bool {
    guard count >= subsequence.count else { return false }
    return (0...(count - subsequence.count)).contains { start in
      self[start] == subsequence[0] && self[start...].starts(with: subsequence)
    }
  }
}
