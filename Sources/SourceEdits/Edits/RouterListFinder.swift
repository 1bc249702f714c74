/// Finds the lists of routers of a file: those it loops over, and those that look like some.
struct RouterListFinder {
  let finder: RouterFinder
  private var outline: PythonOutline { finder.outline }

  func registrars() -> [RouterRegistrar] {
    var looped: Set<String> = []
    var result: [RouterRegistrar] = []
    for statement in outline.statements.indices {
      guard let call = outline.call(outline.statements[statement].tokens),
        let router = finder.router(in: call),
        let loop = finder.boundOutside(router, statement: statement),
        outline.statements[loop].kind == .for, let keyword = finder.forTargets(loop)
      else { continue }
      let iterable = keyword + 1..<outline.statements[loop].tokens.upperBound - 1
      if let name = listName(iterable) {
        looped.insert(name)
      } else if let list = list(iterable, inLoop: true) {
        result.append(registrar(list, statement: loop, name: nil))
      }
    }
    for assignment in outline.assignments {
      guard let name = assignment.name, let value = assignment.value,
        let list = list(value, inLoop: false)
      else { continue }
      let registrar = registrar(list, statement: assignment.statement, name: name)
      if looped.contains(name) || looksLikeRouters(list, registrar.sites, name: name) {
        result.append(registrar)
      }
    }
    return result
  }

  /// The name a loop goes over: `routers`, `enumerate(routers)`, `ROUTERS.items()`.
  private func listName(_ range: Range<Int>) -> String? {
    if let name = outline.dottedName(range) { return name }
    guard let call = outline.call(range) else { return nil }
    if let first = call.positional.first { return outline.dottedName(first) }
    return call.receiver.isEmpty ? nil : String(call.receiver)
  }

  private func list(_ range: Range<Int>, inLoop: Bool) -> ElementList? {
    if let elements = outline.elements(of: range) {
      let brackets = (open: range.lowerBound, close: range.upperBound - 1)
      // `(a)` is no tuple.
      let isTuple = outline.tokens[range.lowerBound].isSymbol(PythonSymbol.openParenthesis)
      let hasComma = outline.firstSymbol(
        PythonSymbol.comma, in: range.lowerBound + 1..<range.upperBound - 1)
      if isTuple, elements.count == 1, hasComma == nil { return nil }
      return ElementList(outline: outline, elements: elements, brackets: brackets)
    }
    guard inLoop, outline.firstSymbol(PythonSymbol.comma, in: range) != nil else { return nil }
    let elements = outline.split(range, at: PythonSymbol.comma)
    return ElementList(outline: outline, elements: elements, brackets: nil)
  }

  private func registrar(
    _ list: ElementList, statement: Int, name: String?
  ) -> RouterRegistrar {
    let expression = RouterExpression(outline: outline)
    let sites = list.elements.enumerated().compactMap { index, element in
      expression.router(in: element).map {
        finder.site(statement: statement, tokens: element, router: $0, index: index)
      }
    }
    let function = outline.scope(of: statement)
      .flatMap { outline.functionDefinition(at: $0)?.name }
    return RouterRegistrar(
      place: .list(list), names: [name, function].compactMap { $0 },
      title: name.map { "the list \($0)" } ?? "the list of a loop",
      line: outline.line(of: statement), receiver: name ?? "", sites: sites, rank: 3)
  }

  private func looksLikeRouters(
    _ list: ElementList, _ sites: [RouterSite], name: String
  ) -> Bool {
    if list.elements.isEmpty { return name.lowercased().hasSuffix("routers") }
    return sites.count == list.elements.count
      && sites.allSatisfy { $0.path.map(RouterExpression.isRouterName) ?? false }
  }
}
