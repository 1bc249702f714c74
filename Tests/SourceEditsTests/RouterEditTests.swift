import SourceEdits
import Testing

/// Registrations beyond the goldens: presence by meaning, choosing, refusing, undoing.
struct RouterEditTests {
  private static let product = RouterEdit(module: "app.routers.product", symbol: "router")

  @Test(arguments: [
    "from app.routers import product\napp.include_router(product.router)\n",
    "from app.routers import product as p\napp.include_router(p.router, prefix='/x')\n",
    "from app.routers.product import router\napp.include_router(router=router)\n",
    "from app.routers.product import router as r\nrouters = [r]\n",
    "import app.routers.product\nx.include_router(app.routers.product.router)\n",
    "import app.routers.product as p\nx.include_router(p.router)\n",
    "from .routers import product\napp.include_router(product.router)\n",
    "from . import product\napp.include_router(product.router)\n",
    "from app import routers\napp.include_router(routers.product.router)\n",
    "from app.routers import product\nROUTES = [RouteConfig(router=product.router)]\n",
    "from app.routers import product\nfor r in [product.router]:\n    app.include_router(r)\n",
    "from app.routers import product\ndef f(app):\n    if app:\n        app.include_router(product.router)\n",
  ])
  func `a router that is registered in any form is not registered again`(_ text: String) throws {
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    #expect(!applied.changed)
    #expect(applied.text.string == text)
    #expect(applied.evidence.reason.contains("is registered in"))
  }

  @Test func `a router that is only imported is registered under its name`() throws {
    let text = "from app.routers import product as goods\n\napp.include_router(users.router)\n"
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    #expect(
      applied.text.string
        == "from app.routers import product as goods\n\napp.include_router(users.router)\n"
        + "app.include_router(goods.router)\n")
    #expect(applied.inverse.count == 1, "the import was there and stays")
    #expect(try applyingInverse(applied).string == text)
  }

  @Test func `an import for type checking alone does not count`() throws {
    let text = """
      from typing import TYPE_CHECKING
      if TYPE_CHECKING:
          from app.routers import product
      app = FastAPI()

      """
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    #expect(applied.inverse.count == 2)
    #expect(applied.text.string.contains("from app.routers.product import router as"))
  }

  @Test func `two equally good registrars are an error that names both`() {
    let text = """
      from app.routers import users

      def one():
          app = FastAPI()
          app.include_router(users.router)
          return app

      def two():
          app = FastAPI()
          app.include_router(users.router)
          return app

      """
    #expect(
      throws: EditError.ambiguous(
        candidates: [
          EditEvidence(line: 5, reason: "app in one"), EditEvidence(line: 10, reason: "app in two"),
        ], choose: "name one as the registrar")
    ) {
      try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    }
    var chosen = Self.product
    chosen.registrar = "two"
    let applied = try? StructuredEdit.registerRouter(chosen).apply(to: text.bytes)
    #expect(applied?.evidence.line == 10)
    #expect(applied.flatMap { try? applyingInverse($0).string } == text)
  }

  @Test func `a registrar that is not there is an error that names those that are`() {
    var edit = Self.product
    edit.registrar = "nobody"
    #expect(
      throws: EditError.noAnchor(
        "a registrar named nobody; there are: app = FastAPI(...) at line 1")
    ) {
      try StructuredEdit.registerRouter(edit).apply(to: "app = FastAPI()\n".bytes)
    }
  }

  @Test func `a file without a place is an error, not a guess`() {
    #expect(throws: EditError.self) {
      try StructuredEdit.registerRouter(Self.product).apply(to: "x = 1\n".bytes)
    }
    let router = "router = APIRouter()\n\n@router.get('/')\ndef f(): pass\n"
    #expect(throws: EditError.self) {
      try StructuredEdit.registerRouter(Self.product).apply(to: router.bytes)
    }
  }

  @Test func `the nearest package decides between registrars`() throws {
    let text = """
      from app.api import api_router
      from app.routers import users
      from other.routers import health

      api = APIRouter()
      api.include_router(users.router)
      main = FastAPI()
      main.include_router(api)
      main.include_router(health.router)

      """
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    #expect(
      applied.evidence == EditEvidence(line: 6, reason: "after api.include_router(users.router)"))
  }

  @Test func `a taken name gets another one`() throws {
    let text = """
      from app.routers import items
      from shop import product

      app.include_router(items.router)

      """
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    #expect(
      applied.text.string.contains("from app.routers import items, product as product_router\n"))
    #expect(applied.text.string.contains("app.include_router(product_router.router)\n"))
    #expect(try applyingInverse(applied).string == text)
  }

  @Test func `a wanted name that is taken is a clash with its line`() {
    var edit = Self.product
    edit.alias = "taken"
    #expect(throws: EditError.clash(line: 1, name: "taken", reason: "is defined in the file")) {
      try StructuredEdit.registerRouter(edit).apply(to: "taken = 1\napp = FastAPI()\n".bytes)
    }
  }

  @Test func `undoing one of two leaves the other and what both use`() throws {
    let text = "from app.routers import users\n\napp.include_router(users.router)\n"
    let order = StructuredEdit.registerRouter(
      RouterEdit(module: "app.routers.order", symbol: "router"))
    let first = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    let both = try order.apply(to: first.text)
    var without = both.text
    for edit in first.inverse { without = try edit.apply(to: without).text }
    #expect(without.string == (try order.apply(to: text.bytes).text.string))
  }

  @Test func `an import that something else came to use stays`() throws {
    let text = "from app.routers import users\n\napp.include_router(users.router)\n"
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    var changed = applied.text + "print(product.VERSION)\n".bytes
    for edit in applied.inverse { changed = try edit.apply(to: changed).text }
    #expect(changed.string.contains("import product, users"))
    #expect(!changed.string.contains("product.router"))
  }

  @Test func `a registration somebody added an argument to is theirs`() throws {
    let text = "from app.routers import users\n\napp.include_router(users.router)\n"
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    let edited = applied.text.string.replacing(
      "(product.router)", with: "(product.router, dependencies=[guard])")
    let undo = try #require(applied.inverse.first)
    #expect(throws: EditError.edited(line: 4, name: "app.routers.product.router")) {
      try undo.apply(to: edited.bytes)
    }
  }

  @Test
  func
    `a registration is found though its function was renamed, and taken out as often as it stands`()
    throws
  {
    let text = """
      from app.routers import users

      def register(app):
          app.include_router(users.router)

      """
    var edit = Self.product
    edit.registrar = "register"
    let applied = try StructuredEdit.registerRouter(edit).apply(to: text.bytes)
    let undo = try #require(applied.inverse.first)
    let line = "    app.include_router(product.router)\n"
    let edited = applied.text.string.replacing("def register(", with: "def office(")
      .replacing(line, with: line + line)
    let without = try undo.apply(to: edited.bytes)
    #expect(!without.text.string.contains("product.router"))
    let again = try #require(without.inverse.first).apply(to: without.text)
    #expect(
      again.text.string.contains("def office(app):\n    app.include_router(users.router)\n" + line))

    let other = edited.replacing(
      line + line, with: line + "    app.include_router(product.router, prefix='/2')\n")
    let kept = try undo.apply(to: other.bytes).text.string
    #expect(kept.contains("prefix='/2'") && !kept.contains(line))
  }

  @Test func `a registration that became an element of a list is found`() throws {
    let text = "from app.routers import users\n\napp.include_router(users.router)\n"
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    let moved = """
      from app.routers import product, users

      routers = [
          users.router,
          product.router,
      ]
      for router in routers:
          app.include_router(router)

      """
    var result = moved.bytes
    for edit in applied.inverse { result = try edit.apply(to: result).text }
    #expect(
      result.string
        == moved.replacing("    product.router,\n", with: "").replacing(
          "product, users", with: "users"))
  }

  @Test func `without a trace the unused import goes along`() throws {
    let text = """
      from app.routers import product, users

      app.include_router(users.router)
      app.include_router(product.router)

      """
    let applied = try StructuredEdit.unregisterRouter(Self.product).apply(to: text.bytes)
    #expect(
      applied.text.string
        == "from app.routers import users\n\napp.include_router(users.router)\n")
    let again = try StructuredEdit.unregisterRouter(Self.product).apply(to: applied.text)
    #expect(!again.changed)
    #expect(try applyingInverse(applied).string == text)
  }

  @Test func `the last registration of a function leaves a body`() throws {
    let text = """
      from app.routers import product

      def register(app):
          app.include_router(product.router)

      """
    let applied = try StructuredEdit.unregisterRouter(Self.product).apply(to: text.bytes)
    #expect(applied.text.string == "def register(app):\n    pass\n")
  }

  @Test func `a pair that loses a router stays a tuple`() throws {
    let text = "from app.routers import a, product\nROUTERS = (a.router, product.router)\n"
    let applied = try StructuredEdit.unregisterRouter(Self.product).apply(to: text.bytes)
    #expect(applied.text.string == "from app.routers import a\nROUTERS = (a.router,)\n")
  }

  @Test func `docstrings and comments register nothing`() throws {
    let text = """
      def register_routers(app):
          \"\"\"app.include_router(product.router)\"\"\"
          # app.include_router(product.router)
          pass

      """
    let applied = try StructuredEdit.registerRouter(Self.product).apply(to: text.bytes)
    #expect(applied.changed)
    #expect(applied.text.string.contains("    app.include_router(product_router)\n"))
    #expect(!applied.text.string.contains("pass"))
    #expect(try applyingInverse(applied).string == text)
  }

  @Test(arguments: [
    RouterEdit(module: "", symbol: "router"), RouterEdit(module: "a b", symbol: "router"),
    RouterEdit(module: "a..b", symbol: "router"), RouterEdit(module: "a.b", symbol: "1x"),
    RouterEdit(module: "a.class", symbol: "router"), RouterEdit(module: "a", symbol: "import"),
    RouterEdit(module: "a", symbol: "router", alias: "x\ny"),
  ])
  func `arguments that are no names are refused`(_ edit: RouterEdit) {
    #expect(throws: EditError.self) {
      try StructuredEdit.registerRouter(edit).apply(to: "app = FastAPI()\n".bytes)
    }
  }

  @Test func `a prefix with quotes stays one string`() throws {
    let edit = RouterEdit(module: "m.n", symbol: "router", prefix: "/a\"b\\")
    let applied = try StructuredEdit.registerRouter(edit).apply(to: "app = FastAPI()\n".bytes)
    let outline = try PythonOutline(applied.text)
    let call = try #require(outline.calls(in: outline.statements[2].tokens).first)
    #expect(call.keyword("prefix").flatMap(outline.stringValue) == "/a\"b\\")
  }
}
