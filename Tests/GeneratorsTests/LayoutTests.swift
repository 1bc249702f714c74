import Generators
import Patch
import ProjectModel
import Testing

@Suite struct LayoutTests {
  func tree(_ files: [(StaticString, String)]) -> MemoryTree {
    var nodes: [RelativePath: Node] = [:]
    for (path, text) in files {
      nodes[RelativePath(stringLiteral: path)] = .file(.init(contents: Array(text.utf8)))
    }
    return MemoryTree(nodes)
  }

  let common: [(StaticString, String)] = [
    (
      "app/db.py",
      """
      from collections.abc import AsyncIterator
      from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
      from sqlalchemy.orm import DeclarativeBase

      factory = async_sessionmaker()


      class Base(DeclarativeBase):
          pass


      async def get_db() -> AsyncIterator[AsyncSession]:
          async with factory() as session:
              yield session

      """
    ),
    (
      "app/routers/users.py",
      """
      from fastapi import APIRouter, Depends
      from sqlalchemy.ext.asyncio import AsyncSession
      from app.db import get_db

      router = APIRouter()


      @router.get("")
      async def users(db: AsyncSession = Depends(get_db)) -> None:
          return None

      """
    ),
    (
      "app/main.py",
      """
      from fastapi import FastAPI
      from app.routers import users

      app = FastAPI()
      app.include_router(users.router, prefix="/api/users", tags=["users"])

      """
    ),
    (
      "app/models/user.py",
      """
      from uuid import UUID, uuid4
      from sqlalchemy.orm import Mapped, mapped_column
      from app.db import Base


      class User(Base):
          __tablename__ = "users"

          id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
          name: Mapped[str]

      """
    ),
    (
      "app/models/team.py",
      """
      from uuid import UUID, uuid4
      from sqlalchemy.orm import Mapped, mapped_column
      from app.db import Base


      class Team(Base):
          __tablename__ = "teams"

          id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
          name: Mapped[str]

      """
    ),
    (
      "app/models/__init__.py",
      "from app.models.team import Team\nfrom app.models.user import User\n"
    ),
    (
      "app/schemas/user.py",
      "from pydantic import BaseModel\n\n\nclass User(BaseModel):\n    id: int\n"
    ),
    ("app/crud/user.py", "async def get_user(db):\n    return None\n"),
  ]

  @Test("a project with its own layout keeps it")
  func ownLayout() throws {
    let entity = try EntityDefinition.make(
      name: "order item", fields: ["title:str:20:required", "user:ref:User:cascade:required"])
    let (changes, after) = try Samples.generate(entity, in: tree(common), options: .init())
    let paths = changes.layers.map(\.path.description)
    #expect(
      paths == [
        "app/models/order_item.py", "app/schemas/order_item.py", "app/crud/order_item.py",
        "app/routers/order_items.py", "app/main.py",
      ])
    let main = try after.text("app/main.py")
    #expect(main.contains("prefix=\"/api/order-items\", tags=[\"order items\"])"))
    let model = try after.text("app/models/order_item.py")
    #expect(model.contains("__tablename__ = \"order_items\""))
    #expect(
      model.contains("id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)"))
    #expect(model.contains("user_id: Mapped[UUID] = mapped_column("))
    let package = try after.text("app/models/__init__.py")
    #expect(package.contains("from app.models.order_item import OrderItem\n"))
    let user = try #require(model.split(separator: "\n").first { $0.contains("user: Mapped") })
    #expect(user.hasSuffix("  # noqa: F821"))
    let target = try after.text("app/models/user.py")
    #expect(target.contains("order_items: Mapped[list[\"OrderItem\"]]"))
    let router = try after.text("app/routers/order_items.py")
    #expect(router.contains("order_item_id: UUID"))
    // The call gives the tags, as its neighbour's does.
    #expect(!router.contains("tags="))
    #expect(router.contains("SessionDep = Annotated[AsyncSession, Depends(get_db)]"))
    let schema = try after.text("app/schemas/order_item.py")
    #expect(schema.contains("class CamelModel(BaseModel):"))
    #expect(try Samples.generate(entity, in: after, options: .init()).changes.changes.isEmpty)
  }

  @Test("a package of models that lists what it exports exports the new one by saying it twice")
  func listedExports() throws {
    let package: (StaticString, String) = (
      "app/models/__init__.py",
      """
      from app.models.team import Team
      from app.models.user import User

      __all__ = ["Team", "User"]

      """
    )
    let entity = try EntityDefinition.make(name: "order item", fields: ["title:str:20:required"])
    // The later of two files of a path is the one that stands.
    let (_, after) = try Samples.generate(entity, in: tree(common + [package]), options: .init())
    #expect(
      try after.text("app/models/__init__.py").contains(
        "from app.models.order_item import OrderItem as OrderItem\n"))
  }

  @Test("the only model of a package that passes it on has a file of its own, and so has the next")
  func onlyModel() throws {
    let files =
      common.filter { !$0.0.description.contains("models/") } + [
        (
          "app/models/__init__.py",
          "from app.models.user import User\n\n__all__ = [\"User\"]\n"
        ), common[3],
      ]
    let (changes, after) = try Samples.generate(Samples.tag(), in: tree(files), options: .init())
    #expect(try after.text("app/models/tag.py").contains("class Tag(Base):"))
    #expect(try after.text("app/models/user.py") == common[3].1)
    #expect(
      try after.text("app/models/__init__.py").contains("from app.models.tag import Tag as Tag\n"))
    #expect(changes.notes.isEmpty)
  }

  @Test("another dialect, no session and no base are refused clearly")
  func refused() throws {
    var files = common.filter { !$0.0.description.contains("models") }
    let tag = try Samples.tag()
    let classic = """
      from sqlalchemy import Column, Integer
      from app.db import Base


      class User(Base):
          __tablename__ = "users"
          id = Column(Integer, primary_key=True)

      """
    files.append(("app/models.py", classic))
    #expect(blocks(tag, tree(files)).contains("classic SQLAlchemy (Column)"))
    #expect(
      blocks(tag, tree([common[2], common[1]])).contains("no SQLAlchemy base class was found"))
  }

  private func blocks(_ entity: Entity, _ tree: MemoryTree) -> String {
    do {
      _ = try Samples.generate(entity, in: tree)
      return ""
    } catch let error as GenerationError {
      return error.findings.first.map { "\($0)" } ?? ""
    } catch {
      return "\(error)"
    }
  }
}
