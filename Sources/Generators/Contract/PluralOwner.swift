internal import Patch
internal import ProjectModel

/// Who has a plural: paths, modules and routes are named by it, so that two entities of one plural
/// would share their files.
enum PluralOwner {
  /// Throws when another entity has the plural of this one.
  static func check(
    _ entity: Entity, backend: Backend?, tree: some ReadableTree
  ) throws(GenerationError) {
    guard let (name, place) = try other(than: entity, backend, tree) else { return }
    throw .refused(
      Refusal(
        Finding(
          .conflict, path: place.path, line: place.line,
          "'\(entity.plural)' is the plural of \(name), whose files would be taken for those of"
            + " '\(entity.name)'; give another with --plural")))
  }

  private static func other(
    than entity: Entity, _ backend: Backend?, _ tree: some ReadableTree
  ) throws(GenerationError) -> (name: String, place: Evidence)? {
    let models = backend?.models?.all ?? []
    let model = models.first { model in
      let name = NameCase.snake(model.name)
      return model.name != entity.pascal && EntityNames.canonical(name) != entity.name
        && Inflection.plural(of: name) == entity.plural
    }
    if let model {
      return (model.name, Evidence(model.path, model.line, "class \(model.name)"))
    }
    do throws(TreeError) {
      for path in try tree.children(of: ProjectFiles.entities) {
        guard let bytes = try tree.contents(of: path),
          let other = try? EntityFile.read(bytes, at: path), other.name != entity.name,
          other.plural == entity.plural
        else { continue }
        return (other.pascal, Evidence(path, line(of: other.plural, in: bytes), other.plural))
      }
      return nil
    } catch {
      throw .tree(error)
    }
  }

  /// The line that names the plural; the first when it follows from the name.
  private static func line(of plural: String, in bytes: [UInt8]) -> Int {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.hasPrefix("name_plural:") } ?? 0) + 1
  }
}
