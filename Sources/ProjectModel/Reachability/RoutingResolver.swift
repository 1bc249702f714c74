internal import Patch
internal import SourceEdits

/// Follows the argument of `include_router` to the routers it stands for: through loops over
/// lists, wrappers and parameters.
struct RoutingResolver {
  let index: RoutingIndex

  /// A router that a call includes, with the call's prefix and the place that names the router.
  struct Inclusion {
    /// The router.
    var object: RoutingObject
    /// The prefix in the call, as text; `{expression}` where it cannot be read.
    var prefix: String
    /// Where the router is named: in the call, in a list, or in a call of a wrapper.
    var place: Place
  }

  /// Where a router is named.
  struct Place: Hashable {
    /// The file.
    var path: RelativePath
    /// The scope the name stands in, or the statement of a list.
    var statement: Int
    /// The name a person would choose it by.
    var name: String?
    /// The line it begins at; the first of several calls counts.
    var line: Int
    /// Whether it is a list.
    var isList: Bool

    static func == (left: Place, right: Place) -> Bool {
      left.path == right.path && left.statement == right.statement && left.name == right.name
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(path)
      hasher.combine(statement)
      hasher.combine(name)
    }
  }

  private struct Pending {
    var router: PythonExpression
    var prefix: PythonExpression?
    var statement: Int
    var place: Place
  }

  /// What a call of `include_router` or of a wrapper includes; empty lists give their place alone.
  func inclusions(
    of call: PythonCall, in expression: PythonExpression, statement: Int, place: Place
  ) throws(TreeError) -> (found: [Inclusion], lists: [Place]) {
    guard let router = call.positional.first ?? call.keyword("router") else { return ([], []) }
    var found: [Inclusion] = []
    var lists: [Place] = []
    let start = Pending(
      router: expression.with(router), prefix: call.keyword("prefix").map(expression.with),
      statement: statement, place: place)
    try resolve(start, 0, &found, &lists)
    return (found, lists)
  }

  private func resolve(
    _ item: Pending, _ depth: Int, _ found: inout [Inclusion], _ lists: inout [Place]
  ) throws(TreeError) {
    guard depth < 8 else { return }
    if let name = item.router.dottedName {
      let head = name.split(separator: ".").first.map(String.init) ?? name
      if let loop = loop(binding: head, around: item.statement, in: item.router) {
        let elements = try elements(of: loop.iterable, depth)
        if let place = elements.place { lists.append(place) }
        for element in elements.found {
          guard let router = try part(item.router, of: element, loop) else { continue }
          let prefix = try item.prefix.flatMapThrowing { (prefix) throws(TreeError) in
            try part(prefix, of: element, loop)
          }
          try resolve(
            Pending(
              router: router, prefix: prefix, statement: -1, place: elements.place ?? item.place),
            depth + 1, &found, &lists)
        }
        return
      }
      if case .parameter(let path, let function, let parameter)? = index.parameter(
        name, item.router.file, item.router.scope)
      {
        try resolveCallers(item, path, function, parameter, depth, &found, &lists)
        return
      }
    }
    guard let object = try index.object(of: item.router, statement: item.statement) else { return }
    found.append(
      Inclusion(object: object, prefix: try prefixText(item.prefix), place: item.place))
  }

  private func resolveCallers(
    _ item: Pending, _ path: RelativePath, _ function: Int, _ parameter: String, _ depth: Int,
    _ found: inout [Inclusion], _ lists: inout [Place]
  ) throws(TreeError) {
    let file = item.router.file
    guard let definition = file.outline.functionDefinition(at: function) else { return }
    let key = RoutingIndex.FunctionKey(path: path, statement: function)
    for (expression, statement) in index.callers[key] ?? [] {
      guard let call = expression.call else { continue }
      let bound = RoutingIndex.bind(call, to: definition)
      guard let router = bound.first(where: { $0.parameter == parameter })?.value else { continue }
      var prefix = item.prefix
      if let name = prefix?.dottedName,
        let own = definition.parameters.first(where: { $0.name == name })
      {
        let given = bound.first { $0.parameter == name }.map { expression.with($0.value) }
        prefix = given ?? own.defaultValue.map { item.router.with($0) }
      }
      let place = Self.place(
        of: expression, statement: statement, receiver: String(call.function), isParameter: true)
      try resolve(
        Pending(
          router: expression.with(router), prefix: prefix, statement: statement, place: place),
        depth + 1, &found, &lists)
    }
  }

  /// The place of a call: its function, or the receiver at module level.
  static func place(
    of expression: PythonExpression, statement: Int, receiver: String, isParameter: Bool
  ) -> Place {
    let file = expression.file
    let scope = expression.scope
    if scope != PythonFile.module, let function = file.outline.functionDefinition(at: scope) {
      return Place(
        path: file.path, statement: scope, name: isParameter ? function.name : receiver,
        line: file.outline.line(of: scope), isList: false)
    }
    return Place(
      path: file.path, statement: PythonFile.module, name: receiver,
      line: file.outline.line(of: statement), isList: false)
  }

  private func prefixText(_ expression: PythonExpression?) throws(TreeError) -> String {
    guard let expression else { return "" }
    if let text = try index.project.text(of: expression) { return text }
    return expression.text == "None" ? "" : "{\(expression.text)}"
  }

  // MARK: Loops

  private struct Loop {
    var targets: [String]
    var iterable: PythonExpression
  }

  /// The `for` around a statement that binds the name.
  private func loop(
    binding name: String, around statement: Int, in expression: PythonExpression
  ) -> Loop? {
    guard statement >= 0 else { return nil }
    let outline = expression.file.outline
    var current = outline.statements[statement].parent
    while let index = current, index != expression.scope {
      let node = outline.statements[index]
      if node.kind == .for, let header = header(of: index, in: expression),
        header.targets.contains(name)
      {
        return header
      }
      current = node.parent
    }
    return nil
  }

  private func header(of statement: Int, in expression: PythonExpression) -> Loop? {
    let outline = expression.file.outline
    let tokens = outline.statements[statement].tokens
    guard let word = tokens.first(where: { outline.isName($0, "in") }) else { return nil }
    let targets = (tokens.lowerBound + 1..<word).filter { outline.tokens[$0].kind == .name }
    return Loop(
      targets: targets.map { outline.text(of: $0) },
      iterable: expression.with(word + 1..<tokens.upperBound - 1))
  }

  /// The elements of a list, followed through names, `*others` and functions that return one.
  private func elements(
    of iterable: PythonExpression, _ depth: Int
  ) throws(TreeError) -> (found: [PythonExpression], place: Place?) {
    guard depth < 8 else { return ([], nil) }
    let outline = iterable.file.outline
    if let ranges = outline.elements(of: iterable.tokens) {
      var found: [PythonExpression] = []
      for range in ranges {
        if outline.isText(range.lowerBound, "*") {
          let inner = iterable.with(range.lowerBound + 1..<range.upperBound)
          found += try elements(of: inner, depth + 1).found
        } else {
          found.append(iterable.with(range))
        }
      }
      return (found, nil)
    }
    if let call = iterable.call { return try elements(of: call, iterable, depth) }
    guard let name = iterable.dottedName else { return ([], nil) }
    if case .parameter(_, let function, let parameter)? = index.parameter(
      name, iterable.file, iterable.scope)
    {
      return try elements(givenTo: parameter, of: function, iterable.file, depth)
    }
    guard
      case .definition(let file, let statement, _)? = try index.project.meaning(
        of: name, in: iterable.file, scope: iterable.scope),
      let value = index.project.assignedValue(file, statement)
    else { return ([], nil) }
    let inner = try elements(of: value, depth + 1)
    let place = Place(
      path: file.path, statement: statement, name: file.outline.assignment(at: statement)?.name,
      line: file.outline.line(of: statement), isList: true)
    return (inner.found, inner.place ?? place)
  }

  private func elements(
    of call: PythonCall, _ iterable: PythonExpression, _ depth: Int
  ) throws(TreeError) -> (found: [PythonExpression], place: Place?) {
    let passing: Set<String> = ["enumerate", "list", "reversed", "sorted", "tuple"]
    if passing.contains(call.callee), let first = call.positional.first {
      return try elements(of: iterable.with(first), depth + 1)
    }
    guard
      case .definition(let file, let function, _)? = try index.project.meaning(
        of: call.callee, in: iterable.file, scope: iterable.scope),
      let value = index.project.returnedValues(file, function).first
    else { return ([], nil) }
    return try elements(of: value, depth + 1)
  }

  private func elements(
    givenTo parameter: String, of function: Int, _ file: PythonFile, _ depth: Int
  ) throws(TreeError) -> (found: [PythonExpression], place: Place?) {
    guard let definition = file.outline.functionDefinition(at: function) else { return ([], nil) }
    let key = RoutingIndex.FunctionKey(path: file.path, statement: function)
    for (expression, _) in index.callers[key] ?? [] {
      guard let call = expression.call,
        let value = RoutingIndex.bind(call, to: definition).first(where: {
          $0.parameter == parameter
        })?.value
      else { continue }
      return try elements(of: expression.with(value), depth + 1)
    }
    return ([], nil)
  }

  /// What a name of the loop's body is for one element: the element, a place of a tuple, or a
  /// keyword of a record such as `RouteConfig(router=..., prefix=...)`.
  private func part(
    _ expression: PythonExpression, of element: PythonExpression, _ loop: Loop
  ) throws(TreeError) -> PythonExpression? {
    guard let name = expression.dottedName else { return expression }
    let parts = name.split(separator: ".").map(String.init)
    guard let head = parts.first, let position = loop.targets.firstIndex(of: head) else {
      return expression
    }
    if loop.targets.count > 1 {
      guard let values = element.file.outline.elements(of: element.tokens),
        position < values.count
      else { return nil }
      return element.with(values[position])
    }
    guard parts.count == 2 else { return parts.count == 1 ? element : nil }
    guard let call = element.call else { return nil }
    if let value = call.keyword(parts[1]) { return element.with(value) }
    guard let position = try recordFields(call, element).firstIndex(of: parts[1]),
      position < call.positional.count
    else { return nil }
    return element.with(call.positional[position])
  }

  private func recordFields(
    _ call: PythonCall, _ element: PythonExpression
  ) throws(TreeError) -> [String] {
    guard
      case .definition(let file, let statement, _)? = try index.project.meaning(
        of: call.callee, in: element.file, scope: element.scope)
    else { return [] }
    return file.outline.children(of: statement).compactMap { file.outline.assignment(at: $0)?.name }
  }
}

extension Optional {
  /// The transformed value, with a typed error.
  fileprivate func flatMapThrowing<Other>(
    _ transform: (Wrapped) throws(TreeError) -> Other?
  ) throws(TreeError) -> Other? {
    guard let self else { return nil }
    return try transform(self)
  }
}
