internal import Patch
internal import SourceEdits

/// Puts the findings of one backend together.
struct BackendAssembly {
  let project: PythonProject
  let sources: [BackendScan.Source]
  let allFiles: [RelativePath]
  let tree: any ReadableTree
  let config: ProjectConfig.Backend?

  /// The backend; nil when no application is made below its root.
  func backend() throws(TreeError) -> Backend? {
    for source in sources { project.load(source.path, source.bytes) }
    let index = RoutingIndex(project: project)
    for source in sources where source.routes {
      if let file = try project.file(at: source.path) { try index.add(file) }
    }
    let commands = try RunCommands.find(in: tree, files: allFiles, sources: sources)
    let routing = try RoutingScan(index: index, commands: commands, config: config).scan()
    guard !routing.apps.isEmpty else { return nil }
    let files = try loadedFiles()
    let models = try ModelScan(project: project, files: files).scan()
    // What an entity rests on in the file of another would keep that one for ever.
    let ofEntities = try ProjectFiles.filesOfEntities(in: tree)
    let lasting = files.filter { !ofEntities.contains($0.path) }
    let dependencies = DependencyScan(
      project: project, files: files, lasting: lasting, models: models)
    let session = try dependencies.session(configured: config?.session)
    let schemaBase = try SchemaScan(project: project, files: lasting).base()
    let layout = LayoutScan(
      project: project, routing: routing, models: models, config: config
    ).layout()
    return Backend(
      root: project.root,
      evidence: routing.apps.map { Evidence($0.path, $0.line, "FastAPI()") },
      apps: routing.apps, registrars: routing.registrars, routers: routing.routers,
      models: models, session: session, schemaBase: schemaBase,
      crudStyle: CRUDScan.style(files: files, layout: layout, root: project.root),
      currentUser: try dependencies.currentUser(),
      exceptions: try ExceptionScan(project: project, files: files).scan(),
      alembic: try AlembicScan.find(in: tree, files: allFiles, root: project.root),
      database: try RequirementsScan.database(in: tree, files: allFiles, root: project.root),
      pytest: ProgramScan.find("pytest", in: tree, below: [project.root, nil]),
      requirements: try RequirementsScan.find(in: tree, files: allFiles, root: project.root),
      layout: layout, notes: notes(routing))
  }

  private func loadedFiles() throws(TreeError) -> [PythonFile] {
    var files: [PythonFile] = []
    for source in sources {
      if let file = try project.file(at: source.path) { files.append(file) }
    }
    return files
  }

  private func notes(_ routing: RoutingScan.Result) -> [DetectionNote] {
    let dead = routing.registrars.filter { !$0.isLive }.map { registrar in
      DetectionNote(
        evidence: Evidence(
          registrar.path, registrar.line, "\(registrar.name ?? "this registrar"): nothing calls it"),
        kind: .deadRegistrar)
    }
    return dead + project.unparsable.map { DetectionNote(evidence: $0, kind: .unparsable) }
  }
}
