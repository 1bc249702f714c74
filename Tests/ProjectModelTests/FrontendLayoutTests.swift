import Patch
import ProjectModel
import Testing

@Suite struct FrontendLayoutTests {
  private func layout(_ paths: String..., config: ProjectConfig = ProjectConfig()) throws
    -> FrontendLayout
  {
    var files = FrontendParts.plain()
    for path in paths { files[path] = "export const x = 1;\n" }
    return try Detection.detect(in: try tree([("web", files)]), config: config).frontend().layout
  }

  @Test("a project without entities has the defaults")
  func defaults() throws {
    let found = try layout()
    #expect(found == FrontendLayout.standard)
  }

  @Test("existing route handlers, pages and types show where others go")
  func existing() throws {
    let found = try layout(
      "app/api/orders/route.ts", "app/api/orders/[id]/route.ts", "app/api/auth/login/route.ts",
      "app/(dashboard)/orders/page.tsx", "app/(dashboard)/settings/page.tsx",
      "types/orders.ts", "types/index.ts", "types/next-auth.d.ts")
    #expect(found.routes.value.text == "app/api/{plural}")
    #expect(found.routes.evidence.first?.path == "web/app/api/orders/route.ts")
    #expect(found.page.value.text == "app/(dashboard)/{plural}")
    #expect(found.types.value.text == "types/{plural}.ts")
  }

  @Test("the usual directory is taken before others that are more frequent")
  func usual() throws {
    let found = try layout(
      "app/api/setting/brands/route.ts", "app/api/users/route.ts", "app/api/orders/route.ts",
      "app/(pages)/setting/brands/page.tsx", "app/(pages)/orders/page.tsx",
      "app/(pages)/users/page.tsx", "lib/types/api/brands.ts", "types/users.ts", "types/orders.ts")
    #expect(found.routes.value.text == "app/api/setting/{plural}")
    #expect(found.page.value.text == "app/(pages)/setting/{plural}")
    #expect(found.types.value.text == "lib/types/api/{plural}.ts")
  }

  @Test("models of the backend are recognised in the singular")
  func models() throws {
    let backend: [String: String] = [
      "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n", "db/base.py": Parts.base,
      "db/model.py": Parts.models,
    ]
    let found = try Detection.detect(
      in: try tree([
        ("api", backend),
        (
          "web",
          FrontendParts.plain().merging([
            "app/api/category/route.ts": "", "src/x.ts": "", "types/category.types.ts": "",
          ]) { $1 }
        ),
      ])
    ).frontend()
    #expect(found.layout.routes.value.text == "app/api/{entity}")
    #expect(found.layout.types.value.text == "types/{entity}.types.ts")
  }

  @Test("a directory of types shows the place when no entity has one yet")
  func directory() throws {
    let found = try layout("types/session.ts")
    #expect(found.types.value.text == "types/{entity}.ts")
    #expect(found.types.confidence == .likely)
  }

  @Test("pages below a locale stay below it")
  func locale() throws {
    var files = FrontendParts.plain()
    files["app/page.tsx"] = nil
    files["app/[locale]/page.tsx"] = FrontendParts.page
    files["app/[locale]/about/page.tsx"] = FrontendParts.page
    let found = try Detection.detect(in: try tree([("web", files)])).frontend()
    #expect(found.layout.page.value.text == "app/[locale]/(pages)/setting/{plural}")
  }

  @Test("files are named in kebab case unless the project's are in snake case")
  func names() throws {
    let snake = try layout("components/order_item/order_row.tsx", "lib/date_time.ts")
    #expect(snake.names.value == .snake)
    let ours = try layout("components/ui/alert-dialog.tsx", "lib/date_time.ts")
    #expect(ours.names.value == .snake)
    let kebab = try layout("components/order-row.tsx", "app/_components/x.tsx")
    #expect(kebab.names.value == .kebab)
    #expect(kebab.names.evidence.first?.path == "web/components/order-row.tsx")
  }

  @Test("the configuration decides before what is there")
  func configured() throws {
    var config = ProjectConfig()
    config.frontend = ProjectConfig.Frontend()
    config.frontend?.types = "models/{entity}.ts"
    config.frontend?.routes = "app/api/v2/{plural}/"
    config.frontend?.page = "app/(x)/{plural}"
    let found = try layout("app/api/orders/route.ts", config: config)
    #expect(found.types.value.text == "models/{entity}.ts")
    #expect(found.routes.value.text == "app/api/v2/{plural}")
    #expect(found.page.value.text == "app/(x)/{plural}")
    #expect(found.page.evidence.first?.path == ProjectFiles.config)
    let text = "frontend:\n  directory: web\n  types: a\n  routes: b\n  page: c\n"
    #expect(try ProjectConfig(reading: Array(text.utf8)).frontend?.page == "c")
    #expect(throws: ProjectConfigError.unknownKey("frontend.pages")) {
      try ProjectConfig(reading: Array("frontend:\n  pages: c\n".utf8))
    }
  }

  @Test("each layer has its path, in the project's spelling")
  func layers() throws {
    let item = Entity(name: "order_item")
    var layout = FrontendLayout.standard
    #expect(try layout.path(of: .model, for: item) == nil)
    #expect(try layout.path(of: .types, for: item) == "lib/types/api/order-item.ts")
    #expect(
      try layout.path(of: .putRoute, for: item) == "app/api/setting/order-items/[id]/route.ts")
    #expect(
      try layout.path(of: .addModal, for: item)
        == "app/(pages)/setting/order-items/_components/modals/add-order-item-sheet.tsx")
    layout.names = Found(.snake)
    #expect(
      try layout.path(of: .context, for: item)
        == "app/(pages)/setting/order_items/context/order_items-context.tsx")
  }
}
