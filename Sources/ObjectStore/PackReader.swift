internal import CZlib
internal import Crypto
package import FileSystem
internal import Patch

/// Reads objects of a store's packs, through the file-system seam: at the place a record names, or
/// found by id when that pack was merged into another since.
package struct PackReader {
  private let files: any FileSystem
  private let catalog: PackCatalog

  /// - Parameter catalog: shared between readers of one store, so that indexes are opened once.
  package init(_ files: any FileSystem, catalog: PackCatalog = PackCatalog()) {
    self.files = files
    self.catalog = catalog
  }

  // MARK: Blobs

  /// A blob's bytes, its id checked.
  package func blob(
    _ id: String, pack: String, offset: UInt64
  ) throws(ObjectStoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    try stream(id, pack: pack, offset: offset) { piece throws(FileSystemError) in
      bytes += piece
    }
    return bytes
  }

  /// Gives a blob's bytes piece by piece; its id is checked at the end.
  ///
  /// - Parameters:
  ///   - pack: where it was stored; it may have been merged into another since.
  ///   - offset: where in that pack.
  package func stream(
    _ id: String, pack: String, offset: UInt64,
    to sink: (ArraySlice<UInt8>) throws(FileSystemError) -> Void
  ) throws(ObjectStoreError) {
    guard let wanted = ObjectID(hexadecimal: id) else { throw .missing(id) }
    let kind: ObjectKind? = .blob
    if try read(wanted, kind, pack: pack, offset: offset, to: sink) != nil { return }
    _ = try find(wanted, kind, to: sink)
  }

  // MARK: Any object

  /// An object's kind and bytes, found by id; its id is checked.
  package func object(
    _ id: ObjectID
  ) throws(ObjectStoreError) -> (kind: ObjectKind, bytes: [UInt8]) {
    var bytes: [UInt8] = []
    let kind = try find(id, nil) { piece throws(FileSystemError) in bytes += piece }
    return (kind, bytes)
  }

  /// Whether an object stands whole at a place: it inflates and has its id.
  func isWhole(
    _ id: ObjectID, pack: String, offset: UInt64
  ) throws(FileSystemError) -> Bool {
    do throws(ObjectStoreError) {
      return try read(id, nil, pack: pack, offset: offset, to: { _ throws(FileSystemError) in })
        != nil
    } catch {
      if case .file(let error) = error { throw error }
      return false
    }
  }

  /// Tries every pack that has the id; where there are several only one that was seen to be whole
  /// is given out, since a crash may have left an unfinished pack.
  private func find(
    _ id: ObjectID, _ kind: ObjectKind?,
    to sink: (ArraySlice<UInt8>) throws(FileSystemError) -> Void
  ) throws(ObjectStoreError) -> ObjectKind {
    // Packs may be merged between the look at their indexes and the opening.
    for attempt in 0..<3 {
      let places: [(pack: String, offset: UInt64)]
      do throws(FileSystemError) {
        if attempt > 0 { try catalog.refresh(from: files) }
        places = try catalog.places(of: id, in: files)
      } catch {
        throw .file(error)
      }
      var damage: ObjectStoreError?
      for place in places {
        do throws(ObjectStoreError) {
          if places.count > 1 {
            guard
              try read(
                id, kind, pack: place.pack, offset: place.offset,
                to: { _ throws(FileSystemError) in }) != nil
            else { continue }
          }
          let found = try read(
            id, kind, pack: place.pack, offset: place.offset, to: sink)
          if let found { return found }
        } catch {
          guard case .damaged = error else { throw error }
          damage = error
        }
      }
      if let damage { throw damage }
    }
    throw .missing(id.hexadecimal)
  }

  /// - Returns: the object's kind; nil when there is no such pack.
  private func read(
    _ id: ObjectID, _ kind: ObjectKind?, pack: String, offset: UInt64,
    to sink: (ArraySlice<UInt8>) throws(FileSystemError) -> Void
  ) throws(ObjectStoreError) -> ObjectKind? {
    let result: Inflation
    do throws(FileSystemError) {
      let file: OpenFile
      do throws(FileSystemError) {
        file = try files.open(PackWriter.place(pack, "pack"))
      } catch {
        if error.isMissing { return nil }
        throw error
      }
      defer { files.close(file) }
      result = try inflate(file, at: offset, id: id, kind, to: sink)
    } catch {
      throw .file(error)
    }
    switch result {
    case .whole(let kind): return kind
    case .problem(let reason): throw .damaged(pack: pack, offset: offset, reason: reason)
    }
  }

  private enum Inflation {
    case whole(ObjectKind)
    case problem(String)
  }

  private func inflate(
    _ file: OpenFile, at offset: UInt64, id: ObjectID, _ wanted: ObjectKind?,
    to sink: (ArraySlice<UInt8>) throws(FileSystemError) -> Void
  ) throws(FileSystemError) -> Inflation {
    var input = [UInt8](repeating: 0, count: 64 * 1024)
    var position = offset
    var available = try files.read(file, at: position, into: &input)
    guard let (kind, size, length) = EntryHeader.read(input[..<available]) else {
      return .problem("it is not an object")
    }
    if let wanted, wanted != kind { return .problem("it is not a \(wanted.name)") }
    var hash = Insecure.SHA1()
    hash.update(data: ObjectID.header(kind, size: size))
    var stream = z_stream()
    let started = inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(started == Z_OK, "zlib could not start")
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: 64 * 1024)
    var consumed = length
    var total: UInt64 = 0
    while true {
      if consumed == available {
        position += UInt64(available)
        available = try files.read(file, at: position, into: &input)
        consumed = 0
        if available == 0 { return .problem("it ends too early") }
      }
      let step = Self.step(&stream, input[consumed..<available], into: &output)
      consumed += step.consumed
      total += UInt64(step.produced)
      output.withUnsafeBytes { bytes in
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<step.produced]))
      }
      if step.produced > 0 { try sink(output[..<step.produced]) }
      if step.result == Z_STREAM_END { break }
      guard step.result == Z_OK || step.result == Z_BUF_ERROR else {
        return .problem("it does not inflate")
      }
    }
    guard total == size else { return .problem("its size is wrong") }
    guard ObjectID(digest: hash.finalize()) == id else { return .problem("its id is wrong") }
    return .whole(kind)
  }

  private static func step(
    _ stream: inout z_stream, _ input: ArraySlice<UInt8>, into output: inout [UInt8]
  ) -> (result: Int32, consumed: Int, produced: Int) {
    input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        let result = CZlib.inflate(&stream, Z_NO_FLUSH)
        return (result, source.count - Int(stream.avail_in), target.count - Int(stream.avail_out))
      }
    }
  }
}

/// What stands before an object's deflated bytes in a pack.
enum EntryHeader {
  /// Kind, size and the header's length; nil for anything but a whole commit, tree or blob.
  static func read(
    _ bytes: ArraySlice<UInt8>
  ) -> (kind: ObjectKind, size: UInt64, length: Int)? {
    guard let first = bytes.first, let kind = ObjectKind(rawValue: first >> 4 & 7) else {
      return nil
    }
    var size = UInt64(first & 15)
    var shift: UInt64 = 4
    var length = 1
    var more = first & 0x80 != 0
    while more {
      guard length < bytes.count, shift < 60 else { return nil }
      let byte = bytes[bytes.startIndex + length]
      size |= UInt64(byte & 0x7F) << shift
      shift += 7
      length += 1
      more = byte & 0x80 != 0
    }
    return (kind, size, length)
  }
}
