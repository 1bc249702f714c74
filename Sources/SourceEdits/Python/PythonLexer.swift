/// Cuts Python into tokens, in one pass over the bytes and without an allocation per token.
///
/// Knows what decides where statements begin and end: every string form (prefixes, triple quotes,
/// f- and t-strings nested as from 3.12 on), brackets, continuations, indentation with tabs and
/// form feeds as CPython measures it (`Parser/tokenizer.c`). `base[count]` must be zero.
struct PythonLexer {
  let base: UnsafePointer<UInt8>
  let count: Int
  let classes: UnsafePointer<UInt8>
  let words: UnsafePointer<UInt64>

  var position = 0
  var tokens: [PythonToken] = []
  var comments: [PythonToken] = []
  var lineStarts: [UInt32] = [0]
  /// Tokens' indices of the brackets that are open.
  var brackets: [Int] = []
  /// Columns of the open blocks, with tabs as eight and as one.
  var indentation: [(column: Int, alternate: Int)] = [(0, 0)]

  init(
    base: UnsafePointer<UInt8>, count: Int, classes: UnsafePointer<UInt8>,
    words: UnsafePointer<UInt64>
  ) {
    self.base = base
    self.count = count
    self.classes = classes
    self.words = words
    tokens.reserveCapacity(count / 4 + 16)
  }

  /// Lexes the whole file.
  mutating func run() throws(PythonSyntaxProblem) {
    position = SourceEncoding.byteOrderMark(base, count: count)
    while position < count {
      try beginLine()
      guard position < count else { break }
      while try lexToken() {}
    }
    if let bracket = brackets.last {
      let offset = Int(tokens[bracket].start)
      throw problem("'\(character(offset))' was never closed", at: offset)
    }
    while indentation.count > 1 {
      indentation.removeLast()
      append(.dedent, from: count)
    }
    append(.end, from: count)
  }

  /// Takes one token; false after the end of a logical line.
  @inline(__always)
  private mutating func lexToken() throws(PythonSyntaxProblem) -> Bool {
    let byte = base[position]
    switch classes[Int(byte)] {
    case PythonByteClass.blank: position += 1
    case PythonByteClass.letter: try lexName()
    case PythonByteClass.symbol: try lexSymbol(byte)
    case PythonByteClass.open:
      brackets.append(tokens.count)
      appendSymbol(byte, length: 1)
    case PythonByteClass.close: try lexClose(byte)
    case PythonByteClass.digit: try lexNumber()
    case PythonByteClass.quote: try lexString(from: position)
    case PythonByteClass.dot: try lexDot()
    case PythonByteClass.lineEnd:
      let start = position
      passLineEnd()
      if brackets.isEmpty {
        tokens.append(
          PythonToken(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
            kind: .newline, code: 0))
        return false
      }
    case PythonByteClass.hash: lexComment()
    case PythonByteClass.backslash: try joinLine()
    case PythonByteClass.nul:
      if brackets.isEmpty { append(.newline, from: position) }
      return false
    default: throw problem("unexpected character '\(character(position))'", at: position)
    }
    return true
  }

  /// Passes a line ending: LF, CR LF or a lone CR, as Python reads files.
  @inline(__always)
  mutating func passLineEnd() {
    position += base[position] == 0x0D && base[position + 1] == 0x0A ? 2 : 1
    lineStarts.append(UInt32(truncatingIfNeeded: position))
  }

  mutating func lexComment() {
    let start = position
    var index = position
    while base[index] != 0x0A && base[index] != 0x0D && base[index] != 0 { index += 1 }
    position = index
    comments.append(
      PythonToken(start: UInt32(start), end: UInt32(index), kind: .comment, code: 0))
  }

  mutating func joinLine() throws(PythonSyntaxProblem) {
    let next = base[position + 1]
    guard next == 0x0A || next == 0x0D else {
      throw problem("unexpected character after a line continuation", at: position)
    }
    position += 1
    passLineEnd()
    guard base[position] != 0 else {
      throw problem("the file ends in a line continuation", at: position - 1)
    }
  }

  @inline(__always)
  mutating func append(_ kind: PythonToken.Kind, from start: Int) {
    tokens.append(
      PythonToken(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
        kind: kind, code: 0))
  }

  @inline(__always)
  mutating func appendSymbol(_ code: UInt8, length: Int) {
    let start = position
    position += length
    tokens.append(
      PythonToken(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
        kind: .symbol, code: code))
  }

  func problem(_ reason: String, at offset: Int) -> PythonSyntaxProblem {
    var line = lineStarts.count
    while line > 1, Int(lineStarts[line - 1]) > offset { line -= 1 }
    return PythonSyntaxProblem(offset: offset, line: line, reason: reason)
  }

  func character(_ offset: Int) -> Character {
    var length = 1
    while base[offset + length] & 0xC0 == 0x80 { length += 1 }
    let text = String(
      decoding: UnsafeBufferPointer(start: base + offset, count: length), as: UTF8.self)
    return text.first ?? " "
  }
}
