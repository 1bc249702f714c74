/// Takes a registration out, under whatever name and in whatever form it stands now.
///
/// Whoever names a registrar means that one alone. With a trace the registrar is where it was written:
/// a function that somebody renamed since still has it.
struct RouterRemoval {
  let outline: PythonOutline
  let edit: RouterEdit

  /// A registration with what it stands in.
  private typealias Found = (registrar: RouterRegistrar, site: RouterSite)

  /// Removes the registration, as often as it stands there, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let found = registrations
    let alike = found.filter { isAsWritten($0.site) }
    let last = if let one = alike.last { one } else { try only(found) }
    guard let one = last else {
      return .unchanged(outline, line: 1, "the router is not registered")
    }
    var result = try remove(one)
    for _ in alike.dropLast() {
      let rest = RouterRemoval(outline: try PythonOutline(edited: result.text), edit: edit)
      guard let next = rest.registrations.last(where: { rest.isAsWritten($0.site) }) else { break }
      result.text = try rest.remove(next).text
    }
    return result
  }

  private var registrations: [Found] {
    var registrars = RouterFinder(outline).registrars()
    if edit.trace == nil, let name = edit.registrar {
      registrars = registrars.filter { $0.names.contains(name) }
    }
    return registrars.flatMap { registrar in
      registrar.sites.filter { $0.path.map { edit.isRouter($0) } ?? false }
        .map { (registrar: registrar, site: $0) }
    }
  }

  private func remove(_ one: Found) throws(EditError) -> AppliedEdit {
    let (registrar, site) = one
    var changes = [change(registrar, site)]
    let names = outline.importedNames
    if edit.trace == nil, let unused = try unusedImport(names, site) { changes.append(unused) }
    var inverse = edit
    inverse.trace = nil
    if let name = edit.registrar, !registrar.names.contains(name) {
      inverse.registrar = registrar.names.last
    }
    return AppliedEdit(
      text: try EditCheck(old: outline, changes: changes).result(), changed: true,
      inverse: [.registerRouter(inverse)],
      evidence: EditEvidence(line: line(site), reason: "removed from \(registrar.title)"))
  }

  private func line(_ site: RouterSite) -> Int {
    outline.line(at: Int(outline.tokens[site.tokens.lowerBound].start))
  }

  /// The one registration that is not in the words of the trace; nil when there is none.
  private func only(_ found: [Found]) throws(EditError) -> Found? {
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
