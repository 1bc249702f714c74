internal import ProjectModel

/// The Dockerfile of a Next.js frontend.
struct FrontendImage {
  private let build: FrontendBuild

  init(_ build: FrontendBuild) { self.build = build }

  private struct View {
    let image: String
    let corepack: Bool
    let needsSources: Bool
    let manifests: String
    let directories: [String]
    let install: String
    let home: String
    let isNested: Bool
    let make: String
    let standalone: Bool
    let hasPublic: Bool
    let command: String
    let packageManagerInside: Bool
  }

  private static let directories: Set<String> = [".yarn", "patches", "prisma"]

  /// The file's text.
  var text: String {
    let manifests = ["package.json", build.lock].compactMap { $0 } + build.settings
    let isBun = build.manager == .bun
    return Template.nextImage.render(
      View(
        image: isBun ? "oven/bun:1-slim" : "node:\(build.node)-slim", corepack: usesCorepack,
        needsSources: build.needsSources,
        manifests: manifests.filter { !Self.directories.contains($0) }.joined(separator: " "),
        directories: build.settings.filter(Self.directories.contains), install: install,
        home: build.place.home.map { "/\($0)" } ?? "", isNested: build.place.home != nil,
        make: isBun ? "bun run build" : "\(build.manager.rawValue) run build",
        standalone: build.output == .standalone, hasPublic: build.hasPublic,
        command: command, packageManagerInside: !build.hasModules))
  }

  private var usesCorepack: Bool { [.pnpm, .yarn].contains(build.manager) }

  /// Installs what the lock says, nothing newer.
  private var install: String {
    let isLocked = build.lock != nil
    return switch build.manager {
    case .npm: isLocked ? "npm ci" : "npm install"
    case .pnpm: isLocked ? "pnpm install --frozen-lockfile" : "pnpm install"
    case .yarn where build.isModernYarn: isLocked ? "yarn install --immutable" : "yarn install"
    case .yarn: isLocked ? "yarn install --frozen-lockfile" : "yarn install"
    case .bun: isLocked ? "bun install --frozen-lockfile" : "bun install"
    }
  }

  private var command: String {
    let words: [String]
    let runtime = build.manager == .bun ? "bun" : "node"
    if build.output == .standalone {
      words = [runtime, (build.place.home.map { "\($0)/" } ?? "") + "server.js"]
    } else if !build.hasModules {
      words = ["yarn", "next", "start"]
    } else if let home = build.place.home, build.manager != .pnpm {
      // The packages of a workspace lie at its root; pnpm links them in each of its members.
      let up = home.split(separator: "/").map { _ in ".." }.joined(separator: "/")
      words = ["\(up)/node_modules/.bin/next", "start"]
    } else {
      words = ["node_modules/.bin/next", "start"]
    }
    return "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }
}
