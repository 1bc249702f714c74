/// Takes a registration out, under whatever name and in whatever form it stands now.
struct RouterRemoval {
  let outline: PythonOutline
  let edit: RouterEdit

  /// Removes the registration, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let finder = RouterFinder(outline)
    var registrars = finder.registrars()
    if let name = edit.registrar { registrars = registrars.filter { $0.names.contains(name) } }
    let found = registrars.flatMap { registrar in
      registrar.sites.filter { $0.path.map { edit.isRouter($0) } ?? false }
        .map { (registrar: registrar, site: $0) }
    }
    guard let (registrar, site) = try choose(found) else {
      return .unchanged(outline, line: 1, "the router is not registered")
    }
    var changes = [change(registrar, site)]
    if edit.trace == nil, let unused = try unusedImport(finder.names, site) {
      changes.append(unused)
    }
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: try EditCheck(old: outline, changes: changes).result(), changed: true,
      inverse: [.registerRouter(inverse)],
      evidence: EditEvidence(line: line(site), reason: "removed from \(registrar.title)"))
  }

  private func line(_ site: RouterSite) -> Int {
    outline.line(at: Int(outline.tokens[site.tokens.lowerBound].start))
  }

  private func choose(
    _ found: [(registrar: RouterRegistrar, site: RouterSite)]
  ) throws(EditError) -> (RouterRegistrar, RouterSite)? {
    let same = found.filter { isAsWritten($0.site) }
    if let one = same.last { return one }
    guard let one = found.last else { return nil }
    guard found.count == 1 else {
      throw .ambiguous(
        candidates: found.map {
          EditEvidence(line: line($0.site), reason: $0.registrar.title)
        }, choose: "name one as the registrar")
    }
    guard edit.trace == nil || !isOtherCall(one.site) else {
      throw .edited(line: line(one.site), name: edit.path)
    }
    return one
  }

  /// Whether a registration is the one the trace tells of, the router's local name aside.
  private func isAsWritten(_ site: RouterSite) -> Bool {
    guard let node = edit.trace?.node, let written = Written(node) else { return false }
    return written.form == Written(outline.text(of: site.tokens))?.form
  }

  /// Whether both are calls: then the difference is somebody's work.
  private func isOtherCall(_ site: RouterSite) -> Bool {
    guard let node = edit.trace?.node, let written = Written(node) else { return false }
    return written.isCall && Written(outline.text(of: site.tokens))?.isCall ?? false
  }

  /// A registration by itself, with its router left out.
  private struct Written {
    let form: String
    let isCall: Bool

    init?(_ text: String) {
      guard let outline = try? PythonOutline(Array(("(" + text + ")").utf8)),
        outline.statements.count == 1
      else { return nil }
      let inner = 1..<outline.statements[0].tokens.upperBound - 1
      let call = outline.call(inner)
      isCall = call != nil
      let expression = RouterExpression(outline: outline)
      let router =
        call?.function == "include_router"
        ? call?.positional.first ?? call?.keyword("router")
        : expression.router(in: inner)
      form = PythonCanonicalForm(outline, expression: inner)
        .description(without: router.map { outline.compactText(of: $0) })
    }
  }

  private func change(_ registrar: RouterRegistrar, _ site: RouterSite) -> TextChange {
    if case .list(let list) = registrar.place, let index = site.index {
      return list.removal(of: index, trace: edit.trace)
    }
    return outline.removal(of: site.statement, trace: edit.trace)
  }

  /// The change that takes out the import nothing but this registration uses.
  private func unusedImport(
    _ names: [PythonOutline.ImportedName], _ site: RouterSite
  ) throws(EditError) -> TextChange? {
    guard let first = site.dotted?.split(separator: ".").first.map(String.init),
      let imported = names.last(where: {
        $0.name.local == first && outline.isVisible($0, from: site.statement)
      }), outline.use(of: first, outside: [site.tokens]) == nil
    else { return nil }
    return ImportRemoval(outline: outline, edit: ImportEdit(module: edit.module))
      .change(imported)
  }
}
