import Backstitch
import Foundation
import Orchestration
import Patch
import ProjectModel
import Synchronization
import TestSupport
import Testing

/// A plan whose second step is a command that can be made to fail.
@Suite struct OrchestrationRunTests {
  private static let plan = """
    title: Backend, documentation, index
    steps:
      - { id: backend, title: Generate Backend, agent: generate/fastapi-entity }
      - id: docs
        title: Write Documentation
        agent: { command: [python3, tools/docs.py], time_limit: 900 }
        needs: [backend]
      - id: index
        agent: { command: [python3, tools/index.py], time_limit: 900 }
        needs: [docs]
    """
  private static let docs = """
    import json, os, sys
    question = json.load(sys.stdin)
    if not os.path.exists("backend/docs_template.md"):
        sys.exit("no template")
    assert os.path.exists("backend/api/crud/products.py")
    name = question["entity"]["name"]
    text = open("backend/docs_template.md").read() + question["step"]["id"]
    print(json.dumps({"changes": [{"write": f"docs/{name}.md", "content": text}]}))
    """
  private static let index = """
    import json, os
    names = ",".join(sorted(name for name in os.listdir("docs") if name.endswith(".md")))
    print(json.dumps({"changes": [{"write": "docs/index.txt", "content": names}]}))
    """

  private func shop(optional: Bool = false) throws -> ShopWorkspace {
    let shop = try ShopWorkspace()
    let plan =
      optional
      ? Self.plan.replacing("needs: [backend]", with: "needs: [backend]\n    optional: true")
      : Self.plan
    try shop.write(".backstitch/plans/docs.yaml", plan)
    try shop.write("tools/docs.py", Self.docs)
    try shop.write("tools/index.py", Self.index)
    return shop
  }
  private let product = { try GenerationRequest.entity("docs", "product", "name:str:64:required") }

  /// What a run leaves when the template was there first.
  private func whole() async throws -> [String: Data] {
    let shop = try shop()
    try shop.write("backend/docs_template.md", "# Template\n")
    let (run, stopped) = try await shop.run(product())
    #expect(stopped == nil)
    try run.transaction.commit()
    return try shop.tree()
  }

  @Test func `a step that fails leaves the others staged, and resuming runs only what is left`()
    async throws
  {
    let shop = try shop()
    let before = try shop.tree()
    let (_, stopped) = try await shop.run(product())
    #expect(stopped?.number == 2)
    #expect(stopped?.step.title == "Write Documentation")
    #expect(stopped?.error.message.contains("no template") == true)
    #expect(try shop.tree() == before)
    let open = try #require(try shop.workspace.openTransactions().first)
    #expect(open.steps.map(\.id) == ["backend", "docs", "index"])
    #expect(open.steps[0].state == .staged)
    guard case .failed = open.steps[1].state else {
      Issue.record("\(open.steps[1].state)")
      return
    }
    #expect(open.steps[2].state == .waiting)
    try shop.write("backend/docs_template.md", "# Template\n")
    let (run, again) = try await shop.resume()
    #expect(again == nil)
    #expect(!run.nextSteps().isEmpty, "what the backend's step said is recalled")
    try run.transaction.commit()
    #expect(try shop.workspace.openTransactions().isEmpty)
    #expect(shop.read("docs/index.txt") == "product.md")
    #expect(try await shop.tree() == whole())
    try shop.workspace.undo()
    try shop.remove("backend/docs_template.md")
    #expect(try shop.tree() == before)
  }

  @Test func `a step that is skipped takes along what needs it`() async throws {
    let shop = try shop()
    try await shop.run(product())
    let (run, stopped) = try await shop.resume(skipping: "docs")
    #expect(stopped == nil)
    #expect(run.transaction.steps[1].state == .skipped(because: nil))
    #expect(run.transaction.steps[2].state == .skipped(because: "it needs 'docs'"))
    try run.transaction.commit()
    #expect(try shop.workspace.openTransactions().isEmpty)
    #expect(shop.read("backend/api/crud/products.py") != nil)
    #expect(shop.read("docs/index.txt") == nil)
  }

  @Test func `the decision to skip is carried out at once`() async throws {
    let shop = try shop()
    let (run, stopped) = try await shop.run(product(), decide: .skip)
    #expect(stopped == nil)
    try run.transaction.commit()
    #expect(try shop.workspace.openTransactions().isEmpty)
  }

  @Test func `an optional step that fails costs the others nothing`() async throws {
    let shop = try shop(optional: true)
    let (run, stopped) = try await shop.run(product())
    #expect(stopped == nil)
    guard case .skipped(let reason?) = run.transaction.steps[1].state else {
      Issue.record("\(run.transaction.steps[1].state)")
      return
    }
    #expect(reason.contains("no template"))
    try run.transaction.commit()
    #expect(try shop.workspace.openTransactions().isEmpty)
    #expect(shop.read("backend/api/crud/products.py") != nil)
  }

  @Test func `what works can be kept, and the rest resumed later`() async throws {
    let shop = try shop()
    let (run, _) = try await shop.run(product())
    try run.transaction.commit(Selection(steps: ["backend"]))
    #expect(shop.read("backend/api/crud/products.py") != nil)
    #expect(try shop.workspace.openTransactions().count == 1)
    try shop.write("backend/docs_template.md", "# Template\n")
    let (rest, stopped) = try await shop.resume()
    #expect(stopped == nil)
    try rest.transaction.commit()
    #expect(try shop.workspace.openTransactions().isEmpty)
    #expect(try await shop.tree() == whole())
  }

  @Test func `an interruption fails no step, optional ones neither; resuming runs it`() async throws
  {
    let shop = try shop(optional: true)
    let asked = Atomic<Bool>(false)
    var context = shop.workspace.context
    context.isInterrupted = { asked.load(ordering: .relaxed) }
    try shop.write(
      "tools/docs.py", "import os, time\nopen('\(shop.directory.path)/up', 'w')\ntime.sleep(60)")
    let workspace = try Workspace(
      containing: Array((shop.directory.path + "/shop").utf8), context: context)
    let watcher = Thread {
      while !FileManager.default.fileExists(atPath: shop.directory.path + "/up") { usleep(5000) }
      asked.store(true, ordering: .relaxed)
    }
    watcher.start()
    let request = try product()
    let error = await #expect(throws: OrchestrationError.self) {
      try await shop.run(request, on: Orchestrator(workspace))
    }
    guard case .interrupted(transaction: 1) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let open = try #require(try shop.workspace.openTransactions().first)
    #expect(open.steps.map(\.state) == [.staged, .waiting, .waiting])
    try shop.write("tools/docs.py", Self.docs)
    try shop.write("backend/docs_template.md", "# Template\n")
    let (run, stopped) = try await shop.resume()
    #expect(stopped == nil)
    #expect(run.transaction.steps.map(\.state) == [.staged, .staged, .staged])
  }

  @Test func `a step that is left must be in the plan, or be skipped`() async throws {
    let shop = try shop()
    try await shop.run(product())
    try shop.write(
      ".backstitch/plans/docs.yaml",
      Self.plan.replacing("id: docs", with: "id: papers")
        .replacing("needs: [docs]", with: "needs: [papers]"))
    let error = await #expect(throws: OrchestrationError.self) { try await shop.resume() }
    #expect(error?.message.contains("has no step 'docs' any more") == true)
    try shop.write("tools/index.py", "print('{\"changes\": []}')")
    #expect(try await shop.resume(skipping: "docs").stopped == nil)
  }

  @Test func `a step whose needed step was undone is blocked, and names the redo`() async throws {
    let shop = try shop()
    let (run, _) = try await shop.run(product())
    try run.transaction.commit(Selection(steps: ["backend"]))
    try shop.workspace.undo()
    try shop.write("backend/docs_template.md", "# Template\n")
    let error = try await #require(throws: OrchestrationError.self) { try await shop.resume() }
    #expect(error.findings.map(\.kind) == [.blocked])
    #expect(error.message.contains("backstitch redo 1"))
    try shop.workspace.redo()
    let (rest, stopped) = try await shop.resume()
    #expect(stopped == nil)
    try rest.transaction.commit()
    #expect(try await shop.tree() == whole())
  }

  @Test func `so is one that is staged, by a resume and by a commit`() async throws {
    let shop = try shop()
    try shop.write("backend/docs_template.md", "# Template\n")
    let (run, _) = try await shop.run(product())
    try run.transaction.commit(Selection(steps: ["backend"]))
    try shop.workspace.undo()
    let error = try await #require(throws: OrchestrationError.self) { try await shop.resume() }
    #expect(error.message.contains("backstitch redo 1"))
    let open = try #require(try shop.workspace.openTransactions().first)
    let refused = #expect(throws: BackstitchError.self) { try open.commit() }
    guard case .needUndone(step: "docs", need: "backend", operation: 1) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    try shop.workspace.redo()
    try open.commit()
    #expect(try await shop.tree() == whole())
  }

  @Test func `rolling back leaves the tree byte for byte as before`() async throws {
    let shop = try shop()
    let before = try shop.tree()
    let (run, _) = try await shop.run(product())
    try run.transaction.commit(Selection(steps: ["backend"]))
    let number = try #require(run.transaction.number)
    try shop.workspace.proposeRollback(of: number).land()
    #expect(try shop.tree() == before)
    #expect(try shop.workspace.openTransactions().isEmpty)
  }

  @Test func `everything there already closes the transaction without an operation`() async throws {
    let shop = try shop()
    try shop.write("backend/docs_template.md", "# Template\n")
    try await shop.run(product()).run.transaction.commit()
    let (run, stopped) = try await shop.run(product())
    #expect(stopped == nil)
    #expect(try run.transaction.commit() == nil)
    #expect(try shop.workspace.openTransactions().isEmpty)
    #expect(try shop.workspace.operations().count == 1)
  }

  @Test func `a first step that is refused opens nothing`() async throws {
    let shop = try shop()
    await #expect(throws: OrchestrationError.self) {
      try await shop.run(.entity("docs", "product", "other:ref:Nothing"))
    }
    #expect(try shop.workspace.openTransactions().isEmpty)
  }
}
