internal import CZlib
internal import Crypto
package import FileSystem
internal import Patch

/// Reads objects at known places of a store's packs, through the file-system seam.
package struct PackReader {
  private let files: any FileSystem

  package init(_ files: any FileSystem) { self.files = files }

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
  package func stream(
    _ id: String, pack: String, offset: UInt64,
    to sink: (ArraySlice<UInt8>) throws(FileSystemError) -> Void
  ) throws(ObjectStoreError) {
    let problem: String?
    do throws(FileSystemError) {
      let file = try files.open(PackWriter.place(pack, "pack"))
      defer { files.close(file) }
      problem = try inflate(file, at: offset, id: id, to: sink)
    } catch {
      throw .file(error)
    }
    if let problem { throw .damaged(pack: pack, offset: offset, reason: problem) }
  }

  /// - Returns: what is wrong with the entry; nil when it is the blob.
  private func inflate(
    _ file: OpenFile, at offset: UInt64, id: String,
    to sink: (ArraySlice<UInt8>) throws(FileSystemError) -> Void
  ) throws(FileSystemError) -> String? {
    var input = [UInt8](repeating: 0, count: 64 * 1024)
    var position = offset
    var available = try files.read(file, at: position, into: &input)
    guard let (size, length) = header(of: input[..<available]) else { return "it is not a blob" }
    var hash = Insecure.SHA1()
    hash.update(data: ObjectID.header(.blob, size: size))
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
        if available == 0 { return "it ends too early" }
      }
      let step = Self.step(&stream, input[consumed..<available], into: &output)
      consumed += step.consumed
      total += UInt64(step.produced)
      output.withUnsafeBytes { bytes in
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<step.produced]))
      }
      if step.produced > 0 { try sink(output[..<step.produced]) }
      if step.result == Z_STREAM_END { break }
      guard step.result == Z_OK || step.result == Z_BUF_ERROR else { return "it does not inflate" }
    }
    guard total == size else { return "its size is wrong" }
    guard ObjectID(digest: hash.finalize()).hexadecimal == id else { return "its id is wrong" }
    return nil
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

  /// A blob entry's size and its header's length; nil for any other entry.
  private func header(of bytes: ArraySlice<UInt8>) -> (size: UInt64, length: Int)? {
    guard let first = bytes.first, first >> 4 & 7 == ObjectKind.blob.rawValue else { return nil }
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
    return (size, length)
  }
}
