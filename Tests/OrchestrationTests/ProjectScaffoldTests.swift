import Backstitch
import Foundation
import Generators
import Orchestration
import Patch
import ProjectModel
import TestSupport
import Testing

/// Projects as plans: steps, what people edit, what is made again.
///
/// What the parts consist of is theirs to test: here it is taken from their locks. One after the
/// other: each makes many files, and tests beside them wait for programs with limits.
@Suite(.serialized) struct ProjectScaffoldTests {
  let directory: TemporaryDirectory
  let workspace: Workspace
  var orchestrator: Orchestrator { Orchestrator(workspace) }

  init() throws {
    directory = try TemporaryDirectory()
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", directory.path]).finish()
    workspace = try Workspace(
      containing: Array(directory.path.utf8),
      context: Context(
        author: "T <t@example.com>", now: { 1 }, pause: { usleep(UInt32($0) * 1000) }))
  }

  func plan(_ name: String) throws -> OrchestrationPlan {
    try #require(BuiltInPlans.named("scaffold-\(name)"))
  }

  func request(
    _ name: String, _ configure: (inout GivenChoices) -> Void = { _ in }
  ) throws -> (facts: ProjectFacts, request: GenerationRequest) {
    var given = GivenChoices()
    configure(&given)
    let facts = try orchestrator.projectFacts(for: plan(name), named: "shop", given)
    return (facts, try facts.request(facts.settle(given)))
  }

  @discardableResult
  func scaffold(
    _ name: String, _ configure: (inout GivenChoices) -> Void = { _ in }
  ) async throws -> OrchestrationRun {
    let run = try await staged(try request(name, configure).request)
    try run.transaction.commit()
    return run
  }

  func staged(_ request: GenerationRequest) async throws -> OrchestrationRun {
    let orchestrator = orchestrator
    return try await Self.finished { try orchestrator.run(request) }
  }

  /// Runs the steps on a thread of their own: they take long, and other tests' tasks share this one.
  private static func finished(
    _ begin: @escaping @Sendable () throws -> OrchestrationRun
  ) async throws -> OrchestrationRun {
    let ended = await onOwnThread {
      Result {
        var run = try begin()
        let stopped = try run.run(
          keepsSavepoints: true, tell: { _ in }, decide: { _, _ in .stop })
        return (run, stopped)
      }
    }
    let (run, stopped) = try ended.get()
    #expect(stopped == nil)
    return run
  }

  func regenerate(_ names: String...) async throws -> OrchestrationRun {
    var request = GenerationRequest(plan: "regenerate", name: names.first ?? "")
    request.regenerated = try orchestrator.generated(named: names, all: names.isEmpty)
    let run = try await staged(request)
    try run.transaction.commit()
    return run
  }

  func features(_ words: String) throws -> GivenChoices.Features {
    try .init(words: [words])
  }

  /// Choices of which little is made.
  private func small(_ given: inout GivenChoices) {
    given.auth = ProjectChoices.Auth.none
    given.features = .init(isWhole: true)
  }

  /// Everything but git, by path.
  func tree() throws -> [String: Data] {
    var found: [String: Data] = [:]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: directory.path)
    for path in paths where !path.hasPrefix(".git/") && path != ".git" {
      found[path] = FileManager.default.contents(atPath: "\(directory.path)/\(path)")
    }
    return found
  }

  /// The whole files that a part made, that people could have edited.
  func files(of part: ProjectPart) throws -> [String] {
    guard let text = directory.read(".backstitch/lock/\(part.lockName).json") else { return [] }
    return try LockFile(reading: Array(text.utf8)).outputs.filter { $0.node == nil }
      .map(\.path.description).filter { directory.read($0)?.isEmpty == false }
  }

  // MARK: Steps

  @Test func `undo leaves nothing, and redo everything`() async throws {
    try await scaffold("fullstack")
    let after = try tree()
    #expect(after.keys.contains(".backstitch/project.yaml"))
    try workspace.undo()
    #expect(try tree().isEmpty)
    try workspace.redo()
    #expect(try tree() == after)
  }

  @Test func `a run that ends behind any step is resumed to the same tree`() async throws {
    try await scaffold("fullstack", small)
    let whole = try tree()
    try workspace.undo()
    let count = try plan("fullstack").steps.count
    for steps in 1..<count {
      let staged = Counter()
      var mortal = workspace
      mortal.context.isInterrupted = { staged.count >= steps }
      var run = try Orchestrator(mortal).run(try request("fullstack", small).request)
      #expect(throws: OrchestrationError.self) {
        _ = try run.run(
          keepsSavepoints: true,
          tell: { event in if case .staged = event { staged.count += 1 } },
          decide: { _, _ in .stop })
      }
      let open = try workspace.openTransactions()
      #expect(open.count == 1 && open[0].steps.filter { $0.state == .staged }.count == steps)
      let orchestrator = orchestrator
      let resumed = try await Self.finished { try orchestrator.run(resuming: open[0]) }
      try resumed.transaction.commit()
      #expect(try tree() == whole, "\(steps)")
      try workspace.undo()
      #expect(try tree().isEmpty)
    }
  }

  private final class Counter: @unchecked Sendable {
    // Read and written on the test's thread alone.
    var count = 0
  }

  @Test func `a part that lands alone takes its configuration with it`() async throws {
    let run = try await staged(try request("fullstack").request)
    #expect(throws: BackstitchError.self) {
      try run.transaction.commit(Selection(steps: ["backend"]))
    }
    try run.transaction.commit(Selection(steps: ["configuration", "backend"]))
    #expect(directory.read(".backstitch/project.yaml") != nil)
    #expect(try files(of: .frontend).isEmpty)
    let number = try #require(try workspace.openTransactions().first?.number)
    try workspace.proposeRollback(of: number).land()
    #expect(try tree().isEmpty)
  }

  // MARK: Made again

  @Test func `nothing is to be done when nothing has changed`() async throws {
    try await scaffold("fullstack")
    let before = try tree()
    let run = try await regenerate()
    #expect(!run.regenerated.isEmpty)
    #expect(run.regenerated.allSatisfy { $0.verdict == .unchanged }, "\(run.regenerated)")
    #expect(try tree() == before)
  }

  @Test func `other choices merge with what people wrote, and what they deleted stays deleted`()
    async throws
  {
    try await scaffold("fullstack") { $0.features = try? features("no-celery") }
    let deleted = try #require(try files(of: .backend).last)
    try FileManager.default.removeItem(atPath: "\(directory.path)/\(deleted)")
    var edited: [String] = []
    for file in try files(of: .backend) where file.hasSuffix(".py") {
      try directory.write(file, (directory.read(file) ?? "") + "# Ours: \(file)\n")
      edited.append(file)
    }
    #expect(edited.count > 5)
    let text = try #require(directory.read(".backstitch/project.yaml"))
    try directory.write(
      ".backstitch/project.yaml",
      "# Ours.\n" + text.replacing("- redis\n", with: "- redis\n- celery\n- scheduler\n"))
    let run = try await regenerate()
    #expect(directory.read(deleted) == nil)
    for file in edited {
      #expect(directory.read(file)?.hasSuffix("# Ours: \(file)\n") == true, "\(file)")
    }
    #expect(run.regenerated.contains { $0.verdict == .made })
    #expect(directory.read(".backstitch/project.yaml")?.hasPrefix("# Ours.\n") == true)
    #expect(
      try await regenerate().regenerated.allSatisfy { [.unchanged, .kept].contains($0.verdict) })
  }

  @Test func `the same scaffold with other choices records them and makes its parts again`()
    async throws
  {
    try await scaffold("fullstack") { $0.features = try? features("no-celery") }
    let before = try tree()
    let run = try await scaffold("fullstack") { $0.features = try? features("celery") }
    #expect(run.transaction.description == "scaffold fullstack shop (celery is new)")
    let changed = try tree()
    try workspace.undo()
    #expect(try tree() == before)
    // As a project that had it from the beginning.
    try workspace.undo()
    try await scaffold("fullstack")
    for (path, data) in try tree() where !path.hasPrefix(".backstitch/") {
      #expect(changed[path] == data, "\(path)")
    }
  }

  @Test func `a directory that got another name is made again where it is`() async throws {
    try await scaffold("fullstack")
    let backend = try files(of: .backend)
    try FileManager.default.moveItem(
      atPath: "\(directory.path)/backend", toPath: "\(directory.path)/api")
    let text = try #require(directory.read(".backstitch/project.yaml"))
    try directory.write(
      ".backstitch/project.yaml", text.replacing("backend: backend", with: "backend: api"))
    _ = try await regenerate("project-backend")
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/backend"))
    let moved = backend.map { path in
      path.hasPrefix("backend/") ? "api" + path.dropFirst("backend".count) : path
    }
    #expect(try files(of: .backend).sorted() == moved.sorted())
  }

  @Test func `a part made later takes up what the others were made of`() async throws {
    try await scaffold("fastapi") {
      $0.backend = "api"
      $0.database = .sqlite
    }
    let (facts, request) = try request("nextjs")
    #expect(request.project?.backend == "api" && request.project?.database == .sqlite)
    #expect(request.project?.has(.forms) == true && request.project?.has(.redis) == true)
    let settled = try facts.settle(.init())
    #expect(facts.renewal(settled)?.hasPrefix("backstitch regenerate project-backend") == true)
    #expect(throws: OrchestrationError.self) {
      _ = try self.request("fastapi") { $0.backend = "other" }
    }
  }

  // MARK: Somebody's own

  @Test func `a project of somebody's own is kept, and decides the defaults`() async throws {
    try FileManager.default.copyItem(
      atPath: ShopWorkspace.shop.path + "/backend", toPath: directory.path + "/api")
    let before = try tree()
    let (facts, request) = try request("fullstack")
    #expect(facts.kept == [.backend])
    #expect(request.project?.backend == "api")
    #expect(request.project?.auth == ProjectChoices.Auth.none)
    #expect(request.project?.has(.celery) == false)
    let run = try await staged(request)
    #expect(run.plan.step("backend") == nil && run.plan.step("wire") != nil)
    try run.transaction.commit()
    for (path, data) in before { #expect(try tree()[path] == data, "\(path)") }
    #expect(throws: OrchestrationError.self) { _ = try self.request("fastapi") }
    #expect(try self.request("fastapi") { $0.backend = "other" }.facts.kept.isEmpty)
  }
}
