import Backstitch
import Foundation
import Orchestration
import Patch
import ProjectModel
import TestSupport

/// A copy of the sample repository with a workspace over it.
struct ShopWorkspace: Sendable {
  static let shop = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/shop")

  let directory: TemporaryDirectory
  let workspace: Workspace
  var orchestrator: Orchestrator { Orchestrator(workspace) }

  init() throws {
    directory = try TemporaryDirectory()
    try FileManager.default.copyItem(atPath: Self.shop.path, toPath: directory.path + "/shop")
    let root = directory.path + "/shop"
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", "-b", "main", root]).finish()
    workspace = try Workspace(
      containing: Array(root.utf8),
      context: Context(
        author: "T <t@example.com>", now: { 1 },
        // A process that another test starts may hold the lock until it runs its program.
        pause: { usleep(UInt32($0) * 1000) }))
  }

  func read(_ path: String) -> String? { directory.read("shop/" + path) }

  func write(_ path: String, _ text: String) throws { try directory.write("shop/" + path, text) }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: directory.path + "/shop/" + path)
  }

  /// The original of a file.
  func original(_ path: String) throws -> String {
    try String(contentsOf: Self.shop.appendingPathComponent(path), encoding: .utf8)
  }

  typealias Ended = (run: OrchestrationRun, stopped: OrchestrationRun.StepFailure?)

  /// Runs a plan to its end, or to the step that stops it.
  @discardableResult
  func run(
    _ request: GenerationRequest, decide: OrchestrationRun.Decision = .stop,
    on orchestrator: Orchestrator? = nil
  ) async throws -> Ended {
    try await onThread {
      try finish((orchestrator ?? self.orchestrator).run(request), decide: decide)
    }
  }

  /// Goes on with the only open transaction.
  func resume(skipping step: String? = nil) async throws -> Ended {
    try await onThread {
      let open = try workspace.openTransactions()
      var run = try orchestrator.run(resuming: open[0])
      if let step { try run.skip(step, because: nil, keeps: true) { _ in } }
      return try finish(run)
    }
  }

  private func finish(
    _ started: OrchestrationRun, decide: OrchestrationRun.Decision = .stop
  ) throws -> Ended {
    var run = started
    let stopped = try run.run(
      keepsSavepoints: true, tell: { _ in }, decide: { _, _ in decide })
    return (run, stopped)
  }

  /// Runs a body on a thread of its own: one that waits for a command must not be one of those that
  /// run tasks.
  private func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result(catching: body)) }.start()
    }
  }

  /// Everything in the working tree but git and the store, by path.
  func tree() throws -> [String: Data] {
    let root = URL(fileURLWithPath: directory.path + "/shop").standardizedFileURL
    var found: [String: Data] = [:]
    let files = FileManager.default.enumerator(atPath: root.path)
    while let path = files?.nextObject() as? String {
      guard !path.hasPrefix(".git/"), path != ".git", !path.hasPrefix(".backstitch/store") else {
        continue
      }
      let file = root.appendingPathComponent(path)
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory)
      found[path] = isDirectory.boolValue ? Data() : try Data(contentsOf: file)
    }
    return found
  }
}

extension GenerationRequest {
  /// A request with fields in the field language.
  static func entity(
    _ plan: String, _ name: String, _ fields: String...
  ) throws -> GenerationRequest {
    var request = GenerationRequest(plan: plan, name: name)
    if !fields.isEmpty {
      do throws(EntityRefusal) {
        request.entity = try EntityDefinition.make(name: name, fields: fields)
      } catch {
        throw OrchestrationError.entity(error)
      }
    }
    return request
  }
}
