/// Some bytes of a file replaced by others.
struct TextChange {
  /// What goes.
  var range: Range<Int>
  /// What comes.
  var replacement: [UInt8]
}

/// A node written into a file, together with what belongs around it there.
struct Insertion {
  /// What it replaces; empty where it is only inserted.
  var range: Range<Int>
  var before: [UInt8] = []
  var node: [UInt8]
  var after: [UInt8] = []

  var change: TextChange { TextChange(range: range, replacement: before + node + after) }

  /// What the inverse needs to know.
  func trace(in bytes: [UInt8], keepsNode: Bool = false) -> EditTrace {
    EditTrace(
      before: String(decoding: before, as: UTF8.self),
      after: String(decoding: after, as: UTF8.self),
      replaced: String(decoding: bytes[range], as: UTF8.self),
      node: keepsNode ? String(decoding: node, as: UTF8.self) : nil)
  }
}

extension [TextChange] {
  /// The text with all changes made; they do not overlap.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + reduce(0) { $0 + $1.replacement.count })
    var position = 0
    for change in inPlaceOrder {
      result += bytes[position..<change.range.lowerBound]
      result += change.replacement
      position = change.range.upperBound
    }
    result += bytes[position...]
    return result
  }

  /// By their places; insertions at one place keep their order.
  var inPlaceOrder: [TextChange] {
    enumerated()
      .sorted {
        ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
      }
      .map(\.element)
  }
}

extension EditTrace {
  /// The bytes to take out with the node at `range`, if what was written around it still stands
  /// there, and what comes back.
  func change(around range: Range<Int>, in bytes: [UInt8]) -> TextChange? {
    let before = Array(before.utf8)
    let after = Array(after.utf8)
    let start = range.lowerBound - before.count
    let end = range.upperBound + after.count
    guard start >= 0, end <= bytes.count, bytes[start..<range.lowerBound].elementsEqual(before),
      bytes[range.upperBound..<end].elementsEqual(after)
    else { return nil }
    return TextChange(range: start..<end, replacement: Array(replaced.utf8))
  }

  /// Whether taking out `range` takes whole lines where whole lines were written: the line ending
  /// before the node may be that of something that came between since.
  func isAligned(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    func isEnd(_ byte: UInt8?) -> Bool { byte == 0x0A || byte == 0x0D }
    guard isEnd(before.utf8.first), replaced.isEmpty else { return true }
    if isEnd(after.utf8.last) { return range.lowerBound == 0 || isEnd(bytes[range.lowerBound - 1]) }
    return range.upperBound == bytes.count || isEnd(bytes[range.upperBound])
  }
}
