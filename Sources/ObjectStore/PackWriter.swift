internal import CZlib
internal import Crypto
package import FileSystem
package import Patch

/// Writes an undeltified git pack and its index through the file-system seam.
///
/// The pack is durable once ``finish(flush:)`` flushed it, or the caller flushed the file system;
/// its index gets its name last, so that a reader never finds half a pack. A `.keep` beside it
/// saves it from `git gc` in the store.
package struct PackWriter {
  /// Where an object went.
  package struct Entry: Hashable, Sendable {
    package let id: ObjectID
    /// Bytes from the pack's start.
    package let offset: UInt64
  }

  /// The pack's name without an extension, `pack-` and 40 digits.
  package let name: String
  let files: any FileSystem
  private let file: OpenFile
  private var entries: [ObjectID: (offset: UInt64, crc: UInt32)] = [:]
  private var buffer: [UInt8] = []
  private var written: UInt64 = 0
  private let deflater = Deflater()

  /// The directory packs lie in.
  package static let directory: RelativePath = "objects/pack"
  private static let bufferSize = 256 * 1024

  /// Creates the pack's file.
  ///
  /// - Parameter serial: what makes the name unique in its store: a number never used before, and
  ///   a random one.
  package init(
    files: any FileSystem, serial: UInt64, random: UInt64
  ) throws(FileSystemError) {
    let tag = ObjectID.blob(Array("\(serial) \(random)".utf8)).hexadecimal
    name = "pack-\(tag)"
    self.files = files
    file = try files.create(Self.place(name, "pack"), mode: 0o600)
    buffer.reserveCapacity(Self.bufferSize + 64 * 1024)
    // The object count is written when it is known.
    buffer += Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
  }

  static func place(_ name: String, _ extension: String) -> Place {
    .store(directory.appending(name: Array("\(name).\(`extension`)".utf8)))
  }

  // MARK: Objects

  /// - Parameter id: the object's, when it was worked out already.
  package mutating func add(
    _ kind: ObjectKind, _ bytes: [UInt8], knownAs id: ObjectID? = nil
  ) throws(FileSystemError) -> Entry {
    let id = id ?? ObjectID.of(kind, bytes)
    if let known = entries[id] { return Entry(id: id, offset: known.offset) }
    let start = position
    var crc = begin(kind, size: UInt64(bytes.count))
    let result = bytes.withUnsafeBytes { pack($0, last: true, crc: &crc) }
    try result.get()
    entries[id] = (start, crc)
    return Entry(id: id, offset: start)
  }

  /// Adds a file's bytes as they stream by.
  ///
  /// - Throws: ``ObjectStoreError/changed(_:)`` when the file no longer has the expected content.
  package mutating func add(
    blobOf place: Place, expecting id: ObjectID
  ) throws(ObjectStoreError) -> Entry {
    if let known = entries[id] { return Entry(id: id, offset: known.offset) }
    let added: Entry?
    do throws(FileSystemError) {
      let source = try files.open(place)
      defer { files.close(source) }
      added = try add(blobOf: source)
    } catch {
      throw .file(error)
    }
    guard let added, added.id == id else { throw .changed(place) }
    return added
  }

  private mutating func add(blobOf source: OpenFile) throws(FileSystemError) -> Entry? {
    let size = try files.status(of: source).size
    let start = position
    var hash = Insecure.SHA1()
    hash.update(data: ObjectID.header(.blob, size: size))
    var crc = begin(.blob, size: size)
    var chunk = [UInt8](repeating: 0, count: Int(min(max(size, 1), 256 * 1024)))
    var offset: UInt64 = 0
    var isLast = false
    while !isLast {
      let count = try files.read(source, at: offset, into: &chunk)
      offset += UInt64(count)
      isLast = offset >= size || count == 0
      let result = chunk.withUnsafeBytes { bytes in
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<count])
        hash.update(bufferPointer: part)
        return pack(part, last: isLast, crc: &crc)
      }
      try result.get()
    }
    guard offset == size else { return nil }
    let id = ObjectID(digest: hash.finalize())
    entries[id] = (start, crc)
    return Entry(id: id, offset: start)
  }

  var position: UInt64 { written + UInt64(buffer.count) }

  /// How many objects it has.
  package var count: Int { entries.count }

  func has(_ id: ObjectID) -> Bool { entries[id] != nil }

  /// Where an object of it is; nil when it has none of that id.
  package func offset(of id: ObjectID) -> UInt64? { entries[id]?.offset }

  /// Appends bytes that are an entry already.
  mutating func append(_ bytes: ArraySlice<UInt8>) throws(FileSystemError) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try drain() }
  }

  mutating func note(_ id: ObjectID, at offset: UInt64, checksum: UInt32) {
    entries[id] = (offset, checksum)
  }

  /// Writes an entry's header: kind and size in groups of seven bits.
  private mutating func begin(_ kind: ObjectKind, size: UInt64) -> UInt32 {
    deflater.reset()
    var header = [kind.rawValue << 4 | UInt8(size & 15)]
    var rest = size >> 4
    while rest > 0 {
      header[header.count - 1] |= 0x80
      header.append(UInt8(rest & 0x7F))
      rest >>= 7
    }
    buffer += header
    return UInt32(crc32(0, header, UInt32(header.count)))
  }

  private mutating func pack(
    _ bytes: UnsafeRawBufferPointer, last: Bool, crc: inout UInt32
  ) -> Result<Void, FileSystemError> {
    do throws(FileSystemError) {
      try deflater.add(bytes, last: last) { piece throws(FileSystemError) in
        crc = piece.withUnsafeBufferPointer { raw in
          UInt32(crc32(UInt(crc), raw.baseAddress, UInt32(raw.count)))
        }
        buffer += piece
        if buffer.count >= Self.bufferSize { try drain() }
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  private mutating func drain() throws(FileSystemError) {
    try files.write(buffer, to: file, at: written)
    written += UInt64(buffer.count)
    buffer.removeAll(keepingCapacity: true)
  }

  // MARK: The end

  /// Completes the pack, its index and its keep file.
  ///
  /// - Parameter flush: flush each file; otherwise the caller flushes the whole file system before
  ///   anything names the pack.
  package mutating func finish(flush: Bool) throws(FileSystemError) {
    do throws(FileSystemError) {
      try drain()
      try files.write(bigEndian(UInt32(entries.count)), to: file, at: 8)
      let checksum = try checksum()
      try files.write(checksum, to: file, at: written)
      if flush { try files.flush(file) }
      try files.create(Self.place(name, "keep"), mode: 0o600, contents: [], flush: flush)
      let index = PackIndex.encode(entries: entries, pack: checksum)
      // Under its final name last, and whole: readers look for the index.
      let temporary = Self.place(name, "tmp")
      try files.create(temporary, mode: 0o600, contents: index, flush: flush)
      try files.rename(temporary, to: Self.place(name, "idx"), mode: .noReplace)
      if flush { try files.flushDirectory(.store(Self.directory)) }
      files.close(file)
    } catch {
      abandon()
      throw error
    }
  }

  /// Drops an unfinished pack as far as that works: on a full disk its space is needed again.
  package func abandon() {
    files.close(file)
    Self.remove(name, from: files)
  }

  /// Removes a pack that nothing names, as far as that works.
  package static func remove(_ name: String, from files: any FileSystem) {
    // The index first: without it no reader looks for the pack.
    for ending in ["idx", "pack", "keep", "tmp"] {
      do throws(FileSystemError) {
        try files.remove(Self.place(name, ending))
      } catch {
        // Not there, or the disk refuses: nothing names it, `gc` removes it.
        continue
      }
    }
  }

  /// SHA-1 over the pack with its count patched in: read back, since the count comes first.
  private func checksum() throws(FileSystemError) -> [UInt8] {
    var hash = Insecure.SHA1()
    var chunk = [UInt8](repeating: 0, count: Int(min(written, 1 << 20)))
    var offset: UInt64 = 0
    while offset < written {
      let count = try files.read(file, at: offset, into: &chunk)
      chunk.withUnsafeBytes { bytes in
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      }
      offset += UInt64(count)
      if count == 0 { break }
    }
    return Array(hash.finalize())
  }
}

func bigEndian(_ value: UInt32) -> [UInt8] {
  [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
}
