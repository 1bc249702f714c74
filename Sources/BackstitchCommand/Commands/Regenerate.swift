internal import ArgumentParser
internal import Backstitch
internal import Orchestration

/// `backstitch regenerate [NAME...]`
struct Regenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regenerate",
    abstract: "Make what was generated again, and merge it with what people wrote since.",
    discussion: """
      NAME is an entity or a scaffold; its definition is its file in .backstitch/entities, as it is
      now. What was generated then is the base of a merge, what is made now one side and what stands
      on disk the other. A file that was deleted stays deleted, one that was moved is followed.
      """)

  @Argument(help: "Entities, singular or plural, or scaffolds.") var names: [String] = []
  @Flag(help: "All that was generated.") var all = false
  @Flag(help: "Make what was deleted again, too.") var recreate = false
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
    let workspace = try globals.workspace(for: options).workspace
    var request = GenerationRequest(plan: BuiltInPlans.regenerate.name, name: "")
    request.recreates = recreate
    request.regenerated = try Failure.catching {
      try Orchestrator(workspace).generated(named: names, all: all)
    }
    request.name = request.regenerated[0]
    try project.choose(in: &request, globals, workspace)
    var flow = OrchestrationFlow(
      workspace: workspace, globals: globals, options: options, runOptions: runOptions,
      checkOptions: checkOptions, git: gitOptions.request, editsMessage: gitOptions.edits)
    let unfinished = UnfinishedRun(workspace: workspace, globals: globals, options: options)
    switch try unfinished.replace(request) {
    case .resume(let transaction): try flow.resume(transaction, skipping: [])
    case .begin(let warnings):
      flow.warnings = warnings
      try flow.run(request)
    }
  }
}
