import Generators
import Patch
import ProjectModel
import Testing

@Suite struct PageDialectTests {
  private static let table = "_components/table/products-table.tsx"
  private static let fields = "_components/forms/fields.tsx"
  private static let schema = "_components/forms/product-schema.ts"

  // MARK: The table

  private static let known: Set<String> = [
    "columns", "data", "getRowId", "sorting", "onSortingChange", "rowSelection",
    "onRowSelectionChange", "pagination", "onPaginationChange", "rowCount", "isLoading",
    "emptyMessage", "toolbar",
  ]

  @Test(
    "only props that the table declares are passed, and a pair is passed whole",
    arguments: [
      [], ["getRowId"], ["sorting"], ["sorting", "onSortingChange"],
      ["rowSelection", "onRowSelectionChange"], ["pagination", "onPaginationChange"],
      ["pagination", "onPaginationChange", "rowCount", "isLoading"], ["toolbar", "emptyMessage"],
      SampleFrontends.standardTable.props,
    ])
  func props(declared: [String]) throws {
    let component = DataTableComponent(
      SampleFrontends.shopTable.symbol, props: ["columns", "data"] + declared)
    let page = try GeneratedPage(frontend: SampleFrontends.shopPage(component))
    let text = try page.text(Self.table)
    let element = try #require(text.components(after: "<DataTable\n")).prefix(upTo: "/>\n")
    let passed = Set(Self.known.filter { element.contains("\($0)={") })
    #expect(passed.isSuperset(of: ["columns", "data"]))
    #expect(passed.subtracting(declared).subtracting(["columns", "data"]).isEmpty)
    #expect(passed.contains("sorting") == passed.contains("onSortingChange"))
    let paginates = passed.contains("pagination")
    #expect(paginates == Set(declared).isSuperset(of: ["pagination", "rowCount"]))
    #expect(text.contains("ProductsPager") == !paginates)
    let selects = passed.contains("rowSelection")
    let toolbar = try page.text("_components/table/products-toolbar.tsx")
    #expect(toolbar.contains("BulkActions") == selects)
    #expect(try page.text("_components/table/columns.tsx").contains("SelectAll") == selects)
    #expect(text.contains("No products found."))
    #expect(text.contains("toolbar={<ProductsToolbar />}") == passed.contains("toolbar"))
  }

  @Test("a table without sorting or selection is a warning that names its props")
  func poorTable() throws {
    let component = DataTableComponent(SampleFrontends.shopTable.symbol, props: [])
    let page = try GeneratedPage(frontend: SampleFrontends.shopPage(component))
    let warning = page.changes.warnings.first { $0.hasPrefix("DataTable of ") }
    #expect(warning?.contains("sorting, onSortingChange") == true)
    #expect(warning?.contains("rowSelection") == true)
  }

  @Test("version 9 of TanStack Table leaves the type of columns to the project's table")
  func tableVersions() throws {
    let path = "_components/table/columns.tsx"
    let eight = try GeneratedPage(frontend: SampleFrontends.fullPage(table: 8)).text(path)
    #expect(eight.contains("columns: ColumnDef<Product>[] ="))
    let nine = try GeneratedPage(frontend: SampleFrontends.fullPage(table: 9)).text(path)
    #expect(nine.contains("ComponentProps<typeof DataTable<Product>>[\"columns\"]"))
    #expect(!nine.contains("ColumnDef"))
  }

  // MARK: Packages

  @Test("React Hook Form is used with its resolver and zod, or not at all")
  func hookForm() throws {
    let all = ["@hookform/resolvers": 5, "react-hook-form": 7, "zod": 4]
    for absent in all.keys.sorted() {
      var packages = all
      packages[absent] = nil
      let frontend = SampleFrontends.page(
        table: SampleFrontends.shopTable, packages: packages, components: [:])
      let page = try GeneratedPage(frontend: frontend)
      #expect(try !page.text(Self.fields).contains("react-hook-form"), "without \(absent)")
      let schema = try page.text(Self.schema)
      #expect(schema.contains("z.object") == (absent != "zod"))
      #expect(schema.contains("export function validateProduct"))
    }
  }

  @Test("both majors of zod get the same schema", arguments: [3, 4])
  func zod(major: Int) throws {
    let page = try GeneratedPage(frontend: SampleFrontends.fullPage(zod: major))
    let other = try GeneratedPage(frontend: SampleFrontends.fullPage())
    #expect(try page.text(Self.schema) == other.text(Self.schema))
  }

  @Test("messages go to sonner where it is, else the page shows them")
  func toasts() throws {
    let full = try GeneratedPage(frontend: SampleFrontends.fullPage())
    #expect(try full.text("context/products-context.tsx").contains("toast.error("))
    #expect(try !full.text(Self.table).contains("notice"))
    let shop = try GeneratedPage()
    #expect(try !shop.text("context/products-context.tsx").contains("sonner"))
    #expect(try shop.text(Self.table).contains("{notice.text}"))
  }

  @Test("version 3 of Tailwind gets the utilities it has")
  func tailwind() throws {
    let three = try GeneratedPage(frontend: SampleFrontends.fullPage(tailwind: 3)).files()
    for absent in ["size-4", "h-dvh", "min-w-32", "aria-invalid:"] {
      #expect(!three.contains { $0.text.contains(absent) }, "\(absent) is used")
    }
    let four = try GeneratedPage(frontend: SampleFrontends.shopPage()).text(Self.fields)
    #expect(four.contains("aria-invalid:border-red-700") && four.contains("size-4"))
  }

  @Test("colours are the theme's where the button is shadcn's, else the palette's")
  func colours() throws {
    let full = try GeneratedPage(frontend: SampleFrontends.fullPage()).text(Self.fields)
    #expect(full.contains("text-muted-foreground") && !full.contains("neutral"))
    let shop = try GeneratedPage().text(Self.fields)
    #expect(shop.contains("text-neutral-600") && !shop.contains("muted"))
  }

  @Test("classes mirror: nothing is said of left and right")
  func directions() throws {
    for (path, text) in try GeneratedPage().files() {
      for physical in ["pl-", "pr-", "ml-", "mr-", "text-left", "text-right", "left-", "right-"] {
        #expect(!text.contains(" \(physical)") && !text.contains("\"\(physical)"), "\(path)")
      }
    }
  }

  @Test("without Tailwind the page has a CSS module, with the rules that are used")
  func cssModule() throws {
    let frontend = SampleFrontends.page(
      table: SampleFrontends.shopTable, packages: [:], components: [:])
    let page = try GeneratedPage(frontend: frontend)
    let css = try page.text("products.module.css")
    for (path, text) in try page.files() where path.hasSuffix("x") {
      #expect(!text.contains("className=\""), "\(path)")
      #expect(text.contains("import styles from") == text.contains("{styles."), "\(path)")
      var rest = Substring(text)
      while let range = rest.firstRange(of: "styles.") {
        rest = rest[range.upperBound...]
        let name = rest.prefix { $0.isLetter }
        #expect(css.contains(".\(name) {"), "\(path) uses \(name)")
      }
    }
    #expect(!css.contains(".sheetContent"))
  }

  // MARK: Components

  @Test("a component without what is used of it is as good as none")
  func halfComponents() throws {
    var components = SampleFrontends.shadcn
    components["sheet"] = ["Sheet", "SheetContent"]
    components["select"] = ["Select"]
    let frontend = SampleFrontends.page(
      table: SampleFrontends.shopTable, packages: ["tailwindcss": 4], components: components)
    let page = try GeneratedPage(frontend: frontend)
    let add = try page.text("_components/modals/add-product-sheet.tsx")
    #expect(add.contains("<Modal") && !add.contains("components/ui/sheet"))
    #expect(try page.text(Self.fields).contains("<select"))
    #expect(
      try page.text("_components/modals/delete-product-dialog.tsx").contains("<DialogContent>"))
    #expect(page.changes.warnings.contains { $0.contains("npx shadcn@latest add select sheet'") })
  }

  @Test("each absence is a warning with the command that ends it")
  func warnings() throws {
    let warnings = try GeneratedPage().changes.warnings
    let added = try #require(warnings.first { $0.contains("npx shadcn@latest add ") })
    let names = try #require(added.firstMatch(of: /shadcn@latest add ([^']*)'/)).1
      .split(separator: " ").map(String.init)
    #expect(Set(names) == Set(SampleFrontends.shadcn.keys).subtracting(["button"]))
    #expect(
      warnings.contains {
        $0.contains("npm install zod react-hook-form @hookform/resolvers sonner'")
      })
    let adds = try GeneratedPage(options: .init(filters: [], actions: [])).changes.warnings
    #expect(!adds.contains { $0.contains(" sheet") || $0.contains(" select") })
  }

  @Test("a button without variants gets none")
  func buttons() throws {
    for (path, text) in try GeneratedPage().files() {
      #expect(!text.contains("variant=") && !text.contains("size=\""), "\(path)")
    }
    let full = try GeneratedPage(frontend: SampleFrontends.fullPage())
    #expect(
      try full.text("_components/modals/delete-product-dialog.tsx").contains(
        "variant=\"destructive\""))
  }

  @Test("every file that uses a hook is a client component, and no server file is one")
  func useClient() throws {
    for frontend in [SampleFrontends.shopPage(), SampleFrontends.fullPage()] {
      for (path, text) in try GeneratedPage(frontend: frontend).files() where path.hasSuffix("x") {
        let hooks = ["useState", "useEffect", "useProducts()", "useId", "useController", "useForm"]
        let usesHook = hooks.contains { text.contains($0) }
        #expect(text.hasPrefix("\"use client\";\n") || !usesHook, "\(path)")
      }
    }
    let page = try GeneratedPage()
    #expect(try !page.text("page.tsx").contains("use client"))
    #expect(try page.text("page.tsx").contains("await searchParams"))
    #expect(try page.text("error.tsx").hasPrefix("\"use client\";\n"))
  }
}

extension Substring {
  /// What stands before a text; all of it when it is not there.
  func prefix(upTo text: String) -> Substring {
    firstRange(of: text).map { self[..<$0.lowerBound] } ?? self
  }
}
