internal import Patch

/// The registrar for a router, and why it was chosen.
package struct RegistrarChoice: Hashable, Sendable {
  /// The registrar.
  package var registrar: RegistrarFinding
  /// Why.
  package var reason: String
}

extension Backend {
  /// The registrar that a router of a module is registered in: the configured one; else the live
  /// one that already includes a router of the same package; else the only live one; else the
  /// only live one named after the package.
  ///
  /// - Parameter configured: `PATH` or `PATH:NAME`, from the workspace's or the backend's root.
  package func registrar(
    for module: String, configured: String? = nil
  ) throws(DetectionError) -> RegistrarChoice {
    if let configured { return try configuredRegistrar(configured) }
    let live = registrars.filter(\.isLive)
    guard !live.isEmpty else {
      guard liveApp != nil || apps.count < 2 else {
        throw .severalApps(apps.map { Evidence($0.path, $0.line, $0.target) })
      }
      throw .noLiveRegistrar(dead: registrars.map(\.evidence))
    }
    if liveApp == nil, apps.count > 1 {
      throw .severalApps(apps.map { Evidence($0.path, $0.line, $0.target) })
    }
    let package = Self.package(of: module)
    func siblings(_ registrar: RegistrarFinding) -> Int {
      registrar.modules.filter { Self.package(of: $0) == package }.count
    }
    let most = live.map(siblings).max() ?? 0
    if most > 0 {
      let best = live.filter { siblings($0) == most }
      return try only(best, "it already includes routers of \(package)")
    }
    if live.count == 1 {
      return RegistrarChoice(
        registrar: live[0], reason: "it is the only one the application reaches")
    }
    let last = package.split(separator: ".").last.map(String.init) ?? package
    let named = live.filter { registrar in
      (registrar.name ?? "").split(separator: "_").contains(Substring(last))
        || registrar.path.fileName.dropLast(3).split(separator: "_").contains(Substring(last))
    }
    guard named.count == 1 else { throw .severalRegistrars(live.map(\.evidence)) }
    return RegistrarChoice(registrar: named[0], reason: "it is named after \(package)")
  }

  private func only(
    _ registrars: [RegistrarFinding], _ reason: String
  ) throws(DetectionError) -> RegistrarChoice {
    guard registrars.count == 1 else { throw .severalRegistrars(registrars.map(\.evidence)) }
    return RegistrarChoice(registrar: registrars[0], reason: reason)
  }

  private func configuredRegistrar(_ text: String) throws(DetectionError) -> RegistrarChoice {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    let found = registrars.filter { registrar in
      let isPath = parts.first.map { file in
        registrar.path.description == file
          || (try? RelativePath(file)).map { path($0) == registrar.path } == true
      }
      return isPath == true && (parts.count < 2 || registrar.name == parts[1])
    }
    guard let first = found.first else {
      throw .noSuchRegistrar(text, known: registrars.map(\.evidence))
    }
    guard found.count == 1 else { throw .severalRegistrars(found.map(\.evidence)) }
    return RegistrarChoice(registrar: first, reason: "it is configured")
  }

  private static func package(of module: String) -> String {
    module.split(separator: ".").dropLast().joined(separator: ".")
  }
}

extension RegistrarFinding {
  /// Where it stands.
  package var evidence: Evidence { Evidence(path, line, name ?? "routers") }
}
