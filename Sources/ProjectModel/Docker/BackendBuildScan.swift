package import Patch
internal import SourceEdits

/// Finds out how a backend is installed and started.
package struct BackendBuildScan {
  private let backend: Backend
  private let frontends: [RelativePath?]
  private let tree: any ReadableTree

  /// Prepares a scan.
  ///
  /// - Parameter frontends: The directories of frontends, which may share a build's context.
  package init(_ backend: Backend, frontends: [RelativePath?], tree: some ReadableTree) {
    self.backend = backend
    self.frontends = frontends
    self.tree = tree
  }

  /// How it is built; nil when nothing lists its requirements, or no application was found.
  package func scan() throws(TreeError) -> BackendBuild? {
    guard let manifest = backend.requirements.path, let bytes = try tree.contents(of: manifest),
      let app = backend.liveApp ?? backend.apps.first
    else { return nil }
    let isInFolder = manifest.parent?.fileName == "requirements"
    let context = isInFolder ? manifest.parent?.parent : manifest.parent
    let isShared = context != backend.root && frontends.contains(context)
    let place = BuildPlace(root: backend.root, context: context, isShared: isShared)
    let text = String(decoding: bytes, as: UTF8.self)
    guard let installer = try installer(manifest, text, place) else { return nil }
    return BackendBuild(
      place: place, python: try python(in: context), installer: installer,
      target: app.target, isFactory: try isFactory(app),
      hasServer: backend.requirements.names.contains("uvicorn") || text.contains("fastapi[standard")
        || text.contains("fastapi[all"),
      address: try DatabaseAddressScan(backend: backend, tree: tree).address(),
      environment: try EnvironmentFileScan.file(from: backend.root, in: tree))
  }

  private func below(_ directory: RelativePath?, _ name: RelativePath) -> RelativePath {
    directory?.appending(name) ?? name
  }

  private func exists(_ name: RelativePath, in directory: RelativePath?) throws(TreeError) -> Bool {
    try tree.node(at: below(directory, name)) != nil
  }

  // MARK: Installing

  private func installer(
    _ manifest: RelativePath, _ text: String, _ place: BuildPlace
  ) throws(TreeError) -> BackendBuild.Installer? {
    if try exists("pyproject.toml", in: place.context) {
      if try exists("uv.lock", in: place.context) { return .uv }
      if try exists("poetry.lock", in: place.context) { return .poetry }
    }
    guard manifest.fileName != "pyproject.toml" else {
      // pip does not read what Poetry alone understands.
      return text.contains("[project]") ? .project : nil
    }
    let needsSources = text.split(whereSeparator: \.isNewline).contains { line in
      let line = line.drop { $0 == " " }
      return line.hasPrefix("-r") || line.hasPrefix("-c") || line.hasPrefix("-e")
        || line.hasPrefix("--requirement") || line.hasPrefix("--constraint")
        || line.hasPrefix("--editable") || line.hasPrefix(".") || line.contains("file:")
    }
    return .requirements(place.below(manifest), needsSources: needsSources)
  }

  /// The version that the project asks for, else the newest that it allows.
  private func python(in context: RelativePath?) throws(TreeError) -> String {
    if let bytes = try tree.contents(of: below(context, ".python-version")) {
      let parts = String(decoding: bytes, as: UTF8.self).split { !$0.isNumber && $0 != "." }
      let version = (parts.first ?? "").split(separator: ".").prefix(2)
      if version.count == 2 { return version.joined(separator: ".") }
    }
    guard let bytes = try tree.contents(of: below(context, "pyproject.toml")) else {
      return PythonRange.newest
    }
    return PythonRange(project: String(decoding: bytes, as: UTF8.self)).version
  }

  // MARK: Starting

  /// Whether the target is a function: `app = create_app()` at the top of a module is none.
  private func isFactory(_ app: AppFinding) throws(TreeError) -> Bool {
    let parts = app.target.split(separator: ":")
    guard app.isFactory, parts.count == 2, backend.module(of: app.path) == String(parts[0]),
      let bytes = try tree.contents(of: app.path), let outline = try? PythonOutline(bytes)
    else { return false }
    return outline.children(of: nil).contains { statement in
      outline.functionDefinition(at: statement)?.name == String(parts[1])
    }
  }
}

/// The versions of Python that a project allows.
struct PythonRange {
  /// The version that images are made with where nothing speaks against it.
  static let newest = "3.13"

  private let clauses: [(sign: String, minor: Int)]

  /// The range in the text of a `pyproject.toml`: `requires-python`, or Poetry's `python`.
  init(project text: String) {
    let line = text.split(whereSeparator: \.isNewline).first { line in
      let key = line.prefix { $0 != "=" }.filter { $0 != " " }
      return key == "requires-python" || key == "python"
    }
    let value = line?.drop { $0 != "=" }.dropFirst().filter { !"\"' ".contains($0) } ?? ""
    clauses = value.split(separator: ",").compactMap { clause in
      let sign = String(clause.prefix { !$0.isNumber })
      let parts = clause.dropFirst(sign.count).split(separator: ".")
      guard parts.count > 1, parts[0] == "3", let minor = Int(parts[1].prefix { $0.isNumber })
      else { return nil }
      return (sign, minor)
    }
  }

  /// The newest version that all clauses allow.
  var version: String {
    let minor = stride(from: 13, through: 8, by: -1).first { minor in
      clauses.allSatisfy { clause in
        switch clause.sign {
        case "<": minor < clause.minor
        case "<=", "==", "", "~":
          clause.sign == "<=" ? minor <= clause.minor : minor == clause.minor
        case "!=": minor != clause.minor
        case ">": minor > clause.minor
        // `~=3.11` and Poetry's `^3.11` go up to the next major version.
        default: minor >= clause.minor
        }
      }
    }
    return minor.map { "3.\($0)" } ?? clauses.first.map { "3.\($0.minor)" } ?? Self.newest
  }
}
