internal import Crypto
package import FileSystem

/// The name of a git object: SHA-1 over its header and content.
package struct ObjectID: Hashable, Sendable, Comparable {
  /// 20 bytes.
  package let bytes: [UInt8]

  init(digest: some Sequence<UInt8>) { bytes = Array(digest) }

  /// Takes 20 bytes; nil for another number.
  package init?(raw bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    self.bytes = Array(bytes)
  }

  /// Reads 40 hexadecimal digits; nil for anything else.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 40 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    for index in stride(from: 0, to: 40, by: 2) {
      guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  /// 40 lower-case digits.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(40)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// The id of a blob with these bytes.
  package static func blob(_ bytes: [UInt8]) -> ObjectID { of(.blob, bytes) }

  static func of(_ kind: ObjectKind, _ bytes: [UInt8]) -> ObjectID {
    var hash = Insecure.SHA1()
    hash.update(data: header(kind, size: UInt64(bytes.count)))
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return ObjectID(digest: hash.finalize())
  }

  /// The id of a blob with an open file's bytes, read as they stream by.
  package static func blob(
    of file: OpenFile, size: UInt64, in files: some FileSystem
  ) throws(FileSystemError) -> ObjectID {
    var hash = Insecure.SHA1()
    hash.update(data: header(.blob, size: size))
    var buffer = [UInt8](repeating: 0, count: Int(min(max(size, 1), 256 * 1024)))
    var offset: UInt64 = 0
    while true {
      let count = try files.read(file, at: offset, into: &buffer)
      buffer.withUnsafeBytes { bytes in
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      }
      offset += UInt64(count)
      if count < buffer.count || offset == size { break }
    }
    return ObjectID(digest: hash.finalize())
  }

  static func header(_ kind: ObjectKind, size: UInt64) -> [UInt8] {
    Array("\(kind.name) \(size)".utf8) + [0]
  }
}

/// The kinds of object a pack of ours holds, with their numbers in its entries.
package enum ObjectKind: UInt8, Sendable {
  case commit = 1
  case tree = 2
  case blob = 3

  var name: String {
    switch self {
    case .commit: "commit"
    case .tree: "tree"
    case .blob: "blob"
    }
  }
}
