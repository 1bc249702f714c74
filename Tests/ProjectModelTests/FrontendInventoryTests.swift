import Patch
import ProjectModel
import Testing

@Suite struct FrontendInventoryTests {
  private func inventory(
    _ entity: Entity, in tree: some ReadableTree
  ) throws -> FrontendInventory {
    try FrontendInventory(of: entity, in: try Detection.detect(in: tree).frontend(), tree: tree)
  }

  @Test("what somebody wrote by hand is found layer by layer")
  func handwritten() throws {
    let found = try inventory(Entity(name: "category"), in: try shop())
    #expect(found.items.map(\.layer) == EntityLayer.allCases.filter { $0.part != .backend })
    let present = found.items.filter(\.isPresent).map(\.layer)
    #expect(present == [.types, .getRoute, .postRoute, .page])
    #expect(found.item(.getRoute)?.line == 4)
    #expect(found.item(.postRoute)?.line == 9)
    #expect(found.item(.types)?.path == "frontend/lib/types/api/category.ts")
    #expect(
      found.item(.putRoute)?.path == "frontend/app/api/setting/categories/[id]/route.ts")
    #expect(
      found.item(.columns)?.path
        == "frontend/app/(pages)/setting/categories/_components/table/columns.tsx")
  }

  @Test("nothing of an entity is there, and each path says where it would be")
  func absent() throws {
    let found = try inventory(Entity(name: "product"), in: try shop())
    #expect(found.items.count == 11)
    #expect(found.items.filter(\.isPresent).isEmpty)
    #expect(found.item(.page)?.path == "frontend/app/(pages)/setting/products/page.tsx")
  }

  @Test("handlers count by their exports, in other files' names too")
  func handlers() throws {
    let tree = try tree([
      (
        "web",
        FrontendParts.plain().merging([
          "app/api/setting/products/route.js": "export const { GET } = make(\"products\");\n",
          "app/api/setting/products/[productId]/route.ts":
            "const PUT = 1;\nasync function remove() {}\nexport { remove as DELETE };\n",
        ]) { $1 }
      )
    ])
    let found = try inventory(Entity(name: "product"), in: tree)
    #expect(found.items.filter(\.isPresent).map(\.layer) == [.getRoute, .deleteRoute])
    #expect(found.item(.getRoute)?.path == "web/app/api/setting/products/route.js")
    #expect(
      found.item(.putRoute)?.path == "web/app/api/setting/products/[productId]/route.ts")
    #expect(found.item(.deleteRoute)?.line == 3)
  }

  @Test("files that ignore rules hide are looked at all the same")
  func ignored() throws {
    let tree = HidingTree(
      try tree([
        (
          "web",
          FrontendParts.plain().merging([
            "lib/types/api/product.ts": "export interface Product {}\n",
            "lib/utils.ts": "export function cn() {}\n",
          ]) { $1 }
        )
      ]), hidden: "web/lib")
    let found = try Detection.detect(in: tree).frontend()
    #expect(found.classNames?.value.module == "@/lib/utils")
    let inventory = try FrontendInventory(of: Entity(name: "product"), in: found, tree: tree)
    #expect(inventory.item(.types)?.isPresent == true)
  }
}

/// A tree whose ignore rules exclude a directory.
private struct HidingTree: ReadableTree {
  let tree: MemoryTree
  let hidden: RelativePath

  init(_ tree: MemoryTree, hidden: RelativePath) {
    self.tree = tree
    self.hidden = hidden
  }

  func node(at path: RelativePath) -> Node? { tree.node(at: path) }
  func files() -> [RelativePath] { tree.files().filter { !$0.isBelow(hidden) } }
  func children(of directory: RelativePath?) -> [RelativePath] { tree.children(of: directory) }
}
