internal import Patch
internal import ProjectModel

/// What tells the services of one project from others.
struct DockerLayer {
  private let root: RelativePath?
  private let context: RelativePath??
  private let dockerfile: RelativePath?
  private let other: RelativePath??
  /// What its server is started with.
  private let target: String?

  /// A backend, beside a frontend.
  init(_ backend: Backend, build: BackendBuild?, besides frontend: Frontend?) {
    root = backend.root
    context = build.map(\.place.context)
    dockerfile = build?.place.dockerfile
    other = frontend.map(\.root)
    target = (backend.liveApp ?? backend.apps.first)?.target
  }

  /// A frontend, beside a backend.
  init(_ frontend: Frontend, build: FrontendBuild, besides backend: Backend?) {
    root = frontend.root
    context = .some(build.place.context)
    dockerfile = build.place.dockerfile
    other = backend.map(\.root)
    target = nil
  }

  /// Whether a service builds the project, or runs it out of its mounted directory.
  func isBuilt(by service: ComposeService) -> Bool {
    guard let build = service.build else {
      return root != nil && service.mounts.contains(root) && service.database == nil
    }
    // A Dockerfile in the other project's directory is that one's.
    if let other, other != root, let file = build.dockerfile, file.parent == other { return false }
    if build.builds(root) || isServed(by: service) { return true }
    guard let context, build.context == context else { return false }
    let isShared = other.map { other in
      context.map { above in other.map { $0 == above || $0.isBelow(above) } ?? false } ?? true
    }
    return build.dockerfile == dockerfile || isShared != true
  }

  /// Whether its command names the application, out of a context that has the project.
  func isServed(by service: ComposeService) -> Bool {
    guard let target, let build = service.build, contains(build.context) else { return false }
    return build.command.contains { $0 == target || $0.hasSuffix("." + target) }
  }

  private func contains(_ context: RelativePath?) -> Bool {
    guard let context else { return true }
    return root == context || root?.isBelow(context) == true
  }
}

/// Paths as a Compose file writes them.
enum ComposePath {
  /// A path relative to a directory: `./backend`, `.`, `../web`.
  static func text(_ path: RelativePath?, from directory: RelativePath?) -> String {
    var parts = (path?.components ?? []).map { String(decoding: $0, as: UTF8.self) }
    var above = (directory?.components ?? []).map { String(decoding: $0, as: UTF8.self) }
    while let part = parts.first, part == above.first {
      parts.removeFirst()
      above.removeFirst()
    }
    guard above.isEmpty else {
      return (above.map { _ in ".." } + parts).joined(separator: "/")
    }
    return parts.isEmpty ? "." : "./" + parts.joined(separator: "/")
  }
}
