internal import Patch

/// Writes values as JSON in one pass, members in the order in which they are declared.
///
/// An intent says several things of every path, and the generic encoder builds all of them as a tree
/// before it writes the first byte; this one holds nothing but the bytes. Reading back is left to
/// `JSONDecoder`.
package enum RecordEncoder {
  /// - Throws: what a value's own coding throws.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let sink = Sink()
    try sink.write(value)
    return sink.bytes
  }
}

/// The bytes, and the objects and arrays that are open in them.
///
/// Coding never says that a container ends: it ends when something is written to one around it, or
/// when the value that opened it is done.
private final class Sink {
  private(set) var bytes: [UInt8] = []
  private var open: [(end: UInt8, isEmpty: Bool)] = []

  func write(_ value: some Encodable) throws {
    let (depth, start) = (open.count, bytes.count)
    try value.encode(to: ValueEncoder(sink: self, depth: depth))
    close(to: depth)
    // A type without members asks for no container.
    if bytes.count == start { bytes += "{}".utf8 }
  }

  /// Opens a container for the value at a depth, unless it has one.
  func begin(_ start: Unicode.Scalar, _ end: Unicode.Scalar, at depth: Int) -> Int {
    close(to: depth + 1)
    if open.count == depth {
      bytes.append(UInt8(ascii: start))
      open.append((UInt8(ascii: end), true))
    }
    return depth + 1
  }

  /// Ready for the next member or element of the container at a depth.
  func next(at depth: Int) {
    close(to: depth)
    if open[depth - 1].isEmpty {
      open[depth - 1].isEmpty = false
    } else {
      bytes.append(UInt8(ascii: ","))
    }
  }

  func key(_ key: some CodingKey, at depth: Int) {
    next(at: depth)
    string(key.stringValue)
    bytes.append(UInt8(ascii: ":"))
  }

  private func close(to depth: Int) {
    while open.count > depth { bytes.append(open.removeLast().end) }
  }

  // MARK: Scalars

  func literal(_ value: some CustomStringConvertible) { bytes += value.description.utf8 }

  func string(_ value: String) {
    var value = value
    bytes.append(UInt8(ascii: "\""))
    value.withUTF8 { text in
      var plain = text.startIndex
      for index in text.indices {
        let byte = text[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        bytes += UnsafeBufferPointer(rebasing: text[plain..<index])
        plain = index + 1
        escape(byte)
      }
      bytes += UnsafeBufferPointer(rebasing: text[plain...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x08: bytes += "\\b".utf8
    case 0x0C: bytes += "\\f".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x0D: bytes += "\\r".utf8
    case 0x09: bytes += "\\t".utf8
    default:
      bytes += (byte < 0x10 ? "\\u000" : "\\u00").utf8
      bytes += String(byte, radix: 16).utf8
    }
  }
}

private struct ValueEncoder: Encoder {
  let sink: Sink
  let depth: Int
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Members(sink: sink, depth: sink.begin("{", "}", at: depth)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    Elements(sink: sink, depth: sink.begin("[", "]", at: depth))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Scalar(sink: sink) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: Sink
  let depth: Int
  var codingPath: [any CodingKey] { [] }

  private func literal(_ value: some CustomStringConvertible, _ key: Key) {
    sink.key(key, at: depth)
    sink.literal(value)
  }

  mutating func encodeNil(forKey key: Key) { literal("null", key) }
  mutating func encode(_ value: Bool, forKey key: Key) { literal(value, key) }
  mutating func encode(_ value: Int, forKey key: Key) { literal(value, key) }
  mutating func encode(_ value: Int64, forKey key: Key) { literal(value, key) }
  mutating func encode(_ value: UInt16, forKey key: Key) { literal(value, key) }
  mutating func encode(_ value: UInt32, forKey key: Key) { literal(value, key) }
  mutating func encode(_ value: UInt64, forKey key: Key) { literal(value, key) }

  mutating func encode(_ value: String, forKey key: Key) {
    sink.key(key, at: depth)
    sink.string(value)
  }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    sink.key(key, at: depth)
    try sink.write(value)
  }

  mutating func nestedContainer<Nested>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    sink.key(key, at: depth)
    return ValueEncoder(sink: sink, depth: depth).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    sink.key(key, at: depth)
    return ValueEncoder(sink: sink, depth: depth).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { preconditionFailure("records inherit nothing") }
  mutating func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}

private struct Elements: UnkeyedEncodingContainer {
  let sink: Sink
  let depth: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(sink: Sink, depth: Int) {
    self.sink = sink
    self.depth = depth
  }

  private mutating func next() {
    sink.next(at: depth)
    count += 1
  }

  mutating func encodeNil() {
    next()
    sink.literal("null")
  }

  mutating func encode(_ value: String) {
    next()
    sink.string(value)
  }

  mutating func encode(_ value: some Encodable) throws {
    next()
    try sink.write(value)
  }

  mutating func nestedContainer<Nested>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    next()
    return ValueEncoder(sink: sink, depth: depth).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    next()
    return ValueEncoder(sink: sink, depth: depth).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { preconditionFailure("records inherit nothing") }
}

private struct Scalar: SingleValueEncodingContainer {
  let sink: Sink
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() { sink.literal("null") }
  mutating func encode(_ value: Bool) { sink.literal(value) }
  mutating func encode(_ value: String) { sink.string(value) }
  mutating func encode(_ value: Int) { sink.literal(value) }
  mutating func encode(_ value: Int64) { sink.literal(value) }
  mutating func encode(_ value: Int8) { sink.literal(value) }
  mutating func encode(_ value: Int16) { sink.literal(value) }
  mutating func encode(_ value: Int32) { sink.literal(value) }
  mutating func encode(_ value: UInt) { sink.literal(value) }
  mutating func encode(_ value: UInt8) { sink.literal(value) }
  mutating func encode(_ value: UInt16) { sink.literal(value) }
  mutating func encode(_ value: UInt32) { sink.literal(value) }
  mutating func encode(_ value: UInt64) { sink.literal(value) }
  mutating func encode(_ value: Float) throws { try encode(Double(value)) }

  mutating func encode(_ value: Double) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: [], debugDescription: "JSON has no such number"))
    }
    sink.literal(value)
  }

  mutating func encode(_ value: some Encodable) throws { try sink.write(value) }
}
