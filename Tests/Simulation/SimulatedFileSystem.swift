package import FileSystem
internal import Glibc
internal import Patch

/// The seam to a ``SimulatedDisk``.
package final class SimulatedFileSystem: FileSystem {
  package let disk: SimulatedDisk
  package let umask: UInt16
  private let workspace: Int
  private let store: Int?

  /// Opens the two roots; see ``Host/fileSystem(workspace:store:umask:)``.
  package init(
    _ disk: SimulatedDisk, workspace: [UInt8], store: [UInt8]?, umask: UInt16
  ) throws(FileSystemError) {
    self.disk = disk
    self.umask = umask
    let state = disk.state
    do throws(DiskState.Failure) {
      self.workspace = try state.walk(DiskState.components(workspace)[...], from: DiskState.root)
      self.store = try store.map { path throws(DiskState.Failure) in
        try state.walk(DiskState.components(path)[...], from: DiskState.root)
      }
    } catch {
      throw FileSystemError("open", nil, code: error.code)
    }
  }

  /// Turns a failure of the simulation into the seam's error.
  private func call<Value>(
    _ operation: String, _ place: Place?,
    _ body: () throws(DiskState.Failure) -> Value
  ) throws(FileSystemError) -> Value {
    do throws(DiskState.Failure) {
      return try body()
    } catch {
      throw FileSystemError(operation, place, code: error.code)
    }
  }

  private func root(_ place: Place) throws(DiskState.Failure) -> Int {
    switch place.root {
    case .workspace: return workspace
    case .store:
      guard let store else { throw DiskState.Failure(EBADF) }
      return store
    }
  }

  private func name(_ place: Place, _ state: DiskState) throws(DiskState.Failure) -> DiskState.Name
  {
    let parts = (place.path?.components ?? []).map(Array.init)
    return try state.locate(parts[...], from: try root(place))
  }

  private func node(_ place: Place, _ state: DiskState) throws(DiskState.Failure) -> Int {
    guard place.path != nil else { return try root(place) }
    guard let id = state.entry(try name(place, state)) else { throw DiskState.Failure(ENOENT) }
    return id
  }

  private func directory(_ place: Place, _ state: DiskState) throws(DiskState.Failure) -> Int {
    let parts = (place.path?.components ?? []).map(Array.init)
    return try state.walk(parts[...], from: try root(place))
  }

  // MARK: Looking

  package func status(of place: Place) throws(FileSystemError) -> FileStatus? {
    do throws(DiskState.Failure) {
      return try disk.look("status \(place)") { content throws(DiskState.Failure) in
        content.state.status(of: try self.node(place, content.state))
      }
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw FileSystemError("look at", place, code: error.code)
    }
  }

  package func entries(of place: Place) throws(FileSystemError) -> [[UInt8]] {
    try call("list", place) { () throws(DiskState.Failure) in
      try disk.look("entries \(place)") { content throws(DiskState.Failure) in
        let id = try self.directory(place, content.state)
        guard case .directory(let directory) = content.state.nodes[id] else {
          throw DiskState.Failure(ENOTDIR)
        }
        return directory.entries.keys.sorted { $0.lexicographicallyPrecedes($1) }
      }
    }
  }

  package func isWritable(_ directory: Place) throws(FileSystemError) -> Bool {
    try call("look at", directory) { () throws(DiskState.Failure) in
      try disk.perform { content throws(DiskState.Failure) in
        let id = try self.directory(directory, content.state)
        guard case .directory(let found) = content.state.nodes[id] else {
          throw DiskState.Failure(ENOTDIR)
        }
        return found.mode & 0o200 != 0
      }
    }
  }

  package func linkTarget(of place: Place) throws(FileSystemError) -> [UInt8] {
    try call("read", place) { () throws(DiskState.Failure) in
      try disk.look("linkTarget \(place)") { content throws(DiskState.Failure) in
        guard case .symlink(let target) = content.state.nodes[try self.node(place, content.state)]
        else { throw DiskState.Failure(EINVAL) }
        return target
      }
    }
  }

  // MARK: Files

  package func open(_ place: Place) throws(FileSystemError) -> OpenFile {
    try call("read", place) { () throws(DiskState.Failure) in try opened(place) }
  }

  package func openForUpdate(_ place: Place) throws(FileSystemError) -> OpenFile {
    try call("open", place) { () throws(DiskState.Failure) in try opened(place) }
  }

  private func opened(_ place: Place) throws(DiskState.Failure) -> OpenFile {
    try disk.look("open \(place)") { content throws(DiskState.Failure) in
      let id = try self.node(place, content.state)
      switch content.state.nodes[id] {
      case .file: return content.open(id)
      case .symlink: throw DiskState.Failure(ELOOP)
      default: throw DiskState.Failure(EINVAL)
      }
    }
  }

  package func create(_ place: Place, mode: UInt16) throws(FileSystemError) -> OpenFile {
    try call("create", place) { () throws(DiskState.Failure) in
      try disk.change("create \(place)") { content throws(DiskState.Failure) in
        let name = try self.name(place, content.state)
        let file = DiskState.File(
          mode: mode, flushed: .init(bytes: [], mode: mode, attributes: []),
          modified: content.state.tick())
        return content.open(try content.state.make(.file(file), at: name))
      }
    }
  }

  package func status(of file: OpenFile) throws(FileSystemError) -> FileStatus {
    try call("look at", nil) { () throws(DiskState.Failure) in
      try disk.perform { content throws(DiskState.Failure) in
        guard let status = content.state.status(of: try content.node(file)) else {
          throw DiskState.Failure(EBADF)
        }
        return status
      }
    }
  }

  package func read(
    _ file: OpenFile, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileSystemError) -> Int {
    let wanted = buffer.count
    let bytes = try call("read", nil) { () throws(DiskState.Failure) in
      try disk.look("read") { content throws(DiskState.Failure) -> ArraySlice<UInt8> in
        let bytes = try content.file(file).bytes
        let start = min(Int(offset), bytes.count)
        return bytes[start..<min(start + wanted, bytes.count)]
      }
    }
    buffer.copyBytes(from: bytes)
    return bytes.count
  }

  package func write(
    _ bytes: UnsafeRawBufferPointer, to file: OpenFile, at offset: UInt64
  ) throws(FileSystemError) {
    let all = Array(bytes)
    let half = all.count / 2
    // Two calls: a kill may come between any two pages, a full disk after some.
    for part in [0..<half, half..<all.count] where !part.isEmpty {
      try call("write", nil) { () throws(DiskState.Failure) in
        try disk.change("write \(part.count)") { content throws(DiskState.Failure) in
          try content.write(Array(all[part]), to: file, at: Int(offset) + part.lowerBound)
        }
      }
    }
  }

  package func attributes(of file: OpenFile) throws(FileSystemError) -> [ExtendedAttribute] {
    try call("look at", nil) { () throws(DiskState.Failure) in
      try disk.perform { content throws(DiskState.Failure) in try content.file(file).attributes }
    }
  }

  package func defaultAccessList(of directory: Place) throws(FileSystemError) -> [UInt8]? { nil }

  package func setMetadata(
    _ metadata: FileMetadata, of file: OpenFile
  ) throws(FileSystemError) {
    try call("change", nil) { () throws(DiskState.Failure) in
      try disk.change("setMetadata") { content throws(DiskState.Failure) in
        var changed = try content.file(file)
        changed.noteChange(nil)
        changed.mode = metadata.mode
        changed.owner = metadata.owner ?? changed.owner
        changed.group = metadata.group ?? changed.group
        changed.attributes = metadata.attributes
        content.state.nodes[try content.node(file)] = .file(changed)
      }
    }
  }

  package func flush(_ file: OpenFile) throws(FileSystemError) {
    try call("flush", nil) { () throws(DiskState.Failure) in
      let id = try disk.perform { content throws(DiskState.Failure) in try content.node(file) }
      try disk.flush("flush") {
        $0.flush(node: id)
      } orGiveUp: {
        $0.giveUp(node: id)
      }
    }
  }

  package func close(_ file: OpenFile) { disk.close(file) }

  // MARK: Names

  package func rename(_ from: Place, to: Place, mode: RenameMode) throws(FileSystemError) {
    try call("rename", from) { () throws(DiskState.Failure) in
      try disk.change("rename \(from) to \(to)") { content throws(DiskState.Failure) in
        try content.state.rename(
          try self.name(from, content.state), to: try self.name(to, content.state), mode: mode)
      }
    }
  }

  package func remove(_ place: Place) throws(FileSystemError) {
    try call("delete", place) { () throws(DiskState.Failure) in
      try disk.change("remove \(place)") { content throws(DiskState.Failure) in
        let name = try self.name(place, content.state)
        guard let id = content.state.entry(name) else { throw DiskState.Failure(ENOENT) }
        if case .directory = content.state.nodes[id] { throw DiskState.Failure(EISDIR) }
        content.state.change([(name, nil)])
      }
    }
  }

  /// Two calls where the mode must be exact, as on a real disk: `mkdir`, then `chmod`.
  package func makeDirectory(
    _ place: Place, mode: UInt16, exact: Bool
  ) throws(FileSystemError) {
    try call("create", place) { () throws(DiskState.Failure) in
      let first = mode & ~umask
      let id = try disk.change("makeDirectory \(place)") { content throws(DiskState.Failure) in
        let name = try self.name(place, content.state)
        return try content.state.make(
          .directory(.init(mode: first, parent: name.directory)), at: name)
      }
      guard exact, first != mode else { return }
      try setMode(mode, of: id, place)
    }
  }

  package func setMode(
    _ mode: UInt16, ofDirectory directory: Place
  ) throws(FileSystemError) {
    try call("change", directory) { () throws(DiskState.Failure) in
      let id = try disk.perform { content throws(DiskState.Failure) in
        try self.directory(directory, content.state)
      }
      try setMode(mode, of: id, directory)
    }
  }

  private func setMode(_ mode: UInt16, of id: Int, _ place: Place) throws(DiskState.Failure) {
    try disk.change("chmod \(place)") { content throws(DiskState.Failure) in
      guard case .directory(var directory) = content.state.nodes[id] else {
        throw DiskState.Failure(ENOENT)
      }
      directory.flushedMode = directory.flushedMode ?? directory.mode
      directory.mode = mode
      content.state.nodes[id] = .directory(directory)
    }
  }

  package func removeDirectory(_ place: Place) throws(FileSystemError) {
    try call("delete", place) { () throws(DiskState.Failure) in
      try disk.change("removeDirectory \(place)") { content throws(DiskState.Failure) in
        let name = try self.name(place, content.state)
        guard let id = content.state.entry(name) else { throw DiskState.Failure(ENOENT) }
        guard case .directory(let directory) = content.state.nodes[id] else {
          throw DiskState.Failure(ENOTDIR)
        }
        guard directory.entries.isEmpty else { throw DiskState.Failure(ENOTEMPTY) }
        content.state.change([(name, nil)], removes: id)
      }
    }
  }

  package func makeSymlink(_ place: Place, target: [UInt8]) throws(FileSystemError) {
    try call("create", place) { () throws(DiskState.Failure) in
      try disk.change("makeSymlink \(place)") { content throws(DiskState.Failure) in
        _ = try content.state.make(.symlink(target), at: try self.name(place, content.state))
      }
    }
  }

  package func flushDirectory(_ place: Place) throws(FileSystemError) {
    try call("flush", place) { () throws(DiskState.Failure) in
      try disk.change("flushDirectory \(place)") { content throws(DiskState.Failure) in
        content.state.flush(directory: try self.directory(place, content.state))
      }
    }
  }

  package func flushAll(on directory: Place) throws(FileSystemError) {
    try call("flush", directory) { () throws(DiskState.Failure) in
      let mount = try disk.perform { content throws(DiskState.Failure) in
        content.state.mounts[try self.directory(directory, content.state)] ?? 0
      }
      try disk.flush("flushAll \(directory)") {
        $0.flush(mount: mount)
      } orGiveUp: {
        $0.giveUp(mount: mount)
      }
    }
  }

  package func lock(_ file: OpenFile) throws(FileSystemError) -> Bool {
    try call("lock", nil) { () throws(DiskState.Failure) in
      try disk.perform { content throws(DiskState.Failure) in
        let id = try content.node(file)
        if let holder = content.locks[id], holder != file.number { return false }
        content.locks[id] = file.number
        return true
      }
    }
  }
}

extension DiskState {
  mutating func tick() -> Int64 {
    clock += 1
    return clock
  }
}

extension DiskState.File {
  /// Remembers what the last flush left, before a change.
  mutating func noteChange(_ range: Range<Int>?) {
    if flushed == nil { flushed = .init(bytes: bytes, mode: mode, attributes: attributes) }
    guard let range else { return }
    flushed?.written.append(range)
    flushed?.givenUp.removeAll { $0.clamped(to: range) == $0 }
  }

  /// All that was written is durable, but for what a failed flush gave up.
  mutating func settle() {
    guard let last = flushed, !last.givenUp.isEmpty else {
      flushed = nil
      return
    }
    var now = DiskState.Flushed(
      bytes: bytes, mode: mode, attributes: attributes, written: last.givenUp,
      givenUp: last.givenUp)
    for index in last.givenUp.joined() where index < now.bytes.count {
      now.bytes[index] = index < last.bytes.count ? last.bytes[index] : 0
    }
    flushed = now
  }
}

extension SimulatedDisk.Content {
  mutating func open(_ id: Int) -> OpenFile {
    nextDescriptor += 1
    open[nextDescriptor] = id
    return OpenFile(number: nextDescriptor)
  }

  func node(_ file: OpenFile) throws(DiskState.Failure) -> Int {
    guard let id = open[file.number] else { throw DiskState.Failure(EBADF) }
    return id
  }

  func file(_ file: OpenFile) throws(DiskState.Failure) -> DiskState.File {
    guard case .file(let found) = state.nodes[try node(file)] else {
      throw DiskState.Failure(EBADF)
    }
    return found
  }

  mutating func write(
    _ bytes: [UInt8], to file: OpenFile, at offset: Int
  ) throws(DiskState.Failure) {
    let id = try node(file)
    guard case .file(var changed) = state.nodes[id] else { throw DiskState.Failure(EBADF) }
    // Not shared while it is written, so that nothing is copied that was not flushed before.
    state.nodes[id] = nil
    defer { state.nodes[id] = .file(changed) }
    let end = offset + bytes.count
    if let space = state.space, end > changed.bytes.count {
      guard end - changed.bytes.count <= space else { throw DiskState.Failure(ENOSPC) }
      state.space = space - (end - changed.bytes.count)
    }
    changed.noteChange(offset..<end)
    if changed.bytes.count < end {
      changed.bytes += [UInt8](repeating: 0, count: end - changed.bytes.count)
    }
    changed.bytes.replaceSubrange(offset..<end, with: bytes)
    changed.modified = state.tick()
  }
}

extension SimulatedDisk {
  func close(_ file: OpenFile) {
    _ = try? perform { content throws(DiskState.Failure) in
      if let id = content.open.removeValue(forKey: file.number), content.locks[id] == file.number {
        content.locks[id] = nil
      }
    }
  }
}
