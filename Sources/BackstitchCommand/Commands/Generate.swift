internal import ArgumentParser
internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// `backstitch generate`
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Run a plan that generates code.", subcommands: [GenerateEntity.self],
    aliases: ["g"])

  @OptionGroup var globals: Globals

  func run() throws {
    throw Failure(
      .usage, "say what to generate, for example 'backstitch generate entity product name:str:64'",
      next: ["backstitch help generate"])
  }
}

/// `backstitch generate entity NAME [FIELD...]`
struct GenerateEntity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entity",
    abstract: "A FastAPI entity: model, schemas, CRUD functions, router and its registration.",
    discussion: """
      A field is NAME:TYPE[:ARG][:required|optional|unique|index...][=DEFAULT], for example
      name_en:str:64:required  price:decimal:10,2  category:ref:Category:restrict
      status:enum:draft,live=draft  sku:str:32:unique
      Types: str text int float decimal bool datetime date uuid json enum ref.
      Without fields the entity is read from its file or from the model that is there.
      """)

  @Argument(help: "The entity's name, singular or plural.") var name: String
  @Argument(help: "Fields.") var fields: [String] = []
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
    help: ArgumentHelp("The backend's directory, when there are several.", valueName: "dir"),
    completion: .directory)
  var backend: String?
  @Option(help: ArgumentHelp("Where to register: PATH or PATH:NAME.", valueName: "place"))
  var registrar: String?
  @Flag(name: .customLong("defer-ref"), help: "Make missing ref targets plain columns.")
  var defersReferences = false
  @Flag(help: "A test module, too.") var tests = false
  @Flag(help: "Leave the transaction open for 'backstitch commit'.") var stage = false
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions

  func run() throws {
    let workspace = try globals.workspace(for: options).workspace
    let request = try request()
    let staged: Orchestrator.Staged
    do throws(OrchestrationError) {
      staged = try Orchestrator(workspace).stageEntity(request, arguments: arguments)
    } catch {
      throw BlockedReport.failure(error, entity: name)
    }
    var transaction = staged.transaction
    for evidence in staged.generated.evidence where globals.verbose { note("\(evidence)") }
    if stage {
      return try Staging.leaveOpen(
        &transaction, globals, options, warnings: staged.generated.warnings)
    }
    var flow = LandingFlow(
      globals: globals, options: options, workspace: workspace, confirms: true)
    flow.warnings = staged.generated.warnings
    flow.nextSteps = staged.generated.nextSteps
    flow.nothing =
      "Nothing to change: the entity '\(staged.entity.name)' is there already. "
      + "No operation was made."
    try flow.run { [transaction] policy in
      try Failure.catching { try transaction.propose(onConflict: policy) }
    }
  }

  /// Runs the step again in a transaction that is resumed.
  func stageAgain(
    in transaction: inout Transaction, _ globals: Globals
  ) throws -> Orchestrator.Staged {
    let request = try request(globals)
    do throws(OrchestrationError) {
      return try Orchestrator(transaction.workspace).runEntity(request, in: &transaction)
    } catch {
      throw BlockedReport.failure(error, entity: name)
    }
  }

  /// What is to be done after the words were generated, as far as it can be said.
  static func nextSteps(of words: [String], _ globals: Globals) -> [String] {
    guard let command = try? parse(words), let workspace = try? globals.workspace(),
      let request = try? command.request(globals),
      let staged = try? Orchestrator(workspace).stageEntity(request, arguments: words)
    else { return [] }
    return staged.generated.nextSteps
  }

  private func request(_ resumed: Globals? = nil) throws -> EntityRequest {
    var request = EntityRequest(name: name)
    request.plural = plural
    request.fields = fields + moreFields
    request.backend = backend
    request.options.defersMissingTargets = defersReferences
    request.options.registrar = registrar
    request.options.tests = tests
    do throws(EntityRefusal) {
      if !features.isEmpty {
        request.features = try Features(flags: features.joined(separator: ","))
      }
    } catch {
      throw Failure(.entity(error))
    }
    if let spec {
      let bytes = try InputFile.read(spec, in: resumed ?? globals)
      do throws(EntityRefusal) {
        request.spec = try EntityFile.read(bytes, at: RelativePath(unchecked: Array(spec.utf8)))
      } catch {
        throw Failure(.entity(error))
      }
    }
    return request
  }

  /// The words that make it again, for `resume`.
  private var arguments: [String] {
    var words = [name] + fields
    for field in moreFields { words += ["--field", field] }
    for feature in features { words += ["--feature", feature] }
    for (flag, value) in [
      ("--plural", plural), ("--spec", spec), ("--backend", backend), ("--registrar", registrar),
    ] {
      if let value { words += [flag, value] }
    }
    if defersReferences { words.append("--defer-ref") }
    if tests { words.append("--tests") }
    return words
  }
}

/// "Orchestration Blocked": what is missing, and the options with commands that work.
enum BlockedReport {
  static func failure(_ error: OrchestrationError, entity: String) -> Failure {
    var failure = Failure(error)
    guard failure.kind == .blocked else { return failure }
    let (missing, options) = options(for: error, entity: entity)
    failure.next = options.compactMap(\.command)
    var text = """
      ## Orchestration Blocked

      ### Dependency Required

      Cannot proceed with generating '\(entity)' because:

      **Missing: \(missing)**

      \(failure.message)

      ### Options

      """
    for (index, option) in options.enumerated() {
      text += "\n\(index + 1). **\(option.title)**\n"
      if let command = option.command { text += "   ```bash\n   \(command)\n   ```\n" }
    }
    failure.report = text
    return failure
  }

  private typealias Choice = (title: String, command: String?)

  private static func options(
    for error: OrchestrationError, entity: String
  ) -> (String, [Choice]) {
    let here = "backstitch generate entity \(entity)"
    switch error {
    case .detection(.noFastAPI), .generation(.detection(.noFastAPI)):
      return (
        "FastAPI project",
        [
          ("Run it in the repository that holds the backend", "\(here) -C DIR"),
          ("See what was detected", "backstitch detect"),
        ]
      )
    case .generation(.missingTargets(let missing)):
      let targets = missing.map { EntityNames.canonical($0.target) }
      return (
        "model \(missing.map(\.target).joined(separator: ", "))",
        targets.map { ("Generate the target first", "backstitch generate entity \($0) FIELD...") }
          + [("Make it a plain column for now", "\(here) FIELD... --defer-ref")]
      )
    case .noFields:
      return ("fields", [("Give them", "\(here) name:str:64:required")])
    default:
      return (
        "a choice",
        [
          ("See what was detected, with evidence", "backstitch detect"),
          ("Choose the backend or the registrar", "\(here) --backend DIR --registrar PATH"),
        ]
      )
    }
  }
}
