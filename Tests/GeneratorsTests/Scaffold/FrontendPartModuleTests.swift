import Generators
import Patch
import ProjectModel
import Testing

/// The modules; the table in other frontends has suites of its own.
@Suite struct FrontendPartModuleTests {
  private static let modules = ["forms", "modals", "data-table", "auth-pages", "navigation"]

  /// A project that was scaffolded without any.
  private func bare() throws -> ScaffoldedFrontend {
    var choices = ProjectChoices(name: "tea-shop")
    choices.features.subtract([.dataTables, .forms, .authPages, .navigation])
    return try ScaffoldedFrontend(choices)
  }

  @Test(
    "a module that is added later makes the files that a project with it has",
    arguments: [modules, modules.reversed()])
  func later(order: [String]) throws {
    let whole = try ScaffoldedFrontend().files()
    var made = try bare()
    for module in order { try made.add(module) }
    let files = try made.files()
    #expect(files.keys.sorted() == whole.keys.sorted())
    let different = files.keys.filter { files[$0] != whole[$0] }
    // The start page knew of no navigation.
    #expect(different == ["app/(pages)/page.tsx"])
    #expect(try made.dependencies() == ScaffoldedFrontend().dependencies())
    #expect(try made.brokenImports() == [])
  }

  @Test("each alone has all that it imports", arguments: modules)
  func alone(module: String) throws {
    var made = try bare()
    let changes = try made.add(module)
    #expect(try made.brokenImports() == [])
    #expect(changes.warnings == [])
    #expect(try made.add(module).changes.isEmpty)
    #expect(try made.add(module).notes.first?.hasSuffix("nothing to do") == true)
  }

  @Test("what stands there and others made is held, so that their undo leaves it")
  func held() throws {
    var made = try bare()
    let changes = try made.add("forms")
    let held = Set(changes.holds.map(\.path))
    #expect(held.isSuperset(of: ["frontend/components/ui/button.tsx", "frontend/lib/utils.ts"]))
    #expect(held.contains(".backstitch/pristine/frontend/lib/utils.ts.txt"))
  }

  // MARK: Other frontends

  @Test("below src/, with an older Next.js: the guard is middleware.ts, and runs in Node.js")
  func older() throws {
    var sample = Sample()
    sample.frontend.next = Found(15)
    let changes = try sample.generate("auth-pages")
    let paths = changes.files.map(\.path.description)
    #expect(paths.contains("web/src/middleware.ts"))
    #expect(paths.contains("web/src/app/(auth)/login/page.tsx"))
    #expect(paths.contains("web/src/lib/auth/cookies.ts"))
    let text = try #require(changes.text(of: "web/src/middleware.ts"))
    #expect(text.contains("export async function middleware(request: NextRequest)"))
    #expect(text.contains("export const config = {\n  runtime: \"nodejs\",\n"))
  }

  @Test("a page or guard that answers already stays the only one")
  func answered() throws {
    var sample = Sample()
    sample.write("web/src/app/login/page.tsx", "export default function Mine() {}\n")
    sample.write("web/src/middleware.ts", "export function middleware() {}\n")
    let changes = try sample.generate("auth-pages")
    let paths = changes.files.map(\.path.description)
    #expect(!paths.contains("web/src/app/(auth)/login/page.tsx"))
    #expect(!paths.contains("web/src/proxy.ts"))
    #expect(paths.contains("web/src/app/(auth)/register/page.tsx"))
    #expect(
      changes.notes == [
        "web/src/middleware.ts answers already: web/src/proxy.ts is left out",
        "web/src/app/login/page.tsx answers already: web/src/app/(auth)/login/page.tsx is left out",
      ])
  }

  @Test("a function for requests that knows no cookie, and a style sheet without a theme, are told")
  func warnings() throws {
    var sample = Sample()
    sample.write(
      "web/src/lib/server-fetch.ts", "export async function serverFetch(path: string) {}\n")
    sample.write("web/src/app/globals.css", "@import \"tailwindcss\";\n")
    let warnings = try sample.generate("auth-pages").warnings
    #expect(warnings.count == 2)
    #expect(warnings.first?.contains("'cd web && npx shadcn@latest init'") == true)
    #expect(warnings.last?.contains("web/src/lib/server-fetch.ts does not send") == true)
  }

  @Test("a component that lacks what is used of it is refused, with the name")
  func lacking() throws {
    var sample = Sample()
    sample.write(
      "web/src/components/ui/button.tsx", "export function Button() { return null; }\n")
    let error = #expect(throws: GenerationError.self) { try sample.generate("navigation") }
    #expect(
      error?.findings.map(\.description) == [
        "web/src/components/ui/button.tsx: it stands there and exports no 'buttonVariants', which"
          + " navigation uses; add it, or move the file away"
      ])
  }

  @Test("a frontend that the files are not written for is refused")
  func refused() throws {
    func problem(_ change: (inout Frontend) -> Void) -> String? {
      var sample = Sample()
      change(&sample.frontend)
      let error = #expect(throws: GenerationError.self) { try sample.generate("forms") }
      return error?.findings.first?.description
    }
    #expect(problem { $0.packages["tailwindcss"] = 3 }?.contains("Tailwind CSS 4") == true)
    #expect(problem { $0.next = Found(14) }?.contains("Next.js 15 and later") == true)
    #expect(problem { $0.aliases = [] }?.contains("imports from '@/'") == true)
    #expect(
      problem { $0.router.value = AppRouter(.pages, "web/src/pages") }?.contains("App Router")
        == true)
  }

  /// A frontend of somebody's, below `src/`.
  private struct Sample {
    var frontend = SampleFrontends.frontend(root: "web", source: "src")
    var tree = MemoryTree([:])

    init() {
      frontend.next = Found(16)
      frontend.packages = ["next": 16, "tailwindcss": 4]
      write("web/package.json", "{\n  \"name\": \"@acme/tea-web\",\n  \"dependencies\": {}\n}\n")
      write("web/src/app/globals.css", ":root { --background: white; --muted-foreground: grey; }\n")
    }

    mutating func write(_ path: RelativePath, _ text: String) {
      tree.nodes[path] = .file(.init(contents: Array(text.utf8)))
    }

    func generate(_ module: String) throws -> GeneratedChanges {
      try FrontendModuleAgent.generate(module, frontend: frontend, tree: tree)
    }
  }
}

extension GeneratedChanges {
  /// What a file is written with.
  fileprivate func text(of path: RelativePath) -> String? {
    for change in changes where change.path == path {
      if case .write(let bytes, _) = change.action { return String(decoding: bytes, as: UTF8.self) }
    }
    return nil
  }
}
