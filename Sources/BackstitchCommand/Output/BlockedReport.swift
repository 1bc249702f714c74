internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// "Orchestration Blocked": what is missing, and the options with commands that work.
struct BlockedReport {
  private let error: OrchestrationError
  private let request: GenerationRequest
  private let globals: Globals

  init(_ error: OrchestrationError, _ request: GenerationRequest, _ globals: Globals) {
    self.error = error
    self.request = request
    self.globals = globals
  }

  /// The failure that ends the command; a report only when something is missing.
  var failure: Failure {
    var failure = Failure(error)
    guard failure.kind == .blocked else { return failure }
    failure.next = options.compactMap(\.command)
    failure.report = text(failure.message)
    return failure
  }

  private struct Option {
    var title: String
    var command: String?
    /// What is said below the command.
    var note: String?
  }

  private func text(_ message: String) -> String {
    var lines = [
      "## Orchestration Blocked", "", "### Dependency Required", "",
      "Cannot proceed with \(request.plan) generation because:", "", "**Missing: \(missing)**", "",
      reason ?? message, "", "### Options", "",
    ]
    for (index, option) in options.enumerated() {
      lines.append("\(index + 1). **\(option.title)**")
      if let command = option.command {
        lines += ["   ```bash", "   \(command)", "   ```"]
      }
      if let note = option.note { lines.append("   \(note)") }
      lines.append("")
    }
    return (lines + ["Which option do you prefer?"]).joined(separator: "\n")
  }

  // MARK: What is missing

  private var missing: String {
    switch error {
    case .detection(let error): missing(error)
    case .generation(.detection(let error)): missing(error)
    case .generation(.missingTargets(let missing)):
      "model \(missing.map(\.target).joined(separator: ", "))"
    case .noName: "name"
    case .noFields: "fields"
    case .migration: "Alembic"
    case .undone(_, let need, _): "step \(need)"
    default: "a choice"
    }
  }

  private func missing(_ error: DetectionError) -> String {
    switch error {
    case .noFastAPI: "FastAPI project"
    case .noNextJS: "Next.js project"
    default: "a choice"
    }
  }

  /// The seed's sentence, where it has one.
  private var reason: String? {
    switch error {
    case .detection(.noNextJS):
      "The frontend portion requires a Next.js project, but none was detected."
    case .detection(.noFastAPI) where request.plan != BuiltInPlans.entity.name:
      "The backend portion requires a FastAPI project, but none was detected."
    default: nil
    }
  }

  // MARK: Options

  private var options: [Option] {
    switch error {
    case .detection(.noNextJS): withoutNextJS
    case .detection(.noFastAPI), .generation(.detection(.noFastAPI)): withoutFastAPI
    case .generation(.missingTargets(let missing)): withoutTargets(missing)
    case .noName:
      [Option(title: "Give it", command: SameCommand.adding("product"))]
    case .noFields: toDefine
    case .detection(.severalBackends(let roots)): toChoose("--backend", roots)
    case .detection(.severalFrontends(let roots)): toChoose("--frontend", roots)
    case .generation(.detection(.severalRegistrars(let places))):
      places.map { place in
        // Calls at a module's top level have no name.
        let name = place.what == "routers" ? "" : ":\(place.what)"
        return Option(
          title: "Register it in \(place)",
          command: SameCommand.adding("--registrar", "\(place.path)\(name)"))
      }
    case .migration: withoutAlembic
    case .undone(_, _, let operation):
      [Option(title: "Bring it back", command: globals.command("redo", "\(operation)"))]
    default: toChoose
    }
  }

  private var withoutNextJS: [Option] {
    var options = [
      Option(
        title: "Scaffold Next.js project first",
        command: "npx create-next-app@latest frontend --typescript --app --no-src-dir",
        note: "Then run \(request.plan) generation again.")
    ]
    if request.plan != BuiltInPlans.entity.name {
      options.append(
        Option(
          title: "Generate backend only",
          command: SameCommand.with(plan: BuiltInPlans.entity.name, insteadOf: request.plan),
          note: "Skip frontend generation."))
    }
    options.append(
      Option(
        title: "Specify frontend path", command: SameCommand.adding("--frontend", "DIR"),
        note: "If Next.js is in a different directory, specify the path."))
    return options
  }

  private var withoutFastAPI: [Option] {
    [
      Option(
        title: "Run it in the repository that holds the backend",
        command: SameCommand.adding("-C", "DIR")),
      Option(title: "See what was detected", command: globals.command("detect")),
      Option(
        title: "Specify backend path", command: SameCommand.adding("--backend", "DIR"),
        note: "If FastAPI is in a different directory, specify the path."),
    ]
  }

  private var withoutAlembic: [Option] {
    [
      Option(title: "Install it, or activate the environment that has it", command: nil),
      Option(
        title: "Generate without the migration", command: SameCommand.without("--migrate"),
        note: "The next steps have the commands that make it."),
    ]
  }

  private func withoutTargets(_ missing: [Relationship]) -> [Option] {
    missing.map { relationship in
      let name = EntityNames.canonical(relationship.target)
      return Option(
        title: "Generate the target first",
        command: globals.command("generate", request.plan, name, "FIELD..."))
    } + [
      Option(
        title: "Make it a plain column for now", command: SameCommand.adding("--defer-ref"))
    ]
  }

  /// Each way to say what the entity is.
  private var toDefine: [Option] {
    [
      Option(
        title: "Give the fields", command: SameCommand.adding("name:str:64:required"),
        note: "Each behind the name, or with --field."),
      Option(
        title: "Give a whole definition", command: SameCommand.adding("--spec", "FILE"),
        note: "YAML or JSON: name, fields, relationships, features."),
      Option(
        title: "Give all answers at once", command: SameCommand.adding("--answers", "FILE"),
        note: "The same below 'entity', with columns, filters, actions, tests, docker."),
    ]
  }

  private func toChoose(_ flag: String, _ roots: [RelativePath?]) -> [Option] {
    roots.map { root in
      let directory = root?.description ?? "."
      return Option(
        title: "Choose \(directory)", command: SameCommand.adding(flag, directory))
    }
  }

  private var toChoose: [Option] {
    [
      Option(
        title: "See what was detected, with evidence", command: globals.command("detect")),
      Option(
        title: "Choose",
        command: SameCommand.adding("--backend", "DIR", "--frontend", "DIR", "--registrar", "PATH")),
    ]
  }
}
