internal import Patch

/// Puts the findings of one frontend together.
struct FrontendAssembly {
  let sources: FrontendSources
  let manifest: PackageManifest
  /// Where its manifest stops being JSON.
  let broken: Evidence?
  /// The directories of the workspace's packages, by name.
  let packages: [String: RelativePath?]
  let config: ProjectConfig.Frontend?
  let backends: [Backend]

  /// The frontend.
  func frontend() throws(TreeError) -> Frontend {
    let versions = PackageVersions(manifest: manifest, sources: sources)
    let aliases = try AliasScan(sources: sources, packages: packages).scan()
    let routers = AppRouterScan(sources: sources)
    let router = routers.router()
    let source = routers.source(router.value)
    let project = TypeScriptProject(sources: sources, aliases: aliases.aliases)
    let library = try ComponentLibrary(project: project, source: source)
    let environment = EnvironmentScan(sources: sources)
    let example = try environment.example()
    var frontend = Frontend(
      root: sources.root, evidence: [manifest.evidence(of: "next")],
      next: try versions.major(of: "next"), router: router, source: source,
      aliases: aliases.aliases, packages: try versions.majors(),
      components: try library.components(in: project),
      dataTable: try DataTableScan(project: project, library: library).find(),
      serverFetch: try ServerFetchScan(project: project, source: source).find(),
      classNames: try ClassNamesScan.find(in: project, library: library),
      forbidsAny: try LintScan(sources: sources).forbidsAny(),
      layout: FrontendLayoutScan(
        sources: sources, router: router.value, source: source, config: config, backends: backends
      ).layout(),
      notes: [])
    frontend.environment = example
    frontend.navigation = try NavigationScan(project: project, source: source).find()
    frontend.backendURL = try environment.backendURL(
      documented: example.value, serverFetch: frontend.serverFetch?.value.symbol.path)
    let unread = [broken].compactMap { $0 } + aliases.broken + project.unparsable
    frontend.notes = unread.map { DetectionNote(evidence: $0, kind: .unparsable) } + nesting
    return frontend
  }

  /// A frontend in a backend's directory, and the other way round.
  private var nesting: [DetectionNote] {
    backends.compactMap { backend in
      guard backend.root != sources.root else { return nil }
      let name = sources.root?.description ?? "."
      let other = backend.root?.description ?? "."
      if let root = sources.root, backend.root.map({ root.isBelow($0) }) ?? true {
        return note("the frontend in \(name) lies in the backend's directory, \(other)")
      }
      if let root = backend.root, sources.root.map({ root.isBelow($0) }) ?? true {
        return note("the backend in \(other) lies in the frontend's directory, \(name)")
      }
      return nil
    }
  }

  private func note(_ words: String) -> DetectionNote {
    DetectionNote(evidence: Evidence(manifest.path, 1, words), kind: .nested)
  }
}
