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

  /// One layer of an entity.
  package struct Layer: Hashable, Sendable, Codable {
    /// What it is.
    package var kind: Kind
    /// Its file.
    package var path: RelativePath
    /// What became of it.
    package var state: State
  }

  /// The layers of a backend, in the order of the progress report.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The model class.
    case model
    /// The Pydantic schemas.
    case schemas
    /// The CRUD functions.
    case crud
    /// The router.
    case router
    /// The router's registration.
    case registration
    /// The test module.
    case tests
  }

  /// What became of a layer.
  package enum State: String, Hashable, Sendable, Codable {
    /// It is made by these changes.
    case made
    /// It stood there and is left as it is.
    case adopted
  }
}
