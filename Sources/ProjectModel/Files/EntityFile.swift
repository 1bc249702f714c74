package import Patch
internal import Yams

/// An entity as YAML or JSON: `.backstitch/entities/NAME.yaml`, `--spec FILE`.
package enum EntityFile {
  /// The file's text.
  package static func text(of entity: Entity) -> String {
    let encoder = YAMLEncoder()
    encoder.options.allowUnicode = true
    encoder.options.width = -1
    do {
      return try encoder.encode(entity)
    } catch {
      // Strings, numbers and booleans always encode.
      preconditionFailure("\(error)")
    }
  }

  /// Reads an entity; JSON is YAML too.
  ///
  /// - Throws: everything that is wrong, with unknown keys; the definition itself is checked too.
  package static func read(
    _ bytes: [UInt8], at path: RelativePath? = nil
  ) throws(EntityRefusal) -> Entity {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw EntityRefusal([.unreadable("it is not UTF-8")], path: path)
    }
    var problems: [EntityProblem] = []
    let entity: Entity
    do {
      problems = try unknownKeys(in: text)
      entity = try YAMLDecoder().decode(Entity.self, from: text)
    } catch {
      throw EntityRefusal([.unreadable(reason(of: error))] + problems, path: path)
    }
    problems += EntityRules.problems(of: entity)
    guard problems.isEmpty else { throw EntityRefusal(problems, path: path) }
    return entity
  }

  /// The entity file of a name; nil when there is none.
  package static func load(
    _ name: String, in tree: some ReadableTree
  ) throws(EntityFileError) -> Entity? {
    let path = ProjectFiles.entity(name)
    let bytes: [UInt8]?
    do throws(TreeError) {
      bytes = try tree.contents(of: path)
    } catch {
      throw .unreadable(error)
    }
    guard let bytes else { return nil }
    do throws(EntityRefusal) {
      return try read(bytes, at: path)
    } catch {
      throw .refused(error)
    }
  }

  // MARK: Keys

  private static func unknownKeys(in text: String) throws -> [EntityProblem] {
    guard let mapping = try Yams.compose(yaml: text)?.mapping else {
      return [.unreadable("it is no mapping of name, fields, ...")]
    }
    func names<Key: CodingKey & CaseIterable>(_: Key.Type) -> [String] {
      Key.allCases.map(\.stringValue)
    }
    var found = unknown(mapping, "the entity", names(Entity.CodingKeys.self))
    if let features = mapping["features"]?.mapping {
      found += unknown(features, "features", names(Features.CodingKeys.self))
    }
    for field in mapping["fields"]?.sequence ?? [] {
      guard let node = field.mapping else { continue }
      let name = node["name"]?.string ?? "?"
      found += unknown(node, "the field '\(name)'", names(Field.CodingKeys.self))
      if let constraints = node["constraints"]?.mapping {
        found += unknown(
          constraints, "the constraints of '\(name)'", names(Constraints.CodingKeys.self))
      }
    }
    for relationship in mapping["relationships"]?.sequence ?? [] {
      guard let node = relationship.mapping else { continue }
      let name = node["name"]?.string ?? "?"
      found += unknown(node, "the relationship '\(name)'", names(Relationship.CodingKeys.self))
    }
    return found
  }

  private static func unknown(
    _ mapping: Yams.Node.Mapping, _ place: String, _ known: [String]
  ) -> [EntityProblem] {
    mapping.keys.compactMap(\.string).filter { !known.contains($0) }.map {
      .unknownKey($0, at: place, known: known)
    }
  }

  private static func reason(of error: any Error) -> String {
    switch error {
    case let error as YamlError: return "\(error)"
    case DecodingError.dataCorrupted(let context): return context.debugDescription
    case DecodingError.keyNotFound(let key, let context):
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      return "'\(key.stringValue)' is missing" + (place.isEmpty ? "" : " in \(place)")
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      return "the value of '\(place)' has the wrong type"
    default: return "\(error)"
    }
  }
}
