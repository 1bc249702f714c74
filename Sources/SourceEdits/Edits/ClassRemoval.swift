/// Removes a class nobody edited.
struct ClassRemoval {
  let outline: PythonOutline
  let edit: ClassEdit

  /// Removes the class, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    let fragment = try edit.fragment()
    guard let present = outline.topLevelClass(edit.name) else {
      return .unchanged(outline, line: 1, "class \(edit.name) is gone")
    }
    let line = outline.line(of: present)
    guard outline.isSame(present, as: fragment) else {
      throw .edited(line: line, name: edit.name)
    }
    let change = outline.removal(of: present, trace: edit.trace)
    let text = try EditCheck(old: outline, changes: [change]).result()
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: text, changed: true, inverse: [.appendClass(inverse)],
      evidence: EditEvidence(line: line, reason: "removed class \(edit.name)"))
  }
}

extension ClassEdit {
  /// The source, read.
  ///
  /// - Throws: ``EditError/invalid(_:)`` when it is not one class of that name.
  func fragment() throws(EditError) -> SourceFragment {
    let fragment = try SourceFragment(source)
    let top = fragment.outline.children(of: nil)
    guard top.count == 1, let only = top.first,
      fragment.outline.classDefinition(at: only)?.name == name
    else { throw .invalid("the source is not the class \(name) alone") }
    return fragment
  }
}

extension SourceFragment {
  /// The first base of the class, without type arguments.
  var firstBase: String? {
    guard let base = outline.classDefinition(at: 0)?.bases.first else { return nil }
    let open = outline.firstSymbol(PythonSymbol.openBracket, in: base)
    return outline.compactText(of: base.lowerBound..<(open ?? base.upperBound))
  }

  /// The names the source refers to.
  var usedNames: Set<String> {
    var names: Set<String> = []
    for token in outline.tokens.indices
    where outline.tokens[token].kind == .name && outline.tokens[token].code == 0 {
      if token > 0, outline.tokens[token - 1].isSymbol(PythonSymbol.dot) { continue }
      names.insert(outline.text(of: token))
    }
    return names
  }
}

extension PythonOutline {
  /// The class of that name in the module, also under `if` and `try`.
  func topLevelClass(_ name: String) -> Int? {
    statements.indices.first {
      statements[$0].kind == .classDefinition && scope(of: $0) == nil
        && isText(statements[$0].tokens.lowerBound + 1, name)
    }
  }

  /// Whether a statement is the fragment up to formatting, comments inside included.
  func isSame(_ statement: Int, as fragment: SourceFragment) -> Bool {
    let range = extentWithComments(of: statement)
    let mine = PythonCanonicalForm(
      self, statements: statement..<statements[statement].end, comments: range)
    return mine.isEqual(to: PythonCanonicalForm(fragment.outline))
  }
}
