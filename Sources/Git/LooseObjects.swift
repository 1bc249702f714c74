internal import CZlib
internal import Glibc

/// Objects that lie each in a file of its own. They are inflated here, to their end: libgit2 would read
/// for ever in one that is cut off.
final class LooseObjects {
  /// Directories of objects, a repository's own and those it borrows from.
  private let directories: [[UInt8]]
  private var stream = z_stream()
  private let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 * 1024)
  private let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 * 1024)

  init(in directories: [[UInt8]]) {
    self.directories = directories
    let result = inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib could not start")
  }

  deinit {
    inflateEnd(&stream)
    input.deallocate()
    output.deallocate()
  }

  /// A blob's size in bytes; nil when it is not there, or not whole.
  func size(of id: [UInt8]) -> UInt64? { blob(id, keeping: false)?.count }

  /// A blob's bytes; nil when it is not there, or not whole.
  func bytes(of id: [UInt8]) -> [UInt8]? { blob(id, keeping: true)?.kept }

  private func blob(_ id: [UInt8], keeping: Bool) -> Blob? {
    let name = Self.name(of: id)
    for directory in directories {
      var blob = Blob(keeping: keeping)
      if inflate(directory + name, into: &blob), blob.isWhole { return blob }
    }
    return nil
  }

  /// `/ab/cdef…`
  private static func name(of id: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    var name: [UInt8] = [0x2F]
    for (index, byte) in id.enumerated() {
      name += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      if index == 0 { name.append(0x2F) }
    }
    return name
  }

  /// - Returns: whether the stream came to its end.
  private func inflate(_ path: [UInt8], into blob: inout Blob) -> Bool {
    let descriptor = withCString(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    inflateReset(&stream)
    while true {
      let count = read(descriptor, input.baseAddress, input.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(count))
      repeat {
        (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
        let code = CZlib.inflate(&stream, Z_NO_FLUSH)
        blob.add(output[..<(output.count - Int(stream.avail_out))])
        if code == Z_STREAM_END { return true }
        // It wants more input.
        if code == Z_BUF_ERROR { break }
        guard code == Z_OK else { return false }
      } while stream.avail_in > 0 || stream.avail_out == 0
    }
  }

  /// What came of an object's stream: `blob SIZE`, a zero byte, the content.
  private struct Blob {
    private var header: [UInt8] = []
    private var isHeader = true
    private let keeping: Bool
    private(set) var count: UInt64 = 0
    private(set) var kept: [UInt8] = []

    init(keeping: Bool) { self.keeping = keeping }

    var isWhole: Bool { !isHeader && header == Array("blob \(count)".utf8) }

    mutating func add(_ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>) {
      var bytes = bytes
      if isHeader {
        let end = bytes.firstIndex(of: 0)
        header += bytes[..<(end ?? bytes.endIndex)]
        guard let end else { return }
        isHeader = false
        bytes = bytes[(end + 1)...]
      }
      count += UInt64(bytes.count)
      if keeping { kept += bytes }
    }
  }
}
