internal import Backstitch
internal import Generators
internal import Patch
package import ProjectModel

extension Orchestrator {
  /// What stands where a plan would make parts of a project.
  ///
  /// - Parameters:
  ///   - name: the project's where nobody gives one.
  ///   - given: the directories that were chosen.
  /// - Throws: several projects of a kind, when none of them was chosen.
  package func projectFacts(
    for plan: OrchestrationPlan, named name: String?, _ given: GivenChoices
  ) throws(OrchestrationError) -> ProjectFacts {
    let tree: WorkspaceTree
    do throws(BackstitchError) {
      tree = try workspace.tree()
    } catch {
      throw .library(error)
    }
    return try facts(for: plan, named: name, given, in: tree, detect(in: tree).0)
  }

  private func facts(
    for plan: OrchestrationPlan, named name: String?, _ given: GivenChoices,
    in tree: some ReadableTree, _ detection: Detection
  ) throws(OrchestrationError) -> ProjectFacts {
    var facts = ProjectFacts(nothingFor: plan, named: name)
    facts.recorded = try .recorded(in: tree)
    let locks: [String]
    do throws(TreeError) {
      locks = try ProjectFiles.locks(in: tree)
    } catch {
      throw OrchestrationError(error)
    }
    facts.made = Set(ProjectPart.allCases.filter { locks.contains($0.lockName) })
    facts.entities = try Self.entities(among: locks, in: tree)
    if !facts.made.contains(.backend) {
      facts.backend = try detection.standing(
        in: given.backend ?? facts.recorded?.backend, isChosen: given.backend != nil)
    }
    if !facts.made.contains(.frontend) {
      facts.frontend = try detection.frontendStanding(
        in: given.frontend ?? facts.recorded?.frontend, isChosen: given.frontend != nil)
    }
    return facts
  }
}

extension Detection {
  /// The backend that stands in a directory; with none chosen, the only one.
  fileprivate func standing(
    in directory: String?, isChosen: Bool
  ) throws(OrchestrationError) -> ProjectFacts.Found? {
    guard !backends.isEmpty else { return nil }
    let there = backends.first { $0.root?.description ?? "." == directory }
    if isChosen, there == nil { return nil }
    guard let backend = there ?? (backends.count == 1 ? backends[0] : nil) else {
      throw .detection(.severalBackends(backends.map(\.root)))
    }
    let place = backend.root?.description ?? "."
    return .init(
      directory: place, words: "The FastAPI backend in '\(place)'",
      database: backend.driver.flatMap { .init(rawValue: $0.database) })
  }

  /// The frontend that stands in a directory; with none chosen, the only one.
  fileprivate func frontendStanding(
    in directory: String?, isChosen: Bool
  ) throws(OrchestrationError) -> ProjectFacts.Found? {
    guard !frontends.isEmpty else { return nil }
    let there = frontends.first { $0.root?.description ?? "." == directory }
    if isChosen, there == nil { return nil }
    guard let frontend = there ?? (frontends.count == 1 ? frontends[0] : nil) else {
      throw .detection(.severalFrontends(frontends.map(\.root)))
    }
    let place = frontend.root?.description ?? "."
    return .init(directory: place, words: "The Next.js frontend in '\(place)'")
  }
}

extension ProjectFacts {
  /// The request by which the plan makes its parts of whole choices.
  ///
  /// - Throws: that all it would make stands there, of somebody's own.
  package func request(
    _ settled: ProjectSettlement.Settled
  ) throws(OrchestrationError) -> GenerationRequest {
    if let part = parts.first, parts.count == 1, kept.contains(part) {
      let found = part == .backend ? backend : frontend
      let example = part == .backend ? "fastapi api" : "nextjs web"
      throw .answer(
        "\(found?.words ?? "It") is kept as it is, and another one is not made beside it unasked;"
          + " name the directory for another, as in 'backstitch scaffold \(example)'")
    }
    let choices = settled.choices
    try checkPlaces(choices)
    let name =
      switch parts.first {
      case .backend where parts.count == 1: choices.backend
      case .frontend where parts.count == 1: choices.frontend
      default: choices.name
      }
    var request = GenerationRequest(plan: plan.name, name: name)
    request.project = choices
    request.kept = parts.filter(kept.contains).map(\.rawValue)
    if let recorded, recorded != choices {
      let renewed = parts.filter(made.contains)
      request.renewed = renewed.map(\.rawValue)
      // What was generated on a layer goes by what the layer has.
      if !Set(renewed).isDisjoint(with: [.backend, .frontend]) { request.regenerated = entities }
    }
    return request
  }

  /// A part that was made stays where it is: making it elsewhere would leave people's work behind.
  private func checkPlaces(_ choices: ProjectChoices) throws(OrchestrationError) {
    guard let recorded else { return }
    let places = [
      (ProjectPart.backend, recorded.backend, choices.backend),
      (.frontend, recorded.frontend, choices.frontend),
    ]
    for (part, before, now) in places where made.contains(part) && before != now {
      throw .answer(
        "the project has its \(part.rawValue) in '\(before)' already; to move it, rename that"
          + " directory and its entry '\(part.rawValue)' in \(ProjectFiles.project)")
    }
  }

  /// The command by which parts that the plan does not make take up what changed; nil when there is
  /// nothing for them.
  package func renewal(_ settled: ProjectSettlement.Settled) -> String? {
    guard let recorded, recorded != settled.choices else { return nil }
    let others = ProjectPart.allCases.filter { made.contains($0) && !parts.contains($0) }
    guard !others.isEmpty else { return nil }
    return "backstitch regenerate " + others.map(\.lockName).joined(separator: " ")
      + "  # the parts made before take up what changed"
  }
}

extension OrchestrationPlan {
  /// The plan without the parts that are kept, and with those made again that were made before.
  mutating func settleParts(of request: GenerationRequest) {
    guard request.project != nil else { return }
    leaveOut(
      steps.filter { step in
        guard case .builtIn(let agent) = step.agent, let part = agent.part else { return false }
        return request.kept.contains(part.rawValue)
      })
    for index in steps.indices {
      guard case .builtIn(let agent) = steps[index].agent, let part = agent.part,
        request.renewed.contains(part.rawValue)
      else { continue }
      steps[index].agent = .builtIn(.regeneration)
      steps[index].options["name"] = part.lockName
    }
  }
}
