/// Adds an import where its like are.
struct ImportAddition {
  let outline: PythonOutline
  let edit: ImportEdit
  /// The function to import in; nil for the module.
  var scope: Int?

  init(outline: PythonOutline, edit: ImportEdit, scope: Int? = nil) {
    self.outline = outline
    self.edit = edit
    self.scope = scope
  }

  /// Adds the import, or says where it is.
  func apply() throws(EditError) -> AppliedEdit {
    if let line = try presentLine() {
      return .unchanged(outline, line: line, "\(edit.statement) is there")
    }
    let placement = try placement()
    let text = try EditCheck(old: outline, changes: [placement.insertion.change]).result()
    return AppliedEdit(
      text: text, changed: true, inverse: [inverse(placement.insertion)],
      evidence: placement.evidence)
  }

  /// The edit that takes the insertion back.
  func inverse(_ insertion: Insertion) -> StructuredEdit {
    var inverse = edit
    inverse.trace = insertion.trace(in: outline.bytes)
    return .removeImport(inverse)
  }

  /// The line of an import that binds the same name to the same thing; nil when none does.
  ///
  /// - Throws: ``EditError/clash(line:name:reason:)`` when the name is taken.
  func presentLine() throws(EditError) -> Int? {
    try edit.validate()
    let local = edit.localName
    let same = outline.importedNames.filter {
      $0.name.local == local && isVisible($0.statement.statement)
    }
    if let found = same.first(where: { edit.isMade(by: $0) }) {
      return outline.line(of: found.statement.statement)
    }
    if edit.name == nil, edit.alias == nil {
      // `import a.b` and `import a.c` share the name `a`.
      let other = same.first { $0.statement.module != nil || $0.name.alias != nil }
      if let other { throw clash(other.statement.statement, "is imported from elsewhere") }
    } else if let other = same.first {
      throw clash(other.statement.statement, "is imported as \(other.path)")
    }
    if let definition = outline.definition(of: local, in: scope) {
      throw clash(definition, "is defined in the file")
    }
    return nil
  }

  private func isVisible(_ statement: Int) -> Bool {
    let isInScope = outline.scope(of: statement) == scope
    return isInScope && !outline.isTypeCheckingOnly(statement)
  }

  private func clash(_ statement: Int, _ reason: String) -> EditError {
    .clash(line: outline.line(of: statement), name: edit.localName, reason: reason)
  }

  /// Where the import goes.
  func placement() throws(EditError) -> Placement {
    if edit.name != nil, let placement = placementInList() { return placement }
    return ImportGroups(outline: outline, scope: scope).placement(of: edit)
  }

  /// A place in `from module import ...`, if there is one that can take another name.
  private func placementInList() -> Placement? {
    let block = outline.children(of: scope)
    let fitting = block.compactMap { outline.importStatement(at: $0) }.filter {
      $0.dottedModule == edit.module && !$0.names.contains { $0.name == "*" }
    }
    guard let statement = fitting.last else { return nil }
    let insertion = ElementList(
      outline: outline, elements: statement.names.map(\.tokens), brackets: statement.parentheses
    ).insertion(of: Array(edit.element.utf8), at: position(in: statement))
    let line = outline.line(of: statement.statement)
    let place = insertion.range.lowerBound
    if statement.parentheses == nil {
      let length =
        outline.nextLineStart(after: place) - outline.lineStart(at: place)
        + insertion.change.replacement.count
      let hasComment = outline.trailingComment(at: place) != nil
      if length > outline.lineLimit, !hasComment, let wrapped = wrapped(statement) {
        return Placement(
          insertion: wrapped,
          evidence: EditEvidence(line: line, reason: "in the imports from \(edit.module)"))
      }
      // A comment there is about the names that stand there.
      if hasComment || length > outline.lineLimit {
        return Placement(
          insertion: outline.insertion(
            of: Array(edit.statement.utf8), after: statement.statement),
          evidence: EditEvidence(line: line, reason: "after the imports from \(edit.module)"))
      }
    }
    return Placement(
      insertion: insertion,
      evidence: EditEvidence(line: line, reason: "in the imports from \(edit.module)"))
  }

  /// The names of a line that has no room for another, one a line in parentheses, as formatters
  /// write them; nil where the names stand on several lines already.
  private func wrapped(_ statement: PythonImport) -> Insertion? {
    guard let first = statement.names.first, let last = statement.names.last else { return nil }
    let start = Int(outline.tokens[first.tokens.lowerBound].start)
    let end = Int(outline.tokens[last.tokens.upperBound - 1].end)
    guard outline.line(at: start) == outline.line(at: end) else { return nil }
    let lineEnding = outline.lineEnding(at: start)
    let outer = outline.indentation(at: start)
    let inner = outer + outline.indentationUnit
    func lines(_ names: ArraySlice<PythonImport.Name>) -> [UInt8] {
      names.flatMap { name -> [UInt8] in
        let from = Int(outline.tokens[name.tokens.lowerBound].start)
        let to = Int(outline.tokens[name.tokens.upperBound - 1].end)
        return inner + outline.bytes[from..<to] + [PythonSymbol.comma] + lineEnding
      }
    }
    let index = position(in: statement)
    return Insertion(
      range: start..<end,
      before: [PythonSymbol.openParenthesis] + lineEnding
        + lines(statement.names[..<index]) + inner,
      node: Array(edit.element.utf8),
      after: [PythonSymbol.comma] + lineEnding + lines(statement.names[index...]) + outer
        + [PythonSymbol.closeParenthesis])
  }

  /// The index that keeps a sorted list of names sorted; the end of one that is not.
  private func position(in statement: PythonImport) -> Int {
    let names = statement.names.map(\.name)
    let name = edit.name ?? ""
    let order = ImportOrder.names.first { names.isSorted(by: $0) }
    guard let order else { return names.count }
    return names.firstIndex { order(name, $0) } ?? names.count
  }
}

extension ImportEdit {
  /// The name it binds.
  var localName: String {
    if let alias { return alias }
    return name ?? module.split(separator: ".").first.map(String.init) ?? module
  }

  /// As it stands in a list: `name as alias`.
  var element: String { (name ?? module) + (alias.map { " as \($0)" } ?? "") }

  /// As a statement.
  var statement: String {
    name == nil ? "import \(element)" : "from \(module) import \(element)"
  }

  /// Whether an import in the file makes the same binding.
  func isMade(by other: PythonOutline.ImportedName) -> Bool {
    guard let name else {
      let isModule = other.statement.module == nil
      let written = other.name.name
      guard alias == nil else { return isModule && written == module }
      return isModule && other.name.alias == nil
        && (written == module || written.hasPrefix(module + "."))
    }
    guard let written = other.statement.dottedModule else {
      // `import a.b as b` is `from a import b`.
      return other.name.alias != nil && other.name.name == module + "." + name
    }
    return other.name.name == name && ModulePath.matches(written, module)
  }

  func validate() throws(EditError) {
    guard ModulePath.isValid(module, relative: name != nil) else {
      throw .invalid("'\(module)' is no module")
    }
    for text in [name, alias].compactMap({ $0 }) where !ModulePath.isName(text) {
      throw .invalid("'\(text)' is no name")
    }
  }
}
