import Patch
import ProjectModel
import Testing

@Suite struct PackageManagerTests {
  private func manager(_ files: [RelativePath: String]) throws -> PackageManager {
    let nodes = files.mapValues { Node.file(.init(contents: Array($0.utf8))) }
    return try PackageManager.of("apps/web", in: MemoryTree(nodes))
  }

  @Test("the lock file says which, in the frontend or above it")
  func lockFiles() throws {
    #expect(try manager([:]) == .npm)
    for manager in PackageManager.allCases {
      for file in manager.lockFiles {
        for directory in ["apps/web/", "apps/", ""] {
          let path = try RelativePath(directory + file.description)
          #expect(try self.manager([path: ""]) == manager)
        }
      }
    }
    #expect(try manager(["web/yarn.lock": ""]) == .npm)
  }

  @Test("the nearest lock file decides")
  func nearest() throws {
    #expect(try manager(["apps/web/yarn.lock": "", "pnpm-lock.yaml": ""]) == .yarn)
  }

  @Test("what a manifest names stands above a lock file beside it")
  func named() throws {
    let named = "{ \"packageManager\": \"pnpm@9.1.0+sha512.abc\" }"
    #expect(try manager(["apps/web/package.json": named, "apps/web/yarn.lock": ""]) == .pnpm)
    #expect(try manager(["package.json": named]) == .pnpm)
    let odd = "{ \"packageManager\": \"cargo@1\" }"
    #expect(try manager(["apps/web/package.json": odd, "apps/web/bun.lockb": ""]) == .bun)
    #expect(try manager(["apps/web/package.json": "{", "apps/web/bun.lock": ""]) == .bun)
  }

  @Test("its commands")
  func commands() {
    #expect(
      PackageManager.allCases.map { $0.adding("a@^1") } == [
        "npm install a@^1", "pnpm add a@^1", "yarn add a@^1", "bun add a@^1",
      ])
    #expect(
      PackageManager.allCases.map { $0.running("a b") } == [
        "npx a b", "pnpm dlx a b", "yarn dlx a b", "bunx a b",
      ])
  }
}
