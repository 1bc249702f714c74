internal import Patch
internal import ProjectModel

/// What a new project has of a FastAPI project.
struct BackendProject: ProjectContent {
  let choices: ProjectChoices

  /// All it makes, in order.
  var outputs: [ProjectOutput] {
    let root = RelativePath(unchecked: Array(choices.backend.utf8))
    let view = BackendView(choices)
    return BackendFile.all.filter { $0.isWanted(view) }.map { file in
      .file(root.appending(file.path), file.template, view: view)
    } + packages(below: root) + variables
  }

  /// What a person does next.
  var nextSteps: [NextStep] {
    let directory = ShellCommand.quoted(choices.backend)
    let packages = ["requirements-dev.txt", "requirements.txt"].map { (name: RelativePath) in
      ProjectChoices.path(choices.backend, name)
    }
    return [
      .init(
        text:
          "(cd \(directory) && python3 -m venv .venv && .venv/bin/pip install -r requirements-dev.txt)"
          + "  # fetch the backend's packages", files: packages),
      .init(text: "(cd \(directory) && .venv/bin/pytest)  # run its tests", files: packages),
    ]
  }

  // MARK: Packages

  private func packages(below root: RelativePath) -> [ProjectOutput] {
    Self.packages.filter { choices.has(.celery) || !$0.path.description.hasPrefix("worker") }
      .map { package in
        .file(
          root.appending(package.path).appending(name: "__init__.py".utf8), .backendPackage,
          view: PackageView(summary: package.summary))
      }
  }

  private struct PackageView {
    let summary: String
  }

  private static let packages: [(path: RelativePath, summary: String)] = [
    ("api", "The HTTP interface."),
    ("api/crud", "Queries and changes, one module for each entity."),
    ("api/dependencies", "What endpoints depend on."),
    ("api/routers", "Endpoints."),
    ("api/routers/setting", "Endpoints of entities, one module each."),
    ("api/schemas", "What goes over the wire."),
    ("core", "Settings, logging, and how the application is put together."),
    ("core/app_setup", "The parts of the application."),
    ("core/app_setup/routers_group", "Which routers the application has."),
    ("db", "Tables and sessions."),
    ("tests", "Tests: run `pytest`."),
    ("worker", "Tasks in the background."),
    ("worker/tasks", "The tasks, one module for each subject."),
  ]

  // MARK: Variables

  private var variables: [ProjectOutput] {
    var variables: [(name: String, value: String)] = [
      ("ENVIRONMENT", "development"), ("APP_NAME", choices.name), ("LOG_LEVEL", "INFO"),
      ("CORS_ORIGINS", "http://localhost:3000"),
      ("DATABASE_URL", BackendView(choices).databaseURL),
    ]
    if choices.has(.redis) { variables.append(("REDIS_URL", "redis://127.0.0.1:6379/0")) }
    if choices.auth == .jwt {
      variables += [
        ("SECRET_KEY", "change-me-to-the-output-of-openssl-rand-hex-32"),
        ("ACCESS_TOKEN_MINUTES", "15"), ("REFRESH_TOKEN_DAYS", "14"),
        ("REGISTRATION_OPEN", "true"),
      ]
    }
    return variables.map { .variable($0.name, value: $0.value) }
  }
}
