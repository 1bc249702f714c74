package import Patch

/// Where the files of a project lie: committed by its team, under `.backstitch/`.
package enum ProjectFiles {
  /// Holds them all.
  package static let directory: RelativePath = ".backstitch"
  /// Layout and choices.
  package static let config: RelativePath = ".backstitch/config.yaml"
  /// What a scaffolded project is made of.
  package static let project: RelativePath = ".backstitch/project.yaml"
  /// Marks pristine files.
  package static let gitattributes: RelativePath = ".backstitch/.gitattributes"
  /// Keeps the store out of git.
  package static let gitignore: RelativePath = ".backstitch/.gitignore"
  /// The entity files.
  package static let entities: RelativePath = ".backstitch/entities"
  /// Overrides of built-in templates.
  package static let templates: RelativePath = ".backstitch/templates"
  /// The project's own plans.
  package static let plans: RelativePath = ".backstitch/plans"

  /// The entity file of a name.
  package static func entity(_ name: String) -> RelativePath {
    below(".backstitch/entities", name + ".yaml")
  }

  /// The lock file of an entity or scaffold.
  package static func lock(_ name: String) -> RelativePath {
    below(".backstitch/lock", name + ".json")
  }

  /// The names under which something was generated, sorted.
  package static func locks(in tree: some ReadableTree) throws(TreeError) -> [String] {
    try tree.children(of: below(directory.description, "lock")).compactMap { path in
      let file = path.fileName
      return file.hasSuffix(".json") ? String(file.dropLast(5)) : nil
    }.sorted()
  }

  /// The files that were made for one entity each, and go with it.
  package static func filesOfEntities(
    in tree: some ReadableTree
  ) throws(TreeError) -> Set<RelativePath> {
    var paths: Set<RelativePath> = []
    // The names of scaffolds have a hyphen.
    for name in try locks(in: tree) where !name.contains("-") {
      // Whoever regenerates hears of a lock that cannot be read.
      guard let bytes = try tree.contents(of: lock(name)), let lock = try? LockFile(reading: bytes)
      else { continue }
      paths.formUnion(lock.outputs.filter { $0.node == nil }.map(\.path))
    }
    return paths
  }

  /// The pristine of a whole generated file.
  package static func pristine(of path: RelativePath) -> RelativePath {
    RelativePath(unchecked: Array(".backstitch/pristine/".utf8) + path.bytes + Array(".txt".utf8))
  }

  /// The pristine of one entity's node in a shared file: two entities never share one.
  package static func pristine(
    of path: RelativePath, entity: String, node: String
  ) -> RelativePath {
    RelativePath(
      unchecked: Array(".backstitch/pristine/".utf8) + path.bytes
        + Array("/\(entity).\(node).txt".utf8))
  }

  /// What `.backstitch/.gitattributes` holds.
  package static let gitattributesText = "pristine/** -text linguist-generated\n"
  /// What `.backstitch/.gitignore` holds.
  package static let gitignoreText = "store/\n"

  private static func below(_ directory: String, _ name: String) -> RelativePath {
    RelativePath(unchecked: Array("\(directory)/\(name)".utf8))
  }
}
