internal import Crypto

/// One line of the journal whose sum is right.
struct Frame {
  let number: Int
  let durable: Int
  let previous: String
  let sum: String
  let kind: String
  let body: ArraySlice<UInt8>

  /// Nil unless the line has exactly the form of a record and its sum is right.
  init?(line: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: line)
    guard scanner.skip("{\"n\":"), let number = scanner.number(),
      scanner.skip(",\"durable\":"), let durable = scanner.number(),
      scanner.skip(",\"prev\":\""), let previous = scanner.text(),
      scanner.skip("\",\"sum\":\""), let sum = scanner.text(),
      scanner.skip("\",\""), let kind = scanner.text(), scanner.skip("\":"),
      scanner.rest.last == UInt8(ascii: "}")
    else { return nil }
    let body = scanner.rest.dropLast()
    guard
      sum
        == Self.sum(number: number, durable: durable, previous: previous, kind: kind, body: body)
    else { return nil }
    self.number = number
    self.durable = durable
    self.previous = previous
    self.sum = sum
    self.kind = kind
    self.body = body
  }

  static func sum(
    number: Int, durable: Int, previous: String, kind: String, body: ArraySlice<UInt8>
  ) -> String {
    var hash = SHA256()
    hash.update(data: Array("\(number)\n\(durable)\n\(previous)\n\(kind)\n".utf8))
    body.withUnsafeBytes { hash.update(bufferPointer: $0) }
    hash.update(data: [UInt8(ascii: "\n")])
    return hash.finalize().prefix(16).map(hexadecimal).joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}

private struct Scanner {
  var rest: ArraySlice<UInt8>

  mutating func skip(_ expected: String) -> Bool {
    guard rest.starts(with: expected.utf8) else { return false }
    rest = rest.dropFirst(expected.utf8.count)
    return true
  }

  mutating func number() -> Int? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return Int(String(decoding: digits, as: UTF8.self))
  }

  mutating func text() -> String? {
    let text = rest.prefix { $0 != UInt8(ascii: "\"") }
    rest = rest.dropFirst(text.count)
    return String(validating: text, as: UTF8.self)
  }
}
