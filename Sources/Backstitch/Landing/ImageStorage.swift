internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// Puts the contents that images name into a pack, and says where they are.
struct ImageStorage {
  let contents: ContentPool
  let files: any FileSystem
  private var writer: PackWriter?
  /// The pack that was started, finished or not.
  private(set) var pack: String?
  private var stored: [String: StoredContent] = [:]
  private let serial: UInt64
  private let random: UInt64

  init(contents: ContentPool, files: any FileSystem, serial: Int, random: UInt64) {
    self.contents = contents
    self.files = files
    self.serial = UInt64(serial)
    self.random = random
  }

  /// Stores an image's content unless some pack has it.
  mutating func store(_ image: Image?) throws(ObjectStoreError) {
    guard case .file(let file) = image, stored[file.id] == nil else { return }
    do throws(FileSystemError) {
      switch contents.source(of: file.id) {
      case .stored(let place): stored[file.id] = place
      case .memory(let bytes):
        try start()
        let id = ObjectID(hexadecimal: file.id)
        if let entry = try writer?.add(.blob, bytes, knownAs: id) { note(entry) }
      case .disk, nil: break
      }
    } catch {
      throw .file(error)
    }
    guard stored[file.id] == nil, case .disk(let path) = contents.source(of: file.id) else {
      return
    }
    do throws(FileSystemError) {
      try start()
    } catch {
      throw .file(error)
    }
    if let id = ObjectID(hexadecimal: file.id),
      let entry = try writer?.add(blobOf: .workspace(path), expecting: id)
    {
      note(entry)
    }
  }

  /// The image with its content's place.
  func placed(_ image: Image?) -> Image? {
    guard case .file(var file) = image else { return image }
    file.stored = stored[file.id]
    return .file(file)
  }

  func place(of id: String) -> StoredContent? { stored[id] }

  func placed(_ change: PathChange) -> PathChange {
    var change = change
    change.before = placed(change.before)
    change.after = placed(change.after)
    return change
  }

  mutating func withWriter<Value>(
    _ body: (inout PackWriter) throws(FileSystemError) -> Value
  ) throws(FileSystemError) -> Value {
    try start()
    guard var open = writer else { preconditionFailure("a started pack is there") }
    // Out of the storage meanwhile, so that its buffers are not copied.
    writer = nil
    defer { writer = open }
    return try body(&open)
  }

  mutating func finish(flush: Bool) throws(FileSystemError) {
    guard var open = writer else { return }
    // A pack that cannot be finished drops itself.
    writer = nil
    try open.finish(flush: flush)
  }

  /// Drops a pack that was not finished.
  mutating func abandon() {
    writer?.abandon()
    writer = nil
  }

  private mutating func start() throws(FileSystemError) {
    guard writer == nil else { return }
    let started = try PackWriter(files: files, serial: serial, random: random)
    pack = started.name
    writer = started
  }

  private mutating func note(_ entry: PackWriter.Entry) {
    guard let name = writer?.name else { return }
    stored[entry.id.hexadecimal] = StoredContent(pack: name, offset: entry.offset)
  }
}

/// The contents of savepoints, flushed before the journal names them (I2).
struct SavepointPack {
  private var storage: ImageStorage

  init(contents: ContentPool, files: any FileSystem, serial: Int, random: UInt64) {
    storage = ImageStorage(contents: contents, files: files, serial: serial, random: random)
  }

  mutating func add(_ step: StepChanges) throws(BackstitchError) {
    do throws(ObjectStoreError) {
      for change in step.all {
        try storage.store(change.before)
        try storage.store(change.after)
      }
    } catch {
      storage.abandon()
      throw BackstitchError(error)
    }
  }

  mutating func finish() throws(BackstitchError) {
    do throws(FileSystemError) {
      try storage.finish(flush: true)
    } catch {
      throw BackstitchError(error)
    }
  }

  func placed(_ step: StepChanges) -> StepChanges {
    step.map(storage.placed)
  }
}
