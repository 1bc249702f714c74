internal import Patch
internal import SourceEdits

/// The calls of a backend that have to do with routing, by what they are made on.
final class RoutingIndex {
  let project: PythonProject
  /// The sites by subject.
  private(set) var sites: [RoutingSubject: [RoutingSite]] = [:]
  /// The calls of each function of the project: file and statement.
  private(set) var callers: [FunctionKey: [(PythonExpression, Int)]] = [:]
  /// All `include_router` calls, for what nothing reaches.
  private(set) var includes: [(PythonExpression, Int)] = []
  /// All applications and routers in the order of files and lines.
  private(set) var objects: [RoutingObject] = []
  /// The files whose calls are in it.
  private(set) var indexed: Set<RelativePath> = []
  private var made: [StatementKey: RoutingObject?] = [:]

  /// A function of the project.
  struct FunctionKey: Hashable {
    var path: RelativePath
    var statement: Int
  }

  private typealias StatementKey = FunctionKey

  init(project: PythonProject) { self.project = project }

  // MARK: Objects

  /// The application or router that a statement makes: an assignment of `FastAPI(...)`, or of a
  /// factory's result.
  func object(
    madeBy statement: Int, in file: PythonFile, depth: Int = 0
  ) throws(TreeError) -> RoutingObject? {
    let key = StatementKey(path: file.path, statement: statement)
    if let known = made[key] { return known }
    guard depth < 8, let value = project.assignedValue(file, statement) else { return nil }
    made[key] = .some(nil)
    let found = try object(of: value, statement: statement, depth: depth)
    made[key] = .some(found)
    return found
  }

  /// The application or router an expression is: a call that makes one, or a name of one.
  func object(
    of expression: PythonExpression, statement: Int, depth: Int = 0
  ) throws(TreeError) -> RoutingObject? {
    guard depth < 8 else { return nil }
    if let call = expression.call {
      if let kind = try kind(of: call, expression) {
        return RoutingObject(kind: kind, path: expression.file.path, statement: statement)
      }
      guard
        case .definition(let file, let function, _)? = try project.meaning(
          of: call.callee, in: expression.file, scope: expression.scope)
      else { return nil }
      return try object(returnedBy: function, in: file, depth: depth + 1)
    }
    guard let name = expression.dottedName,
      case .definition(let file, let definition, _)? = try project.meaning(
        of: name, in: expression.file, scope: expression.scope)
    else { return nil }
    return try object(madeBy: definition, in: file, depth: depth + 1)
  }

  private func object(
    returnedBy function: Int, in file: PythonFile, depth: Int
  ) throws(TreeError) -> RoutingObject? {
    for value in project.returnedValues(file, function) {
      let statement = file.outline.statements.indices.first { index in
        file.outline.statements[index].tokens.contains(value.tokens.lowerBound)
          && !file.outline.statements[index].kind.isCompound
      }
      if let found = try object(of: value, statement: statement ?? function, depth: depth + 1) {
        return found
      }
    }
    return nil
  }

  private func kind(
    of call: PythonCall, _ expression: PythonExpression
  ) throws(TreeError) -> RoutingObject.Kind? {
    switch call.function {
    case "FastAPI", "APIRouter":
      guard
        case .external(let name)? = try project.meaning(
          of: call.callee, in: expression.file, scope: expression.scope),
        name.hasPrefix("fastapi.")
      else { return try subclassKind(of: call, expression) }
      return name.hasSuffix(".FastAPI") ? .app : .router
    default: return try subclassKind(of: call, expression)
    }
  }

  /// `class App(FastAPI)`, then `App()`.
  private func subclassKind(
    of call: PythonCall, _ expression: PythonExpression
  ) throws(TreeError) -> RoutingObject.Kind? {
    guard
      case .definition(let file, let statement, _)? = try project.meaning(
        of: call.callee, in: expression.file, scope: expression.scope),
      let type = file.outline.classDefinition(at: statement)
    else { return nil }
    for base in type.bases {
      guard let name = file.outline.dottedName(base),
        case .external(let library)? = try project.meaning(of: name, in: file)
      else { continue }
      if library == "fastapi.FastAPI" { return .app }
      if library == "fastapi.APIRouter" { return .router }
    }
    return nil
  }

  // MARK: Sites

  /// Takes a file's calls into the index.
  func add(_ file: PythonFile) throws(TreeError) {
    guard indexed.insert(file.path).inserted else { return }
    for statement in file.outline.statements.indices {
      if file.outline.statements[statement].kind == .assignment,
        let object = try object(madeBy: statement, in: file), object.path == file.path,
        object.statement == statement
      {
        objects.append(object)
      }
      if file.outline.statements[statement].kind == .return,
        let function = file.outline.scope(of: statement),
        let object = try object(returnedBy: function, in: file, depth: 0),
        object.statement == statement, object.path == file.path
      {
        objects.append(object)
      }
      let scope = file.outline.scope(of: statement) ?? PythonFile.module
      for call in file.outline.calls(in: file.outline.statements[statement].tokens) {
        let expression = PythonExpression(file: file, scope: scope, tokens: call.tokens)
        try add(call, expression, statement)
      }
    }
  }

  private func add(
    _ call: PythonCall, _ expression: PythonExpression, _ statement: Int
  ) throws(TreeError) {
    if call.function == "include_router" || call.function == "mount", !call.receiver.isEmpty {
      let includes = call.function == "include_router"
      if includes { self.includes.append((expression, statement)) }
      guard let subject = try subject(named: String(call.receiver), expression) else { return }
      sites[subject, default: []].append(
        RoutingSite(
          expression: expression, statement: statement, role: includes ? .includes : .mounts))
      return
    }
    guard !call.arguments.isEmpty,
      case .definition(let file, let function, _)? = try project.meaning(
        of: call.callee, in: expression.file, scope: expression.scope),
      let definition = file.outline.functionDefinition(at: function)
    else { return }
    callers[FunctionKey(path: file.path, statement: function), default: []]
      .append((expression, statement))
    for (parameter, value) in Self.bind(call, to: definition) {
      guard let name = expression.file.outline.dottedName(value),
        let subject = try subject(named: name, expression)
      else { continue }
      sites[subject, default: []].append(
        RoutingSite(
          expression: expression, statement: statement, role: .given(file, function, parameter)))
    }
  }

  /// The arguments of a call by the parameters they go to.
  static func bind(
    _ call: PythonCall, to function: PythonFunction
  ) -> [(parameter: String, value: Range<Int>)] {
    let plain = function.parameters.filter { $0.stars == 0 }
    var found = zip(plain, call.positional).map { ($0.name, $1) }
    for argument in call.arguments {
      if let name = argument.name, plain.contains(where: { $0.name == name }) {
        found.append((name, argument.value))
      }
    }
    return found
  }

  private func subject(
    named name: String, _ expression: PythonExpression
  ) throws(TreeError) -> RoutingSubject? {
    let file = expression.file
    if let parameter = parameter(name, file, expression.scope) { return parameter }
    guard
      case .definition(let other, let statement, _)? = try project.meaning(
        of: name, in: file, scope: expression.scope)
    else { return nil }
    return try object(madeBy: statement, in: other).map { .object($0) }
  }

  /// The parameter a name is in a scope or those around it, when nothing there rebinds it.
  func parameter(_ name: String, _ file: PythonFile, _ scope: Int) -> RoutingSubject? {
    var scope = scope
    while scope != PythonFile.module {
      if file.bindings[scope]?[name] != nil { return nil }
      if let function = file.outline.functionDefinition(at: scope),
        function.parameters.contains(where: { $0.name == name })
      {
        return .parameter(file.path, scope, name)
      }
      scope = file.outline.scope(of: scope) ?? PythonFile.module
    }
    return nil
  }
}
