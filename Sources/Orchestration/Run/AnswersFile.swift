package import Patch
package import ProjectModel
internal import Yams

/// All answers at once, YAML or JSON: the keys of ``GenerationRequest``, all optional.
package enum AnswersFile {
  /// Reads answers.
  ///
  /// - Parameter path: what the text is called in findings.
  /// - Throws: everything that is wrong, the entity's definition included.
  package static func read(
    _ bytes: [UInt8], at path: RelativePath? = nil
  ) throws(EntityRefusal) -> GenerationRequest {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw EntityRefusal([.unreadable("it is not UTF-8")], path: path)
    }
    let mapping: Yams.Node.Mapping
    do {
      guard let found = try Yams.compose(yaml: text)?.mapping else {
        throw EntityRefusal([.unreadable("it is no mapping of answers")], path: path)
      }
      mapping = found
    } catch let error as EntityRefusal {
      throw error
    } catch let error as YamlError {
      throw EntityRefusal([.unreadable(Self.words(for: error))], path: path)
    } catch {
      throw EntityRefusal([.unreadable("it is no YAML or JSON")], path: path)
    }
    let known = GenerationRequest.CodingKeys.allCases.map(\.stringValue)
    var problems: [EntityProblem] = mapping.keys.compactMap(\.string).filter {
      !known.contains($0)
    }.map { .unknownKey($0, at: "the answers", known: known) }
    if let entity = mapping["entity"] { problems += self.problems(of: entity) }
    do {
      let request = try YAMLDecoder().decode(GenerationRequest.self, from: text)
      guard problems.isEmpty else { throw EntityRefusal(problems, path: path) }
      return request
    } catch let error as EntityRefusal {
      throw error
    } catch let error as DecodingError {
      // What is wrong with the definition was said in the words of an entity file.
      let isTold = Self.path(of: error).first == "entity" && !problems.isEmpty
      if !isTold { problems.append(.unreadable(Self.words(for: error))) }
    } catch {
      if problems.isEmpty { problems.append(.unreadable("its values cannot be used")) }
    }
    throw EntityRefusal(problems, path: path)
  }

  private static func path(of error: DecodingError) -> [String] {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context), .dataCorrupted(let context):
      context.codingPath.map(\.stringValue)
    @unknown default: []
    }
  }

  private static func words(for error: DecodingError) -> String {
    let place = path(of: error).joined(separator: ".")
    switch error {
    case .typeMismatch, .valueNotFound: return "the value of '\(place)' has the wrong type"
    case .keyNotFound(let key, _):
      return "'\(key.stringValue)' is missing" + (place.isEmpty ? "" : " in '\(place)'")
    // Ours say it in a sentence, the reader's are of its own parts.
    case .dataCorrupted(let context)
    where place == GenerationRequest.CodingKeys.migration.stringValue:
      return context.debugDescription
    default:
      return "the value of '\(place)' cannot be used"
    }
  }

  private static func words(for error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      "line \(mark.line), column \(mark.column): \(problem)"
    case .composer(_, let problem, let mark, _):
      "line \(mark.line), column \(mark.column): \(problem)"
    default: "it is no YAML or JSON"
    }
  }

  /// What is wrong with the definition, as an entity file would be told.
  private static func problems(of entity: Yams.Node) -> [EntityProblem] {
    do throws(EntityRefusal) {
      guard let text = try? Yams.serialize(node: entity) else {
        return [.unreadable("'entity' is no mapping")]
      }
      _ = try EntityFile.read(Array(text.utf8))
      return []
    } catch {
      return error.problems
    }
  }
}
