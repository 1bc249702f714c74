/// What a Python file consists of: its tokens and its statements, with their places in the bytes.
///
/// How to read a file with it:
/// ```swift
/// let outline = try PythonOutline(bytes)            // throws PythonSyntaxProblem with its line
/// for type in outline.classes {                     // also .functions, .imports, .assignments
///   type.name                                       // "Product"
///   type.bases.map { outline.text(of: $0) }         // ["Base"]: argument ranges as text
///   for index in outline.children(of: type.statement) {
///     outline.assignment(at: index)?.annotation     // a range: "Mapped[int]"
///   }
/// }
/// for call in outline.calls(in: outline.statements[index].tokens) {
///   call.callee                                     // "app.include_router"
///   call.positional.map { outline.text(of: $0) }    // ["users.router"]
///   call.keyword("prefix").flatMap(outline.stringValue)  // "/users"
/// }
/// ```
/// Two kinds of ranges appear: **token ranges** (`TokenRange`, indices into `tokens`) say what an
/// expression is made of; **byte ranges** say where it stands. `bytes(of:)` turns the first into
/// the second, `text(of:)` into a string, `line(at:)` gives a byte's line from 1.
/// Statements are a flat list in source order; `parent` and `end` make the tree, so
/// `children(of: nil)` are the module's statements, and `scope(of:)` is the function or class a
/// statement belongs to. `elif`, `else`, `except`, `finally` and `case` are statements of their
/// own, beside the one they continue (`case` inside its `match`).
/// Every accessor takes time linear in the statement it looks at and allocates only its result.
package struct PythonOutline: Sendable {
  /// Indices into `tokens`.
  package typealias TokenRange = Range<Int>

  /// The file.
  package let bytes: [UInt8]
  /// Its tokens, ended by `.end`; no comments.
  package let tokens: [PythonToken]
  /// Its comments.
  package let comments: [PythonToken]
  /// The byte each line starts at.
  package let lineStarts: [UInt32]
  /// Its statements in source order.
  package let statements: [PythonStatement]

  /// Reads a file.
  ///
  /// - Throws: where and why it is not Python, or not UTF-8. What only a full parser can see (an
  ///   assignment to a literal, `return` outside a function) passes.
  package init(_ bytes: [UInt8]) throws(PythonSyntaxProblem) {
    do throws(PythonSyntaxProblem) {
      let lexed = try LexedPython(bytes)
      self.bytes = bytes
      tokens = lexed.tokens
      comments = lexed.comments
      lineStarts = lexed.lineStarts
      var builder = PythonOutlineBuilder(bytes: bytes, lexed: lexed)
      statements = try builder.build()
    } catch {
      guard let conflict = ConflictMarkers.first(in: bytes) else { throw error }
      throw PythonSyntaxProblem(
        offset: conflict.offset, line: conflict.line, reason: ConflictMarkers.reason)
    }
  }

  private var lines: SourceLines { SourceLines(bytes: bytes, starts: lineStarts) }

  /// The line of a byte, from 1.
  package func line(at offset: Int) -> Int { lines.line(at: offset) }

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
}

extension [UInt8] {
  /// Whether the bytes at `range` spell `word`.
  func matches(_ word: StaticString, at range: Range<Int>) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    let start = word.utf8Start
    for offset in 0..<range.count where self[range.lowerBound + offset] != start[offset] {
      return false
    }
    return true
  }
}
