/// What was chosen for a project in advance, by flags, a file or a dialogue; the rest is left to
/// defaults.
package struct GivenChoices: Hashable, Sendable {
  /// The project's name.
  package var name: String?
  /// The backend's directory.
  package var backend: String?
  /// The frontend's directory.
  package var frontend: String?
  /// Where the backend keeps its data.
  package var database: ProjectChoices.Database?
  /// How people sign in.
  package var auth: ProjectChoices.Auth?
  /// What it has besides.
  package var features: Features?

  /// Creates choices; without any, all is left to defaults.
  package init() {}

  /// Chosen features.
  package struct Features: Hashable, Sendable {
    /// Whether these are all: none of those that are usual, or recorded.
    package var isWhole = false
    /// Those it has.
    package var chosen: Set<ProjectChoices.Feature> = []
    /// Those it has not.
    package var left: Set<ProjectChoices.Feature> = []
    /// The areas that they are all of; the others are left to defaults.
    package var areas = Set(ProjectChoices.Area.allCases)

    /// Creates features.
    package init(
      isWhole: Bool = false, chosen: Set<ProjectChoices.Feature> = [],
      left: Set<ProjectChoices.Feature> = []
    ) {
      self.isWhole = isWhole
      self.chosen = chosen
      self.left = left
    }

    /// Reads a list: `celery,nginx`, `no-nginx`, `none`.
    package init(words: [String]) throws(ProjectRefusal) {
      var problems: [ProjectProblem] = []
      let names = words.flatMap { $0.split(separator: ",") }.map { word in
        String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      for name in names where !name.isEmpty {
        if name == "none" {
          isWhole = true
        } else if let feature = ProjectChoices.Feature(rawValue: name) {
          chosen.insert(feature)
        } else if name.hasPrefix("no-"),
          let feature = ProjectChoices.Feature(rawValue: String(name.dropFirst(3)))
        {
          left.insert(feature)
        } else {
          problems.append(.unknownValue(name, of: "feature", known: Self.known))
        }
      }
      for feature in ProjectChoices.Feature.allCases
      where chosen.contains(feature) && left.contains(feature) {
        problems.append(.contradiction(feature.rawValue))
      }
      guard problems.isEmpty else { throw ProjectRefusal(problems) }
    }

    private static let known =
      ProjectChoices.Feature.allCases.map(\.rawValue) + ["none", "no-NAME"]
  }

  /// These choices with others over them.
  package func overridden(by other: GivenChoices) -> GivenChoices {
    var result = self
    result.name = other.name ?? name
    result.backend = other.backend ?? backend
    result.frontend = other.frontend ?? frontend
    result.database = other.database ?? database
    result.auth = other.auth ?? auth
    result.features = other.features ?? features
    return result
  }
}
