import Foundation
import Patch

/// The sample repository.
func shop() throws -> MemoryTree {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/shop").resolvingSymlinksInPath()
  var nodes: [RelativePath: Node] = [:]
  let names = try FileManager.default.subpathsOfDirectory(atPath: root.path(percentEncoded: false))
  for name in names where !name.contains("__pycache__") {
    let file = root.appending(path: name)
    let values = try file.resourceValues(forKeys: [.isRegularFileKey])
    guard values.isRegularFile == true else { continue }
    nodes[try RelativePath(name)] = .file(.init(contents: Array(try Data(contentsOf: file))))
  }
  return MemoryTree(nodes)
}

/// Trees in memory, written as paths and texts.
func tree(_ files: [(StaticString, String)]) -> MemoryTree {
  var nodes: [RelativePath: Node] = [:]
  for (path, text) in files {
    nodes[RelativePath(stringLiteral: path)] = .file(.init(contents: Array(text.utf8)))
  }
  return MemoryTree(nodes)
}

/// The parts most backends have.
enum Parts {
  static let base = """
    from sqlalchemy.orm import DeclarativeBase


    class Base(DeclarativeBase):
        pass

    """

  static let models = """
    from sqlalchemy import ForeignKey, String
    from sqlalchemy.orm import Mapped, mapped_column

    from db.base import Base


    class Category(Base):
        __tablename__ = "categories"

        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str] = mapped_column(String(64), unique=True)

    """

  static let session = """
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

    factory = async_sessionmaker()


    async def get_session() -> AsyncIterator[AsyncSession]:
        async with factory() as session:
            yield session

    """

  static func router(prefix: String = "/items") -> String {
    """
    from fastapi import APIRouter, Depends
    from sqlalchemy.ext.asyncio import AsyncSession

    from db.session import get_session

    router = APIRouter(prefix="\(prefix)", tags=["x"])


    @router.get("")
    async def read(session: AsyncSession = Depends(get_session)) -> None:
        return None

    """
  }
}
