import Patch
import ProjectModel
import Testing

@Suite struct ReachabilityTests {
  private func backend(_ files: [(StaticString, String)]) throws -> Backend {
    let routers: [(StaticString, String)] = [
      ("api/routers/users.py", "from fastapi import APIRouter\n\nrouter = APIRouter()\n"),
      (
        "api/routers/setting/category_router.py",
        "from fastapi import APIRouter\n\nrouter = APIRouter(prefix=\"/categories\")\n"
      ),
    ]
    return try Detection.detect(in: tree(files + routers)).backend()
  }

  private func reached(_ backend: Backend, _ path: RelativePath) -> [String] {
    backend.routers.first { $0.path == path }?.reachedAt ?? []
  }

  @Test("includes at module level on the application")
  func moduleLevel() throws {
    let backend = try backend([
      (
        "main.py",
        """
        from fastapi import FastAPI
        from api.routers import users
        from api.routers.setting.category_router import router as category_router

        app = FastAPI()
        app.include_router(users.router, prefix="/users")
        app.include_router(category_router, prefix="/api/setting")

        """
      )
    ])
    #expect(reached(backend, "api/routers/users.py") == ["/users"])
    #expect(
      reached(backend, "api/routers/setting/category_router.py") == ["/api/setting/categories"])
    let registrar = try #require(backend.registrars.first)
    #expect(registrar.kind == .calls)
    #expect(registrar.name == "app")
    #expect(registrar.modules == ["api.routers.users", "api.routers.setting.category_router"])
  }

  @Test("a factory, a nested router and constants in prefixes")
  func factory() throws {
    let backend = try backend([
      (
        "app/settings.py",
        "class Settings:\n    API_PREFIX: str = \"/api/v1\"\n\n\nsettings = Settings()\n"
      ),
      (
        "app/api.py",
        """
        from fastapi import APIRouter
        from api.routers.setting import category_router

        api_router = APIRouter(prefix="/setting")
        api_router.include_router(category_router.router)

        """
      ),
      (
        "main.py",
        """
        from fastapi import FastAPI
        from app.api import api_router
        from app.settings import settings


        def create_app() -> FastAPI:
            app = FastAPI()
            app.include_router(api_router, prefix=settings.API_PREFIX)
            return app


        app = create_app()

        """
      ),
    ])
    #expect(backend.liveApp?.target == "main:app")
    #expect(
      reached(backend, "api/routers/setting/category_router.py") == ["/api/v1/setting/categories"])
    let choice = try backend.registrar(for: "api.routers.setting.product_router")
    #expect(choice.registrar.name == "api_router")
    #expect(choice.registrar.prefix == "/api/v1/setting")
  }

  @Test("register functions across files, imported inside the function")
  func functions() throws {
    let backend = try backend([
      (
        "core/setup.py",
        """
        def register_setting_routers(app):
            \"\"\"Routers of settings.\"\"\"
            from api.routers.setting.category_router import router as category_router

            app.include_router(category_router, prefix="/setting")


        def setup(app):
            register_setting_routers(app=app)

        """
      ),
      (
        "main.py",
        """
        import core.setup
        from fastapi import FastAPI

        app = FastAPI()
        core.setup.setup(app)

        """
      ),
    ])
    #expect(
      reached(backend, "api/routers/setting/category_router.py") == ["/setting/categories"])
    let registrar = try #require(backend.registrars.first)
    #expect(registrar.name == "register_setting_routers")
    #expect(
      registrar.reachedBy.map(\.path) == ["main.py", "main.py", "core/setup.py", "core/setup.py"])
  }

  @Test("a list and a loop over it")
  func list() throws {
    let backend = try backend([
      (
        "core/routers.py",
        """
        from api.routers import users
        from api.routers.setting import category_router

        ROUTERS = [
            users.router,
            category_router.router,
        ]

        """
      ),
      (
        "main.py",
        """
        from fastapi import FastAPI
        from core.routers import ROUTERS

        app = FastAPI()
        for router in ROUTERS:
            app.include_router(router, prefix="/api")

        """
      ),
    ])
    #expect(reached(backend, "api/routers/setting/category_router.py") == ["/api/categories"])
    let registrar = try #require(backend.registrars.first)
    #expect(registrar.kind == .list)
    #expect(registrar.name == "ROUTERS")
    #expect(registrar.path == "core/routers.py")
    #expect(registrar.line == 4)
  }

  @Test("records with a router and a prefix, and tuples")
  func records() throws {
    let backend = try backend([
      (
        "main.py",
        """
        from dataclasses import dataclass
        from fastapi import APIRouter, FastAPI
        from api.routers import users
        from api.routers.setting import category_router


        @dataclass
        class RouteConfig:
            router: APIRouter
            prefix: str = ""


        ROUTES = [RouteConfig(router=users.router, prefix="/users")]
        PAIRS = [(category_router.router, "/setting")]

        app = FastAPI()
        for route in ROUTES:
            app.include_router(route.router, prefix=route.prefix)
        for router, prefix in PAIRS:
            app.include_router(router, prefix=prefix)

        """
      )
    ])
    #expect(reached(backend, "api/routers/users.py") == ["/users"])
    #expect(
      reached(backend, "api/routers/setting/category_router.py") == ["/setting/categories"])
    #expect(backend.registrars.map(\.name) == ["ROUTES", "PAIRS"])
  }

  @Test("a wrapper around include_router")
  func wrapper() throws {
    let backend = try backend([
      (
        "main.py",
        """
        from fastapi import FastAPI
        from api.routers.setting import category_router

        app = FastAPI()


        def include(router, prefix="/plain"):
            app.include_router(router, prefix=prefix)


        include(category_router.router, "/wrapped")

        """
      )
    ])
    #expect(reached(backend, "api/routers/setting/category_router.py") == ["/wrapped/categories"])
    #expect(backend.registrars.first?.modules == ["api.routers.setting.category_router"])
  }

  @Test("a mounted application passes its path on")
  func mounted() throws {
    let backend = try backend([
      (
        "main.py",
        """
        from fastapi import FastAPI
        from api.routers.setting import category_router

        api = FastAPI()
        api.include_router(category_router.router)

        app = FastAPI()
        app.mount("/api", api)

        """
      )
    ])
    #expect(backend.liveApp?.target == "main:app")
    #expect(reached(backend, "api/routers/setting/category_router.py") == ["/api/categories"])
  }

  @Test("re-exported routers")
  func reexported() throws {
    let backend = try backend([
      (
        "api/routers/__init__.py",
        "from .setting.category_router import router as category_router\n"
      ),
      (
        "main.py",
        """
        from fastapi import FastAPI
        from api.routers import category_router

        app = FastAPI()
        app.include_router(category_router)

        """
      ),
    ])
    #expect(reached(backend, "api/routers/setting/category_router.py") == ["/categories"])
  }

  @Test("an application without registrars is one itself")
  func bare() throws {
    let backend = try backend([("main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n")])
    let choice = try backend.registrar(for: "api.routers.setting.product_router")
    #expect(choice.registrar.path == "main.py")
    #expect(choice.registrar.name == "app")
  }

  @Test("the registrar of the same package wins, then the only one, then the one named so")
  func choice() throws {
    let main = """
      from fastapi import FastAPI
      from core.a import register_auth_routers
      from core.b import register_setting_routers

      app = FastAPI()
      register_auth_routers(app)
      register_setting_routers(app)

      """
    let auth = """
      from api.routers import users


      def register_auth_routers(app):
          app.include_router(users.router)

      """
    let empty = "def register_setting_routers(app):\n    pass\n"
    let found = try backend([("main.py", main), ("core/a.py", auth), ("core/b.py", empty)])
    let byName = try found.registrar(for: "api.routers.setting.product_router")
    #expect(byName.registrar.name == "register_setting_routers")
    let byPackage = try found.registrar(for: "api.routers.accounts")
    #expect(byPackage.registrar.name == "register_auth_routers")
    #expect(throws: DetectionError.self) { try found.registrar(for: "x.y.z") }
    let configured = try found.registrar(for: "x.y.z", configured: "core/a.py")
    #expect(configured.registrar.name == "register_auth_routers")
  }
}
