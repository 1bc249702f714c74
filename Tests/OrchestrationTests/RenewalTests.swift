import Backstitch
import Foundation
import Orchestration
import Patch
import ProjectModel
import TestSupport
import Testing

/// Resuming when what staged steps went by has changed since.
@Suite struct RenewalTests {
  private static let plan = """
    title: Backend, documentation
    steps:
      - { id: backend, title: Generate Backend, agent: generate/fastapi-entity }
      - { id: notes, agent: { command: [python3, tools/notes.py], time_limit: 900 } }
      - { id: docs, agent: { command: [python3, tools/docs.py], time_limit: 900 }, needs: [backend] }
      - { id: last, agent: { command: [python3, tools/last.py], time_limit: 900 } }
    """
  /// A step that finds its edit made already.
  private static let notes = """
    import json
    print(json.dumps({"changes": [
        {"edit": ".env.example", "set-env": {"key": "SQL_ECHO", "value": "0"}},
        {"write": "docs/notes.txt", "content": "notes"}]}))
    """
  private static let docs = """
    import json, glob
    found = sorted(glob.glob("backend/**/*product*.py", recursive=True))
    print(json.dumps({"changes": [{"write": "docs/files.txt", "content": "\\n".join(found)}]}))
    """
  private static let last = """
    import os, sys
    sys.exit("not yet") if not os.path.exists("ready") else print('{"changes": []}')
    """

  /// A run that stopped at its last step.
  private func stopped() async throws -> ShopWorkspace {
    let shop = try ShopWorkspace()
    try shop.write(".backstitch/plans/docs.yaml", Self.plan)
    for (name, text) in ["notes": Self.notes, "docs": Self.docs, "last": Self.last] {
      try shop.write("tools/\(name).py", text)
    }
    let (run, stopped) = try await shop.run(
      GenerationRequest.entity("docs", "product", "name:str:64:required"))
    #expect(stopped?.step.id == "last", "\(String(describing: stopped?.error.message))")
    #expect(run.transaction.steps.map(\.state).prefix(3) == [.staged, .staged, .staged])
    try shop.write("ready", "")
    return shop
  }

  @Test func `nothing runs again when a change makes no difference to what is staged`() async throws
  {
    let shop = try await stopped()
    let models = "backend/db/model.py"
    try shop.write(models, "# Somebody's line.\n" + (try shop.original(models)))
    let (run, stopped) = try await shop.resume()
    #expect(stopped == nil)
    #expect(run.notes.filter { $0.contains("again") } == [])
    try run.transaction.commit()
    #expect(shop.read(models)?.hasPrefix("# Somebody's line.\n") == true)
    #expect(shop.read(models)?.contains("class Product(") == true)
  }

  @Test func `a step that would make something else runs again, with what needs it`() async throws {
    let shop = try await stopped()
    try shop.write(
      ".backstitch/config.yaml", "backend:\n  crud: api/queries/{plural}_of_product.py\n")
    let (run, stopped) = try await shop.resume()
    #expect(stopped == nil)
    let note = try #require(run.notes.first)
    #expect(note.hasPrefix("'Generate Backend' is made again"), "\(note)")
    #expect(note.contains("backend/api/"), "\(note)")
    try run.transaction.commit()
    #expect(shop.read("backend/api/queries/products_of_product.py") != nil)
    #expect(shop.read("backend/api/crud/products.py") == nil)
    #expect(
      shop.read("docs/files.txt")?.contains("queries/products_of_product.py") == true,
      "a command that needs it runs again, too")
    try shop.workspace.undo()
    #expect(shop.read("backend/api/queries/products_of_product.py") == nil)
  }

  @Test func `a step that would fail now keeps what it staged, and a warning says so`() async throws
  {
    let shop = try await stopped()
    let models = "backend/db/model.py"
    try shop.write(models, (try shop.original(models)) + "\n\nclass Product:\n    pass\n")
    let run = try shop.orchestrator.run(resuming: try shop.workspace.openTransactions()[0])
    #expect(
      run.warnings.contains { $0.hasPrefix("'Generate Backend' would fail") }, "\(run.warnings)")
    #expect(run.transaction.steps[0].state == .staged)
  }

  @Test func `a command's step that left something alone is warned about when that changed`()
    async throws
  {
    let shop = try await stopped()
    let saved = try #require(try shop.workspace.openTransactions().first)
    let path: RelativePath = ".env.example"
    #expect(try saved.changedInputs(of: "notes") == [])
    try shop.write(".env.example", "# Nothing here.\n")
    #expect(try saved.changedInputs(of: "notes") == [path])
    let (run, _) = try await shop.resume()
    #expect(
      run.warnings.contains { $0.contains("'notes' left .env.example alone") }, "\(run.warnings)")
  }

  @Test func `a step opened again that then fails has nothing staged, also for the next process`()
    async throws
  {
    let shop = try await stopped()
    try shop.write(".backstitch/config.yaml", "backend:\n  crud: api/queries/{plural}.py\n")
    try shop.write("tools/docs.py", "import sys; sys.exit('broken')")
    let (_, stopped) = try await shop.resume()
    #expect(stopped?.step.id == "docs")
    let open = try #require(try shop.workspace.openTransactions().first)
    guard case .failed = open.steps[2].state else {
      Issue.record("\(open.steps[2].state)")
      return
    }
    try open.commit()
    #expect(shop.read("docs/files.txt") == nil)
    #expect(shop.read("backend/api/queries/products.py") != nil)
  }
}
