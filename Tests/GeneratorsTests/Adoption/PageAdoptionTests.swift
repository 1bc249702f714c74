import Generators
import Patch
import ProjectModel
import Testing

/// Pages of an API that people wrote: they ask for what it offers, and no more.
@Suite struct PageAdoptionTests {
  private struct Made {
    let changes: GeneratedChanges
    let tree: StagedTree
    let directory: String

    func text(_ below: String) throws -> String {
      try tree.text(RelativePath(directory + below))
    }

    func has(_ below: String) throws -> Bool {
      try tree.contents(of: RelativePath(directory + below)) != nil
    }
  }

  /// The routes and the page of a model that stands in a tree.
  private func generate(
    _ name: String, in start: some ReadableTree, frontend: Frontend = SampleFrontends.shopPage(),
    routes: Bool = true
  ) throws -> Made {
    var tree = StagedTree(base: start)
    let backend = try Detection.detect(in: tree).backend()
    let reading = try #require(try EntityReader.read(name, backend: backend, tree: tree))
    if routes {
      let made = try APIRouteAgent.generate(
        reading.entity, backend: backend, frontend: frontend, tree: tree)
      for change in made.changes { try tree.stage(change) }
    }
    let changes = try NextDataTableAgent.generate(
      reading.entity, backend: backend, frontend: frontend, tree: tree)
    for change in changes.changes { try tree.stage(change) }
    let plural = reading.entity.plural
    return Made(
      changes: changes, tree: tree, directory: "frontend/app/(pages)/setting/\(plural)/")
  }

  private func category() throws -> Made {
    // The page that stands there is somebody's own.
    var shop = StagedTree(base: try Samples.shop())
    for file in ["page.tsx", "columns.tsx"] {
      let path = try RelativePath("frontend/app/(pages)/setting/categories/" + file)
      try shop.stage(Change(path, .delete))
    }
    return try generate("category", in: shop)
  }

  @Test("the shop's categories have no update, search or sorting, and neither has their page")
  func operations() throws {
    let page = try category()
    #expect(try !page.has("_components/modals/edit-category-sheet.tsx"))
    #expect(try page.has("_components/modals/delete-category-dialog.tsx"))
    let query = try page.text("_lib/categories-query.ts")
    for absent in ["search:", "sort:", "parent_id", "FILTERS"] { #expect(!query.contains(absent)) }
    #expect(query.contains("per_page: String(query.perPage)"))
    let calls = try page.text("_lib/categories-api.ts")
    #expect(calls.contains("jsonBody(\"POST\"") && !calls.contains("\"PUT\""))
  }

  @Test("types that somebody's file does not export are declared by the page")
  func types() throws {
    let page = try category()
    let own = try page.text("_lib/category-types.ts")
    #expect(own.contains("export interface CategoryCreate {"))
    #expect(!own.contains("CategoryUpdate") && !own.contains("CategoryListResponse"))
    let calls = try page.text("_lib/categories-api.ts")
    #expect(calls.contains("import type { CategoryCreate } from \"./category-types\";"))
    #expect(
      calls.contains("import type { CategoryListResponse, Category } from \"@/lib/types/api")
        || calls.contains("import type { Category, CategoryListResponse } from \"@/lib/types/api"))
    #expect(try !page.text("_components/table/columns.tsx").contains("row.original.parent?"))
    #expect(page.changes.notes.contains { $0.contains("does not export CategoryCreate") })
  }

  @Test("a type with other members than the API's is not used")
  func otherMembers() throws {
    var shop = StagedTree(base: try Samples.shop())
    let path: RelativePath = "frontend/lib/types/api/category.ts"
    let text = try shop.text(path).replacing("  position: number;\n", with: "")
    try shop.stage(Change(path, .write(contents: Array(text.utf8))))
    let page = try generate("category", in: shop)
    let own = try page.text("_lib/category-types.ts")
    #expect(own.contains("export interface Category {"))
    // A list of the others would be no list of these.
    #expect(own.contains("export interface CategoryListResponse {"))
    #expect(page.changes.notes.contains { $0.contains("does not have as the API does Category") })
  }

  @Test("a plain list with names in snake case is shown as one page, and not changed")
  func plainList() throws {
    let page = try generate("customer", in: SampleBackends.customers(router: true))
    let calls = try page.text("_lib/customers-api.ts")
    #expect(calls.contains("apiRequest<Customer[]>("))
    #expect(calls.contains("return { items, total: items.length, total_pages: 1 };"))
    for absent in ["\"PUT\"", "\"DELETE\"", "CustomerListResponse"] {
      #expect(!calls.contains(absent))
    }
    #expect(try !page.text("_lib/customers-query.ts").contains("per_page: "))
    let columns = try page.text("_components/table/columns.tsx")
    #expect(columns.contains("accessorKey: \"full_name\"") && !columns.contains("fullName"))
    #expect(try !page.text("_components/table/customers-table.tsx").contains("CustomersPager"))
    #expect(try !page.has("_components/modals/delete-customer-dialog.tsx"))
  }

  @Test("the rows of an object, and their number, are found under their own names")
  func object() throws {
    var tree = StagedTree(base: SampleBackends.customers(router: true))
    let schemas: RelativePath = "api/api/schemas/customer_schema.py"
    let list = "\n\nclass Found(BaseModel):\n    rows: list[CustomerResponse]\n    count: int\n"
    try tree.stage(
      Change(schemas, .write(contents: Array((try tree.text(schemas) + list).utf8))))
    let router: RelativePath = "api/api/routers/setting/customer_router.py"
    let text = try tree.text(router).replacing("-> list[CustomerResponse]", with: "-> Found")
      .replacing("async def read(", with: "async def read(page: int, per_page: int, ")
    try tree.stage(Change(router, .write(contents: Array(text.utf8))))
    let calls = try generate("customer", in: tree).text("_lib/customers-api.ts")
    #expect(calls.contains("apiRequest<{ rows: Customer[]; count: number }>("))
    #expect(calls.contains("const total = answer.count;"))
  }

  @Test("what no handler that stands there answers is not done by the page, and is named")
  func handlers() throws {
    var shop = StagedTree(base: try Samples.shop())
    let path: RelativePath = "frontend/app/api/setting/categories/route.ts"
    let text = try shop.text(path).replacing("function POST", with: "function post")
    try shop.stage(Change(path, .write(contents: Array(text.utf8))))
    let page = try generate("category", in: shop)
    #expect(try !page.has("_components/modals/add-category-sheet.tsx"))
    #expect(
      page.changes.warnings.contains("\(path) does not answer POST: the page goes without"))
  }

  @Test("a method that the backend has for another is the page's too")
  func methods() throws {
    var shop = StagedTree(base: try Samples.shop())
    let router: RelativePath = "backend/api/routers/setting/category_router.py"
    let patch = "\n\n@router.patch(\"/{category_id}\")\nasync def change() -> None: ...\n"
    let text = try shop.text(router) + patch
    try shop.stage(Change(router, .write(contents: Array(text.utf8))))
    let calls = try generate("category", in: shop).text("_lib/categories-api.ts")
    #expect(calls.contains("jsonBody(\"PATCH\", data)") && !calls.contains("\"PUT\""))
  }

  @Test("the rows of a referenced list that is plain are taken as they are")
  func plainTarget() throws {
    var tree = StagedTree(base: SampleBackends.customers(router: true))
    let model: RelativePath = "api/db/model.py"
    let order = """


      class Order(Base):
          __tablename__ = "orders"

          id: Mapped[int] = mapped_column(primary_key=True)
          customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))

      """
    try tree.stage(Change(model, .write(contents: Array((try tree.text(model) + order).utf8))))
    let route: RelativePath = "frontend/app/api/setting/customers/route.ts"
    let get = "export async function GET() {\n  return new Response();\n}\n"
    try tree.stage(Change(route, .write(contents: Array(get.utf8))))
    let calls = try generate("order", in: tree).text("_lib/orders-api.ts")
    #expect(calls.contains("apiRequest<CustomerRow[]>("))
    #expect(calls.contains("row.full_name") && !calls.contains("loadOptions"))
  }
}
