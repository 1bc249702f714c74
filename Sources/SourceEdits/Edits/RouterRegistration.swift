/// Registers a router in the registrar of a file, in the style of the routers there.
struct RouterRegistration {
  let outline: PythonOutline
  let edit: RouterEdit

  /// Registers the router with its import, or says where it is registered.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let finder = RouterFinder(outline)
    let all = finder.registrars()
    let wanted = try all.matching(edit)
    for registrar in wanted {
      let present = registrar.sites.first { $0.path.map { edit.isRouter($0) } ?? false }
      if let present {
        let line = outline.line(at: Int(outline.tokens[present.tokens.lowerBound].start))
        return .unchanged(outline, line: line, "the router is registered in \(registrar.title)")
      }
    }
    let registrar = try choose(among: wanted)
    let site = anchor(in: registrar)
    let statement = site?.statement ?? registrar.statement(in: outline)
    let router = try RouterImport(
      outline: outline, edit: edit, names: finder.names,
      model: site?.path == nil ? registrar.sites.last { $0.path != nil } ?? site : site,
      statement: statement
    ).make()
    let text = RouterText(
      outline: outline, edit: edit, expression: router.expression, registrar: registrar)
    let placement = try RouterPlacement(
      outline: outline, edit: edit, registrar: registrar, site: site, text: text
    ).make()
    return try finish(placement, router.addition)
  }

  private func finish(
    _ placement: Placement, _ addition: ImportAddition?
  ) throws(EditError) -> AppliedEdit {
    var changes: [TextChange] = []
    var inverse = edit
    inverse.trace = placement.insertion.trace(in: outline.bytes, keepsNode: true)
    var inverses: [StructuredEdit] = [.unregisterRouter(inverse)]
    if let addition {
      let insertion = try addition.placement().insertion
      changes.append(insertion.change)
      inverses.append(addition.inverse(insertion))
    }
    changes.append(placement.insertion.change)
    return AppliedEdit(
      text: try EditCheck(old: outline, changes: changes).result(), changed: true,
      inverse: inverses, evidence: placement.evidence)
  }

  /// The registrar whose routers are nearest to the new one.
  private func choose(among registrars: [RouterRegistrar]) throws(EditError) -> RouterRegistrar {
    let scores = registrars.map { [nearness(of: $0), $0.rank] }
    guard let best = scores.max(by: { $0.lexicographicallyPrecedes($1) }) else {
      throw .noAnchor(
        edit.registrar.map { "a registrar named \($0)" }
          ?? "a call of include_router, a list of routers, or an application to register with")
    }
    let chosen = registrars.indices.filter { scores[$0] == best }
    guard chosen.count == 1 else {
      throw .ambiguous(
        candidates: chosen.map {
          EditEvidence(line: registrars[$0].line, reason: registrars[$0].title)
        }, choose: "name one as the registrar")
    }
    return registrars[chosen[0]]
  }

  private func nearness(of registrar: RouterRegistrar) -> Int {
    if case .function(let statement) = registrar.place {
      // `register_setting_routers` is for what is in a package `setting`.
      let name = outline.functionDefinition(at: statement)?.name ?? ""
      let words = name.split(separator: "_")
      let parts = ModulePath.parts(edit.module).dropLast()
      return (parts.lastIndex { words.contains($0) }.map { 2 * ($0 + 1) } ?? 0)
    }
    return registrar.sites.map(nearness).max() ?? 0
  }

  private func nearness(of site: RouterSite) -> Int {
    site.path.map { 2 * ModulePath.shared($0, edit.path) + 1 } ?? 0
  }

  /// The registration to follow: the last near one in the block that has most of them.
  private func anchor(in registrar: RouterRegistrar) -> RouterSite? {
    var sites = registrar.sites
    if case .calls = registrar.place {
      let blocks = Dictionary(grouping: sites) { outline.statements[$0.statement].parent }
      let largest = blocks.values.max {
        ($0.count, -$0[0].statement) < ($1.count, -$1[0].statement)
      }
      sites = largest ?? sites
    }
    let best = sites.map(nearness).max()
    return sites.last { nearness(of: $0) == best }
  }
}

extension RouterEdit {
  func validate() throws(EditError) {
    guard ModulePath.isValid(module) else { throw .invalid("'\(module)' is no module") }
    for name in [symbol, alias].compactMap({ $0 }) where !ModulePath.isName(name) {
      throw .invalid("'\(name)' is no name")
    }
  }
}

extension [RouterRegistrar] {
  /// Those the edit allows.
  func matching(_ edit: RouterEdit) throws(EditError) -> [RouterRegistrar] {
    guard let name = edit.registrar else { return self }
    let found = filter { $0.names.contains(name) }
    guard found.isEmpty else { return found }
    let known = map { "\($0.title) at line \($0.line)" }.joined(separator: ", ")
    throw .noAnchor("a registrar named \(name)" + (known.isEmpty ? "" : "; there are: \(known)"))
  }
}

extension RouterRegistrar {
  /// The statement it stands for when it has no registrations.
  func statement(in outline: PythonOutline) -> Int {
    switch place {
    case .function(let statement): return statement
    case .variable(let statement): return statement
    case .calls: return sites.first?.statement ?? 0
    case .list(let list):
      let token = list.brackets?.open ?? list.elements.first?.lowerBound ?? 0
      return outline.statements.lastIndex { $0.tokens.contains(token) } ?? 0
    }
  }
}
