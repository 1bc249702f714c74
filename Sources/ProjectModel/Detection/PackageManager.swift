package import Patch
internal import Foundation

/// What installs a frontend's packages.
package enum PackageManager: String, Hashable, Sendable, Codable, CaseIterable {
  /// npm, where nothing says otherwise.
  case npm
  /// pnpm.
  case pnpm
  /// Yarn.
  case yarn
  /// Bun.
  case bun

  /// The files that it locks versions in.
  package var lockFiles: [RelativePath] {
    switch self {
    case .npm: ["package-lock.json", "npm-shrinkwrap.json"]
    case .pnpm: ["pnpm-lock.yaml"]
    case .yarn: ["yarn.lock"]
    case .bun: ["bun.lock", "bun.lockb"]
    }
  }

  /// The command that adds a package: `pnpm add NAME@RANGE`.
  package func adding(_ package: String) -> String {
    self == .npm ? "npm install \(package)" : "\(rawValue) add \(package)"
  }

  /// The command that runs a package's program without installing it.
  package func running(_ program: String) -> String {
    switch self {
    case .npm: "npx \(program)"
    case .pnpm, .yarn: "\(rawValue) dlx \(program)"
    case .bun: "bunx \(program)"
    }
  }

  /// The manager of a frontend: what `packageManager` in a `package.json` names, else whose lock
  /// file lies there; the nearest directory decides, up to the workspace's root.
  package static func of(
    _ root: RelativePath?, in tree: some ReadableTree
  ) throws(TreeError) -> PackageManager {
    var directories: [RelativePath?] = root.map { [$0] + $0.ancestors } ?? []
    directories.append(nil)
    for directory in directories {
      func path(_ name: RelativePath) -> RelativePath { directory?.appending(name) ?? name }
      if let bytes = try tree.contents(of: path("package.json")), let named = named(in: bytes) {
        return named
      }
      for manager in allCases {
        for file in manager.lockFiles where try tree.node(at: path(file)) != nil { return manager }
      }
    }
    return .npm
  }

  /// `"packageManager": "pnpm@9.1.0"`; nil when a manifest names none.
  private static func named(in manifest: [UInt8]) -> PackageManager? {
    struct Document: Decodable { var packageManager: String? }
    let document = try? JSONDecoder().decode(Document.self, from: Data(manifest))
    return document?.packageManager.flatMap {
      PackageManager(rawValue: String($0.prefix { $0 != "@" }))
    }
  }
}
