/// The array or object literal that an element edit is about.
struct ElementTarget {
  let outline: TypeScriptOutline
  /// The literal's tokens, brackets included.
  let literal: Range<Int>
  /// Whether it is an object.
  let isObject: Bool
  /// Its elements or properties.
  let elements: [Range<Int>]

  /// Finds a literal by a variable and properties: `nav.items`, `default.links`.
  ///
  /// - Throws: ``EditError/noAnchor(_:)`` with the literals there are.
  init(outline: TypeScriptOutline, path: String) throws(EditError) {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let root = parts.first, parts.allSatisfy({ !$0.isEmpty }) else {
      throw .invalid("'\(path)' is no variable with properties")
    }
    guard var value = outline.value(named: root) else {
      throw .noAnchor("the variable \(root)" + Self.candidates(outline))
    }
    for (depth, part) in parts.dropFirst().enumerated() {
      guard let object = outline.literal(in: value), object.isObject else {
        throw .noAnchor(
          "\(parts[...depth].joined(separator: ".")) is not an object that is written here")
      }
      let fitting = outline.elements(in: object.content).filter {
        outline.propertyName($0) == part
      }
      guard fitting.count < 2 else {
        throw .ambiguous(
          candidates: fitting.map {
            EditEvidence(line: outline.line(at: outline.bytes(of: $0).lowerBound), reason: part)
          }, choose: "leave one property \(part) in the object")
      }
      guard let property = fitting.first, let next = outline.propertyValue(property) else {
        throw .noAnchor("the property \(part) of \(parts[...depth].joined(separator: "."))")
      }
      value = next
    }
    guard let found = outline.literal(in: value) else {
      throw .noAnchor("\(path) is not an array or object that is written here")
    }
    self.outline = outline
    literal = found.range
    isObject = found.isObject
    elements = outline.elements(in: found.content)
  }

  private static func candidates(_ outline: TypeScriptOutline) -> String {
    let found = outline.variables.compactMap { variable -> String? in
      guard let name = variable.name, let value = variable.initialiser,
        outline.literal(in: value) != nil
      else { return nil }
      return "\(name) (line \(outline.line(of: variable.statement)))"
    }
    return found.isEmpty ? "" : "; there is \(found.joined(separator: ", "))"
  }

  /// The list for insertions and removals.
  func list(_ style: TypeScriptStyle) -> TypeScriptElementList {
    TypeScriptElementList(
      outline: outline, elements: elements, open: literal.lowerBound,
      close: literal.upperBound - 1, style: style)
  }

  /// The line of an element.
  func line(of element: Int) -> Int {
    outline.line(at: outline.bytes(of: elements[element]).lowerBound)
  }

  /// The line of the literal.
  var line: Int { outline.line(at: outline.bytes(of: literal).lowerBound) }
}

/// A literal in an expression.
package struct TypeScriptLiteral {
  /// Its tokens, brackets included.
  var range: Range<Int>
  /// Whether it is an object.
  package var isObject: Bool

  /// What is between the brackets.
  package var content: Range<Int> { range.lowerBound + 1..<range.upperBound - 1 }
}

extension TypeScriptOutline {
  /// The value of a variable of the module, or of its default export.
  func value(named name: String) -> TokenRange? {
    if name != "default" { return variable(named: name)?.initialiser }
    guard let statement = statements.indices.first(where: { statements[$0].kind == .exportDefault })
    else { return nil }
    let value = content(of: statement).dropFirst(2)
    // `export default nav` exports a variable.
    if value.count == 1 { return variable(named: text(of: value.lowerBound))?.initialiser }
    return value
  }

  /// The array or object that an expression is, or hands to a function as the only argument;
  /// parentheses, `as` and `satisfies` around it are passed.
  package func literal(in value: TokenRange, depth: Int = 0) -> TypeScriptLiteral? {
    guard let first = value.first else { return nil }
    let isArray = isSymbol(first, TypeScriptSymbol.openBracket)
    if isArray || isSymbol(first, TypeScriptSymbol.openBrace) {
      let end = partner(of: first) + 1
      let isPlain = end == value.upperBound || isName(end, "as") || isName(end, "satisfies")
      return isPlain ? TypeScriptLiteral(range: first..<end, isObject: !isArray) : nil
    }
    if isSymbol(first, TypeScriptSymbol.openParenthesis), depth < 100 {
      return literal(in: first + 1..<partner(of: first), depth: depth + 1)
    }
    var token = first
    while tokens[token].kind == .name, isSymbol(token + 1, TypeScriptSymbol.dot) { token += 2 }
    guard tokens[token].kind == .name, token + 1 < value.upperBound else { return nil }
    var open = token + 1
    if isSymbol(open, TypeScriptSymbol.less), let end = typeArgumentsEnd(open) { open = end }
    guard isSymbol(open, TypeScriptSymbol.openParenthesis),
      partner(of: open) + 1 == value.upperBound
    else { return nil }
    let arguments = elements(in: open + 1..<partner(of: open))
    guard arguments.count == 1, depth < 100 else { return nil }
    return literal(in: arguments[0], depth: depth + 1)
  }
}
