internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// `backstitch status [NAME]`
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Open transactions, an interrupted operation, and the entities of the project.")

  @Argument(help: "An entity: its progress report.") var name: String?
  @Option(help: "Of an entity's report: markdown or text.") var format: Format = .markdown
  @OptionGroup var project: ProjectOptions
  @OptionGroup var globals: Globals

  /// How an entity's report is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, text
  }

  func run() throws { try Self.report(name, format, project, globals, hints: false) }

  static func report(
    _ name: String?, _ format: Format = .markdown, _ project: ProjectOptions, _ globals: Globals,
    hints: Bool
  ) throws {
    let status = try Interruption.endingProgram {
      try WorkspaceStatus(try globals.workspace(), project, globals)
    }
    // Whoever goes on from there writes.
    if let name { return try status.progress(of: name, format) }
    Interruption.endingProgram {
      if globals.json { say(status.json.text) } else { status.print(globals.style) }
    }
    guard hints, !globals.json else { return }
    say(
      """

      backstitch detect                         what the project is made of
      backstitch generate entity NAME FIELD...  a FastAPI entity
      backstitch apply FILE                     any change set or diff
      backstitch undo                           take the newest operation back
      backstitch log                            what was done
      """)
  }
}

/// What a workspace holds now.
struct WorkspaceStatus {
  private let workspace: Workspace
  private let globals: Globals
  private let interrupted: Int?
  /// Who is landing it, when it is not interrupted after all.
  private let holder: String?
  /// Commands whose `exec` ended before it recorded what they changed.
  private let killed: [String]
  /// Working trees that killed commands had begun.
  private let begunTrees: [String]
  private let open: [Transaction]
  private let entities: [EntityProgress]
  private let last: Backstitch.Operation?
  private let scaffolded: ScaffoldedProject?

  init(_ workspace: Workspace, _ project: ProjectOptions, _ globals: Globals) throws {
    self.workspace = workspace
    self.globals = globals
    let overview = try Failure.catching { try workspace.overview() }
    (interrupted, open, last) = overview
    killed = try Failure.catching { try workspace.killedCommands() }
    begunTrees = workspace.begunTrees().map { String(decoding: $0, as: UTF8.self) }
    holder = try Failure.catching { overview.interrupted == nil ? nil : try workspace.holder() }
    var chosen = GenerationRequest(plan: "", name: "")
    try project.choose(in: &chosen, globals, workspace)
    scaffolded = try Failure.catching { try Orchestrator(workspace).scaffoldedProject() }
    entities = try Failure.catching { [chosen] in
      try Orchestrator(workspace).progress(backend: chosen.backend, frontend: chosen.frontend)
    }
  }

  func print(_ style: Style) {
    if let interrupted, let holder {
      say("Operation \(interrupted) is landing now (\(holder)).")
    } else if let interrupted {
      say(style.red("Operation \(interrupted) was interrupted: 'backstitch recover' settles it."))
    }
    for line in KilledCommands.lines(killed, globals) { say(style.red(line)) }
    for tree in begunTrees {
      say(
        style.red(
          "The working tree \(tree) was begun by a command that was killed: 'backstitch recover'"
            + " settles it."))
    }
    for transaction in open {
      say("Open: t\(transaction.number ?? 0)  \(transaction.description)")
      for step in transaction.steps { say("  \(Self.line(step))") }
      for line in goOn(transaction) { say("  \(line)") }
    }
    if let project = scaffolded {
      say("Project: \(project.choices.name)  \(Self.words(for: project))")
    }
    let entities = generated
    let width = entities.map(\.entity.pascal.count).max() ?? 0
    for progress in entities {
      let name = progress.entity.pascal.padding(toLength: width, withPad: " ", startingAt: 0)
      say("Entity: \(name)  \(ProgressReport(progress: progress, globals: globals).line)")
    }
    if scaffolded != nil, entities.isEmpty {
      let example = ["generate", "fullstack", "product", "name:str:64:required"]
      say("No entities yet: \(globals.command(example))")
    }
    if let last {
      say("Last operation: \(OperationText.line(last, now: workspace.context.now(), style))")
    } else {
      say("No operations yet.")
      if let command = EmptyWorkspace.beginning(workspace, globals) {
        say("A new project is begun, or gone on with, by: \(command)")
      }
    }
  }

  /// The entities without those that came with the project.
  private var generated: [EntityProgress] {
    entities.filter { !(scaffolded?.owns($0.entity) ?? false) }
  }

  private static func words(for project: ScaffoldedProject) -> String {
    let parts = project.parts.map(\.rawValue).joined(separator: ", ")
    return project.choices.summary + (parts.isEmpty ? "" : "; made: \(parts)")
  }

  private static func json(_ project: ScaffoldedProject) -> JSONValue {
    [
      "name": .string(project.choices.name), "backend": .string(project.choices.backend),
      "frontend": .string(project.choices.frontend),
      "database": .string(project.choices.database.rawValue),
      "auth": .string(project.choices.auth.rawValue),
      "features": JSONValue(project.choices.orderedFeatures.map(\.rawValue)),
      "parts": JSONValue(project.parts.map(\.rawValue)),
    ]
  }

  private static func line(_ step: Transaction.Step) -> String {
    let name = "\(step.title) (\(step.id))"
    return switch step.state {
    case .waiting: "[ ] \(name)"
    case .staged: "[~] \(name), staged"
    case .landed(let operation): "[x] \(name), operation \(operation)"
    case .skipped(let reason): "[-] \(name), left out\(first(of: reason))"
    case .failed(let reason): "[!] \(name)\(first(of: reason))"
    }
  }

  /// The first line of a reason, behind a colon.
  private static func first(of reason: String?) -> String {
    reason.flatMap { $0.split(separator: "\n").first }.map { ": \($0)" } ?? ""
  }

  /// The commands that go on with a transaction, each with what it does.
  private func goOn(_ transaction: Transaction) -> [String] {
    let id = "t\(transaction.number ?? 0)"
    let isStaged = transaction.steps.contains { $0.state == .staged }
    let isRun = GenerationRequest(words: transaction.arguments) != nil
    let hasLeft = isRun && transaction.steps.contains(where: \.isOpen)
    var commands: [(words: [String], comment: String)] = []
    if hasLeft { commands.append((["resume", id], "run the steps that are left, then commit")) }
    if isStaged {
      commands.append((["diff", id], "what is staged"))
      commands.append((["commit", id], hasLeft ? "land what is staged, keep the rest" : "land it"))
    }
    commands.append((["rollback", id], "end it, take back what it landed"))
    let lines = commands.map { (globals.command($0.words), $0.comment) }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { command, comment in
      command.padding(toLength: width, withPad: " ", startingAt: 0) + "  # " + comment
    }
  }

  var json: JSONValue {
    [
      "schema": 1, "interrupted": JSONValue(holder == nil ? interrupted : nil),
      "landing": JSONValue(holder == nil ? nil : interrupted),
      "killedCommands": JSONValue(killed), "begunTrees": JSONValue(begunTrees),
      "transactions": .array(
        open.map { transaction in
          [
            "id": .string("t\(transaction.number ?? 0)"),
            "description": .string(transaction.description),
            "plan": JSONValue(transaction.plan),
            "steps": .array(
              transaction.steps.map { step in
                ["id": .string(step.id), "state": .string(Self.word(step.state))]
              }),
          ]
        }),
      "project": scaffolded.map(Self.json) ?? .null,
      "entities": .array(
        entities.map { ProgressReport(progress: $0, globals: globals).json }),
      "lastOperation": JSONValue(last?.number),
    ]
  }

  private static func word(_ state: Transaction.Step.State) -> String {
    switch state {
    case .waiting: "waiting"
    case .staged: "staged"
    case .landed: "landed"
    case .skipped: "skipped"
    case .failed: "failed"
    }
  }

  // MARK: One entity

  /// The progress report of an entity; on a terminal somebody is asked whether to go on.
  func progress(of name: String, _ format: Status.Format) throws {
    let canonical = EntityNames.canonical(name)
    guard let progress = entities.first(where: { $0.entity.name == canonical }) else {
      throw Failure(
        .failed,
        "there is no entity '\(canonical)': neither in .backstitch/entities nor as a model",
        next: ["backstitch status"])
    }
    let report = ProgressReport(progress: progress, globals: globals)
    if globals.json {
      let document: JSONValue = ["schema": 1, "entity": report.json]
      return say(document.text)
    }
    say(format == .markdown ? report.markdown : report.text)
    let isOpen = !progress.remaining.isEmpty || !progress.staged.isEmpty
    guard isOpen, let next = report.next else { return }
    say("")
    guard Terminal.canAsk else { return say("Continue: \(next)") }
    guard Terminal.ask("Continue?", ["yes", "no"], atEnd: "no") == "yes" else { return }
    try goOn(progress)
  }

  private func goOn(_ progress: EntityProgress) throws {
    let flow = OrchestrationFlow(
      workspace: workspace, globals: globals, options: try .parse([]),
      runOptions: try .parse([]), checkOptions: try .parse([]))
    if let number = progress.transaction {
      let open = try Failure.catching { try workspace.openTransaction(number) }
      try flow.resume(open, skipping: [])
    } else if let plan = progress.plan {
      try flow.run(progress.request(plan))
    }
  }
}
