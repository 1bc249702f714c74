package import Patch
internal import Yams

/// The choices of a project as YAML or JSON: `.backstitch/project.yaml`, `--spec FILE`.
package enum ProjectFile {
  /// The file's text.
  package static func text(of choices: ProjectChoices) -> String {
    do {
      return try YAMLEncoder().encode(choices)
    } catch {
      // Strings always encode.
      preconditionFailure("\(error)")
    }
  }

  /// The recorded choices of a tree; nil when there are none.
  package static func load(in tree: some ReadableTree) throws(ProjectRefusal) -> ProjectChoices? {
    let path = ProjectFiles.project
    let bytes: [UInt8]?
    do throws(TreeError) {
      bytes = try tree.contents(of: path)
    } catch {
      throw ProjectRefusal([.unreadable(error.reason)], path: path)
    }
    guard let bytes else { return nil }
    let given = try read(bytes, at: path)
    guard let name = given.name else {
      throw ProjectRefusal([.wrongKind(key: "name", expected: "the project's name")], path: path)
    }
    var settlement = ProjectSettlement(
      recorded: nil, areas: Set(ProjectChoices.Area.allCases), standard: .init(name: name))
    // Somebody's own project may lie in the root.
    settlement.kept = ["."]
    do throws(ProjectRefusal) {
      return try settlement.settle(given).choices
    } catch {
      throw ProjectRefusal(error.problems, path: path)
    }
  }

  /// Reads choices; JSON is YAML too.
  ///
  /// - Throws: everything that is wrong with the file.
  package static func read(
    _ bytes: [UInt8], at path: RelativePath? = nil
  ) throws(ProjectRefusal) -> GivenChoices {
    var reader = ProjectReader(try mapping(bytes, at: path), path: path)
    return try reader.choices()
  }

  /// Reads all answers at once: `plan`, `name`, and the choices as `project`.
  package static func readAnswers(
    _ bytes: [UInt8], at path: RelativePath? = nil
  ) throws(ProjectRefusal) -> (plan: String?, name: String?, choices: GivenChoices) {
    let answers = try mapping(bytes, at: path)
    let known = ["plan", "name", "project"]
    let strays = answers.keys.compactMap(\.string).filter { !known.contains($0) }
    guard strays.isEmpty else {
      throw ProjectRefusal(strays.map { .unknownKey($0, known: known) }, path: path)
    }
    var choices = GivenChoices()
    if let project = answers["project"] {
      guard let mapping = project.mapping else {
        throw ProjectRefusal([.wrongKind(key: "project", expected: "a mapping")], path: path)
      }
      var reader = ProjectReader(mapping, path: path)
      choices = try reader.choices()
    }
    return (answers["plan"]?.string, answers["name"]?.string, choices)
  }

  private static func mapping(
    _ bytes: [UInt8], at path: RelativePath?
  ) throws(ProjectRefusal) -> Yams.Node.Mapping {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ProjectRefusal([.unreadable("it is not UTF-8")], path: path)
    }
    do {
      if let mapping = try Yams.compose(yaml: text)?.mapping { return mapping }
    } catch {
      let line = "\(error)".split(separator: "\n").first.map(String.init)
      throw ProjectRefusal([.unreadable(line ?? "it is no YAML or JSON")], path: path)
    }
    throw ProjectRefusal([.unreadable("it is no mapping of name, database, ...")], path: path)
  }
}

/// Reads one mapping, all that is wrong with it at once.
private struct ProjectReader {
  let mapping: Yams.Node.Mapping
  let path: RelativePath?
  private var problems: [ProjectProblem] = []

  init(_ mapping: Yams.Node.Mapping, path: RelativePath?) {
    self.mapping = mapping
    self.path = path
  }

  mutating func text(_ key: String) -> String? {
    guard let node = mapping[key], node.null == nil else { return nil }
    if let text = node.scalar?.string { return text }
    problems.append(.wrongKind(key: key, expected: "a text"))
    return nil
  }

  mutating func one<Value: RawRepresentable<String> & CaseIterable>(
    _ key: String, of _: Value.Type
  ) -> Value? {
    guard let text = text(key) else { return nil }
    if let value = Value(rawValue: text) { return value }
    problems.append(.unknownValue(text, of: key, known: Value.allCases.map(\.rawValue)))
    return nil
  }

  mutating func features() -> GivenChoices.Features? {
    guard let node = mapping["features"], node.null == nil else { return nil }
    guard let names = node.sequence?.map(\.scalar?.string), !names.contains(nil) else {
      problems.append(.wrongKind(key: "features", expected: "a list of names"))
      return nil
    }
    do throws(ProjectRefusal) {
      var features = try GivenChoices.Features(words: names.compactMap(\.self))
      if features.left.isEmpty { features.isWhole = true }
      return features
    } catch {
      problems += error.problems
      return nil
    }
  }

  mutating func choices() throws(ProjectRefusal) -> GivenChoices {
    let known = ProjectChoices.CodingKeys.allCases.map(\.stringValue)
    problems += mapping.keys.compactMap(\.string).filter { !known.contains($0) }
      .map { .unknownKey($0, known: known) }
    var choices = GivenChoices()
    choices.name = text("name")
    choices.backend = text("backend")
    choices.frontend = text("frontend")
    choices.database = one("database", of: ProjectChoices.Database.self)
    choices.auth = one("auth", of: ProjectChoices.Auth.self)
    choices.features = features()
    guard problems.isEmpty else { throw ProjectRefusal(problems, path: path) }
    return choices
  }
}
