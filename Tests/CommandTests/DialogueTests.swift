import Foundation
import TestSupport
import Testing

/// The dialogue of `generate` on a real terminal, and what becomes of it without one.
@Suite struct DialogueTests {
  private let shop: Shop

  init() throws { shop = try Shop() }

  private func terminal(
    _ arguments: String..., environment: [String: String] = [:], columns: UInt16 = 80,
    rows: UInt16 = 24
  ) throws -> TerminalSession {
    try TerminalSession(
      backstitchPath, arguments, in: shop.root, environment: environment, columns: columns,
      rows: rows)
  }

  private static let (enter, left, down, escape) = ("\r", "\u{1B}[D", "\u{1B}[B", "\u{1B}")

  private func isUntouched() throws -> Bool {
    try shop.git("status", "--porcelain").isEmpty
      && !FileManager.default.fileExists(atPath: shop.root + "/.git/backstitch")
  }

  /// What the dialogue of these tests comes to, as flags.
  private static let words = [
    "name_en:str:64:required", "name_ar:str:64:required", "price:decimal:10,2:min:0",
    "category:ref:Category:set-null", "--feature", "bilingual,active", "--tests",
  ]

  /// Answers the questions of `generate entity product`, with a mistake and a change of mind.
  private func answer(_ terminal: TerminalSession) throws {
    try terminal.answer("field: ", "name_en:strin\r")
    try terminal.wait(for: "unknown type 'strin'")
    try terminal.answer("field: ", "name_en:str:64:required\r")
    try terminal.wait(for: "+ name_en: str 64, required")
    try terminal.answer("field: ", "price:decimal:10,2\r")
    try terminal.answer("field: ", "colour:str\r")
    try terminal.answer("field: ", "-colour\r")
    try terminal.wait(for: "- colour")
    try terminal.answer("field: ", "?\r")
    try terminal.wait(for: "NAME:TYPE")
    try terminal.answer("field: ", Self.enter)
    try terminal.answer("Relationships", "3 \r")
    try terminal.wait(for: "Relationships: Supplier")
    try terminal.answer("supplier: kind", Self.left)
    try terminal.wait(for: "[x] 3 Supplier")
    try terminal.answer("back", "3 2 \r")
    try terminal.wait(for: "Relationships: Category")
    try terminal.answer("category: kind", Self.enter)
    try terminal.answer("category: required", "n")
    try terminal.answer("restrict", Self.down + Self.down + Self.enter)
    try terminal.answer("attribute for its products", Self.enter)
    try terminal.answer("Validations", "2 \r")
    try terminal.answer("price: least value", "zero\r")
    try terminal.wait(for: "a bound is a number")
    try terminal.answer("price: least value", "0\r")
    try terminal.answer("price: greatest value", Self.enter)
    try terminal.answer("[x] 3 bilingual", "4 \r")
    try terminal.answer("test module for product", Self.enter)
    try terminal.answer("Add to Docker", Self.enter)
  }

  // MARK: The whole of it

  @Test func `a whole dialogue lands what the printed command makes`() throws {
    let terminal = try terminal("generate", "entity", "product")
    try answer(terminal)
    let command = "generate entity product \(Self.words.joined(separator: " "))"
    try terminal.answer("Write these files? (yes/no/diff) [yes] ", "yes\n")
    try terminal.wait(for: "Next time: backstitch \(command)")
    #expect(try terminal.finish() == 0)
    #expect(terminal.isAsItWas)
    #expect(terminal.shown.contains("Undo: backstitch undo"))
    let made = try #require(shop.directory.read(".backstitch/entities/product.yaml"))
    let other = try Shop()
    _ = try backstitch(command.split(separator: " ").map(String.init), in: other.root)
    #expect(other.directory.read(".backstitch/entities/product.yaml") == made)
    #expect(
      other.directory.read("backend/db/model.py") == shop.directory.read("backend/db/model.py"))
    #expect(try other.git("status", "--porcelain") == shop.git("status", "--porcelain"))
  }

  @Test func `flags, a definition, answers and the dialogue give the same digest`() throws {
    let dry = ["--dry-run", "--json"]
    func digest(_ words: [String], input: String? = nil) throws -> String {
      let result = try backstitch(
        ["generate", "entity"] + words + dry, in: shop.root, input: input)
      let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let plan = (document as? [String: Any])?["plan"] as? [String: Any]
      return try #require(plan?["digest"] as? String, "\(result.output)")
    }
    let flags = try digest(["product"] + Self.words)
    let spec = """
      name: product
      fields:
        - { name: name_en, type: str, constraints: { max_length: 64, required: true } }
        - { name: name_ar, type: str, constraints: { max_length: 64, required: true } }
        - { name: price, type: decimal, constraints: { precision: 10, scale: 2, min: 0 } }
        - { name: category_id, type: int, constraints: { index: true, foreign_key: category.id } }
      relationships:
        - { name: category, target: Category, on_delete: set-null }
      features: { bilingual: true, active: true }
      """
    #expect(try digest(["--spec", "-", "--tests"], input: spec) == flags)
    let indented = spec.split(separator: "\n").map { "  \($0)\n" }.joined()
    #expect(
      try digest(["product", "--answers", "-"], input: "tests: true\nentity:\n\(indented)")
        == flags)
    let terminal = try terminal("generate", "entity", "product", "--dry-run")
    try answer(terminal)
    #expect(try terminal.finish() == 0)
    #expect(terminal.shown.contains("Digest: \(flags)"))
    #expect(try isUntouched())
  }

  @Test func `a name is asked for, and going back from the first question says so`() throws {
    let terminal = try terminal("generate", "entity")
    try terminal.answer("Entity name: ", "<\r")
    try terminal.wait(for: "this is the first question")
    try terminal.answer("Entity name: ", "class\r")
    try terminal.wait(for: "the entity name 'class'")
    try terminal.answer("Entity name: ", "tag\r")
    try terminal.answer("field: ", "label:str\r")
    try terminal.answer("field: ", "back\r")
    try terminal.answer("Entity name [tag]: ", "labels\r")
    try terminal.wait(for: "Fields of label")
    try terminal.wait(for: "label:str")
    try terminal.answer("field: ", "\u{04}")
    #expect(try terminal.finish() == 1)
    #expect(terminal.shown.contains("not confirmed; nothing was written"))
    #expect(terminal.isAsItWas)
    #expect(try isUntouched())
  }

  @Test func `a page's choices and a missing table are asked for, and land with the rest`() throws {
    try FileManager.default.removeItem(atPath: shop.root + "/frontend/components/data-table")
    let terminal = try terminal("generate", "fullstack", "tag", "--feature", "active")
    try terminal.answer("field: ", "label:str:9:required\r")
    try terminal.answer("field: ", "weight:int\r")
    try terminal.answer("field: ", Self.enter)
    try terminal.answer("Relationships", Self.enter)
    try terminal.answer("Validations", Self.enter)
    try terminal.answer("Columns", "3 \r")
    try terminal.answer("Filters", Self.enter)
    try terminal.answer("What can be done", "5 \r")
    try terminal.answer("test module", "n")
    try terminal.answer("Add to Docker", "n")
    try terminal.answer("scaffold frontend-module data-table", Self.enter)
    try terminal.answer("Write these files?", "yes\n")
    try terminal.wait(
      for: "Next time: backstitch generate fullstack tag --feature active label:str:9:required "
        + "weight:int --columns label,is_active --actions add,edit,delete,status --with data-table")
    #expect(try terminal.finish() == 0)
    #expect(shop.directory.read("frontend/components/data-table/index.ts") != nil)
    let columns = try #require(
      shop.directory.read(
        "frontend/app/(pages)/setting/tags/_components/table/columns.tsx"))
    #expect(columns.contains("label") && !columns.contains("weight"))
  }

  @Test func `an entity that is there is asked for what is left`() throws {
    let terminal = try terminal("generate", "entity", "category")
    try terminal.wait(for: "Category is there already")
    try terminal.answer("test module for category", "n")
    try terminal.wait(for: "Missing: service db, service backend, service frontend")
    try terminal.answer("Add to Docker", "y")
    #expect(!terminal.shown.contains("field: "))
    try terminal.answer("Write these files?", "no\n")
    #expect(try terminal.finish() == 1)
    #expect(!terminal.shown.contains("Next time:"), "nothing was made that could be made again")
  }

  // MARK: Leaving

  @Test(arguments: ["text", "list", "confirmation"])
  func `Ctrl-C leaves with nothing written and the terminal as it was`(form: String) throws {
    let terminal = try terminal("generate", "entity", "tag")
    if form == "text" {
      try terminal.answer("field: ", "label:str\rname:")
      try terminal.wait(for: "name:")
    } else {
      try terminal.answer("field: ", "state:enum:a,b\r")
      try terminal.answer("field: ", Self.enter)
      try terminal.wait(for: "< back")
      if form == "confirmation" {
        terminal.type(Self.enter)
        try terminal.answer("Features", Self.enter)
        try terminal.wait(for: "test module")
      }
    }
    #expect(terminal.isRaw)
    terminal.type("\u{03}")
    #expect(try terminal.finish() == 130)
    #expect(terminal.isAsItWas)
    #expect(try isUntouched())
  }

  private static let signals: [(Int32, Int32)] = [
    (SIGTERM, 130), (SIGINT, 130), (SIGHUP, 129), (SIGQUIT, 131),
  ]

  @Test(arguments: signals)
  func `a signal finds the terminal restored`(signal: Int32, status: Int32) throws {
    let terminal = try terminal("generate", "entity", "tag")
    try terminal.wait(for: "field: ")
    #expect(terminal.isRaw)
    terminal.send(signal)
    #expect(try terminal.finish() == status)
    #expect(terminal.isAsItWas)
    #expect(try isUntouched())
  }

  @Test func `a stopped dialogue leaves the terminal to others and goes on`() throws {
    let terminal = try terminal("generate", "entity", "tag")
    try terminal.answer("field: ", "label:str\r")
    try terminal.wait(for: "field: ")
    terminal.send(SIGTSTP)
    for _ in 0..<200 where terminal.isRaw { usleep(10_000) }
    #expect(terminal.isAsItWas)
    terminal.send(SIGCONT)
    for _ in 0..<200 where !terminal.isRaw { usleep(10_000) }
    terminal.type("x:int\r")
    try terminal.answer("+ x: int", "\u{03}")
    #expect(try terminal.finish() == 130)
  }

  // MARK: Looks

  @Test(arguments: [UInt16(80), 40])
  func `no line is wider than the terminal, and colour is left out when asked`(
    columns: UInt16
  ) throws {
    let terminal = try terminal(
      "generate", "fullstack", "product", environment: ["NO_COLOR": "1"], columns: columns)
    try terminal.answer("field: ", "?\r")
    try terminal.answer("field: ", "name_en:str:64:required\r")
    try terminal.answer("field: ", "\(String(repeating: "long", count: 9))_en:str:nothing:at:all\r")
    try terminal.answer("field: ", Self.enter)
    for title in ["Relationships", "Validations", "Features", "Columns", "What can be done"] {
      try terminal.answer(title, Self.enter)
    }
    try terminal.answer("test module", "\u{03}")
    #expect(try terminal.finish() == 130)
    let told = terminal.shown
    let codes = told.matches(of: /\u{1B}\[([0-9;]*)([A-Za-z])/)
    #expect(!codes.isEmpty && codes.allSatisfy { $0.2 != "m" })
    let plain = told.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
    for line in plain.split(whereSeparator: \.isNewline) {
      #expect(line.count < Int(columns), "\(line)")
    }
  }

  @Test func `a list longer than the terminal shows the part around the cursor`() throws {
    let terminal = try terminal("generate", "entity", "tag", rows: 8)
    for index in 0..<12 { try terminal.answer("field: ", "f\(index):int\r") }
    try terminal.answer("field: ", Self.enter)
    try terminal.answer("Relationships", Self.enter)
    try terminal.wait(for: "more below and above")
    terminal.type("12 \r")
    try terminal.wait(for: "> [x] 12 f11")
    try terminal.wait(for: "Validations: f11")
    terminal.type("\u{03}")
    #expect(try terminal.finish() == 130)
  }

  @Test func `a terminal that cannot move the cursor gets numbered lines`() throws {
    let terminal = try terminal("generate", "entity", "tag", environment: ["TERM": "dumb"])
    try terminal.answer("field: ", "label:strin\n")
    try terminal.wait(for: "unknown type")
    try terminal.answer("field: ", "label_en:str:9\n")
    try terminal.answer("field: ", "\n")
    try terminal.wait(for: "  2) Category")
    try terminal.answer("Relationships (numbers with commas, or none) [none]: ", "2\n")
    try terminal.answer("category: kind (a number) [many-to-one]: ", "7\n")
    try terminal.wait(for: "give a number from 1 to 2")
    try terminal.answer("category: kind (a number) [many-to-one]: ", "<\n")
    try terminal.answer("[Category]: ", "none\n")
    try terminal.answer("Validations", "\n")
    try terminal.answer("Features (numbers with commas, or none) [bilingual]: ", "3,4\n")
    try terminal.answer("test module for tag (yes or no) [yes]: ", "no\n")
    try terminal.answer("Add to Docker (yes or no) [no]: ", "\n")
    try terminal.answer("Write these files?", "yes\n")
    try terminal.wait(
      for: "Next time: backstitch generate entity tag label_en:str:9 label_ar:str:9 --feature "
        + "bilingual,active")
    #expect(try terminal.finish() == 0)
    #expect(!terminal.shown.contains(Self.escape))
  }

  // MARK: Without a terminal

  @Test func `without a terminal nothing is asked, and what is missing is status 3`() throws {
    let nameless = try shop.run("generate", "fullstack", status: 3)
    #expect(nameless.error.contains("**Missing: name**"))
    let fieldless = try shop.run("generate", "entity", "product", status: 3)
    for word in ["name:str:64:required", "--field", "--spec FILE", "--answers FILE"] {
      #expect(fieldless.error.contains(word))
    }
    let document = try shop.json(try shop.run("generate", "entity", "--json", status: 3))
    #expect((document["error"] as? [String: Any])?["kind"] as? String == "blocked")
    try shop.directory.write("other/main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n")
    let several = try shop.run("generate", "entity", "tag", "label:str", status: 3)
    #expect(several.error.contains("backstitch generate entity tag label:str --backend other"))
  }

  @Test func `accepting everything asks nothing on a terminal either`() throws {
    let terminal = try terminal("generate", "entity", "product", "--yes")
    #expect(try terminal.finish() == 3)
    #expect(terminal.shown.contains("**Missing: fields**"))
    let fields = try self.terminal("generate", "entity", "tag", "label:str", "-y")
    #expect(try fields.finish() == 0)
  }

  @Test func `flags that would change nothing are refused with what to do`() throws {
    for flag in [["--feature", "audit"], ["--plural", "shelves"]] {
      let refused = try backstitch(["generate", "entity", "category"] + flag, in: shop.root)
      #expect(refused.status == 1)
      #expect(refused.error.contains("\(flag[0]) would change nothing: no fields were given"))
      #expect(refused.error.contains("--spec FILE"))
    }
    _ = try shop.run("generate", "entity", "tag", "label:str")
    let stored = try shop.run("generate", "entity", "tag", "--plural", "labels", status: 1)
    #expect(stored.error.contains(".backstitch/entities/tag.yaml"))
    let spec = "name: tag\nfields: [{ name: label, type: str }]\n"
    let arguments = ["generate", "entity", "tag", "--spec", "-"]
    let other = try backstitch(arguments + ["--feature", "audit"], in: shop.root, input: spec)
    #expect(other.status == 1 && other.error.contains("--spec defines the entity whole"))
    let both = try backstitch(arguments + ["note:str"], in: shop.root, input: spec)
    #expect(both.status == 1 && both.error.contains("both fields and --spec"))
    let missing = try shop.run("generate", "entity", "toy", "--feature", "audit", status: 3)
    #expect(missing.error.contains("**Missing: fields**"))
  }
}
