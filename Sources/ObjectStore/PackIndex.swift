internal import Crypto

/// A pack's index, version 2: fan-out, ids, checksums, offsets, large offsets, two digests.
enum PackIndex {
  static let magic: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]

  static func encode(
    entries: [ObjectID: (offset: UInt64, crc: UInt32)], pack: [UInt8]
  ) -> [UInt8] {
    let sorted = entries.sorted { $0.key < $1.key }
    var bytes = magic
    bytes.reserveCapacity(1100 + sorted.count * 28)
    var fanOut = [UInt32](repeating: 0, count: 256)
    for entry in sorted { fanOut[Int(entry.key.bytes[0])] += 1 }
    var total: UInt32 = 0
    for count in fanOut {
      total += count
      bytes += bigEndian(total)
    }
    for entry in sorted { bytes += entry.key.bytes }
    for entry in sorted { bytes += bigEndian(entry.value.crc) }
    var large: [UInt8] = []
    for entry in sorted {
      let offset = entry.value.offset
      if offset < 0x8000_0000 {
        bytes += bigEndian(UInt32(offset))
      } else {
        bytes += bigEndian(0x8000_0000 | UInt32(large.count / 8))
        large += bigEndian(UInt32(offset >> 32)) + bigEndian(UInt32(offset & 0xFFFF_FFFF))
      }
    }
    bytes += large + pack
    return bytes + Array(Insecure.SHA1.hash(data: bytes))
  }
}
