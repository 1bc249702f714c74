/// Takes an import out, unless something else in the file uses it.
struct ImportRemoval {
  let outline: PythonOutline
  let edit: ImportEdit

  /// Removes the import, or says why it stays.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let found = outline.importedNames.filter {
      $0.name.local == edit.localName && edit.isMade(by: $0)
        && ModulePath.matches($0.written, edit.module)
    }
    let ranked = found.first { outline.scope(of: $0.statement.statement) == nil } ?? found.first
    guard let target = ranked else {
      return .unchanged(outline, line: 1, "\(edit.statement) is gone")
    }
    let line = outline.line(of: target.statement.statement)
    if let use = use() {
      return .unchanged(outline, line: use, "\(edit.localName) is used here")
    }
    let text = try EditCheck(old: outline, changes: [change(target)]).result()
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: text, changed: true, inverse: [.addImport(inverse)],
      evidence: EditEvidence(line: line, reason: "removed \(edit.statement)"))
  }

  /// The line of a use of what the import binds.
  private func use() -> Int? {
    let isDotted = edit.name == nil && edit.alias == nil && edit.module.contains(".")
    guard isDotted else { return outline.use(of: edit.localName) }
    // `import a.b` and `import a.c` bind the same name: while another one does, only `a.b` counts.
    let others = outline.importedNames.contains {
      $0.name.local == edit.localName && $0.name.name != edit.module
    }
    return others ? outline.use(ofDotted: edit.module) : outline.use(of: edit.localName)
  }

  /// The bytes to take out.
  func change(_ target: PythonOutline.ImportedName) -> TextChange {
    let statement = target.statement
    guard statement.names.count > 1 else {
      return outline.removal(of: statement.statement, trace: edit.trace)
    }
    return ElementList(
      outline: outline, elements: statement.names.map(\.tokens), brackets: statement.parentheses
    ).removal(of: target.position, trace: edit.trace)
  }
}

extension PythonOutline.ImportedName {
  /// The module as the statement names it.
  var written: String { statement.dottedModule ?? name.name }
}
