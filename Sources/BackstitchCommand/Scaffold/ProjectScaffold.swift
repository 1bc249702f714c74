internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// `scaffold fullstack`, `fastapi`, `nextjs`, `docker`: from the command line to the run.
///
/// Everything is asked before anything is made; then the directory, then the run in it.
struct ProjectScaffold {
  let command: Scaffold
  let plan: OrchestrationPlan

  private var globals: Globals { command.globals }
  private var options: WriteOptions { command.options }

  /// Whether the plan makes a whole project, in a directory of its own.
  private var isWhole: Bool { plan.parts.count > 1 }

  func run() throws {
    let place = isWhole ? try ProjectPlace(command.name, globals) : nil
    var given = try command.choices.given(
      for: plan, ProjectFacts(nothingFor: plan, named: nil).areas,
      name: isWhole ? command.name.flatMap { $0 == "." ? nil : $0 } : nil, globals)
    try takeDirectories(into: &given)
    guard let place else {
      try takeName(into: &given)
      let facts = try facts(in: globals, named: Self.directoryName(globals), given)
      return try finish(try answer(facts, given, asksName: false), globals)
    }
    let facts =
      place.isThere
      ? try self.facts(in: place.inner, named: place.standardName, given)
      : ProjectFacts(nothingFor: plan, named: place.standardName)
    var answered = try answer(facts, given, asksName: place.name == nil)
    if place.directory.lacksRepository, !command.choices.isWithoutGit, facts.recorded == nil {
      answered.notes.append(
        "No git repository is made around the files that stand there; 'git init' makes one.")
    }
    let repository = !command.choices.isWithoutGit
    if options.dryRun, !place.isThere || place.directory.wantsRepository {
      return try place.rehearse(repository: repository) { try finish(answered, $0) }
    }
    try place.run(repository: repository) { inner in
      try finish(answered, inner, entering: place.name.flatMap { _ in inner.directory })
    }
  }

  // MARK: Answers

  /// A whole request, and what is to be said of it.
  private struct Answered {
    var request: GenerationRequest
    var notes: [String]
    var again: String?
    var renewal: String?
  }

  private func answer(
    _ facts: ProjectFacts, _ given: GivenChoices, asksName: Bool
  ) throws -> Answered {
    var choices = given
    var again: String?
    if Terminal.canAsk, !globals.json, !options.yes, !command.choices.hasFile {
      var dialogue = ProjectDialogue(facts, given: given, asksName: asksName)
      if dialogue.question != nil {
        guard Questioning(globals: globals).talk(&dialogue) else {
          throw Failure(.failed, "not confirmed; nothing was written")
        }
        let words = try Failure.catching { try dialogue.words() }
        again = words.isEmpty ? nil : SameCommand.adding(words)
        choices = dialogue.choices
      }
    }
    if choices.name == nil, facts.recorded == nil, facts.settlement.standard.name.isEmpty {
      throw Failure(
        .blocked, "the directory's name gives the project none; give it with --name",
        next: [SameCommand.adding(["--name", "shop"], insteadOf: "--name")])
    }
    let settled = try Failure.catching { try facts.settle(choices) }
    return Answered(
      request: try Failure.catching { try facts.request(settled) },
      notes: facts.keptNotes + settled.notes, again: again, renewal: facts.renewal(settled))
  }

  /// The directory of a part is its NAME.
  private func takeName(into given: inout GivenChoices) throws {
    guard let name = command.name, name != "." || plan.parts != [.infrastructure] else { return }
    let workspace = try globals.workspace()
    let directory = try DirectoryArgument.resolve(name, globals, workspace)
    switch plan.parts.first {
    case .backend: given.backend = directory
    case .frontend: given.frontend = directory
    default:
      let problems = ProjectRules.problems(ofName: name)
      guard problems.isEmpty else { throw Failure(.project(ProjectRefusal(problems))) }
      given.name = name
    }
  }

  /// Takes the directories that options name: of a whole project below its root, which may not be
  /// there yet, else below the directory worked in.
  private func takeDirectories(into given: inout GivenChoices) throws {
    func resolved(_ text: String) throws -> String {
      isWhole ? text : try DirectoryArgument.resolve(text, globals, globals.workspace())
    }
    given.backend = try command.project.backend.map(resolved) ?? given.backend
    given.frontend = try command.project.frontend.map(resolved) ?? given.frontend
  }

  private func facts(
    in globals: Globals, named name: String?, _ given: GivenChoices
  ) throws -> ProjectFacts {
    let workspace = try globals.workspace()
    do throws(OrchestrationError) {
      return try Orchestrator(workspace).projectFacts(for: plan, named: name, given)
    } catch {
      throw BlockedReport(error, GenerationRequest(plan: plan.name, name: ""), globals).failure
    }
  }

  private static func directoryName(_ globals: Globals) throws -> String? {
    let root = try globals.workspace().root
    let last = root[((root.lastIndex(of: 0x2F) ?? -1) + 1)...]
    return ProjectRules.kebab(String(decoding: last, as: UTF8.self))
  }

  // MARK: The run

  private func finish(
    _ answered: Answered, _ globals: Globals, entering directory: String? = nil
  ) throws {
    let workspace = try globals.workspace(for: options).workspace
    var flow = command.flow(workspace, globals)
    flow.again = answered.again
    flow.entering = directory
    flow.notes = answered.notes
    flow.nextSteps = [answered.renewal].compactMap(\.self)
    let unfinished = UnfinishedRun(workspace: workspace, globals: globals, options: options)
    switch try unfinished.choose(answered.request) {
    case .resume(let transaction): try flow.resume(transaction, skipping: [])
    case .begin(let warnings):
      flow.warnings = warnings
      try flow.run(answered.request)
    }
  }
}
