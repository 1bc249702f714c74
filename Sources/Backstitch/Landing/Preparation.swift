internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// Makes everything durable that an intent names: images in a pack, new contents in temporary
/// files (Commit, step 3). Whatever commonly fails, fails here, with nothing changed.
struct Preparation {
  private var operation: OperationRecord
  private let contents: ContentPool
  private let files: any FileSystem
  private let context: Context
  private let serial: Int
  /// Makes this preparation's names unique. The serial alone does not: a preparation that failed, or
  /// whose record a power cut took, leaves the number to the next one.
  private let tag: String
  /// Directories that the operation removes, or replaces by something else.
  private let emptied: Set<RelativePath>
  private var spares: [Spare?] = []
  private var stored: ImageStorage?
  /// What stands at a directory's path, looked at once for all that lands in it.
  private var directories: [RelativePath: FileStatus?] = [:]
  /// What a directory gives to new files, by the mode they ask for.
  private var inherited: [Inherited: FileMetadata] = [:]

  private struct Inherited: Hashable {
    var directory: RelativePath?
    var mode: UInt16
  }

  /// - Parameter serial: how many records the journal has had.
  init(
    operation: OperationRecord, contents: ContentPool, files: any FileSystem, context: Context,
    serial: Int
  ) {
    self.operation = operation
    self.contents = contents
    self.files = files
    self.context = context
    self.serial = serial
    tag = "\(serial)-\(String(context.random(), radix: 36))"
    emptied = Set(
      operation.net.filter { $0.before?.isDirectory == true && $0.after?.isDirectory != true }
        .map(\.path))
  }

  // MARK: Names

  /// Chooses every spare name; gives those that must stand beside their targets because the store
  /// lies on another mount.
  mutating func sparesBeside() throws(BackstitchError) -> [RelativePath] {
    do throws(FileSystemError) {
      try checkPermissions()
      let storeMount = try files.status(of: .store(Store.spares))?.mount
      var mounts: [RelativePath?: UInt64] = [:]
      spares = []
      for (index, change) in operation.net.enumerated() {
        guard needsSpare(change) else {
          spares.append(nil)
          continue
        }
        let directory = try standingDirectory(of: change.path)
        let mount: UInt64
        if let known = mounts[directory] {
          mount = known
        } else {
          mount = try files.status(of: .workspace(directory))?.mount ?? 0
          mounts[directory] = mount
        }
        spares.append(
          mount == storeMount
            ? Spare(
              root: .store, path: Store.spares.appending(name: Array("\(tag)-\(index)".utf8)))
            : Spare(root: .workspace, path: besideName(in: directory, index: index)))
      }
      return spares.compactMap { $0 }.filter { $0.root == .workspace }.map(\.path)
    } catch {
      throw BackstitchError(error)
    }
  }

  /// What the landing would be refused for later is refused now, with nothing changed.
  private mutating func checkPermissions() throws(FileSystemError) {
    var seen: Set<Place> = []
    for change in operation.net {
      let directory = Place.workspace(change.path).parent
      guard seen.insert(directory).inserted else { continue }
      guard try status(ofDirectory: directory.path) != nil else { continue }
      if try !files.isWritable(directory) {
        throw FileSystemError("write to", directory, code: 13)
      }
    }
  }

  private func needsSpare(_ change: PathChange) -> Bool {
    switch (change.before, change.after) {
    case (nil, .directory), (.directory, nil), (.directory, .directory), (nil, nil): false
    default: true
    }
  }

  /// The nearest directory above a path that stands now and will stand: one that is emptied cannot
  /// go while a temporary file is in it.
  private mutating func standingDirectory(
    of path: RelativePath
  ) throws(FileSystemError) -> RelativePath? {
    for directory in path.ancestors where !emptied.contains(directory) {
      if try status(ofDirectory: directory) != nil { return directory }
    }
    return nil
  }

  private func besideName(in directory: RelativePath?, index: Int) -> RelativePath {
    let name = Array(".backstitch-\(tag)-\(index)".utf8)
    return directory?.appending(name: name) ?? RelativePath(unchecked: name)
  }

  /// A directory's status; nil when none stands there yet, also where a link gives way to one.
  private mutating func status(
    ofDirectory path: RelativePath?
  ) throws(FileSystemError) -> FileStatus? {
    if let path, let known = directories[path] { return known }
    var status: FileStatus?
    do throws(FileSystemError) {
      status = try files.status(of: .workspace(path))
      if status?.kind != .directory { status = nil }
    } catch {
      guard error.isBehindLink else { throw error }
    }
    if let path { directories[path] = .some(status) }
    return status
  }

  // MARK: Content

  /// Writes pack and temporary files, flushes them, and gives the intent that names them.
  mutating func prepare() throws(BackstitchError) -> Record.Intent {
    do throws(ObjectStoreError) {
      let written = operation.net.count { change in
        if case .file = change.after { true } else { false }
      }
      let many = written > Flusher.each
      try storeImages(flush: !many)
      do throws(FileSystemError) {
        try writeSpares(flush: !many)
        if many { try flushWhole() }
      } catch {
        throw .file(error)
      }
    } catch {
      throw BackstitchError(error)
    }
    return Record.Intent(operation: operation, spares: spares)
  }

  /// Every file system that got a pack or a temporary file.
  private func flushWhole() throws(FileSystemError) {
    var directories: Set<Place> = [.store(PackWriter.directory)]
    for spare in spares.compactMap({ $0 }) { directories.insert(spare.place.parent) }
    try Flusher(files: files).flushWhole(directories)
  }

  /// Both sides of every path and step, and the commit that holds them, in one pack.
  private mutating func storeImages(flush: Bool) throws(ObjectStoreError) {
    var storage = ImageStorage(
      contents: contents, files: files, serial: serial, random: context.random())
    do throws(ObjectStoreError) {
      for change in operation.net + operation.steps.flatMap(\.all) {
        try storage.store(change.before)
        try storage.store(change.after)
      }
      operation.net = operation.net.map(storage.placed)
      operation.steps = operation.steps.map { $0.map(storage.placed) }
      do throws(FileSystemError) {
        operation.commit = try storage.withWriter { writer throws(FileSystemError) in
          try OperationCommit(operation: operation).write(to: &writer)
        }
        try storage.finish(flush: flush)
      } catch {
        throw .file(error)
      }
    } catch {
      storage.abandon()
      throw error
    }
    stored = storage
  }

  private mutating func writeSpares(flush: Bool) throws(FileSystemError) {
    var directories: Set<Place> = []
    for (change, spare) in zip(operation.net, spares) {
      guard let spare, let after = change.after else { continue }
      switch after {
      case .directory: continue
      case .symlink(let target): try files.makeSymlink(spare.place, target: target.bytes)
      case .file(let file):
        try write(file, of: change.path, to: spare.place, flush: flush)
      }
      directories.insert(spare.place.parent)
    }
    if flush { for directory in directories { try files.flushDirectory(directory) } }
  }

  private mutating func write(
    _ image: FileImage, of path: RelativePath, to place: Place, flush: Bool
  ) throws(FileSystemError) {
    var metadata = try metadata(of: image, at: path)
    let file = try files.create(place, mode: 0o600)
    defer { files.close(file) }
    try copyContent(of: image, to: file)
    // Only another owner is set: not everybody may.
    if let owner = metadata.owner, try files.status(of: file).owner == owner {
      metadata.owner = nil
    }
    do throws(FileSystemError) {
      try files.setMetadata(metadata, of: file)
    } catch {
      throw FileSystemError(error.operation, .workspace(path), code: error.code)
    }
    if flush { try files.flush(file) }
  }

  private func copyContent(of image: FileImage, to file: OpenFile) throws(FileSystemError) {
    if case .memory(let bytes) = contents.source(of: image.id) {
      return try files.write(bytes, to: file, at: 0)
    }
    guard let place = stored?.place(of: image.id) else {
      preconditionFailure("every image of an intent is stored first")
    }
    var offset: UInt64 = 0
    do throws(ObjectStoreError) {
      let reader = PackReader(files, catalog: contents.catalog)
      try reader.stream(image.id, pack: place.pack, offset: place.offset) {
        piece throws(FileSystemError) in
        try files.write(Array(piece), to: file, at: offset)
        offset += UInt64(piece.count)
      }
    } catch {
      guard case .file(let error) = error else {
        throw FileSystemError("read", .store(PackWriter.directory), code: 5)
      }
      throw error
    }
  }

  /// A replaced file keeps owner, group and attributes; a new one gets what creating it in place
  /// would give.
  private mutating func metadata(
    of image: FileImage, at path: RelativePath
  ) throws(FileSystemError) -> FileMetadata {
    if image.owner != nil {
      let attributes = (image.attributes ?? []).map {
        ExtendedAttribute(name: $0.name, value: $0.value.bytes)
      }
      return FileMetadata(
        mode: image.mode, owner: image.owner, group: image.group, attributes: attributes)
    }
    let key = Inherited(directory: path.parent, mode: image.mode)
    if let known = inherited[key] { return known }
    let metadata = try Inheritance(files: files).metadata(mode: image.mode, at: path)
    inherited[key] = metadata
    return metadata
  }

  /// Removes the pack and temporary files of a preparation that failed, as far as that works;
  /// recovery removes the rest.
  func discard() {
    for spare in spares.compactMap({ $0 }) {
      do throws(FileSystemError) {
        try files.remove(spare.place)
      } catch {
        // Not made yet, or the disk refuses: its content is nobody's work.
        continue
      }
    }
    // On a full disk its space is needed again.
    if let pack = stored?.pack { PackWriter.remove(pack, from: files) }
  }
}
