import Generators
import Patch
import ProjectModel
import TestSupport
import Testing

@Suite struct NextDataTableTests {
  private func check(_ name: String, _ page: GeneratedPage) throws {
    var golden = Golden(name)
    for path in Set(page.changes.changes.map(\.path)).sorted()
    where !path.description.hasPrefix(".backstitch") {
      golden.check(path.description, try page.tree.text(path))
    }
    golden.finish()
  }

  // MARK: Dialects

  @Test("in the shop: Tailwind, one button, a table without a pager")
  func shop() throws {
    let page = try GeneratedPage()
    try check("page-shop", page)
    #expect(
      page.changes.layers.map(\.layer)
        == [.types, .context, .columns, .table, .addModal, .editModal, .page])
    #expect(page.changes.layers.allSatisfy { $0.state == .made })
  }

  @Test("with shadcn, zod, React Hook Form, sonner and a table that can do everything")
  func full() throws {
    let page = try GeneratedPage(frontend: SampleFrontends.fullPage())
    try check("page-full", page)
    #expect(
      page.changes.warnings == [
        "nothing answers /api/setting/products yet, which the page calls; make it with"
          + " 'backstitch generate api-route product'"
      ])
  }

  @Test(
    "without a backend, Tailwind, components or an alias, names in snake case, TanStack Table 9")
  func bare() throws {
    let frontend = SampleFrontends.page(
      SampleFrontends.plain,
      table: DataTableComponent(ModuleSymbol("@/components/data-table", "DataTable"), props: []),
      packages: ["@tanstack/react-table": 9, "zod": 3], components: [:])
    let page = try GeneratedPage(
      SampleEntities.node(), in: MemoryTree([:]), frontend: frontend,
      options: .init(contract: .init(decimal: .string)))
    try check("page-bare", page)
  }

  // MARK: The contract

  @Test("every column shows a member of the contract, and sorts by a name that the list knows")
  func columns() throws {
    let page = try GeneratedPage()
    let columns = try page.text("_components/table/columns.tsx")
    let members = Set(page.contract.members.map(\.wire))
    let keys = GeneratedPage.values(of: "accessorKey", in: columns)
    #expect(keys.count == 8 && members.isSuperset(of: keys))
    let sorts = Set(page.contract.queries.sorts.map(\.name))
    let ids = GeneratedPage.values(of: "id", in: columns)
    #expect(sorts.union(["row-select", "row-actions"]).isSuperset(of: ids))
    #expect(Set(ids).count == ids.count)
  }

  @Test("a column that the list cannot be sorted by says so")
  func unsorted() throws {
    let page = try GeneratedPage(options: .init(columns: ["name_en", "attributes"]))
    let columns = try page.text("_components/table/columns.tsx")
    let attributes = try #require(columns.split(separator: "accessorKey: \"attributes\"").last)
    #expect(attributes.prefix(upTo: "\n  },").contains("enableSorting: false"))
    let name = try #require(columns.split(separator: "accessorKey: \"nameEn\"").last)
    #expect(!name.prefix(upTo: "\n  },").contains("enableSorting"))
  }

  @Test("the form sends the members that creating takes, each once")
  func payload() throws {
    let page = try GeneratedPage()
    let schema = try page.text("_components/forms/product-schema.ts")
    let start = try #require(schema.firstRange(of: "toProductCreate(values"))
    let body = schema[start.upperBound...].prefix { $0 != "}" }
    for input in page.contract.creates {
      #expect(body.contains("    \(input.wire): "), "\(input.wire) is not sent")
    }
    let lines = body.split(separator: "\n").filter { $0.hasPrefix("    ") }
    #expect(lines.count == page.contract.creates.count)
  }

  @Test("what a backend that somebody wrote lacks is not asked for")
  func offer() throws {
    let offer = EntityContract.Offer(
      operations: [.list: "GET", .create: "POST"], queries: ["page", "per_page", "status"],
      creates: ["name_en", "price"])
    let page = try GeneratedPage(options: .init(offer: offer))
    #expect(!page.has("_components/modals/edit-product-sheet.tsx"))
    #expect(!page.has("_components/modals/delete-product-dialog.tsx"))
    let query = try page.text("_lib/products-query.ts")
    for absent in ["search:", "sort", "category_id", "is_active"] {
      #expect(!query.contains(absent), "the query has \(absent)")
    }
    #expect(query.contains("status: oneOf(STATUS_OPTIONS)"))
    let calls = try page.text("_lib/products-api.ts")
    for absent in ["\"PUT\"", "\"DELETE\"", "/status"] { #expect(!calls.contains(absent)) }
    let table = try page.text("_components/table/products-table.tsx")
    #expect(!table.contains("sorting=") && !table.contains("rowSelection="))
    let form = try page.text("_components/forms/product-form.tsx")
    #expect(GeneratedPage.values(of: "name", "=", in: form) == ["nameEn", "price"])
  }

  @Test("fields that only creating takes are not shown when a row is changed")
  func modes() throws {
    let page = try GeneratedPage(
      options: .init(
        offer: .init(creates: ["name_en", "sku", "price"], updates: ["name_en", "price"])))
    let form = try page.text("_components/forms/product-form.tsx")
    #expect(form.contains("{mode === \"add\" && <TextField form={form} name=\"sku\""))
    #expect(
      try page.text("_components/modals/edit-product-sheet.tsx").contains("mode=\"edit\""))
    let schema = try page.text("_components/forms/product-schema.ts")
    let update = try #require(schema.components(after: "toProductUpdate("))
    #expect(!update.prefix { $0 != "}" }.contains("sku"))
  }

  @Test("names on the wire can be in snake case")
  func snakeCase() throws {
    let page = try GeneratedPage(options: .init(offer: .init(snakeCaseOnTheWire: true)))
    #expect(try page.text("_components/table/columns.tsx").contains("accessorKey: \"name_en\""))
    #expect(try page.text("_lib/products-api.ts").contains("jsonBody(\"PUT\", { is_active })"))
    #expect(try page.text("context/products-context.tsx").contains("list?.total_pages"))
  }

  @Test("a reference that nothing lists is entered by its number, with a warning")
  func unlisted() throws {
    let page = try GeneratedPage(
      SampleEntities.node(), in: MemoryTree([:]), frontend: SampleFrontends.shopPage())
    let directory = "frontend/app/(pages)/setting/order-nodes/"
    let form = try page.tree.text(RelativePath(directory + "_components/forms/order-node-form.tsx"))
    let courier = try #require(form.components(after: "name=\"courierId\""))
    #expect(courier.prefix { $0 != "/" }.contains("inputMode=\"numeric\""))
    #expect(form.contains("options={parentOptions}"))
    let warning = try #require(
      page.changes.warnings.first { $0.contains("backstitch generate api-route courier") })
    // The page alone is not made anew: what made it is undone first.
    #expect(
      warning.hasPrefix("'courier' is entered by its number") && warning.contains("undo this"))
  }

  @Test("a key that is no number is not called one")
  func unlistedKey() throws {
    let entity = try EntityDefinition.make(
      name: "order item", fields: ["title:str:20:required", "user:ref:User:cascade:required"])
    let page = try GeneratedPage(
      entity, in: LayoutTests().tree(LayoutTests().common), generatesBackend: true,
      frontend: SampleFrontends.shopPage())
    #expect(page.changes.warnings.contains { $0.hasPrefix("'user' is entered by its key") })
  }

  // MARK: What stands there

  @Test("generating again changes nothing and adopts every layer")
  func again() throws {
    let first = try GeneratedPage()
    let second = try GeneratedPage(in: first.tree, generatesBackend: false)
    #expect(second.changes.changes.isEmpty && second.changes.warnings.isEmpty)
    #expect(second.changes.nextSteps.isEmpty)
    #expect(second.changes.layers.map(\.layer) == first.changes.layers.map(\.layer))
    #expect(second.changes.layers.allSatisfy { $0.state == .adopted })
  }

  @Test("the same input gives the same changes")
  func determinism() throws {
    #expect(try GeneratedPage().changes == GeneratedPage().changes)
  }

  @Test("only what is missing is made; what stands there is left as it is")
  func partial() throws {
    var tree = try GeneratedPage().tree
    let columns = try GeneratedPage.path("_components/table/columns.tsx")
    let add = try GeneratedPage.path("_components/modals/add-product-sheet.tsx")
    try tree.stage(Change(columns, .write(contents: Array("// mine\n".utf8))))
    try tree.stage(Change(add, .delete))
    let page = try GeneratedPage(in: tree, generatesBackend: false)
    #expect(page.changes.changes.map(\.path) == [add])
    #expect(try page.tree.text(columns) == "// mine\n")
    #expect(page.changes.layers.first { $0.layer == .columns }?.state == .adopted)
  }

  @Test("pages share one client, and another module of its name is not taken for it")
  func client() throws {
    let product = try GeneratedPage()
    let tag = try GeneratedPage(Samples.tag(), in: product.tree)
    #expect(!tag.changes.changes.contains { $0.path == "frontend/lib/api-client.ts" })
    var foreign = StagedTree(base: try Samples.shop())
    try foreign.stage(
      Change("frontend/lib/api-client.ts", .write(contents: Array("export const api = 1;".utf8))))
    do {
      _ = try GeneratedPage(in: foreign)
      Issue.record("nothing was refused")
    } catch let error as GenerationError {
      #expect(error.findings.map(\.kind) == [.conflict])
      #expect(error.description.contains("apiRequest"))
    }
  }

  // MARK: Choices

  @Test("columns, filters and actions can be chosen, in their order")
  func choices() throws {
    let page = try GeneratedPage(
      options: .init(
        columns: ["category", "name_en", "updated_at"], filters: ["status"],
        actions: ["edit", "status"]))
    let columns = try page.text("_components/table/columns.tsx")
    #expect(
      GeneratedPage.values(of: "accessorKey", in: columns) == ["categoryId", "nameEn", "updatedAt"])
    let toolbar = try page.text("_components/table/products-toolbar.tsx")
    #expect(GeneratedPage.values(of: "name", "=", in: toolbar) == ["status"])
    #expect(!toolbar.contains("Add product") && !columns.contains("Delete"))
    #expect(!page.has("_components/modals/add-product-sheet.tsx"))
  }

  @Test(
    "a name that is not known is refused, with those that are",
    arguments: [
      (NextDataTableAgent.Options(columns: ["name_en", "colour"]), "no such column: colour"),
      (.init(filters: ["price"]), "no such filter: price"),
      (.init(actions: ["add", "export"]), "no such action: export"),
    ])
  func unknownNames(options: NextDataTableAgent.Options, words: String) throws {
    do {
      _ = try GeneratedPage(options: options)
      Issue.record("nothing was refused")
    } catch let error as GenerationError {
      #expect(error.description.hasPrefix(words + "; known are "))
      #expect(error.findings.map(\.kind) == [.refused])
    }
  }

  @Test("without a table component the step fails with the words of the report")
  func missingTable() throws {
    do {
      _ = try GeneratedPage(frontend: SampleFrontends.shopPage(nil))
      Issue.record("nothing was refused")
    } catch let error as GenerationError {
      #expect(error.description == "Component 'DataTable' not found in @/components/data-table")
    }
  }
}

extension String {
  /// What stands behind a text; nil when it is not there.
  func components(after text: String) -> Substring? {
    firstRange(of: text).map { self[$0.upperBound...] }
  }
}
