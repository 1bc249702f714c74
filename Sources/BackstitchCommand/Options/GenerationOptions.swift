internal import ArgumentParser
internal import Foundation
internal import Orchestration
internal import Patch
internal import ProjectModel

/// What every plan that generates an entity can be told.
struct GenerationOptions: ParsableArguments {
  @Option(name: .customLong("field"), help: "A field; can be repeated.")
  var moreFields: [String] = []
  @Option(
    name: .customLong("feature"),
    help: "soft-delete, audit, bilingual, active; several with commas.")
  var features: [String] = []
  @Option(help: "The plural, when the English one is not wanted.") var plural: String?
  @Option(
    help: ArgumentHelp("A whole definition, YAML or JSON.", valueName: "file"), completion: .file())
  var spec: String?
  @Option(
    help: ArgumentHelp(
      "All answers at once, YAML or JSON: a file, - or the JSON itself.", valueName: "file"),
    completion: .file())
  var answers: String?
  @Option(help: ArgumentHelp("The table's columns, with commas.", valueName: "names"))
  var columns: String?
  @Option(help: ArgumentHelp("The table's filters, with commas.", valueName: "names"))
  var filters: String?
  @Option(
    help: ArgumentHelp("What can be done with rows: add,edit,delete,status.", valueName: "names"))
  var actions: String?
  @Option(help: ArgumentHelp("Where to register: PATH or PATH:NAME.", valueName: "place"))
  var registrar: String?
  @Flag(name: .customLong("defer-ref"), help: "Make missing ref targets plain columns.")
  var defersReferences = false
  @Flag(help: "A test module, too.") var tests = false
  @Flag(help: "Services for Docker, too: what of them is missing.") var docker = false
  @Option(
    help: ArgumentHelp(
      "Make the migration in the same operation, or apply it to the database, too.",
      valueName: "how"))
  var migrate: MigrationChoice?
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("Scaffold a frontend module first: data-table.", valueName: "module"))
  var modules: [String] = []

  /// What was answered: by a file first, flags over it.
  func given(
    plan: String, name: String?, fields: [String], project: ProjectOptions, _ globals: Globals
  ) throws -> GivenAnswers {
    var request = try answered(globals) ?? GenerationRequest(plan: plan, name: "")
    request.plan = plan
    if let name { request.name = name }
    let chosen = try chosenFeatures
    let fields = fields + moreFields
    if let spec {
      guard fields.isEmpty else {
        throw Failure(.failed, "both fields and --spec define the entity; give one of them")
      }
      let entity = try Self.read(spec, globals, EntityFile.read)
      request.entity = entity
      if request.name.isEmpty { request.name = entity.name }
    }
    if fields.isEmpty {
      try check(request.entity, against: chosen)
    } else {
      request.entity = try entity(request.name, fields, chosen)
    }
    request.backend = project.backend ?? request.backend
    request.frontend = project.frontend ?? request.frontend
    request.registrar = registrar ?? request.registrar
    if defersReferences { request.defersMissingTargets = true }
    if tests { request.tests = true }
    if docker { request.docker = true }
    request.columns = Self.list(columns) ?? request.columns
    request.filters = Self.list(filters) ?? request.filters
    request.actions = Self.list(actions) ?? request.actions
    request.migration = migrate ?? request.migration
    request.modules += modules.filter { !request.modules.contains($0) }
    return GivenAnswers(request, features: chosen, plural: plural, hasFile: answers != nil)
  }

  private var chosenFeatures: Features? {
    get throws {
      guard !features.isEmpty else { return nil }
      return try Self.refusals { () throws(EntityRefusal) in
        try Features(flags: features.joined(separator: ","))
      }
    }
  }

  /// Refuses what would be passed over in silence: flags that contradict a whole definition.
  private func check(_ entity: Entity?, against chosen: Features?) throws {
    guard let entity else { return }
    let isOtherPlural = plural.map { NameCase.snake($0) != entity.plural } ?? false
    let isOther = chosen.map { $0 != entity.features } ?? false
    let flags = (isOther ? ["--feature"] : []) + (isOtherPlural ? ["--plural"] : [])
    guard !flags.isEmpty else { return }
    throw Failure(
      .failed,
      "\(flags.joined(separator: " and ")) would change nothing, because"
        + " \(spec == nil ? "--answers" : "--spec") defines the entity whole; write it there, as"
        + " 'features' and 'name_plural', or give fields instead")
  }

  private func answered(_ globals: Globals) throws -> GenerationRequest? {
    guard let answers else { return nil }
    guard answers.hasPrefix("{") else { return try Self.read(answers, globals, AnswersFile.read) }
    return try Self.refusals { () throws(EntityRefusal) in
      try AnswersFile.read(Array(answers.utf8))
    }
  }

  private func entity(
    _ name: String, _ fields: [String], _ chosen: Features?
  ) throws -> Entity {
    try Self.refusals { () throws(EntityRefusal) in
      try EntityDefinition.make(
        name: name, plural: plural, fields: fields, features: chosen ?? Features(),
        deferred: defersReferences ? ["*"] : [])
    }
  }

  private static func read<Value>(
    _ file: String, _ globals: Globals,
    _ reading: ([UInt8], RelativePath?) throws(EntityRefusal) -> Value
  ) throws -> Value {
    let bytes = try InputFile.read(file, in: globals)
    return try refusals { () throws(EntityRefusal) in
      try reading(bytes, RelativePath(unchecked: Array(file.utf8)))
    }
  }

  private static func refusals<Value>(
    _ body: () throws(EntityRefusal) -> Value
  ) throws -> Value {
    do throws(EntityRefusal) {
      return try body()
    } catch {
      throw Failure(.entity(error))
    }
  }

  private static func list(_ text: String?) -> [String]? {
    text.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
  }
}

extension MigrationChoice: ExpressibleByArgument {}

/// Which projects of a workspace are meant.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The backend's directory, when there are several.", valueName: "dir"),
    completion: .directory)
  var backend: String?
  @Option(
    help: ArgumentHelp("The frontend's directory, when there are several.", valueName: "dir"),
    completion: .directory)
  var frontend: String?
}
