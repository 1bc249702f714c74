/// Finds what could register routers but has none yet: functions made for it, applications.
struct RouterFreePlaces {
  let outline: PythonOutline
  let used: [RouterRegistrar]

  func registrars() -> [RouterRegistrar] {
    functions() + variables()
  }

  private func functions() -> [RouterRegistrar] {
    outline.functions.compactMap { function in
      let name = function.name.lowercased()
      let range = function.statement..<outline.statements[function.statement].end
      let isUsed =
        used.contains { $0.sites.contains { range.contains($0.statement) } || isIn($0, range) }
        || range.contains {
          outline.call(outline.statements[$0].tokens)?.function == "include_router"
        }
      guard name.contains("router") || name.contains("routes"), !isUsed,
        outline.decorators(of: function.statement).isEmpty,
        let receiver = receiver(of: function)
      else { return nil }
      return RouterRegistrar(
        place: .function(function.statement), names: [function.name, receiver],
        title: "the function \(function.name)", line: outline.line(of: function.statement),
        receiver: receiver, sites: [], rank: 2)
    }
  }

  private func isIn(_ registrar: RouterRegistrar, _ range: Range<Int>) -> Bool {
    range.contains { outline.line(of: $0) == registrar.line }
  }

  /// The parameter that is an application or a router.
  private func receiver(of function: PythonFunction) -> String? {
    let typed = function.parameters.first { parameter in
      guard let annotation = parameter.annotation else { return false }
      return annotation.contains {
        outline.isName($0, "FastAPI") || outline.isName($0, "APIRouter")
      }
    }
    let usual = ["app", "api", "router", "application", "api_router", "fastapi_app"]
    return (typed ?? function.parameters.first { usual.contains($0.name) })?.name
  }

  private func variables() -> [RouterRegistrar] {
    outline.assignments.compactMap { assignment in
      guard let target = assignment.targets.first, assignment.targets.count == 1,
        let name = outline.dottedName(target), let value = assignment.value,
        let call = outline.call(value),
        call.function == "FastAPI" || call.function == "APIRouter"
      else { return nil }
      let scope = outline.scope(of: assignment.statement)
      let isUsed = used.contains { registrar in
        registrar.receiver == name
          && registrar.sites.contains { outline.scope(of: $0.statement) == scope }
      }
      // A router with routes of its own is one to be included, not one that includes.
      if isUsed || call.function == "APIRouter" && hasRoutes(name) { return nil }
      let function = scope.flatMap { outline.functionDefinition(at: $0)?.name }
      return RouterRegistrar(
        place: .variable(assignment.statement), names: [name, function].compactMap { $0 },
        title: "\(name) = \(call.function)(...)", line: outline.line(of: assignment.statement),
        receiver: name, sites: [], rank: 1)
    }
  }

  private func hasRoutes(_ name: String) -> Bool {
    outline.statements.indices.contains { statement in
      if let call = outline.call(outline.statements[statement].tokens) {
        return call.receiver == name && call.function.hasPrefix("add_")
      }
      return outline.decorators(of: statement).contains { decorator in
        outline.text(of: decorator).hasPrefix(name + ".")
      }
    }
  }
}
