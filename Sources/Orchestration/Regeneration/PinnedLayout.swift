internal import Generators
internal import Patch
internal import ProjectModel

/// Keeps what is made again where it was made: a project's layout may have changed since, and with it
/// where something new would go.
struct PinnedLayout {
  let old: GeneratedOutputs
  let detection: Detection

  /// The configuration with the places of the files there are.
  func config(over config: ProjectConfig) -> ProjectConfig {
    var pinned = config
    var backend = pinned.backend ?? ProjectConfig.Backend()
    pin(&backend.schemas, "fastapi/schemas")
    pin(&backend.crud, "fastapi/crud")
    pin(&backend.routers, "fastapi/router")
    pin(&backend.models, "fastapi/model-file")
    pinned.backend = backend
    var frontend = pinned.frontend ?? ProjectConfig.Frontend()
    pin(&frontend.types, "nextjs/types")
    pin(&frontend.page, "nextjs/page", isDirectory: true)
    pinned.frontend = frontend
    return pinned
  }

  private func pin(_ place: inout String?, _ template: String, isDirectory: Bool = false) {
    let made = old.lock.outputs.first {
      $0.node == nil && $0.template.hasPrefix(template + "@")
    }
    guard let path = made.map({ $0.origin ?? $0.path }) else { return }
    let roots = detection.backends.map(\.root) + detection.frontends.map(\.root)
    let root = roots.compactMap(\.self).filter { path.isBelow($0) }
      .max { $0.bytes.count < $1.bytes.count }
    let directory = isDirectory ? path.parent : path
    guard let bytes = directory?.bytes.dropFirst(root.map { $0.bytes.count + 1 } ?? 0) else {
      return
    }
    place = String(decoding: bytes, as: UTF8.self)
  }

  /// Whether something would be made elsewhere than it was.
  static func isNeeded(_ old: GeneratedOutputs, _ new: GeneratedOutputs) -> Bool {
    func bare(_ outputs: GeneratedOutputs, without other: GeneratedOutputs) -> Set<Substring> {
      let keys = Set(other.lock.outputs.map(\.key))
      return Set(
        outputs.lock.outputs.filter { $0.node == nil && !keys.contains($0.key) }
          .compactMap { $0.template.split(separator: "@").first })
    }
    return !bare(old, without: new).isDisjoint(with: bare(new, without: old))
  }
}
