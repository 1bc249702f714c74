internal import Patch
internal import SourceEdits

/// The applications, registrars and routers of a backend, and which are live.
struct RoutingScan {
  let index: RoutingIndex
  let commands: [RunCommands.Command]
  let config: ProjectConfig.Backend?

  /// What was found.
  struct Result {
    var apps: [AppFinding] = []
    var registrars: [RegistrarFinding] = []
    var routers: [RouterFinding] = []
  }

  /// Walks from the live application, or from all that could be.
  func scan() throws(TreeError) -> Result {
    let apps = try applications()
    let live = try liveApplications(apps)
    let walk = RoutingWalk(index: index)
    for app in apps where live.objects.contains(app.object) {
      let evidence = Evidence(app.finding.path, app.finding.line, "FastAPI()")
      try walk.walk(from: app.object, evidence: evidence)
    }
    var result = Result()
    result.apps = apps.map { app in
      var finding = app.finding
      finding.isLive = live.isDecided && live.objects.contains(app.object)
      finding.evidence += finding.isLive ? live.evidence : []
      return finding
    }.sorted { $0.isLive && !$1.isLive }
    result.registrars = walk.registrars
    if walk.registrars.isEmpty { result.registrars = applicationsThemselves(apps, live) }
    result.registrars += try DeadRegistrars.find(in: index, reached: walk.reachedIncludes)
    result.routers = try routers(walk)
    return result
  }

  private struct Application {
    var object: RoutingObject
    var finding: AppFinding
    var name: String?
  }

  private struct Live {
    var objects: Set<RoutingObject>
    var evidence: [Evidence]
    var isDecided: Bool
  }

  // MARK: Applications

  private func applications() throws(TreeError) -> [Application] {
    var found: [Application] = []
    for object in index.objects where object.kind == .app {
      guard let file = try index.project.file(at: object.path) else { continue }
      let outline = file.outline
      let function = outline.scope(of: object.statement)
      let module = index.project.module(of: object.path) ?? ""
      var target = module + ":" + (outline.assignment(at: object.statement)?.name ?? "app")
      if let function, let definition = outline.functionDefinition(at: function) {
        target = try alias(of: object) ?? module + ":" + definition.name
      }
      found.append(
        Application(
          object: object,
          finding: AppFinding(
            path: object.path, line: outline.line(of: object.statement), target: target,
            isFactory: function != nil, isLive: false, evidence: []),
          name: outline.assignment(at: object.statement)?.name))
    }
    return found
  }

  /// `app = create_app()` at the top of some module.
  private func alias(of object: RoutingObject) throws(TreeError) -> String? {
    for path in index.project.files.sorted() where !PythonModules.isTest(path) {
      guard let file = index.project.loadedFile(at: path) else { continue }
      for statement in file.outline.children(of: nil) {
        guard let name = file.outline.assignment(at: statement)?.name,
          try index.object(madeBy: statement, in: file) == object
        else { continue }
        return (index.project.module(of: path) ?? "") + ":" + name
      }
    }
    return nil
  }

  /// The configured one; else the one a command runs; else the only one nobody mounts; else the
  /// only one in a module called `main`, `app`, `asgi` or `server`.
  private func liveApplications(_ apps: [Application]) throws(TreeError) -> Live {
    if let target = config?.app {
      let chosen = apps.filter { $0.finding.target == target }
      return Live(
        objects: Set(chosen.map(\.object)),
        evidence: [Evidence(ProjectFiles.config, 1, "backend.app: \(target)")], isDecided: true)
    }
    let mounted = try mountedApplications(apps)
    let free = apps.filter { !mounted.contains($0.object) }
    guard free.count > 1 else {
      return Live(objects: Set(free.map(\.object)), evidence: [], isDecided: true)
    }
    for command in commands {
      let chosen = free.filter { runs(command, $0.finding) }
      if chosen.count == 1 {
        return Live(
          objects: Set(chosen.map(\.object)), evidence: [command.evidence], isDecided: true)
      }
    }
    let usual: Set<String> = ["main", "app", "asgi", "server"]
    let named = free.filter { app in
      let module = app.finding.target.prefix { $0 != ":" }
      return usual.contains(module.split(separator: ".").last.map(String.init) ?? "")
    }
    if named.count == 1 {
      return Live(objects: Set(named.map(\.object)), evidence: [], isDecided: true)
    }
    return Live(objects: Set(free.map(\.object)), evidence: [], isDecided: false)
  }

  private func mountedApplications(
    _ apps: [Application]
  ) throws(TreeError) -> Set<RoutingObject> {
    guard apps.count > 1 else { return [] }
    let walk = RoutingWalk(index: index)
    for app in apps {
      try walk.walk(
        from: app.object, evidence: Evidence(app.finding.path, app.finding.line, "FastAPI()"))
    }
    return walk.mounted
  }

  private func runs(_ command: RunCommands.Command, _ app: AppFinding) -> Bool {
    app.target == command.target || command.target.hasSuffix("." + app.target)
  }

  // MARK: Registrars and routers

  /// Without any registrar the application itself is one.
  private func applicationsThemselves(
    _ apps: [Application], _ live: Live
  ) -> [RegistrarFinding] {
    apps.filter { live.objects.contains($0.object) }.map { app in
      RegistrarFinding(
        path: app.finding.path, line: app.finding.line, name: app.name, kind: .calls, prefix: "",
        reachedBy: [Evidence(app.finding.path, app.finding.line, "FastAPI()")], modules: [])
    }
  }

  private func routers(_ walk: RoutingWalk) throws(TreeError) -> [RouterFinding] {
    var found: [RouterFinding] = []
    let endpoints = try EndpointScan(index: index).endpoints()
    for object in index.objects where object.kind == .router {
      guard let file = try index.project.file(at: object.path),
        let name = file.outline.assignment(at: object.statement)?.name
      else { continue }
      found.append(
        RouterFinding(
          path: object.path, line: file.outline.line(of: object.statement), name: name,
          prefix: try walk.ownPrefix(of: object), reachedAt: walk.prefixes[object] ?? [],
          guards: try walk.guards(of: object), endpoints: endpoints[object] ?? []))
    }
    return found
  }
}
