package import Patch

/// What was found in a workspace, with evidence: the unified detection report.
package struct Detection: Hashable, Sendable, Codable {
  /// The layout of the report.
  package var schema = 1
  /// The FastAPI backends, by directory.
  package var backends: [Backend]
  /// Files that do not parse and may make the application or register routers; not in the JSON,
  /// where they are notes of their backend.
  package var broken: [Evidence] = []

  private enum CodingKeys: String, CodingKey { case schema, backends }

  /// Creates a report.
  package init(backends: [Backend] = [], broken: [Evidence] = []) {
    self.backends = backends
    self.broken = broken
  }

  /// Looks at a tree: once through its files, ignored ones left out.
  ///
  /// Nothing found is an empty report; ``backend(in:)`` chooses and refuses.
  package static func detect(
    in tree: some ReadableTree, config: ProjectConfig = ProjectConfig()
  ) throws(TreeError) -> Detection {
    try BackendScan(tree: tree, config: config.backend).detection()
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
    var trimmed = directory[...]
    while trimmed.hasPrefix("./") { trimmed.removeFirst(2) }
    while trimmed.hasSuffix("/") { trimmed.removeLast() }
    let name = trimmed == "." ? "" : String(trimmed)
    if let exact = backends.first(where: { ($0.root?.description ?? "") == name }) { return exact }
    let below = backends.filter { $0.root.map { $0.description.hasPrefix(name + "/") } ?? false }
    if below.count == 1 { return below[0] }
    throw .noBackendThere(directory, known: backends.map(\.root))
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
