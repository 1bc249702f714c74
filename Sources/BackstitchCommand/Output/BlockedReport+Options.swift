internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

extension BlockedReport {
  /// The ways on.
  var options: [Option] {
    switch error {
    case .detection(let error), .generation(.detection(let error)): options(error)
    case .generation(.missingTargets(let missing)): withoutTargets(missing)
    case .noName:
      [Option(title: "Give it", command: SameCommand.adding("product"))]
    case .noFields: toDefine
    case .migration: withoutAlembic
    case .library(.needUndone(_, _, let operation)):
      [Option(title: "Bring it back", command: globals.command("redo", "\(operation)"))]
    default: [seeDetected]
    }
  }

  private func options(_ error: DetectionError) -> [Option] {
    switch error {
    case .noNextJS: withoutNextJS
    case .noFastAPI: withoutFastAPI
    case .pagesRouter: withoutAppRouter
    case .severalBackends(let roots), .noBackendThere(_, let roots):
      toChoose("--backend", roots) + [seeDetected]
    case .severalFrontends(let roots), .noFrontendThere(_, let roots):
      toChoose("--frontend", roots) + [seeDetected]
    case .severalRegistrars(let places), .noSuchRegistrar(_, let places): toRegister(places)
    case .unsupportedDialect, .noModels, .noSession, .synchronousSession, .several:
      toRebuild + [seeDetected]
    case .noLiveRegistrar, .severalApps, .severalComposeFiles, .broken, .brokenManifests,
      .brokenCompose:
      [seeDetected]
    }
  }

  private var withoutNextJS: [Option] {
    var options = [
      Option(
        title: "Scaffold Next.js project first",
        command: globals.command("scaffold", "nextjs"),
        note: "Then run \(request.plan) generation again.")
    ]
    if makesBackend {
      options.append(
        Option(
          title: "Generate backend only",
          command: SameCommand.with(plan: BuiltInPlans.entity.name, insteadOf: request.plan),
          note: "Skip frontend generation."))
    }
    options.append(
      Option(
        title: "Specify frontend path",
        command: SameCommand.adding(["--frontend", "DIR"], insteadOf: "--frontend"),
        note: "If Next.js is in a different directory, specify the path."))
    return options
  }

  private var withoutFastAPI: [Option] {
    [
      Option(
        title: "Scaffold FastAPI project first", command: globals.command("scaffold", "fastapi"),
        note: "Then run \(request.plan) generation again."),
      Option(
        title: "Run it in the repository that holds the backend",
        command: SameCommand.adding("-C", "DIR")),
      seeDetected,
      Option(
        title: "Specify backend path",
        command: SameCommand.adding(["--backend", "DIR"], insteadOf: "--backend"),
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
        command: globals.command(
          "generate", isAgain ? BuiltInPlans.entity.name : request.plan, name),
        note: "It asks for the fields, or takes them behind the name.")
    }
      + (isAgain
        ? []
        : [
          Option(
            title: "Make it a plain column for now", command: SameCommand.adding("--defer-ref"))
        ])
  }

  /// Whether what was generated is made again: that has no options for the entity.
  private var isAgain: Bool { request.plan == BuiltInPlans.regenerate.name }

  /// Each way to say what the entity is.
  private var toDefine: [Option] {
    if isAgain {
      return [
        Option(
          title: "Bring its file in .backstitch/entities back, or define it anew",
          command: globals.command("generate", BuiltInPlans.entity.name, request.name))
      ]
    }
    return [
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
      let directory = globals.shown(root?.description ?? ".")
      return Option(
        title: "Choose \(directory)",
        command: SameCommand.adding([flag, directory], insteadOf: flag))
    }
  }

  private func toRegister(_ places: [Evidence]) -> [Option] {
    places.map { place in
      // Calls at a module's top level have no name.
      let name = place.what == "routers" ? "" : ":\(place.what)"
      let registrar = globals.shown(place.path.description) + name
      return Option(
        title: "Register it in \(place)",
        command: SameCommand.adding(["--registrar", registrar], insteadOf: "--registrar"))
    }
  }

  private var seeDetected: Option {
    Option(title: "See what was detected, with evidence", command: globals.command("detect"))
  }

  /// A backend of another kind: no option of the command would help.
  private var toRebuild: [Option] {
    [
      Option(
        title: "Change the backend as said above, then run it again",
        command: SameCommand.adding(),
        note: "Generated backends are asynchronous SQLAlchemy 2 with Mapped[...] columns.")
    ]
  }

  private var withoutAppRouter: [Option] {
    let backend =
      makesBackend
      ? [
        Option(
          title: "Generate backend only",
          command: SameCommand.with(plan: BuiltInPlans.entity.name, insteadOf: request.plan),
          note: "Skip frontend generation.")
      ] : []
    return [
      Option(
        title: "Add an App Router beside the pages, then run it again",
        command: SameCommand.adding(), note: "Next.js serves app/ and pages/ side by side.")
    ] + backend + [
      Option(
        title: "Specify frontend path",
        command: SameCommand.adding(["--frontend", "DIR"], insteadOf: "--frontend"),
        note: "If another frontend has the App Router, specify the path.")
    ]
  }

  /// Whether the plan makes a backend among other things.
  private var makesBackend: Bool {
    let steps = BuiltInPlans.named(request.plan)?.steps ?? []
    return steps.count > 1 && steps.contains { $0.agent == .builtIn(.fastAPIEntity) }
  }
}
