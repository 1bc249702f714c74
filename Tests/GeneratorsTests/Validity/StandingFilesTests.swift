import Generators
import Patch
import ProjectModel
import Testing

/// What stands where a layer belongs, and is none.
@Suite struct StandingFilesTests {
  private static let crud: RelativePath = "backend/api/crud/tags.py"

  private func shop(_ path: RelativePath, _ node: Node) throws -> MemoryTree {
    var tree = try Samples.shop()
    tree.nodes[path] = node
    return tree
  }

  private func finding(_ tree: MemoryTree, _ entity: Entity) -> Finding? {
    do {
      _ = try Samples.generate(entity, in: tree)
      return nil
    } catch let error as GenerationError {
      return error.findings.first
    } catch {
      return nil
    }
  }

  @Test("a directory or a link where a layer belongs is a finding")
  func noFiles() throws {
    for node: Node in [.directory, .symlink(target: Array("categories.py".utf8))] {
      let finding = finding(try shop(Self.crud, node), try Samples.tag())
      #expect(finding?.kind == .conflict)
      #expect(finding?.path == Self.crud)
    }
  }

  @Test("an empty file is filled")
  func empty() throws {
    let tree = try shop(Self.crud, .file(.init(contents: [])))
    let backend = try Detection.detect(in: tree).backend()
    let inventory = try BackendInventory(of: try Samples.tag(), in: backend, tree: tree)
    #expect(inventory.item(.crud)?.isPresent == false)
    let (changes, after) = try Samples.generate(try Samples.tag(), in: tree)
    #expect(changes.layers.first { $0.layer == .crud }?.state == .made)
    #expect(try after.text(Self.crud).contains("async def list_tags("))
    let other = try shop(Self.crud, .file(.init(contents: Array("# mine\n".utf8))))
    #expect(
      finding(other, try Samples.tag())?.path == Self.crud, "what a router calls is not there")
  }

  @Test("an empty route module is filled, a link is a finding")
  func routes() throws {
    let path: RelativePath = "frontend/app/api/setting/tags/route.ts"
    func routes(_ node: Node) throws -> GeneratedChanges {
      let (_, after) = try Samples.generate(try Samples.tag(), in: shop(path, node))
      return try APIRouteAgent.generate(
        try Samples.tag(), backend: Detection.detect(in: after).backend(),
        frontend: SampleFrontends.shop, tree: after)
    }
    let made = try routes(.file(.init(contents: [])))
    #expect(made.layers.first { $0.layer == .getRoute }?.state == .made)
    #expect(throws: GenerationError.self) { try routes(.symlink(target: Array("x.ts".utf8))) }
  }

  @Test("a plural that another entity has is refused, with the place of that entity")
  func plurals() throws {
    let entity = try EntityDefinition.make(
      name: "product", plural: "categories", fields: ["name:str:required"])
    let found = finding(try Samples.shop(), entity)
    #expect(found?.kind == .conflict)
    #expect(found?.path == "backend/db/model.py")
    #expect(found?.line == 26)
    #expect(found?.message.contains("plural of Category") == true)
    // Known by its entity file alone.
    let other = try EntityDefinition.make(
      name: "gadget", plural: "wares", fields: ["name:str:required"])
    let tree = try shop(
      ".backstitch/entities/gadget.yaml",
      .file(.init(contents: Array(EntityFile.text(of: other).utf8))))
    let ware = try EntityDefinition.make(name: "ware", fields: ["name:str:required"])
    let second = finding(tree, ware)
    #expect(second?.path == ".backstitch/entities/gadget.yaml")
    #expect(second?.line == 2)
    #expect(throws: GenerationError.self) {
      try APIRouteAgent.generate(ware, backend: nil, frontend: SampleFrontends.shop, tree: tree)
    }
    #expect(finding(tree, other) == nil)
  }

  @Test(
    "a foreign key that is written out is that of its relationship",
    arguments: [
      ("category_id", "nope.id"), ("category_id", "category.nope"), ("rank", "category.id"),
    ])
  func foreignKeys(field: String, key: String) throws {
    var entity = try EntityDefinition.make(
      name: "ware", fields: ["category:ref:Category", "rank:int"])
    let index = try #require(entity.fields.firstIndex { $0.name == field })
    entity.fields[index].constraints.foreignKey = key
    let found = finding(try Samples.shop(), entity)
    #expect(found?.kind == .refused)
    #expect(found?.message.contains("'\(key)'") == true)
  }
}
