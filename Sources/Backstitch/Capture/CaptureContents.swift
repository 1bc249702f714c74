internal import FileSystem
internal import Git
internal import Journal
internal import ObjectStore
internal import Patch

/// The contents of an operation whose changes are made already: both sides of every path in the store,
/// whatever git forgets.
struct CaptureContents {
  private let files: any FileSystem
  private let blobs: BlobSource?
  private var pack: PackWriter
  private let catalog = PackCatalog()
  private var places: [String: StoredContent] = [:]
  private var isOpen = true
  /// Whether a content was put into the pack.
  private(set) var hasNew = false

  init(
    files: any FileSystem, git: GitLocation?, serial: Int, random: UInt64
  ) throws(FileSystemError) {
    self.files = files
    do {
      blobs = try git.map { try BlobSource(of: $0) }
    } catch {
      // What only git has is then told as lost.
      blobs = nil
    }
    pack = try PackWriter(files: files, serial: UInt64(serial), random: random)
  }

  /// Stores what stands on disk.
  mutating func store(
    _ read: ContentReading.Read, by reading: ContentReading
  ) throws(CaptureFailure) {
    do throws(ObjectStoreError) {
      try reading.store(read, in: &pack)
    } catch {
      throw CaptureFailure(error)
    }
    hasNew = true
  }

  /// The changes with their contents' places.
  ///
  /// - Parameter left: gets the paths whose content before is lost.
  mutating func placed(
    _ differences: CaptureDifferences,
    left: inout [(path: RelativePath, reason: String)]
  ) throws(CaptureFailure) -> CaptureDifferences.Changes {
    var changes = differences.changes
    var lost: Set<RelativePath> = []
    for change in changes.net + changes.steps.flatMap(\.changes) {
      for case .file(let file) in [change.before, change.after].compactMap({ $0 }) {
        if try !place(file) { lost.insert(change.path) }
      }
    }
    left += lost.sorted().map {
      ($0, "its content before the command is in git's objects no more")
    }
    changes.net = changes.net.filter { !lost.contains($0.path) }.map(placed)
    changes.steps = changes.steps.map { step in
      var step = step.map(placed)
      step.changes.removeAll { lost.contains($0.path) }
      return step
    }
    changes.steps.removeAll { $0.changes.isEmpty }
    return changes
  }

  /// Finds a content in the store, or brings it there from git's objects; false when it is lost.
  private mutating func place(_ file: FileImage) throws(CaptureFailure) -> Bool {
    guard places[file.id] == nil else { return true }
    if let stored = file.stored {
      places[file.id] = stored
      return true
    }
    guard let id = ObjectID(hexadecimal: file.id) else { return false }
    do throws(FileSystemError) {
      if let offset = pack.offset(of: id) {
        places[file.id] = StoredContent(pack: pack.name, offset: offset)
      } else if let found = try catalog.places(of: id, in: files).first {
        places[file.id] = StoredContent(pack: found.pack, offset: found.offset)
      } else if let bytes = blobs?.bytes(of: id.bytes) {
        let entry = try pack.add(.blob, bytes, knownAs: id)
        places[file.id] = StoredContent(pack: pack.name, offset: entry.offset)
        hasNew = true
      } else {
        return false
      }
    } catch {
      throw .failed(BackstitchError(error))
    }
    return true
  }

  private func placed(_ change: PathChange) -> PathChange {
    var change = change
    change.before = placed(change.before)
    change.after = placed(change.after)
    return change
  }

  private func placed(_ image: Image?) -> Image? {
    guard case .file(var file) = image else { return image }
    file.stored = places[file.id]
    return .file(file)
  }

  /// The operation with its commit in the store; durable when this returns (I1, I2).
  mutating func finished(_ operation: OperationRecord) throws(CaptureFailure) -> OperationRecord {
    var operation = operation
    do throws(FileSystemError) {
      operation.commit = try OperationCommit(operation: operation).write(to: &pack)
      isOpen = false
      try pack.finish(flush: true)
    } catch {
      throw .failed(BackstitchError(error))
    }
    return operation
  }

  /// Drops the pack unless it is finished.
  mutating func abandon() {
    guard isOpen else { return }
    isOpen = false
    pack.abandon()
  }
}
