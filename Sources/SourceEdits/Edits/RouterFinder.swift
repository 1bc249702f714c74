/// Finds everything in a file that registers routers.
struct RouterFinder {
  let outline: PythonOutline
  let names: [PythonOutline.ImportedName]
  /// Functions of the file that pass a parameter on to `include_router`, with its position.
  private let wrappers: [String: (position: Int, parameter: String)]

  init(_ outline: PythonOutline) {
    self.outline = outline
    names = outline.importedNames
    var wrappers: [String: (position: Int, parameter: String)] = [:]
    for function in outline.functions {
      let body = function.statement + 1..<outline.statements[function.statement].end
      for statement in body {
        guard let call = outline.call(outline.statements[statement].tokens),
          call.function == "include_router",
          let router = call.positional.first ?? call.keyword("router"),
          let position = function.parameters.firstIndex(where: {
            outline.dottedName(router) == $0.name
          })
        else { continue }
        let isMethod = function.parameters.first?.name == "self"
        wrappers[function.name] = (
          isMethod ? position - 1 : position, function.parameters[position].name
        )
      }
    }
    self.wrappers = wrappers
  }

  /// All of them, in the order of the file.
  func registrars() -> [RouterRegistrar] {
    let calls = callRegistrars()
    let lists = RouterListFinder(finder: self).registrars()
    let used = calls + lists
    let free = RouterFreePlaces(outline: outline, used: used).registrars()
    return (used + free).sorted { $0.line < $1.line }
  }

  /// Every call that registers something, by function and receiver.
  private func callRegistrars() -> [RouterRegistrar] {
    var result: [RouterRegistrar] = []
    var known: [String: Int] = [:]
    for statement in outline.statements.indices {
      guard let found = registration(at: statement), !found.isParameter else { continue }
      let scope = outline.scope(of: statement)
      let function = scope.flatMap { outline.functionDefinition(at: $0)?.name }
      let key = "\(scope ?? -1) \(found.receiver)"
      if let index = known[key] {
        result[index].sites.append(found.site)
        continue
      }
      known[key] = result.count
      let place = function.map { " in \($0)" } ?? ""
      result.append(
        RouterRegistrar(
          place: .calls, names: [found.receiver, function].compactMap { $0 },
          title: "\(found.receiver)\(place)", line: outline.line(of: statement),
          receiver: found.receiver, sites: [found.site], rank: 3))
    }
    return result
  }

  /// A registration made by a call statement.
  private struct Registration {
    var site: RouterSite
    var receiver: String
    /// Whether what is registered came in from outside: a parameter or a loop's variable.
    var isParameter: Bool
  }

  private func registration(at statement: Int) -> Registration? {
    let node = outline.statements[statement]
    guard node.kind == .expression, let call = outline.call(node.tokens),
      let router = router(in: call)
    else { return nil }
    let site = site(statement: statement, tokens: call.tokens, router: router)
    let isWrapper = call.function != "include_router"
    return Registration(
      site: site, receiver: isWrapper ? String(call.function) : String(call.receiver),
      isParameter: boundOutside(router, statement: statement) != nil)
  }

  /// What a call registers; nil for other calls.
  func router(in call: PythonCall) -> Range<Int>? {
    if call.function == "include_router", !call.receiver.isEmpty {
      return call.positional.first ?? call.keyword("router")
    }
    guard let wrapper = wrappers[String(call.function)] else { return nil }
    if let named = call.keyword(wrapper.parameter) { return named }
    let positional = call.positional
    return positional.indices.contains(wrapper.position) ? positional[wrapper.position] : nil
  }

  func site(
    statement: Int, tokens: Range<Int>, router: Range<Int>, index: Int? = nil
  ) -> RouterSite {
    let dotted = outline.dottedName(router)
    let path = dotted.flatMap { outline.path(of: $0, usedIn: statement, among: names) }
    return RouterSite(
      statement: statement, tokens: tokens, router: router, dotted: dotted, path: path,
      index: index)
  }

  /// The `for` or function that binds the first name of an expression.
  func boundOutside(_ router: Range<Int>, statement: Int) -> Int? {
    guard outline.dottedName(router) != nil else { return nil }
    let first = outline.text(of: router.lowerBound)
    var current = outline.statements[statement].parent
    while let index = current {
      let node = outline.statements[index]
      if node.kind == .for, let end = forTargets(index),
        (node.tokens.lowerBound..<end).contains(where: { outline.isText($0, first) })
      {
        return index
      }
      if let function = outline.functionDefinition(at: index),
        function.parameters.contains(where: { $0.name == first })
      {
        return index
      }
      current = node.parent
    }
    return nil
  }

  /// The `in` of a `for`.
  func forTargets(_ statement: Int) -> Int? {
    outline.statements[statement].tokens.first { outline.isKeyword($0, .in) }
  }
}
