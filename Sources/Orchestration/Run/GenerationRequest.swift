package import ProjectModel

/// What is asked of a plan: by flags, a file, JSON or a dialogue, with the same result.
///
/// Recorded with the transaction as JSON, so that `resume` goes on with the same answers.
package struct GenerationRequest: Hashable, Sendable {
  /// The plan's name.
  package var plan: String
  /// The entity's name in any spelling; a module's for a scaffold.
  package var name: String
  /// The entity as defined; nil: as its file, else its model says.
  package var entity: Entity?
  /// What a new project is made of.
  package var project: ProjectChoices?
  /// The project's parts that are left out, because somebody's own stand there.
  package var kept: [String] = []
  /// The project's parts that were made of other choices and are made again.
  package var renewed: [String] = []
  /// The backend's directory, when there are several.
  package var backend: String?
  /// The frontend's directory, when there are several.
  package var frontend: String?
  /// Where to register: `PATH` or `PATH:NAME`.
  package var registrar: String?
  /// Makes relationships whose target is missing plain columns.
  package var defersMissingTargets = false
  /// Makes a test module.
  package var tests = false
  /// Adds what the plan touches to Docker.
  package var docker = false
  /// The columns of the table; nil: chosen from the fields.
  package var columns: [String]?
  /// The filters above it.
  package var filters: [String]?
  /// What can be done with its rows.
  package var actions: [String]?
  /// Modules to scaffold first.
  package var modules: [String] = []
  /// What becomes of the migration; nil: it is left to a person.
  package var migration: MigrationChoice?
  /// Entities and scaffolds that are generated already and made again, in order.
  package var regenerated: [String] = []
  /// Makes what people deleted of them again, too.
  package var recreates = false
  /// Fields that get another name, `old:new`.
  package var renames: [String] = []

  /// Creates a request.
  package init(plan: String, name: String) {
    self.plan = plan
    self.name = name
  }
}

extension GenerationRequest: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case plan, name, entity, backend, frontend, registrar
    case defersMissingTargets = "defer_ref"
    case tests, docker, columns, filters, actions
    case modules = "with"
    case migration = "migrate"
    case regenerated = "regenerate"
    case recreates = "recreate"
    case renames = "rename"
    case project
    case kept = "keep"
    case renewed = "renew"
  }

  /// Reads a request; absent keys have their defaults.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String? {
      try values.decodeIfPresent(String.self, forKey: key)
    }
    func list(_ key: CodingKeys) throws -> [String]? {
      try values.decodeIfPresent([String].self, forKey: key)
    }
    plan = try text(.plan) ?? ""
    name = try text(.name) ?? ""
    entity = try values.decodeIfPresent(Entity.self, forKey: .entity)
    (backend, frontend) = (try text(.backend), try text(.frontend))
    registrar = try text(.registrar)
    defersMissingTargets =
      try values.decodeIfPresent(Bool.self, forKey: .defersMissingTargets) ?? false
    tests = try values.decodeIfPresent(Bool.self, forKey: .tests) ?? false
    docker = try values.decodeIfPresent(Bool.self, forKey: .docker) ?? false
    (columns, filters, actions) = (try list(.columns), try list(.filters), try list(.actions))
    modules = try list(.modules) ?? []
    regenerated = try list(.regenerated) ?? []
    recreates = try values.decodeIfPresent(Bool.self, forKey: .recreates) ?? false
    renames = try list(.renames) ?? []
    project = try values.decodeIfPresent(ProjectChoices.self, forKey: .project)
    (kept, renewed) = (try list(.kept) ?? [], try list(.renewed) ?? [])
    migration = try text(.migration).map { word in
      guard let choice = MigrationChoice(rawValue: word) else {
        throw DecodingError.dataCorruptedError(
          forKey: .migration, in: values, debugDescription: "'migrate' is make or apply")
      }
      return choice
    }
  }
}
