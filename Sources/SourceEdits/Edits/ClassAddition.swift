/// Appends a class after the last one with the same base.
struct ClassAddition {
  let outline: PythonOutline
  let edit: ClassEdit

  /// Appends the class, or says where it is.
  func apply() throws(EditError) -> AppliedEdit {
    let fragment = try edit.fragment()
    if let present = outline.topLevelClass(edit.name) {
      let line = outline.line(of: present)
      guard outline.isSame(present, as: fragment) else {
        throw .clash(line: line, name: edit.name, reason: "is a class with another body")
      }
      return .unchanged(outline, line: line, "class \(edit.name) is there")
    }
    try checkName()
    let placement = placement(of: fragment)
    let text = try EditCheck(old: outline, changes: [placement.insertion.change]).result()
    var inverse = edit
    inverse.trace = placement.insertion.trace(in: outline.bytes)
    return AppliedEdit(
      text: text, changed: true, inverse: [.removeClass(inverse)], evidence: placement.evidence)
  }

  private func checkName() throws(EditError) {
    let imported = outline.importedNames.first {
      $0.name.local == edit.name && outline.scope(of: $0.statement.statement) == nil
    }
    if let imported {
      throw .clash(
        line: outline.line(of: imported.statement.statement), name: edit.name,
        reason: "is imported as \(imported.path)")
    }
    if let definition = outline.definition(of: edit.name) {
      throw .clash(
        line: outline.line(of: definition), name: edit.name, reason: "is defined in the file")
    }
  }

  private func placement(of fragment: SourceFragment) -> Placement {
    let lineEnding = outline.lineEnding(at: outline.bytes.count)
    let unit = outline.indentationUnit
    let node = fragment.laidOut(indentation: [], unit: unit, lineEnding: lineEnding)
    guard let anchor = anchor(for: fragment) else {
      let insertion = outline.insertionAtEnd(of: node, blanks: 2)
      return Placement(
        insertion: insertion,
        evidence: EditEvidence(
          line: outline.lineStarts.count, reason: "the file has no statement to follow"))
    }
    let local = outline.lineEnding(at: outline.extent(of: anchor.statement).upperBound)
    var insertion = outline.insertion(
      of: local == lineEnding
        ? node : fragment.laidOut(indentation: [], unit: unit, lineEnding: local),
      after: anchor.statement, blanks: 2, hasBlock: true)
    passAdjacentComments(&insertion)
    separateFromNext(&insertion, lineEnding: local)
    return Placement(
      insertion: insertion,
      evidence: EditEvidence(
        line: outline.line(of: anchor.statement), reason: anchor.reason))
  }

  /// A comment directly below the anchor, with nothing directly below it, closes the anchor; an
  /// indented one anywhere below would fall to the new class.
  private func passAdjacentComments(_ insertion: inout Insertion) {
    var place = insertion.range.lowerBound
    guard place < outline.bytes.count, !insertion.after.isEmpty else { return }
    var line = outline.line(at: place)
    while outline.ownLineComment(line) != nil {
      line += 1
      guard line <= outline.lineStarts.count else { return }
      place = Int(outline.lineStarts[line - 1])
    }
    guard outline.isBlankLine(line) || place == outline.bytes.count else { return }
    while line < outline.lineStarts.count {
      if let comment = outline.ownLineComment(line) {
        guard Int(comment.start) > Int(outline.lineStarts[line - 1]) else { break }
        place = Int(outline.lineStarts[line])
      } else if !outline.isBlankLine(line) {
        break
      }
      line += 1
    }
    insertion.range = place..<place
  }

  /// Two blank lines stand between the class and what follows it.
  private func separateFromNext(_ insertion: inout Insertion, lineEnding: [UInt8]) {
    let place = insertion.range.lowerBound
    guard place < outline.bytes.count, !insertion.after.isEmpty else { return }
    let line = outline.line(at: place)
    var blanks = 0
    while blanks < 2, outline.isBlankLine(line + blanks) { blanks += 1 }
    let rest = line + blanks
    let isLast =
      rest > outline.lineStarts.count
      || (rest == outline.lineStarts.count && outline.isBlankLine(rest))
    if isLast { return }
    for _ in blanks..<2 { insertion.after += lineEnding }
  }

  // MARK: - Where

  private struct Anchor {
    let statement: Int
    let reason: String
  }

  /// The statement to follow: the last class of the same base, else the last class, else the last
  /// statement before the main block; later if the source needs names bound later.
  private func anchor(for fragment: SourceFragment) -> Anchor? {
    let block = outline.children(of: nil).filter {
      !outline.statements[$0].kind.isClause && !outline.isMainBlock($0)
    }
    guard let last = block.last else { return nil }
    let base = edit.base ?? fragment.firstBase
    var best: Anchor?
    if let base, let sibling = lastTopLevel(in: block, where: { hasBase(base, $0) }) {
      best = Anchor(statement: sibling.top, reason: "after class \(sibling.name)")
    } else if let sibling = lastTopLevel(in: block, where: { _ in true }) {
      best = Anchor(
        statement: sibling.top, reason: "after class \(sibling.name), the last of the file")
    }
    let chosen = best ?? Anchor(statement: last, reason: "at the end of the module")
    guard let needed = lastNeeded(by: fragment, in: block), needed.statement > chosen.statement
    else { return chosen }
    return needed
  }

  private func hasBase(_ base: String, _ type: PythonClass) -> Bool {
    type.bases.contains { range in
      let open = outline.firstSymbol(PythonSymbol.openBracket, in: range)
      return outline.compactText(of: range.lowerBound..<(open ?? range.upperBound)) == base
    }
  }

  private func lastTopLevel(
    in block: [Int], where condition: (PythonClass) -> Bool
  ) -> (top: Int, name: String)? {
    for top in block.reversed() {
      let end = outline.statements[outline.lastClause(of: top)].end
      for index in (top..<end).reversed() where outline.scope(of: index) == nil {
        guard let type = outline.classDefinition(at: index), condition(type) else { continue }
        return (top, type.name)
      }
    }
    return nil
  }

  /// The last top-level statement that binds a name the source uses.
  private func lastNeeded(by fragment: SourceFragment, in block: [Int]) -> Anchor? {
    let names = fragment.usedNames
    for top in block.reversed() {
      let bound: String? =
        outline.classDefinition(at: top)?.name ?? outline.functionDefinition(at: top)?.name
        ?? outline.assignment(at: top)?.name
      guard let bound, names.contains(bound) else { continue }
      return Anchor(statement: top, reason: "after \(bound), which the class uses")
    }
    return nil
  }
}
