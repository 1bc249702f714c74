/// Adds an import to a TypeScript module where its like are.
struct ModuleImportAddition {
  let outline: TypeScriptOutline
  let edit: ModuleImportEdit
  let style: TypeScriptStyle

  init(outline: TypeScriptOutline, edit: ModuleImportEdit) {
    self.outline = outline
    self.edit = edit
    style = TypeScriptStyle(outline)
  }

  /// Adds the import, or says where it is.
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
      text: text, changed: true, inverse: [.removeModuleImport(inverse)],
      evidence: placement.evidence)
  }

  /// The line of an import that binds the same name to the same thing; nil when none does.
  private func presentLine() throws(EditError) -> Int? {
    for statement in outline.imports where statement.locals.contains(edit.local) {
      let line = outline.line(of: statement.statement)
      if let binding = statement.binding(of: edit) {
        guard edit.isType || !binding.isType else {
          throw .clash(line: line, name: edit.local, reason: "is imported as a type only")
        }
        return line
      }
      throw .clash(line: line, name: edit.local, reason: "is imported from \(statement.module)")
    }
    if let statement = outline.declaration(of: edit.local) {
      throw .clash(
        line: outline.line(of: statement), name: edit.local, reason: "is defined in the file")
    }
    return nil
  }

  private func placement() -> Placement {
    let same = outline.imports.filter { $0.module == edit.module && !$0.isSideEffect }
    for statement in same.reversed() {
      guard let insertion = insertion(into: statement) else { continue }
      return Placement(
        insertion: insertion, evidence: evidence(statement, "in the import from \(edit.module)"))
    }
    let node = Array(statement.utf8)
    let placement = TypeScriptPlacement(outline: outline, style: style)
    if let last = same.last {
      return Placement(
        insertion: placement.insertion(of: node, after: last.statement),
        evidence: evidence(last, "after the import from \(edit.module)"))
    }
    return ModuleImportGroups(outline: outline, placement: placement)
      .placement(of: node, module: edit.module)
  }

  private func evidence(_ statement: TypeScriptImport, _ reason: String) -> EditEvidence {
    EditEvidence(line: outline.line(of: statement.statement), reason: reason)
  }

  /// The import as a statement of its own.
  private var statement: String {
    let module = style.literal(edit.module)
    switch edit.kind ?? .named {
    case .default: return "import \(edit.name) from \(module)\(style.semicolon)"
    case .named: return "import \(style.braced(edit.specifier)) from \(module)\(style.semicolon)"
    case .type:
      return "import type \(style.braced(edit.specifier)) from \(module)\(style.semicolon)"
    }
  }

  /// A place in an import of the module, if its form allows another name.
  private func insertion(into statement: TypeScriptImport) -> Insertion? {
    guard statement.namespace == nil else { return nil }
    switch edit.kind ?? .named {
    case .default:
      guard statement.defaultName == nil, !statement.isTypeOnly, let braces = statement.braces
      else { return nil }
      let place = Int(outline.tokens[braces.open].start)
      return Insertion(range: place..<place, node: Array(edit.name.utf8), after: Array(", ".utf8))
    case .named:
      guard !statement.isTypeOnly else { return nil }
      return insertion(of: edit.specifier, into: statement)
    case .type:
      if statement.isTypeOnly {
        return statement.braces == nil ? nil : insertion(of: edit.specifier, into: statement)
      }
      // `type` before a name only where the module writes it so.
      let isInline = outline.imports.contains { $0.names.contains(where: \.isType) }
      return isInline ? insertion(of: "type " + edit.specifier, into: statement) : nil
    }
  }

  private func insertion(of specifier: String, into statement: TypeScriptImport) -> Insertion? {
    guard let braces = statement.braces else {
      guard let token = statement.defaultToken else { return nil }
      let place = Int(outline.tokens[token].end)
      return Insertion(
        range: place..<place, before: Array(", ".utf8), node: Array(style.braced(specifier).utf8))
    }
    let index = ModuleOrder.position(of: edit.name, in: statement.names.map(\.name))
    let insertion = TypeScriptElementList(
      outline: outline, elements: statement.names.map(\.tokens), open: braces.open,
      close: braces.close, style: style
    ).insertion(of: Array(specifier.utf8), at: index)
    return wrapped(statement, braces, insertion, specifier, index) ?? insertion
  }

  /// The names of a line that has no room for another, one a line, as formatters write them.
  private func wrapped(
    _ statement: TypeScriptImport, _ braces: (open: Int, close: Int), _ insertion: Insertion,
    _ specifier: String, _ index: Int
  ) -> Insertion? {
    let lines = outline.lines
    let open = Int(outline.tokens[braces.open].end)
    let close = Int(outline.tokens[braces.close].start)
    let line = lines.content(of: lines.line(at: open))
    guard line.count + insertion.change.replacement.count > style.lineLimit,
      !statement.names.isEmpty, lines.line(at: open) == lines.line(at: close),
      !outline.hasComment(from: open, to: close)
    else { return nil }
    let ending = lines.lineEnding(at: open)
    let outer = lines.indentation(at: open)
    let inner = outer + style.unit
    let names = statement.names.map { Array(outline.text(of: $0.tokens).utf8) }
    let comma: [UInt8] = [TypeScriptSymbol.comma]
    let last: [UInt8] = style.hasTrailingCommas ? comma : []
    let before = names[..<index].flatMap { inner + $0 + comma + ending }
    let rest = names[index...]
    var after: [UInt8] = rest.isEmpty ? last : comma
    after += ending
    for (offset, name) in rest.enumerated() {
      after += inner + name + (offset + 1 < rest.count ? comma : last) + ending
    }
    return Insertion(
      range: open..<close, before: ending + before + inner, node: Array(specifier.utf8),
      after: after + outer)
  }
}

/// Where an import of a module no import names yet belongs.
struct ModuleImportGroups {
  let outline: TypeScriptOutline
  let placement: TypeScriptPlacement

  /// The place among imports of its group, sorted if they are; else behind the group before.
  func placement(of node: [UInt8], module: String) -> Placement {
    let imports = outline.imports
    let group = ModuleOrder.group(module)
    let block = imports.filter { !$0.isSideEffect }
    let like = block.filter { ModuleOrder.group($0.module) == group }
    if let first = like.first, let last = like.last {
      let index = ModuleOrder.position(of: module, in: like.map(\.module))
      if index == 0, let insertion = placement.insertion(of: node, before: first.statement),
        !hasCommentAbove(first)
      {
        return result(insertion, first, "before")
      }
      let anchor = index == 0 ? last : like[index - 1]
      return result(placement.insertion(of: node, after: anchor.statement), anchor, "after")
    }
    if let anchor = block.last(where: { ModuleOrder.group($0.module) < group }) {
      return result(placement.insertion(of: node, after: anchor.statement), anchor, "after")
    }
    if let first = imports.first, !hasCommentAbove(first),
      let insertion = placement.insertion(of: node, before: first.statement)
    {
      return result(insertion, first, "before")
    }
    if let last = imports.last {
      return result(placement.insertion(of: node, after: last.statement), last, "after")
    }
    return Placement(
      insertion: placement.insertionAtStart(of: node),
      evidence: EditEvidence(line: 1, reason: "at the start of the module"))
  }

  /// A comment above the first import may be about the file.
  private func hasCommentAbove(_ statement: TypeScriptImport) -> Bool {
    let line = outline.line(of: statement.statement)
    return outline.comments.contains { outline.line(at: Int($0.end)) == line - 1 }
  }

  private func result(
    _ insertion: Insertion, _ anchor: TypeScriptImport, _ place: String
  ) -> Placement {
    Placement(
      insertion: insertion,
      evidence: EditEvidence(
        line: outline.line(of: anchor.statement),
        reason: "\(place) the import from \(anchor.module)"))
  }
}
