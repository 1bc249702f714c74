internal import ArgumentParser
internal import Backstitch
internal import Orchestration

/// `backstitch scaffold frontend-module MODULE`
struct Scaffold: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaffold",
    abstract: "Make what generated code rests on: frontend-module data-table.")

  @Argument(help: "What: frontend-module.", completion: .list(["frontend-module"]))
  var plan: String
  @Argument(help: "Its name: data-table.", completion: .list(["data-table"])) var name: String
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
      elsewhere.place = try .parse([])
      try elsewhere.run()
    }
    if isDone { return }
    let isProject = BuiltInPlans.named("scaffold-\(plan)") != nil
    guard plan == BuiltInPlans.frontendModule.name || isProject else {
      throw Failure(.usage, "there is no scaffold '\(plan)'; there is frontend-module")
    }
    let workspace = try globals.workspace(for: options).workspace
    var request = GenerationRequest(plan: isProject ? "scaffold-\(plan)" : plan, name: name)
    try project.choose(in: &request, globals, workspace)
    try OrchestrationFlow(
      workspace: workspace, globals: globals, options: options, runOptions: runOptions,
      checkOptions: checkOptions, git: gitOptions.request, editsMessage: gitOptions.edits
    ).run(request)
  }
}
