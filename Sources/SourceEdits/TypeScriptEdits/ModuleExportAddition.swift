/// Adds an export of another module's names to a barrel.
struct ModuleExportAddition {
  let outline: TypeScriptOutline
  let edit: ModuleExportEdit
  let style: TypeScriptStyle

  init(outline: TypeScriptOutline, edit: ModuleExportEdit) {
    self.outline = outline
    self.edit = edit
    style = TypeScriptStyle(outline)
  }

  /// Adds the export, or says where it is.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    if let line = try presentLine() {
      return .unchanged(outline, line: line, "\(edit.summary) is there")
    }
    let placement = placement()
    let text = try TypeScriptEditCheck(old: outline, changes: [placement.insertion.change]).result()
    var inverse = edit
    inverse.trace = placement.insertion.trace(in: outline.bytes)
    return AppliedEdit(
      text: text, changed: true, inverse: [.removeModuleExport(inverse)],
      evidence: placement.evidence)
  }

  private func presentLine() throws(EditError) -> Int? {
    for item in outline.exports {
      let line = outline.line(of: item.statement)
      if edit.isMade(by: item) { return line }
      if edit.name != nil, item.name == edit.exported, item.form != .all {
        throw .clash(line: line, name: edit.exported, reason: "is exported from elsewhere")
      }
    }
    return nil
  }

  private func placement() -> Placement {
    let lists = outline.statements.indices.compactMap { outline.exportList(at: $0) }
      .filter { $0.module != nil }
    let mergeable = lists.last {
      $0.module == edit.module && $0.braces != nil && $0.isTypeOnly == (edit.isType ?? false)
    }
    if edit.name != nil, let list = mergeable, let braces = list.braces {
      let index = ModuleOrder.position(of: edit.exported, in: list.names.map(\.local))
      let insertion = TypeScriptElementList(
        outline: outline, elements: list.names.map(\.tokens), open: braces.open,
        close: braces.close, style: style
      ).insertion(of: Array(edit.specifier.utf8), at: index)
      return placement(insertion, list.statement, "in the export from \(edit.module)")
    }
    let node = Array(statement.utf8)
    let place = TypeScriptPlacement(outline: outline, style: style)
    if let first = lists.first, let last = lists.last {
      let index = ModuleOrder.position(of: edit.module, in: lists.map { $0.module ?? "" })
      if index == 0, let insertion = place.insertion(of: node, before: first.statement) {
        return placement(insertion, first.statement, "before the export from \(first.module ?? "")")
      }
      let anchor = index == 0 ? last : lists[index - 1]
      return placement(
        place.insertion(of: node, after: anchor.statement), anchor.statement,
        "after the export from \(anchor.module ?? "")")
    }
    if let last = outline.imports.last {
      let insertion = place.insertion(of: node, after: last.statement, blanks: 1)
      return placement(insertion, last.statement, "after the import from \(last.module)")
    }
    return Placement(
      insertion: place.insertionAtStart(of: node),
      evidence: EditEvidence(line: 1, reason: "at the start of the module"))
  }

  private func placement(_ insertion: Insertion, _ statement: Int, _ reason: String) -> Placement {
    Placement(
      insertion: insertion,
      evidence: EditEvidence(line: outline.line(of: statement), reason: reason))
  }

  private var statement: String {
    let names = edit.name == nil ? "*" : style.braced(edit.specifier)
    let type = edit.isType ?? false ? "type " : ""
    return "export \(type)\(names) from \(style.literal(edit.module))\(style.semicolon)"
  }
}

/// Takes an export of another module's names out of a barrel.
struct ModuleExportRemoval {
  let outline: TypeScriptOutline
  let edit: ModuleExportEdit

  /// Removes the export, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let found = outline.statements.indices.lazy.compactMap { outline.exportList(at: $0) }
      .first { list in position(in: list) != nil }
    guard let list = found, let index = position(in: list) else {
      return .unchanged(outline, line: 1, "\(edit.summary) is gone")
    }
    let style = TypeScriptStyle(outline)
    let change: TextChange
    if list.names.count > 1, let braces = list.braces {
      change = TypeScriptElementList(
        outline: outline, elements: list.names.map(\.tokens), open: braces.open,
        close: braces.close, style: style
      ).removal(of: index, trace: edit.trace)
    } else {
      change = TypeScriptPlacement(outline: outline, style: style)
        .removal(of: list.statement, trace: edit.trace)
    }
    let text = try TypeScriptEditCheck(old: outline, changes: [change]).result()
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: text, changed: true, inverse: [.addModuleExport(inverse)],
      evidence: EditEvidence(
        line: outline.line(of: list.statement), reason: "removed \(edit.summary)"))
  }

  private func position(in list: TypeScriptExportList) -> Int? {
    guard list.module == edit.module else { return nil }
    if edit.name == nil { return list.braces == nil && list.namespace == nil ? 0 : nil }
    return list.names.firstIndex { $0.name == edit.name && $0.local == edit.exported }
  }
}

extension ModuleExportEdit {
  /// The name others import.
  var exported: String { alias ?? name ?? "*" }

  /// As it stands in braces.
  var specifier: String { (name ?? "*") + (alias.map { " as \($0)" } ?? "") }

  /// For people.
  var summary: String {
    "export \(isType ?? false ? "type " : "")"
      + "\(name == nil ? "*" : "{ \(specifier) }") from '\(module)'"
  }

  /// Whether an export of the file gives the same name; `export *` gives all but `default`.
  func isMade(by other: TypeScriptExport) -> Bool {
    guard other.module == module else { return false }
    let isEnough = isType ?? false || !other.isType
    if other.form == .all { return isEnough && (alias == nil && name != "default") }
    return isEnough && name != nil && other.local == name && other.name == exported
  }

  func validate() throws(EditError) {
    guard TypeScriptName.isModule(module) else { throw .invalid("'\(module)' is no module") }
    for text in [name, alias].compactMap({ $0 }) {
      guard TypeScriptName.isValid(text) || text == "default" else {
        throw .invalid("'\(text)' is no name")
      }
    }
    if name == nil, alias != nil { throw .invalid("'alias' needs a 'name'") }
  }
}
