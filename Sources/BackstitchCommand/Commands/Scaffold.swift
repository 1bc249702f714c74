internal import ArgumentParser
internal import Backstitch
internal import Orchestration
internal import ProjectModel

/// `backstitch scaffold PLAN [NAME]`
struct Scaffold: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaffold",
    abstract: "Make a new project, a part of one, or what generated code rests on.",
    discussion: """
      PLAN is one of
        fullstack        a new project: backend, frontend, infrastructure, wired
        fastapi          the backend alone; NAME is its directory, backend by default
        nextjs           the frontend alone; NAME is its directory, frontend by default
        docker           Compose, images and the reverse proxy
        frontend-module  a module of the frontend: data-table, forms, modals, auth-pages or
                         navigation

      'scaffold fullstack shop' makes the directory shop with a git repository of its own;
      'scaffold fullstack .' takes the directory one is in. What stands there is kept. In a project
      'scaffold fullstack' with other choices changes it.
      """)

  @Argument(
    help: "What: fullstack, fastapi, nextjs, docker, frontend-module.",
    completion: .list(["fullstack", "fastapi", "nextjs", "docker", "frontend-module"]))
  var plan: String?
  @Argument(help: "The project's name, the part's directory, or the module.") var name: String?
  @OptionGroup var choices: ProjectChoiceOptions
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
      elsewhere.choices.spec = try choices.spec.map { try PlaceOptions.absolute($0, self.globals) }
      elsewhere.choices.answers = try choices.answers.map {
        try PlaceOptions.absolute($0, self.globals)
      }
      elsewhere.place = try .parse([])
      try elsewhere.run()
    }
    if isDone { return }
    var asked = self
    guard let plan = try plan ?? asked.choices.answeredPlan(globals) else {
      throw Failure(
        .usage,
        "say what to scaffold: fullstack, fastapi, nextjs, docker or frontend-module, by name or as"
          + " 'plan' of --answers")
    }
    if plan == BuiltInPlans.frontendModule.name { return try runModule() }
    guard let found = BuiltInPlans.named("scaffold-\(plan)") else {
      throw Failure(
        .usage,
        "there is no scaffold '\(plan)'; there are fullstack, fastapi, nextjs, docker,"
          + " frontend-module")
    }
    try ProjectScaffold(command: asked, plan: found).run()
  }

  private func runModule() throws {
    guard let name else {
      throw Failure(
        .usage, "say which module, as in 'backstitch scaffold frontend-module data-table'")
    }
    let workspace = try globals.workspace(for: options).workspace
    var request = GenerationRequest(plan: BuiltInPlans.frontendModule.name, name: name)
    try project.choose(in: &request, globals, workspace)
    try flow(workspace, globals).run(request)
  }

  /// The flow of a run in a workspace.
  func flow(_ workspace: Workspace, _ globals: Globals) -> OrchestrationFlow {
    OrchestrationFlow(
      workspace: workspace, globals: globals, options: options, runOptions: runOptions,
      checkOptions: checkOptions, git: gitOptions.request, editsMessage: gitOptions.edits)
  }
}
