package import Patch

/// Where the files of an entity go, below the backend's root.
package struct BackendLayout: Hashable, Sendable, Codable {
  /// The file models are appended to; a pattern with a placeholder is a file for each model.
  package var models: Found<PathPattern>
  /// Where a schema file goes.
  package var schemas: Found<PathPattern>
  /// Where a CRUD file goes.
  package var crud: Found<PathPattern>
  /// Where a router file goes.
  package var routers: Found<PathPattern>
  /// Where a test module goes.
  package var tests: Found<PathPattern>

  /// The layout of a project that follows the defaults.
  package static let standard = BackendLayout(
    models: Found(PathPattern("db/model.py"), .assumed),
    schemas: Found(PathPattern("api/schemas/{entity}_schema.py"), .assumed),
    crud: Found(PathPattern("api/crud/{plural}.py"), .assumed),
    routers: Found(PathPattern("api/routers/setting/{entity}_router.py"), .assumed),
    tests: Found(PathPattern("tests/test_{plural}.py"), .assumed))

  /// The registrar's file of a project that follows the defaults.
  package static let standardRegistrar: RelativePath =
    "core/app_setup/routers_group/setting_routers.py"
}

/// A path with `{entity}` and `{plural}` in it.
package struct PathPattern: Hashable, Sendable {
  /// The text.
  package var text: String

  /// Creates a pattern.
  package init(_ text: String) { self.text = text }

  /// Whether all entities share one file.
  package var isShared: Bool { !text.contains("{entity}") && !text.contains("{plural}") }

  /// The path for an entity.
  ///
  /// - Throws: when the pattern gives no path of the workspace.
  package func path(for entity: Entity) throws(PathError) -> RelativePath {
    try RelativePath(
      text.replacing("{entity}", with: entity.name).replacing("{plural}", with: entity.plural))
  }
}

extension PathPattern: Codable {
  /// Reads the text.
  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
