package import Patch

/// What was found in a workspace, with evidence: the unified detection report.
package struct Detection: Hashable, Sendable, Codable {
  /// The layout of the report.
  package var schema = 1
  /// The FastAPI backends, by directory.
  package var backends: [Backend]
  /// The Next.js frontends, by directory.
  package var frontends: [Frontend]
  /// The Compose files beside them, by path.
  package var compose: [ComposeFile] = []
  /// Files that do not parse and may make the application or register routers; not in the JSON,
  /// where they are notes of their backend.
  package var broken: [Evidence] = []
  /// Manifests that do not parse and may be a frontend's; not in the JSON.
  package var brokenManifests: [Evidence] = []

  private enum CodingKeys: String, CodingKey { case schema, backends, frontends, compose }

  /// Creates a report.
  package init(
    backends: [Backend] = [], frontends: [Frontend] = [], broken: [Evidence] = []
  ) {
    self.backends = backends
    self.frontends = frontends
    self.broken = broken
  }

  /// Looks at a tree: once through its files, ignored ones left out.
  ///
  /// Nothing found is an empty report; ``backend(in:)`` and ``frontend(in:)`` choose and refuse.
  ///
  /// - Parameter files: The tree's files when they are known; nil: they are listed.
  package static func detect(
    in tree: some ReadableTree, files: [RelativePath]? = nil,
    config: ProjectConfig = ProjectConfig()
  ) throws(TreeError) -> Detection {
    let files = if let files { files } else { try tree.files() }
    var found = try BackendScan(tree: tree, files: files, config: config.backend).detection()
    let scan = FrontendScan(
      tree: tree, files: files, config: config.frontend, backends: found.backends)
    let frontends = try scan.scan()
    found.frontends = frontends.frontends
    found.brokenManifests = frontends.broken
    found.compose = try ComposeScan(tree: tree, files: files, configured: config.compose).scan(
      around: found.backends.map(\.root) + found.frontends.map(\.root))
    return found
  }

  /// The backend to work on.
  ///
  /// - Parameter directory: What `--backend` or the configuration named; `.` for the root.
  /// - Throws: ``DetectionError`` when there is none, or several and none was named.
  package func backend(in directory: String? = nil) throws(DetectionError) -> Backend {
    guard !backends.isEmpty || broken.isEmpty else { throw .broken(broken) }
    guard let directory else {
      guard let first = backends.first else { throw .noFastAPI }
      guard backends.count == 1 else { throw .severalBackends(backends.map(\.root)) }
      return first
    }
    guard let index = Self.place(of: directory, among: backends.map(\.root)) else {
      throw .noBackendThere(directory, known: backends.map(\.root))
    }
    return backends[index]
  }

  /// The frontend to work on.
  ///
  /// - Parameter directory: What `--frontend` or the configuration named; `.` for the root.
  /// - Throws: ``DetectionError`` when there is none, several and none was named, or one that has
  ///   the pages router alone.
  package func frontend(in directory: String? = nil) throws(DetectionError) -> Frontend {
    let roots = frontends.map(\.root)
    guard !frontends.isEmpty || brokenManifests.isEmpty else {
      throw .brokenManifests(brokenManifests)
    }
    let chosen: Frontend
    if let directory {
      guard let index = Self.place(of: directory, among: roots) else {
        throw frontends.isEmpty ? .noNextJS : .noFrontendThere(directory, known: roots)
      }
      chosen = frontends[index]
    } else {
      guard let first = frontends.first else { throw .noNextJS }
      guard frontends.count == 1 else { throw .severalFrontends(roots) }
      chosen = first
    }
    let router = chosen.router.value
    guard router.kind == .app else {
      throw .pagesRouter(root: chosen.root, pages: router.directory)
    }
    return chosen
  }

  /// The Compose file in use; nil when there is none.
  ///
  /// - Throws: ``DetectionError`` when there are several, one that Compose does not find by itself,
  ///   or one that cannot be read.
  package func composeFile(_ config: ProjectConfig) throws(DetectionError) -> ComposeFile? {
    guard let first = compose.first else { return nil }
    guard compose.count == 1, first.hasStandardName || config.compose != nil else {
      throw .severalComposeFiles(compose.map(\.path))
    }
    if let problem = first.problem { throw .brokenCompose(first.path, problem) }
    return first
  }

  /// The root that a person named, exactly or as the only one below.
  private static func place(of directory: String, among roots: [RelativePath?]) -> Int? {
    let name = directoryName(directory)
    let texts = roots.map { $0?.description ?? "" }
    if let exact = texts.firstIndex(of: name) { return exact }
    let below = texts.indices.filter { texts[$0].hasPrefix(name + "/") }
    return below.count == 1 ? below[0] : nil
  }

  /// `./frontend/` as `frontend`, `.` as nothing.
  static func directoryName(_ text: String) -> String {
    var trimmed = text[...]
    while trimmed.hasPrefix("./") { trimmed.removeFirst(2) }
    while trimmed.hasSuffix("/") { trimmed.removeLast() }
    return trimmed == "." ? "" : String(trimmed)
  }

  /// Refuses a backend with a file that may be where its routers are registered, were it whole:
  /// another place would be a guess.
  package func checkRegistrars(of backend: Backend) throws(DetectionError) {
    let broken = broken.filter { place in backend.root.map { place.path.isBelow($0) } ?? true }
    guard broken.isEmpty else { throw .broken(broken) }
  }

  /// The report as JSON.
  package var json: [UInt8] { StableJSON.bytes(of: self) }
}
