internal import ArgumentParser
internal import Backstitch
internal import Foundation
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
  @OptionGroup var globals: Globals

  /// How an entity's report is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, text
  }

  func run() throws { try Self.report(name, format, globals, hints: false) }

  static func report(
    _ name: String?, _ format: Format = .markdown, _ globals: Globals, hints: Bool
  ) throws {
    let status = try WorkspaceStatus(try globals.workspace(), globals)
    if let name { return try status.progress(of: name, format) }
    if globals.json { return say(status.json.text) }
    status.print(globals.style)
    guard hints else { return }
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
  private let open: [Transaction]
  private let entities: [EntityProgress]
  private let last: Backstitch.Operation?

  init(_ workspace: Workspace, _ globals: Globals) throws {
    self.workspace = workspace
    self.globals = globals
    let overview = try Failure.catching { try workspace.overview() }
    (interrupted, open, last) = overview
    holder = try Failure.catching { overview.interrupted == nil ? nil : try workspace.holder() }
    entities = try Failure.catching { try Orchestrator(workspace).progress() }
  }

  func print(_ style: Style) {
    if let interrupted, let holder {
      say("Operation \(interrupted) is landing now (\(holder)).")
    } else if let interrupted {
      say(style.red("Operation \(interrupted) was interrupted: 'backstitch recover' settles it."))
    }
    for transaction in open {
      say("Open: t\(transaction.number ?? 0)  \(transaction.description)")
      for step in transaction.steps { say("  \(Self.mark(step.state)) \(step.title) (\(step.id))") }
      let id = "t\(transaction.number ?? 0)"
      say("  Go on: backstitch diff \(id), backstitch commit \(id) or backstitch rollback \(id)")
    }
    let width = entities.map(\.entity.pascal.count).max() ?? 0
    for progress in entities {
      let name = progress.entity.pascal.padding(toLength: width, withPad: " ", startingAt: 0)
      say("Entity: \(name)  \(ProgressReport(progress: progress, globals: globals).line)")
    }
    if let last {
      say("Last operation: \(OperationText.line(last, now: workspace.context.now(), style))")
    } else {
      say("No operations yet.")
    }
  }

  private static func mark(_ state: Transaction.Step.State) -> String {
    switch state {
    case .waiting: "[ ]"
    case .staged: "[x]"
    case .landed(let operation): "[x] (operation \(operation))"
    case .skipped: "[-]"
    case .failed(let reason): "[!] \(reason):"
    }
  }

  var json: JSONValue {
    [
      "schema": 1, "interrupted": JSONValue(holder == nil ? interrupted : nil),
      "landing": JSONValue(holder == nil ? nil : interrupted),
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
    guard !progress.remaining.isEmpty, let next = report.next else { return }
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
      try flow.run(GenerationRequest(plan: plan.name, name: progress.entity.name))
    }
  }
}
