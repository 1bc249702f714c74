import Foundation
import TestSupport
import Testing

/// The JSON of every command, against its goldens and against `docs/json.md`.
@Suite struct JSONTests {
  private static let commands = [
    "init", "detect", "generate", "regenerate", "scaffold", "plan", "agents", "templates", "apply",
    "status", "commit",
    "resume", "rollback", "undo",
    "redo", "restore", "exec", "log", "show", "diff", "why", "recover", "doctor",
    "completions", "error",
  ]

  @Test func `each command's documents are what the goldens say`() throws {
    var golden = Golden("json")
    for (name, text) in try documents() { golden.check(name, text) }
    golden.finish()
  }

  @Test func `every command has a golden and a section`() throws {
    let page = try page("json.md")
    let names = Set(try goldens().map(\.name.command))
    for command in Self.commands {
      #expect(names.contains(command), "no golden of \(command)")
      #expect(page.contains("## `\(command)`") || command == "error", "no section of \(command)")
    }
  }

  @Test func `the page names every top-level key of the goldens`() throws {
    let page = try page("json.md")
    for (name, document) in try goldens() {
      for key in document.keys.sorted() {
        #expect(page.contains("`\(key)`"), "\(name) has '\(key)'")
      }
    }
  }

  @Test func `every document has the schema number, and a path of other bytes its base 64`() throws
  {
    for (name, document) in try goldens() {
      #expect(document["schema"] as? Int == 1, "\(name)")
    }
    let applied = try #require(try goldens().first { $0.name == "apply-bytes" })
    let plan = try #require(applied.document["plan"] as? [String: Any])
    let changes = try #require(plan["changes"] as? [[String: Any]])
    #expect(changes.map { $0["path"] as? [String: String] } == [["base64": "Zv9n"]])
  }

  // MARK: Making the documents

  /// One scenario: a small workspace in which every command is run once or twice.
  private func documents() throws -> [(String, String)] {
    let groups = "core/app_setup/routers_group"
    let files = [
      "main.py", "db/base.py", "db/model.py", "db/session.py", "api/schemas/base_schema.py",
      "\(groups)/setting_routers.py", "\(groups)/general_routers.py",
    ]
    let frontend = [
      "package.json", "tsconfig.json", "app/page.tsx", "components/data-table/data-table.tsx",
      "components/data-table/index.ts", "components/ui/button.tsx", "lib/server-fetch.ts",
      "lib/utils.ts",
    ]
    let shop = try Shop(
      of: files.map { "backend/\($0)" } + frontend.map { "frontend/\($0)" })
    var made: [(String, String)] = []
    func make(
      _ name: String, _ arguments: String..., input: String? = nil, status: Int32 = 0
    ) throws {
      let result = try backstitch(arguments + ["--json"], in: shop.root, input: input)
      #expect(result.status == status, "\(arguments): \(result.output)\(result.error)")
      #expect(result.error.isEmpty)
      made.append((name, try JSONNormalizer.normalized(result.output)))
    }
    let hello = #"{"description":"hello","changes":[{"write":"a.txt","content":"one\ntwo\n"}]}"#
    let bytes = #"{"changes":[{"write":{"base64":"Zv9n"},"content":"x\n"}]}"#
    let change = #"{"changes":[{"replace":"a.txt","old":"two","new":"2"}]}"#
    try make("detect", "detect")
    try make("plan", "plan")
    try make("plan-one", "plan", "fullstack")
    try make("agents", "agents", "list")
    try make("scaffold-nothing", "scaffold", "frontend-module", "data-table")
    try make("init-dry", "init", "--dry-run")
    try make("init", "init")
    try make("generate-dry", "generate", "entity", "brand", "name:str:64", "--dry-run")
    try make("generate-staged", "generate", "entity", "brand", "name:str:64", "--stage")
    try make("status", "status")
    try make("commit", "commit", "t1")
    try make("status-entity", "status", "brand")
    try make("generate-nothing", "generate", "entity", "brand")
    try make("apply", "apply", "-", input: hello)
    try make("apply-bytes", "apply", "-", input: bytes)
    try make("undo", "undo")
    try make("redo", "redo")
    try make("redo-nothing", "redo")
    try make("apply-staged", "apply", "-", "--stage", input: change)
    try make("resume-dry", "resume", "t2", "--dry-run")
    try make("diff-staged", "diff", "t2")
    try make("rollback", "rollback", "t2")
    _ = try shop.run("apply", "-", "--stage", input: change)
    try make("rollback-open", "rollback", "t3", "--open-only")
    try make("log", "log", "-n", "3")
    try make("show", "show", "3")
    try make("diff", "diff", "3")
    try make("why", "why", "a.txt:2")
    try make("recover", "recover")
    try make("doctor", "doctor")
    try make("doctor-crash", "doctor", "--crash", ".", "--rounds", "3")
    try shop.directory.write("a.txt", "one\nmine\n")
    try make("error-failed", "apply", "-", input: change, status: 1)
    try make("error-conflict", "undo", "3", status: 2)
    try make("undo-conflict-dry", "undo", "3", "-n", status: 2)
    try make("error-blocked", "generate", "entity", "toy", "maker:ref:Maker", status: 3)
    try shop.git("rm", "-rq", "frontend/components/data-table")
    try make("error-step", "generate", "fullstack", "toy", "name:str:64", status: 1)
    try make("error-usage", "undo", "x", status: 64)
    let more = #"{"description":"more","changes":[{"write":"more.txt","content":"more\n"}]}"#
    try make(
      "apply-check-failed", "apply", "-", "--check", "cat more.txt", "--check", "exit 3",
      input: more, status: 1)
    try make(
      "apply-check-kept", "apply", "-", "--keep-on-failed-check", "--check", "exit 3", input: more,
      status: 1)
    _ = try shop.run("undo")
    try make("apply-checked", "apply", "-", "--check", "cat more.txt", input: more)
    try make("generate-changed", "generate", "entity", "brand", "--field", "size:int")
    try make("regenerate", "regenerate", "brand")
    try make("templates", "templates", "list")
    try make("restore-dry", "restore", "3", "-n")
    let exec = try backstitch(
      ["exec", "--json", "--undo-on-failure", "--", "sh", "-c", "echo c > c.txt; exit 3"],
      in: shop.root)
    #expect(exec.status == 3)
    made.append(("exec", try JSONNormalizer.normalized(exec.output)))
    try make("completions", "completions", "fish")
    return made
  }

  // MARK: Reading them

  private func goldens() throws -> [(name: String, document: [String: Any])] {
    let directory = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/json")
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path())
    return try files.filter { $0.hasSuffix(".golden") }.sorted().map { file in
      let text = try String(contentsOf: directory.appending(path: file), encoding: .utf8)
      return (String(file.dropLast(7)), try JSONNormalizer.object(text))
    }
  }

  private func page(_ name: String) throws -> String {
    try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/\(name)").standardizedFileURL, encoding: .utf8)
  }
}

extension String {
  /// The command a golden is of: the part before the first dash.
  fileprivate var command: String { String(prefix { $0 != "-" }) }
}
