internal import ArgumentParser
internal import Backstitch
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
  @Option(
    name: .customLong("drop-field"),
    help: ArgumentHelp(
      "A field that an entity that is there loses; can be repeated.", valueName: "field"))
  var dropped: [String] = []
  @Option(
    name: .customLong("rename"),
    help: ArgumentHelp(
      "A field of it that gets another name; can be repeated.", valueName: "old:new"))
  var renames: [String] = []
  @Flag(help: "Make what was deleted of it again, too.") var recreate = false
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
    plan: String?, name: String?, fields: [String], project: ProjectOptions, _ globals: Globals,
    _ workspace: Workspace
  ) throws -> GivenAnswers {
    var request = try answered(globals) ?? GenerationRequest(plan: "", name: "")
    try take(plan, name, into: &request)
    let fields = fields + moreFields
    if let changed = try changed(request, fields, workspace) {
      request.entity = changed.entity
      request.renames = renames
      request.recreates = recreate
      return try completed(request, features: nil, project: project, globals, workspace)
    }
    let chosen = try chosenFeatures
    if let spec {
      guard fields.isEmpty else {
        throw Failure(.failed, "both fields and --spec define the entity; give one of them")
      }
      request.entity = try Self.read(spec, globals, EntityFile.read)
    }
    if fields.isEmpty { try takeName(of: request.entity, into: &request) }
    if fields.isEmpty {
      try check(request.entity, against: chosen)
    } else {
      let entity = try entity(request.name, fields, chosen)
      if !globals.json { tellTwins(of: entity, besides: fields) }
      request.entity = entity
    }
    return try completed(
      request, features: chosen, project: project, globals, workspace)
  }

  /// The request with what else was answered.
  private func completed(
    _ request: GenerationRequest, features: Features?, project: ProjectOptions, _ globals: Globals,
    _ workspace: Workspace
  ) throws -> GivenAnswers {
    var request = request
    try project.choose(in: &request, globals, workspace)
    if let registrar {
      request.registrar = try DirectoryArgument.resolve(registrar: registrar, globals, workspace)
    }
    if defersReferences { request.defersMissingTargets = true }
    if tests { request.tests = true }
    if docker { request.docker = true }
    request.columns = Self.list(columns) ?? request.columns
    request.filters = Self.list(filters) ?? request.filters
    request.actions = Self.list(actions) ?? request.actions
    request.migration = migrate ?? request.migration
    request.modules += modules.filter { !request.modules.contains($0) }
    return GivenAnswers(request, features: features, plural: plural, hasFile: answers != nil)
  }

  /// Takes the command line's plan and name, which an answers file may only repeat.
  private func take(
    _ plan: String?, _ name: String?, into request: inout GenerationRequest
  ) throws {
    if let plan, !request.plan.isEmpty, plan != request.plan {
      throw Self.contradiction("plan", plan, request.plan, "--answers")
    }
    request.plan = plan ?? request.plan
    guard !request.plan.isEmpty else {
      throw Failure(
        .usage,
        "say what to generate, for example 'backstitch generate entity product name:str:64'",
        next: ["backstitch help generate"])
    }
    if let name { request.name = name }
  }

  /// A definition has its own name: another one beside it would be passed over in silence.
  private func takeName(of entity: Entity?, into request: inout GenerationRequest) throws {
    guard let entity else { return }
    if request.name.isEmpty { request.name = entity.name }
    guard EntityNames.canonical(request.name) != entity.name,
      NameCase.snake(request.name) != entity.plural
    else { return }
    throw Self.contradiction(
      "name", request.name, entity.name, spec == nil ? "--answers" : "--spec")
  }

  private static func contradiction(
    _ what: String, _ given: String, _ other: String, _ option: String
  ) -> Failure {
    Failure(
      .failed, "the \(what) is '\(given)', and '\(other)' in \(option); give one of them")
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

  /// Says which texts a bilingual entity gets besides those that were given.
  private func tellTwins(of entity: Entity, besides fields: [String]) {
    guard entity.features.bilingual, let given = try? FieldLanguage.parse(fields) else { return }
    let names = Set(given.fields.map(\.name))
    let twins = entity.fields.map(\.name).filter { !names.contains($0) }
    guard !twins.isEmpty else { return }
    note("Bilingual: \(twins.joined(separator: ", ")) \(twins.count == 1 ? "is" : "are") added.")
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

  /// Takes the directories, which are relative to the current one.
  func choose(
    in request: inout GenerationRequest, _ globals: Globals, _ workspace: Workspace
  ) throws {
    if let backend {
      request.backend = try DirectoryArgument.resolve(backend, globals, workspace)
    }
    if let frontend {
      request.frontend = try DirectoryArgument.resolve(frontend, globals, workspace)
    }
  }
}
