/// The reserved words of TypeScript; `type`, `from`, `as`, `async`, `let` and their like are names.
///
/// The raw value is the `code` of a name token. A name after a dot is never a keyword.
enum TypeScriptKeyword: UInt8, CaseIterable, Sendable {
  case await = 1, `break`, `case`, `catch`, `class`, const, `continue`, debugger, `default`, delete,
    `do`, `else`, `enum`, export, extends, `false`, finally, `for`, function, `if`, `import`, `in`,
    instanceof, new, null, `return`, `super`, `switch`, this, `throw`, `true`, `try`, typeof, `var`,
    void, `while`, with, yield

  /// As it is written in TypeScript.
  var spelling: String { "\(self)" }

  /// Whether it is a value: `this`, not `return`.
  var isOperand: Bool {
    switch self {
    case .false, .null, .super, .this, .true: true
    default: false
    }
  }

  /// Whether a JSX element may follow; after `new` and `function` a `<` begins type parameters.
  var precedesElement: Bool {
    switch self {
    case .await, .case, .default, .do, .else, .return, .yield: true
    default: false
    }
  }

  /// Whether a brace behind it begins an object, not a block.
  var precedesObject: Bool {
    switch self {
    case .await, .case, .default, .delete, .extends, .in, .instanceof, .new, .return, .throw,
      .typeof, .yield:
      true
    default: false
    }
  }
}

/// Finds keywords by their bytes, the first eight packed into one word.
struct TypeScriptKeywordTable: Sendable {
  static let shared = TypeScriptKeywordTable()

  /// The packed spellings, hashed with linear probing; 0 is an empty slot.
  let words: [UInt64]
  /// The keyword of each slot.
  let codes: [UInt8]

  private init() {
    var words = [UInt64](repeating: 0, count: 256)
    var codes = [UInt8](repeating: 0, count: 256)
    for keyword in TypeScriptKeyword.allCases {
      var packed: UInt64 = 0
      for (position, byte) in keyword.spelling.utf8.prefix(8).enumerated() {
        packed |= UInt64(byte) << (8 * UInt64(position))
      }
      var slot = Self.slot(of: packed)
      while words[slot] != 0 { slot = (slot + 1) & 255 }
      words[slot] = packed
      codes[slot] = keyword.rawValue
    }
    self.words = words
    self.codes = codes
  }

  @inline(__always)
  static func slot(of packed: UInt64) -> Int { Int((packed &* 0x9E37_79B9_7F4A_7C15) >> 56) }
}
