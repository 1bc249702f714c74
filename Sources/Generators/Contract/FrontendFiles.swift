internal import Patch
internal import ProjectModel

/// The files of an entity in a frontend, and the addresses that Next.js gives them.
struct FrontendFiles {
  /// The files.
  let files: EntityContract.Files
  /// The address of the route handlers.
  let routePath: String
  /// The address of the page.
  let pagePath: String

  init(entity: Entity, frontend: Frontend) throws(GenerationError) {
    func path(_ pattern: Found<PathPattern>) throws(GenerationError) -> RelativePath {
      do throws(PathError) {
        return frontend.path(try frontend.layout.path(pattern, for: entity))
      } catch {
        throw .layout(pattern.value.text, reason: "\(error)")
      }
    }
    func address(
      _ path: RelativePath, _ pattern: Found<PathPattern>
    ) throws(GenerationError) -> String {
      let root = frontend.router.value.directory
      guard path.isBelow(root) else {
        throw .layout(pattern.value.text, reason: "it does not lie in \(root)")
      }
      return Self.address(of: path, below: root)
    }
    let layout = frontend.layout
    files = EntityContract.Files(
      types: try path(layout.types), routes: try path(layout.routes), page: try path(layout.page))
    routePath = try address(files.routes, layout.routes)
    pagePath = try address(files.page, layout.page)
  }

  /// `/setting/products` for `app/(pages)/setting/products`: route groups and slots are no part of
  /// an address.
  static func address(of path: RelativePath, below root: RelativePath) -> String {
    let parts = path.components.dropFirst(root.components.count).map {
      String(decoding: $0, as: UTF8.self)
    }
    let shown = parts.filter { !($0.hasPrefix("(") && $0.hasSuffix(")")) && !$0.hasPrefix("@") }
    return "/" + shown.joined(separator: "/")
  }
}
