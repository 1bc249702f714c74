/// Takes an import out of a TypeScript module, unless something else in it uses the name.
struct ModuleImportRemoval {
  let outline: TypeScriptOutline
  let edit: ModuleImportEdit

  /// Removes the import, or says why it stays.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let found = outline.imports.lazy.compactMap { statement in
      statement.binding(of: edit).map { (statement, $0) }
    }.first
    guard let (statement, binding) = found else {
      return .unchanged(outline, line: 1, "\(edit.summary) is gone")
    }
    if let use = outline.use(of: edit.local) {
      return .unchanged(outline, line: use, "\(edit.local) is used here")
    }
    let change = change(statement, binding)
    let text = try TypeScriptEditCheck(old: outline, changes: [change]).result()
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: text, changed: true, inverse: [.addModuleImport(inverse)],
      evidence: EditEvidence(
        line: outline.line(of: statement.statement), reason: "removed \(edit.summary)"))
  }

  /// The bytes to take out.
  private func change(
    _ statement: TypeScriptImport, _ binding: TypeScriptImport.Binding
  ) -> TextChange {
    let style = TypeScriptStyle(outline)
    guard statement.locals.count > 1 else {
      return TypeScriptPlacement(outline: outline, style: style)
        .removal(of: statement.statement, trace: edit.trace)
    }
    if let index = binding.index, let braces = statement.braces {
      if statement.names.count == 1, statement.defaultToken != nil {
        return behindDefault(statement, braces)
      }
      return TypeScriptElementList(
        outline: outline, elements: statement.names.map(\.tokens), open: braces.open,
        close: braces.close, style: style
      ).removal(of: index, trace: edit.trace)
    }
    // The default name with the comma and the blanks behind it.
    let name = statement.defaultToken ?? 0
    return TextChange(
      range: Int(outline.tokens[name].start)..<Int(outline.tokens[name + 2].start),
      replacement: [])
  }

  /// `, { name }` behind a default import.
  private func behindDefault(
    _ statement: TypeScriptImport, _ braces: (open: Int, close: Int)
  ) -> TextChange {
    let start = Int(outline.tokens[statement.defaultToken ?? 0].end)
    return TextChange(range: start..<Int(outline.tokens[braces.close].end), replacement: [])
  }
}

extension TypeScriptImport {
  /// How an import binds a name.
  struct Binding {
    /// Whether it is bound as a type.
    var isType: Bool
    /// Its index in the braces; nil for the default name.
    var index: Int?
  }

  /// How this statement binds what an edit is about; nil when it does not.
  func binding(of edit: ModuleImportEdit) -> Binding? {
    guard module == edit.module else { return nil }
    if edit.kind == .default, defaultName == edit.local {
      return Binding(isType: isTypeOnly, index: nil)
    }
    let exported = edit.kind == .default ? "default" : edit.name
    guard let index = names.firstIndex(where: { $0.name == exported && $0.local == edit.local })
    else { return nil }
    return Binding(isType: isTypeOnly || names[index].isType, index: index)
  }
}

extension TypeScriptOutline {
  /// The line of a use of a name outside imports; a property of that name is none.
  func use(of name: String) -> Int? {
    var inside = statements.filter { $0.kind == .import }.map(\.tokens)[...]
    for (index, token) in tokens.enumerated() where token.kind == .name {
      while let first = inside.first, first.upperBound <= index { inside.removeFirst() }
      if inside.first?.contains(index) ?? false { continue }
      guard isText(index, name) else { continue }
      let isProperty =
        isSymbol(index - 1, TypeScriptSymbol.dot)
        || isSymbol(index - 1, TypeScriptSymbol.optionalChain)
      if !isProperty { return line(at: Int(token.start)) }
    }
    return nil
  }

  /// The statement of the module that declares a name.
  func declaration(of name: String) -> Int? {
    statements.indices.first { index in
      if statements[index].kind == .variable {
        return variables(of: index).contains { $0.names.contains(name) }
      }
      return declaredName(of: index) == name
    }
  }
}

extension ModuleImportEdit {
  /// The name it binds.
  var local: String { kind == .default ? name : alias ?? name }

  /// Whether a type is enough.
  var isType: Bool { kind == .type }

  /// As it stands in braces.
  var specifier: String { name + (alias.map { " as \($0)" } ?? "") }

  /// For people.
  var summary: String {
    switch kind ?? .named {
    case .default: "import \(name) from '\(module)'"
    case .named: "import { \(specifier) } from '\(module)'"
    case .type: "import type { \(specifier) } from '\(module)'"
    }
  }

  func validate() throws(EditError) {
    guard TypeScriptName.isModule(module) else { throw .invalid("'\(module)' is no module") }
    for text in [name, alias].compactMap({ $0 }) where !TypeScriptName.isValid(text) {
      throw .invalid("'\(text)' is no name")
    }
    if kind == .default, alias != nil {
      throw .invalid("a default import has its local name in 'name' and no 'alias'")
    }
  }
}

extension AppliedEdit {
  /// What an edit returns that found its work done.
  static func unchanged(_ outline: TypeScriptOutline, line: Int, _ reason: String) -> AppliedEdit {
    AppliedEdit(
      text: outline.bytes, changed: false, inverse: [],
      evidence: EditEvidence(line: line, reason: reason))
  }
}
