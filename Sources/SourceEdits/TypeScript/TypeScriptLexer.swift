/// Cuts TypeScript into tokens, in one pass over the bytes and without an allocation per token.
///
/// Knows what decides where code begins and ends: strings, templates with code inside, comments,
/// regular expressions against division, JSX elements against comparisons and type parameters.
/// What it cannot know without a parser (is this brace a block or an object?) it decides by the
/// token before, as highlighters do; a wrong decision ends in an error, not in a wrong edit.
/// `base[count]` must be zero.
struct TypeScriptLexer {
  /// What is open around the place that is being read.
  enum Frame: UInt8 {
    case parenthesis, control, bracket, block, object, hole, tag, closing, children, expression,
      typeArguments
  }

  /// How the place that is being read is written.
  enum Mode: UInt8 {
    case code, tag, children
  }

  let base: UnsafePointer<UInt8>
  let count: Int
  let classes: UnsafePointer<UInt8>
  let words: UnsafePointer<UInt64>
  let dialect: TypeScriptDialect

  var position = 0
  var tokens: [TypeScriptToken] = []
  var comments: [TypeScriptToken] = []
  var lineStarts: [UInt32] = [0]
  /// What is open, with the token that opened it.
  var frames: [(frame: Frame, token: Int)] = []
  var mode = Mode.code
  /// Whether the token before ends a value, so that `/` divides and `<` compares.
  var endsOperand = false
  /// Whether a line ended since the token before.
  var isAfterLineBreak = false
  /// The `<` tokens where a value may begin: type parameters, or the type of an assertion.
  var angles: [Int] = []
  var lastKind = TypeScriptToken.Kind.end
  var lastCode: UInt8 = 0

  init(
    base: UnsafePointer<UInt8>, count: Int, classes: UnsafePointer<UInt8>,
    words: UnsafePointer<UInt64>, dialect: TypeScriptDialect
  ) {
    self.base = base
    self.count = count
    self.classes = classes
    self.words = words
    self.dialect = dialect
    tokens.reserveCapacity(count / 5 + 16)
  }

  /// Lexes the whole file.
  mutating func run() throws(TypeScriptSyntaxProblem) {
    position = SourceEncoding.byteOrderMark(base, count: count)
    if base[position] == UInt8(ascii: "#"), base[position + 1] == UInt8(ascii: "!") {
      lexLineComment()
    }
    while position < count {
      switch mode {
      case .code: try lexToken()
      case .tag: try lexTagToken()
      case .children: try lexChildren()
      }
    }
    if let open = frames.last { throw neverClosed(open) }
    // A few, so that a look behind the last token needs no check.
    for _ in 0..<4 { append(.end, from: position, endsOperand: false) }
  }

  @inline(__always)
  private mutating func lexToken() throws(TypeScriptSyntaxProblem) {
    let byte = base[position]
    switch classes[Int(byte)] {
    case TypeScriptByteClass.blank: position += 1
    case TypeScriptByteClass.letter: try lexName()
    case TypeScriptByteClass.single: appendSymbol(byte, length: 1)
    case TypeScriptByteClass.symbol: try lexSymbol(byte)
    case TypeScriptByteClass.open: lexOpen(byte)
    case TypeScriptByteClass.close: try lexClose(byte)
    case TypeScriptByteClass.dot: lexDot()
    case TypeScriptByteClass.lineEnd: passLineEnd()
    case TypeScriptByteClass.quote: try lexString(byte)
    case TypeScriptByteClass.digit: lexNumber()
    case TypeScriptByteClass.slash: try lexSlash()
    case TypeScriptByteClass.less: try lexLess()
    case TypeScriptByteClass.backtick: try lexTemplate(.template)
    case TypeScriptByteClass.hash: try lexPrivateName()
    case TypeScriptByteClass.high: try lexHigh()
    case TypeScriptByteClass.backslash: try lexLongName(from: position)
    default: throw problem("unexpected character '\(character(position))'", at: position)
    }
  }

  /// Passes a line ending: LF, CR LF or a lone CR.
  @inline(__always)
  mutating func passLineEnd() {
    position += base[position] == 0x0D && base[position + 1] == 0x0A ? 2 : 1
    lineStarts.append(UInt32(truncatingIfNeeded: position))
    isAfterLineBreak = true
  }

  @inline(__always)
  mutating func append(
    _ kind: TypeScriptToken.Kind, from start: Int, code: UInt8 = 0, endsOperand: Bool
  ) {
    tokens.append(
      TypeScriptToken(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
        kind: kind, code: code, isAfterLineBreak: isAfterLineBreak))
    isAfterLineBreak = false
    self.endsOperand = endsOperand
    lastKind = kind
    lastCode = code
  }

  @inline(__always)
  mutating func appendSymbol(_ code: UInt8, length: Int, endsOperand: Bool = false) {
    let start = position
    position += length
    append(.symbol, from: start, code: code, endsOperand: endsOperand)
  }

  /// Whether the token before is that symbol.
  func follows(_ symbol: UInt8) -> Bool { lastKind == .symbol && lastCode == symbol }

  /// The keyword before, if the token before is one.
  var lastKeyword: TypeScriptKeyword? {
    lastKind == .name ? TypeScriptKeyword(rawValue: lastCode) : nil
  }

  func problem(_ reason: String, at offset: Int) -> TypeScriptSyntaxProblem {
    var line = lineStarts.count
    while line > 1, Int(lineStarts[line - 1]) > offset { line -= 1 }
    return TypeScriptSyntaxProblem(offset: offset, line: line, reason: reason)
  }

  private func neverClosed(_ open: (frame: Frame, token: Int)) -> TypeScriptSyntaxProblem {
    let offset = Int(tokens[open.token].start)
    let what =
      switch open.frame {
      case .hole: "the substitution of a template"
      case .tag, .closing, .children: "a JSX element"
      default: "'\(character(offset))'"
      }
    return problem("\(what) was never closed", at: offset)
  }

  func character(_ offset: Int) -> Character {
    var length = 1
    while base[offset + length] & 0xC0 == 0x80 { length += 1 }
    let text = String(
      decoding: UnsafeBufferPointer(start: base + offset, count: length), as: UTF8.self)
    return text.first ?? " "
  }
}
