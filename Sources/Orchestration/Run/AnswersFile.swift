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
    } catch {
      throw EntityRefusal([.unreadable("\(error)")], path: path)
    }
    let known = GenerationRequest.CodingKeys.allCases.map(\.stringValue)
    var problems: [EntityProblem] = mapping.keys.compactMap(\.string).filter {
      !known.contains($0)
    }.map { .unknownKey($0, at: "the answers", known: known) }
    var request = GenerationRequest(plan: "", name: "")
    do {
      request = try YAMLDecoder().decode(GenerationRequest.self, from: text)
    } catch DecodingError.typeMismatch(_, let context) {
      let key = context.codingPath.map(\.stringValue).joined(separator: ".")
      problems.append(.unreadable("the value of '\(key)' has the wrong type"))
    } catch DecodingError.dataCorrupted(let context) {
      problems.append(.unreadable(context.debugDescription))
    } catch {
      problems.append(.unreadable("\(error)"))
    }
    if let entity = mapping["entity"] { problems += self.problems(of: entity) }
    guard problems.isEmpty else { throw EntityRefusal(problems, path: path) }
    return request
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
