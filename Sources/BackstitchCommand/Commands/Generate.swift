internal import ArgumentParser
internal import Backstitch
internal import Orchestration

/// `backstitch generate PLAN NAME [FIELD...]`
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Run a plan that generates code: fullstack, crud, entity, api-route, data-table.",
    discussion: """
      PLAN is one of
        fullstack   backend, API routes and data table page of an entity
        crud        the same, for FastAPI, Next.js or both, as detected
        entity      the FastAPI backend alone
        api-route   TypeScript types and Next.js route handlers alone
        data-table  the Next.js page alone
      or one of the project's own; 'backstitch plan' lists them.

      A field is NAME:TYPE[:ARG][:required|optional|unique|index...][=DEFAULT], for example
      name_en:str:64:required  price:decimal:10,2  category:ref:Category:restrict
      status:enum:draft,live=draft  sku:str:32:unique
      Types: str text int float decimal bool datetime date uuid json enum ref.
      Without fields the entity is read from its file or from the model that is there.
      """,
    aliases: ["g"])

  @Argument(help: "The plan.", completion: .list(BuiltInPlans.all.map(\.name)))
  var plan: String?
  @Argument(help: "The entity's name, singular or plural.") var name: String?
  @Argument(help: "Fields.") var fields: [String] = []
  @OptionGroup var generation: GenerationOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var runOptions: RunOptions
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions
  @OptionGroup var checkOptions: CheckOptions
  @OptionGroup var gitOptions: GitOptions
  @OptionGroup var place: PlaceOptions

  func run() throws {
    let isDone = try place.run(gitOptions, globals, options) { globals in
      var elsewhere = self
      elsewhere.globals = globals
      elsewhere.generation.spec = try generation.spec.map {
        try PlaceOptions.absolute($0, self.globals)
      }
      elsewhere.generation.answers = try generation.answers.map {
        try PlaceOptions.absolute($0, self.globals)
      }
      elsewhere.place = try .parse([])
      try elsewhere.run()
    }
    if isDone { return }
    let workspace = try globals.workspace(for: options).workspace
    let given = try generation.given(
      plan: plan, name: name, fields: fields, project: project, globals, workspace)
    let plan = given.request.plan
    var flow = OrchestrationFlow(
      workspace: workspace, globals: globals, options: options, runOptions: runOptions,
      checkOptions: checkOptions, git: gitOptions.request, editsMessage: gitOptions.edits)
    var name = given.request.name
    if !name.isEmpty, try resumes(plan, name, with: &flow) { return }
    let answered = try DialogueFlow(workspace: workspace, globals: globals, options: options)
      .complete(given)
    if name.isEmpty {
      name = answered.request.name
      if try resumes(plan, name, with: &flow) { return }
    }
    flow.again = answered.again
    if generation.spec != nil || generation.answers != nil {
      let dropped = DroppedFields(
        answered.request.entity, of: try generation.stored(name, in: workspace))
      try dropped.check(options, globals)
      if let warning = dropped.warning { flow.warnings.append(warning) }
    }
    try flow.run(answered.request)
  }

  /// Goes on with an earlier run instead, when a person wants that.
  private func resumes(
    _ plan: String, _ name: String, with flow: inout OrchestrationFlow
  ) throws -> Bool {
    let unfinished = UnfinishedRun(
      workspace: flow.workspace, globals: globals, options: options)
    switch try unfinished.choose(plan: plan, name: name) {
    case .resume(let transaction):
      try flow.resume(transaction, skipping: [])
      return true
    case .begin(let warnings):
      flow.warnings = warnings
      return false
    }
  }
}
