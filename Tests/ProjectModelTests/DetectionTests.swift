import Patch
import ProjectModel
import Testing

@Suite struct DetectionTests {
  private let main = """
    from fastapi import FastAPI

    from core.routers import register_routers

    app = FastAPI()
    register_routers(app)

    """

  private let registrar = """
    from fastapi import FastAPI

    from api.routers import category


    def register_routers(app: FastAPI) -> None:
        app.include_router(category.router, prefix="/api")


    def register_old(app: FastAPI) -> None:
        app.include_router(category.router)

    """

  private func files() -> [(StaticString, String)] {
    [
      ("main.py", main), ("core/routers.py", registrar), ("db/base.py", Parts.base),
      ("db/model.py", Parts.models), ("db/session.py", Parts.session),
      ("api/routers/category.py", Parts.router(prefix: "/categories")),
    ]
  }

  @Test("a backend at the root is found with everything it has")
  func root() throws {
    let backend = try Detection.detect(in: tree(files())).backend()
    #expect(backend.root == nil)
    #expect(backend.liveApp?.target == "main:app")
    let live = backend.registrars.filter(\.isLive)
    #expect(live.map(\.name) == ["register_routers"])
    #expect(live.first?.prefix == "")
    #expect(live.first?.modules == ["api.routers.category"])
    #expect(backend.routers.first?.reachedAt == ["/api/categories"])
    #expect(backend.models?.dialect.value == .mapped)
    #expect(
      backend.models?.base.value
        == PythonSymbolPath(module: "db.base", name: "Base", path: "db/base.py"))
    #expect(backend.models?.primaryKey.value.type == .int)
    #expect(backend.models?.tables.value == .plural)
    #expect(backend.session?.value.symbol.name == "get_session")
    #expect(backend.session?.value.isAsync == true)
    #expect(backend.session?.value.committer == .router)
    #expect(backend.layout.models.value.text == "db/model.py")
  }

  @Test("helpers in a file that goes with an entity are not for others; a scaffold's are")
  func helpersOfEntities() throws {
    func backend(lock: StaticString, _ name: String) throws -> Backend {
      func output(_ path: String) -> String {
        #"{"generator": "g", "path": "\#(path)", "template": "t@1"}"#
      }
      let outputs = [output("api/routers/product.py"), output("api/schemas/product.py")]
      let router =
        "from typing import Annotated\n\nfrom fastapi import Depends\n"
        + "from sqlalchemy.ext.asyncio import AsyncSession\n\nfrom db.session import get_session\n\n"
        + "SessionDep = Annotated[AsyncSession, Depends(get_session)]\n"
      let schemas =
        "from pydantic import BaseModel, ConfigDict\n"
        + "from pydantic.alias_generators import to_camel\n\n\nclass CamelModel(BaseModel):\n"
        + "    model_config = ConfigDict(alias_generator=to_camel)\n"
      return try Detection.detect(
        in: tree(
          files() + [
            ("api/routers/product.py", router), ("api/schemas/product.py", schemas),
            (
              lock,
              #"{"name": "\#(name)", "outputs": [\#(outputs.joined(separator: ","))], "schema": 1}"#
            ),
          ])
      ).backend()
    }
    let own = try backend(lock: ".backstitch/lock/product.json", "product")
    #expect(own.session?.value.symbol.name == "get_session")
    #expect(own.session?.value.alias == nil && own.schemaBase == nil)
    let part = try backend(lock: ".backstitch/lock/project-backend.json", "project-backend")
    #expect(part.session?.value.alias?.name == "SessionDep")
    #expect(part.schemaBase?.value.symbol.name == "CamelModel")
  }

  @Test("a registrar that nothing calls is reported dead with its line")
  func dead() throws {
    let backend = try Detection.detect(in: tree(files())).backend()
    let dead = backend.registrars.filter { !$0.isLive }
    #expect(dead.map(\.name) == ["register_old"])
    #expect(dead.first?.line == 10)
    #expect(
      backend.notes.contains {
        $0.kind == .deadRegistrar && $0.evidence.path == "core/routers.py" && $0.evidence.line == 10
      })
  }

  @Test(
    "a backend in a directory is found there",
    arguments: ["backend", "src/backend", "apps/api"])
  func directories(directory: String) throws {
    var nodes: [RelativePath: Node] = [:]
    for (path, text) in files() {
      nodes[try RelativePath(directory + "/" + path.description)] = .file(
        .init(contents: Array(text.utf8)))
    }
    nodes["package.json"] = .file(.init(contents: Array("{}".utf8)))
    let backend = try Detection.detect(in: MemoryTree(nodes)).backend()
    #expect(backend.root?.description == directory)
    #expect(backend.liveApp?.target == "main:app")
    #expect(backend.routers.first?.reachedAt == ["/api/categories"])
  }

  @Test("no FastAPI is its own error")
  func none() throws {
    let found = try Detection.detect(in: tree([("a.py", "print(1)\n")]))
    #expect(found.backends.isEmpty)
    #expect(throws: DetectionError.noFastAPI) { try found.backend() }
  }

  @Test("two backends are listed, and a directory chooses")
  func several() throws {
    var nodes: [RelativePath: Node] = [:]
    for (path, text) in files() {
      for directory in ["one", "two"] {
        nodes[try RelativePath(directory + "/" + path.description)] = .file(
          .init(contents: Array(text.utf8)))
      }
    }
    let found = try Detection.detect(in: MemoryTree(nodes))
    #expect(throws: DetectionError.severalBackends(["one", "two"])) { try found.backend() }
    #expect(try found.backend(in: "two").root == "two")
    #expect(throws: DetectionError.noBackendThere("three", known: ["one", "two"])) {
      try found.backend(in: "three")
    }
  }

  @Test("of several applications the one a container runs is live")
  func liveApplication() throws {
    let second = "from fastapi import FastAPI\n\napi = FastAPI()\n"
    let docker = "FROM python\nCMD [\"uvicorn\", \"main:app\", \"--host\", \"0.0.0.0\"]\n"
    let found = try Detection.detect(
      in: tree(files() + [("admin.py", second), ("Dockerfile", docker)]))
    let backend = try found.backend()
    #expect(backend.liveApp?.target == "main:app")
    #expect(backend.liveApp?.evidence.first?.path == "Dockerfile")
    #expect(backend.apps.count == 2)
  }

  @Test("several applications without a word on which is served are refused")
  func undecided() throws {
    let app = "from fastapi import FastAPI\n\napi = FastAPI()\n"
    let backend = try Detection.detect(in: tree([("one.py", app), ("two.py", app)])).backend()
    #expect(backend.liveApp == nil)
    #expect(throws: DetectionError.self) { try backend.registrar(for: "api.routers.x") }
  }

  @Test("tests and virtual environments hold no applications")
  func excluded() throws {
    let app = "from fastapi import FastAPI\n\napp = FastAPI()\n"
    let found = try Detection.detect(
      in: tree([
        ("tests/test_app.py", app), (".venv/lib/fastapi/x.py", app), ("node_modules/a/b.py", app),
      ]))
    #expect(found.backends.isEmpty)
  }

  @Test("a file that is no Python is a note and stops nothing")
  func unparsable() throws {
    let broken = "from fastapi import APIRouter\nx = (\n"
    let backend = try Detection.detect(in: tree(files() + [("api/broken.py", broken)])).backend()
    #expect(
      backend.notes.contains { $0.kind == .unparsable && $0.evidence.path == "api/broken.py" })
  }

  @Test("the report is the same JSON each time")
  func report() throws {
    let first = try Detection.detect(in: tree(files())).json
    let second = try Detection.detect(in: tree(files().reversed())).json
    #expect(first == second)
    #expect(String(decoding: first, as: UTF8.self).contains("\"root\"") == false)
  }
}
