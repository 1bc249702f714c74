/// One token of Python source: where it stands and what it is; its text stays in the file.
///
/// Comments, blank lines and line joins are no tokens: comments are kept beside them, the rest is
/// whatever lies between two tokens.
package struct PythonToken: Sendable {
  /// What a token is.
  package enum Kind: UInt8, Sendable {
    /// A name or a keyword.
    case name
    /// A number.
    case number
    /// A whole string literal with its prefix and quotes; an f-string with its fields.
    case string
    /// An operator or a delimiter; `code` says which.
    case symbol
    /// The end of a logical line: the bytes of its line ending, none at the end of a file.
    case newline
    /// The beginning of an indented block, at its first token.
    case indent
    /// The end of an indented block, at the next block's first token.
    case dedent
    /// A comment from `#` to the end of its line; only in the list of comments.
    case comment
    /// The end of the file.
    case end
  }

  /// Where it starts, in bytes from the start of the file.
  package var start: UInt32
  /// Where it ends.
  package var end: UInt32
  /// What it is.
  package var kind: Kind
  /// For a symbol: its one byte, or one of ``PythonSymbol``; 0 otherwise.
  package var code: UInt8

  /// Its bytes' positions.
  package var range: Range<Int> { Int(start)..<Int(end) }

  /// Whether it is the symbol with that code.
  func isSymbol(_ symbol: UInt8) -> Bool { kind == .symbol && code == symbol }
}

/// Codes of symbols; those of one byte are that byte.
enum PythonSymbol {
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let dot = UInt8(ascii: ".")
  static let equal = UInt8(ascii: "=")
  static let at = UInt8(ascii: "@")
  static let star = UInt8(ascii: "*")
  static let slash = UInt8(ascii: "/")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let tilde = UInt8(ascii: "~")
  /// `->`
  static let arrow: UInt8 = 1
  /// `**`
  static let power: UInt8 = 2
  /// `//`
  static let floorDivision: UInt8 = 3
  /// `<<`
  static let shiftLeft: UInt8 = 4
  /// `>>`
  static let shiftRight: UInt8 = 5
  /// `...`
  static let ellipsis: UInt8 = 6
  /// Added to the first byte of what ends in `=`: `==`, `+=`, `:=`.
  static let withEqual: UInt8 = 0x80
  /// `**=`
  static let powerEqual: UInt8 = 0x80 | 2
  /// `//=`
  static let floorDivisionEqual: UInt8 = 0x80 | 3
  /// `<<=`
  static let shiftLeftEqual: UInt8 = 0x80 | 4
  /// `>>=`
  static let shiftRightEqual: UInt8 = 0x80 | 5

  static func opens(_ code: UInt8) -> Bool {
    code == openParenthesis || code == openBracket || code == openBrace
  }

  static func closes(_ code: UInt8) -> Bool {
    code == closeParenthesis || code == closeBracket || code == closeBrace
  }

  /// The statement-level operators that assign to what is there: `+=`, not `==`, `:=`, `<=`.
  static func isAugmentedAssignment(_ code: UInt8) -> Bool {
    guard code & withEqual != 0 else { return false }
    switch code & ~withEqual {
    case equal, colon, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"): return false
    default: return true
    }
  }
}

/// Why a file is no Python we can edit.
package struct PythonSyntaxProblem: Error, Hashable, Sendable {
  /// Where, in bytes from the start of the file.
  package var offset: Int
  /// The line, from 1.
  package var line: Int
  /// What is wrong.
  package var reason: String
}
