package import Patch
internal import SourceEdits

/// Which layers of an entity stand in a frontend.
package struct FrontendInventory: Hashable, Sendable, Codable {
  /// One layer.
  package typealias Item = BackendInventory.Item

  /// The layers: those of the route handlers, then those of the page.
  package var items: [Item]

  /// Looks at the expected paths directly, also where the ignore rules hide them.
  package init(
    of entity: Entity, in frontend: Frontend, tree: some ReadableTree
  ) throws(InventoryError) {
    items = []
    for layer in EntityLayer.allCases where layer.part != .backend {
      guard let expected = try Self.place(of: layer, entity, frontend) else { continue }
      do throws(TreeError) {
        items.append(try Self.item(layer, at: expected, tree))
      } catch {
        throw .tree(error)
      }
    }
  }

  /// The item of a layer.
  package func item(_ layer: EntityLayer) -> Item? { items.first { $0.layer == layer } }

  private static func place(
    of layer: EntityLayer, _ entity: Entity, _ frontend: Frontend
  ) throws(InventoryError) -> RelativePath? {
    do throws(PathError) {
      return try frontend.layout.path(of: layer, for: entity).map(frontend.path)
    } catch {
      let layout = frontend.layout
      let pattern =
        layer == .types ? layout.types : layer.method == nil ? layout.page : layout.routes
      throw .layout(pattern.value.text, error)
    }
  }

  private static func item(
    _ layer: EntityLayer, at expected: RelativePath, _ tree: some ReadableTree
  ) throws(TreeError) -> Item {
    var path = expected
    if layer == .putRoute || layer == .deleteRoute, let segment = expected.parent {
      path = try dynamicSegment(instead: segment, tree).appending(expected.fileNamePath)
    }
    let found = try script(at: path, tree)
    var item = Item(layer: layer, path: found ?? path, line: nil, isPresent: found != nil)
    if let method = layer.method, let found {
      item.line = try line(ofHandler: method, in: found, tree)
      item.isPresent = item.line != nil
    }
    return item
  }

  /// A directory such as `[categoryId]` where `[id]` would be: Next.js allows one name alone.
  private static func dynamicSegment(
    instead expected: RelativePath, _ tree: some ReadableTree
  ) throws(TreeError) -> RelativePath {
    guard let routes = expected.parent, try tree.node(at: expected) == nil,
      try tree.node(at: routes) == .directory
    else { return expected }
    let others = try tree.children(of: routes).filter { path in
      path.fileName.hasPrefix("[") && !path.fileName.hasPrefix("[.")
        && !path.fileName.hasPrefix("[[")
    }
    return others.first ?? expected
  }

  /// The file that has something in it, or one that JavaScript or another suffix has in its place.
  private static func script(
    at path: RelativePath, _ tree: some ReadableTree
  ) throws(TreeError) -> RelativePath? {
    let base = path.bytes.prefix(path.bytes.count - path.name.count) + Array(path.stem.utf8)
    let others = [".ts", ".tsx", ".js", ".jsx"].map { RelativePath(unchecked: base + $0.utf8) }
    for candidate in [path] + others {
      switch try tree.node(at: candidate) {
      case .file(let file) where !file.contents.isEmpty: return candidate
      case .large: return candidate
      default: continue
      }
    }
    return nil
  }

  /// Where a handler is exported; nil when it is not. A module that passes on all of another one
  /// may have any.
  private static func line(
    ofHandler method: String, in path: RelativePath, _ tree: some ReadableTree
  ) throws(TreeError) -> Int? {
    guard let bytes = try tree.contents(of: path), let outline = try? TypeScriptOutline(bytes)
    else { return nil }
    let exports = outline.exports
    let found =
      exports.first { $0.name == method && !$0.isType } ?? exports.first { $0.form == .all }
    return found.map { outline.line(of: $0.statement) }
  }
}

extension EntityLayer {
  /// The method of a route handler's layer.
  package var method: String? {
    switch self {
    case .getRoute: "GET"
    case .postRoute: "POST"
    case .putRoute: "PUT"
    case .deleteRoute: "DELETE"
    default: nil
    }
  }
}

extension RelativePath {
  /// The last component as a path of its own.
  fileprivate var fileNamePath: RelativePath { RelativePath(unchecked: name) }
}
