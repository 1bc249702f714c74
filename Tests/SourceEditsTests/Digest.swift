import SourceEdits

/// What `reference.py` says about a file, computed from our outline.
struct Digest: Equatable {
  var tokens: UInt32
  var kinds: UInt32
  var statements: UInt32

  init(tokens: UInt32, kinds: UInt32, statements: UInt32) {
    self.tokens = tokens
    self.kinds = kinds
    self.statements = statements
  }

  init(_ outline: PythonOutline) {
    var places = CRC32()
    var letters = CRC32()
    var columns = Columns(outline, inCharacters: true)
    for token in outline.tokens {
      switch token.kind {
      case .indent: letters.add(byte: UInt8(ascii: "I"))
      case .dedent: letters.add(byte: UInt8(ascii: "D"))
      case .end, .comment: break
      case .newline:
        letters.add(byte: UInt8(ascii: "N"))
        columns.add(token.start, to: &places)
      case .name, .number, .string, .symbol:
        letters.add(byte: UInt8(ascii: "T"))
        columns.add(token.start, to: &places)
        columns.add(token.end, to: &places)
      }
    }
    tokens = places.value
    kinds = letters.value
    statements = Self.statements(outline)
  }

  private static func statements(_ outline: PythonOutline) -> UInt32 {
    var crc = CRC32()
    var depths = [UInt32](repeating: 0, count: outline.statements.count)
    var columns = Columns(outline, inCharacters: false)
    for (index, node) in outline.statements.enumerated() {
      if let parent = node.parent { depths[index] = depths[parent] + 1 }
      guard let kind = kinds[node.kind] else { continue }
      crc.add(word: kind)
      columns.add(outline.tokens[node.tokens.lowerBound].start, to: &crc)
      columns.mark()
      columns.add(UInt32(outline.extent(of: last(of: index, outline)).upperBound), to: &crc)
      columns.back()
      crc.add(word: depths[index])
    }
    return crc.value
  }

  /// The clause that ends a statement as CPython's tree has it.
  private static func last(of index: Int, _ outline: PythonOutline) -> Int {
    var last = index
    let node = outline.statements[index]
    guard node.kind != .except else { return index }
    var next = node.end
    while next < outline.statements.count {
      let other = outline.statements[next]
      guard other.parent == node.parent, other.kind.isClause else { break }
      last = next
      next = other.end
    }
    return last
  }

  private static let kinds: [PythonStatement.Kind: UInt32] = [
    .classDefinition: 1, .functionDefinition: 2, .if: 3, .elif: 4, .for: 5, .while: 6, .try: 7,
    .except: 8, .with: 9, .match: 10, .import: 11, .fromImport: 12, .assignment: 13,
    .augmentedAssignment: 14, .typeAlias: 15, .expression: 16, .pass: 17, .return: 18,
    .raise: 19, .delete: 20, .global: 21, .nonlocal: 22, .assert: 23, .break: 24, .continue: 25,
  ]
}

/// Lines and columns of bytes that are asked for in rising order.
private struct Columns {
  private let outline: PythonOutline
  private let inCharacters: Bool
  private let isASCII: Bool
  private let mark0: Int
  private var line = 0
  private var saved = 0

  init(_ outline: PythonOutline, inCharacters: Bool) {
    self.outline = outline
    self.inCharacters = inCharacters
    mark0 = outline.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    isASCII = outline.bytes.withUnsafeBufferPointer { bytes in
      var all: UInt8 = 0
      var index = 0
      while index < bytes.count {
        all |= bytes[index]
        index += 1
      }
      return all < 0x80
    }
  }

  mutating func mark() { saved = line }
  mutating func back() { line = saved }

  mutating func add(_ offset: UInt32, to crc: inout CRC32) {
    let starts = outline.lineStarts
    while line + 1 < starts.count, starts[line + 1] <= offset { line += 1 }
    crc.add(word: UInt32(line + 1))
    var column = offset - starts[line]
    if !isASCII {
      if line == 0 { column -= UInt32(mark0) }
      if inCharacters {
        var index = Int(starts[line])
        while index < Int(offset) {
          if outline.bytes[index] & 0xC0 == 0x80 { column -= 1 }
          index += 1
        }
      }
    }
    crc.add(word: column)
  }
}

/// CRC-32 as zlib computes it.
struct CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  private var state: UInt32 = 0xFFFF_FFFF
  private let table = Self.table

  var value: UInt32 { ~state }

  mutating func add(byte: UInt8) {
    state = table[Int((state ^ UInt32(byte)) & 0xFF)] ^ (state >> 8)
  }

  mutating func add(word: UInt32) {
    add(byte: UInt8(truncatingIfNeeded: word))
    add(byte: UInt8(truncatingIfNeeded: word >> 8))
    add(byte: UInt8(truncatingIfNeeded: word >> 16))
    add(byte: UInt8(truncatingIfNeeded: word >> 24))
  }
}
