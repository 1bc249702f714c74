/// The tokens of a Python file.
struct LexedPython {
  var tokens: [PythonToken]
  var comments: [PythonToken]
  var lineStarts: [UInt32]

  /// Lexes a file.
  ///
  /// - Throws: the first place that is not Python's lexical grammar, or not UTF-8.
  init(_ bytes: [UInt8]) throws(PythonSyntaxProblem) {
    guard bytes.count < Int(Int32.max) else {
      throw PythonSyntaxProblem(offset: 0, line: 1, reason: "the file is larger than 2 GiB")
    }
    // Behind the text stand zeros: the lexer stops at one without counting, and may read a word.
    var padded: [UInt8] = []
    padded.reserveCapacity(bytes.count + 8)
    padded += bytes
    padded += [0, 0, 0, 0, 0, 0, 0, 0]
    self = try padded.withUnsafeBufferPointer {
      (buffer) throws(PythonSyntaxProblem) -> LexedPython in
      guard let base = buffer.baseAddress else {
        return LexedPython(tokens: [], comments: [], lineStarts: [0])
      }
      return try Self.lex(base, count: bytes.count)
    }
  }

  private init(tokens: [PythonToken], comments: [PythonToken], lineStarts: [UInt32]) {
    self.tokens = tokens
    self.comments = comments
    self.lineStarts = lineStarts
  }

  private static func lex(
    _ base: UnsafePointer<UInt8>, count: Int
  ) throws(PythonSyntaxProblem) -> LexedPython {
    if let problem = SourceEncoding.problem(base, count: count) {
      let line = SourceEncoding.line(of: problem.offset, in: base)
      throw PythonSyntaxProblem(offset: problem.offset, line: line, reason: problem.reason)
    }
    return try PythonByteClass.table.withUnsafeBufferPointer {
      (classes) throws(PythonSyntaxProblem) -> LexedPython in
      try PythonKeywordTable.shared.words.withUnsafeBufferPointer {
        (words) throws(PythonSyntaxProblem) -> LexedPython in
        guard let classes = classes.baseAddress, let words = words.baseAddress else {
          return LexedPython(tokens: [], comments: [], lineStarts: [0])
        }
        var lexer = PythonLexer(base: base, count: count, classes: classes, words: words)
        try lexer.run()
        return LexedPython(
          tokens: lexer.tokens, comments: lexer.comments, lineStarts: lexer.lineStarts)
      }
    }
  }
}
