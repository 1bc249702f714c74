/// Makes whole choices of what was given: defaults, what features need, contradictions.
package struct ProjectSettlement: Sendable {
  /// What the project has recorded; nil for a new one.
  package var recorded: ProjectChoices?
  /// The areas whose usual features are taken where nobody chose: those that are made now.
  package var areas: Set<ProjectChoices.Area>
  /// The choices where nothing was given or recorded.
  package var standard: ProjectChoices
  /// Directories of projects that stand there, whatever they are called.
  package var kept: Set<String> = []

  /// Creates a settlement.
  package init(
    recorded: ProjectChoices?, areas: Set<ProjectChoices.Area>, standard: ProjectChoices
  ) {
    self.recorded = recorded
    self.areas = areas
    self.standard = standard
  }

  /// Whole choices, and what is to be said of them.
  package struct Settled: Hashable, Sendable {
    /// The choices.
    package var choices: ProjectChoices
    /// What was filled in or left out.
    package var notes: [String] = []
  }

  /// Settles choices.
  ///
  /// - Throws: all that is wrong with them.
  package func settle(_ given: GivenChoices) throws(ProjectRefusal) -> Settled {
    var choices = recorded ?? standard
    choices.name = given.name ?? choices.name
    choices.backend = given.backend ?? choices.backend
    choices.frontend = given.frontend ?? choices.frontend
    choices.database = given.database ?? choices.database
    choices.auth = given.auth ?? choices.auth
    choices.features = features(given.features)
    var settled = Settled(choices: choices)
    let problems =
      ProjectRules.problems(ofName: choices.name)
      + ProjectRules.problems(ofDirectoriesIn: choices, kept: kept)
      + fill(&settled, given.features ?? .init())
    guard problems.isEmpty else { throw ProjectRefusal(problems) }
    return settled
  }

  private func features(_ given: GivenChoices.Features?) -> Set<ProjectChoices.Feature> {
    let usual = standard.features.filter { areas.contains($0.area) }
    let before = (recorded?.features ?? []).union(usual)
    guard let given else { return before }
    // A list for a new project is all it has; for one that is there it is what changes.
    let isAll = given.isWhole || (recorded == nil && !given.chosen.isEmpty)
    let rest = isAll ? before.filter { !given.areas.contains($0.area) } : before
    return rest.union(given.chosen).subtracting(given.left)
  }

  /// Adds what features need, or takes out those whose need was left out.
  private func fill(
    _ settled: inout Settled, _ given: GivenChoices.Features
  ) -> [ProjectProblem] {
    var problems: [ProjectProblem] = []
    // Each round fills in one more need of a chain.
    for _ in ProjectChoices.Feature.allCases {
      for feature in settled.choices.orderedFeatures {
        guard let need = feature.needs, !settled.choices.has(need) else { continue }
        if !given.left.contains(need) {
          settled.choices.features.insert(need)
          settled.notes.append(
            "'\(feature.rawValue)' needs '\(need.rawValue)', which is taken, too.")
        } else if given.chosen.contains(feature) {
          settled.choices.features.remove(feature)
          problems.append(.missingNeed(feature.rawValue, need: "'\(need.rawValue)'"))
        } else {
          settled.choices.features.remove(feature)
          settled.notes.append("Without '\(need.rawValue)' there is no '\(feature.rawValue)'.")
        }
      }
    }
    guard settled.choices.auth == .none, settled.choices.has(.authPages) else { return problems }
    settled.choices.features.remove(.authPages)
    if given.chosen.contains(.authPages) {
      return problems + [.missingNeed("auth-pages", need: "'--auth jwt'")]
    }
    settled.notes.append("Without '--auth jwt' there are no pages to sign in.")
    return problems
  }
}
