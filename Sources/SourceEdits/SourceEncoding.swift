/// Whether bytes are the UTF-8 that every edit asks for.
enum SourceEncoding {
  /// The length of a byte order mark at the start.
  static func byteOrderMark(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  /// The first byte that is NUL or no UTF-8, and what is wrong with it.
  ///
  /// `bytes` must be readable for seven bytes more than `count`.
  static func problem(_ bytes: UnsafePointer<UInt8>, count: Int) -> (offset: Int, reason: String)? {
    let raw = UnsafeRawPointer(bytes)
    var index = 0
    while index < count {
      if index + 8 <= count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // The classic test: a byte is zero exactly when subtracting one borrows from its top bit.
        let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
        if word & 0x8080_8080_8080_8080 == 0 && zeros == 0 {
          index += 8
          continue
        }
      }
      let byte = bytes[index]
      if byte == 0 { return (index, "NUL byte at byte \(index)") }
      let length = byte < 0x80 ? 1 : sequenceLength(bytes + index, available: count - index)
      if length == 0 { return (index, "invalid UTF-8 at byte \(index)") }
      index += length
    }
    return nil
  }

  /// The length of the UTF-8 sequence at `bytes`, or 0 where there is none (RFC 3629, table 3-7).
  private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
    let first = bytes[0]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, available >= length else { return 0 }
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    if first == 0xE0 { low = 0xA0 }
    if first == 0xED { high = 0x9F }
    if first == 0xF0 { low = 0x90 }
    if first == 0xF4 { high = 0x8F }
    guard bytes[1] >= low, bytes[1] <= high else { return 0 }
    for offset in 2..<max(length, 2) where bytes[offset] & 0xC0 != 0x80 { return 0 }
    return length
  }

  /// The line of a byte, from 1, before the lines are known.
  static func line(of offset: Int, in bytes: UnsafePointer<UInt8>) -> Int {
    var line = 1
    for index in 0..<offset {
      if bytes[index] == 0x0A || (bytes[index] == 0x0D && bytes[index + 1] != 0x0A) { line += 1 }
    }
    return line
  }
}
