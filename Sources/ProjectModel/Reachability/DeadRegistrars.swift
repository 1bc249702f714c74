internal import Patch
internal import SourceEdits

/// The registrars that no application reaches.
enum DeadRegistrars {
  /// One finding for each function or receiver whose `include_router` calls nothing reaches.
  static func find(
    in index: RoutingIndex, reached: Set<RoutingWalk.CallKey>
  ) throws(TreeError) -> [RegistrarFinding] {
    let resolver = RoutingResolver(index: index)
    var found: [RoutingResolver.Place: RegistrarFinding] = [:]
    for (expression, statement) in index.includes {
      guard let call = expression.call else { continue }
      let key = RoutingWalk.CallKey(path: expression.file.path, token: call.tokens.lowerBound)
      guard !reached.contains(key) else { continue }
      let isParameter =
        index.parameter(
          String(call.receiver), expression.file, expression.scope) != nil
      let place = RoutingResolver.place(
        of: expression, statement: statement, receiver: String(call.receiver),
        isParameter: isParameter)
      var finding =
        found[place]
        ?? RegistrarFinding(
          path: place.path, line: place.line, name: place.name,
          kind: place.statement == PythonFile.module ? .calls : .function, prefix: nil,
          reachedBy: [], modules: [])
      let inclusions = try resolver.inclusions(
        of: call, in: expression, statement: statement, place: place
      ).found
      for inclusion in inclusions {
        guard let module = index.project.module(of: inclusion.object.path),
          !finding.modules.contains(module)
        else { continue }
        finding.modules.append(module)
      }
      found[place] = finding
    }
    return found.values.sorted { ($0.path, $0.line) < ($1.path, $1.line) }
  }
}
