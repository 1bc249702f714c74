/// Where a registration goes, and what stands around it there.
struct RouterPlacement {
  let outline: PythonOutline
  let edit: RouterEdit
  let registrar: RouterRegistrar
  /// The registration it follows.
  let site: RouterSite?
  let text: RouterText

  func make() throws(EditError) -> Placement {
    if case .list(let list) = registrar.place { return try placement(in: list) }
    if let site { return try placement(after: site) }
    switch registrar.place {
    case .function(let function): return placement(inFunction: function)
    case .variable(let statement): return placement(ofVariable: statement)
    case .calls, .list: throw .noAnchor("a registration to follow")
    }
  }

  private func placement(in list: ElementList) throws(EditError) -> Placement {
    let node: String
    if let site { node = try text.text(like: site) } else { node = text.expression }
    let index = site?.index.map { $0 + 1 } ?? list.elements.count
    let token = list.brackets?.open ?? list.elements.first?.lowerBound ?? 0
    let insertion = list.insertion(of: bytes(node, near: token), at: index)
    let place = site.map { "after \(outline.text(of: $0.router)) in " } ?? "in "
    return Placement(
      insertion: insertion,
      evidence: EditEvidence(
        line: outline.line(at: Int(outline.tokens[site?.tokens.lowerBound ?? token].start)),
        reason: place + registrar.title))
  }

  private func placement(after site: RouterSite) throws(EditError) -> Placement {
    let node = try text.text(like: site)
    let isAwaited = outline.isKeyword(
      outline.statements[site.statement].tokens.lowerBound, .await)
    let companions = RouterComments(outline: outline, edit: edit, registrar: registrar)
    let neighbours = companions.around(site)
    var insertion = outline.insertion(
      of: bytes((isAwaited ? "await " : "") + node, near: site.tokens.lowerBound),
      after: site.statement, blanks: neighbours.blanks,
      comment: neighbours.above.map { Array($0.utf8) } ?? [])
    if let behind = neighbours.behind {
      insertion.after = Array("  \(behind)".utf8) + insertion.after
    }
    return Placement(
      insertion: insertion,
      evidence: EditEvidence(
        line: outline.line(of: site.statement),
        reason: "after \(outline.compactedLine(of: site.statement))"))
  }

  private func placement(inFunction function: Int) -> Placement {
    let body = outline.children(of: function)
    let line = outline.line(of: function)
    let evidence = EditEvidence(line: line, reason: "in \(registrar.title)")
    let inner =
      body.first { !outline.statements[$0].isInline }.map { outline.indentation(of: $0) }
      ?? outline.indentation(of: function) + outline.indentationUnit
    let node = bytes(
      text.plain(indentation: inner), near: outline.statements[function].tokens.lowerBound)
    if let placeholder = outline.placeholder(in: function) {
      return Placement(
        insertion: outline.insertion(of: node, insteadOf: placeholder), evidence: evidence)
    }
    if let last = body.last, outline.statements[last].kind == .return {
      return Placement(insertion: outline.insertion(of: node, before: last), evidence: evidence)
    }
    let sibling = body.last { !outline.statements[$0].kind.isClause } ?? function
    return Placement(
      insertion: outline.insertion(of: node, after: sibling), evidence: evidence)
  }

  /// After the last statement of the block that does something with the variable.
  private func placement(ofVariable statement: Int) -> Placement {
    let receiver = registrar.receiver
    let uses = outline.children(of: outline.statements[statement].parent).filter { index in
      index > statement
        && outline.call(outline.statements[index].tokens)?.callee.hasPrefix(receiver + ".") ?? false
    }
    let anchor = uses.last ?? statement
    let isModule = outline.scope(of: statement) == nil
    let node = bytes(
      text.plain(indentation: outline.indentation(of: anchor)),
      near: outline.statements[anchor].tokens.lowerBound)
    return Placement(
      insertion: outline.insertion(
        of: node, after: anchor, blanks: isModule && anchor == statement ? 1 : 0),
      evidence: EditEvidence(
        line: outline.line(of: anchor),
        reason: "after \(outline.compactedLine(of: anchor))"))
  }

  /// The text in the line endings of its place.
  private func bytes(_ text: String, near token: Int) -> [UInt8] {
    let lineEnding = outline.lineEnding(at: Int(outline.tokens[token].start))
    return text.utf8.flatMap { $0 == 0x0A ? lineEnding : [$0] }
  }
}

/// The comments and blank lines that go with each registration.
struct RouterComments {
  let outline: PythonOutline
  let edit: RouterEdit
  let registrar: RouterRegistrar

  struct Neighbours {
    var blanks = 0
    var above: String?
    var behind: String?
  }

  /// What a registration after `site` gets, as its siblings have it.
  func around(_ site: RouterSite) -> Neighbours {
    var result = Neighbours()
    let siblings = registrar.sites.filter {
      outline.statements[$0.statement].parent == outline.statements[site.statement].parent
    }
    let naming = RouterNaming(module: edit.module, symbol: edit.symbol)
    if let path = site.path, let module = ModulePath.parent(path) {
      let other = RouterNaming(module: module, symbol: ModulePath.last(path))
      result.above = above(site).flatMap { naming.replacing(other, in: $0) }
      let end = outline.extent(of: site.statement).upperBound
      result.behind = outline.trailingComment(at: end)
        .flatMap { naming.replacing(other, in: outline.text(at: $0.range)) }
    }
    guard let position = siblings.firstIndex(where: { $0.statement == site.statement }),
      position > 0
    else {
      result.blanks = result.above == nil ? 0 : 1
      return result
    }
    let first = firstLine(site)
    var blank = first - 1
    let previous = outline.extent(of: siblings[position - 1].statement).upperBound
    while outline.isBlankLine(blank), blank > outline.line(at: previous) { blank -= 1 }
    // A comment that heads a section is no reason for a gap.
    result.blanks = result.above != nil || above(site) == nil ? min(2, first - 1 - blank) : 0
    return result
  }

  /// The comment on the line above a registration.
  private func above(_ site: RouterSite) -> String? {
    outline.ownLineComment(outline.line(of: site.statement) - 1)
      .map { outline.text(at: $0.range) }
  }

  private func firstLine(_ site: RouterSite) -> Int {
    var line = outline.line(of: site.statement)
    while outline.ownLineComment(line - 1) != nil { line -= 1 }
    return line
  }
}
