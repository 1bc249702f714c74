internal import Patch
internal import ProjectModel

/// The pages of a frontend that answer an address already, wherever their groups are: Next.js builds
/// no application in which two do.
struct StandingPages<Tree: ReadableTree> {
  let frontend: Frontend
  let tree: Tree

  /// The file that answers the same address as a page, or stands before all pages as it does; nil
  /// when there is none but the file itself.
  func answering(for path: RelativePath) throws(GenerationError) -> RelativePath? {
    let app = frontend.router.value.directory
    do throws(TreeError) {
      guard path.isBelow(app) else { return try beforePages(path) }
      guard path.fileName == "page.tsx" else { return nil }
      let address = Self.address(of: path)
      return try tree.files().first { other in
        other != path && other.isBelow(app) && other.fileName.hasPrefix("page.")
          && Self.address(of: other) == address
      }
    } catch {
      throw .tree(error)
    }
  }

  private func beforePages(_ path: RelativePath) throws(TreeError) -> RelativePath? {
    let names = ["proxy.ts", "middleware.ts", "proxy.js", "middleware.js"]
    guard names.contains(path.fileName), let app = frontend.router.value.directory.parent else {
      return nil
    }
    for name in names where name != path.fileName {
      let other = app.appending(name: name.utf8)
      if try tree.node(at: other) != nil { return other }
    }
    return nil
  }

  /// The directories of a page without its groups.
  private static func address(of path: RelativePath) -> [String] {
    path.components.dropLast().map { String(decoding: $0, as: UTF8.self) }
      .filter { !($0.hasPrefix("(") && $0.hasSuffix(")")) }
  }
}
