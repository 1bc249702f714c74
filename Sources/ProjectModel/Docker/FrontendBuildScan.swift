internal import Foundation
package import Patch

/// Finds out how a frontend is installed, built and started.
package struct FrontendBuildScan {
  private let frontend: Frontend
  private let backends: [RelativePath?]
  private let tree: any ReadableTree

  /// Prepares a scan.
  ///
  /// - Parameter backends: The directories of backends, which may share a build's context.
  package init(_ frontend: Frontend, backends: [RelativePath?], tree: some ReadableTree) {
    self.frontend = frontend
    self.backends = backends
    self.tree = tree
  }

  /// How it is built.
  package func scan() throws(TreeError) -> FrontendBuild {
    let manager = try PackageManager.of(frontend.root, in: tree)
    let lock = try lock(of: manager)
    let context = lock.map(\.parent) ?? frontend.root
    let isShared = context != frontend.root
    let place = BuildPlace(root: frontend.root, context: context, isShared: isShared)
    let manifest = try manifest(in: context)
    var settings: [String] = []
    for name in Self.settings {
      if try tree.node(at: below(context, name)) != nil { settings.append(name.description) }
    }
    let isModern =
      settings.contains(".yarnrc.yml")
      || manifest?.packageManager.map { $0.hasPrefix("yarn@") && !$0.hasPrefix("yarn@1") } == true
    let yarn = try tree.contents(of: below(context, ".yarnrc.yml")) ?? []
    let isPlugAndPlay = manager == .yarn && isModern && !yarn.mentions("node-modules")
    return FrontendBuild(
      place: place, manager: manager, lock: lock.map(place.below),
      isModernYarn: manager == .yarn && isModern, hasModules: !isPlugAndPlay, settings: settings,
      needsSources: isShared || manifest?.needsSources == true, node: try node(manifest, context),
      output: try output(),
      hasPublic: try !tree.children(of: below(frontend.root, "public")).isEmpty,
      environment: try EnvironmentFileScan.file(in: frontend.root, of: tree))
  }

  private func below(_ directory: RelativePath?, _ name: RelativePath) -> RelativePath {
    directory?.appending(name) ?? name
  }

  // MARK: Packages

  private static let settings: [RelativePath] = [
    ".npmrc", "pnpm-workspace.yaml", ".yarnrc.yml", ".yarnrc", ".yarn", "bunfig.toml", "patches",
    "prisma",
  ]

  /// The nearest lock file.
  private func lock(of manager: PackageManager) throws(TreeError) -> RelativePath? {
    let ancestors = (frontend.root?.ancestors ?? []).map(Optional.some)
    let directories = frontend.root == nil ? [nil] : [frontend.root] + ancestors + [nil]
    for directory in directories {
      for name in manager.lockFiles {
        let path = below(directory, name)
        if try tree.node(at: path) != nil { return path }
      }
    }
    return nil
  }

  private struct Manifest: Decodable {
    var packageManager: String?
    var engines: [String: String]?
    var scripts: [String: String]?
    var dependencies: [String: String]?

    /// Whether the installation runs scripts of the project, or copies its packages.
    var needsSources: Bool {
      let names = Set((scripts ?? [:]).keys)
      let scripted = !names.isDisjoint(with: ["preinstall", "install", "postinstall", "prepare"])
      return scripted
        || (dependencies ?? [:]).values.contains { range in
          ["file:", "link:", "portal:", "workspace:"].contains { range.hasPrefix($0) }
        }
    }
  }

  private func manifest(in directory: RelativePath?) throws(TreeError) -> Manifest? {
    guard let bytes = try tree.contents(of: below(directory, "package.json")) else { return nil }
    return try? JSONDecoder().decode(Manifest.self, from: Data(bytes))
  }

  // MARK: Building

  /// The version that images are made with where nothing speaks against it.
  private static let node = 22

  private func node(_ manifest: Manifest?, _ context: RelativePath?) throws(TreeError) -> Int {
    for name: RelativePath in [".nvmrc", ".node-version"] {
      for directory in [frontend.root, context] {
        guard let bytes = try tree.contents(of: below(directory, name)) else { continue }
        let digits = bytes.drop { $0 == UInt8(ascii: "v") }.prefix { $0 >= 0x30 && $0 <= 0x39 }
        if let major = Int(String(decoding: digits, as: UTF8.self)) { return major }
      }
    }
    let own = try self.manifest(in: frontend.root)
    guard let range = own?.engines?["node"] ?? manifest?.engines?["node"],
      let least = Int(range.drop { !$0.isNumber }.prefix { $0.isNumber })
    else { return Self.node }
    let goesOn = range.hasPrefix(">")
    return goesOn ? max(least, Self.node) : least
  }

  private func output() throws(TreeError) -> FrontendBuild.Output {
    for name: RelativePath in ["next.config.ts", "next.config.mjs", "next.config.js"] {
      guard let bytes = try tree.contents(of: below(frontend.root, name)) else { continue }
      let text = String(decoding: JSONText.blankingComments(in: bytes), as: UTF8.self)
      for part in text.ranges(of: "output") {
        let rest = text[part.upperBound...].drop { " \n\"':=".contains($0) }
        if rest.hasPrefix("standalone") { return .standalone }
        if rest.hasPrefix("export") { return .export }
      }
    }
    return .server
  }
}
