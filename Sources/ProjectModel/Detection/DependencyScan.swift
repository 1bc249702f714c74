internal import Patch
internal import SourceEdits

/// The functions that requests depend on: the database session and the current user.
struct DependencyScan {
  let project: PythonProject
  let files: [PythonFile]
  /// Those that other code may rest on.
  let lasting: [PythonFile]
  let models: ModelsFinding?

  private struct Candidate {
    var file: PythonFile
    var function: PythonFunction
    var uses = 0
    var isScopedToFunction = false
  }

  // MARK: Session

  /// The configured session dependency; else the one most endpoints depend on.
  func session(configured: String?) throws(TreeError) -> Found<SessionDependency>? {
    var candidates = sessionFunctions()
    if let configured {
      candidates.removeAll { name(of: $0) != configured }
    }
    try count(&candidates)
    let ranked = candidates.max { left, right in
      // On equal use, the earlier file: `max` keeps the last of equals.
      (left.uses, right.file.path) < (right.uses, left.file.path)
    }
    guard let best = ranked, let module = project.module(of: best.file.path) else { return nil }
    let symbol = PythonSymbolPath(
      module: module, name: best.function.name, path: best.file.path)
    return Found(
      SessionDependency(
        symbol: symbol, alias: try alias(of: best), isAsync: isAsync(best),
        committer: committer(best)),
      best.uses > 0 || configured != nil ? .certain : .likely,
      [best.file.evidence(best.function.statement, "def \(best.function.name)")])
  }

  private func name(of candidate: Candidate) -> String {
    (project.module(of: candidate.file.path) ?? "") + ":" + candidate.function.name
  }

  private func sessionFunctions() -> [Candidate] {
    var found: [Candidate] = []
    for file in files {
      for function in file.outline.functions {
        guard file.outline.scope(of: function.statement) == nil,
          givesSession(function, file)
        else { continue }
        found.append(Candidate(file: file, function: function))
      }
    }
    return found
  }

  private func givesSession(_ function: PythonFunction, _ file: PythonFile) -> Bool {
    let outline = file.outline
    let returns = function.returns.map { outline.compactText(of: $0) } ?? ""
    let range = outline.statements[function.statement].tokens.upperBound
    let end = outline.statements[outline.statements[function.statement].end - 1].tokens.upperBound
    let yields = (range..<end).contains { outline.isName($0, "yield") }
    let isTyped =
      returns.contains("AsyncSession") || returns.contains("Session]")
      || returns == "Session"
    if yields, isTyped { return true }
    let name = function.name.lowercased()
    let isNamed = name.contains("session") || name.hasSuffix("_db") || name == "db"
    let hasManager = returns.isEmpty || isTyped
    let manages = function.parameters.allSatisfy { $0.defaultValue != nil }
    let decorators = outline.decorators(of: function.statement).map { outline.compactText(of: $0) }
    guard !decorators.contains(where: { $0.contains("contextmanager") }) else { return false }
    return yields && isNamed && hasManager && manages
  }

  private func isAsync(_ candidate: Candidate) -> Bool {
    let outline = candidate.file.outline
    let returns = candidate.function.returns.map { outline.compactText(of: $0) } ?? ""
    return candidate.function.isAsync || returns.contains("AsyncSession")
  }

  /// A commit in a dependency runs after the response was sent, unless the dependency ends with
  /// the function (`Depends(..., scope="function")`).
  private func committer(_ candidate: Candidate) -> SessionDependency.Committer {
    let outline = candidate.file.outline
    let statements =
      candidate.function.statement..<outline.statements[candidate.function.statement].end
    let calls = statements.flatMap { outline.calls(in: outline.statements[$0].tokens) }
    let begins = calls.contains { $0.function == "begin" }
    guard begins || calls.contains(where: { $0.function == "commit" }) else { return .router }
    return candidate.isScopedToFunction ? .dependency : .dependencyAfterResponse
  }

  /// `SessionDep = Annotated[AsyncSession, Depends(get_session)]`.
  private func alias(of candidate: Candidate) throws(TreeError) -> PythonSymbolPath? {
    for file in lasting {
      for statement in file.outline.children(of: nil) {
        guard let assignment = file.outline.assignment(at: statement), let name = assignment.name,
          let value = assignment.value, file.outline.compactText(of: value).hasPrefix("Annotated["),
          try depends(on: candidate, in: value, file)
        else { continue }
        return project.module(of: file.path).map {
          PythonSymbolPath(module: $0, name: name, path: file.path)
        }
      }
    }
    return nil
  }

  private func depends(
    on candidate: Candidate, in range: Range<Int>, _ file: PythonFile
  ) throws(TreeError) -> Bool {
    for call in file.outline.calls(in: range) where call.function == "Depends" {
      guard let argument = call.positional.first, let name = file.outline.dottedName(argument),
        case .definition(let other, let statement, _)? = try project.meaning(of: name, in: file)
      else { continue }
      if other.path == candidate.file.path, statement == candidate.function.statement {
        return true
      }
    }
    return false
  }

  private func count(_ candidates: inout [Candidate]) throws(TreeError) {
    for file in files {
      for statement in file.outline.statements.indices {
        for call in file.outline.calls(in: file.outline.statements[statement].tokens)
        where call.function == "Depends" {
          guard let argument = call.positional.first,
            let name = file.outline.dottedName(argument),
            case .definition(let other, let definition, _)? = try project.meaning(
              of: name, in: file)
          else { continue }
          for index in candidates.indices
          where candidates[index].file.path == other.path
            && candidates[index].function.statement == definition
          {
            candidates[index].uses += 1
            let scope = call.keyword("scope").flatMap { file.outline.stringValue($0) }
            if scope == "function" { candidates[index].isScopedToFunction = true }
          }
        }
      }
    }
  }

  // MARK: Current user

  /// The dependency that gives the current user; nil when there is none.
  func currentUser() throws(TreeError) -> Found<CurrentUser>? {
    let names = [
      "get_current_active_user", "get_current_user", "current_active_user", "current_user",
    ]
    for name in names {
      for file in files {
        guard let function = file.outline.functions.first(where: { $0.name == name }),
          file.outline.scope(of: function.statement) == nil,
          let module = project.module(of: file.path)
        else { continue }
        let returns = function.returns.map { file.outline.compactText(of: $0) }
        let type = returns.flatMap { text in
          text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
            .first { $0 != "Annotated" && $0 != "Optional" && $0 != "None" }
        }
        let model = type.flatMap { models?.model(named: $0) }
        return Found(
          CurrentUser(
            symbol: PythonSymbolPath(module: module, name: name, path: file.path), type: type,
            table: model?.table, key: model?.key ?? .int),
          model == nil ? .likely : .certain, [file.evidence(function.statement, "def \(name)")])
      }
    }
    return nil
  }
}
