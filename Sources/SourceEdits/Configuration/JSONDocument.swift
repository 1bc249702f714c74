/// A JSON file, with comments and trailing commas or without, read by the lexer for TypeScript:
/// its values are those of that language.
struct JSONDocument {
  let outline: TypeScriptOutline

  /// - Throws: where it is no JSON.
  init(_ bytes: [UInt8]) throws(EditError) {
    do {
      outline = try TypeScriptOutline(bytes, dialect: .typeScript)
    } catch {
      throw .broken(line: error.line, reason: error.reason)
    }
    try checkGrammar()
  }

  /// Follows the grammar over the tokens, without recursion.
  private func checkGrammar() throws(EditError) {
    enum Expected { case value, key, colon, separator }
    var open: [Bool] = []
    var expected = Expected.value
    for index in outline.tokens.indices {
      let token = outline.tokens[index]
      if token.kind == .end {
        guard open.isEmpty, expected == .separator else {
          throw broken(index, "the file ends early")
        }
        return
      }
      switch expected {
      case .colon:
        guard token.isSymbol(TypeScriptSymbol.colon) else { throw broken(index, "expected ':'") }
        expected = .value
      case .key where token.kind == .string && outline.isJSONString(index): expected = .colon
      case .key where token.isSymbol(TypeScriptSymbol.closeBrace):
        open.removeLast()
        expected = .separator
      case .key: throw broken(index, "expected a key")
      case .separator:
        guard let isObject = open.last else { throw broken(index, "expected the end of the file") }
        if token.isSymbol(TypeScriptSymbol.comma) {
          expected = isObject ? .key : .value
        } else if token.closes {
          open.removeLast()
        } else {
          throw broken(index, "expected ',' or a closing bracket")
        }
      case .value:
        if token.isSymbol(TypeScriptSymbol.openBrace) {
          open.append(true)
          expected = .key
        } else if token.isSymbol(TypeScriptSymbol.openBracket) {
          open.append(false)
        } else if token.isSymbol(TypeScriptSymbol.closeBracket), open.last == false {
          open.removeLast()
          expected = .separator
        } else if token.isSymbol(TypeScriptSymbol.minus), outline.tokens[index + 1].kind == .number
        {
          continue
        } else if outline.isJSONScalar(index) {
          expected = .separator
        } else {
          throw broken(index, "expected a value")
        }
      }
    }
  }

  private func broken(_ token: Int, _ reason: String) -> EditError {
    .broken(line: outline.line(at: Int(outline.tokens[token].start)), reason: reason)
  }

  /// The document's own value.
  var root: Range<Int> { 0..<outline.endToken }

  /// The members of an object; nil for any other value.
  func members(of value: Range<Int>) -> [Range<Int>]? {
    guard let first = value.first, outline.isSymbol(first, TypeScriptSymbol.openBrace) else {
      return nil
    }
    return outline.elements(in: first + 1..<value.upperBound - 1)
  }

  /// The members of that key.
  func members(named key: String, in members: [Range<Int>]) -> [Int] {
    members.indices.filter { outline.stringValue(members[$0].lowerBound) == key }
  }

  /// A value without layout, for comparisons.
  func canonical(_ value: Range<Int>) -> [String] {
    value.compactMap { token in
      let isLastComma =
        outline.isSymbol(token, TypeScriptSymbol.comma) && outline.tokens[token + 1].closes
      if isLastComma { return nil }
      return outline.stringValue(token).map { "\"" + $0 } ?? outline.text(of: token)
    }
  }
}

extension TypeScriptOutline {
  fileprivate func isJSONString(_ token: Int) -> Bool {
    bytes[Int(tokens[token].start)] == 0x22
  }

  fileprivate func isJSONScalar(_ token: Int) -> Bool {
    switch tokens[token].kind {
    case .string: isJSONString(token)
    case .number: true
    case .name: isName(token, "true") || isName(token, "false") || isName(token, "null")
    default: false
    }
  }
}
