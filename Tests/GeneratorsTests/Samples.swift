import Foundation
import Generators
import Patch
import ProjectModel

/// The sample repository and the entities that are generated into it.
enum Samples {
  /// The repository's root.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The files of a directory, as a tree in memory.
  static func tree(_ directory: URL) throws -> MemoryTree {
    var nodes: [RelativePath: Node] = [:]
    let base = directory.resolvingSymlinksInPath().path()
    let files = FileManager.default.enumerator(
      at: URL(filePath: base), includingPropertiesForKeys: [.isRegularFileKey])
    for case let file as URL in files ?? .init() {
      let values = try file.resourceValues(forKeys: [.isRegularFileKey])
      guard values.isRegularFile == true, !file.path().contains("__pycache__") else { continue }
      let prefix = base.hasSuffix("/") ? base : base + "/"
      let path = try RelativePath(String(file.path().dropFirst(prefix.count)))
      nodes[path] = .file(.init(contents: Array(try Data(contentsOf: file))))
    }
    return MemoryTree(nodes)
  }

  /// The shop.
  static func shop() throws -> MemoryTree {
    try tree(root.appending(path: "Fixtures/shop"))
  }

  /// Every type, constraint and feature.
  static func product() throws -> Entity {
    try EntityDefinition.make(
      name: "product",
      fields: [
        "name_en:str:64:required", "description_en:text", "sku:str:32:unique",
        "price:decimal:10,2:required:min:0", "stock:int:min:0=0", "weight:float:min:0",
        "featured:bool=false", "published_at:datetime", "released_on:date",
        "external_id:uuid:unique", "attributes:json", "status:enum:draft,live=draft",
        "category:ref:Category:restrict",
      ], features: Features(bilingual: true, softDelete: true, auditFields: true, active: true))
  }

  /// The least there can be.
  static func tag() throws -> Entity {
    try EntityDefinition.make(name: "tag", fields: ["name:str:40:required", "position:int"])
  }

  /// Generates an entity into a tree: the changes, and the tree with them.
  static func generate(
    _ entity: Entity, in tree: some ReadableTree,
    options: FastAPIEntityAgent.Options = .init(tests: true)
  ) throws -> (changes: GeneratedChanges, tree: StagedTree) {
    let backend = try Detection.detect(in: tree).backend()
    let changes = try FastAPIEntityAgent.generate(
      entity, backend: backend, tree: tree, options: options)
    var staged = StagedTree(base: tree)
    for change in changes.changes { try staged.stage(change) }
    return (changes, staged)
  }
}

extension ReadableTree {
  /// A file's text.
  func text(_ path: RelativePath) throws -> String {
    String(decoding: try contents(of: path) ?? [], as: UTF8.self)
  }
}
