import Generators
import Patch
import ProjectModel
import Testing

@Suite struct NavigationEntryTests {
  private func tea() throws -> Entity {
    try EntityDefinition.make(name: "tea", fields: ["name:str:40:required"])
  }

  private func generate(in tree: StagedTree) throws -> (changes: GeneratedChanges, tree: StagedTree)
  {
    let frontend = try Detection.detect(in: tree).frontend()
    let changes = try NextDataTableAgent.generate(
      tea(), backend: nil, frontend: frontend, tree: tree)
    var staged = tree
    for change in changes.changes { try staged.stage(change) }
    return (changes, staged)
  }

  private let path: RelativePath = "frontend/lib/navigation.ts"

  @Test("a page that is made is entered behind the last link, and recorded with its pristine")
  func entered() throws {
    let (changes, tree) = try generate(in: ScaffoldedFrontend().tree)
    let text = try tree.text(path)
    #expect(
      text.hasSuffix(
        """
        export const navigation: NavigationItem[] = [
          { title: "Start", href: "/", icon: House },
          { title: "Teas", href: "/setting/teas" },
        ];

        """))
    #expect(changes.evidence.contains { $0.path == path })
    let lock = try LockFile(reading: #require(try tree.contents(of: ".backstitch/lock/tea.json")))
    let output = try #require(lock.outputs.first { $0.path == path })
    #expect(output.node == "navigation")
    let pristine = try #require(output.pristine)
    #expect(try tree.text(pristine) == "{ title: \"Teas\", href: \"/setting/teas\" }\n")
  }

  @Test("a list in other words gets an entry in those")
  func words() throws {
    var made = try ScaffoldedFrontend()
    let own = "export const nav = [{ label: 'Home', url: '/' }]\n"
    try made.tree.stage(Change(path, .delete))
    try made.tree.stage(
      Change(
        "frontend/config/nav.ts", .write(contents: Array(own.utf8)), expect: .init(exists: false)))
    let (_, tree) = try generate(in: made.tree)
    #expect(
      try tree.text("frontend/config/nav.ts")
        == "export const nav = [{ label: 'Home', url: '/' },"
        + " { label: 'Teas', url: '/setting/teas' }]\n")
  }

  @Test("what somebody entered already, or a page that stands there, is not entered")
  func present() throws {
    var made = try ScaffoldedFrontend()
    let text = try made.tree.text(path).replacing(
      "];", with: "  { title: \"Our teas\", href: \"/setting/teas\" },\n];")
    try made.tree.stage(Change(path, .write(contents: Array(text.utf8))))
    #expect(try generate(in: made.tree).tree.text(path) == text)

    var (_, tree) = try generate(in: ScaffoldedFrontend().tree)
    let without = try ScaffoldedFrontend().text("lib/navigation.ts")
    try tree.stage(Change(path, .write(contents: Array(without.utf8))))
    try tree.stage(
      Change("frontend/app/(pages)/setting/teas/loading.tsx", .delete))
    let (again, last) = try generate(in: tree)
    #expect(!again.changes.isEmpty)
    #expect(try last.text(path) == without)
  }
}
