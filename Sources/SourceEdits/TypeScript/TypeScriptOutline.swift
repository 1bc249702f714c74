/// What a TypeScript module consists of at its top level, with the places in the bytes.
///
/// How to read a file with it:
/// ```swift
/// let outline = try TypeScriptOutline(bytes)        // throws TypeScriptSyntaxProblem with its line
/// for entry in outline.imports { entry.module }     // "react"; .defaultName, .names, .isTypeOnly
/// for entry in outline.exports { entry.name }       // "default", "DataTable", "*"
/// for function in outline.functions where function.isExported {
///   function.name                                   // "GET"; .parameters.map(\.name)
///   function.returns.map { outline.compactText(of: $0) }   // "Promise<Response>"
/// }
/// for variable in outline.variables {
///   variable.initialiser.map { outline.text(of: $0) }
/// }
/// if let props = outline.functions.first?.parameters.first?.annotation {
///   outline.members(ofType: props)                  // .members names, .isComplete, .unresolved
/// }
/// ```
/// Two kinds of ranges appear, as in ``PythonOutline``: **token ranges** (`TokenRange`, indices into
/// `tokens`) say what something is made of; **byte ranges** say where it stands. `bytes(of:)` turns
/// the first into the second, `text(of:)` into a string, `line(at:)` gives a byte's line from 1.
/// Statements are those of the module itself: what is inside a function or a block is skipped.
package struct TypeScriptOutline: Sendable {
  /// Indices into `tokens`.
  package typealias TokenRange = Range<Int>

  /// The file.
  package let bytes: [UInt8]
  /// Its tokens, ended by several `.end`; no comments.
  package let tokens: [TypeScriptToken]
  /// Its comments.
  package let comments: [TypeScriptToken]
  /// The byte each line starts at.
  package let lineStarts: [UInt32]
  /// Whether `<` begins elements in it.
  package let dialect: TypeScriptDialect
  /// The statements of the module in source order.
  package private(set) var statements: [TypeScriptStatement] = []

  /// Reads a file.
  ///
  /// - Parameter dialect: by default the one that fits the file.
  /// - Throws: where and why it is not TypeScript, or not UTF-8. What only a full parser can see
  ///   passes, as long as brackets, literals, imports and exports are right.
  package init(
    _ bytes: [UInt8], dialect: TypeScriptDialect? = nil
  ) throws(TypeScriptSyntaxProblem) {
    let lexed = try LexedTypeScript(bytes, dialect: dialect)
    self.bytes = bytes
    tokens = lexed.tokens
    comments = lexed.comments
    lineStarts = lexed.lineStarts
    self.dialect = lexed.dialect
    try checkAngles(lexed.angles)
    statements = try readStatements()
  }

  /// The first token of kind `.end`.
  package var endToken: Int { tokens.count - 4 }

  /// The line of a byte, from 1.
  package func line(at offset: Int) -> Int { lines.line(at: offset) }

  /// The line a statement begins on, from 1.
  package func line(of statement: Int) -> Int {
    line(at: Int(tokens[statements[statement].tokens.lowerBound].start))
  }

  /// Where the line of a byte starts.
  package func lineStart(at offset: Int) -> Int { lines.lineStart(at: offset) }

  /// Where the line after a byte's line starts; the file's end for the last one.
  package func nextLineStart(after offset: Int) -> Int { lines.nextLineStart(after: offset) }

  /// The bytes of tokens, from the first to the last.
  package func bytes(of range: TokenRange) -> Range<Int> {
    guard !range.isEmpty else {
      let place = Int(tokens[min(range.lowerBound, tokens.count - 1)].start)
      return place..<place
    }
    return Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
  }

  /// The source text of tokens, with what stands between them.
  package func text(of range: TokenRange) -> String { text(at: bytes(of: range)) }

  /// The source text at bytes.
  package func text(at range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The text of one token.
  package func text(of token: Int) -> String { text(at: tokens[token].range) }

  /// The text of tokens, with one blank between two words and nothing elsewhere.
  package func compactText(of range: TokenRange) -> String {
    var result = ""
    for token in range {
      let isWord = tokens[token].kind == .name || tokens[token].kind == .number
      if isWord, token > range.lowerBound, tokens[token - 1].kind == .name { result += " " }
      result += text(of: token)
    }
    return result
  }

  /// Whether a token is the name or keyword `word`.
  package func isName(_ token: Int, _ word: StaticString) -> Bool {
    guard token >= 0, token < tokens.count, tokens[token].kind == .name else { return false }
    return bytes.matches(word, at: tokens[token].range)
  }

  /// Whether a token's text is `text`.
  package func isText(_ token: Int, _ text: String) -> Bool {
    guard token >= 0, token < tokens.count else { return false }
    return bytes[tokens[token].range].elementsEqual(text.utf8)
  }

  /// Whether a token is that symbol.
  func isSymbol(_ token: Int, _ symbol: UInt8) -> Bool {
    token >= 0 && token < tokens.count && tokens[token].isSymbol(symbol)
  }

  /// Whether a token is that keyword.
  func isKeyword(_ token: Int, _ keyword: TypeScriptKeyword) -> Bool {
    token >= 0 && token < tokens.count && tokens[token].kind == .name
      && tokens[token].code == keyword.rawValue
  }

  /// The value of a string literal, escapes decoded; nil for any other token.
  package func stringValue(_ token: Int) -> String? {
    guard tokens[token].kind == .string || tokens[token].kind == .template else { return nil }
    let range = tokens[token].range
    return TypeScriptString.value(of: bytes[range.lowerBound + 1..<range.upperBound - 1])
  }
}
