import Foundation
import TestSupport
import Testing

/// What `undo` takes, and what it says of it.
@Suite struct TakingBackTests: ProgramSuite {
  private static let lock = ".backstitch/lock/product.json"
  private static let route = "frontend/app/api/setting/products/route.ts"
  private let shop: Shop
  var root: String { shop.root }

  init() throws {
    shop = try Shop()
    try run("generate", "fullstack", "product", "name:str", "--yes")
  }

  private func lock() throws -> String { try #require(shop.directory.read(Self.lock)) }

  @Test func `a step in the middle takes its own entries out of the lock, and tells who needs it`()
    throws
  {
    let before = try lock()
    let undone = try run("undo", "1", "--steps", "api-routes", "--on-conflict", "take")
    #expect(undone.error.contains("'frontend' of operation 1 needs 'api-routes'"))
    let rest = try lock()
    #expect(!rest.contains("nextjs/api-route") && !rest.contains("app/api/setting/products"))
    #expect(rest.contains("fastapi/router") && rest.contains("nextjs/page"))
    try run("redo")
    #expect(try lock() == before)
    try run("undo", "1", "--steps", "backend")
    #expect(try !lock().contains("fastapi/") && lock().contains("nextjs/page"))
    try run("undo", "1")
    #expect(shop.directory.read(Self.lock) == nil)
    #expect(try shop.git("status", "--porcelain").isEmpty)
  }

  @Test func `an entity that another refers to is kept, by undo and rollback alike`() throws {
    _ = try run("generate", "fullstack", "brand", "name:str", "--stage")
    _ = try run("commit", "t2", "--steps", "backend")
    _ = try run("generate", "entity", "line", "title:str", "product:ref:Product", "brand:ref:Brand")
    let before = try shop.git("status", "--porcelain", "-uall")
    for words in [["undo", "1"], ["undo", "1", "--on-conflict", "take"], ["rollback", "t2"]] {
      let error = try #require(
        try json(run(words: words + ["--json"], status: 3))["error"] as? [String: Any])
      let target = words[0] == "undo" ? "Product" : "Brand"
      let message = try #require(error["message"] as? String)
      #expect(message.contains(".backstitch/entities/line.yaml: Line refers to \(target)"))
      #expect(error["next"] as? [String] == ["backstitch undo 3"])
    }
    #expect(try shop.git("status", "--porcelain", "-uall") == before)
    _ = try run("undo", "3")
    _ = try run("rollback", "t2")
    _ = try run("undo", "1")
    #expect(try shop.git("status", "--porcelain").isEmpty)
  }

  @Test func `an entity does not come back before the one it refers to`() throws {
    _ = try run("generate", "entity", "line", "title:str", "product:ref:Product")
    _ = try run("undo", "2")
    _ = try run("undo", "1")
    let error = try #require(
      try json(run(words: ["redo", "2", "--json"], status: 3))["error"] as? [String: Any])
    let message = try #require(error["message"] as? String)
    #expect(message.contains(".backstitch/entities/line.yaml: Line refers to Product (product)"))
    #expect(error["next"] as? [String] == ["backstitch redo 1"])
    // Its state had the product's registration, too, but not its module.
    let lacking = try run("restore", "2", status: 2).error
    #expect(
      lacking.contains(
        "backend/api/routers/setting/product_router.py is not there: operation 4 took it away"))
    #expect(try shop.git("status", "--porcelain").isEmpty)
    _ = try run("redo", "1")
    _ = try run("redo", "2")
    // Nor does `restore` go back to where there was none.
    _ = try run("restore", "4", status: 3)
    #expect(shop.directory.read(".backstitch/entities/product.yaml") != nil)
  }

  @Test func `an entity comes back when somebody wrote the class it refers to`() throws {
    _ = try run("generate", "entity", "line", "title:str", "product:ref:Product")
    _ = try run("undo", "2")
    _ = try run("undo", "1")
    let models = "backend/db/model.py"
    let text = try #require(shop.directory.read(models))
    try shop.directory.write(
      models,
      text + """


        class Product(Base):
            __tablename__ = "products"

            id: Mapped[int] = mapped_column(Integer, primary_key=True)

        """)
    _ = try run("redo", "2")
    #expect(shop.directory.read(".backstitch/entities/line.yaml") != nil)
  }

  @Test func `a step that there is not is told with those there are`() throws {
    let unknown = try run("undo", "1", "--steps", "nosuch", status: 1)
    #expect(unknown.error.contains("nothing named 'nosuch' to choose; the steps are backend, "))
  }

  @Test func `what git discarded is passed over, and said where nothing else stands`() throws {
    try shop.git("checkout", "-q", ".")
    try shop.git("clean", "-q", "-fd")
    let nothing = try run("undo")
    #expect(
      nothing.output == "Nothing of operation 1 stands here any more; it was discarded.\n",
      "\(nothing.output)\(nothing.error)")
    let named = try run("undo", "1")
    #expect(named.output.contains("nothing of operation 1 stands here any more"))
    try run("apply", "-", input: #"{"changes":[{"write":"a.txt","content":"a\n"}]}"#)
    try run("generate", "fullstack", "product", "name:str", "--yes")
    try run("undo")
    try run("undo")
    #expect(shop.directory.read("a.txt") == nil)
    #expect(try run("undo").output.contains("it was discarded"))
    #expect(try shop.git("status", "--porcelain").isEmpty)
  }

  @Test func `the command that is told behind an undo with lines taken brings those lines back`()
    throws
  {
    let crud = "backend/api/crud/products.py"
    let mine = try #require(shop.directory.read(crud)) + "\n\nMINE = 1\n"
    try shop.directory.write(crud, mine)
    let undone = try run("undo", "--on-conflict", "take")
    #expect(undone.output.hasSuffix("Undo: backstitch undo 2\n"), "\(undone.output)")
    #expect(shop.directory.read(crud) == nil)
    try run("undo", "2")
    #expect(shop.directory.read(crud) == mine)
  }

  @Test func `what several steps meet at a path is said once`() throws {
    // No lock, so that nothing of it merges by its entries.
    try shop.directory.write(Self.lock, "{}\n")
    let kept = try run("undo", "--on-conflict", "keep")
    #expect(kept.output.components(separatedBy: "\(Self.lock)").count == 2, "\(kept.output)")
  }
}
