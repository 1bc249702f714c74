/// Whether two pieces of Python are the same up to what a formatter changes.
///
/// The same tokens and comments in the same statements and blocks; layout, quote style, optional
/// parentheses and trailing commas aside. False when one of them is no Python.
package func pythonEquivalentUpToFormatting(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  if a == b { return (try? PythonOutline(a)) != nil }
  guard let first = try? PythonOutline(a), let second = try? PythonOutline(b) else { return false }
  return PythonCanonicalForm(first).isEqual(to: PythonCanonicalForm(second))
}

/// Where and why bytes are no Python that can be edited; nil when they are.
package func pythonSyntaxProblem(in bytes: [UInt8]) -> (line: Int, reason: String)? {
  do {
    _ = try PythonOutline(bytes)
    return nil
  } catch {
    return (error.line, error.reason)
  }
}

/// A file, or some of its statements, without what formatters change.
struct PythonCanonicalForm {
  /// The text of what remains, token by token; a statement begins with its relative depth.
  private var atoms: [[UInt8]] = []
  private var comments: [[UInt8]] = []

  /// The form of a whole file.
  init(_ outline: PythonOutline) {
    self.init(outline, statements: 0..<outline.statements.count, comments: 0..<outline.bytes.count)
  }

  /// The form of the statements at those indices, with the comments in a range of bytes.
  init(_ outline: PythonOutline, statements: Range<Int>, comments range: Range<Int>) {
    for index in statements {
      var depth = 0
      var parent = outline.statements[index].parent
      while let next = parent, next >= statements.lowerBound {
        depth += 1
        parent = outline.statements[next].parent
      }
      atoms.append([0, UInt8(truncatingIfNeeded: depth), UInt8(truncatingIfNeeded: depth >> 8)])
      append(outline, statement: index)
    }
    for comment in outline.comments where range.contains(Int(comment.start)) {
      comments.append(Self.comment(outline.bytes[comment.range]))
    }
  }

  /// The form of one expression.
  init(_ outline: PythonOutline, expression: Range<Int>) {
    append(outline, tokens: expression, isFor: false, isDocstring: false)
  }

  func isEqual(to other: PythonCanonicalForm) -> Bool {
    atoms == other.atoms && comments == other.comments
  }

  /// The atoms as one text, with the first run that spells `name` left out.
  func description(without name: String?) -> String {
    let words = atoms.map { String(decoding: $0, as: UTF8.self) }
    guard let name else { return words.joined(separator: " ") }
    for start in words.indices {
      var spelled = ""
      for end in start..<words.count where spelled.utf8.count < name.utf8.count {
        spelled += words[end]
        guard spelled == name else { continue }
        return (words[..<start] + ["_"] + words[(end + 1)...]).joined(separator: " ")
      }
    }
    return words.joined(separator: " ")
  }

  private mutating func append(_ outline: PythonOutline, statement: Int) {
    let node = outline.statements[statement]
    for decorator in outline.decorators(of: statement) {
      atoms.append([PythonSymbol.at])
      append(outline, tokens: decorator, isFor: false, isDocstring: false)
    }
    append(
      outline, tokens: node.tokens, isFor: node.kind == .for,
      isDocstring: outline.isDocstring(statement))
  }

  private mutating func append(
    _ outline: PythonOutline, tokens: Range<Int>, isFor: Bool, isDocstring: Bool
  ) {
    var optional = PythonOptionalTokens(outline, tokens: tokens, isForHeader: isFor)
    let dropped = optional.find()
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      if dropped.contains(token) {
        token += 1
        continue
      }
      switch outline.tokens[token].kind {
      case .string:
        var end = token + 1
        while end < tokens.upperBound, outline.tokens[end].kind == .string { end += 1 }
        atoms += PythonCanonicalString.atoms(of: token..<end, in: outline, isDocstring: isDocstring)
        token = end
        continue
      case .number: atoms.append(Self.number(outline.bytes[outline.tokens[token].range]))
      case .newline, .indent, .dedent, .comment, .end: break
      case .name, .symbol: atoms.append(Array(outline.bytes[outline.tokens[token].range]))
      }
      token += 1
    }
  }

  /// A comment without the blanks that formatters change.
  static func comment(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let text = trimmed(text.dropFirst())
    // Formatters write `type: ignore`.
    let pragma = Array("type:".utf8)
    return text.starts(with: pragma) ? pragma + trimmed(text[pragma.count...]) : text
  }

  /// A number in lower case, with a digit on both sides of its point.
  static func number(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      if result.last == PythonSymbol.dot, !isDigit { result.append(UInt8(ascii: "0")) }
      // `1e+5` is `1e5`.
      if byte == PythonSymbol.plus { continue }
      if byte == PythonSymbol.dot, result.isEmpty { result.append(UInt8(ascii: "0")) }
      result.append(byte | 0x20)
    }
    if result.last == PythonSymbol.dot { result.append(UInt8(ascii: "0")) }
    return result
  }

  static func trimmed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var text = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
    while let last = text.last, last == 0x20 || last == 0x09 || last == 0x0D || last == 0x0C {
      text.removeLast()
    }
    return Array(text)
  }
}
