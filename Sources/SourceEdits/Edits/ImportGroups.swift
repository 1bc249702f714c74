/// The import statements of a module or function in their groups, and the place of a new one.
struct ImportGroups {
  let outline: PythonOutline
  let scope: Int?
  private let groups: [[PythonImport]]

  init(outline: PythonOutline, scope: Int?) {
    self.outline = outline
    self.scope = scope
    let block = outline.children(of: scope)
    let firstDefinition = block.first {
      let kind = outline.statements[$0].kind
      return kind == .classDefinition || kind == .functionDefinition
    }
    let all = block.compactMap { outline.importStatement(at: $0) }
    let leading = all.filter { $0.statement < firstDefinition ?? Int.max }
    groups = Self.groups(of: leading.isEmpty ? all : leading, in: outline)
  }

  /// Statements on neighbouring lines.
  private static func groups(
    of imports: [PythonImport], in outline: PythonOutline
  ) -> [[PythonImport]] {
    var groups: [[PythonImport]] = []
    var last = -2
    for item in imports {
      let range = outline.extent(of: item.statement)
      let first = outline.line(at: range.lowerBound)
      if first <= last + 1, !groups.isEmpty {
        groups[groups.count - 1].append(item)
      } else {
        groups.append([item])
      }
      last = outline.line(at: range.upperBound - 1)
    }
    return groups
  }

  /// The place of a new statement.
  func placement(of edit: ImportEdit) -> Placement {
    let node = Array(edit.statement.utf8)
    guard !groups.isEmpty else { return placementInFront(node) }
    if let group = similarGroup(edit.module) { return placement(in: group, edit) }
    let kind = ImportKind(module: edit.module)
    if let group = groups.last(where: { has(kind, $0) }) { return placement(in: group, edit) }
    // A file that does not separate its groups gets no new one.
    let kinds = groups.map { Set($0.map(self.kind)) }
    let mixed = kinds.lastIndex { $0.subtracting([.future]).count > 1 }
    if let mixed, kind != .future {
      return placement(in: groups[mixed], edit)
    }
    let before = groups.last { ($0.map(self.kind).min() ?? kind) < kind }
    if let group = before, let last = group.last {
      return Placement(
        insertion: outline.insertion(of: node, after: last.statement, blanks: 1),
        evidence: evidence(last, "after the imports at"))
    }
    let first = groups[0][0]
    return Placement(
      insertion: outline.insertion(of: node, before: first.statement, blanks: 1),
      evidence: evidence(first, "before"))
  }

  private func kind(_ item: PythonImport) -> ImportKind { ImportKind(module: module(item)) }

  private func has(_ kind: ImportKind, _ group: [PythonImport]) -> Bool {
    group.contains { self.kind($0) == kind }
  }

  private func module(_ item: PythonImport) -> String {
    item.dottedModule ?? item.names.first?.name ?? ""
  }

  /// The group with the import that shares most of the path, the last one of several.
  private func similarGroup(_ module: String) -> [PythonImport]? {
    let scores = groups.map { group in
      group.map { ModulePath.shared(self.module($0), module) }.max() ?? 0
    }
    guard let best = scores.max(), best > 0 else { return nil }
    return scores.lastIndex(of: best).map { groups[$0] }
  }

  /// The place in a group: by its order if it has one, else after the most similar statement.
  private func placement(in group: [PythonImport], _ edit: ImportEdit) -> Placement {
    let node = Array(edit.statement.utf8)
    let line = ImportOrder.Line(isFrom: edit.name != nil, module: edit.module)
    let lines = group.map {
      ImportOrder.Line(isFrom: $0.module != nil, module: module($0))
    }
    var index = group.count
    if let order = ImportOrder.statements.first(where: { lines.isSorted(by: $0) }) {
      index = lines.firstIndex { order(line, $0) } ?? group.count
    } else {
      let scores = group.map { ModulePath.shared(module($0), edit.module) }
      let best = scores.max() ?? 0
      index = best > 0 ? (scores.lastIndex(of: best) ?? group.count - 1) + 1 : group.count
    }
    // Nothing may stand before `from __future__`.
    if let future = group.lastIndex(where: { kind($0) == .future }) {
      index = max(index, future + 1)
    }
    if index == 0 {
      return Placement(
        insertion: outline.insertion(of: node, before: group[0].statement),
        evidence: evidence(group[0], "before"))
    }
    return Placement(
      insertion: outline.insertion(of: node, after: group[index - 1].statement),
      evidence: evidence(group[index - 1], "after"))
  }

  private func evidence(_ item: PythonImport, _ word: String) -> EditEvidence {
    let text = outline.compactedLine(of: item.statement)
    return EditEvidence(line: outline.line(of: item.statement), reason: "\(word) \(text)")
  }

  /// The place in a module or function without imports: below its docstring, above its code.
  private func placementInFront(_ node: [UInt8]) -> Placement {
    let block = outline.children(of: scope)
    if let first = block.first, outline.isDocstring(first) {
      var insertion = outline.insertion(of: node, after: first, blanks: scope == nil ? 1 : 0)
      let next = outline.line(at: max(insertion.range.lowerBound, 1) - 1) + 1
      if scope == nil, block.count > 1, !outline.isBlankLine(next), !insertion.after.isEmpty {
        insertion.after += insertion.after
      }
      return Placement(
        insertion: insertion,
        evidence: EditEvidence(line: outline.line(of: first), reason: "after the docstring"))
    }
    guard let first = block.first else {
      return Placement(
        insertion: outline.insertionAtEnd(of: node),
        evidence: EditEvidence(line: outline.lineStarts.count, reason: "the file has no code"))
    }
    let isDefinition =
      outline.statements[first].kind == .classDefinition
      || outline.statements[first].kind == .functionDefinition
    let blanks = scope != nil ? 0 : isDefinition ? 2 : 1
    return Placement(
      insertion: outline.insertion(of: node, before: first, blanks: blanks),
      evidence: EditEvidence(line: outline.line(of: first), reason: "before the first statement"))
  }
}

extension PythonOutline {
  /// A statement's first line in short.
  func compactedLine(of statement: Int) -> String {
    let range = bytes(of: statements[statement].tokens)
    let line = bytes[range].prefix { $0 != 0x0A && $0 != 0x0D }
    let text = String(decoding: line, as: UTF8.self)
    return text.count > 60 ? text.prefix(57) + "..." : text
  }

  /// A place behind everything, for a file without statements.
  func insertionAtEnd(of node: [UInt8], blanks: Int = 0) -> Insertion {
    let lineEnding = lineEnding(at: bytes.count)
    let isFresh = bytes.isEmpty || bytes == [0xEF, 0xBB, 0xBF]
    let endsLine = bytes.last == 0x0A || bytes.last == 0x0D
    var before: [UInt8] = []
    for _ in 0..<(isFresh ? 0 : blanks + (endsLine ? 0 : 1)) { before += lineEnding }
    return Insertion(
      range: bytes.count..<bytes.count, before: before, node: node,
      after: endsLine || isFresh ? lineEnding : [])
  }
}
