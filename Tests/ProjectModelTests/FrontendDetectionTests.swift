import Patch
import ProjectModel
import Synchronization
import Testing

/// The files of frontends, with the directory they lie in.
enum FrontendParts {
  static let manifest = #"{"name": "web", "dependencies": {"next": "^15.3.0", "react": "^19.0.0"}}"#
  static let alias = #"{"compilerOptions": {"paths": {"@/*": ["./*"]}}}"#
  static let page = "export default function Page() {\n  return null;\n}\n"

  /// An App Router project that has little more than its manifest.
  static func plain() -> [String: String] {
    ["package.json": manifest, "tsconfig.json": alias, "app/page.tsx": page]
  }
}

/// A tree of texts, below directories.
func tree(_ parts: [(directory: String, files: [String: String])]) throws -> MemoryTree {
  var nodes: [RelativePath: Node] = [:]
  for (directory, files) in parts {
    for (path, text) in files {
      let whole = directory == "." ? path : directory + "/" + path
      nodes[try RelativePath(whole)] = .file(.init(contents: Array(text.utf8)))
    }
  }
  return MemoryTree(nodes)
}

@Suite struct FrontendDetectionTests {
  private let backend = ["main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n"]

  private func detect(_ parts: [(directory: String, files: [String: String])]) throws -> Detection {
    try Detection.detect(in: try tree(parts))
  }

  @Test(
    "a frontend is found in its directory beside the backend",
    arguments: [
      ("backend", "frontend"), ("src/backend", "src/frontend"), ("apps/api", "apps/web"),
    ])
  func beside(backend: String, frontend: String) throws {
    let found = try detect([(backend, self.backend), (frontend, FrontendParts.plain())])
    let one = try found.frontend()
    #expect(one.root?.description == frontend)
    #expect(one.source?.description == frontend)
    #expect(one.next.value == 15)
    #expect(one.next.evidence.map(\.path) == [try RelativePath(frontend + "/package.json")])
    #expect(one.router.value == AppRouter(.app, try RelativePath(frontend + "/app")))
    #expect(one.aliases == [PathAlias("@/", try RelativePath(frontend))])
    #expect(one.major(of: "react") == 19)
    #expect(one.notes.isEmpty)
    #expect(try found.backend().root?.description == backend)
  }

  @Test("a frontend and a backend share the root")
  func root() throws {
    let one = try detect([(".", backend.merging(FrontendParts.plain()) { $1 })]).frontend()
    #expect(one.root == nil)
    #expect(one.source == nil)
    #expect(one.aliases == [PathAlias("@/", nil)])
    #expect(one.layout.types.value.text == "lib/types/api/{entity}.ts")
    #expect(one.notes.isEmpty)
  }

  @Test("without Next.js it says so")
  func none() throws {
    let other = #"{"dependencies": {"react": "^19.0.0", "nextra": "^3.0.0"}}"#
    let found = try detect([("backend", backend), ("web", ["package.json": other])])
    #expect(found.frontends.isEmpty)
    #expect(throws: DetectionError.noNextJS) { try found.frontend() }
    #expect(throws: DetectionError.noNextJS) { try found.frontend(in: "web") }
    #expect("\(DetectionError.noNextJS)".contains("scaffold nextjs"))
  }

  @Test("several frontends are listed, and a directory chooses")
  func several() throws {
    let found = try detect([
      ("apps/admin", FrontendParts.plain()), ("apps/web", FrontendParts.plain()),
    ])
    #expect(throws: DetectionError.severalFrontends(["apps/admin", "apps/web"])) {
      try found.frontend()
    }
    #expect(try found.frontend(in: "apps/web").root == "apps/web")
    #expect(try found.frontend(in: "./apps/admin/").root == "apps/admin")
    #expect(throws: DetectionError.noFrontendThere("x", known: ["apps/admin", "apps/web"])) {
      try found.frontend(in: "x")
    }
    #expect("\(DetectionError.severalFrontends(["a"]))".contains("--frontend DIR"))
  }

  @Test("the configuration chooses the directory")
  func configured() throws {
    var config = ProjectConfig()
    config.frontend = ProjectConfig.Frontend()
    config.frontend?.directory = "apps/web"
    let parts = [("apps/admin", FrontendParts.plain()), ("apps/web", FrontendParts.plain())]
    let found = try Detection.detect(in: try tree(parts), config: config)
    #expect(try found.frontend().root == "apps/web")
  }

  @Test("the pages router alone is refused with its directory")
  func pagesRouter() throws {
    var files = FrontendParts.plain()
    files["app/page.tsx"] = nil
    files["src/pages/index.tsx"] = FrontendParts.page
    let found = try detect([("web", files)])
    #expect(found.frontends.first?.router.value.kind == .pages)
    #expect(throws: DetectionError.pagesRouter(root: "web", pages: "web/src/pages")) {
      try found.frontend()
    }
    files["src/app/page.tsx"] = FrontendParts.page
    #expect(try detect([("web", files)]).frontend().router.value.directory == "web/src/app")
  }

  @Test("a frontend in the backend's directory works and is noted")
  func nestedInBackend() throws {
    let found = try detect([(".", backend), ("web", FrontendParts.plain())])
    let note = try #require(try found.frontend().notes.first)
    #expect(note.kind == .nested)
    #expect(note.evidence.path == "web/package.json")
    #expect(note.evidence.what == "the frontend in web lies in the backend's directory, .")
  }

  @Test("a backend in the frontend's directory works and is noted")
  func nestedInFrontend() throws {
    let found = try detect([("web", FrontendParts.plain()), ("web/server", backend)])
    #expect(try found.backend().root == "web/server")
    #expect(try found.frontend().notes.map(\.kind) == [.nested])
  }

  @Test("packages, build output and vendored trees hold no frontends")
  func excluded() throws {
    let asides = ["node_modules/x", "web/.next/y", "vendor/z", "dist", "examples/shop"]
    let found = try detect(
      [("web", FrontendParts.plain())] + asides.map { ($0, FrontendParts.plain()) })
    #expect(found.frontends.map(\.root) == ["web"])
  }

  @Test("a package that only uses Next.js is no frontend beside an application")
  func library() throws {
    let library = #"{"name": "ui", "devDependencies": {"next": "^15.0.0"}}"#
    let found = try detect([
      ("apps/web", FrontendParts.plain()), ("packages/ui", ["package.json": library]),
    ])
    #expect(try found.frontend().root == "apps/web")
  }

  @Test("an application without a manifest of its own uses the one above it")
  func sharedManifest() throws {
    let found = try detect([
      (".", ["package.json": FrontendParts.manifest]),
      (
        "apps/web",
        ["next.config.js": "module.exports = {};\n", "app/page.tsx": FrontendParts.page]
      ),
    ])
    let one = try found.frontend()
    #expect(one.root == "apps/web")
    #expect(one.next.value == 15)
  }

  @Test("sources below src are found there, beside a Python package called app")
  func source() throws {
    let files = [
      "package.json": FrontendParts.manifest, "app/main.py": backend["main.py"] ?? "",
      "tsconfig.json": #"{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#,
      "src/app/page.tsx": FrontendParts.page, "src/lib/utils.ts": "",
    ]
    let one = try detect([(".", files)]).frontend()
    #expect(one.source == "src")
    #expect(one.router.value.directory == "src/app")
    #expect(one.aliases == [PathAlias("@/", "src")])
    #expect(one.layout.types.value.text == "src/lib/types/api/{entity}.ts")
    #expect(one.layout.routes.value.text == "src/app/api/setting/{plural}")
    #expect(one.layout.page.value.text == "src/app/(pages)/setting/{plural}")
  }

  @Test("a manifest that is no JSON is named with its line")
  func brokenManifest() throws {
    let broken =
      "{\n  \"dependencies\": {\n    \"next\": \"15.0.0\"\n    \"react\": \"19\"\n  }\n}\n"
    var files = FrontendParts.plain()
    files["package.json"] = broken
    let one = try detect([("web", files)]).frontend()
    let note = try #require(one.notes.first)
    #expect(note.kind == .unparsable)
    #expect(note.evidence.path == "web/package.json")
    #expect(note.evidence.line == 4)
    #expect(one.next.confidence == .assumed)

    let alone = try detect([("web", ["package.json": broken])])
    #expect(alone.frontends.isEmpty)
    #expect(alone.brokenManifests.map(\.line) == [4])
    let error = #expect(throws: DetectionError.self) { try alone.frontend() }
    #expect(error?.findings.first?.kind == .refused)
    #expect(error?.findings.first?.line == 4)
  }

  @Test("of thousands of files only those that matter are read")
  func many() throws {
    var nodes = try tree([("web", FrontendParts.plain()), ("backend", backend)]).nodes
    for index in 0..<4_000 {
      let directory = index % 2 == 0 ? "web/src/features" : "web/node_modules/pack"
      nodes[try RelativePath("\(directory)\(index % 97)/file\(index).ts")] = .file(
        .init(contents: []))
    }
    let tree = CountingTree(nodes)
    #expect(try Detection.detect(in: tree).frontends.map(\.root) == ["web"])
    #expect(tree.reads < 100)
  }
}

/// A tree in memory that counts how often something of it is looked at.
private final class CountingTree: ReadableTree {
  private let nodes: [RelativePath: Node]
  private let sorted: [RelativePath]
  private let count = Mutex(0)

  init(_ nodes: [RelativePath: Node]) {
    self.nodes = nodes
    sorted = nodes.keys.sorted()
  }

  var reads: Int { count.withLock { $0 } }

  func node(at path: RelativePath) -> Node? {
    count.withLock { $0 += 1 }
    return nodes[path]
  }

  func files() -> [RelativePath] { sorted }

  func children(of directory: RelativePath?) -> [RelativePath] {
    count.withLock { $0 += 1 }
    return []
  }
}
