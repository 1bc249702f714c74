package import Patch
package import ProjectModel
internal import SourceEdits

/// `generate/fastapi-entity`: the model, schemas, CRUD functions and router of an entity, and the
/// router's registration.
package enum FastAPIEntityAgent {
  /// The name plans call it by.
  package static let name = "generate/fastapi-entity"

  /// What a person can choose.
  package struct Options: Hashable, Sendable {
    /// Makes relationships whose target is missing plain columns.
    package var defersMissingTargets: Bool
    /// How a Decimal goes over the wire.
    package var decimal: ProjectConfig.DecimalStyle
    /// `PATH` or `PATH:NAME` of the registrar; nil to choose.
    package var registrar: String?
    /// Makes a test module.
    package var tests: Bool
    /// What was decided of the router when it was made; nil: it is decided now.
    package var router: RecordedRouter?
    /// A later step makes the migration.
    package var leavesMigration = false

    /// Creates options.
    package init(
      defersMissingTargets: Bool = false, decimal: ProjectConfig.DecimalStyle = .number,
      registrar: String? = nil, tests: Bool = false
    ) {
      self.tests = tests
      self.defersMissingTargets = defersMissingTargets
      self.decimal = decimal
      self.registrar = registrar
    }

    /// The options that a configuration and a flag give.
    package init(
      config: ProjectConfig, defersMissingTargets: Bool = false, tests: Bool = false
    ) {
      self.init(
        defersMissingTargets: defersMissingTargets, decimal: config.backend?.decimal ?? .number,
        registrar: config.backend?.registrar, tests: tests)
    }
  }

  /// Generates the layers that are missing; those that stand there are adopted untouched.
  ///
  /// Pure: the same entity, backend and tree give the same changes, and a tree with those changes
  /// gives none.
  package static func generate(
    _ entity: Entity, backend: Backend, tree: some ReadableTree, options: Options = Options()
  ) throws(GenerationError) -> GeneratedChanges {
    let problems = EntityRules.problems(of: entity)
    guard problems.isEmpty else { throw .entity(EntityRefusal(problems)) }
    try PluralOwner.check(entity, backend: backend, tree: tree)
    let builder = OutputBuilder(tree: tree, generator: name, entity: entity.name)
    let stored = try builder.storedEntity(like: entity)
    let resolver = BackendEntityResolver(
      backend: backend, options: options,
      adopted: try AdoptedModel.find(entity, in: backend, tree: tree))
    let resolved = try resolver.resolve(entity.deferring(like: stored))
    var run = FastAPIEntityRun(entity: resolved, stored: stored, builder: builder)
    return try run.generate()
  }
}
