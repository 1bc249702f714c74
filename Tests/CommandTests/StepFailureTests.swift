import Foundation
import TestSupport
import Testing

/// What is said of a step that failed: what became of the rest, and commands that still work.
@Suite struct StepFailureTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  private static let product = ["generate", "fullstack", "product", "name:str:64:required"]

  /// A shop whose frontend has no table.
  init() throws {
    shop = try Shop()
    try shop.git("rm", "-rq", "frontend/components/data-table")
    try shop.git("commit", "-q", "-m", "without a table")
  }

  private func isClean() throws -> Bool { try shop.git("status", "--porcelain").isEmpty }

  // MARK: Policies

  @Test func `a step that was skipped is a warning with its reason`() throws {
    let skipped = try run(words: Self.product + ["--on-error", "skip"])
    let reason = "'Generate Frontend' was left out: it failed: Component 'DataTable' not found"
    #expect(skipped.error.contains(reason), "\(skipped.error)")
    _ = try run("undo")
    let document = try json(run(words: Self.product + ["--on-error", "skip", "--json"]))
    let warnings = try #require(document["warnings"] as? [String])
    #expect(warnings.contains { $0.contains(reason) })
  }

  @Test func `the report of a rolled back run names no command on its transaction`() throws {
    let ended = try run(words: Self.product + ["--on-error", "rollback"], status: 1)
    #expect(ended.error.contains("t1 was rolled back"))
    #expect(ended.error.contains("Nothing: t1 was rolled back, as asked."))
    for word in ["resume t1", "rollback t1", "commit t1", "kept in t1"] {
      #expect(!ended.error.contains(word), "\(word)")
    }
    #expect(ended.error.contains("backstitch scaffold frontend-module data-table"))
    #expect(ended.error.contains("backstitch generate fullstack product name:str:64:required"))
    #expect(try isClean())
    let document = try json(
      run(words: Self.product + ["--on-error", "rollback", "--json"], status: 1))
    let error = try #require(document["error"] as? [String: Any])
    #expect(error["transaction"] == nil)
    let next = try #require(error["next"] as? [String])
    #expect(!next.isEmpty && !next.contains { $0.contains(" t2") })
  }

  @Test func `what works landed: the report says so before the operation, Undo comes last`() throws
  {
    let ended = try run(words: Self.product + ["--on-error", "keep"], status: 1)
    #expect(ended.output.hasSuffix("Undo: backstitch undo\n"))
    #expect(ended.error.contains("backend and api-routes landed in operation 1."))
    #expect(!ended.error.contains("none of it was written"))
    #expect(!ended.error.contains("backstitch commit"))
    #expect(ended.error.contains("Warning: This will delete backend and api-routes files too"))
    _ = try run("scaffold", "frontend-module", "data-table")
    _ = try run("resume", "t1")
    #expect(try run("status", "product").output.contains("100% Complete"))
  }

  @Test func `what works landed: one document, with the failure in it`() throws {
    let ended = try run(words: Self.product + ["--on-error", "keep", "--json"], status: 1)
    let document = try json(ended)
    #expect(document["operation"] as? Int == 1)
    let error = try #require(document["error"] as? [String: Any])
    #expect(error["transaction"] as? String == "t1")
  }

  @Test func `rolling back says what it deletes once something landed`() throws {
    let failed = try run(words: Self.product, status: 1)
    #expect(failed.error.contains("This will drop backend and api-routes, which are staged"))
    _ = try run("commit", "t1", "--steps", "backend,api-routes")
    let again = try run("resume", "t1", status: 1)
    #expect(again.error.contains("Warning: This will delete backend and api-routes files too"))
    #expect(again.error.contains("3. **Rollback all** - Delete all generated files"))
    #expect(!again.error.contains("Nothing was generated yet"))
    _ = try run("rollback", "t1")
    #expect(try isClean())
  }

  @Test func `the rest is told when some landed, and when it is left out at last`() throws {
    _ = try run(words: Self.product, status: 1)
    let some = try run("commit", "t1", "--steps", "backend,api-routes")
    #expect(some.output.contains("  backstitch resume t1  # t1 stays open, with 'frontend' left"))
    #expect(some.output.contains("alembic revision --autogenerate"), "the backend's next steps")
    let left = try run("resume", "t1", "--skip", "frontend")
    #expect(
      left.output.contains(
        "'Generate Frontend' was left out, and the other steps landed before"), "\(left.output)")
    #expect(left.output.contains("t1 is closed."))
    #expect(!left.output.contains("is there already"))
  }

  // MARK: Beforehand

  @Test func `a table that is missing is foretold, with the option that makes it`() throws {
    let failed = try run(words: Self.product, status: 1)
    let warning = try #require(failed.error.range(of: "warning: 'Generate Frontend' will fail"))
    let report = try #require(failed.error.range(of: "## Orchestration Error"))
    #expect(warning.lowerBound < report.lowerBound)
    #expect(failed.error.contains("--with data-table"))
    _ = try run("rollback", "t1")
    let dry = try run(words: Self.product + ["-n"], status: 1)
    #expect(dry.output.contains("A backend/api/crud/products.py"), "the plan of what works")
    #expect(dry.error.contains("Step 3 (Generate Frontend) would fail"))
    let command = "backstitch generate fullstack product name:str:64:required -n --with data-table"
    #expect(dry.error.contains(command))
    #expect(try isClean())
    let document = try json(run(words: Self.product + ["-n", "--json"], status: 1))
    #expect((document["error"] as? [String: Any])?["next"] as? [String] != nil)
    #expect(document["plan"] != nil)
  }

  @Test func `no warning foretells what will not happen`() throws {
    #expect(try !run(words: Self.product + ["--with", "data-table"]).error.contains("will fail"))
  }

  // MARK: Optional steps

  private static let documented = """
    steps:
      - { id: backend, title: Generate Backend, agent: generate/fastapi-entity }
      - id: docs
        title: Write the documentation
        agent: { command: [sh, -c, "echo no template >&2; exit 3"] }
        needs: [backend]
        optional: true
    """

  @Test func `an optional step that fails is a warning with what it said`() throws {
    try shop.directory.write(".backstitch/plans/documented.yaml", Self.documented)
    let words = ["generate", "documented", "brand", "name:str"]
    let dry = try run(words: words + ["-n"])
    #expect(dry.output.contains("'Write the documentation' was left out"), "\(dry.output)")
    let ended = try run(words: words)
    #expect(ended.output.contains("Operation 1"))
    for text in ["'Write the documentation' was left out: it failed", "status 3", "no template"] {
      #expect(ended.error.contains(text), "\(text)")
    }
    _ = try run("undo")
    let document = try json(run(words: words + ["--json"]))
    let warnings = try #require(document["warnings"] as? [String])
    #expect(warnings.contains { $0.contains("no template") })
  }

  // MARK: Checks

  @Test func `a failed check says what was taken back and what is kept, without contradiction`()
    throws
  {
    let words = ["generate", "crud", "brand", "name:str", "--with", "data-table"]
    let failed = try run(words: words + ["--check", "false"], status: 1)
    #expect(failed.error.contains("the files are as they were"))
    #expect(failed.error.contains("what was generated is kept in t1"))
    #expect(!failed.error.contains("nothing of it is left"))
  }
}
