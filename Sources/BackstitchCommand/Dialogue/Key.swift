/// One key of a terminal.
package enum Key: Hashable, Sendable {
  /// What is written.
  case character(Character)
  /// The keys that move.
  case up, down, left, right, home, end
  /// The keys that end and erase: Enter, Backspace, Delete, Ctrl-U, Ctrl-W, Ctrl-D.
  case enter, backspace, delete, eraseLine, eraseWord, endOfInput
  /// A key that means nothing here.
  case other

  /// Takes the first key off bytes that a terminal sent; nil when more are needed.
  ///
  /// - Parameter isWhole: whether nothing follows soon, so that a lone Escape is one.
  package static func next(in bytes: inout ArraySlice<UInt8>, isWhole: Bool) -> Key? {
    guard let first = bytes.first else { return nil }
    if first == 0x1B { return escape(in: &bytes, isWhole: isWhole) }
    if first < 0x20 || first == 0x7F {
      bytes.removeFirst()
      return controls[first] ?? .other
    }
    return character(in: &bytes, isWhole: isWhole)
  }

  private static let controls: [UInt8: Key] = [
    0x01: .home, 0x04: .endOfInput, 0x05: .end, 0x02: .left, 0x06: .right, 0x08: .backspace,
    0x0A: .enter, 0x0D: .enter, 0x0E: .down, 0x10: .up, 0x15: .eraseLine, 0x17: .eraseWord,
    0x7F: .backspace,
  ]

  // MARK: Parts

  /// `ESC [ A`, `ESC O A`, `ESC [ 3 ~`; others are read to their end and mean nothing.
  private static func escape(in bytes: inout ArraySlice<UInt8>, isWhole: Bool) -> Key? {
    let rest = bytes.dropFirst()
    guard let kind = rest.first else {
      guard isWhole else { return nil }
      bytes.removeFirst()
      return .other
    }
    guard kind == UInt8(ascii: "[") || kind == UInt8(ascii: "O") else {
      bytes = rest.dropFirst()
      return .other
    }
    let body = rest.dropFirst()
    guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      guard isWhole else { return nil }
      bytes = []
      return .other
    }
    let sequence = String(decoding: body[...end], as: UTF8.self)
    bytes = bytes[(end + 1)...]
    return sequences[sequence] ?? .other
  }

  private static let sequences: [String: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "1~": .home,
    "7~": .home, "4~": .end, "8~": .end, "3~": .delete,
  ]

  private static func character(in bytes: inout ArraySlice<UInt8>, isWhole: Bool) -> Key? {
    let count =
      switch bytes[bytes.startIndex] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard bytes.count >= count || isWhole else { return nil }
    let taken = bytes.prefix(count)
    bytes = bytes.dropFirst(count)
    guard let text = String(validating: taken, as: UTF8.self), let character = text.first else {
      return .other
    }
    return .character(character)
  }
}
