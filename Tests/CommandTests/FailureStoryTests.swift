import Foundation
import TestSupport
import Testing

/// The story that the project began with: the page fails because `DataTable` is missing.
@Suite struct FailureStoryTests {
  private static let words = [
    "generate", "fullstack", "product", "name_en:str:64:required", "price:decimal:10,2",
    "category:ref:Category", "--feature", "bilingual,active",
  ]

  /// A shop whose frontend has no table.
  private func shop() throws -> Shop {
    let shop = try Shop()
    try shop.git("rm", "-rq", "frontend/components/data-table")
    try shop.git("commit", "-q", "-m", "without a table")
    return shop
  }

  private func files(_ shop: Shop) throws -> [String: Data] {
    let listed = try shop.git("ls-files", "-co", "--exclude-standard", "-z")
    let tracked = listed.split(separator: "\u{0}").map(String.init)
    var found: [String: Data] = [:]
    for path in tracked {
      found[path] = FileManager.default.contents(atPath: shop.root + "/" + path)
    }
    return found.compactMapValues { $0 }
  }

  /// What a dialogue would ask.
  private static let answered = [
    "--columns", "name_en,price", "--filters", "category_id", "--actions", "add,edit", "--tests",
  ]

  private func terminal(_ words: [String], in shop: Shop) throws -> TerminalSession {
    try TerminalSession(backstitchPath, words, in: shop.root)
  }

  /// What a run leaves where the table was there first.
  private func whole(_ more: [String] = []) throws -> [String: Data] {
    let shop = try shop()
    _ = try shop.run("scaffold", "frontend-module", "data-table")
    _ = try shop.run(words: Self.words + more)
    return try files(shop)
  }

  @Test func `the table is scaffolded meanwhile, and resuming finishes, on a terminal`() throws {
    let shop = try shop()
    let before = try files(shop)
    let words = Self.words + Self.answered
    let failing = try terminal(words, in: shop)
    try failing.answer("Add the step 'scaffold frontend-module data-table'", "n")
    try failing.answer("1 retry", "stop\n")
    #expect(try failing.finish() == 1, "\(failing.shown)")
    for line in [
      "## Orchestration Error", "### What Happened", "Step 3 (Generate Frontend) failed:",
      "Error: Component 'DataTable' not found in @/components/data-table",
      "### Already Completed", "- [x] Backend generation (all files created)",
      "- [x] API routes (all routes created)", "### Recovery Options", "1. **Fix and retry**",
      "# The DataTable component needs to be created first",
      "backstitch scaffold frontend-module data-table", "2. **Skip frontend**",
      "backstitch generate data-table products --columns name_en,price --filters category_id"
        + " --actions add,edit  # Run separately later", "3. **Rollback all**",
      "Which option do you prefer?",
    ] {
      #expect(failing.shown.contains(line), "\(line)")
    }
    #expect(try files(shop) == before)
    _ = try shop.run("scaffold", "frontend-module", "data-table")
    let resuming = try terminal(["resume", "t1"], in: shop)
    try resuming.answer("Write these files?", "yes\n")
    #expect(try resuming.finish() == 0, "\(resuming.shown)")
    #expect(try files(shop) == whole(Self.answered))
    _ = try shop.run("undo")
    // The page of the categories had no table before, either.
    #expect(try shop.run("undo", status: 2).error.contains("categories/page.tsx:1: it imports"))
    _ = try shop.run("undo", "--on-conflict", "take")
    #expect(try files(shop) == before)
  }

  @Test func `the printed commands work verbatim: fix and retry`() throws {
    let shop = try shop()
    let failed = try shop.run(words: Self.words, status: 1)
    try carryOut(
      ["scaffold frontend-module data-table", "resume t1"], from: failed.error, in: shop)
    #expect(try files(shop) == whole())
  }

  @Test func `the printed commands work verbatim: skip, then generate later`() throws {
    let shop = try shop()
    let failed = try shop.run(words: Self.words, status: 1)
    try carryOut(["resume t1 --skip frontend"], from: failed.error, in: shop)
    #expect(try shop.run("status").output.contains("backend complete; API routes complete"))
    _ = try shop.run("scaffold", "frontend-module", "data-table")
    try carryOut(["generate data-table products"], from: failed.error, in: shop)
    #expect(try files(shop) == whole())
  }

  @Test func `the printed commands work verbatim: land what works, then the rest`() throws {
    let shop = try shop()
    let failed = try shop.run(words: Self.words, status: 1)
    try carryOut(["commit t1 --steps backend,api-routes"], from: failed.error, in: shop)
    #expect(try shop.run("status").output.contains("Open: t1"))
    _ = try shop.run("scaffold", "frontend-module", "data-table")
    try carryOut(["resume t1"], from: failed.error, in: shop)
    #expect(try files(shop) == whole())
  }

  @Test func `the printed commands work verbatim: rollback`() throws {
    let shop = try shop()
    let before = try files(shop)
    let failed = try shop.run(words: Self.words, status: 1)
    try carryOut(["rollback t1"], from: failed.error, in: shop)
    #expect(try files(shop) == before)
    #expect(try !shop.run("status").output.contains("Open:"))
  }

  @Test(arguments: ["skip", "keep", "rollback", "stop"])
  func `the answer can be given in advance`(policy: String) throws {
    let shop = try shop()
    let before = try files(shop)
    let ended = try shop.run(
      words: Self.words + ["--on-error", policy], status: policy == "skip" ? 0 : 1)
    let status = try shop.run("status").output
    let isOpen = policy == "keep" || policy == "stop"
    #expect(status.contains("Open: t1") == isOpen, "\(ended.output)\(ended.error)")
    let hasLanded = policy == "skip" || policy == "keep"
    #expect(try (files(shop) == before) != hasLanded)
    #expect(status.contains("backend complete") || !hasLanded)
  }

  @Test func `the missing module is made as a step when asked for`() throws {
    let shop = try shop()
    let before = try files(shop)
    _ = try shop.run(words: Self.words + ["--with", "data-table"])
    #expect(try shop.run("status", "product").output.contains("100% Complete"))
    // The page of the categories had no table before, either.
    _ = try shop.run("undo", "--on-conflict", "take")
    #expect(try files(shop) == before)
  }

  @Test func `a run that is killed at any moment leaves nothing or what can be resumed`() throws {
    let reference = try whole()
    var open = 0
    // On a busy machine a run begins late: later moments are tried until one fell between two steps.
    let moments =
      Array(stride(from: 4, through: 120, by: 8)) + Array(stride(from: 150, to: 990, by: 30))
    for delay in moments where delay <= 120 || open == 0 {
      let shop = try shop()
      _ = try shop.run("scaffold", "frontend-module", "data-table")
      let before = try files(shop)
      let command =
        "\(backstitchPath) \(Self.words.joined(separator: " ")) >/dev/null 2>&1 & "
        + "sleep 0.\(String(format: "%03d", delay)); kill -9 $! 2>/dev/null; "
        + "wait $! 2>/dev/null; true"
      _ = try RunningProgram("/bin/bash", ["-c", command], in: shop.root).finish()
      let status = try shop.run("status").output
      // It is open while it lands, too.
      if status.contains("Open: t1"), !status.contains("was interrupted") {
        open += 1
        #expect(try files(shop) == before)
        _ = try shop.run("resume")
      } else {
        // Nothing was kept, it was landing, or it was done: the same command again settles all.
        _ = try shop.run(words: Self.words)
      }
      #expect(try files(shop) == reference, "killed after \(delay) ms")
    }
    #expect(open > 0, "no kill fell between two steps")
  }

  @Test func `a frontend that is missing blocks before anything is written`() throws {
    let shop = try Shop()
    try shop.git("rm", "-rq", "frontend")
    try shop.git("commit", "-q", "-m", "backend only")
    let before = try files(shop)
    let blocked = try shop.run(words: Self.words, status: 3)
    for line in [
      "## Orchestration Blocked", "Cannot proceed with fullstack generation because:",
      "**Missing: Next.js project**",
      "The frontend portion requires a Next.js project, but none was detected.",
      "1. **Scaffold Next.js project first**", "2. **Generate backend only**",
      "3. **Specify frontend path**",
    ] {
      #expect(blocked.error.contains(line), "\(line)")
    }
    #expect(try files(shop) == before)
    #expect(try !shop.run("status").output.contains("Open:"))
    let backend = Self.words.map { $0 == "fullstack" ? "entity" : $0 }.joined(separator: " ")
    try carryOut([backend], from: blocked.error, in: shop)
    #expect(try shop.run("status").output.contains("backend complete"))
  }

  /// Runs commands that a report printed, as they stand there.
  private func carryOut(_ commands: [String], from report: String, in shop: Shop) throws {
    for command in commands {
      let printed = try #require(
        report.split(separator: "\n" as Character).first { $0.contains("backstitch \(command)") })
      let line = printed.trimmingCharacters(in: .whitespaces)
        .replacing("backstitch ", with: "\(backstitchPath) ")
      let result = try RunningProgram("/bin/bash", ["-c", line], in: shop.root).finish()
      #expect(result.status == 0, "\(line): \(result.error)")
    }
  }
}
