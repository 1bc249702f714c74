import Generators
import Patch
import ProjectModel
import Testing

@Suite struct FrontendProjectTests {
  @Test(
    "whatever is chosen, each import finds what it names, and each package is listed",
    arguments: ScaffoldedFrontend.combinations)
  func imports(choices: ProjectChoices) throws {
    let made = try ScaffoldedFrontend(choices)
    #expect(try made.brokenImports() == [])
  }

  @Test("an import that finds nothing would be noticed")
  func noticed() throws {
    var made = try ScaffoldedFrontend()
    let page: RelativePath = "frontend/app/(auth)/login/page.tsx"
    let text = try made.tree.text(page)
    func imports(_ line: String) throws -> [String] {
      try made.tree.stage(Change(page, .write(contents: Array((line + "\n" + text).utf8))))
      return try made.brokenImports()
    }
    #expect(try imports("import { x } from \"@/lib/absent\";").count == 1)
    #expect(try imports("import { absent } from \"@/lib/utils\";").count == 1)
    #expect(try imports("import { absent } from \"../_components/login-form\";").count == 1)
    #expect(try imports("import x from \"left-pad\";").count == 1)
  }

  @Test("detection finds all that generated code uses")
  func detected() throws {
    let frontend = try ScaffoldedFrontend().detected()
    #expect(frontend.root == "frontend" && frontend.source == "frontend")
    #expect(frontend.next.value == 16)
    #expect(frontend.router.value == AppRouter(.app, "frontend/app"))
    #expect(frontend.aliases == [PathAlias("@/", "frontend")])
    #expect(frontend.major(of: "@tanstack/react-table") == 8)
    #expect(frontend.dataTable?.value.symbol.module == "@/components/data-table")
    let fetch = try #require(frontend.serverFetch?.value)
    #expect(fetch.result == .response && fetch.takesPath)
    #expect(fetch.symbol.module == "@/lib/server-fetch" && fetch.symbol.name == "serverFetch")
    #expect(frontend.classNames?.value.module == "@/lib/utils")
    #expect(frontend.backendURL.value == "BACKEND_URL")
    let navigation = try #require(frontend.navigation?.value)
    #expect(navigation.path == "frontend/lib/navigation.ts" && navigation.variable == "navigation")
    #expect(navigation.title == "title" && navigation.href == "href")
    #expect(navigation.addresses == ["/"])
    #expect(frontend.notes == [])
  }

  @Test("a page is generated into it without a warning about what it lacks")
  func page() throws {
    let made = try ScaffoldedFrontend()
    let entity = try EntityDefinition.make(name: "tea", fields: ["name:str:40:required"])
    let changes = try NextDataTableAgent.generate(
      entity, backend: nil, frontend: made.detected(), tree: made.tree)
    #expect(changes.warnings.filter { !$0.contains("nothing answers") } == [])
  }

  @Test("the names of the project are in it, as a package and as people say them")
  func names() throws {
    let made = try ScaffoldedFrontend()
    #expect(try made.text("package.json").contains("\"name\": \"tea-shop-frontend\""))
    #expect(try made.text("lib/site.ts").contains("name: \"Tea shop\","))
  }

  @Test("what was not chosen leaves nothing behind")
  func absent() throws {
    var choices = ProjectChoices(name: "tea-shop")
    choices.features.subtract([.dataTables, .forms, .authPages, .navigation])
    let files = try ScaffoldedFrontend(choices).files()
    let words = [
      "tanstack", "zod", "react-hook-form", "UserMenu", "access_token\"", "/login",
      "lib/navigation",
    ]
    // The function for requests knows the cookie, whoever sets it.
    for (name, text) in files where name != "lib/server-fetch.ts" {
      for word in words { #expect(!text.contains(word), "\(name) mentions \(word)") }
    }
    choices.features.insert(.authPages)
    choices.auth = .none
    #expect(try ScaffoldedFrontend(choices).files() == files)
  }

  @Test("a file that stands there is left as it is")
  func standing() throws {
    let own = Array("export const site = 1;\n".utf8)
    let tree = MemoryTree(["frontend/lib/site.ts": .file(.init(contents: own))])
    let changes = try ProjectAgent.generate(
      .frontend, of: ProjectChoices(name: "shop"), tree: tree)
    #expect(!changes.changes.contains { $0.path == "frontend/lib/site.ts" })
    #expect(changes.files.filter { $0.state == .adopted }.map(\.path) == ["frontend/lib/site.ts"])
  }
}
