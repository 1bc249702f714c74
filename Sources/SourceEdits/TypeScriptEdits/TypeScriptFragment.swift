/// Source of an element, in LF and two spaces, read and laid out for its place.
struct TypeScriptFragment {
  let outline: TypeScriptOutline
  /// The element's tokens.
  let range: Range<Int>

  /// - Throws: ``EditError/invalid(_:)`` when it is not one element.
  init(_ source: String, inObject isObject: Bool) throws(EditError) {
    var bytes = Array(source.utf8)
    while let last = bytes.last, last == 0x0A || last == 0x20 || last == UInt8(ascii: ",") {
      bytes.removeLast()
    }
    bytes = Array(bytes.drop { $0 == 0x20 || $0 == 0x0A })
    let brackets = isObject ? ("x({", "})") : ("x([", "])")
    do {
      outline = try TypeScriptOutline(
        Array(brackets.0.utf8) + bytes + Array(brackets.1.utf8), dialect: .jsx)
    } catch {
      throw .invalid("the source is no element: line \(error.line): \(error.reason)")
    }
    let close = outline.partner(of: 2)
    let elements = outline.elements(in: 3..<close)
    let isWhole =
      outline.partner(of: 1) == outline.endToken - 1 && close == outline.endToken - 2
    guard elements.count == 1, isWhole, elements[0] == 3..<close, outline.comments.isEmpty else {
      throw .invalid("the source is not one element, without comments around it")
    }
    range = elements[0]
    guard !outline.hasAdjacentValues(range) else {
      throw .invalid("the source is not one element: two values follow each other")
    }
  }

  /// The text with `indentation` before each line but the first, levels of two spaces written as
  /// the module does, its quotes and its line endings.
  func laidOut(indentation: [UInt8], style: TypeScriptStyle, lineEnding: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = outline.bytes(of: range).lowerBound
    func copyBlanks(to end: Int) {
      var blanks = outline.bytes[position..<end][...]
      while let line = blanks.firstIndex(of: 0x0A) {
        result += lineEnding
        blanks = blanks[(line + 1)...]
        let width = blanks.prefix { $0 == 0x20 }.count
        result += indentation
        for _ in 0..<width / 2 { result += style.unit }
        blanks = blanks.dropFirst(width / 2 * 2)
      }
      result += blanks
    }
    for token in range {
      let place = outline.tokens[token].range
      copyBlanks(to: place.lowerBound)
      result += spelling(of: token, style)
      position = place.upperBound
    }
    return result
  }

  /// A token, strings in the module's quotes where that needs no escape.
  private func spelling(of token: Int, _ style: TypeScriptStyle) -> [UInt8] {
    let bytes = outline.bytes[outline.tokens[token].range]
    let isAttribute =
      outline.isSymbol(token - 1, TypeScriptSymbol.equal) && outline.isInElement(token)
    guard outline.tokens[token].kind == .string, !isAttribute else { return Array(bytes) }
    let content = bytes.dropFirst().dropLast()
    guard !content.contains(style.quote), !content.contains(0x5C) else { return Array(bytes) }
    return [style.quote] + content + [style.quote]
  }
}

extension TypeScriptOutline {
  /// Whether a token is inside the tags of an element.
  func isInElement(_ token: Int) -> Bool {
    var depth = 0
    for index in 0..<token {
      if isSymbol(index, TypeScriptSymbol.elementOpen) { depth += 1 }
      if isSymbol(index, TypeScriptSymbol.elementClose) { depth -= 1 }
    }
    return depth > 0
  }

  /// Whether two values outside brackets follow each other with nothing between them.
  func hasAdjacentValues(_ range: TokenRange) -> Bool {
    var token = range.lowerBound
    while token < range.upperBound {
      let next = skipOperand(token)
      guard next < range.upperBound, endsOperand(next - 1) else {
        token = next
        continue
      }
      let isPrefix =
        isName(next - 1, "async") || isName(next - 1, "get") || isName(next - 1, "set")
      switch tokens[next].kind {
      case .number, .string, .regularExpression: return true
      case .name where !isPrefix:
        let goesOn =
          isKeyword(next, .in) || isKeyword(next, .instanceof) || isName(next, "as")
          || isName(next, "satisfies")
        // Behind the parentheses of a function its name and body are no values.
        let isHead = isKeyword(token, .function) || isKeyword(token, .class)
        if !goesOn, !isHead { return true }
      default: break
      }
      token = next
    }
    return false
  }

  /// What an element is made of, without what formatters change: blanks, quotes, commas at the
  /// end, quotes around keys.
  func canonical(_ range: TokenRange) -> [String] {
    var result: [String] = []
    for token in range {
      let node = tokens[token]
      let next = tokens[token + 1]
      let isLastComma =
        node.isSymbol(TypeScriptSymbol.comma) && (next.closes || token + 1 == range.upperBound)
      if isLastComma { continue }
      guard node.kind == .string, let value = stringValue(token) else {
        result.append(text(of: token))
        continue
      }
      let isKey =
        next.isSymbol(TypeScriptSymbol.colon) && TypeScriptName.isValid(value)
        && (token == range.lowerBound || isSymbol(token - 1, TypeScriptSymbol.openBrace)
          || isSymbol(token - 1, TypeScriptSymbol.comma))
      result.append(isKey ? value : "\"" + value)
    }
    return result
  }

  /// The key of an object's property; nil for a spread or a computed one.
  package func propertyName(_ range: TokenRange) -> String? {
    guard let first = range.first else { return nil }
    switch tokens[first].kind {
    case .name, .number: return text(of: first)
    case .string: return stringValue(first)
    default: return nil
    }
  }

  /// What stands behind the colon of a property.
  package func propertyValue(_ range: TokenRange) -> TokenRange? {
    guard range.count > 2, isSymbol(range.lowerBound + 1, TypeScriptSymbol.colon) else {
      return nil
    }
    return range.lowerBound + 2..<range.upperBound
  }
}
