import Foundation
import TestSupport
import Testing

/// What a person reads: reports, refusals, the terminal.
@Suite struct ReportTests {
  private static let product = [
    "generate", "entity", "product", "name:str:64:required", "price:decimal:10,2",
    "category:ref:Category", "status:enum:draft,live=draft",
  ]

  private func lines(_ result: RunningProgram.Result) -> [Substring] {
    result.output.split(separator: "\n")
  }

  @Test func `a run ends with its files, evidence once, next steps and the way back`() throws {
    let shop = try Shop()
    let result = try backstitch(Self.product, in: shop.root)
    let told = lines(result)
    #expect(told.first?.hasPrefix("  A backend/") == true)
    let kept = try #require(told.firstIndex { $0.contains("files in .backstitch/ (--verbose") })
    let model = try #require(told.firstIndex { $0.hasPrefix("  M backend/db/model.py  +") })
    #expect(model < kept)
    #expect(!told.contains { $0.hasPrefix("  A .backstitch/") })
    #expect(lines(try shop.run("undo", "--verbose")).contains { $0.hasPrefix("  D .backstitch/") })
    let shown = try shop.run("show", "1")
    #expect(!shown.output.contains("+++ b/.backstitch/"))
    #expect(shown.output.contains("+++ b/backend/db/model.py"))
    #expect(shown.error.contains("files in .backstitch/"))
    #expect(try shop.run("show", "1", "--verbose").output.contains("+++ b/.backstitch/"))
    #expect(told.filter { $0.contains("in the imports from sqlalchemy") }.count == 1)
    #expect(told.contains("Operation 1: generate entity product"))
    #expect(told.contains("Next steps:"))
    #expect(told.last == "Undo: backstitch undo")
  }

  @Test func `who turns a resumed plan down keeps what is staged`() throws {
    let shop = try Shop()
    _ = try shop.run("generate", "entity", "product", "name:str:64:required", "--stage")
    let turnedDown = try shop.type("no\\n", after: "Write these files?", at: "resume")
    #expect(turnedDown.status == 1)
    #expect(turnedDown.output.contains("not confirmed; nothing was written"))
    #expect(turnedDown.output.contains("kept in t1"))
    _ = try shop.run("commit", "t1")
    #expect(shop.directory.read("backend/api/crud/products.py") != nil)
  }

  @Test func `lines are counted where an undo is merged with later work`() throws {
    let shop = try Shop(of: [])
    try shop.directory.write("f", "one\ntwo\nthree\nfour\nfive\n")
    let change = #"{"changes":[{"replace":"f","old":"one","new":"1"}]}"#
    _ = try shop.run("apply", "-", input: change)
    try shop.directory.write("f", "1\ntwo\nthree\nfour\nmine\n")
    let undone = lines(try shop.run("undo"))
    #expect(undone.prefix(2) == ["  M f  +1 -1", "  f: merged with later work in it"])
  }

  @Test func `undoing tells the files it took back`() throws {
    let shop = try Shop()
    _ = try backstitch(Self.product, in: shop.root)
    let undone = lines(try shop.run("undo"))
    #expect(undone.contains { $0.hasPrefix("  D backend/api/crud/products.py  -") })
    #expect(undone.contains { $0.hasPrefix("  M backend/db/model.py  +1 -") })
    #expect(undone.last == "Redo: backstitch redo")
    #expect(try shop.git("status", "--porcelain").isEmpty)
  }

  @Test(arguments: [[1, 2], [2, 1]])
  func `entities share files; the last one's undo removes them`(order: [Int]) throws {
    let shop = try Shop()
    _ = try shop.run("generate", "fullstack", "product", "name_en:str:64:required", "-y")
    _ = try shop.run("generate", "fullstack", "order", "note:str:64", "-y")
    let undone = try shop.run("undo", "\(order[0])").output
    #expect(
      undone.contains("  frontend/lib/backend-proxy.ts: kept, operation 2 needs it")
        == (order[0] == 1))
    for path in ["frontend/lib/backend-proxy.ts", "frontend/lib/api-client.ts"] {
      let pristine = ".backstitch/pristine/\(path).txt"
      let text = shop.directory.read(path)
      #expect(text != nil && text == shop.directory.read(pristine))
    }
    #expect(shop.directory.read(".backstitch/.gitattributes") != nil)
    #expect(shop.directory.read(".backstitch/.gitignore") != nil)
    #expect(shop.directory.read(".env.example")?.contains("\nBACKEND_URL=") == true)
    _ = try shop.run("undo", "\(order[1])")
    #expect(try shop.git("status", "--porcelain", "--ignored").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: shop.root + "/.backstitch"))
  }

  @Test func `undoing names the path whose generated class somebody renamed`() throws {
    let shop = try Shop()
    _ = try shop.run("generate", "entity", "brand", "name:str")
    let model = try #require(shop.directory.read("backend/db/model.py"))
    try shop.directory.write(
      "backend/db/model.py", model.replacingOccurrences(of: "class Brand(", with: "class Label("))
    #expect(try shop.run("undo").output.contains("backend/db/model.py: left as it is"))
  }

  @Test func `a staged run is committed by path, the rest stays open, next steps are told`() throws
  {
    let shop = try Shop()
    _ = try shop.run("g", "entity", "brand", "name:str", "--stage")
    let some = lines(try shop.run("commit", "--paths", "backend/api/crud"))
    #expect(some.first?.hasPrefix("  A backend/api/crud/brands.py  +") == true)
    #expect(try shop.run("status").output.contains("Open: t1"))
    let rest = lines(try shop.run("commit"))
    #expect(rest.contains { $0.hasPrefix("  M backend/db/model.py") })
    #expect(try !shop.run("status").output.contains("Open: t1"))
  }

  @Test func `committing a whole staged run tells its next steps`() throws {
    let shop = try Shop()
    _ = try shop.run("g", "entity", "brand", "name:str", "--stage")
    #expect(try shop.run("commit").output.contains("alembic upgrade head"))
  }

  @Test func `status counts models written by hand, and what they lack`() throws {
    let shop = try Shop()
    let told = try shop.run("status").output
    #expect(told.contains("Entity: Category  backend complete; missing: delete-route"))
    #expect(
      told.contains(
        "Entity: Supplier  missing: schemas, crud, router, registration; no API routes, no frontend"
      ))
    let supplier = try shop.run("status", "suppliers").output
    #expect(supplier.contains("- [x] Model created (`db/model.py`)"))
    // One of sixteen.
    #expect(supplier.contains("### Status: 5% Complete"))
    #expect(supplier.contains("Continue: backstitch generate fullstack supplier"))
    #expect(try shop.run("status", "nothing", status: 1).error.contains("backstitch status"))
  }

  @Test func `a conflict's commands are this one again`() throws {
    let shop = try Shop()
    _ = try shop.run("apply", "-", input: #"{"changes":[{"write":"it's","content":"a"}]}"#)
    try shop.directory.write("it's", "b")
    let refused = try shop.run("undo", "--paths", "it's", status: 2)
    #expect(
      refused.error.contains(#"  backstitch undo --paths 'it'\''s' --on-conflict take"#),
      "\(refused.error)")
  }

  @Test func `the author is the repository's own user`() throws {
    let shop = try Shop()
    try shop.git("config", "user.name", "Ada")
    let program = try RunningProgram(
      "/usr/bin/env", ["-u", "GIT_AUTHOR_NAME", backstitchPath, "apply", "-"], in: shop.root,
      input: #"{"changes":[{"write":"a","content":"a"}]}"#)
    #expect(try program.finish().status == 0)
    #expect(try shop.run("show", "1").output.contains("Author: Ada <"))
  }

  @Test func `what is mistyped is told in the program's own words`() throws {
    let shop = try Shop()
    let unknown = try shop.run("frobnicate", status: 64)
    #expect(unknown.error.hasPrefix("backstitch: there is no command 'frobnicate'"))
    #expect(try shop.run("generate", status: 64).error.contains("say what to generate"))
    #expect(try shop.run("why", "nope.py:3", status: 1).error.contains("there is no file nope.py"))
    #expect(try shop.run("undo").output == "There is nothing to undo.\n")
  }
}

/// A person at a terminal.
@Suite struct TerminalTests {
  private static let brand = "generate entity brand name:str"
  private static let question = "Write these files?"
  private static let escape = "\u{1B}["

  @Test func `the plan is shown and confirmed before anything is written`() throws {
    let shop = try Shop()
    let refused = try shop.type("diff\\nno\\n", after: Self.question, at: Self.brand)
    #expect(refused.status == 1)
    #expect(refused.output.contains("Write these files? (yes/no/diff) [yes] "))
    #expect(refused.output.contains("\(Self.escape)32m+class Brand(Base):"))
    #expect(refused.output.contains("\(Self.escape)1m--- a/backend/db/model.py"))
    #expect(!refused.output.contains("+++ b/.backstitch/"))
    #expect(try shop.git("status", "--porcelain").isEmpty)
    let confirmed = try shop.type("yes\\n", after: Self.question, at: Self.brand)
    #expect(confirmed.status == 0)
    #expect(confirmed.output.contains("Operation 1"))
  }

  @Test(arguments: [(#"\004"#, Int32(1)), (#"\003"#, 130)])
  func `the end of input and Ctrl-C are no confirmation`(key: String, status: Int32) throws {
    let shop = try Shop()
    let result = try shop.type(key, after: Self.question, at: Self.brand)
    #expect(result.status == status, "\(result.output)")
    #expect(!result.output.contains("Operation 1"))
    #expect(try shop.git("status", "--porcelain").isEmpty)
  }

  @Test func `colour is for terminals, and NO_COLOR and --no-color are honoured`() throws {
    let shop = try Shop()
    _ = try shop.run("generate", "entity", "brand", "name:str")
    #expect(try !shop.run("diff").output.contains(Self.escape))
    #expect(try shop.type(at: "diff").output.contains(Self.escape))
    #expect(try !shop.type(at: "diff --no-color").output.contains(Self.escape))
    let plain = try shop.type(at: "diff", environment: ["NO_COLOR": "1"])
    #expect(!plain.output.contains(Self.escape) && plain.output.contains("+class Brand(Base):"))
  }

  @Test func `a plan that was confirmed is not told again`() throws {
    let shop = try Shop()
    let confirmed = try shop.type("\\n", after: Self.question, at: Self.brand)
    #expect(confirmed.status == 0, "Enter is yes")
    let told = confirmed.output.ranges(of: " backend/db/model.py")
    #expect(told.count == 1, "\(confirmed.output)")
    #expect(confirmed.output.contains("Operation 1"))
  }

  @Test func `a terminal that cannot move the cursor is sent no codes by the steps`() throws {
    let shop = try Shop()
    let words = ["generate", "fullstack", "brand", "name:str", "--yes"]
    for (name, hasCodes) in [("dumb", false), ("xterm", true)] {
      let terminal = try TerminalSession(
        backstitchPath, words, in: shop.root, environment: ["TERM": name])
      #expect(try terminal.finish() == 0, "\(terminal.shown)")
      #expect(terminal.shown.contains(Self.escape) == hasCodes, "\(name)")
      _ = try shop.run("undo")
    }
  }
}
