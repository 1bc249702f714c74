import Foundation
import TestSupport
import Testing

/// `regenerate`, and `generate` on an entity that is there, by the program.
@Suite struct RegenerateTests {
  private static let fields = [
    "name:str:64:required", "price:decimal:10,2", "category:ref:Category",
  ]
  private static let entity = ".backstitch/entities/product.yaml"
  private static let lock = ".backstitch/lock/product.json"
  private let shop: Shop

  init() throws {
    shop = try Shop()
    try shop.run(words: ["generate", "fullstack", "product"] + Self.fields + ["--tests"])
    try commit("generated")
  }

  private func commit(_ message: String, in shop: Shop? = nil) throws {
    try (shop ?? self.shop).git("add", "-A")
    try (shop ?? self.shop).git("commit", "-q", "-m", message)
  }

  private func isClean() throws -> Bool { try shop.git("status", "--porcelain").isEmpty }

  private func verdicts(_ document: [String: Any]) throws -> [String: String] {
    let list = try #require(document["regeneration"] as? [[String: Any]])
    return Dictionary(
      list.map { entry in
        let node = (entry["node"] as? String).map { "#\($0)" } ?? ""
        return ("\(entry["path"] ?? "")\(node)", entry["verdict"] as? String ?? "")
      }, uniquingKeysWith: { $1 })
  }

  // MARK: Nothing to do

  @Test
  func `nothing is to be done in a clone without the store, formatted before its first commit`()
    throws
  {
    try format()
    try commit("formatted")
    let clone = try TemporaryDirectory()
    try shop.git("clone", "-q", shop.root, clone.path + "/clone")
    let result = try backstitch(["regenerate", "--all"], in: clone.path + "/clone")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.hasPrefix("Nothing to change: what is generated of product"))
    let git = try RunningProgram(
      "/usr/bin/git", ["-C", clone.path + "/clone", "status", "--porcelain"]
    ).finish()
    #expect(git.output.isEmpty)
  }

  /// Black with long lines, where there is one; else what a formatter does to quotes and commas.
  private func format() throws {
    let tools = ProcessInfo.processInfo.environment["BACKSTITCH_PYTHON_TOOLS"] ?? ""
    let black = tools + "/black"
    if FileManager.default.isExecutableFile(atPath: black) {
      let result = try RunningProgram(
        black, ["-q", "-l", "110", "-C", "backend"], in: shop.root
      ).finish()
      #expect(result.status == 0)
    } else {
      let path = "backend/api/crud/products.py"
      let text = try #require(shop.directory.read(path))
      try shop.directory.write(path, text.replacing("\"", with: "'"))
    }
    #expect(try !isClean())
  }

  @Test func `a field changes what is there in a clone, and undo takes it back`() throws {
    let clone = try TemporaryDirectory()
    let root = clone.path + "/clone"
    try shop.git("clone", "-q", shop.root, root)
    let crud = root + "/backend/api/crud/products.py"
    let ours = try String(contentsOfFile: crud, encoding: .utf8) + "\n\n# Ours.\n"
    try ours.write(toFile: crud, atomically: true, encoding: .utf8)
    let result = try backstitch(
      ["generate", "entity", "product", "--field", "stock:int", "--json"], in: root)
    #expect(result.status == 0, "\(result.error)")
    let verdicts = try verdicts(shop.json(result))
    #expect(verdicts["backend/api/crud/products.py"] == "merged")
    #expect(verdicts["backend/db/model.py#Product"] == "updated")
    #expect(verdicts["frontend/lib/types/api/product.ts"] == "updated")
    #expect(try String(contentsOfFile: crud, encoding: .utf8).hasSuffix("# Ours.\n"))
    #expect(try backstitch(["undo"], in: root).status == 0)
    #expect(try String(contentsOfFile: crud, encoding: .utf8) == ours)
  }

  // MARK: Flags

  @Test func `a rename reaches model, schemas, types and page, and the migration is told`() throws {
    let result = try shop.run(
      "generate", "entity", "product", "--rename", "name:title", "--drop-field", "price")
    for path in [
      "backend/db/model.py", "backend/api/schemas/product_schema.py",
      "frontend/lib/types/api/product.ts",
      "frontend/app/(pages)/setting/products/_components/forms/product-form.tsx",
    ] {
      let diff = try shop.git("diff", "--", path)
      #expect(diff.contains("title"), "\(path)")
    }
    #expect(result.output.contains("alembic revision --autogenerate -m \"change product\""))
    #expect(
      result.output.contains("op.alter_column('product', 'name', new_column_name='title')"))
    #expect(!result.output.contains("'price'"))
  }

  @Test func `imports that only a dropped field needed go with it, on the other side, too`() throws
  {
    let shop = try Shop()
    // The last relationship of the module is the generated one.
    let path = "backend/db/model.py"
    let text = try #require(shop.directory.read(path))
    try shop.directory.write(
      path,
      text.replacing("mapped_column, relationship", with: "mapped_column")
        .replacing(/\n.*= relationship\(.*\)/, with: ""))
    try commit("no relationships", in: shop)
    try shop.run(words: ["generate", "entity", "product", "name:str:64:required"])
    let plain = try #require(shop.directory.read(path))
    try shop.run(
      "generate", "entity", "product", "--field", "category:ref:Category", "--field",
      "status:enum:draft,live")
    let full = try #require(shop.directory.read(path))
    #expect(full.contains("StrEnum") && full.contains("relationship("))
    try shop.run(
      "generate", "entity", "product", "--drop-field", "category", "--drop-field", "status")
    #expect(shop.directory.read(path) == plain)
  }

  @Test func `what cannot be changed is refused, all at once, and nothing is written`() throws {
    let refused = try shop.run(
      "generate", "entity", "product", "--drop-field", "colour", "--rename", "size:width",
      "--field", "weight:heavy", status: 1)
    for word in ["'colour'", "'size'", "'heavy'", "there are name, price, category"] {
      #expect(refused.error.contains(word), "\(word): \(refused.error)")
    }
    let unreadable = try shop.run("generate", "entity", "product", "--rename", "x", status: 1)
    #expect(unreadable.error.contains("write OLD:NEW"))
    let absent = try shop.run("generate", "entity", "toy", "--drop-field", "name", status: 1)
    #expect(absent.error.contains("generate the entity first"))
    let never = try shop.run("regenerate", "toy", status: 3)
    #expect(never.error.contains(".backstitch/lock/toy.json"))
    let nameless = try shop.run("regenerate", status: 1)
    #expect(nameless.error.contains("there are product"))
    #expect(try isClean())
  }

  @Test func `a whole definition that drops fields needs a yes`() throws {
    let spec =
      "name: product\nfields:\n- { name: name, type: str, constraints: { required: true, max_length: 64 } }\n"
    let words = ["generate", "entity", "product", "--spec", "-"]
    let refused = try shop.run(words: words, input: spec, status: 3)
    #expect(refused.error.contains("'price', 'category_id'"))
    #expect(try isClean())
    let shown = try shop.run(words: words + ["--dry-run"], input: spec)
    #expect(shown.error.contains("the definition has no 'price', 'category_id'"))
    try shop.run(words: words + ["--yes"], input: spec)
    #expect(shop.directory.read("backend/db/model.py")?.contains("price") == false)
  }

  @Test func `a dry run shows the digest that lands`() throws {
    let words = ["generate", "entity", "product", "--field", "stock:int"]
    let shown = try shop.json(shop.run(words: words + ["--dry-run", "--json"]))
    let plan = try #require(shown["plan"] as? [String: Any])
    let digest = try #require(plan["digest"] as? String)
    #expect(try verdicts(shown)["backend/db/model.py#Product"] == "updated")
    #expect(try isClean())
    try shop.run(words: words + ["--expect-digest", digest])
  }

  @Test func `a conflict is told per path, and status 2`() throws {
    let models = "backend/db/model.py"
    let text = try #require(shop.directory.read(models))
    try shop.directory.write(models, text.replacing("String(64)", with: "String(80)"))
    let words = ["generate", "entity", "product", "--field", "name:str:99:required"]
    let shown = try shop.json(shop.run(words: words + ["--dry-run", "--json"], status: 2))
    #expect(try verdicts(shown)["\(models)#Product"] == "conflict")
    try shop.run(words: words, status: 2)
    #expect(shop.directory.read("backend/api/schemas/product_schema.py")?.contains("99") == false)
  }

  @Test func `a conflict leaves one open transaction, however often it is met`() throws {
    try shop.run("generate", "entity", "brand", "name:str")
    for (path, length) in [("backend/db/model.py", "String(64)"), (Self.entity, "max_length: 64")] {
      let text = try #require(shop.directory.read(path))
      #expect(text.contains(length), "\(text)")
      let other = length.replacing("64", with: path == Self.entity ? "99" : "80")
      try shop.directory.write(path, text.replacing(length, with: other))
    }
    func open() throws -> Int? {
      let status = try shop.json(shop.run("status", "--json"))
      return (status["transactions"] as? [Any])?.count
    }
    try shop.run("regenerate", "--all", status: 2)
    #expect(try open() == 1)
    let again = try shop.run("regenerate", "--all", status: 2)
    #expect(try open() == 1)
    #expect(again.error.contains(" was rolled back.\n"))
    // One of its own is warned of the one that is open.
    let other = try shop.run("regenerate", "brand")
    #expect(other.error.contains("is still open: 'backstitch resume t"))
  }

  @Test func `what Backstitch keeps is counted among conflicts and later work, too`() throws {
    try shop.run("generate", "entity", "product", "--field", "stock:int")
    let hidden = "files in .backstitch/ (--verbose shows them)"
    let failed = try shop.run("undo", "1", status: 2)
    #expect(failed.error.contains(hidden) && !failed.error.contains(".backstitch/pristine"))
    let whole = try shop.run("undo", "1", "--verbose", status: 2)
    #expect(!whole.error.contains(hidden) && whole.error.contains(".backstitch/pristine"))
    let kept = try shop.run("undo", "1", "--on-conflict", "keep")
    #expect(kept.output.contains(hidden) && !kept.output.contains(".backstitch/pristine"))
  }

  // MARK: Branches

  @Test func `two branches that generated different entities merge what is kept of them`() throws {
    for name in ["alpha", "beta"] {
      try shop.git("switch", "-q", "-c", name, "main")
      try shop.run("generate", "entity", name, "label:str:64:required")
      try commit(name)
    }
    let merge = try RunningProgram(
      "/usr/bin/git", ["-C", shop.root, "merge", "-q", "--no-edit", "alpha"]
    ).finish()
    let conflicts = try shop.git("diff", "--name-only", "--diff-filter=U")
    #expect(!conflicts.contains(".backstitch"), "\(merge.output)\(conflicts)")
    // Both added a class at the same place, which git cannot decide.
    for path in conflicts.split(separator: "\n").map(String.init) {
      let text = try #require(shop.directory.read(path))
      let both = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
        !["<<<<<<<", "=======", ">>>>>>>"].contains { line.hasPrefix($0) }
      }
      try shop.directory.write(path, both.joined(separator: "\n"))
    }
    try commit("merged")
    for name in ["alpha", "beta", "product"] {
      let result = try shop.json(shop.run("regenerate", name, "--json"))
      #expect(Set(try verdicts(result).values) == ["unchanged"], "\(name)")
    }
    try shop.run("generate", "entity", "alpha", "--field", "size:int")
    #expect(try #require(shop.directory.read("backend/db/model.py")).contains("size: Mapped"))
  }

  // MARK: Templates

  @Test func `a template that was changed reaches what is there, and the lock says so`() throws {
    let path = ".backstitch/templates/fastapi/crud.mustache"
    try shop.run("templates", "eject", "fastapi/crud")
    #expect(try shop.run("templates", "list").output.contains("overridden by \(path)"))
    let again = try shop.run("templates", "eject", "fastapi/crud", status: 1)
    #expect(again.error.contains("stands there already"))
    let text = try #require(shop.directory.read(path))
    try shop.directory.write(path, "# Ours, for {{{pascal}}}.\n" + text)
    try shop.run("regenerate", "--all")
    let crud = "backend/api/crud/products.py"
    #expect(shop.directory.read(crud)?.hasPrefix("# Ours, for Product.\n") == true)
    let label = /"fastapi\/crud@override-[0-9a-f]{8}"/
    #expect(try #require(shop.directory.read(Self.lock)).contains(label))
    try shop.run("undo")
    #expect(shop.directory.read(crud)?.hasPrefix("#") == false)
    #expect(try shop.git("status", "--porcelain") == "?? .backstitch/templates/\n")
  }

  @Test(arguments: [
    ("{{{pascal}}}\n{{{nope}}}\n", ":2: there is no variable 'nope'"),
    ("{{#rows}}\n", ": it is no Mustache"),
    ("\n{{> other}}\n", ":2: '{{>other}}' cannot be used here"),
  ])
  func `a template that cannot be used is refused with its line`(text: String, words: String) throws
  {
    let path = ".backstitch/templates/fastapi/crud.mustache"
    try shop.directory.write(path, text)
    let refused = try shop.run("regenerate", "product", status: 1)
    #expect(refused.error.contains(path), "\(refused.error)")
    #expect(refused.error.contains(words), "\(refused.error)")
    try shop.directory.write(".backstitch/templates/fastapi/cruds.mustache", "")
    try FileManager.default.removeItem(atPath: shop.root + "/" + path)
    let unknown = try shop.run("generate", "entity", "tag", "label:str", status: 1)
    #expect(unknown.error.contains("there is no template 'fastapi/cruds'"))
  }
}
