internal import Patch
internal import SourceEdits

/// What the routers of a backend answer: functions decorated with `@router.get("...")` and its
/// like, and those given to `add_api_route`.
struct EndpointScan {
  let index: RoutingIndex

  private var project: PythonProject { index.project }

  /// The endpoints of each router, by file and line.
  func endpoints() throws(TreeError) -> [RoutingObject: [EndpointFinding]] {
    var found: [RoutingObject: [EndpointFinding]] = [:]
    for path in index.indexed.sorted() {
      guard let file = try project.file(at: path) else { continue }
      for statement in file.outline.statements.indices {
        switch file.outline.statements[statement].kind {
        case .functionDefinition:
          for decorator in file.outline.decorators(of: statement) {
            try add(decorator, of: statement, in: file, to: &found)
          }
        case .expression: try addCall(statement, in: file, to: &found)
        default: break
        }
      }
    }
    return found
  }

  // MARK: Registrations

  private func add(
    _ decorator: Range<Int>, of function: Int, in file: PythonFile,
    to found: inout [RoutingObject: [EndpointFinding]]
  ) throws(TreeError) {
    let scope = file.outline.scope(of: function) ?? PythonFile.module
    let expression = PythonExpression(file: file, scope: scope, tokens: decorator)
    guard let call = expression.call, Self.methods.contains(String(call.function)),
      let router = try router(of: call, expression)
    else { return }
    for method in methods(of: call, file) {
      found[router, default: []].append(
        try endpoint(method, call, expression, function: function, in: file))
    }
  }

  /// `router.add_api_route("/x", read, methods=["GET"])`
  private func addCall(
    _ statement: Int, in file: PythonFile, to found: inout [RoutingObject: [EndpointFinding]]
  ) throws(TreeError) {
    let scope = file.outline.scope(of: statement) ?? PythonFile.module
    let expression = PythonExpression(
      file: file, scope: scope, tokens: file.outline.statements[statement].tokens)
    guard let call = expression.call, call.function == "add_api_route" else { return }
    let positional = call.positional
    guard let value = call.keyword("endpoint") ?? (positional.count > 1 ? positional[1] : nil),
      let name = file.outline.dottedName(value),
      case .definition(let other, let function, _)? = try project.meaning(
        of: name, in: file, scope: scope),
      let router = try router(of: call, expression)
    else { return }
    for method in methods(of: call, file) {
      found[router, default: []].append(
        try endpoint(method, call, expression, function: function, in: other))
    }
  }

  private func router(
    of call: PythonCall, _ expression: PythonExpression
  ) throws(TreeError) -> RoutingObject? {
    guard !call.receiver.isEmpty,
      case .definition(let file, let statement, _)? = try project.meaning(
        of: String(call.receiver), in: expression.file, scope: expression.scope),
      let object = try index.object(madeBy: statement, in: file), object.kind == .router
    else { return nil }
    return object
  }

  private static let methods: Set<String> = [
    "api_route", "delete", "get", "head", "options", "patch", "post", "put",
  ]

  private func methods(of call: PythonCall, _ file: PythonFile) -> [String] {
    guard call.function == "api_route" || call.function == "add_api_route" else {
      return [call.function.uppercased()]
    }
    let list = call.keyword("methods").flatMap { file.outline.elements(of: $0) } ?? []
    let named = list.compactMap { file.outline.stringValue($0)?.uppercased() }
    return named.isEmpty ? ["GET"] : named
  }

  // MARK: One endpoint

  private func endpoint(
    _ method: String, _ call: PythonCall, _ expression: PythonExpression, function: Int,
    in file: PythonFile
  ) throws(TreeError) -> EndpointFinding {
    let place = call.keyword("path") ?? call.positional.first
    let path = try place.map { (range) throws(TreeError) in
      try project.text(of: expression.with(range)) ?? "{\(expression.with(range).text)}"
    }
    let definition = file.outline.functionDefinition(at: function)
    let parameters = QueryScan(project: project, path: path ?? "")
    return EndpointFinding(
      method: method, path: path ?? "", function: definition?.name ?? "",
      line: file.outline.line(of: function),
      queries: try parameters.queries(of: function, in: file),
      response: response(call, expression.file)
        ?? definition?.returns.flatMap { range in
          name(file.outline.compactText(of: range))
        }, status: status(call, expression.file))
  }

  private func response(_ call: PythonCall, _ file: PythonFile) -> String? {
    call.keyword("response_model").flatMap { name(file.outline.compactText(of: $0)) }
  }

  private func name(_ text: String) -> String? { text == "None" ? nil : text }

  /// `201`, `status.HTTP_201_CREATED`, `HTTPStatus.CREATED` is not read.
  private func status(_ call: PythonCall, _ file: PythonFile) -> Int? {
    guard let value = call.keyword("status_code") else { return 200 }
    let text = file.outline.compactText(of: value)
    if let number = Int(text) { return number }
    guard let range = text.firstRange(of: "HTTP_") else { return nil }
    return Int(text[range.upperBound...].prefix { $0.isNumber })
  }
}
