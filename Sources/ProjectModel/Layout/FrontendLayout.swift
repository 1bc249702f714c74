package import Patch

/// Where the files of an entity go, below the frontend's root.
///
/// `{entity}` and `{plural}` stand for names in ``names``: files of a frontend are kebab-case unless
/// the project's are not.
package struct FrontendLayout: Hashable, Sendable, Codable {
  /// How files are named.
  package enum FileNames: String, Hashable, Sendable, Codable {
    /// `order-item`.
    case kebab
    /// `order_item`.
    case snake
  }

  /// How files are named.
  package var names: Found<FileNames>
  /// The file of the types.
  package var types: Found<PathPattern>
  /// The directory of the route handlers.
  package var routes: Found<PathPattern>
  /// The directory of the page.
  package var page: Found<PathPattern>

  /// Creates a layout.
  package init(
    names: Found<FileNames> = Found(.kebab, .assumed), types: Found<PathPattern>,
    routes: Found<PathPattern>, page: Found<PathPattern>
  ) {
    self.names = names
    self.types = types
    self.routes = routes
    self.page = page
  }

  /// The layout of a project that follows the defaults, its sources in its root.
  package static let standard = FrontendLayout(
    types: Found(PathPattern("lib/types/api/{entity}.ts"), .assumed),
    routes: Found(PathPattern("app/api/setting/{plural}"), .assumed),
    page: Found(PathPattern("app/(pages)/setting/{plural}"), .assumed))

  /// The path of a pattern for an entity, below the frontend's root.
  ///
  /// - Throws: when the pattern gives no path of the workspace.
  package func path(
    _ pattern: Found<PathPattern>, for entity: Entity
  ) throws(PathError) -> RelativePath {
    try RelativePath(
      pattern.value.text.replacing("{entity}", with: fileName(entity.name))
        .replacing("{plural}", with: fileName(entity.plural)))
  }
}
