internal import FileSystem
internal import Glibc
internal import Synchronization

/// A disk in memory that behaves as the crash contract says and is adversarial otherwise.
///
/// The contract (see ``FileSystem``): renames are atomic; a directory's entries are durable after its
/// flush, before that any subset of the changes may survive; a file's bytes are durable after its
/// flush, before that what was written may be old, new, torn or garbage.
///
/// Every changing call goes through ``Observer/willChange(_:_:)``, where the state can be copied (a
/// crash point), an error injected, or somebody else act.
package final class SimulatedDisk: Sendable {
  /// What a test does at every changing call.
  package protocol Observer: Sendable {
    /// - Returns: an errno to fail the call with; nil to let it through.
    func willChange(_ disk: SimulatedDisk, _ call: String) -> Int32?
    /// The same for a reading call.
    func willRead(_ disk: SimulatedDisk, _ call: String) -> Int32?
  }

  struct Content: Sendable {
    var state: DiskState
    var open: [Int32: Int] = [:]
    var locks: [Int: Int32] = [:]
    var nextDescriptor: Int32 = 3
    var observer: (any Observer)?
  }

  private let content: Mutex<Content>

  package init(_ state: DiskState = DiskState()) {
    content = Mutex(Content(state: state))
  }

  /// The disk as it is now.
  package var state: DiskState { content.withLock { $0.state } }

  /// Who watches; set while no call runs.
  package func observe(_ observer: (any Observer)?) {
    content.withLock { $0.observer = observer }
  }

  /// A reading call, or the effect of a changing one.
  func perform<Value>(
    _ body: (inout Content) throws(DiskState.Failure) -> sending Value
  ) throws(DiskState.Failure) -> Value {
    let result = content.withLock { content -> sending Result<Value, DiskState.Failure> in
      do throws(DiskState.Failure) {
        return .success(try body(&content))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// A changing call: observed, then performed.
  func change<Value>(
    _ call: String, _ body: (inout Content) throws(DiskState.Failure) -> sending Value
  ) throws(DiskState.Failure) -> Value {
    try announce(call)
    return try perform(body)
  }

  /// A changing call that makes something durable; when it fails, that is given up.
  func flush(
    _ call: String, _ body: (inout DiskState) -> Void, orGiveUp: (inout DiskState) -> Void
  ) throws(DiskState.Failure) {
    do {
      try announce(call)
      content.withLock { body(&$0.state) }
    } catch {
      content.withLock { orGiveUp(&$0.state) }
      throw error
    }
  }

  /// A reading call: observed, then performed.
  func look<Value>(
    _ call: String, _ body: (inout Content) throws(DiskState.Failure) -> sending Value
  ) throws(DiskState.Failure) -> Value {
    let observer = content.withLock { $0.observer }
    if let code = observer?.willRead(self, call) { throw DiskState.Failure(code) }
    return try perform(body)
  }

  func announce(_ call: String) throws(DiskState.Failure) {
    let observer = content.withLock { $0.observer }
    if let code = observer?.willChange(self, call) { throw DiskState.Failure(code) }
  }

  // MARK: Setting up, and somebody else

  /// Writes a file as an editor does, durably; directories on the way are made.
  ///
  /// - Parameter byRename: as a new file renamed over the old one; otherwise in place, seen by
  ///   whoever holds the file open or has moved it.
  /// - Returns: whether it could be written.
  @discardableResult
  package func save(
    _ path: String, _ text: String, mode: UInt16 = 0o644, byRename: Bool = false
  ) -> Bool {
    content.withLock { content in
      // What somebody else does is no fault of the program.
      let reuses = content.state.reuses
      defer { content.state.reuses = reuses }
      guard let name = Self.name(path, in: &content.state) else { return false }
      let bytes = Array(text.utf8)
      let standing = content.state.entry(name)
      if !byRename, let id = standing, case .file(var file) = content.state.nodes[id] {
        file.bytes = bytes
        file.flushed = nil
        file.modified = content.state.clock
        content.state.nodes[id] = .file(file)
      } else {
        if let standing, case .directory = content.state.nodes[standing] { return false }
        let id = content.state.nextNode
        content.state.nextNode += 1
        content.state.nodes[id] = .file(
          .init(bytes: bytes, mode: mode, modified: content.state.clock))
        content.state.mounts[id] = content.state.mounts[name.directory]
        content.state.change([(name, id)])
      }
      content.state.flush(upFrom: name.directory)
      return true
    }
  }

  /// The file that somebody opens here, to write to wherever it is moved; nil when there is none.
  package func handle(_ path: String) -> Int? {
    content.withLock { content in
      guard let name = Self.name(path, in: &content.state), let id = content.state.entry(name),
        case .file = content.state.nodes[id]
      else { return nil }
      return id
    }
  }

  /// Writes a file through a handle opened before, durably.
  ///
  /// - Returns: the names that it has now; none when it was removed, and nobody can find it.
  package func write(_ text: String, through handle: Int) -> [String] {
    content.withLock { content in
      let names = content.state.names(of: handle)
      if !names.isEmpty, case .file(var file) = content.state.nodes[handle] {
        file.bytes = Array(text.utf8)
        file.flushed = nil
        file.modified = content.state.clock
        content.state.nodes[handle] = .file(file)
      }
      return names.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Makes a directory, on a mount of its own when asked.
  package func makeDirectory(_ path: String, mode: UInt16 = 0o755, mount: UInt64? = nil) {
    content.withLock { content in
      guard let name = Self.name(path, in: &content.state) else { return }
      let node = DiskState.Node.directory(.init(mode: mode, parent: name.directory))
      guard let id = try? content.state.make(node, at: name) else { return }
      if let mount { content.state.mounts[id] = mount }
      content.state.flush(directory: name.directory)
    }
  }

  package func makeSymlink(_ path: String, target: String) {
    content.withLock { content in
      guard let name = Self.name(path, in: &content.state) else { return }
      _ = try? content.state.make(.symlink(Array(target.utf8)), at: name)
      content.state.flush(directory: name.directory)
    }
  }

  /// Deletes a file as a person does, durably.
  package func delete(_ path: String) {
    content.withLock { content in
      guard let name = Self.name(path, in: &content.state), content.state.entry(name) != nil else {
        return
      }
      content.state.change([(name, nil)])
      content.state.flush(directory: name.directory)
    }
  }

  /// A file's text; nil for anything else.
  package func text(_ path: String) -> String? {
    content.withLock { content in
      let parts = DiskState.components(Array(path.utf8))
      guard let name = try? content.state.locate(parts[...], from: DiskState.root),
        let id = content.state.entry(name), case .file(let file) = content.state.nodes[id]
      else { return nil }
      return String(decoding: file.bytes, as: UTF8.self)
    }
  }

  private static func name(_ path: String, in state: inout DiskState) -> DiskState.Name? {
    let parts = DiskState.components(Array(path.utf8))
    var id = DiskState.root
    for part in parts.dropLast() {
      let name = DiskState.Name(directory: id, name: part)
      if let next = state.entry(name) {
        guard case .directory = state.nodes[next] else { return nil }
        id = next
      } else {
        let node = DiskState.Node.directory(.init(mode: 0o755, parent: id))
        guard let next = try? state.make(node, at: name) else { return nil }
        state.flush(directory: id)
        id = next
      }
    }
    return parts.last.map { DiskState.Name(directory: id, name: $0) }
  }
}
