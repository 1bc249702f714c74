package import Generators
package import ProjectModel

/// What a person or agent asked `generate entity` for; unfilled parts are read from the project.
package struct EntityRequest: Sendable {
  /// The name in any spelling.
  package var name: String
  package var plural: String?
  /// Specifications in the field language.
  package var fields: [String] = []
  package var features = Features()
  /// A whole definition, from `--spec`.
  package var spec: Entity?
  /// The backend's directory, when there are several.
  package var backend: String?
  package var options = FastAPIEntityAgent.Options()

  package init(name: String) { self.name = name }
}
