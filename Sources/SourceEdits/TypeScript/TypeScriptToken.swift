/// One token of TypeScript source: where it stands and what it is; its text stays in the file.
///
/// Comments are kept beside the tokens; blanks are whatever lies between two of them.
package struct TypeScriptToken: Sendable {
  /// What a token is.
  package enum Kind: UInt8, Sendable {
    /// A name or a keyword; `code` says which keyword.
    case name
    /// A name with `#`.
    case privateName
    /// A number.
    case number
    /// A string literal with its quotes; in a JSX tag without escapes.
    case string
    /// A template literal without substitutions.
    case template
    /// From a template's backtick to its first `${`; opens a bracket.
    case templateHead
    /// From the `}` of a substitution to the next `${`.
    case templateMiddle
    /// From the last `}` to the backtick; closes the bracket.
    case templateTail
    /// A regular expression with its flags.
    case regularExpression
    /// Text between the tags of a JSX element, with its blanks.
    case text
    /// An operator or a delimiter; `code` says which.
    case symbol
    /// A comment, or the hashbang; only in the list of comments.
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
  /// For a symbol: its one byte, or one of ``TypeScriptSymbol``; for a keyword: which; else 0.
  package var code: UInt8
  /// Whether a line ends between it and the token before.
  package var isAfterLineBreak: Bool

  /// Its bytes' positions.
  package var range: Range<Int> { Int(start)..<Int(end) }

  /// Whether it is the symbol with that code.
  @inline(__always)
  func isSymbol(_ symbol: UInt8) -> Bool { kind == .symbol && code == symbol }

  /// Whether something is open behind it that is closed later.
  @inline(__always)
  var opens: Bool {
    kind == .templateHead
      || kind == .symbol
        && (code == TypeScriptSymbol.openParenthesis || code == TypeScriptSymbol.openBracket
          || code == TypeScriptSymbol.openBrace || code == TypeScriptSymbol.elementOpen)
  }

  /// Whether it ends what a token before it opened.
  @inline(__always)
  var closes: Bool {
    kind == .templateTail
      || kind == .symbol
        && (code == TypeScriptSymbol.closeParenthesis || code == TypeScriptSymbol.closeBracket
          || code == TypeScriptSymbol.closeBrace || code == TypeScriptSymbol.elementClose)
  }
}

/// Codes of symbols; those of one byte are that byte. `>` is always a token of its own, as only a
/// parser knows whether `>>` shifts or ends two lists of type arguments.
enum TypeScriptSymbol {
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
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let question = UInt8(ascii: "?")
  static let exclamation = UInt8(ascii: "!")
  static let star = UInt8(ascii: "*")
  static let slash = UInt8(ascii: "/")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let bar = UInt8(ascii: "|")
  static let ampersand = UInt8(ascii: "&")
  static let at = UInt8(ascii: "@")
  /// `=>`
  static let arrow: UInt8 = 1
  /// `...`
  static let ellipsis: UInt8 = 2
  /// `?.`
  static let optionalChain: UInt8 = 3
  /// `++` and `--`
  static let increment: UInt8 = 4
  /// Any other operator of several bytes between two operands: `===`, `&&`, `<<`.
  static let binary: UInt8 = 5
  /// `+=`, `??=` and their like.
  static let assignment: UInt8 = 6
  /// The `<` that begins a JSX element.
  static let elementOpen: UInt8 = 7
  /// The `>` or `/>` that ends a JSX element.
  static let elementClose: UInt8 = 8
  /// The `>` that ends an opening tag.
  static let tagEnd: UInt8 = 9
  /// The `</` of a closing tag.
  static let closingTag: UInt8 = 10
}

/// Why a file is no TypeScript we can edit.
package struct TypeScriptSyntaxProblem: Error, Hashable, Sendable {
  /// Where, in bytes from the start of the file.
  package var offset: Int
  /// The line, from 1.
  package var line: Int
  /// What is wrong.
  package var reason: String
}
