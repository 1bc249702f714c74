internal import ArgumentParser
internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// `backstitch init`
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Detect the project and write .backstitch/config.yaml; never required.",
    discussion: """
      With --agent it writes what tells a coding agent how to drive this program instead: claude
      gets files in .claude/commands, agents a section of AGENTS.md, which most others read. Again,
      after an upgrade, it brings them up to date around what people wrote.
      """)

  @Option(
    name: .customLong("agent"), help: "Write files for a coding agent: claude, agents.",
    completion: .list(CodingAgent.allCases.map(\.rawValue)))
  var agent: String?
  @OptionGroup var project: ProjectOptions
  @OptionGroup var globals: Globals
  @OptionGroup var options: WriteOptions

  func run() throws {
    let workspace = try globals.workspace(for: options).workspace
    if let agent { return try install(agent, workspace) }
    var chosen = GenerationRequest(plan: "", name: "")
    try project.choose(in: &chosen, globals, workspace)
    let (detection, known) = try Failure.catching { [chosen] in
      try Orchestrator(workspace).detect(in: try workspace.tree(), for: chosen)
    }
    let config = try completed(known, detection, chosen)
    let text = config.text
    let changes = [Change(ProjectFiles.config, .write(contents: Array(text.utf8)))]
    try land(changes, "init", title: "Configuration", workspace)
  }

  private func land(
    _ changes: [Change], _ description: String, title: String, notes: [String] = [],
    next: [String] = [], _ workspace: Workspace
  ) throws {
    let transaction = try Failure.catching {
      var transaction = try workspace.begin(description)
      try transaction.step("init", title: title) { tree throws(Refusal) in
        for change in changes { try tree.stage(change) }
      }
      return transaction
    }
    var flow = LandingFlow(globals: globals, options: options, workspace: workspace)
    flow.notes = notes
    if !globals.json { for text in notes { note(text) } }
    flow.nextSteps = next
    try flow.run { policy in
      try Failure.catching { try transaction.propose(onConflict: policy) }
    }
  }

  // MARK: Coding agents

  /// Writes the files of a coding agent; those that an earlier version made are made again.
  private func install(_ name: String, _ workspace: Workspace) throws {
    guard let agent = CodingAgent(rawValue: name) else {
      let known = CodingAgent.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        .usage, "there are no files for the agent '\(name)'; there are some for \(known)")
    }
    let tree = try Failure.catching { try workspace.tree() }
    guard try Failure.catching({ try ProjectFiles.locks(in: tree) }).contains(agent.lockName)
    else {
      let made = try Failure.catching { try AgentFilesAgent.generate(agent, tree: tree) }
      return try land(
        made.changes, "init --agent \(name)", title: "Files of \(name)", notes: made.notes,
        next: [globals.command(["init", "--agent", name]) + "  # again after an upgrade"],
        workspace)
    }
    var request = GenerationRequest(plan: BuiltInPlans.regenerate.name, name: agent.lockName)
    request.regenerated = [agent.lockName]
    try OrchestrationFlow(
      workspace: workspace, globals: globals, options: options, runOptions: try .parse([]),
      checkOptions: try .parse([]), git: nil, editsMessage: false
    ).run(request)
  }

  /// The configuration with the directories of what was found: a backend, a frontend, or both.
  private func completed(
    _ known: ProjectConfig, _ detection: Detection, _ chosen: GenerationRequest
  ) throws -> ProjectConfig {
    var config = known
    do throws(DetectionError) {
      if !detection.backends.isEmpty || detection.frontends.isEmpty || chosen.backend != nil {
        let backend = try detection.backend(in: chosen.backend ?? known.backend?.directory)
        var part = known.backend ?? ProjectConfig.Backend()
        part.directory = chosen.backend ?? part.directory ?? backend.root?.description ?? "."
        config.backend = part
      }
      if !detection.frontends.isEmpty || chosen.frontend != nil {
        let frontend = try detection.frontend(in: chosen.frontend ?? known.frontend?.directory)
        var part = known.frontend ?? ProjectConfig.Frontend()
        part.directory = chosen.frontend ?? part.directory ?? frontend.root?.description ?? "."
        config.frontend = part
      }
    } catch {
      let error = OrchestrationError.detection(error)
      throw BlockedReport(error, GenerationRequest(plan: "init", name: ""), globals).failure
    }
    return config
  }
}
