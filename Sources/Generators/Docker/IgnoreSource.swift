/// What is kept out of an image: what is made again in it, and what holds secrets.
struct IgnoreSource {
  private let patterns: [String]

  private struct View { let patterns: [String] }

  /// The file's text.
  var text: String { Template.dockerIgnore.render(View(patterns: patterns)) }

  private static let everywhere = [
    "**/.git", "**/.backstitch", "**/.env", "**/.env.*", "**/Dockerfile*", "**/.dockerignore",
    "**/compose*.y*ml", "**/docker-compose*.y*ml",
  ]

  /// For Python.
  ///
  /// - Parameter others: Directories of other projects.
  static func python(_ others: [String]) -> IgnoreSource {
    IgnoreSource(
      patterns: everywhere + [
        "**/__pycache__", "**/*.py[cod]", "**/.venv", "**/venv", "**/.pytest_cache",
        "**/.mypy_cache", "**/.ruff_cache", "**/node_modules",
      ] + others)
  }

  /// For Node.js: what `next build` reads, `.env.production`, stays.
  static let node = IgnoreSource(
    patterns: everywhere + ["!**/.env.production", "**/node_modules", "**/.next", "**/coverage"])
}
