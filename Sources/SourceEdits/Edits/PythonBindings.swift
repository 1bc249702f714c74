/// Which names a file binds, to what, and who uses them.
extension PythonOutline {
  /// One name that an import binds.
  struct ImportedName {
    /// The import.
    let statement: PythonImport
    /// Which of its names.
    let position: Int
    /// The dotted path of what it stands for: `api.routers.users`.
    let path: String

    var name: PythonImport.Name { statement.names[position] }
  }

  /// Every imported name of the file with what it stands for.
  var importedNames: [ImportedName] {
    imports.flatMap { statement in
      statement.names.indices.map { position in
        let name = statement.names[position]
        guard let module = statement.dottedModule else {
          let path = name.alias == nil ? (name.local ?? name.name) : name.name
          return ImportedName(statement: statement, position: position, path: path)
        }
        let separator = module.hasSuffix(".") ? "" : "."
        return ImportedName(
          statement: statement, position: position, path: module + separator + name.name)
      }
    }
  }

  /// What a dotted name stands for where `statement` uses it: its first part replaced by what the
  /// nearest import says; nil when no import binds it there.
  func path(of dotted: String, usedIn statement: Int, among names: [ImportedName]) -> String? {
    let parts = dotted.split(separator: ".", maxSplits: 1)
    guard let first = parts.first else { return nil }
    var scope = self.scope(of: statement)
    while true {
      let found = names.last {
        $0.name.local == String(first) && self.scope(of: $0.statement.statement) == scope
          && !isTypeCheckingOnly($0.statement.statement)
      }
      if let found { return parts.count == 1 ? found.path : found.path + "." + parts[1] }
      guard let inner = scope else { return nil }
      scope = self.scope(of: inner)
    }
  }

  /// Where a module-level statement other than an import binds `name`.
  func definition(of name: String, in scope: Int? = nil) -> Int? {
    statements.indices.first { index in
      guard self.scope(of: index) == scope else { return false }
      switch statements[index].kind {
      case .classDefinition: return isText(statements[index].tokens.lowerBound + 1, name)
      case .functionDefinition:
        return functionDefinition(at: index)?.name == name
      case .assignment:
        return assignment(at: index)?.targets.contains { bindsName(name, in: $0) } ?? false
      default: return false
      }
    }
  }

  private func bindsName(_ name: String, in target: TokenRange) -> Bool {
    if target.count == 1 { return isText(target.lowerBound, name) }
    let isTuple = firstSymbol(PythonSymbol.comma, in: target) != nil
    return isTuple && split(target, at: PythonSymbol.comma).contains { bindsName(name, in: $0) }
  }

  /// The line of the first use of a local name outside imports and outside `exceptions`.
  func use(of name: String, outside exceptions: [TokenRange] = []) -> Int? {
    let utf8 = Array(name.utf8)
    for index in statements.indices {
      let node = statements[index]
      if node.kind == .import || node.kind == .fromImport { continue }
      let target = assignment(at: index)?.targets.first
      for token in node.decoratedStart..<node.tokens.upperBound {
        // A name that is assigned to is bound, not used.
        if target?.count == 1, target?.lowerBound == token { continue }
        let item = tokens[token]
        let isUse: Bool
        switch item.kind {
        case .name:
          isUse = bytes[item.range].elementsEqual(utf8) && isReference(token)
        case .string: isUse = usesInString(token, utf8, statement: index)
        default: isUse = false
        }
        if isUse, !exceptions.contains(where: { $0.contains(token) }) {
          return line(at: Int(item.start))
        }
      }
    }
    return nil
  }

  /// The line of the first use of a dotted module outside imports.
  func use(ofDotted module: String) -> Int? {
    let parts = module.split(separator: ".").map(String.init)
    for index in statements.indices {
      let node = statements[index]
      if node.kind == .import || node.kind == .fromImport { continue }
      for token in node.decoratedStart..<node.tokens.upperBound
      where isText(token, parts[0]) && isReference(token) {
        let isWhole = parts.indices.allSatisfy { isText(token + 2 * $0, parts[$0]) }
        if isWhole { return line(at: Int(tokens[token].start)) }
      }
    }
    return nil
  }

  /// Whether a name token refers to a variable: no attribute, no keyword of an argument.
  private func isReference(_ token: Int) -> Bool {
    if token > 0, tokens[token - 1].isSymbol(PythonSymbol.dot) { return false }
    guard tokens[token + 1].isSymbol(PythonSymbol.equal), token > 0 else { return true }
    let before = tokens[token - 1]
    return !(before.isSymbol(PythonSymbol.comma) || before.isSymbol(PythonSymbol.openParenthesis))
  }

  /// Whether a string is code that uses the name: an f-string, an annotation, a name in `__all__`.
  private func usesInString(_ token: Int, _ name: [UInt8], statement: Int) -> Bool {
    guard let literal = PythonStringLiteral(bytes, at: tokens[token].range),
      bytes[literal.content].containsWord(name)
    else { return false }
    if literal.isFormatted { return literal.fields(in: bytes).contains { $0.containsWord(name) } }
    if literal.isTriple { return false }
    let node = statements[statement]
    if node.tokens.contains(where: { isName($0, "__all__") }) { return true }
    if let annotation = assignment(at: statement)?.annotation, annotation.contains(token) {
      return true
    }
    guard let function = functionDefinition(at: statement) else { return false }
    return function.returns?.contains(token) ?? false
      || function.parameters.contains { $0.annotation?.contains(token) ?? false }
  }
}

extension PythonStringLiteral {
  /// The code in the braces of an f-string, roughly: from a single `{` to the `}` that ends it.
  fileprivate func fields(in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var depth = 0
    var start = content.lowerBound
    var index = content.lowerBound
    while index < content.upperBound {
      if bytes[index] == PythonSymbol.openBrace {
        let isDoubled = depth == 0 && bytes[index + 1] == PythonSymbol.openBrace
        if isDoubled { index += 1 } else { depth += 1 }
        if depth == 1, !isDoubled { start = index + 1 }
      } else if bytes[index] == PythonSymbol.closeBrace, depth > 0 {
        depth -= 1
        if depth == 0 { result.append(bytes[start..<index]) }
      }
      index += 1
    }
    return result
  }
}

extension ArraySlice<UInt8> {
  /// Whether `word` stands in it with no letter, digit or underscore beside it.
  func containsWord(_ word: [UInt8]) -> Bool {
    guard !word.isEmpty, count >= word.count else { return false }
    func isPart(_ byte: UInt8) -> Bool {
      let kind = PythonByteClass.table[Int(byte)]
      return kind == PythonByteClass.letter || kind == PythonByteClass.digit
    }
    for start in startIndex...(endIndex - word.count) where self[start] == word[0] {
      let end = start + word.count
      guard self[start..<end].elementsEqual(word) else { continue }
      let isOpen = start == startIndex || !isPart(self[start - 1])
      if isOpen, end == endIndex || !isPart(self[end]) { return true }
    }
    return false
  }
}
