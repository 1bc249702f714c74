package import Patch
internal import SourceEdits

/// Which layers of an entity stand in a tree.
package struct BackendInventory: Hashable, Sendable, Codable {
  /// One layer.
  package struct Item: Hashable, Sendable, Codable {
    /// Which.
    package var layer: EntityLayer
    /// Where it is, or would be.
    package var path: RelativePath
    /// The line of a class or registrar in a shared file.
    package var line: Int?
    /// Whether it stands there.
    package var isPresent: Bool
  }

  /// The layers.
  package var items: [Item]

  /// Looks at the expected paths directly, also where the ignore rules hide them.
  package init(
    of entity: Entity, in backend: Backend, tree: some ReadableTree
  ) throws(InventoryError) {
    let layout = backend.layout
    func place(_ pattern: PathPattern) throws(InventoryError) -> RelativePath {
      do throws(PathError) {
        return backend.path(try pattern.path(for: entity))
      } catch {
        throw .layout(pattern.text, error)
      }
    }
    func isFile(_ path: RelativePath) throws(InventoryError) -> Bool {
      do throws(TreeError) {
        switch try tree.node(at: path) {
        // An empty file is as good as none: generating fills it.
        case .file(let file): return !file.contents.isEmpty
        case .large: return true
        default: return false
        }
      } catch {
        throw .tree(error)
      }
    }
    let model = backend.models?.model(named: entity.pascal)
    let schemas = try place(layout.schemas.value)
    let crud = try place(layout.crud.value)
    let router = try place(layout.routers.value)
    let reached = backend.routers.first { $0.path == router && !$0.reachedAt.isEmpty }
    let module = backend.module(of: router)
    let registrar = backend.registrars.first { registrar in
      registrar.isLive && module.map { registrar.modules.contains($0) } == true
    }
    let modelPath = try place(layout.models.value)
    items = [
      Item(
        layer: .model, path: model?.path ?? modelPath, line: model?.line,
        isPresent: model != nil),
      Item(
        layer: .schemas, path: schemas, line: nil,
        isPresent: try reached != nil
          ? isFile(schemas) : Self.hasSchemas(of: entity, at: schemas, tree)),
      Item(layer: .crud, path: crud, line: nil, isPresent: try isFile(crud)),
      Item(layer: .router, path: router, line: nil, isPresent: try isFile(router)),
      Item(
        layer: .registration, path: registrar?.path ?? Self.expectedRegistrar(module, backend),
        line: registrar?.line, isPresent: reached != nil),
    ]
  }

  /// The item of a layer.
  package func item(_ layer: EntityLayer) -> Item? { items.first { $0.layer == layer } }

  /// Whether a file has the schemas that creating and listing take; below a router that is reached
  /// any will do, since that was written for them.
  private static func hasSchemas(
    of entity: Entity, at path: RelativePath, _ tree: some ReadableTree
  ) throws(InventoryError) -> Bool {
    do throws(TreeError) {
      guard let bytes = try tree.contents(of: path), let outline = try? PythonOutline(bytes) else {
        return false
      }
      let names = outline.classes.map(\.name) + outline.imports.flatMap(\.names).compactMap(\.local)
      return Set(names).isSuperset(
        of: ["Create", "Update", "Response", "ListResponse"].map { entity.pascal + $0 })
    } catch {
      throw .tree(error)
    }
  }

  private static func expectedRegistrar(_ module: String?, _ backend: Backend) -> RelativePath {
    let standard = backend.path(BackendLayout.standardRegistrar)
    guard let module, let choice = try? backend.registrar(for: module) else { return standard }
    return choice.registrar.path
  }
}

/// An inventory could not be made.
package enum InventoryError: Error, Sendable, CustomStringConvertible {
  /// A pattern of the layout gives no path.
  case layout(String, PathError)
  /// A path could not be read.
  case tree(TreeError)

  /// What happened, then what to do.
  package var description: String {
    switch self {
    case .layout(let pattern, let error):
      "the layout '\(pattern)' gives no path: \(error); correct it in \(ProjectFiles.config)"
    case .tree(let error): error.description
    }
  }
}
