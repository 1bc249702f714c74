package import Patch
package import ProjectModel

/// What an agent made: changes to stage, and what to tell about them.
package struct GeneratedChanges: Hashable, Sendable {
  /// The changes in order; empty when everything stands there already.
  package var changes: [Change]
  /// The layers with what became of each.
  package var layers: [Layer]
  /// Why each edit goes where it goes.
  package var evidence: [Evidence]
  /// What does not stop the run: a requirement to add, a layer adopted with differences.
  package var warnings: [String]
  /// What a person does next, as commands where they are some.
  package var nextSteps: [String]

  /// Creates a result.
  package init(
    changes: [Change], layers: [Layer] = [], evidence: [Evidence] = [], warnings: [String] = [],
    nextSteps: [String] = []
  ) {
    self.changes = changes
    self.layers = layers
    self.evidence = evidence
    self.warnings = warnings
    self.nextSteps = nextSteps
  }

  /// One layer of an entity.
  package struct Layer: Hashable, Sendable, Codable {
    /// Which.
    package var layer: EntityLayer
    /// Its file.
    package var path: RelativePath
    /// What became of it.
    package var state: State
  }

  /// What became of a layer.
  package enum State: String, Hashable, Sendable, Codable {
    /// It is made by these changes.
    case made
    /// It stood there and is left as it is.
    case adopted
  }
}
