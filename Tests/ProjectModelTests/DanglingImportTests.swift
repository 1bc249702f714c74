import Patch
import Testing

@testable import ProjectModel

/// Which imports nothing would answer once files are gone.
struct DanglingImportTests {
  private func found(
    without removed: [RelativePath], _ files: [(StaticString, String)]
  ) throws -> [String] {
    try DanglingImports(removing: removed, leaving: tree(files)).find().map {
      "\($0.path):\($0.line) \($0.module)"
    }
  }

  @Test(arguments: [
    "from api.crud import products", "from api.crud.products import a, b",
    "import api.crud.products as p", "import os, api.crud.products", "from .crud import products",
    "from .crud.products import *", "def f():\n    from api.crud import products",
    "if TYPE_CHECKING:\n    from api.crud.products import A",
  ])
  func `an import of a module that goes is found in any form`(_ text: String) throws {
    let found = try found(
      without: ["backend/api/crud/products.py"],
      [("backend/api/deps.py", text + "\n"), ("backend/api/crud/__init__.py", "")])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("backend/api/deps.py:\(text.contains("\n") ? 2 : 1) ") == true)
  }

  @Test(arguments: [
    "# from api.crud import products", "text = 'from api.crud import products'",
    "from api.crud import orders", "from other.crud import products", "import products",
    "products = 1",
  ])
  func `nothing else is one`(_ text: String) throws {
    #expect(
      try found(
        without: ["backend/api/crud/products.py"],
        [
          ("backend/api/deps.py", text + "\n"), ("backend/api/crud/__init__.py", ""),
          ("backend/api/crud/orders.py", ""),
        ]
      ).isEmpty)
  }

  @Test func `a package that defines the name itself, or stays as a directory, answers`() throws {
    let user: (StaticString, String) = ("api/deps.py", "from api.crud import products\n")
    #expect(
      try found(
        without: ["api/crud/products.py"], [user, ("api/crud/__init__.py", "products = 1\n")]
      )
      .isEmpty)
    #expect(
      try found(without: ["api/crud/__init__.py"], [user, ("api/crud/products.py", "")]).isEmpty)
    #expect(
      try found(without: ["api/crud/__init__.py"], [user, ("api/crud/orders.py", "")])
        == ["api/deps.py:1 api.crud"])
  }

  @Test func `tests beside the backend count, another service with a module of that name does not`()
    throws
  {
    let removed: RelativePath = "one/api/products.py"
    #expect(
      try found(
        without: [removed],
        [
          ("tests/test_products.py", "from api.products import A\n"),
          ("two/api/products.py", ""), ("two/main.py", "from api.products import A\n"),
        ]) == ["tests/test_products.py:1 api.products"])
  }

  @Test func `modules of a frontend are found by aliases and relative paths`() throws {
    let config = #"{"compilerOptions":{"paths":{"@/*":["./*"]}}}"#
    let text = """
      import type { Product } from "@/lib/types/product";
      // import { x } from "@/lib/types/product";
      export * from "../lib/types/product";
      const late = () => import('../lib/types/product');
      const label = "@/lib/types/product";
      import { Order } from "@/lib/types/order";

      """
    #expect(
      try found(
        without: ["web/lib/types/product.ts"],
        [
          ("web/tsconfig.json", config), ("web/app/page.tsx", text),
          ("web/lib/types/order.ts", "export type Order = {};\n"),
        ]) == [
          "web/app/page.tsx:1 @/lib/types/product", "web/app/page.tsx:3 ../lib/types/product",
          "web/app/page.tsx:4 ../lib/types/product",
        ])
    #expect(
      try found(
        without: ["web/lib/types/index.ts"],
        [
          ("web/tsconfig.json", config),
          ("web/app/page.tsx", "import { A } from \"@/lib/types\";\n"),
          ("web/lib/types/order.ts", "import { B } from \".\";\n"),
        ]
      ).count == 2)
  }
}
