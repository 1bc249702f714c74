internal import ProjectModel
internal import SourceEdits

/// The tags that calls of `include_router` give to routers beside a new one.
struct CallTags {
  /// The first tag.
  private let sample: String

  /// nil where the calls of the file give none, or none that are texts.
  init?(in bytes: [UInt8], registrar: String?) {
    guard let outline = try? PythonOutline(bytes) else { return nil }
    let calls = outline.statements.indices.flatMap {
      outline.calls(in: outline.statements[$0].tokens)
    }
    let found = calls.filter { $0.function == "include_router" }.compactMap { call in
      call.keyword("tags").flatMap { outline.elements(of: $0)?.first }
    }
    guard let sample = found.lazy.compactMap({ outline.stringValue($0) }).first else { return nil }
    self.sample = sample
  }

  /// The tag of an entity, spelled like the others.
  func tag(of names: EntityNames) -> String {
    let words = names.pluralLabel
    guard sample.first?.isUppercase == true else {
      return sample.contains("-") ? NameCase.kebab(names.plural) : words
    }
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
