package import Patch
package import ProjectModel

/// `generate/fastapi-entity`: the model, schemas, CRUD functions and router of an entity, and the
/// router's registration.
package enum FastAPIEntityAgent {
  /// The name plans call it by.
  package static let name = "generate/fastapi-entity"

  /// What a person can choose.
  package struct Options: Hashable, Sendable {
    /// Makes relationships whose target is missing plain columns.
    package var defersMissingTargets: Bool
    /// Makes a test module.
    package var tests: Bool
    /// How a Decimal goes over the wire.
    package var decimal: ProjectConfig.DecimalStyle
    /// `PATH` or `PATH:NAME` of the registrar; nil to choose.
    package var registrar: String?

    /// Creates options.
    package init(
      defersMissingTargets: Bool = false, tests: Bool = false,
      decimal: ProjectConfig.DecimalStyle = .number, registrar: String? = nil
    ) {
      self.defersMissingTargets = defersMissingTargets
      self.tests = tests
      self.decimal = decimal
      self.registrar = registrar
    }
  }

  /// Generates the layers that are missing; those that stand there are adopted untouched.
  ///
  /// Pure: the same entity, backend and tree give the same changes, and a tree with those changes
  /// gives none.
  package static func generate(
    _ entity: Entity, backend: Backend, tree: some ReadableTree, options: Options = Options()
  ) throws(GenerationError) -> GeneratedChanges {
    throw .target(missing: "")
  }
}
