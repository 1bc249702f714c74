/// Whether `<` may begin a JSX element.
package enum TypeScriptDialect: Sendable {
  /// `.ts`: `<T>x` is a type assertion.
  case typeScript
  /// `.tsx`, `.jsx` and `.js`: `<T>` begins an element.
  case jsx
}

/// The tokens of a TypeScript file.
struct LexedTypeScript {
  var tokens: [TypeScriptToken]
  var comments: [TypeScriptToken]
  var lineStarts: [UInt32]
  /// The `<` tokens where a value may begin.
  var angles: [Int] = []
  var dialect: TypeScriptDialect

  /// Lexes a file.
  ///
  /// Without a dialect the one that reads the file is taken, JSX first: an assertion `<T>x` is no
  /// element that ends, and an element is no assertion with code behind it.
  ///
  /// - Throws: the first place that is not TypeScript's lexical grammar, or not UTF-8.
  init(_ bytes: [UInt8], dialect: TypeScriptDialect?) throws(TypeScriptSyntaxProblem) {
    guard bytes.count < Int(Int32.max) else {
      throw TypeScriptSyntaxProblem(offset: 0, line: 1, reason: "the file is larger than 2 GiB")
    }
    // Behind the text stand zeros: the lexer stops at one without counting, and may read a word.
    var padded: [UInt8] = []
    padded.reserveCapacity(bytes.count + 8)
    padded += bytes
    padded += [0, 0, 0, 0, 0, 0, 0, 0]
    self = try padded.withUnsafeBufferPointer {
      (buffer) throws(TypeScriptSyntaxProblem) -> LexedTypeScript in
      guard let base = buffer.baseAddress else {
        return LexedTypeScript(tokens: [], comments: [], lineStarts: [0], dialect: .typeScript)
      }
      return try Self.lex(base, count: bytes.count, dialect: dialect)
    }
  }

  private init(
    tokens: [TypeScriptToken], comments: [TypeScriptToken], lineStarts: [UInt32],
    angles: [Int] = [], dialect: TypeScriptDialect
  ) {
    self.angles = angles
    self.tokens = tokens
    self.comments = comments
    self.lineStarts = lineStarts
    self.dialect = dialect
  }

  private static func lex(
    _ base: UnsafePointer<UInt8>, count: Int, dialect: TypeScriptDialect?
  ) throws(TypeScriptSyntaxProblem) -> LexedTypeScript {
    if let problem = SourceEncoding.problem(base, count: count) {
      let line = SourceEncoding.line(of: problem.offset, in: base)
      throw TypeScriptSyntaxProblem(offset: problem.offset, line: line, reason: problem.reason)
    }
    if let dialect { return try run(base, count: count, dialect: dialect) }
    let first: TypeScriptSyntaxProblem
    do {
      return try run(base, count: count, dialect: .jsx)
    } catch {
      first = error
    }
    do {
      return try run(base, count: count, dialect: .typeScript)
    } catch {
      // The dialect that got further is the file's.
      throw error.offset > first.offset ? error : first
    }
  }

  private static func run(
    _ base: UnsafePointer<UInt8>, count: Int, dialect: TypeScriptDialect
  ) throws(TypeScriptSyntaxProblem) -> LexedTypeScript {
    try TypeScriptByteClass.table.withUnsafeBufferPointer {
      (classes) throws(TypeScriptSyntaxProblem) -> LexedTypeScript in
      try TypeScriptKeywordTable.shared.words.withUnsafeBufferPointer {
        (words) throws(TypeScriptSyntaxProblem) -> LexedTypeScript in
        guard let classes = classes.baseAddress, let words = words.baseAddress else {
          return LexedTypeScript(tokens: [], comments: [], lineStarts: [0], dialect: dialect)
        }
        var lexer = TypeScriptLexer(
          base: base, count: count, classes: classes, words: words, dialect: dialect)
        try lexer.run()
        return LexedTypeScript(
          tokens: lexer.tokens, comments: lexer.comments, lineStarts: lexer.lineStarts,
          angles: lexer.angles, dialect: dialect)
      }
    }
  }
}
