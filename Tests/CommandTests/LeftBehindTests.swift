import Foundation
import TestSupport
import Testing

/// What would be left behind by taking something back is never left in silence.
@Suite struct LeftBehindTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }
  private static let group = "backend/core/app_setup/routers_group"
  private static let registrar = group + "/setting_routers.py"

  init() throws { shop = try Shop() }

  private func edit(_ path: String, _ change: (inout String) -> Void) throws {
    var text = try #require(shop.directory.read(path))
    change(&text)
    try shop.directory.write(path, text)
  }

  private func generate(_ more: String...) throws {
    try run(words: ["generate", "entity", "product", "name:str"] + more + ["--yes"])
  }

  @Test func `an import of what would be gone is a conflict that names it`() throws {
    try generate()
    let line = "from api.routers.setting.product_router import router as product_router"
    try edit(Self.registrar) { text in
      text = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.contains("product_router") }.joined(separator: "\n")
    }
    let general = Self.group + "/general_routers.py"
    try edit(general) { $0 = line + "\n" + $0 }
    let before = try shop.git("status", "--short")
    let result = try run("undo", status: 2)
    #expect(
      result.error.contains(
        "\(general):1: it imports api.routers.setting.product_router, and "
          + "backend/api/routers/setting/product_router.py would be gone; remove it\n"))
    #expect(result.error.contains("backstitch undo --on-conflict take"))
    #expect(try shop.git("status", "--short") == before)
    #expect(try run("undo", "--dry-run", status: 2).error.contains("\(general):1: it imports"))
    let taken = try run("undo", "--on-conflict", "take")
    #expect(taken.error.contains("warning: \(general):1: it imports"))
    #expect(shop.directory.read("backend/api/routers/setting/product_router.py") == nil)
  }

  @Test func `an operation that wrote the import is named`() throws {
    try generate()
    let path = "backend/extra.py"
    try run(
      "apply", "-",
      input: #"{"changes":[{"write":"\#(path)","content":"import api.crud.products\n"}]}"#)
    let result = try run("undo", "1", status: 2)
    #expect(result.error.contains("\(path):1: it imports api.crud.products"))
    #expect(result.error.contains("'backstitch undo 2'"))
    try run("undo", "2")
    try run("undo", "1")
  }

  @Test func `a class that was moved to a file of its own is named there`() throws {
    try generate("category:ref:Category")
    let model = "backend/db/model.py"
    let text = try #require(shop.directory.read(model))
    let start = try #require(text.range(of: "class Product(")).lowerBound
    let head = "from sqlalchemy import ForeignKey, String\n\nfrom db.base import Base\n\n\n"
    try shop.directory.write("backend/db/product.py", head + text[start...])
    try shop.directory.write(model, String(text[..<start]))
    let result = try run("undo", status: 2)
    #expect(
      result.error.contains(
        "backend/db/product.py:6: class Product, which was generated in \(model), stands here now"))
    #expect(shop.directory.read(model)?.contains("products:") == true)
  }

  @Test func `a moved registrar is said to be where it is, and does not come back`() throws {
    try generate()
    let moved = Self.group + "/back_office.py"
    try shop.git("add", "-A")
    try shop.git("mv", Self.registrar, moved)
    try shop.git("commit", "-q", "-m", "moved")
    #expect(try run("undo", status: 2).error.contains("it seems to be \(moved) now"))
    let taken = try run("undo", "--on-conflict", "take")
    #expect(taken.error.contains("warning: \(moved):4: it imports"))
    #expect(shop.directory.read(Self.registrar) == nil)
  }

  @Test func `a page that was moved is said to be where it is`() throws {
    try run("generate", "fullstack", "product", "name:str", "--yes")
    let pages = "frontend/app/(pages)/setting/"
    try shop.git("add", "-A")
    try shop.git("mv", pages + "products", pages + "goods")
    let file = "_lib/products-api.ts"
    let error = try run("undo", status: 2).error
    #expect(error.contains("\(pages)goods/\(file):"))
    #expect(error.contains("it, moved from \(pages)products/\(file), imports"))
  }

  @Test func `what a hook reformatted goes with what is taken back`() throws {
    let hook = """
      #!/bin/sh
      sed -i 's/include_router(product_router)/include_router( product_router )/' \(Self.registrar)
      sed -i '1s/^/\\n\\n/' backend/api/crud/products.py
      exit 1

      """
    try shop.directory.write(".git/hooks/pre-commit", hook)
    _ = try RunningProgram("/bin/chmod", ["+x", root + "/.git/hooks/pre-commit"]).finish()
    let result = try run(
      "generate", "entity", "product", "name:str", "--yes", "--git-commit", status: 1)
    #expect(result.error.contains("Everything was taken back"))
    #expect(try shop.git("status", "--short") == "")
  }

  @Test func `what a hook changed otherwise stays, and the command is not given again over it`()
    throws
  {
    let hook = "#!/bin/sh\necho 'x = 1' >> \(Self.registrar)\nexit 1\n"
    try shop.directory.write(".git/hooks/pre-commit", hook)
    _ = try RunningProgram("/bin/chmod", ["+x", root + "/.git/hooks/pre-commit"]).finish()
    let result = try run(
      "generate", "entity", "product", "name:str", "--yes", "--git-commit", status: 1)
    #expect(result.error.contains("what landed may still be in it"))
    #expect(!result.error.contains("--no-verify"))
  }
}
