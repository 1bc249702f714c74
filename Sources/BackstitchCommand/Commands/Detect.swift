internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch
internal import ProjectModel

/// `backstitch detect`
struct Detect: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect",
    abstract: "What the project is made of, with evidence.")

  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    let (detection, _) = try Failure.catching {
      try Orchestrator(workspace).detect(in: try workspace.tree())
    }
    if globals.json {
      write(detection.json)
      return
    }
    for backend in detection.backends { BackendText(backend, globals.style).print() }
    for frontend in detection.frontends { FrontendText(frontend, globals.style).print() }
    if detection.backends.isEmpty { say("No FastAPI application was found in this workspace.") }
    if detection.frontends.isEmpty { say("No Next.js project was found in this workspace.") }
  }
}

/// A backend for people: one line a finding, with where it was seen.
struct BackendText {
  private let backend: Backend
  private let style: Style

  init(_ backend: Backend, _ style: Style) {
    self.backend = backend
    self.style = style
  }

  func print() {
    say(style.bold("Backend in \(backend.root?.description ?? ".")"))
    for app in backend.apps {
      line(
        app.isLive ? "application" : "application (not live)",
        "\(app.path):\(app.line) \(app.target)", app.evidence)
    }
    for registrar in backend.registrars {
      let name = registrar.name ?? "module level"
      let place = "\(registrar.path):\(registrar.line) \(name)"
      line(
        registrar.reachedBy.isEmpty ? "registrar (dead)" : "registrar", place, registrar.reachedBy)
    }
    if let models = backend.models {
      let names = models.all.map(\.name).joined(separator: ", ")
      line("models (\(models.dialect.value.rawValue))", names, models.dialect.evidence)
      line("base class", models.base.value.name, models.base.evidence)
    }
    if let session = backend.session {
      line(
        "session", "\(session.value.symbol.name), the \(session.value.committer.rawValue) commits",
        session.evidence)
    }
    if let base = backend.schemaBase { line("schema base", base.value.symbol.name, base.evidence) }
    if let user = backend.currentUser {
      line("current user", user.value.symbol.name, user.evidence)
    }
    if let alembic = backend.alembic { line("migrations", "Alembic", alembic.evidence) }
    if let database = backend.database { line("database", database.value, database.evidence) }
    for note in backend.notes {
      say("  \(style.yellow("note")) \(note.evidence) (\(note.kind.rawValue))")
    }
  }

  private func line(_ what: String, _ value: String, _ evidence: [Evidence]) {
    FindingLine(what, value, evidence).print(style)
  }
}

/// A frontend for people: one line a finding, with where it was seen.
struct FrontendText {
  private let frontend: Frontend
  private let style: Style

  init(_ frontend: Frontend, _ style: Style) {
    self.frontend = frontend
    self.style = style
  }

  func print() {
    say(style.bold("Frontend in \(frontend.root?.description ?? ".")"))
    line("Next.js", "\(frontend.next.value)", frontend.next.evidence)
    let router = frontend.router
    line(
      router.value.kind == .app ? "App Router" : "pages router (not supported)",
      "\(router.value.directory)", [])
    let aliases = frontend.aliases.map { alias in
      "\(alias.prefix.isEmpty ? "bare" : alias.prefix) from \(alias.directory?.description ?? ".")"
    }
    line("imports", aliases.isEmpty ? "relative" : aliases.joined(separator: ", "), [])
    if !frontend.components.isEmpty {
      line("components", frontend.components.map(\.name).joined(separator: ", "), [])
    }
    printModules()
    // Nothing is generated beside the pages router.
    let layout = frontend.layout
    let isUsed = router.value.kind == .app
    for (what, pattern) in [
      ("types", layout.types), ("route handlers", layout.routes), ("pages", layout.page),
    ] where isUsed {
      line(what, pattern.value.text, pattern.evidence)
    }
    for note in frontend.notes {
      say("  \(style.yellow("note")) \(note.evidence) (\(note.kind.rawValue))")
    }
  }

  private func printModules() {
    if let table = frontend.dataTable {
      let props = table.value.props.joined(separator: ", ")
      line("data table", "\(table.value.symbol.module) (\(props))", table.evidence)
    } else {
      line("data table", "none", [])
    }
    if let fetch = frontend.serverFetch {
      let gives = fetch.value.result == .response ? "" : ", which gives no Response"
      line(
        "server fetch", "\(fetch.value.symbol.name) of \(fetch.value.symbol.module)\(gives)",
        fetch.evidence)
    }
    if let list = frontend.navigation {
      line("navigation", "\(list.value.variable) in \(list.value.path)", list.evidence)
    }
    line("backend's address", frontend.backendURL.value, frontend.backendURL.evidence)
  }

  private func line(_ what: String, _ value: String, _ evidence: [Evidence]) {
    FindingLine(what, value, evidence).print(style)
  }
}

/// A finding for people: what, its value, and the first place it was seen.
private struct FindingLine {
  private let what: String
  private let value: String
  private let place: Evidence?

  init(_ what: String, _ value: String, _ evidence: [Evidence]) {
    self.what = what
    self.value = value
    place = evidence.first
  }

  func print(_ style: Style) {
    let name = what.padding(toLength: max(24, what.count + 1), withPad: " ", startingAt: 0)
    say("  \(name)\(value)\(place.map { style.dim("  (\($0))") } ?? "")")
  }
}

/// `backstitch completions SHELL`
struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "The completion script of a shell: bash, zsh or fish.")

  @Argument(help: "bash, zsh or fish.") var shell: String
  @OptionGroup var globals: Globals

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      throw Failure(.usage, "there is no completion for '\(shell)'; give bash, zsh or fish")
    }
    let script = Root.completionScript(for: shell)
    guard globals.json else { return say(script) }
    let document: JSONValue = ["schema": 1, "script": .string(script)]
    say(document.text)
  }
}
