internal import Crypto
internal import FileSystem

/// The SHA-1 that packs and indexes end in.
enum TrailingDigest {
  static func isRight(_ file: OpenFile, in files: any FileSystem) throws(FileSystemError) -> Bool {
    let size = try files.status(of: file).size
    guard size > 20 else { return false }
    var hash = Insecure.SHA1()
    var chunk = [UInt8](repeating: 0, count: Int(min(size, 256 * 1024)))
    var offset: UInt64 = 0
    let end = size - 20
    while offset < end {
      let count = min(try files.read(file, at: offset, into: &chunk), Int(end - offset))
      if count == 0 { return false }
      chunk.withUnsafeBytes { bytes in
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      }
      offset += UInt64(count)
    }
    var digest = [UInt8](repeating: 0, count: 20)
    let count = try files.read(file, at: end, into: &digest)
    return count == 20 && Array(hash.finalize()) == digest
  }
}
