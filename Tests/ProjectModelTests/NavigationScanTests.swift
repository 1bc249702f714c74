import Patch
import ProjectModel
import Testing

@Suite struct NavigationScanTests {
  private func find(_ files: [String: String]) throws -> Navigation? {
    let all = FrontendParts.plain().merging(files) { $1 }
    return try Detection.detect(in: try tree([("web", all)])).frontend().navigation?.value
  }

  @Test("an exported list of words and addresses is found, with their properties")
  func found() throws {
    let list = try find([
      "lib/navigation.ts": "export const items = [\n  { name: 'A', path: '/a', badge: 1 },\n"
        + "  { name: 'B', path: '/b' },\n];\n"
    ])
    #expect(
      list
        == Navigation(
          path: "web/lib/navigation.ts", variable: "items", title: "name", href: "path",
          addresses: ["/a", "/b"]))
  }

  @Test(
    "a type in the same file says whether words and address are enough",
    arguments: [
      ("icon?: string", true), ("icon: string", false), ("icon: string | undefined", false),
    ])
  func typed(member: String, isFound: Bool) throws {
    let list = try find([
      "lib/nav.ts": "interface Item { title: string; href: string; \(member) }\n"
        + "export const nav: Item[] = [{ title: \"A\", href: \"/a\", icon: \"a\" }];\n"
    ])
    #expect((list != nil) == isFound)
  }

  @Test(
    "no guess is made",
    arguments: [
      // Not exported.
      "const nav = [{ title: 'A', href: '/a' }];\n",
      // Nothing to go by.
      "export const nav = [];\n",
      // Two kinds of entries.
      "export const nav = [{ title: 'A', href: '/a' }, { label: 'B', href: '/b' }];\n",
      "export const nav = [{ title: 'A', href: '/a' }, ...others];\n",
      // Two lists.
      "export const a = [{ title: 'A', href: '/a' }];\nexport const b = [{ title: 'B', href: '/' }];\n",
      // Words that are looked up, an address that is made.
      "export const nav = [{ title: t('a'), href: '/a' }];\n",
      "export const nav = [{ title: 'A', href: base + '/a' }];\n",
      // A list that is made.
      "export const nav = links.map((href) => ({ title: href, href }));\n",
    ])
  func none(text: String) throws {
    #expect(try find(["lib/navigation.ts": text]) == nil)
  }

  @Test("two files with a list each are one too many; another name is none")
  func files() throws {
    let list = "export const nav = [{ title: 'A', href: '/a' }];\n"
    #expect(try find(["lib/navigation.ts": list, "config/nav.ts": list]) == nil)
    #expect(try find(["lib/links.ts": list]) == nil)
    #expect(try find(["components/nav-items.ts": list]) != nil)
  }
}
