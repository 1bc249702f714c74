package import Patch
package import ProjectModel

/// What an agent made: changes to stage, and what to tell about them.
package struct GeneratedChanges: Hashable, Sendable {
  /// The changes in order; empty when everything stands there already.
  package var changes: [Change]
  /// What was found in place and is rested on: the changes that would have made it.
  package var holds: [Change]
  /// The layers of an entity, with what became of each.
  package var layers: [Layer]
  /// The files of a scaffold, with what became of each.
  package var files: [File]
  /// Why each edit goes where it goes.
  package var evidence: [Evidence]
  /// What does not stop the run: a requirement to add, a layer adopted with differences.
  package var warnings: [String]
  /// What was left as it is, and why.
  package var notes: [String]
  /// What a person does next, as commands where they are some.
  package var nextSteps: [String]
  /// Changes against what was recorded of earlier ones: they merge with what people wrote since.
  package var merges: [BasedChange] = []
  /// What a regeneration decided, path by path.
  package var regenerated: [RegeneratedOutput] = []

  /// Creates what an agent gives; without arguments, nothing.
  package init(
    changes: [Change] = [], holds: [Change] = [], layers: [Layer] = [], files: [File] = [],
    evidence: [Evidence] = [],
    warnings: [String] = [], notes: [String] = [], nextSteps: [String] = []
  ) {
    self.changes = changes
    self.holds = holds
    self.layers = layers
    self.files = files
    self.evidence = evidence
    self.warnings = warnings
    self.notes = notes
    self.nextSteps = nextSteps
  }

  /// Whether there is nothing to stage.
  package var isEmpty: Bool { changes.isEmpty && merges.isEmpty }

  /// One layer of an entity.
  package struct Layer: Hashable, Sendable, Codable {
    /// Which.
    package var layer: EntityLayer
    /// Its file.
    package var path: RelativePath
    /// What became of it.
    package var state: State
  }

  /// One file of a scaffold.
  package struct File: Hashable, Sendable, Codable {
    /// Where it lies.
    package var path: RelativePath
    /// What became of it.
    package var state: State

    /// Creates a file.
    package init(path: RelativePath, state: State) {
      self.path = path
      self.state = state
    }
  }

  /// What became of a layer or a file.
  package enum State: String, Hashable, Sendable, Codable {
    /// It is made by these changes.
    case made
    /// It stood there and is left as it is.
    case adopted
  }
}
