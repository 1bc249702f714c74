package import Patch
internal import ProjectModel
internal import Yams

/// `.backstitch/plans/NAME.yaml`.
///
///     title: Backend and its documentation
///     steps:
///       - id: backend
///         title: Generate Backend
///         agent: generate/fastapi-entity
///       - id: docs
///         title: Write the documentation
///         agent: { command: [python3, tools/docs.py], time_limit: 30 }
///         needs: [backend]
///         optional: true
package enum PlanFile {
  /// The place of a plan's file.
  package static func path(of name: String) -> RelativePath {
    ProjectFiles.plans.appending(RelativePath(unchecked: Array("\(name).yaml".utf8)))
  }

  /// The plan a project has under a name; nil when there is none.
  package static func load(
    _ name: String, in tree: some ReadableTree
  ) throws(PlanFileError) -> OrchestrationPlan? {
    let path = path(of: name)
    let bytes: [UInt8]?
    do throws(TreeError) {
      bytes = try tree.contents(of: path)
    } catch {
      throw PlanFileError(path: path, line: nil, reason: error.reason)
    }
    guard let bytes else { return nil }
    return try PlanReader(path: path).plan(name, bytes)
  }

  /// The names of a project's own plans, sorted.
  package static func names(in tree: some ReadableTree) throws(TreeError) -> [String] {
    try tree.children(of: ProjectFiles.plans).compactMap { path in
      let file = String(decoding: path.name, as: UTF8.self)
      return file.hasSuffix(".yaml") ? String(file.dropLast(5)) : nil
    }
  }
}

/// A plan's file cannot be used.
package struct PlanFileError: Error, Hashable, Sendable {
  package var path: RelativePath
  /// From 1.
  package var line: Int?
  package var reason: String

  /// What happened, then what to do.
  package var finding: Finding {
    Finding(.refused, path: path, line: line, "\(reason); repair the plan or delete its file")
  }
}

/// Reads the YAML, and says where it is wrong.
private struct PlanReader {
  let path: RelativePath

  func plan(_ name: String, _ bytes: [UInt8]) throws(PlanFileError) -> OrchestrationPlan {
    let root = try compose(bytes)
    let members = try mapping(root, known: ["title", "on_missing", "steps"])
    guard let steps = members["steps"]?.sequence, !steps.isEmpty else {
      throw error(root, "the plan has no 'steps'")
    }
    var plan = OrchestrationPlan(
      name: name, title: try text(members["title"], "title")?.onOneLine ?? name, steps: [])
    if let word = try text(members["on_missing"], "on_missing") {
      guard let policy = OrchestrationPlan.OnMissing(rawValue: word) else {
        throw error(members["on_missing"] ?? root, "'on_missing' is block or leave-out")
      }
      plan.onMissing = policy
    }
    for node in steps {
      let step = try step(node)
      guard plan.step(step.id) == nil else {
        throw error(node, "two steps are called '\(step.id)'")
      }
      if let need = step.needs.first(where: { plan.step($0) == nil }) {
        throw error(node, "'\(step.id)' needs '\(need)', which is no step before it")
      }
      plan.steps.append(step)
    }
    return plan
  }

  private func step(_ node: Yams.Node) throws(PlanFileError) -> OrchestrationPlan.Step {
    let known = ["id", "title", "agent", "needs", "optional", "done", "options"]
    let members = try mapping(node, known: known)
    guard let id = try text(members["id"], "id"), isName(id) else {
      throw error(node, "a step has no 'id' of letters, digits and '-'")
    }
    guard let agent = members["agent"] else { throw error(node, "'\(id)' has no 'agent'") }
    var step = OrchestrationPlan.Step(
      id: id, title: try text(members["title"], "title")?.onOneLine ?? id,
      agent: try reference(agent),
      needs: try texts(members["needs"], "needs"), done: try text(members["done"], "done"))
    if let flag = members["optional"] {
      guard let value = flag.bool else { throw error(flag, "'optional' is true or false") }
      step.optional = value
    }
    for (key, value) in members["options"]?.mapping ?? [:] {
      guard let key = key.string, let text = value.string else {
        throw error(value, "'options' is a mapping of texts")
      }
      step.options[key] = text
    }
    return step
  }

  private func reference(_ node: Yams.Node) throws(PlanFileError) -> AgentReference {
    if let name = node.string {
      guard let agent = BuiltInAgent(rawValue: name) else {
        let known = BuiltInAgent.allCases.map(\.rawValue).joined(separator: ", ")
        throw error(
          node, "there is no agent '\(name)'; there are \(known), or { command: [...] }")
      }
      return .builtIn(agent)
    }
    let members = try mapping(node, known: ["command", "time_limit"])
    let words = try texts(members["command"], "command")
    guard !words.isEmpty else { throw error(node, "'command' is a list of words") }
    guard let limit = members["time_limit"] else {
      return .command(words, timeLimit: ExternalAgent.defaultTimeLimit)
    }
    guard let seconds = limit.int, seconds > 0, seconds <= 86_400 else {
      throw error(limit, "'time_limit' is a number of seconds, 1 to 86400")
    }
    return .command(words, timeLimit: seconds)
  }

  // MARK: YAML

  private func compose(_ bytes: [UInt8]) throws(PlanFileError) -> Yams.Node {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PlanFileError(path: path, line: nil, reason: "the file is not UTF-8")
    }
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw PlanFileError(path: path, line: 1, reason: "the file is empty")
      }
      return node
    } catch let error as PlanFileError {
      throw error
    } catch YamlError.parser(_, let problem, let mark, _), YamlError.scanner(
      _, let problem, let mark, _)
    {
      throw PlanFileError(path: path, line: mark.line, reason: problem)
    } catch {
      throw PlanFileError(path: path, line: nil, reason: "it is no YAML")
    }
  }

  private func mapping(
    _ node: Yams.Node, known: [String]
  ) throws(PlanFileError) -> [String: Yams.Node] {
    guard let mapping = node.mapping else { throw error(node, "a mapping is expected") }
    var members: [String: Yams.Node] = [:]
    for (key, value) in mapping {
      guard let name = key.string, known.contains(name) else {
        throw error(
          key,
          "unknown key '\(key.string ?? "?")'; known are \(known.joined(separator: ", "))")
      }
      members[name] = value
    }
    return members
  }

  private func text(_ node: Yams.Node?, _ key: String) throws(PlanFileError) -> String? {
    guard let node else { return nil }
    guard let text = node.string else { throw error(node, "'\(key)' is a text") }
    return text
  }

  private func texts(_ node: Yams.Node?, _ key: String) throws(PlanFileError) -> [String] {
    guard let node else { return [] }
    let found = node.sequence?.compactMap(\.string)
    guard let found, found.count == node.sequence?.count else {
      throw error(node, "'\(key)' is a list of texts")
    }
    return found
  }

  private func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "_")
      }
  }

  private func error(_ node: Yams.Node, _ reason: String) -> PlanFileError {
    PlanFileError(path: path, line: node.mark?.line, reason: reason)
  }
}
