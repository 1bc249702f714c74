internal import CZlib

/// One zlib stream, used again for every object.
final class Deflater {
  private var stream = z_stream()
  private var output = [UInt8](repeating: 0, count: 64 * 1024)

  init() {
    // Level 1: packs of images are written once and seldom read.
    let result = deflateInit_(&stream, 1, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib could not start")
  }

  deinit { deflateEnd(&stream) }

  func reset() { deflateReset(&stream) }

  /// Deflates some input; the pieces of output go to a sink.
  func add<Failure: Error>(
    _ input: UnsafeRawBufferPointer, last: Bool,
    to sink: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let start = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.next_in = start
    stream.avail_in = UInt32(input.count)
    let flush = last ? Z_FINISH : Z_NO_FLUSH
    while true {
      let capacity = output.count
      let (result, produced) = output.withUnsafeMutableBufferPointer { buffer -> (Int32, Int) in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(capacity)
        let result = deflate(&stream, flush)
        return (result, capacity - Int(stream.avail_out))
      }
      if produced > 0 { try sink(output[..<produced]) }
      if last ? result == Z_STREAM_END : stream.avail_in == 0 && produced < capacity { return }
    }
  }
}
