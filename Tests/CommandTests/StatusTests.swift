import Foundation
import TestSupport
import Testing

/// What `status` says of entities: where they stand, in which project, and what goes on with them.
@Suite struct StatusTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  private static let product = ["fullstack", "product", "name:str:64:required"]

  init() throws { shop = try Shop() }

  // MARK: What is staged

  @Test func `what is staged alone is not done`() throws {
    _ = try run(words: ["generate"] + Self.product + ["--stage"])
    let overview = try run("status").output
    #expect(
      overview.contains(
        "Entity: Product   backend staged in t1; API routes staged in t1; frontend staged in t1"),
      "\(overview)")
    let report = try run("status", "product").output
    #expect(report.contains("- [ ] Model created (`db/model.py`), staged in t1"))
    #expect(report.contains("### Status: 0% Complete"))
    #expect(!report.contains("**Remaining:**"))
    #expect(report.contains("Continue: backstitch resume t1"))
    let entity = try #require(try json(run("status", "product", "--json"))["entity"])
    let layers = try #require((entity as? [String: Any])?["layers"] as? [[String: Any]])
    #expect(
      layers.allSatisfy { $0["state"] as? String == "staged" && $0["present"] as? Bool == false })
    _ = try run("resume", "t1")
    #expect(try run("status", "product").output.contains("100% Complete"))
  }

  @Test func `a failed check and an undo leave it staged, not done`() throws {
    _ = try run(words: ["generate"] + Self.product + ["--check", "false"], status: 1)
    #expect(try run("status", "product").output.contains("### Status: 0% Complete"))
    _ = try run("commit", "t1", "--steps", "backend")
    #expect(try run("status").output.contains("backend complete; API routes staged in t1"))
    _ = try run("undo")
    let undone = try run("status", "product").output
    #expect(undone.contains("- [ ] Schemas created"), "\(undone)")
  }

  @Test func `an open transaction tells the commands that go on, and why a step failed`() throws {
    try shop.git("rm", "-rq", "frontend/components/data-table")
    _ = try run(words: ["generate"] + Self.product, status: 1)
    let told = try run("status").output
    #expect(told.contains("[!] Generate Frontend (frontend): Component 'DataTable' not found"))
    for command in ["resume t1", "diff t1", "commit t1", "rollback t1"] {
      #expect(told.contains("  backstitch \(command) "), "\(command)")
    }
    _ = try run("rollback")
    _ = try run("apply", "-", "--stage", input: #"{"changes":[{"write":"a","content":"a"}]}"#)
    #expect(try !run("status").output.contains("backstitch resume"))
  }

  // MARK: What cannot be made

  @Test func `what stands in a file with conflict markers is not said to be missing`() throws {
    _ = try run(words: ["generate"] + Self.product)
    let path = "backend/db/model.py"
    let text = try #require(shop.directory.read(path))
    let lines = text.components(separatedBy: "class Product(Base):\n")
    try shop.directory.write(
      path,
      lines.joined(
        separator: """
          class Product(Base):
          <<<<<<< HEAD
              # One.
          =======
              # Other.
          >>>>>>> other

          """))
    let line = lines[0].components(separatedBy: "\n").count + 1
    let overview = try run("status").output
    #expect(overview.contains("\(path):\(line) does not parse"), "\(overview)")
    #expect(!overview.contains("missing: model"))
    let report = try run("status", "product").output
    #expect(report.contains("nobody can tell: \(path):\(line) does not parse"), "\(report)")
    #expect(!report.contains("Continue:"))
    let refused = try run("regenerate", "product", status: 1).error
    #expect(
      refused.contains("\(path):\(line): the file does not parse (a conflict marker)"),
      "\(refused)")
  }

  @Test func `a file with conflict markers is not done, nor is there nothing to regenerate`() throws
  {
    _ = try run(words: ["generate"] + Self.product)
    let path = "backend/api/crud/products.py"
    let text = try #require(shop.directory.read(path))
    try shop.directory.write(path, "<<<<<<< a\nA = 1\n=======\nA = 2\n>>>>>>> b\n" + text)
    let report = try run("status", "product").output
    #expect(report.contains("nobody can tell: \(path):1 does not parse"), "\(report)")
    #expect(!report.contains("[x] CRUD"))
    let refused = try run("regenerate", "product", status: 2).error
    #expect(refused.contains("\(path):1: it still has conflict markers"), "\(refused)")
  }

  @Test func `a handler that the backend does not offer is not asked for`() throws {
    let category = try run("status", "category").output
    #expect(!category.contains("PUT route"))
    #expect(!category.contains("Edit modal"))
    _ = try run("generate", "crud", "category")
    let done = try run("status", "category").output
    #expect(done.contains("100% Complete"), "\(done)")
    #expect(!done.contains("Continue:"))
  }

  @Test func `a handler that somebody's own file lacks is theirs to add`() throws {
    _ = try run(words: ["generate"] + Self.product)
    let path = "frontend/app/api/setting/products/route.ts"
    let text = try #require(shop.directory.read(path))
    try shop.directory.write(path, text.replacing("POST", with: "GET2"))
    let report = try run("status", "product").output
    #expect(report.contains("- POST route (by hand: \(path) stays as it is)"), "\(report)")
    #expect(!report.contains("Continue:"))
  }

  // MARK: Several projects

  private func makeSecond() throws {
    for (from, to) in [("backend", "catalog"), ("frontend", "admin")] {
      _ = try RunningProgram("/bin/cp", ["-R", "\(root)/\(from)", "\(root)/\(to)"]).finish()
    }
  }

  @Test func `an entity is looked for in the projects it was made in`() throws {
    try makeSecond()
    let projects = ["--backend", "catalog", "--frontend", "admin"]
    _ = try run(words: ["generate"] + Self.product + projects)
    #expect(try run("status").output.contains("Product   backend complete; API routes complete"))
    #expect(try run("status", "product").output.contains("100% Complete"))
    let other = try run("status", "product", "--backend", "backend", "--frontend", "frontend")
    #expect(other.output.contains("### Status: 0% Complete"))
    _ = try run(words: ["generate", "fullstack", "brand", "name:str", "--stage"] + projects)
    #expect(try run("status").output.contains("backend staged in t2"))
    #expect(try run("status", "brand", "--backend", "nowhere", status: 3).error.contains("nowhere"))
  }

  @Test func `the command that goes on names the projects where there are several`() throws {
    try makeSecond()
    _ = try run("generate", "entity", "brand", "name:str", "--backend", "catalog")
    let report = try run("status", "brand", "--frontend", "admin").output
    #expect(
      report.contains("backstitch generate fullstack brand --backend catalog --frontend admin"),
      "\(report)")
  }

  @Test func `init takes the projects that are meant`() throws {
    try makeSecond()
    let blocked = try run("init", status: 3)
    #expect(blocked.error.contains("backstitch init --backend catalog"))
    _ = try run("init", "--backend", "catalog", "--frontend", "admin")
    let config = try #require(shop.directory.read(".backstitch/config.yaml"))
    #expect(config.contains("catalog") && config.contains("admin"))
  }

  @Test func `a project's directory is relative to the current one`() throws {
    try makeSecond()
    let words = ["generate", "entity", "brand", "name:str", "--backend"]
    let inside = try backstitch(words + ["../catalog", "-n"], in: root + "/frontend")
    #expect(inside.status == 0, "\(inside.error)")
    #expect(inside.output.contains("catalog/api/crud/brands.py"))
    let wrong = try backstitch(words + ["catalog", "-n"], in: root + "/frontend")
    #expect(wrong.status == 3)
    let asked = try backstitch(["generate", "entity", "brand", "name:str"], in: root + "/frontend")
    #expect(asked.error.contains("--backend ../catalog"), "\(asked.error)")
  }
}
