internal import Patch
internal import SourceEdits

/// Walks from an application through factories, functions, includes and mounts, and says what is
/// reached, how, and under which prefix.
final class RoutingWalk {
  /// The registrars that were reached, in the order of the walk.
  private(set) var registrars: [RegistrarFinding] = []
  /// The prefixes a router is reached under, without its own.
  private(set) var prefixes: [RoutingObject: [String]] = [:]
  /// The applications that others mount.
  private(set) var mounted: Set<RoutingObject> = []
  /// The `include_router` calls that were reached.
  private(set) var reachedIncludes: Set<CallKey> = []

  /// A call: its file and first token.
  struct CallKey: Hashable {
    var path: RelativePath
    var token: Int
  }

  private struct Visit: Hashable {
    var subject: RoutingSubject
    var prefix: String
  }

  private let index: RoutingIndex
  private let resolver: RoutingResolver
  private var visited: Set<Visit> = []
  private var positions: [RoutingResolver.Place: Int] = [:]

  init(index: RoutingIndex) {
    self.index = index
    resolver = RoutingResolver(index: index)
  }

  /// Walks from an application.
  func walk(from app: RoutingObject, evidence: Evidence) throws(TreeError) {
    try visit(.object(app), prefix: "", trail: [evidence])
  }

  private func visit(
    _ subject: RoutingSubject, prefix: String, trail: [Evidence]
  ) throws(TreeError) {
    guard trail.count < 24, visited.insert(Visit(subject: subject, prefix: prefix)).inserted else {
      return
    }
    for site in index.sites[subject] ?? [] {
      guard let call = site.expression.call else { continue }
      let file = site.expression.file
      let here = trail + [file.evidence(site.statement, Self.words(for: call))]
      switch site.role {
      case .given(let other, let function, let parameter):
        try index.add(other)
        try visit(.parameter(other.path, function, parameter), prefix: prefix, trail: here)
        noteEmpty(other, function, parameter, prefix: prefix, trail: here)
      case .mounts: try mount(call, site, prefix: prefix, trail: here)
      case .includes: try include(call, site, subject, prefix: prefix, trail: here)
      }
    }
  }

  private func include(
    _ call: PythonCall, _ site: RoutingSite, _ subject: RoutingSubject, prefix: String,
    trail: [Evidence]
  ) throws(TreeError) {
    let file = site.expression.file
    reachedIncludes.insert(CallKey(path: file.path, token: call.tokens.lowerBound))
    var isParameter = false
    if case .parameter = subject { isParameter = true }
    let place = RoutingResolver.place(
      of: site.expression, statement: site.statement, receiver: String(call.receiver),
      isParameter: isParameter)
    let (found, lists) = try resolver.inclusions(
      of: call, in: site.expression, statement: site.statement, place: place)
    for list in lists { record(list, nil, prefix: prefix, trail: trail) }
    if found.isEmpty, lists.isEmpty { record(place, nil, prefix: prefix, trail: trail) }
    for inclusion in found {
      record(inclusion.place, inclusion, prefix: prefix, trail: trail)
      let whole = prefix + inclusion.prefix
      let own = try ownPrefix(of: inclusion.object)
      if !(prefixes[inclusion.object] ?? []).contains(whole + own) {
        prefixes[inclusion.object, default: []].append(whole + own)
      }
      try visit(.object(inclusion.object), prefix: whole + own, trail: trail)
    }
  }

  private func mount(
    _ call: PythonCall, _ site: RoutingSite, prefix: String, trail: [Evidence]
  ) throws(TreeError) {
    let positional = call.positional
    guard let app = call.keyword("app") ?? (positional.count > 1 ? positional[1] : nil),
      let object = try index.object(
        of: site.expression.with(app), statement: site.statement)
    else { return }
    mounted.insert(object)
    let path = call.keyword("path") ?? positional.first
    let text = try path.map { (range) throws(TreeError) in
      try index.project.text(of: site.expression.with(range)) ?? ""
    }
    try visit(.object(object), prefix: prefix + (text ?? ""), trail: trail)
  }

  /// A function that is given the application to register routers and registers none yet.
  private func noteEmpty(
    _ file: PythonFile, _ function: Int, _ parameter: String, prefix: String, trail: [Evidence]
  ) {
    guard let definition = file.outline.functionDefinition(at: function),
      definition.name.contains("router") || definition.name.contains("route"),
      index.sites[.parameter(file.path, function, parameter)] == nil
    else { return }
    record(
      RoutingResolver.Place(
        path: file.path, statement: function, name: definition.name,
        line: file.outline.line(of: function), isList: false),
      nil, prefix: prefix, trail: trail)
  }

  /// The prefix a router gives itself.
  func ownPrefix(of object: RoutingObject) throws(TreeError) -> String {
    guard object.kind == .router, let file = try index.project.file(at: object.path) else {
      return ""
    }
    let value = index.project.assignedValue(file, object.statement)
    guard let value, let prefix = value.call?.keyword("prefix") else { return "" }
    return try index.project.text(of: value.with(prefix)) ?? "{\(value.with(prefix).text)}"
  }

  /// The functions that a router's `dependencies` name.
  func guards(of object: RoutingObject) throws(TreeError) -> [PythonSymbolPath] {
    guard let file = try index.project.file(at: object.path),
      let value = index.project.assignedValue(file, object.statement),
      let list = value.call?.keyword("dependencies")
    else { return [] }
    var found: [PythonSymbolPath] = []
    for call in file.outline.calls(in: list) where call.function == "Depends" {
      guard let name = call.positional.first.flatMap({ file.outline.dottedName($0) }),
        case .definition(let other, _, let symbol)? = try index.project.meaning(of: name, in: file),
        let module = index.project.module(of: other.path)
      else { continue }
      found.append(PythonSymbolPath(module: module, name: symbol, path: other.path))
    }
    return found
  }

  private func record(
    _ place: RoutingResolver.Place, _ inclusion: RoutingResolver.Inclusion?, prefix: String,
    trail: [Evidence]
  ) {
    let module = inclusion.flatMap { index.project.module(of: $0.object.path) }
    if let position = positions[place] {
      if let module, !registrars[position].modules.contains(module) {
        registrars[position].modules.append(module)
        registrars[position].callPrefixes.append(inclusion?.prefix ?? "")
      }
      return
    }
    positions[place] = registrars.count
    let kind: RegistrarFinding.Kind =
      place.isList ? .list : place.statement == PythonFile.module ? .calls : .function
    registrars.append(
      RegistrarFinding(
        path: place.path, line: place.line, name: place.name, kind: kind, prefix: prefix,
        reachedBy: trail, modules: module.map { [$0] } ?? [],
        callPrefixes: module == nil ? [] : [inclusion?.prefix ?? ""]))
  }

  private static func words(for call: PythonCall) -> String { call.callee + "(...)" }
}
