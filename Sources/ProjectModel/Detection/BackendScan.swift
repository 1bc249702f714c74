internal import Patch

/// Finds the FastAPI backends of a tree: one pass over its files, then one project each.
struct BackendScan {
  let tree: any ReadableTree
  let files: [RelativePath]
  let config: ProjectConfig.Backend?

  /// A Python file that mentions something of interest.
  struct Source {
    var path: RelativePath
    var bytes: [UInt8]
    var callsFastAPI: Bool
    var routes: Bool

    /// Whether it may make an application or register routers, for all that can be told unparsed.
    var mayRegister: Bool { bytes.mentions("FastAPI") || bytes.mentions("include_router") }
  }

  /// The backends, by directory.
  func detection() throws(TreeError) -> Detection {
    let python = Set(files.filter { $0.hasSuffix(".py") && !PythonModules.isExcluded($0) })
    let sources = try read(python)
    var roots: [RelativePath?] = []
    for source in sources where source.callsFastAPI {
      let root = ImportRoot.find(for: source.path, bytes: source.bytes, files: python)
      if !roots.contains(root) { roots.append(root) }
    }
    if let configured = configuredRoot, !roots.contains(configured) { roots.append(configured) }
    roots = withoutAsides(roots)
    var found = Detection()
    for root in roots.sorted(by: { ($0?.bytes ?? []).lexicographicallyPrecedes($1?.bytes ?? []) }) {
      let others = roots.compactMap { $0 }.filter { other in
        root.map { other.isBelow($0) } ?? true
      }
      func belongs(_ path: RelativePath) -> Bool {
        (root.map { path.isBelow($0) } ?? true) && !others.contains { path.isBelow($0) }
      }
      let project = PythonProject(root: root, files: python.filter(belongs), tree: tree)
      let assembly = BackendAssembly(
        project: project, sources: sources.filter { belongs($0.path) }, allFiles: files, tree: tree,
        config: config)
      if let backend = try assembly.backend() { found.backends.append(backend) }
      let registering = Set(sources.filter(\.mayRegister).map(\.path))
      found.broken += project.unparsable.filter { registering.contains($0.path) }
    }
    return found
  }

  private func read(_ python: Set<RelativePath>) throws(TreeError) -> [Source] {
    var sources: [Source] = []
    for path in python.sorted() where !PythonModules.isTest(path) {
      guard let bytes = try tree.contents(of: path) else { continue }
      let fastapi = bytes.mentions("fastapi")
      let source = Source(
        path: path, bytes: bytes, callsFastAPI: fastapi && bytes.mentions("FastAPI("),
        routes: fastapi || bytes.mentions("include_router"))
      let isOfInterest =
        source.routes || bytes.mentions("sqlalchemy") || bytes.mentions("sqlmodel")
        || bytes.mentions("pydantic") || bytes.mentions("Exception")
      if isOfInterest { sources.append(source) }
    }
    return sources
  }

  private var configuredRoot: RelativePath?? {
    guard let directory = config?.directory else { return nil }
    if directory == "." || directory == "./" { return .some(nil) }
    return (try? RelativePath(directory)).map { .some($0) }
  }

  /// Leaves out examples and scripts when something else is there; the configuration decides
  /// alone.
  private func withoutAsides(_ roots: [RelativePath?]) -> [RelativePath?] {
    if let configured = configuredRoot { return roots.contains(configured) ? [configured] : [] }
    let asides: Set<String> = ["docs", "docs_src", "example", "examples", "sample", "samples"]
    let kept = roots.filter { root in
      !(root?.components ?? []).contains { asides.contains(String(decoding: $0, as: UTF8.self)) }
    }
    return kept.isEmpty ? roots : kept
  }
}
