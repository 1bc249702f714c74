/// The keywords of Python; `match`, `case`, `type` and `_` are names.
///
/// The raw value is the `code` of a name token.
enum PythonKeyword: UInt8, CaseIterable, Sendable {
  case `false` = 1, none, `true`, and, `as`, assert, async, await, `break`, `class`, `continue`,
    def, del, elif, `else`, except, finally, `for`, from, global, `if`, `import`, `in`, `is`,
    lambda, nonlocal, not, or, pass, raise, `return`, `try`, `while`, with, yield

  /// As it is written in Python.
  var spelling: String {
    switch self {
    case .false: "False"
    case .none: "None"
    case .true: "True"
    default: "\(self)"
    }
  }

  /// Whether an expression can stand where it stands: `None`, not `and`.
  var isOperand: Bool { self == .false || self == .none || self == .true }
}

/// Finds keywords by their bytes, packed into one word: none is longer than eight bytes.
struct PythonKeywordTable: Sendable {
  static let shared = PythonKeywordTable()

  /// The packed spellings, hashed with linear probing; 0 is an empty slot.
  let words: [UInt64]
  /// The keyword of each slot.
  let codes: [UInt8]

  private init() {
    var words = [UInt64](repeating: 0, count: 128)
    var codes = [UInt8](repeating: 0, count: 128)
    for keyword in PythonKeyword.allCases {
      var packed: UInt64 = 0
      for (position, byte) in keyword.spelling.utf8.enumerated() {
        packed |= UInt64(byte) << (8 * UInt64(position))
      }
      var slot = Self.slot(of: packed)
      while words[slot] != 0 { slot = (slot + 1) & 127 }
      words[slot] = packed
      codes[slot] = keyword.rawValue
    }
    self.words = words
    self.codes = codes
  }

  @inline(__always)
  static func slot(of packed: UInt64) -> Int { Int((packed &* 0x9E37_79B9_7F4A_7C15) >> 57) }
}

extension PythonOutline {
  /// Whether a token is a keyword.
  package func isKeyword(_ token: Int) -> Bool {
    tokens[token].kind == .name && tokens[token].code != 0
  }

  /// Whether a token is that keyword.
  func isKeyword(_ token: Int, _ keyword: PythonKeyword) -> Bool {
    tokens[token].kind == .name && tokens[token].code == keyword.rawValue
  }
}
